"""What is done to a recording: to its pictures, to the points in them, to its rate."""

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
"""Of the width of the shoulders: what a picture of head and shoulders shows around them."""


@dataclass(frozen=True)
class Change:
    """`points` moves [n, 2] positions in the picture as `picture` moves the picture."""

    width: int
    height: int
    picture: Callable[[np.ndarray], np.ndarray] = lambda picture: picture
    points: Callable[[np.ndarray], np.ndarray] = lambda points: points
    mirrors: bool = False
    rate: float | None = None
    """Frames a second; None: as before."""
    hides_elbows: bool = False
    """Whether it means to: then 'could not judge' is right."""
    reframes: bool = False
    """Whether something can lie outside of the picture that was inside."""


def half(width: int, height: int) -> Change:
    size = tuple(int(length * HALF) // 2 * 2 for length in (width, height))
    ratio = np.array(size) / (width, height)
    return Change(*size, lambda picture: cv2.resize(picture, size, interpolation=cv2.INTER_AREA), lambda points: points * ratio)


def mirrored(width: int, height: int) -> Change:
    return Change(
        width,
        height,
        lambda picture: picture[:, ::-1],
        lambda points: np.array([width, 0]) + points * np.array([-1, 1]),
        mirrors=True,
    )


def ten_frames(width: int, height: int) -> Change:
    return Change(width, height, rate=TEN)


def jpeg(width: int, height: int) -> Change:
    def compressed(picture: np.ndarray) -> np.ndarray:
        _, coded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
        return cv2.imdecode(coded, cv2.IMREAD_COLOR)

    return Change(width, height, compressed)


def dark(width: int, height: int) -> Change:
    return Change(width, height, lambda picture: cv2.convertScaleAbs(picture, alpha=DARKNESS))


def blurred(width: int, height: int) -> Change:
    return Change(width, height, lambda picture: cv2.GaussianBlur(picture, (0, 0), height * BLUR_OF_HEIGHT))


def rotated(width: int, height: int) -> Change:
    """As by a camera that hangs aslant; what was not filmed is filled with the edge's colours."""
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), DEGREES, 1)
    return Change(
        width,
        height,
        lambda picture: cv2.warpAffine(picture, turn, (width, height), borderMode=cv2.BORDER_REPLICATE),
        lambda points: points @ turn[:, :2].T + turn[:, 2],
        reframes=True,
    )


def cropped(width: int, height: int, shoulders: np.ndarray, eyes: np.ndarray) -> Change | None:
    """To head and shoulders, from [frame, 2 sides, 2] positions of both; None where that is not a picture."""
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
        lambda picture: picture[y1:y2, x1:x2],
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
    "jpeg-40": "each picture as JPEG of quality 40",
    "dark": "brightness x 0.3",
    "blurred": "blurred by 1/160 of the height",
    "rotated": "camera aslant by 10 degrees",
    CROPPED: "cropped to head and shoulders",
}
"""All kinds, in the order of the table."""
