"""The parity fixture: rendered images, and what MediaPipe said about them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from formcheck_scripts import paths
from formcheck_scripts.images import read_rgb

FOLDER = paths.TEST_RESOURCES / "pose/parity"
RECORDING = "mediapipe.json"
IMAGES = {"static": "still-*.png", "tracking": "moving-*.png"}
"""By mode: single images that have nothing to do with each other, and consecutive ones."""


def images(mode: str) -> list[Path]:
    return sorted(FOLDER.glob(IMAGES[mode]))


def read(image: Path) -> np.ndarray:
    """RGB."""
    return read_rgb(image)


def recordings() -> list[dict]:
    return json.loads((FOLDER / RECORDING).read_text(encoding="utf-8"))["recordings"]
