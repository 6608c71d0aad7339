"""Crops of upper body and face, and the measurements of the head in a face mesh.

`SquareCropper.java` and `HeadFeatures.java` compute the same; `scripts/posture/fixture_crop.py` writes the values that a test compares
both with. Pixels, origin top left, y down. Landmarks are BlazePose's.
"""

from __future__ import annotations

import cv2
import numpy as np

from formcheck_scripts.models.shapes import FACE_CROP, FACE_POINTS

UPPER_BODY_WIDTHS = 2.2
"""Side of the upper body's square, in shoulder widths of sitting tall."""
LOWER = 0.08
"""How far the square's centre lies below the shoulders' midpoint, as a share of the side."""
FACE_WIDTHS = 0.8
"""Side of the face's square, in the same shoulder widths: steadier than any size of the pose's own face."""
FACE_LOWER = 0.04
"""How far the square's centre lies below the mean of the face's landmarks, as a share of the side."""
MAX_SHRINKING = 8
MIN_LENGTH = 0.5
"""Pixels; shorter lengths count as this."""

FOREHEAD, CHIN, RIGHT_CHEEK, LEFT_CHEEK, RIGHT_EYE, LEFT_EYE, BRIDGE, UNDER_NOSE, NOSE = 10, 152, 234, 454, 33, 263, 168, 2, 1
HEAD = (
    "height", "breadth", "eyes", "nose", "height/breadth", "pitch", "yaw", "roll",
    "height/shoulders", "breadth/shoulders", "eyes/shoulders", "nose/shoulders",
    "nose-x", "nose-y", "chin-x", "chin-y", "forehead-x", "forehead-y", "bridge-x", "bridge-y",
)  # fmt: skip
"""Logarithms of lengths (pixels) and of their ratios; slopes; positions above the shoulders' midpoint in shoulder widths of sitting
tall."""


def shoulder_width(points: np.ndarray) -> float:
    """Median over frames of sitting tall."""
    return float(np.nanmedian(np.hypot(*(points[:, 11, :2] - points[:, 12, :2]).T)))


def upper_body_square(points: np.ndarray, width: float) -> tuple[float, float, float]:
    """Centre and side of the upper body's square. points: a frame's landmarks; width: of the shoulders when sitting tall."""
    x, y = (points[11, :2] + points[12, :2]) / 2
    side = UPPER_BODY_WIDTHS * width
    return x, y + LOWER * side, side


def face_square(points: np.ndarray, width: float) -> tuple[float, float, float]:
    """Centre and side of the face's square, from the pose's own landmarks of the face."""
    x, y = points[:11, :2].mean(0)
    side = FACE_WIDTHS * width
    return x, y + FACE_LOWER * side, side


def cut(rgb: np.ndarray, x: float, y: float, side: float, size: int) -> np.ndarray:
    """uint8 [size, size, 3]: an upright square, interpolated bilinearly; beyond the image its border goes on.

    An image that becomes much smaller is first averaged over squares of whole pixels, so that fine patterns do not alias.
    """
    scale = side / size
    times = int(min(MAX_SHRINKING, max(1, np.floor(scale + 0.5)), *rgb.shape[:2]))
    if times > 1:
        rows, columns = (length // times for length in rgb.shape[:2])
        rgb = cv2.resize(rgb[: rows * times, : columns * times], (columns, rows), interpolation=cv2.INTER_AREA)
    half = (times - 1) / 2  # centre of a square of whole pixels, from its first one's
    step = scale / times
    matrix = np.array([[step, 0, (x - side / 2 - half) / times], [0, step, (y - side / 2 - half) / times]])
    return cv2.warpAffine(rgb, matrix, (size, size), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE)


def pooled(tensor: np.ndarray) -> np.ndarray:
    """[16, 16, 64] averaged over 2 x 2 cells to 8 x 8 x 64, flat: rows, columns, channels."""
    return tensor.reshape(8, 2, 8, 2, -1).mean((1, 3)).ravel()


def find_face(net, rgb: np.ndarray, square: tuple[float, float, float]) -> tuple[np.ndarray, float]:
    """The face mesh in a square: [468, 3] in pixels of the image, and the probability of a face."""
    x, y, side = square
    out = net(cut(rgb, x, y, side, FACE_CROP)).astype(float)
    mesh = out[: 3 * FACE_POINTS].reshape(FACE_POINTS, 3)
    placed = np.column_stack([(mesh[:, :2] / FACE_CROP - 0.5) * side + (x, y), mesh[:, 2] / FACE_CROP * side])
    return placed, 1 / (1 + np.exp(-out[3 * FACE_POINTS]))


def head_measurements(mesh: np.ndarray, points: np.ndarray, width: float) -> np.ndarray:
    """HEAD of a mesh and the pose's landmarks, both in pixels. width: of the shoulders when sitting tall."""
    length = lambda a, b: max(float(np.linalg.norm(mesh[a] - mesh[b])), MIN_LENGTH)
    tall, broad = length(FOREHEAD, CHIN), length(RIGHT_CHEEK, LEFT_CHEEK)
    sizes = np.log([tall, broad, length(RIGHT_EYE, LEFT_EYE), length(BRIDGE, UNDER_NOSE)])
    upright, across = mesh[FOREHEAD] - mesh[CHIN], mesh[RIGHT_CHEEK] - mesh[LEFT_CHEEK]
    shoulders = np.log(max(float(np.hypot(*(points[11, :2] - points[12, :2]))), MIN_LENGTH))
    middle = (points[11, :2] + points[12, :2]) / 2
    positions = [(mesh[k, :2] - middle) / width for k in (NOSE, CHIN, FOREHEAD, BRIDGE)]
    slopes = [sizes[0] - sizes[1], upright[2] / tall, across[2] / broad, upright[0] / tall]
    return np.concatenate([sizes, slopes, sizes - shoulders, *positions])
