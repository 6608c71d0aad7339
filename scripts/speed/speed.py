"""FormCheck and MediaPipe Pose in turns on the same frames: see README.md."""

from __future__ import annotations

import argparse
import os
import statistics
from pathlib import Path

from formcheck_scripts.measuring import formcheck, mediapipe_pose, run, tell
from formcheck_scripts.measuring.tables import check_place, circumstances, markdown, place
from formcheck_scripts.paths import ROOT, SAMPLES
from formcheck_scripts.speed import own
from formcheck_scripts.speed.peer import Peer, Times, enlarged, frames, has_lite, loop

MARK = "speed"
SAMPLE = SAMPLES / "hips-outside.mp4"
HEIGHT = 720
MODELS = ("full", "lite")
GOALS = {"full": 0.7, "lite": 0.6}

MULTIPLICATIONS = {"full": 0.351, "lite": 0.166}
"""Multiply-accumulates of the converted networks' convolutions, thousand million."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=8, help="how often each has its turn")
    parser.add_argument("--frames", type=int, default=60, help="frames a turn")
    parser.add_argument("--file-frames", type=int, default=1800, help="frames of the file that is analyzed")
    parser.add_argument("--file-rounds", type=int, default=3)
    parser.add_argument("--page", type=Path, help=f"replace the text between its marks {MARK}:begin and {MARK}:end")
    arguments = parser.parse_args()
    if arguments.page:
        check_place(arguments.page, MARK)
    own.jar()
    rows = [*pose_rows(arguments), *file_rows(arguments), *start_rows()]
    head = ("what", "FormCheck", "MediaPipe", "ratio", "goal")
    text = "\n".join([markdown(head, rows), "", f"Measured {measured()}"])
    print(text)
    if arguments.page:
        place(arguments.page, MARK, text)


def measured() -> str:
    here = circumstances(f"FormCheck {formcheck.version()}", f"MediaPipe {mediapipe_pose.load().__version__}")
    load = f" Load of the machine {os.getloadavg()[1]:.1f}." if hasattr(os, "getloadavg") else ""
    return here + load


def pose_rows(arguments) -> list[tuple[str, ...]]:
    images = frames(SAMPLE, arguments.frames)
    everywhere = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set(range(os.cpu_count() or 1))
    rows = []
    for model in MODELS:
        if model == "lite" and not has_lite():
            tell("lite is left out: MediaPipe's lite model is in an npm package, and npm did not bring it")
            continue
        tell(f"{model}: loading both")
        peer = Peer(model, images)
        mine = own.Rounds(model, SAMPLE, arguments.frames)
        try:
            for _ in range(3):  # Java compiles what it will
                mine.follow(Times())
                peer.follow(Times())
            for cores in ({min(everywhere)}, everywhere):
                mine.pin(cores)
                own.pin(os.getpid(), cores)
                name = f"{len(cores)} core" + ("s" if len(cores) > 1 else "")
                following, searching, losing = ((Times(), Times()) for _ in range(3))
                for turn in range(arguments.rounds):
                    tell(f"{model}, {name}: turn {turn + 1} of {arguments.rounds}")
                    mine.follow(following[0])
                    peer.follow(following[1])
                    mine.search(searching[0])
                    peer.search(searching[1])
                    mine.lose(losing[0])
                    peer.lose(losing[1])
                rows.append(row(f"pose of a followed person, {model}, {name}", *following, f"≤ {GOALS[model]}"))
                rows.append(row(f"the same, all cores' time, {model}, {name}", *map(cpu, following), ""))
                rows.append(row(f"search and find, {model}, {name}", *searching, ""))
                rows.append(row(f"lost and found again, {model}, {name}", *losing, "every one below 33 ms", at=0.95))
                if len(cores) == 1 and model == "full":
                    own_median = statistics.median(following[0].millis)
            if model == "full":
                speed = mine.judged_per_second()
                rows.append(("judging a kept stream, one core", f"{speed:.0f} frames/s", "–", "–", "50000"))
        finally:
            own.pin(os.getpid(), everywhere)
            mine.close()
    judged, rate, bandwidth = own.bench(SAMPLE, arguments.frames)
    least = 1000 * MULTIPLICATIONS["full"] / rate
    limit = f"{least:.1f} ms ({rate:.0f} G multiply-accumulates, {bandwidth:.0f} GB a second)"
    rows.append(("the machine's limit for full, one core", limit, "–", f"{own_median / least:.1f} times it", ""))
    rows.append(("start of the process to the first judged frame", f"{judged:.2f} s", "–", "–", ""))
    return rows


def cpu(times: Times) -> Times:
    return Times(times.cpu_millis, [])


def row(name: str, mine: Times, peer: Times, goal: str, at: float = 0.5) -> tuple[str, ...]:
    """at: the share of calls whose longest is compared."""
    ratio = share(mine, at) / share(peer, at)
    return name, shown(mine), shown(peer), f"**{ratio:.2f}**", goal


def share(times: Times, at: float) -> float:
    return sorted(times.millis)[int(at * (len(times.millis) - 1))]


def shown(times: Times) -> str:
    return f"{statistics.median(times.millis):.1f} ms (95 %: {share(times, 0.95):.1f}, most: {max(times.millis):.1f})"


def file_rows(arguments) -> list[tuple[str, ...]]:
    video = ROOT / f"target/speed/{HEIGHT}p.mp4"
    count = enlarged(SAMPLE, video, HEIGHT, arguments.file_frames)
    mine, peer, both = [], [], []
    for turn in range(arguments.file_rounds):
        tell(f"a file of {HEIGHT} rows: turn {turn + 1} of {arguments.file_rounds}")
        mine.append(count / own.analyze(video))
        looked, seconds = loop(video)
        peer.append(looked / seconds)
        both.append(2 * count / own.analyze(video, video))
    rate, other, two = map(statistics.median, (mine, peer, both))
    return [
        (f"a {HEIGHT}p file, start included", f"{rate:.0f} frames/s", f"{other:.0f} frames/s", f"**{rate / other:.2f}**", "≥ 2"),
        (f"two {HEIGHT}p files at once", f"{two:.0f} frames/s", "–", f"**{two / other:.2f}**", ""),
    ]


def start_rows() -> list[tuple[str, ...]]:
    tell("start and sizes")
    pages, held = zip(*(own.first_page() for _ in range(3)))
    page = statistics.median(pages)
    library = own.jar().parent / "lib"
    unpacked = Path(os.environ.get("FORMCHECK_CACHE", Path.home() / ".cache" / "formcheck"))
    return [
        ("start of the process to the first page", f"{page:.2f} s", "–", "–", "< 2 s"),
        ("memory of the coach, model loaded, before a session", f"{statistics.median(held):.0f} MB", "–", "–", ""),
        ("the program and its libraries", f"{own.megabytes(own.jar(), library):.0f} MB", "–", "–", ""),
        ("what it unpacks, once", f"{own.megabytes(unpacked):.0f} MB" if unpacked.is_dir() else "–", "–", "–", ""),
    ]


if __name__ == "__main__":
    run(main)
