"""MediaPipe Pose over a video, once, as its users run it."""

from __future__ import annotations

import os
import time
import warnings
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("GLOG_minloglevel", "2")
warnings.filterwarnings("ignore", module="google.protobuf")

import cv2
import mediapipe
import numpy as np

from measuring import Refusal

JOINTS = {joint.name.lower(): joint.value for joint in mediapipe.solutions.pose.PoseLandmark}
COMPLEXITY = 1
"""The model that FormCheck uses too: full."""


@dataclass(frozen=True)
class PoseSeries:
    """All that the peers get to see of a video."""

    seconds: np.ndarray
    """A frame's time from the first one."""
    points: np.ndarray
    """[frame, joint, 3]: x, y and z in pixels, y down, as MediaPipe scales z; NaN where nobody was seen."""
    milliseconds: np.ndarray
    """What a frame's pose cost, without decoding."""

    @property
    def seen(self) -> np.ndarray:
        return ~np.isnan(self.points[:, 0, 0])


def watch(video: Path) -> PoseSeries:
    capture = cv2.VideoCapture(str(video))
    if not capture.isOpened():
        raise Refusal(f"{video} cannot be opened as a video.")
    seconds, points, milliseconds = [], [], []
    with mediapipe.solutions.pose.Pose(model_complexity=COMPLEXITY, smooth_landmarks=True) as pose:
        while True:
            read, picture = capture.read()
            if not read:
                break
            seconds.append(capture.get(cv2.CAP_PROP_POS_MSEC) / 1000)
            picture = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)
            begun = time.perf_counter()
            found = pose.process(picture).pose_landmarks
            milliseconds.append(1000 * (time.perf_counter() - begun))
            points.append(_pixels(found, picture.shape[1], picture.shape[0]))
    capture.release()
    if not points:
        raise Refusal(f"{video} holds no picture that can be decoded.")
    return PoseSeries(np.array(seconds) - seconds[0], np.array(points), np.array(milliseconds))


def _pixels(landmarks, width: int, height: int) -> np.ndarray:
    if landmarks is None:
        return np.full((len(JOINTS), 3), np.nan)
    return np.array([[point.x * width, point.y * height, point.z * width] for point in landmarks.landmark])
