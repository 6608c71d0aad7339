"""Reads videos frame by frame. Frames are BGR uint8, as OpenCV decodes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from formcheck_scripts.measuring import Refusal


def open_video(video: Path) -> cv2.VideoCapture:
    capture = cv2.VideoCapture(str(video))
    if not capture.isOpened():
        raise Refusal(f"{video} cannot be opened as a video.")
    return capture


def frames_of(video: Path) -> Iterator[tuple[float, np.ndarray]]:
    """Time in seconds and frame, until the video ends."""
    capture = open_video(video)
    try:
        while True:
            read, frame = capture.read()
            if not read:
                return
            yield capture.get(cv2.CAP_PROP_POS_MSEC) / 1000, frame
    finally:
        capture.release()


def rgb(frame: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(frame, cv2.COLOR_BGR2RGB)
