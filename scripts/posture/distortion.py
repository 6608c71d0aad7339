"""Radial distortion of a lens."""

import cv2
import numpy as np

from formcheck_scripts.posture.crowd import HEIGHT, WIDTH

CENTRE, HALF = np.array((WIDTH / 2, HEIGHT / 2)), WIDTH / 2


class Lens:
    """A point at distance r from the centre (half widths) is seen at about r (1 - k r^2)."""

    def __init__(self, k):
        self.k = k
        x, y = np.meshgrid(np.arange(WIDTH) - WIDTH / 2 + 0.5, np.arange(HEIGHT) - HEIGHT / 2 + 0.5)
        factor = 1 + k * (x**2 + y**2) / HALF**2
        self._maps = (x * factor + WIDTH / 2 - 0.5).astype("f4"), (y * factor + HEIGHT / 2 - 0.5).astype("f4")

    def see(self, image):
        return cv2.remap(image, *self._maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)

    def point(self, p):
        """Where a point, or rows of points, without distortion are seen; pixels."""
        wanted = (np.asarray(p) - CENTRE) / HALF
        seen = wanted.copy()
        for _ in range(8):
            seen = wanted / (1 + self.k * (seen**2).sum(-1, keepdims=True))
        return seen * HALF + CENTRE
