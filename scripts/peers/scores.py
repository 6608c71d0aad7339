"""Compares counts and angles with the labels, by the same rules for all peers."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from formcheck_scripts.measuring.clips import Clip


def distance(found: int, accepted: Iterable[int]) -> int:
    """From the nearest count that is right."""
    return min(abs(found - right) for right in accepted)


@dataclass
class Score:
    """Of one peer on one group of clips."""

    errors: list[int] = field(default_factory=list)
    negatives: int = 0
    false_repetitions: int = 0
    squares: float = 0.0
    angles: int = 0

    def count(self, clip: Clip, found: int) -> None:
        if clip.negative:
            self.negatives += 1
            self.false_repetitions += found
        elif clip.valid:
            self.errors.append(distance(found, clip.valid))

    def elevation(self, clip: Clip, measured: dict[str, np.ndarray]) -> None:
        """The angle of each arm in each frame where there is one, against the truth where that is known."""
        for side, angles in measured.items():
            truth = clip.column(f"{side}Elevation")
            if truth is not None:
                frames = min(len(truth), len(angles))
                differences = angles[:frames] - np.array(truth[:frames], float)
                differences = differences[~np.isnan(differences)]
                self.squares += float((differences**2).sum())
                self.angles += len(differences)

    @property
    def clips(self) -> int:
        return len(self.errors)

    @property
    def exact(self) -> int:
        return sum(error == 0 for error in self.errors)

    @property
    def off_by_one(self) -> int:
        return sum(error <= 1 for error in self.errors)

    @property
    def mean_error(self) -> float | None:
        return sum(self.errors) / len(self.errors) if self.errors else None

    @property
    def elevation_rms(self) -> float | None:
        return math.sqrt(self.squares / self.angles) if self.angles else None
