"""The posture model's targets, questions and levels of calibration."""

from dataclasses import dataclass

TARGETS = ("blades", "extension", "shrug", "slouch", "head", "back", "lean")
"""What a head estimates, as posture.json names it: scapular retraction (cm), thoracic extension (degrees), shoulder hike (cm), slouch
(cm), forward head posture (cm), elbows behind the trunk (degrees), trunk lean (degrees, + forwards)."""


@dataclass(frozen=True)
class Question:
    """The answer is yes where the target is at least `yes`, no where it is at most `no`; between them the truth is in doubt.

    least, most: degrees of elevation in which it is asked. good: the answer of a good repetition.
    """

    target: str
    yes: float
    no: float
    least: float
    most: float
    good: bool


QUESTIONS = {
    "elbows-back": Question("back", 5, -10, 78, 135, good=True),  # in higher arms one camera cannot see what is behind what
    "shrug": Question("shrug", 3, 1, 60, 180, good=False),
    "slouch": Question("slouch", 6, 1.5, 0, 180, good=False),
    "chest-open": Question("extension", 9, 2, 60, 180, good=True),
    "squeeze": Question("blades", 4.5, 1.2, 60, 180, good=True),
    "head-forward": Question("head", 4, 1, 0, 180, good=False),
    "leaning-back": Question("lean", -2.5, -7, 0, 180, good=True),
}
STEPS = ("tall", "most", "forward")
"""Labels of the frames of a calibration: sitting tall, the raise with most retraction, the raise with the elbows forward."""
LEVELS = ("1000", "1100", "1110", "1001", "1101", "1111")
"""Which of the three calibration steps there are, and whether there are features of the crops."""
RAISED = 0.6
"""Elevation / 90 degrees: below, no crop is compared and no question is asked."""
LOWEST = 0.3
"""Elevation / 90 degrees: heads of keypoints follow the trunk's lean from here on."""
