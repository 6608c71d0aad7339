"""Solids of a room: shapes with a colour and a surface each."""

import numpy as np

SURFACES = ("plain", "wood", "brick", "tiles", "stripes", "flowers", "picture", "glow", "plaster", "fabric", "view", "panels")


class Scene:
    """Solids as rows: position, normal, colour, second colour, surface, seed."""

    def __init__(self):
        self.rows = []

    def add(self, shape, surface, colour, second=None, seed=0.0):
        positions, normals = shape
        colour = np.clip(np.asarray(colour, float), 0, 1)
        second = colour * 0.6 if second is None else np.clip(np.asarray(second, float), 0, 1)
        n = len(positions)
        fixed = np.concatenate([colour, second, [SURFACES.index(surface), seed]])
        self.rows.append(np.hstack([positions, normals, np.broadcast_to(fixed, (n, 8))]))

    def data(self):
        return np.vstack(self.rows).astype("f4")


def shade(r, low=0.05, high=0.8, dull=0.75):
    grey = r.uniform(low, high)
    return np.clip(grey + (r.uniform(low, high, 3) - grey) * (1 - dull), 0.02, 0.95)
