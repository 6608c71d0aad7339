"""Which forms each model is written in, and the side of its input."""

from formcheck_scripts.models.shapes import DETECTOR_INPUT, FACE_CROP

FORMS = {
    "full": ("int8", "fast", "portable"),
    "lite": ("int8", "fast", "portable"),
    "heavy": ("fast", "portable"),
    "detector": ("fast", "portable"),
    "face-mesh": ("fast", "portable"),
}
INPUTS = {"detector": DETECTOR_INPUT, "face-mesh": FACE_CROP}
"""Pixels; the landmark models take CROP."""
