"""MediaPipe Pose, which the measuring scripts run as its users do. Needs the requirements `measuring`."""

from __future__ import annotations

import os
import warnings
from types import ModuleType

from formcheck_scripts.measuring import Refusal

NAMES = (
    "nose left_eye_inner left_eye left_eye_outer right_eye_inner right_eye right_eye_outer left_ear right_ear mouth_left mouth_right "
    "left_shoulder right_shoulder left_elbow right_elbow left_wrist right_wrist left_pinky right_pinky left_index right_index "
    "left_thumb right_thumb left_hip right_hip left_knee right_knee left_ankle right_ankle left_heel right_heel left_foot_index "
    "right_foot_index"
).split()
JOINTS = {name: number for number, name in enumerate(NAMES)}
"""Number of each landmark by its name."""
COMPLEXITY = {"lite": 0, "full": 1}
"""MediaPipe's `model_complexity` by the model's name; FormCheck uses full."""


def load() -> ModuleType:
    """The package, without its log on standard error. Raises Refusal where it is not installed."""
    os.environ.setdefault("GLOG_minloglevel", "2")
    warnings.filterwarnings("ignore", module="google.protobuf")
    try:
        import mediapipe
    except ImportError as problem:
        raise Refusal(f"pip install --no-deps -r scripts/requirements/measuring.txt ({problem})") from None
    return mediapipe
