"""Measures FormCheck and its peers on the same labelled clips: see README.md."""

from __future__ import annotations

import argparse
import json
import statistics
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from formcheck_scripts.measuring import Refusal, formcheck, mediapipe_pose, run, tell
from formcheck_scripts.measuring.clips import Clip, load, read_json
from formcheck_scripts.measuring.tables import check_place, circumstances, markdown, number, place, share
from formcheck_scripts.peers import nearest_neighbours, pose, two_limits
from formcheck_scripts.peers.scores import Score

MARK = "peers"
TWO_LIMITS, NEIGHBOURS, FORMCHECK = "two-limits", "nearest-neighbours", "formcheck"
NAMES = {
    TWO_LIMITS: "MediaPipe Pose, two limits",
    NEIGHBOURS: "MediaPipe Pose, k nearest neighbours",
    FORMCHECK: "FormCheck",
}
TUNING, VALIDATION = "tuning", "validation"
HEAD = (
    "clips",
    "who",
    "count right",
    "off by one at most",
    "mean error",
    "counted where there is none",
    "elevation, RMS",
    "faults told",
    "pose, a frame",
)


@dataclass
class Group:
    """The clips of one part of one folder, and what became of them."""

    set: str
    part: str
    clips: list[Clip] = field(default_factory=list)
    scores: dict[str, Score] = field(default_factory=dict)
    milliseconds: dict[str, float] = field(default_factory=dict)
    elevation_rms: float | None = None
    """FormCheck's own figure, of so many angles."""
    angles: int | None = None
    faults: dict[str, float] = field(default_factory=dict)
    """FormCheck's F1 by kind."""

    @property
    def title(self) -> str:
        return f"{self.set}, {self.part}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR", help="a folder with labelled clips")
    parser.add_argument("--page", type=Path, help=f"replace the text between its marks {MARK}:begin and {MARK}:end")
    parser.add_argument("--json", type=Path, help="also write the figures, of each clip too")
    parser.add_argument("--formcheck-json", type=Path, help="a score of `evaluate` on these folders; else it is run")
    parser.add_argument("--no-bench", action="store_true", help="leave out what a frame costs FormCheck")
    arguments = parser.parse_args()
    if arguments.page:
        check_place(arguments.page, MARK)
    mediapipe_pose.load()
    clips = load(arguments.folders, tell)
    groups = grouped(clips)
    own = own_scores(clips, arguments.formcheck_json)
    found = own_counts(own, clips)

    watched = {}
    for clip in clips:
        tell(f"MediaPipe: {clip.set}/{clip.name}")
        watched[key(clip)] = pose.watch(clip.video)
    classifier = nearest_neighbours.Classifier()
    for clip in clips:
        if clip.part == TUNING and not clip.negative:
            nearest_neighbours.learn(classifier, clip, watched[key(clip)])
    taught = {position: classifier.samples(position) for position in nearest_neighbours.CLASSES}
    can_classify = min(taught.values()) > 0
    if not can_classify:
        tell("No repetition of a tuning part among these clips: the nearest neighbours have nothing to learn from.")

    rows: list[dict[str, Any]] = []
    for clip in clips:
        series = watched[key(clip)]
        group = groups[clip.set, clip.part]
        counts = {TWO_LIMITS: two_limits.repetitions(series)}
        if can_classify:
            counts[NEIGHBOURS] = nearest_neighbours.repetitions(classifier, series)
        counts[FORMCHECK] = found[key(clip)]["attempted" if clip.negative else "valid"]["found"]
        for peer, number_found in counts.items():
            group.scores.setdefault(peer, Score()).count(clip, number_found)
        group.scores[TWO_LIMITS].elevation(clip, two_limits.elevations(series))
        accepted = list(clip.valid)
        rows.append({"set": clip.set, "name": clip.name, "part": clip.part, "accept": accepted, "found": counts})
    for group in groups.values():
        own_figures(group, own[group.set], watched)
        timing(group, watched, bench=not arguments.no_bench)

    text = report(list(groups.values()), taught)
    print(text)
    if arguments.json:
        arguments.json.write_text(json.dumps(as_json(groups.values(), taught, rows), indent=1) + "\n", encoding="utf-8")
    if arguments.page:
        place(arguments.page, MARK, text)


def key(clip: Clip) -> tuple[str, str]:
    return clip.set, clip.name


def grouped(clips: list[Clip]) -> dict[tuple[str, str], Group]:
    """What no one tuned on comes first."""
    ranks = {VALIDATION: 0, TUNING: 1}
    groups: dict[tuple[str, str], Group] = {}
    for clip in sorted(clips, key=lambda clip: ranks.get(clip.part, 2)):
        groups.setdefault((clip.set, clip.part), Group(clip.set, clip.part)).clips.append(clip)
    return groups


def own_scores(clips: list[Clip], written: Path | None) -> dict[str, dict[str, Any]]:
    """What `evaluate` says, by folder."""
    folders = {clip.set: clip.folder for clip in clips}
    if written:
        return dict.fromkeys(folders, read_json(written))
    scores = {}
    for name, folder in folders.items():
        inside = [clip.name for clip in clips if clip.set == name]
        tell(f"FormCheck: {name}, {len(inside)} clips")
        scores[name] = formcheck.evaluate([folder], "--only", ",".join(inside))
    return scores


