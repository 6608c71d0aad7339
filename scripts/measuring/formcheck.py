"""Runs FormCheck itself, as its users do."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from formcheck_scripts.measuring import Refusal
from formcheck_scripts.measuring.clips import read_json
from formcheck_scripts.paths import ROOT

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
MEDIAN = re.compile(r"^\s*landmarks\s+([0-9.]+) ms", re.MULTILINE)


def evaluate(folders: Sequence[Path], *options: str) -> dict[str, Any]:
    """The score of the `evaluate` command. What it could not judge, it says on standard error."""
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "score.json"
        done = _call("evaluate", *options, "--json", str(file), *(str(folder.resolve()) for folder in folders))
        sys.stderr.write(COLOURS.sub("", done.stderr))
        if not file.exists():
            raise Refusal("FormCheck's evaluate gave no score: " + _last_line(done))
        return read_json(file)


def frame_milliseconds(video: Path, frames: int = 150) -> float | None:
    """Median of what the pose of a followed person costs, by the `bench` command."""
    done = _call("bench", "--frames", str(frames), str(video.resolve()))
    found = MEDIAN.search(done.stdout)
    return float(found.group(1)) if done.returncode == 0 and found else None


def version() -> str:
    done = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def _call(*arguments: str) -> subprocess.CompletedProcess[str]:
    unfit = next((argument for argument in arguments if '"' in argument), None)
    if unfit:
        raise Refusal(f"{unfit}: Maven cannot be handed a name with a quotation mark.")
    quoted = " ".join(f'"{argument}"' for argument in arguments)
    command = ["mvn", "-q", "-B", "compile", "exec:java", f"-Dexec.args={quoted}"]
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError as problem:
        raise Refusal("Maven (mvn) is needed to run FormCheck, and was not found.") from problem


def _last_line(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line for line in (done.stdout + "\n" + done.stderr).splitlines() if line.strip()]
    return lines[-1].strip() if lines else f"exit code {done.returncode}"
