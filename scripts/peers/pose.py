"""MediaPipe Pose over a video, once, as its users run it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from formcheck_scripts.measuring import Refusal, mediapipe_pose
from formcheck_scripts.measuring.mediapipe_pose import COMPLEXITY, JOINTS
from formcheck_scripts.measuring.video import frames_of, rgb


@dataclass(frozen=True)
class PoseSeries:
    """All that the peers get to see of a video."""

    seconds: np.ndarray
    """A frame's time from the first one."""
    points: np.ndarray
    """[frame, joint, 3]: x, y and z in pixels, y down, as MediaPipe scales z; NaN where no one was seen."""
    milliseconds: np.ndarray
    """What a frame's pose cost, without decoding."""

    @property
    def seen(self) -> np.ndarray:
        return ~np.isnan(self.points[:, 0, 0])


def watch(video: Path) -> PoseSeries:
    seconds, points, milliseconds = [], [], []
    with mediapipe_pose.load().solutions.pose.Pose(model_complexity=COMPLEXITY["full"], smooth_landmarks=True) as pose:
        for at, frame in frames_of(video):
            seconds.append(at)
            image = rgb(frame)
            begun = time.perf_counter()
            found = pose.process(image).pose_landmarks
            milliseconds.append(1000 * (time.perf_counter() - begun))
            points.append(_pixels(found, image.shape[1], image.shape[0]))
    if not points:
        raise Refusal(f"{video} holds no frame that can be decoded.")
    return PoseSeries(np.array(seconds) - seconds[0], np.array(points), np.array(milliseconds))


def _pixels(landmarks, width: int, height: int) -> np.ndarray:
    if landmarks is None:
        return np.full((len(JOINTS), 3), np.nan)
    return np.array([[point.x * width, point.y * height, point.z * width] for point in landmarks.landmark])
