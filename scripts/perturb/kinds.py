"""Changes of a recording: of its images, of the points in them, of its frame rate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

HALF = 0.5
TEN = 10.0
JPEG_QUALITY = 40
DARKNESS = 0.3
BLUR_OF_HEIGHT = 1 / 160
DEGREES = 10.0

BESIDE_SHOULDERS, ABOVE_EYES, BELOW_SHOULDERS = 0.25, 0.5, 0.35
"""Of the width of the shoulders: what an image of head and shoulders shows around them."""


@dataclass(frozen=True)
class Change:
    """`points` moves [n, 2] positions in the image as `image` moves the image."""

    width: int
    height: int
    image: Callable[[np.ndarray], np.ndarray] = lambda image: image
    points: Callable[[np.ndarray], np.ndarray] = lambda points: points
    mirrors: bool = False
    rate: float | None = None
    """Frames a second; None: as before."""
    hides_elbows: bool = False
    """Whether it means to: then 'could not judge' is right."""
    reframes: bool = False
    """Whether something can lie outside of the image that was inside."""


def half(width: int, height: int) -> Change:
    size = tuple(int(length * HALF) // 2 * 2 for length in (width, height))
    ratio = np.array(size) / (width, height)
    return Change(*size, lambda image: cv2.resize(image, size, interpolation=cv2.INTER_AREA), lambda points: points * ratio)


def mirrored(width: int, height: int) -> Change:
    return Change(
        width,
        height,
        lambda image: image[:, ::-1],
        lambda points: np.array([width, 0]) + points * np.array([-1, 1]),
        mirrors=True,
    )


def ten_frames(width: int, height: int) -> Change:
    return Change(width, height, rate=TEN)


def jpeg(width: int, height: int) -> Change:
    def compressed(image: np.ndarray) -> np.ndarray:
        _, coded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
        return cv2.imdecode(coded, cv2.IMREAD_COLOR)

    return Change(width, height, compressed)


def dark(width: int, height: int) -> Change:
    return Change(width, height, lambda image: cv2.convertScaleAbs(image, alpha=DARKNESS))


def blurred(width: int, height: int) -> Change:
    return Change(width, height, lambda image: cv2.GaussianBlur(image, (0, 0), height * BLUR_OF_HEIGHT))


def rotated(width: int, height: int) -> Change:
    """As by a camera that hangs aslant; what was not filmed is filled with the edge's colours."""
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), DEGREES, 1)
    return Change(
        width,
        height,
        lambda image: cv2.warpAffine(image, turn, (width, height), borderMode=cv2.BORDER_REPLICATE),
        lambda points: points @ turn[:, :2].T + turn[:, 2],
        reframes=True,
    )


def cropped(width: int, height: int, shoulders: np.ndarray, eyes: np.ndarray) -> Change | None:
    """To head and shoulders, from [frame, 2 sides, 2] positions of both; None where that is not an image."""
    span = float(np.median(np.abs(shoulders[:, 0, 0] - shoulders[:, 1, 0])))
    left, right = np.percentile(shoulders[:, :, 0], (2, 98)) + np.array([-1, 1]) * BESIDE_SHOULDERS * span
    top = np.percentile(eyes[:, :, 1], 2) - ABOVE_EYES * span
    bottom = np.percentile(shoulders[:, :, 1], 98) + BELOW_SHOULDERS * span
    x1, x2 = (int(np.clip(x, 0, width)) // 2 * 2 for x in (left, right))
    y1, y2 = (int(np.clip(y, 0, height)) // 2 * 2 for y in (top, bottom))
    if x2 - x1 < 32 or y2 - y1 < 32:
        return None
    return Change(
        x2 - x1,
        y2 - y1,
        lambda image: image[y1:y2, x1:x2],
        lambda points: points - np.array([x1, y1]),
        hides_elbows=True,
        reframes=True,
    )


SIMPLE = {
    "half": half,
    "mirrored": mirrored,
    "10-frames": ten_frames,
    "jpeg-40": jpeg,
    "dark": dark,
    "blurred": blurred,
    "rotated": rotated,
}
"""By name; those that need to know nothing of a recording but its size."""

CROPPED = "cropped"

ABOUT = {
    "half": "half the width and height",
    "mirrored": "mirrored",
    "10-frames": "10 frames a second",
    "jpeg-40": "each frame as JPEG of quality 40",
    "dark": "brightness x 0.3",
    "blurred": "blurred by 1/160 of the height",
    "rotated": "camera aslant by 10 degrees",
    CROPPED: "cropped to head and shoulders",
}
"""All kinds, in the order of the table."""
