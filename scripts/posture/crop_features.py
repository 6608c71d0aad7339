"""Features of the crops of upper body and head."""

import numpy as np

from formcheck_scripts.models import crops
from formcheck_scripts.models.shapes import CROP

MIN_FACE = 16
"""Pixels: a smaller face square is not used."""
MIN_PRESENCE = 0.5
"""MediaPipe's."""


class CropFeatures:
    """Both networks as functions of a uint8 square. `upper`: the upper body's, `face`: the face mesh."""

    def __init__(self, upper, face):
        self.upper, self.face = upper, face

    def of(self, rgb, points, width):
        """The upper body's features, the head's measurements, and whether a face was seen: only then the latter are meaningful."""
        inner = self.upper(crops.cut(rgb, *crops.upper_body_square(points, width), CROP))
        head = self.head(rgb, points, width)
        return inner, np.zeros(len(crops.HEAD)) if head is None else head, head is not None

    def head(self, rgb, points, width):
        square = crops.face_square(points, width)
        if square[2] < MIN_FACE:
            return None
        mesh, presence = crops.find_face(self.face, rgb, square)
        return crops.head_measurements(mesh, points, width) if presence >= MIN_PRESENCE else None
