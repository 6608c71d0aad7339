"""The 21 joints of the truth: names of BlazePose, and the bones of the body that they are."""

JOINT_BONES = {
    "shoulder": "upperarm01",
    "elbow": "lowerarm01",
    "wrist": "wrist",
    "hip": "upperleg01",
    "knee": "lowerleg01",
    "index": "finger2-1",
    "pinky": "finger5-1",
}
FACE = ["nose", "left_eye", "right_eye", "left_ear", "right_ear", "mouth_left", "mouth_right"]
JOINTS = FACE + [f"{side}_{joint}" for joint in JOINT_BONES for side in ("left", "right")]
