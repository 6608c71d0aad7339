"""Writes the scoreboard of the samples as a table: scripts/scoreboard writes target/scoreboard.json, and this reads it.

python scripts/measuring/scoreboard.py target/scoreboard.json --page src/site/markdown/measurements.md
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from formcheck_scripts.measuring import formcheck, run
from formcheck_scripts.measuring.clips import read_json
from formcheck_scripts.measuring.tables import check_place, circumstances, markdown, number, place, share

MARK = "scoreboard"
HEAD = ("goal", "validation part", "all samples")
FAULTS = ("elbow-height", "half-repetition", "asymmetry")

Score = Mapping[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("score", type=Path, help="what `evaluate samples --json FILE` wrote")
    parser.add_argument("--page", type=Path, help=f"replace the text between its marks {MARK}:begin and {MARK}:end")
    arguments = parser.parse_args()
    if arguments.page:
        check_place(arguments.page, MARK)
    scores = read_json(arguments.score)["scores"]
    measured = circumstances(f"FormCheck {formcheck.version()}")
    text = "\n".join([table(scores["validation"], scores["all"]), "", f"Measured {measured}"])
    print(text)
    if arguments.page:
        place(arguments.page, MARK, text)


def table(validation: Score, everything: Score) -> str:
    """One row a goal: its name, the validation part, all samples."""
    rows = [(name, figure(validation), figure(everything)) for name, figure in GOALS.items()]
    return markdown(HEAD, rows)


def counts(score: Score) -> str:
    clips = score["clips"]
    return share(round(clips * min(score["count"][kind]["exactAccuracy"] for kind in ("valid", "attempted"))), clips) + " clips"


def lowering(score: Score) -> str:
    descent = score["descent"]
    return f"{number(descent.get('meanAbsoluteSeconds'))} mean, {number(descent.get('worstSeconds'))} worst"


def fast(score: Score) -> str:
    fault = score["faults"]["fast-descent"]
    return f"{number(fault.get('f1'), 1)} ({fault.get('injected', 0)} lowerings)"


def flagged(score: Score) -> str:
    flags = score["flags"]
    way = flags.get("medianShareOfWay")
    return "–" if way is None else f"at {100 * way:.0f} %, {number(flags.get('medianDelaySeconds'))} s"


def faults(score: Score) -> str:
    return ", ".join(number(score["faults"][kind].get("f1"), 1) for kind in FAULTS)


def squeeze(score: Score) -> str:
    measured = score["squeeze"]
    mean = measured.get("meanAbsoluteSeconds")
    return f"not reported in {measured['unjudged']}" if mean is None else f"{number(mean)} s in {measured['samples']}"


GOALS = {
    "valid and attempted counts exact": counts,
    "elevation, RMS error below 3.5°": lambda score: number(score["elevation"].get("rmsDegrees"), 1, "°"),
    "seconds of the lowering within 0.15": lowering,
    "fast lowerings, F1 1.0": fast,
    "flagged by half way, median": flagged,
    "flags withdrawn, 1 in 50 lowerings at most": lambda score: f"{score['flags']['withdrawn']} in {score['flags']['descents']}",
    "elbow height, half repetition, asymmetry, F1 0.95": faults,
    "seconds of squeeze (a proxy, no goal), repetitions": squeeze,
    "“could not judge” rightly said": lambda score: share(score["couldNotJudge"]["right"], score["couldNotJudge"]["said"]),
}


if __name__ == "__main__":
    run(main)
