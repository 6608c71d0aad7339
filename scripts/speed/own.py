"""FormCheck's packaged jar, timed from outside."""

from __future__ import annotations

import json
import math
import os
import re
import statistics
import subprocess
import time
import urllib.request
from pathlib import Path

from formcheck_scripts.measuring import Refusal
from formcheck_scripts.paths import ROOT
from formcheck_scripts.speed.peer import Times

LINK = re.compile(r"http://\S+")
JUDGED = re.compile(r"first judged frame: ([0-9.]+) s")
LIMIT = re.compile(r"limit, one thread: ([0-9.]+) G multiply-accumulates and ([0-9.]+) GB")

AT_REST = 6
"""Seconds after the first page until the model is loaded and nothing is going on."""


def jar() -> Path:
    found = sorted((ROOT / "target").glob("formcheck-*.jar"))
    fitting = [file for file in found if not re.search(r"-(sources|javadoc|tests)\.jar$", file.name)]
    if not fitting:
        raise Refusal("There is no target/formcheck-*.jar: run `mvn package -DskipTests` first.")
    return fitting[-1]


def command(*arguments: str) -> list[str]:
    return ["java", "-jar", str(jar()), *arguments]


class Rounds:
    """A running `bench --rounds`."""

    def __init__(self, model: str, video: Path, frames: int):
        arguments = command("bench", "--rounds", "--model", model, "--frames", str(frames), str(video))
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def _ask(self, round_name: str) -> dict:
        self.process.stdin.write(round_name + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise Refusal("FormCheck's bench ended before its time.")
        return json.loads(line)

    def _time(self, round_name: str, times: Times) -> None:
        answer = self._ask(round_name)
        times.millis += answer["millis"]
        times.cpu_millis.append(answer["cpuMillis"])

    def follow(self, times: Times) -> None:
        self._time("follow", times)

    def search(self, times: Times) -> None:
        self._time("search", times)

    def lose(self, times: Times) -> None:
        self._time("lose", times)

    def judged_per_second(self, rounds: int = 600) -> float:
        """Of one core, once warm, which takes some 20,000 frames: the median of the last rounds."""
        return statistics.median([self._ask("judge")["framesPerSecond"] for _ in range(rounds)][-rounds // 4 :])

    def pin(self, cores: set[int]) -> None:
        pin(self.process.pid, cores)

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(60)


def pin(process: int, cores: set[int]) -> None:
    """Every thread of a process onto these cores; where the system knows that."""
    if hasattr(os, "sched_setaffinity"):
        for thread in os.listdir(f"/proc/{process}/task"):
            try:
                os.sched_setaffinity(int(thread), cores)
            except ProcessLookupError:
                continue  # it has just ended


def analyze(*files: Path) -> float:
    """Seconds of the whole command, its start with it."""
    begun = time.perf_counter()
    done = subprocess.run(command("analyze", *map(str, files)), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Refusal("FormCheck's analyze failed: " + done.stderr.strip().splitlines()[-1])
    return time.perf_counter() - begun


def first_page() -> tuple[float, float]:
    """Seconds from the start of the process to the coach's first page, and the megabytes of memory AT_REST seconds later."""
    begun = time.perf_counter()
    arguments = command("coach", "--no-browser", "--port", "0")
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        for line in process.stdout:
            link = LINK.search(line)
            if link:
                urllib.request.urlopen(link.group(), timeout=30).read()
                seconds = time.perf_counter() - begun
                time.sleep(AT_REST)
                return seconds, resident(process.pid)
        raise Refusal("The coach gave no link.")
    finally:
        process.terminate()
        process.wait(30)


def resident(process: int) -> float:
    """Megabytes of memory; where the system does not tell, not a number."""
    status = Path(f"/proc/{process}/status")
    held = re.search(r"VmRSS:\s*(\d+) kB", status.read_text()) if status.exists() else None
    return int(held.group(1)) / 1000 if held else math.nan


def bench(video: Path, frames: int) -> tuple[float, float, float]:
    """Seconds to the first judged frame; the machine's thousand million multiply-accumulates and bytes a second."""
    done = subprocess.run(command("bench", "--frames", str(frames), str(video)), capture_output=True, text=True, check=False)
    judged, limit = JUDGED.search(done.stdout), LIMIT.search(done.stdout)
    if not judged or not limit:
        raise Refusal("FormCheck's bench failed: " + done.stderr.strip())
    return float(judged.group(1)), float(limit.group(1)), float(limit.group(2))


def megabytes(*places: Path) -> float:
    files = [file for place in places for file in ([place] if place.is_file() else place.rglob("*"))]
    return sum(file.stat().st_size for file in files if file.is_file() and not file.is_symlink()) / 1e6
