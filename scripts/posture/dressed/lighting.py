"""Light of a room, drawn from a random generator."""

import numpy as np

from formcheck_scripts.samples.rotations import unit


def light(r):
    """A key with a shadow, two fills, and light from all around as nine harmonics."""
    warm = lambda k: np.array((1.0, 0.86 + 0.14 * k, 0.66 + 0.44 * k))
    key_warm = r.uniform(0, 1)
    mood = r.choice(("soft", "hard", "back", "dim"), p=(0.4, 0.3, 0.15, 0.15))
    level = {"soft": 0.8, "hard": 1.9, "back": 0.5, "dim": 0.7}[mood] * r.uniform(0.8, 1.25)
    around = {"soft": 0.62, "hard": 0.32, "back": 0.5, "dim": 0.28}[mood] * r.uniform(0.85, 1.2)
    side = r.uniform(-1.3, 1.3)
    key = unit(np.array((np.sin(side), -np.cos(side), r.uniform(0.1, 1.6))))
    if mood == "back":
        key = unit(np.array((r.choice((-1, 1)) * r.uniform(0.3, 1), r.uniform(0.2, 0.8), r.uniform(0.4, 1.2))))
    fill = unit(np.array((-np.sin(side) + r.normal(0, 0.3), -1.0, r.uniform(-0.3, 0.6))))
    rim = unit(np.array((r.choice((-1, 1)), r.uniform(0.3, 1.0), r.uniform(0.1, 0.8))))
    sky = warm(r.uniform(0.3, 1.1)) * around
    harmonics = np.zeros((4, 3))
    harmonics[0] = sky
    harmonics[1] = sky * r.uniform(0.1, 0.45)  # from above
    harmonics[2] = sky * r.uniform(-0.35, 0.35) * warm(r.uniform(0, 1))  # from the side
    harmonics[3] = sky * r.uniform(-0.1, 0.35)  # from the front
    lamp_at = np.array((r.uniform(-2, 2), r.uniform(-1.5, 0.5), r.uniform(1.0, 1.9)))
    return {
        "mood": str(mood),
        "key": key,
        "keyColour": warm(key_warm) * level,
        "fill": fill,
        "fillColour": warm(r.uniform(0, 1)) * level * r.uniform(0.08, 0.35),
        "rim": rim,
        "rimColour": warm(r.uniform(0, 1)) * r.uniform(0, 0.5),
        "harmonics": harmonics,
        "lamp": lamp_at,
        "lampColour": warm(r.uniform(0, 0.5)) * r.uniform(0.0, 0.8),
        "spread": float(r.uniform(0.8, 5.0)),
    }
