"""Videos in and out, frame by frame."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from formcheck_scripts.measuring import Refusal
from formcheck_scripts.measuring.video import frames_of, open_video

QUALITY = "10"
"""Of x264: so high that writing the copy costs nothing that could be measured."""


@dataclass(frozen=True)
class Recording:
    video: Path
    width: int
    height: int
    rate: float
    """Frames a second."""
    seconds: np.ndarray
    """A frame's time from the first one."""

    @staticmethod
    def open(video: Path) -> Recording:
        capture = open_video(video)
        rate = capture.get(cv2.CAP_PROP_FPS)
        seconds = []
        while capture.grab():
            seconds.append(capture.get(cv2.CAP_PROP_POS_MSEC) / 1000)
        read, image = open_video(video).read()
        if not read or not seconds or not rate > 0:
            raise Refusal(f"{video} holds no frame that can be decoded.")
        height, width = image.shape[:2]
        return Recording(video, width, height, rate, np.array(seconds) - seconds[0])

    def frames_at(self, rate: float) -> list[int]:
        """Which frames an even rate shows: the nearest in time."""
        count = int(np.floor(self.seconds[-1] * rate + 0.1)) + 1
        times = np.arange(count) / rate
        after = np.clip(np.searchsorted(self.seconds, times), 0, len(self.seconds) - 1)
        before = np.maximum(after - 1, 0)
        nearer = np.abs(self.seconds[before] - times) < np.abs(self.seconds[after] - times) - 1e-9
        return np.where(nearer, before, after).tolist()

    def images(self) -> Iterator[np.ndarray]:
        """Blue, green, red."""
        return (frame for _, frame in frames_of(self.video))


def write(source: Recording, frames: list[int], rate: float, image: Callable[[np.ndarray], np.ndarray], target: Path) -> None:
    """Writes these frames of the source, each one changed, at an even rate. `frames` ascend."""
    encoder = None
    position = 0
    for number, original in enumerate(source.images()):
        if position == len(frames):
            break
        if frames[position] != number:
            continue
        changed = _even(image(original))
        if encoder is None:
            encoder = _encoder(changed.shape[1], changed.shape[0], rate, target)
        while position < len(frames) and frames[position] == number:
            encoder.stdin.write(changed.tobytes())
            position += 1
    if encoder is None:
        raise Refusal(f"{source.video} holds no frame that can be decoded.")
    encoder.stdin.close()
    if encoder.wait() != 0:
        raise Refusal(f"ffmpeg could not write {target}.")


def _even(image: np.ndarray) -> np.ndarray:
    """What the encoder needs; one row or column less is no harm."""
    height, width = image.shape[:2]
    return np.ascontiguousarray(image[: height - height % 2, : width - width % 2])


def _encoder(width: int, height: int, rate: float, target: Path) -> subprocess.Popen:
    command = ["ffmpeg", "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "bgr24"]
    command += ["-s", f"{width}x{height}", "-r", f"{rate:.6f}", "-i", "-", "-an"]
    command += ["-c:v", "libx264", "-preset", "veryfast", "-crf", QUALITY, "-pix_fmt", "yuv420p", str(target)]
    try:
        return subprocess.Popen(command, stdin=subprocess.PIPE)
    except FileNotFoundError as problem:
        raise Refusal("ffmpeg is needed to write the copies, and was not found.") from problem
