"""People who sit still before a set without being asked to sit tall: frames that a renderer adds to the end of a session."""

import numpy as np

KIND = "sitter"
"""Kind of these frames: nothing is learned from them, and no question is asked of them."""
SITTING = {
    "usual": (0.4, {"slouch": (1, 12), "headForward": (0, 6), "retraction": (-6, 1), "lean": (-5, 5)}),
    "slouched": (0.2, {"slouch": (10, 24), "headForward": (2, 10), "retraction": (-7, 0), "lean": (-5, 5)}),
    "upright": (0.2, {"slouch": (0, 2), "headForward": (0, 2), "retraction": (0, 5), "extension": (0, 4), "lean": (-3, 3)}),
    "leaning forwards": (0.1, {"slouch": (1, 12), "headForward": (0, 6), "retraction": (-6, 1), "lean": (4, 11)}),
    "leaning back": (0.1, {"slouch": (1, 14), "headForward": (0, 6), "retraction": (-6, 1), "lean": (-14, -6)}),
}
"""How often people sit like that, chosen without data, and the least and greatest parameters of `posing.pose`, degrees."""
FRAMES = 4
"""Of one stillness."""
SWAY = {
    "lean": 0.2, "swayX": 0.0016, "swayY": 0.0016, "swayZ": 0.0004, "yaw": 0.2, "roll": 0.12,
    "headYaw": 0.4, "headPitch": 0.4, "headRoll": 0.2,
}  # fmt: skip
"""Standard deviations from one frame of a stillness to the next; degrees, metres."""


def sitters(postures, drawn, number):
    """(kind, label, parameters) of FRAMES frames of each way to sit.

    postures: of a domain, whose `add` appends to the list `drawn`; number: of the person.
    """
    r = postures.r = np.random.default_rng([9901, number])
    found = []
    for label, (_, ranges) in SITTING.items():
        count = len(drawn)
        postures.add(KIND, label, r.uniform(9, 24), r.uniform(-14, 6), **{name: r.uniform(*ends) for name, ends in ranges.items()})
        parameters = drawn[count][2]
        del drawn[count:]
        found += [(KIND, label, swayed(parameters, r)) for _ in range(FRAMES)]
    return found


def swayed(parameters, r):
    return {**parameters, **{name: float(parameters.get(name, 0) + r.normal(0, spread)) for name, spread in SWAY.items()}}
