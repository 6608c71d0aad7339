"""Measures what FormCheck loses on worse images of the same clips: see README.md."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from formcheck_scripts.files import write_gzipped_json
from formcheck_scripts.measuring import Refusal, formcheck, run, tell
from formcheck_scripts.measuring.clips import HAND_LABELS, Clip, load
from formcheck_scripts.measuring.tables import check_place, circumstances, markdown, number, place
from formcheck_scripts.perturb import kinds, truths
from formcheck_scripts.perturb.recording import Recording, write

MARK = "perturb"
SHOULDERS, EYES = ("left_shoulder", "right_shoulder"), ("left_eye", "right_eye")
HEAD = (
    "copy",
    "clips",
    "valid right",
    "mean error",
    "elevation, RMS",
    "lowering time off by",
    "fast descents, F1",
    "could not judge",
)
FIGURES = {
    "valid": ("count/valid/exactAccuracy", 100, 0, " %"),
    "error": ("count/valid/meanAbsoluteError", 1, 2, ""),
    "elevation": ("elevation/rmsDegrees", 1, 1, "°"),
    "descent": ("descent/meanAbsoluteSeconds", 1, 2, " s"),
    "fast": ("faults/fast-descent/f1", 1, 2, ""),
}
"""Place in the score, factor, decimals, unit."""


@dataclass(frozen=True)
class Row:
    kind: str
    score: dict[str, Any]
    plain: dict[str, Any]
    """The unperturbed ones of the same clips."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR", help="a folder with labelled clips")
    parser.add_argument("--only", metavar="KIND", action="append", choices=tuple(kinds.ABOUT), help=", ".join(kinds.ABOUT))
    parser.add_argument("--part", help="only clips of this part, such as validation")
    parser.add_argument("--clips", metavar="NAME,...", help="only these clips")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the copies there")
    parser.add_argument("--json", type=Path, help="also write every score")
    parser.add_argument("--page", type=Path, help=f"replace the text between its marks {MARK}:begin and {MARK}:end")
    arguments = parser.parse_args()
    if arguments.page:
        check_place(arguments.page, MARK)
    clips = chosen(load(arguments.folders, tell), arguments.part, arguments.clips)
    wanted = [kind for kind in kinds.ABOUT if not arguments.only or kind in arguments.only]
    tables: dict[str, list[Row]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for folder in dict.fromkeys(clip.folder for clip in clips):
            inside = [clip for clip in clips if clip.folder == folder]
            rows = measured(inside, wanted, arguments.keep or Path(scratch), keep=bool(arguments.keep))
            tables[inside[0].set] = rows
    text = report(tables)
    print(text)
    if arguments.json:
        arguments.json.write_text(json.dumps(as_json(tables), indent=1) + "\n", encoding="utf-8")
    if arguments.page:
        place(arguments.page, MARK, text)


def chosen(clips: list[Clip], part: str | None, names: str | None) -> list[Clip]:
    wanted = names.split(",") if names else []
    found = [clip for clip in clips if part in (None, clip.part) and (not wanted or clip.name in wanted)]
    if not found:
        raise Refusal(f"Of {len(clips)} labelled clips none is of that part or name.")
    return found


def measured(clips: list[Clip], wanted: list[str], target: Path, keep: bool) -> list[Row]:
    plain: dict[tuple[str, ...], dict[str, Any]] = {}

    def unperturbed(names: tuple[str, ...]) -> dict[str, Any]:
        if names not in plain:
            tell(f"FormCheck: {clips[0].set}, {len(names)} clips as they are")
            plain[names] = formcheck.evaluate([clips[0].folder], "--only", ",".join(names))
        return plain[names]

    recordings = {clip.name: Recording.open(clip.video) for clip in clips}
    rows = []
    for kind in wanted:
        folder = target / kind / clips[0].set
        if folder.exists() and any(folder.iterdir()):
            raise Refusal(f"{folder} is not empty.")
        folder.mkdir(parents=True, exist_ok=True)
        copied = tuple(clip.name for clip in clips if perturb(clip, recordings[clip.name], kind, folder))
        if copied:
            write_hand_labels([clip for clip in clips if clip.name in copied], folder)
            before = unperturbed(copied)
            tell(f"FormCheck: {clips[0].set}, {len(copied)} clips {kind}")
            rows.append(Row(kind, formcheck.evaluate([folder]), before))
        if not keep:
            shutil.rmtree(folder)
    return rows


def perturb(clip: Clip, source: Recording, kind: str, folder: Path) -> bool:
    """Writes the copy and its truth; False, with a line, where this cannot be done to this clip."""
    change, reason = change_of(clip, source, kind)
    if change is None:
        tell(f"{clip.name}: {kind} left out: {reason}")
        return False
    rate = change.rate or source.rate
    frames = source.frames_at(rate)
    tell(f"{clip.name}: {kind}")
    target = folder / f"{clip.name}.mp4"
    write(source, frames, rate, change.image, target)
    if clip.truth_file:
        truth = truths.changed(clip.raw, change, frames)
        write_gzipped_json(folder / f"{clip.name}.truth.json.gz", dict(truth, video=target.name))
    elif change.hides_elbows:
        truth = truths.hidden(clip, change, rate, len(frames) / rate)
        write_gzipped_json(folder / f"{clip.name}.truth.json.gz", truth)
    return True


def change_of(clip: Clip, source: Recording, kind: str) -> tuple[kinds.Change | None, str]:
    if kind in kinds.SIMPLE:
        change = kinds.SIMPLE[kind](source.width, source.height)
        if change.rate and change.rate >= source.rate:
            return None, f"it has {source.rate:g} frames a second"
        return change, ""
    if clip.truth_file:
        shoulders, eyes = (truths.positions(clip.raw, names) for names in (SHOULDERS, EYES))
        if shoulders is None or eyes is None:
            return None, "its truth has no keypoints"
    else:
        from formcheck_scripts.perturb.shoulders import look

        seen = look(clip.video)
        if isinstance(seen, str):
            return None, seen
        shoulders, eyes = seen.shoulders, seen.eyes
    change = kinds.cropped(source.width, source.height, shoulders, eyes)
    if change is None:
        return None, "the person is too small for it"
    if not clip.truth_file and not seen.elbows_outside(change):
        return None, "its elbows stay in the image"
    return change, ""


def write_hand_labels(clips: list[Clip], folder: Path) -> None:
    """Counts and times by eye stay right. A clip that has got a truth of its own is not among them."""
    labels = [
        dict(clip.raw, file=f"{clip.name}.mp4")
        for clip in clips
        if not clip.truth_file and not (folder / f"{clip.name}.truth.json.gz").exists()
    ]
    if labels:
        (folder / HAND_LABELS).write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")


def report(tables: dict[str, list[Row]]) -> str:
    lines = []
    for name, rows in tables.items():
        if not rows:
            lines += [f"**{name}**: nothing could be copied.", ""]
            continue
        most = max((row.plain for row in rows), key=lambda score: len(score["clips"]))
        table = [("as it is", *cells(most, None))]
        table += [(kinds.ABOUT[row.kind], *cells(row.score, row.plain)) for row in rows]
        lines += [f"**{name}**", "", markdown(HEAD, table), ""]
    lines.append(f"In brackets the difference to the same clips as they are, where there is one. Measured {measured_on()}")
    return "\n".join(lines)


def measured_on() -> str:
    return circumstances(f"FormCheck {formcheck.version()}")


def cells(score: dict[str, Any], plain: dict[str, Any] | None) -> list[str]:
    everything = score["scores"].get("all", {})
    expected = len(plain["clips"]) if plain else len(score["clips"])
    judged = len(score["clips"])
    row = [str(judged) if judged == expected else f"{judged} of {expected}"]
    for path, factor, digits, unit in FIGURES.values():
        here = _figure(everything, path)
        there = _figure(plain["scores"].get("all", {}), path) if plain else None
        cell = number(None if here is None else here * factor, digits, unit)
        difference = "" if here is None or there is None else f"{(here - there) * factor:+.{digits}f}"
        if difference and float(difference) != 0:
            cell += f" ({difference})"
        row.append(cell)
    row.append(abstentions(everything.get("couldNotJudge", {})))
    return row


def abstentions(score: dict[str, Any]) -> str:
    """What was said, and what should have been left unsaid."""
    said, unknown = score.get("said", 0), score.get("unknown", 0)
    texts = [f"said {said}, rightly {score.get('right', 0)}"] if said else []
    if unknown:
        texts.append(f"said {unknown}, truth unknown")
    verdicts = score.get("verdictsWhereUnjudgeable", 0)
    if verdicts:
        wrong = score.get("wrongVerdictsWhereUnjudgeable", 0)
        texts.append(f"{verdicts} verdicts where nothing was visible, {wrong} wrong")
    return "; ".join(texts) or "not said"


def as_json(tables: dict[str, list[Row]]) -> dict[str, Any]:
    return {
        "schemaVersion": 1,
        "measured": measured_on(),
        "sets": {
            name: [{"kind": row.kind, "score": row.score, "unperturbed": row.plain["scores"]} for row in rows]
            for name, rows in tables.items()
        },
    }


def _figure(score: dict[str, Any], path: str) -> float | None:
    value: Any = score
    for name in path.split("/"):
        value = value.get(name) if isinstance(value, dict) else None
    return value


if __name__ == "__main__":
    run(main)
