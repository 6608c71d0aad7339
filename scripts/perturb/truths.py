"""The truth of a changed recording, from that of the original."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from formcheck_scripts.measuring.clips import Clip
from formcheck_scripts.perturb.kinds import Change

ELBOWS = ("left_elbow", "right_elbow")
GAP = 0.5
"""Elbows that are back in the image for less have not been seen, seconds."""
SLOWEST = 12.0
"""Frames a second below which no one can tell a fast descent from a quick one: a documented limit of FormCheck's."""
KINDS = ("elbow-height", "fast-descent", "asymmetry", "half-repetition", "range-of-motion")
WITH_EXERCISE = ("positive", "partial", "fast")
OFFVIEW = "offview"


def changed(truth: dict[str, Any], change: Change, frames: Sequence[int]) -> dict[str, Any]:
    """`frames`: which of the original's frames the copy shows."""
    copy = dict(truth, width=change.width, height=change.height)
    if change.rate:
        copy["framesPerSecond"] = change.rate
        if change.rate < SLOWEST:
            end = len(frames) / change.rate
            blind = {"check": "fast-descent", "reason": "frame-rate-too-low", "from": 0.0, "to": round(end, 3)}
            copy["unjudgeable"] = [*copy.get("unjudgeable", []), blind]
    if "frames" in truth:
        columns = {name: [column[frame] for frame in frames if frame < len(column)] for name, column in truth["frames"].items()}
        if "keypoints" in columns:
            columns["keypoints"] = [_moved(row, change) for row in columns["keypoints"]]
        copy["frames"] = columns
    if change.mirrors:
        copy = mirrored(copy)
    if change.reframes:
        blind = elbows_outside(copy)
        copy["unjudgeable"] = truth.get("unjudgeable", []) + blind
        if change.hides_elbows and blind and truth.get("role") in WITH_EXERCISE:
            # The right count, or 'could not judge' for a true reason: both are right then.
            copy["role"] = OFFVIEW
    return copy


def mirrored(truth: dict[str, Any]) -> dict[str, Any]:
    """Left and right change places in everything but the keypoints' positions, which have moved already."""
    copy = {key: _sides_swapped(value) for key, value in truth.items() if key != "frames"}
    if "camera" in copy:
        camera = dict(copy["camera"])
        if "position" in camera:
            x, *rest = camera["position"]
            camera["position"] = [_negative(x), *rest]
        if "yawDegrees" in camera:
            camera["yawDegrees"] = _negative(camera["yawDegrees"])
        copy["camera"] = camera
    # The order of the names stays, so the columns of keypoints change places.
    copy["joints"] = truth.get("joints", [])
    if "frames" in truth:
        columns = {_other_side(name): column for name, column in truth["frames"].items()}
        places = [copy["joints"].index(_other_side(joint)) for joint in copy["joints"]]
        for name, size in (("keypoints", 2), ("joints3d", 3)):
            if name in columns:
                columns[name] = [_reordered(row, places, size) for row in columns[name]]
        if "joints3d" in columns:
            columns["joints3d"] = [
                [_negative(value) if place % 3 == 0 else value for place, value in enumerate(row)] for row in columns["joints3d"]
            ]
        copy["frames"] = {name: columns[name] for name in truth["frames"] if name in columns}
    return copy


def elbows_outside(truth: dict[str, Any]) -> list[dict[str, Any]]:
    """Where an elbow is not in the image, nothing can be judged."""
    columns = truth.get("frames", {})
    joints = truth.get("joints", [])
    if "keypoints" not in columns or not set(ELBOWS) <= set(joints):
        return []
    points = np.array(columns["keypoints"], float).reshape(len(columns["keypoints"]), -1, 2)
    elbows = points[:, [joints.index(elbow) for elbow in ELBOWS]]
    outside = ((elbows < 0) | (elbows >= (truth["width"], truth["height"]))).any(axis=(1, 2))
    return [everything(*span) for span in _spans(outside, truth["framesPerSecond"])]


def everything(begin: float, end: float) -> dict[str, Any]:
    return {"check": "everything", "reason": "elbows-outside", "from": begin, "to": end}


def hidden(clip: Clip, change: Change, rate: float, seconds: float) -> dict[str, Any]:
    """The truth of a recording labelled by eye whose elbows have left the image: only its counts remain."""
    bottoms = [0.0, *(rep.bottom for rep in clip.repetitions if rep.bottom is not None)]
    reps = []
    for rep in clip.repetitions:
        begin = max((bottom for bottom in bottoms if bottom < rep.top), default=0.0)
        end = rep.bottom if rep.bottom is not None else seconds
        reps.append({"from": begin, "to": end, "top": rep.top, "either": list(KINDS)})
    return {
        "schemaVersion": 1,
        "video": f"{clip.name}.mp4",
        "title": f"{clip.name}, head and shoulders",
        "role": OFFVIEW if clip.role in WITH_EXERCISE else clip.role,
        "part": clip.part,
        "origin": "recorded",
        "framesPerSecond": rate,
        "width": change.width,
        "height": change.height,
        "counts": {"attemptedAccept": list(clip.attempted), "validAccept": list(clip.valid)},
        "repetitions": reps,
        "unjudgeable": [everything(0.0, seconds)],
    }


def positions(truth: dict[str, Any], names: Sequence[str]) -> np.ndarray | None:
    """[frame, name, 2] in the image; None where the truth does not have them."""
    rows = truth.get("frames", {}).get("keypoints")
    joints = truth.get("joints", [])
    if not rows or not set(names) <= set(joints):
        return None
    points = np.array(rows, float).reshape(len(rows), -1, 2)
    return points[:, [joints.index(name) for name in names]]


def _moved(row: Sequence[float], change: Change) -> list[float]:
    moved = change.points(np.array(row, float).reshape(-1, 2))
    return [round(value, 2) + 0.0 for value in moved.reshape(-1).tolist()]


def _spans(flags: np.ndarray, rate: float) -> list[tuple[float, float]]:
    spans: list[list[float]] = []
    for frame in np.flatnonzero(flags).tolist():
        begin, end = round(frame / rate, 3), round((frame + 1) / rate, 3)
        if spans and begin - spans[-1][1] < GAP:
            spans[-1][1] = end
        else:
            spans.append([begin, end])
    return [(begin, end) for begin, end in spans]


def _other_side(name: str) -> str:
    for here, there in (("left", "right"), ("right", "left")):
        if name.startswith(here):
            return there + name[len(here) :]
        if name.endswith(f"_{here}"):
            return name[: -len(here)] + there
    return name


def _sides_swapped(value: Any) -> Any:
    """Keys that name a side, and values that are a side."""
    if isinstance(value, dict):
        swapped = {_other_side(key): _sides_swapped(inner) for key, inner in value.items()}
        return {key: swapped[key] for key in value if key in swapped} | swapped
    if isinstance(value, list):
        return [_sides_swapped(inner) for inner in value]
    return {"left": "right", "right": "left"}.get(value, value) if isinstance(value, str) else value


def _reordered(row: Sequence[float], places: Sequence[int], size: int) -> list[float]:
    return [row[place * size + axis] for place in places for axis in range(size)]


def _negative(value: float) -> float:
    return 0 if value == 0 else -value
