"""What a specification can ask of a repetition, of a person's manner and of the time between repetitions."""

from dataclasses import dataclass

SIDES = ("left", "right")

REPETITION = {
    "bottom": 25.0,  # elevation where the arms end, degrees
    "top": 116.0,
    "raise": 1.3,  # seconds, whole
    "hold": 0.9,
    "lower": 3.0,  # seconds, as an eye times it
    "rest": 0.7,
    "lowering": "controlled",  # or dropped
    "left": 0.0,  # added to that arm's top, degrees
    "right": 0.0,
    "back": 15.0,  # elbows behind (+) or before (-) the trunk at the top, degrees
    "retraction": 18.0,  # shoulder blades back at the top, degrees
    "squeeze": 10.0,  # and together, mm
    "extension": 12.0,  # chest opened at the top, degrees
    "shrug": 0.0,
    "slouch": 0.0,
    "headForward": 0.0,
    "lean": 0.0,  # trunk tipped at the hips, + forwards
    "hollow": 0.0,  # lower back hollowed
    "swing": 0.0,  # trunk thrown back to get the arms up: a third forwards first, degrees from end to end
    "effort": 0.0,  # 0 fresh to 1 exhausted: trembling, a raise that sticks
    "pauseUp": None,  # {at: share of the way, seconds: s}
    "pauseDown": None,
    "jitter": 1.0,  # how much this repetition may differ from what is asked
}
"""What can be asked of one repetition, with the usual values."""

STYLE = {
    "peak": 0.45,
    "onset": 0.18,
    "arrival": 0.22,
    "drift": 0.0,
    "waver": 0.05,
    "catch": 0.2,
    "lag": 0.03,  # seconds that one arm follows the other
    "topDifference": 2.0,  # left minus right, degrees
    "backDifference": 2.5,
    "bottomDifference": 1.0,
    "backBottom": -4.0,
    "forearmBottom": [0.62, 0.55, 0.56],  # out, forward, up: a W
    "forearmTop": [0.10, 0.05, 1.0],  # a goal post
    "forearmFrom": 20.0,
    "forearmTo": 125.0,
    "palmBottom": [-0.25, 1.0, 0.0],  # where the palm looks
    "palmTop": [-0.25, 1.0, 0.0],
    "grip": 14.0,
    "sway": 1.0,
    "headUnrest": 1.0,
}
"""A person's manner, which specs may set clip by clip."""

ACTIVITIES = {
    # name: arms (left, right) keyed over the share of the time; see posing.GESTURES for the arms' poses
    "sit": [(0.0, "lap", "lap"), (1.0, "lap", "lap")],
    "drink": [(0.22, "lap", "lap"), (0.45, "lap", "mouth"), (0.72, "lap", "mouth"), (1.0, "lap", "lap")],
    "scratch-head": [(0.2, "lap", "lap"), (0.4, "scalp", "lap"), (0.75, "scalp", "lap"), (1.0, "lap", "lap")],
    "reach-forward": [(0.15, "lap", "lap"), (0.45, "lap", "keyboard"), (0.7, "lap", "keyboard"), (1.0, "lap", "lap")],
    "reach-aside": [(0.15, "lap", "lap"), (0.45, "aside", "lap"), (0.7, "aside", "lap"), (1.0, "lap", "lap")],
    "touch-glasses": [(0.15, "lap", "lap"), (0.4, "lap", "brow"), (0.6, "lap", "brow"), (1.0, "lap", "lap")],
}


@dataclass
class Planned:
    """One repetition as it was planned: when it may have begun and ended, and what was asked."""

    since: float  # the arms rest at its bottom since
    raising: float
    top: float
    lowering: float
    bottom: float
    until: float
    asked: dict
    effort: float = 0.0
