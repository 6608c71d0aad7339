"""Labelled clips: FormCheck's truth files, and footage labelled by eye in labels.json."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from formcheck_scripts.measuring import Refusal

TRUTH_ENDS = (".truth.json.gz", ".truth.json")
HAND_LABELS = "labels.json"
HAND_LABELLED = "hand-labelled"
SCHEMA_VERSION = 1


@dataclass(frozen=True)
class Repetition:
    """Seconds; None: not known."""

    start: float | None
    top: float
    lowering_start: float | None
    bottom: float | None
    surely_valid: bool
    surely_lowered: bool = True


@dataclass(frozen=True)
class Clip:
    """A video and its labels. `raw` is the label as the file has it."""

    folder: Path
    name: str
    video: Path
    part: str
    role: str
    valid: tuple[int, ...]
    attempted: tuple[int, ...]
    repetitions: tuple[Repetition, ...]
    raw: dict[str, Any] = field(repr=False)
    truth_file: Path | None = None
    """None: labelled by eye."""

    @property
    def set(self) -> str:
        return self.folder.resolve().name

    @property
    def negative(self) -> bool:
        return self.role == "negative"

    def column(self, name: str) -> list[float] | None:
        """One value a frame, where the truth has it."""
        return (self.raw.get("frames") or {}).get(name) if self.truth_file else None


def load(folders: Iterable[Path], tell=print) -> list[Clip]:
    """Every clip with a video; keypoint streams are passed over with a line."""
    clips: list[Clip] = []
    seen: dict[str, Path] = {}
    for folder in folders:
        if not folder.is_dir():
            raise Refusal(f"There is no folder {folder}.")
        name = folder.resolve().name
        if name in seen:
            raise Refusal(f"{seen[name]} and {folder} have the same name: FormCheck's score cannot tell them apart.")
        seen[name] = folder
        found = [clip for file in _truth_files(folder) if (clip := _from_truth(file, tell))]
        labels = folder / HAND_LABELS
        if labels.exists():
            found += [_from_hand(folder, label) for label in _list(labels)]
        if not found:
            raise Refusal(f"{folder} holds no labelled video: expected NAME{TRUTH_ENDS[0]} beside NAME.mp4, or {HAND_LABELS}.")
        clips += found
    return clips


def read_json(file: Path) -> Any:
    try:
        content = file.read_bytes()
        return json.loads(gzip.decompress(content) if file.suffix == ".gz" else content)
    except (OSError, EOFError, zlib.error) as problem:
        raise Refusal(f"{file} cannot be read: {problem}.") from problem
    except ValueError as problem:
        raise Refusal(f"{file} is not JSON: {problem}.") from problem


def _truth_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.name.endswith(TRUTH_ENDS))


def _list(file: Path) -> list[dict[str, Any]]:
    labels = read_json(file)
    if not isinstance(labels, list) or not all(isinstance(label, dict) for label in labels):
        raise Refusal(f"{file} is not a list of clips.")
    return labels


def _from_truth(file: Path, tell) -> Clip | None:
    truth = read_json(file)
    if not isinstance(truth, dict) or truth.get("schemaVersion") != SCHEMA_VERSION:
        raise Refusal(f"{file} is not a truth of schema version {SCHEMA_VERSION}.")
    name = next(file.name.removesuffix(end) for end in TRUTH_ENDS if file.name.endswith(end))
    if not truth.get("video"):
        tell(f"{name}: no video, left out")
        return None
    try:
        counts = truth.get("counts") or {}
        return Clip(
            folder=file.parent,
            name=name,
            video=_beside(file, truth["video"]),
            part=truth.get("part", "own"),
            role=truth.get("role", "positive"),
            valid=_accepted(counts, "valid"),
            attempted=_accepted(counts, "attempted"),
            repetitions=tuple(_repetition(rep) for rep in truth.get("repetitions", []) if rep.get("top") is not None),
            raw=truth,
            truth_file=file,
        )
    except (AttributeError, KeyError, TypeError, ValueError) as problem:
        raise Refusal(f"{file} is not a truth as scripts/samples writes it: {problem!r}.") from problem


def _accepted(counts: dict[str, Any], name: str) -> tuple[int, ...]:
    accepted = counts.get(f"{name}Accept") or ([counts[name]] if counts.get(name) is not None else [])
    return tuple(sorted(int(count) for count in accepted))


def _repetition(rep: dict[str, Any]) -> Repetition:
    doubtful = {*rep.get("faults", []), *rep.get("either", [])}
    return Repetition(
        start=rep.get("start"),
        top=float(rep["top"]),
        lowering_start=rep.get("loweringStart"),
        bottom=rep.get("bottom"),
        surely_valid=bool(rep.get("valid", True)) and "elbow-height" not in doubtful,
        surely_lowered="half-repetition" not in doubtful,
    )


def _from_hand(folder: Path, label: dict[str, Any]) -> Clip:
    file = folder / HAND_LABELS
    try:
        valid = tuple(label.get("reps_accept") or [label["reps"]])
        tops, bottoms = label.get("tops_s", []), label.get("bottoms_s", [])
        heights = label.get("elbows_above_90")
        return Clip(
            folder=folder,
            name=label["id"],
            video=_beside(file, label["file"]),
            part=HAND_LABELLED,
            role=label["role"],
            valid=valid,
            attempted=(label["attempts"],) if "attempts" in label else valid,
            repetitions=tuple(
                Repetition(
                    start=None,
                    top=top,
                    lowering_start=None,
                    bottom=min((bottom for bottom in bottoms if bottom > top), default=None),
                    surely_valid=isinstance(heights, list) and heights[place] is True,
                )
                for place, top in enumerate(tops)
            ),
            raw=label,
        )
    except (IndexError, KeyError, TypeError) as problem:
        raise Refusal(f"{file}: {label.get('id', 'a clip')} is not labelled as expected: {problem!r}.") from problem


def _beside(file: Path, name: str) -> Path:
    video = file.parent / name
    if Path(name).name != name or not video.is_file():
        raise Refusal(f"{video} is missing, but {file.name} has labels for it.")
    return video