def own_counts(own: dict[str, dict[str, Any]], clips: list[Clip]) -> dict[tuple[str, str], dict[str, Any]]:
    """FormCheck's counts; every clip must be there, or FormCheck would be measured on fewer than its peers."""
    try:
        counts = {(clip["set"], clip["name"]): clip["counts"] for score in own.values() for clip in score["clips"]}
    except (KeyError, TypeError) as problem:
        raise Refusal(f"FormCheck's score is not as `evaluate --json` writes it: {problem!r}.") from problem
    missing = [f"{clip.set}/{clip.name}" for clip in clips if key(clip) not in counts]
    if missing:
        raise Refusal(f"FormCheck's score lacks {len(missing)} of {len(clips)} clips, the first is {missing[0]}.")
    return counts


def own_figures(group: Group, own: dict[str, Any], watched) -> None:
    """The part's score, where it is of these clips and no others; else what its clips say, weighted by their frames."""
    in_part = {(clip["set"], clip["name"]) for clip in own["clips"] if clip.get("part") == group.part}
    if in_part == {key(clip) for clip in group.clips}:
        score = own["scores"][group.part]
        elevation = score.get("elevation", {})
        group.elevation_rms, group.angles = elevation.get("rmsDegrees"), elevation.get("samples")
        faults = score.get("faults", {})
        group.faults = {kind: fault["f1"] for kind, fault in faults.items() if fault.get("f1") is not None}
        return
    tell(f"{group.title}: the score's faults are of other clips too, and are left out")
    rms = {(clip["set"], clip["name"]): clip.get("elevationRmsDegrees") for clip in own["clips"]}
    weighed = [(rms[key(c)], len(watched[key(c)].seconds)) for c in group.clips if rms.get(key(c)) is not None]
    if weighed:
        group.elevation_rms = (sum(r * r * n for r, n in weighed) / sum(n for _, n in weighed)) ** 0.5


def timing(group: Group, watched, bench: bool) -> None:
    """Median of the same clip for both: the group's first with the exercise in it."""
    clip = next((clip for clip in group.clips if not clip.negative), group.clips[0])
    median = statistics.median(watched[key(clip)].milliseconds)
    group.milliseconds = {TWO_LIMITS: median, NEIGHBOURS: median}
    if bench:
        tell(f"FormCheck, what a frame costs: {clip.set}/{clip.name}")
        cost = formcheck.frame_milliseconds(clip.video)
        if cost is not None:
            group.milliseconds[FORMCHECK] = cost


def report(groups: list[Group], taught: dict[str, int]) -> str:
    rows = []
    for group in groups:
        title = f"**{group.title}**"
        for peer in NAMES:
            if peer in group.scores:
                rows.append((title, NAMES[peer], *cells(group, peer)))
                title = ""
    lines = [markdown(HEAD, rows), "", f"Measured {measured()}"]
    if min(taught.values()):
        learnt = " and ".join(f"{number} {position}" for position, number in taught.items())
        lines[-1] += f" The nearest neighbours are {learnt} of the tuning part: there they know the clips."
    else:
        lines[-1] += " No tuning part, so nothing for nearest neighbours to learn from."
    return "\n".join(lines)


def measured() -> str:
    return circumstances(f"FormCheck {formcheck.version()}", f"MediaPipe {mediapipe_pose.load().__version__}")


def cells(group: Group, peer: str) -> tuple[str, ...]:
    score = group.scores[peer]
    rms = group.elevation_rms if peer == FORMCHECK else score.elevation_rms
    told = "none"
    if peer == FORMCHECK:
        told = ", ".join(f"{kind} {f1:.2f}" for kind, f1 in sorted(group.faults.items())) or "–"
    return (
        share(score.exact, score.clips),
        share(score.off_by_one, score.clips),
        number(score.mean_error),
        f"{score.false_repetitions} in {score.negatives} clips" if score.negatives else "–",
        number(rms, 1, "°"),
        told,
        number(group.milliseconds.get(peer), 0, " ms"),
    )


def as_json(groups, taught: dict[str, int], rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "schemaVersion": 1,
        "measured": measured(),
        "samples": taught,
        "groups": [
            {
                "set": group.set,
                "part": group.part,
                "clips": len(group.clips),
                "peers": {peer: peer_json(group, peer) for peer in NAMES if peer in group.scores},
            }
            for group in groups
        ],
        "clips": rows,
    }


def peer_json(group: Group, peer: str) -> dict[str, Any]:
    score = group.scores[peer]
    own = peer == FORMCHECK
    return {
        "count": {
            "clips": score.clips,
            "exact": score.exact,
            "offByOne": score.off_by_one,
            "meanAbsoluteError": score.mean_error,
        },
        "negatives": {"clips": score.negatives, "falseRepetitions": score.false_repetitions},
        "elevationRmsDegrees": group.elevation_rms if own else score.elevation_rms,
        "elevationSamples": group.angles if own else score.angles,
        "faultsF1": group.faults if own else {},
        "poseMilliseconds": group.milliseconds.get(peer),
    }


if __name__ == "__main__":
    run(main)
