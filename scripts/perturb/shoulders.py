"""Where head, shoulders and elbows are in a recording that has no key points in its labels."""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("GLOG_minloglevel", "2")
warnings.filterwarnings("ignore", module="google.protobuf")

import cv2
import numpy as np

from kinds import Change

LOOKS = 15
"""Pictures of a recording that are looked at."""
LEAST = 5
MOSTLY = 0.9


@dataclass(frozen=True)
class Seen:
    """[look, 2 sides, 2] in the picture."""

    shoulders: np.ndarray
    eyes: np.ndarray
    elbows: np.ndarray

    def elbows_outside(self, change: Change) -> bool:
        """Whether there is hardly a picture left with both elbows in it."""
        moved = change.points(self.elbows.reshape(-1, 2)).reshape(self.elbows.shape)
        outside = ((moved < 0) | (moved >= (change.width, change.height))).any(axis=(1, 2))
        return bool(outside.mean() >= MOSTLY)


def look(video: Path) -> Seen | str:
    """By MediaPipe Pose, picture by picture; a text tells why not."""
    try:
        from mediapipe.python.solutions import pose as mediapipe_pose
    except ImportError:
        return "it has no key points, and MediaPipe, which could find the shoulders, is not installed"
    names = mediapipe_pose.PoseLandmark
    groups = {
        "shoulders": (names.LEFT_SHOULDER, names.RIGHT_SHOULDER),
        "eyes": (names.LEFT_EYE, names.RIGHT_EYE),
        "elbows": (names.LEFT_ELBOW, names.RIGHT_ELBOW),
    }
    found: dict[str, list] = {group: [] for group in groups}
    with mediapipe_pose.Pose(static_image_mode=True, model_complexity=1) as pose:
        for picture in _pictures(video):
            landmarks = pose.process(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)).pose_landmarks
            if landmarks is None:
                continue
            height, width = picture.shape[:2]
            for group, joints in groups.items():
                points = [landmarks.landmark[joint] for joint in joints]
                found[group].append([[point.x * width, point.y * height] for point in points])
    if len(found["shoulders"]) < LEAST:
        return "hardly anybody is seen in it"
    return Seen(**{group: np.array(points) for group, points in found.items()})


def _pictures(video: Path) -> list[np.ndarray]:
    capture = cv2.VideoCapture(str(video))
    pictures = []
    count = max(1, int(capture.get(cv2.CAP_PROP_FRAME_COUNT)))
    wanted = set(np.linspace(0, count - 1, LOOKS).astype(int).tolist())
    frame = 0
    while capture.grab():
        if frame in wanted:
            read, picture = capture.retrieve()
            if read:
                pictures.append(picture)
        frame += 1
    return pictures
