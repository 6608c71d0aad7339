"""Where head, shoulders and elbows are in a recording that has no keypoints in its labels."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from formcheck_scripts.measuring import Refusal, mediapipe_pose
from formcheck_scripts.measuring.mediapipe_pose import COMPLEXITY, JOINTS
from formcheck_scripts.measuring.video import rgb
from formcheck_scripts.perturb.kinds import Change

LOOKS = 15
"""Images of a recording that are searched."""
LEAST = 5
MOSTLY = 0.9
GROUPS = {"shoulders": "shoulder", "eyes": "eye", "elbows": "elbow"}


@dataclass(frozen=True)
class Seen:
    """[look, 2 sides, 2] in the image."""

    shoulders: np.ndarray
    eyes: np.ndarray
    elbows: np.ndarray

    def elbows_outside(self, change: Change) -> bool:
        """Whether there is hardly an image left with both elbows in it."""
        moved = change.points(self.elbows.reshape(-1, 2)).reshape(self.elbows.shape)
        outside = ((moved < 0) | (moved >= (change.width, change.height))).any(axis=(1, 2))
        return bool(outside.mean() >= MOSTLY)


def look(video: Path) -> Seen | str:
    """By MediaPipe Pose, image by image; a text with the reason where that fails."""
    try:
        mediapipe = mediapipe_pose.load()
    except Refusal:
        return "it has no keypoints, and MediaPipe, which could find the shoulders, is not installed"
    groups = {name: (JOINTS[f"left_{joint}"], JOINTS[f"right_{joint}"]) for name, joint in GROUPS.items()}
    found: dict[str, list] = {group: [] for group in groups}
    with mediapipe.solutions.pose.Pose(static_image_mode=True, model_complexity=COMPLEXITY["full"]) as pose:
        for image in _frames(video):
            landmarks = pose.process(rgb(image)).pose_landmarks
            if landmarks is None:
                continue
            height, width = image.shape[:2]
            for group, joints in groups.items():
                points = [landmarks.landmark[joint] for joint in joints]
                found[group].append([[point.x * width, point.y * height] for point in points])
    if len(found["shoulders"]) < LEAST:
        return "hardly anybody is seen in it"
    return Seen(**{group: np.array(points) for group, points in found.items()})


def _frames(video: Path) -> list[np.ndarray]:
    capture = cv2.VideoCapture(str(video))
    images = []
    count = max(1, int(capture.get(cv2.CAP_PROP_FRAME_COUNT)))
    wanted = set(np.linspace(0, count - 1, LOOKS).astype(int).tolist())
    frame = 0
    while capture.grab():
        if frame in wanted:
            read, image = capture.retrieve()
            if read:
                images.append(image)
        frame += 1
    return images
