"""A pose classifier with k nearest neighbours and its repetition counter.

After the public description of ML Kit's pose classification sample; the numbers are its usual ones.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from formcheck_scripts.measuring.clips import Clip, Repetition
from formcheck_scripts.measuring.mediapipe_pose import JOINTS
from formcheck_scripts.peers.pose import PoseSeries

UP, DOWN = "up", "down"
CLASSES = (UP, DOWN)

TORSO_SIZES = 2.5
"""A body's size is so many torsos, or the way from the hips to the farthest joint where that is more."""
AXES = np.array([1.0, 1.0, 0.2])
NEAREST_BY_MAX, NEAREST_BY_MEAN = 30, 10
WINDOW, ALPHA = 10, 0.2
ENTER, EXIT = 6.0, 4.0
PER_POSITION = 3
"""Samples of each top and of each bottom: its first, middle and last frame. More are copies of each other."""

SIDES = ("left", "right")
ALONG_AN_ARM = (("shoulder", "elbow"), ("elbow", "wrist"), ("shoulder", "wrist"), ("hip", "wrist"))
ACROSS = ("elbow", "wrist")
"""Arms and trunk only: a webcam does not show the legs, and invented ones would only add noise."""


def embedding(points: np.ndarray) -> np.ndarray:
    """Way from joint to joint, [pair, 3], of a body of size 1 whose hips are at the origin."""
    hips = _middle(points, "hip")
    body = points - hips
    torso = np.linalg.norm(_middle(body, "shoulder")[:2])
    size = max(torso * TORSO_SIZES, np.linalg.norm(body[:, :2], axis=1).max())
    body = body / max(size, 1e-6)
    ways = [_middle(body, "shoulder") - _middle(body, "hip")]
    for side in SIDES:
        ways += [body[JOINTS[f"{side}_{b}"]] - body[JOINTS[f"{side}_{a}"]] for a, b in ALONG_AN_ARM]
    ways += [body[JOINTS[f"right_{joint}"]] - body[JOINTS[f"left_{joint}"]] for joint in ACROSS]
    return np.array(ways)


@dataclass
class Classifier:
    """Says how many of the nearest samples are of each class."""

    embeddings: list[np.ndarray] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)

    def learn(self, points: np.ndarray, position: str) -> None:
        self.embeddings.append(embedding(points))
        self.classes.append(position)

    def samples(self, position: str) -> int:
        return self.classes.count(position)

    def classify(self, points: np.ndarray) -> dict[str, float]:
        samples = np.array(self.embeddings)
        asked = embedding(points)
        mirrored = embedding(points * np.array([-1, 1, 1]))
        away = [np.abs(samples - one) * AXES for one in (asked, mirrored)]
        farthest = np.minimum(*(a.max(axis=(1, 2)) for a in away))
        mean = np.minimum(*(a.mean(axis=(1, 2)) for a in away))
        near = np.argsort(farthest, kind="stable")[:NEAREST_BY_MAX]
        near = near[np.argsort(mean[near], kind="stable")][:NEAREST_BY_MEAN]
        found = [self.classes[place] for place in near]
        return {position: float(found.count(position)) for position in CLASSES}


class Smoothing:
    """Exponential, over a window of frames, the newest weighing most."""

    def __init__(self) -> None:
        self._window: deque[float] = deque(maxlen=WINDOW)

    def add(self, value: float) -> float:
        self._window.appendleft(value)
        weights = (1 - ALPHA) ** np.arange(len(self._window))
        return float(np.dot(weights, self._window) / weights.sum())


def count(confidences: Iterable[float]) -> int:
    """Counts each time that a position is entered and left, by one confidence a frame."""
    repetitions, inside = 0, False
    for confidence in confidences:
        if not inside:
            inside = confidence > ENTER
        elif confidence < EXIT:
            inside = False
            repetitions += 1
    return repetitions


def repetitions(classifier: Classifier, series: PoseSeries) -> int:
    smoothing = Smoothing()
    return count(smoothing.add(classifier.classify(points)[UP] if seen else 0.0) for points, seen in zip(series.points, series.seen))


def learn(classifier: Classifier, clip: Clip, series: PoseSeries) -> None:
    """Takes the tops of repetitions that surely count, and the bottoms between repetitions."""
    blind = [(u["from"], u["to"]) for u in clip.raw.get("unjudgeable", []) if u.get("check") == "everything"]
    for position, begin, end in positions(clip.repetitions):
        for second in np.linspace(begin, end, PER_POSITION):
            frame = int(np.abs(series.seconds - second).argmin())
            if series.seen[frame] and not any(a <= second <= b for a, b in blind):
                classifier.learn(series.points[frame], position)


def positions(reps: tuple[Repetition, ...]) -> list[tuple[str, float, float]]:
    """Where the arms rest at a top or a bottom: position, begin and end in seconds."""
    found = []
    before: float | None = 0.0
    for rep in reps:
        if rep.start is not None and before is not None and rep.start >= before:
            found.append((DOWN, before, rep.start))
        if rep.surely_valid and rep.lowering_start is not None:
            found.append((UP, rep.top, max(rep.top, rep.lowering_start)))
        before = rep.bottom if rep.surely_lowered else None
    if reps and before is not None:
        found.append((DOWN, before, before))
    return found


def _middle(points: np.ndarray, joint: str) -> np.ndarray:
    return (points[JOINTS[f"left_{joint}"]] + points[JOINTS[f"right_{joint}"]]) / 2
