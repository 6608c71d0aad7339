"""MediaPipe Pose, timed as its users call it."""

from __future__ import annotations

import itertools
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import cv2

from formcheck_scripts.measuring import mediapipe_pose
from formcheck_scripts.measuring.mediapipe_pose import COMPLEXITY
from formcheck_scripts.measuring.video import frames_of, rgb
from formcheck_scripts.models.originals import unpack

BLACK_EVERY = 6
"""In a round of losing every sixth image is black, as in FormCheck's."""


def has_lite() -> bool:
    """The Python package lacks its lite model, and would fetch it from elsewhere: the official npm package has the same."""
    lite = Path(mediapipe_pose.load().__file__).parent / "modules/pose_landmark/pose_landmark_lite.tflite"
    if lite.exists():
        return True
    with tempfile.TemporaryDirectory() as folder:
        try:
            lite.write_bytes(unpack((), Path(folder), ["lite"])["lite"].read_bytes())
        except (OSError, IndexError, SystemExit, subprocess.CalledProcessError):
            return False
    return True


@dataclass
class Times:
    """Milliseconds of every call, and of all cores together for one."""

    millis: list[float] = field(default_factory=list)
    cpu_millis: list[float] = field(default_factory=list)


class Peer:
    """Takes rounds over the same frames, as `formcheck bench --rounds` does."""

    def __init__(self, model: str, frames: list):
        self.frames = frames
        self.gaps = [0 * image if k % BLACK_EVERY == BLACK_EVERY - 1 else image for k, image in enumerate(frames)]
        pose = mediapipe_pose.load().solutions.pose.Pose
        self.following = pose(model_complexity=COMPLEXITY[model])
        self.searching = pose(model_complexity=COMPLEXITY[model], static_image_mode=True)

    def follow(self, times: Times) -> None:
        # The first frame of a round may find the person, which following does not pay for.
        self._round(self.following, self.frames, times, skipped=1)

    def search(self, times: Times) -> None:
        self._round(self.searching, self.frames, times, skipped=0)

    def lose(self, times: Times) -> None:
        self._round(self.following, self.gaps, times, skipped=1)

    def _round(self, pose, frames: list, times: Times, skipped: int) -> None:
        before = time.process_time()
        taken = []
        for frame in frames:
            begun = time.perf_counter()
            pose.process(frame)
            taken.append(1000 * (time.perf_counter() - begun))
        times.cpu_millis.append(1000 * (time.process_time() - before) / len(frames))
        times.millis += taken[skipped:]


def frames(video: Path, most: int) -> list:
    """RGB images, decoded beforehand."""
    return [rgb(frame) for _, frame in itertools.islice(frames_of(video), most)]


def enlarged(video: Path, target: Path, height: int, most: int) -> int:
    """Writes the video anew at another height, again and again until it has so many frames; returns their number."""
    capture = cv2.VideoCapture(str(video))
    rate = capture.get(cv2.CAP_PROP_FPS)
    shape = capture.get(cv2.CAP_PROP_FRAME_WIDTH) / capture.get(cv2.CAP_PROP_FRAME_HEIGHT)
    width = 2 * round(height * shape / 2)
    target.parent.mkdir(parents=True, exist_ok=True)
    writer = cv2.VideoWriter(str(target), cv2.VideoWriter_fourcc(*"mp4v"), rate, (width, height))
    count = 0
    while count < most:
        there, image = capture.read()
        if not there:
            if count == 0:
                break
            capture.release()
            capture = cv2.VideoCapture(str(video))
            continue
        writer.write(cv2.resize(image, (width, height), interpolation=cv2.INTER_CUBIC))
        count += 1
    writer.release()
    capture.release()
    return count


def loop(video: Path) -> tuple[int, float]:
    """The usual loop over a file: read, turn to RGB, process. Frames, and seconds after the model is loaded."""
    with mediapipe_pose.load().solutions.pose.Pose(model_complexity=COMPLEXITY["full"]) as pose:
        capture = cv2.VideoCapture(str(video))
        count = 0
        begun = time.perf_counter()
        while True:
            there, image = capture.read()
            if not there:
                break
            pose.process(cv2.cvtColor(image, cv2.COLOR_BGR2RGB))
            count += 1
        seconds = time.perf_counter() - begun
        capture.release()
    return count, seconds
