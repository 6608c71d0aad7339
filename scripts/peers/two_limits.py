"""The counter of the usual tutorials: one angle, two fixed limits."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from formcheck_scripts.measuring.mediapipe_pose import JOINTS
from formcheck_scripts.peers.pose import PoseSeries

UP_ABOVE, DOWN_BELOW = 90.0, 45.0


def elevations(series: PoseSeries) -> dict[str, np.ndarray]:
    """The 2-D angle hip-shoulder-elbow of each arm, degrees; NaN where no one was seen."""
    return {side: _angle(series.points[:, :, :2], side) for side in ("left", "right")}


def count(angles: Iterable[float]) -> int:
    """Up above one limit counts, once down below the other. A frame without an angle changes nothing."""
    repetitions, down = 0, False
    for angle in angles:
        if angle < DOWN_BELOW:
            down = True
        elif angle > UP_ABOVE and down:
            down = False
            repetitions += 1
    return repetitions


def repetitions(series: PoseSeries) -> int:
    angles = elevations(series)
    return count((angles["left"] + angles["right"]) / 2)


def _angle(points: np.ndarray, side: str) -> np.ndarray:
    shoulder = points[:, JOINTS[f"{side}_shoulder"]]
    to_hip = points[:, JOINTS[f"{side}_hip"]] - shoulder
    to_elbow = points[:, JOINTS[f"{side}_elbow"]] - shoulder
    cross = to_hip[:, 0] * to_elbow[:, 1] - to_hip[:, 1] * to_elbow[:, 0]
    return np.degrees(np.arctan2(np.abs(cross), (to_hip * to_elbow).sum(axis=1)))
