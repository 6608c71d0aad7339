"""Sizes of the networks' inputs and outputs."""

POINTS = 39
"""Landmarks of the landmark models; the first JOINTS of them are the joints."""
JOINTS = 33
CROP = 256
"""Side of the landmark models' input, pixels; also of the upper body's."""
DETECTOR_INPUT = 224
FACE_CROP = 192
FACE_POINTS = 468
HEAT_MAP = 64
UPPER_BODY = 240
"""Number of the tensor of pose_landmark_full that describes the upper body: 16 x 16 x 64."""
