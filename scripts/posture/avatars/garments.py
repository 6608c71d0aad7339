"""Colours and prints of an avatar's clothes, and the chair: drawn from a person's generator."""

import cv2
import numpy as np

from formcheck_scripts.posture.avatars.avatar import HAIR
from formcheck_scripts.samples.geometry import box, join


def recoloured(avatar, r):
    """Atlases with other colours of cloth and a little other skin; alpha: how much is skin."""
    found, cloth_changes = [], r.random() < 0.6
    turn, strong = r.uniform(0, 360), r.uniform(0.5, 1.5)
    tint = np.clip(r.uniform(0.45, 1.35, 3) * r.uniform(0.5, 1.2), 0.15, 1.5)
    tone = r.uniform(0.86, 1.1) * np.clip(r.normal(1, 0.02, 3), 0.95, 1.05)
    for material in avatar.materials:
        rgb = avatar.colours[material].astype("f4") / 255
        cloth = avatar.cloth[material].astype("f4")[..., None] / 255
        if cloth_changes and cloth.max() > 0:
            hsv = cv2.cvtColor(rgb, cv2.COLOR_RGB2HSV)
            hsv[..., 0] = (hsv[..., 0] + turn) % 360
            hsv[..., 1] = np.clip(hsv[..., 1] * strong, 0, 1)
            changed = np.clip(cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB) * tint, 0, 1)
            rgb = rgb + cloth * (changed - rgb)
        if material != HAIR:
            rgb = rgb * (1 + (1 - cloth) * (tone - 1))
        found.append((255 * np.clip(np.concatenate([rgb, 1 - cloth], -1), 0, 1)).astype("u1"))
    return found


def printed(r):
    """A print for the cloth, by places at rest, or None."""
    kind = r.choice(5, p=(0.6, 0.12, 0.08, 0.08, 0.12))
    if kind == 0:
        return None
    colour = r.uniform(0.02, 0.8, 3).astype("f4")
    wide, phase, share = r.uniform(0.012, 0.07), r.uniform(0, 1, 2), r.uniform(0.25, 0.6)
    waves = r.normal(0, 1, (6, 3)) / r.uniform(0.006, 0.03)
    shifts = r.uniform(0, 7, 6)

    def mix(p, texel, cloth):
        a, b = (p[:, 2] / wide + phase[0]) % 1, ((p[:, 0] + 0.5 * p[:, 1]) / wide + phase[1]) % 1
        if kind == 1:
            on = (a < share).astype("f4")
        elif kind == 2:
            on = (0.5 * (a < share) + 0.5 * (b < share)).astype("f4")
        elif kind == 3:
            on = ((a - 0.5) ** 2 + (b - 0.5) ** 2 < 0.07).astype("f4")
        else:
            on = (np.sin(p @ waves.T + shifts).sum(1) > 0.6).astype("f4")
        on = (0.85 * on * cloth)[:, None]
        return texel * (1 - on) + on * colour

    return mix


def seat_of(r, rig):
    """The chair: a seat, and often a back."""
    hip = rig.head("L Thigh")
    parts = [box((0, -0.12, hip[2] - 0.16), (0.46, 0.5, 0.07))]
    if r.random() < 0.5:
        high = r.uniform(0.25, 0.75)
        parts.append(box((0, 0.22, hip[2] - 0.05 + high / 2), (r.uniform(0.36, 0.5), 0.05, high)))
    return join(parts)[0], tuple(float(v) for v in r.uniform(0.02, 0.4) * r.uniform(0.6, 1.4, 3))
