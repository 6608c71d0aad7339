"""The top of a raise with one fault: how each kind of people draws it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FaultRanges:
    """Least and greatest values of what a fault changes, and the standard deviations of what is missing; degrees."""

    forward: tuple = (-35, -12)
    retraction: float = 2
    extension: float = 1.5
    slouch: tuple = (12, 26)
    slouch_head: tuple = (2, 10)
    head: tuple = (8, 16)
    shrug: tuple = (8, 18)
    lean: tuple = (-14, -7)
    hollow: tuple = (7, 14)


def fault(label, r, ranges):
    """The parameters of `posing.pose` that the fault changes, drawn from the generator `r`; none for good."""
    flat = lambda: {"extension": r.normal(0, ranges.extension)}
    drawn = {
        "good": dict,
        "elbows-forward": lambda: {"back": r.uniform(*ranges.forward)},
        "no-squeeze": lambda: {"retraction": r.normal(0, ranges.retraction), "squeeze": 0.0},
        "no-extension": flat,
        "slouch": lambda: {"slouch": r.uniform(*ranges.slouch), **flat(), "headForward": r.uniform(*ranges.slouch_head)},
        "head-forward": lambda: {"headForward": r.uniform(*ranges.head)},
        "shrug": lambda: {"shrug": r.uniform(*ranges.shrug)},
        "leaning-back": lambda: {**flat(), "lean": r.uniform(*ranges.lean)},
        "hollow-back": lambda: {**flat(), "hollow": r.uniform(*ranges.hollow)},
    }
    return drawn[label]()
