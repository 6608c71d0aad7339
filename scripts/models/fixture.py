"""The parity fixture: rendered pictures, and what MediaPipe said about them."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np

FOLDER = Path(__file__).resolve().parents[2] / "src/test/resources/formcheck/pose/parity"
RECORDING = "mediapipe.json"
PICTURES = {"static": "still-*.png", "tracking": "moving-*.png"}
"""By mode: single pictures that have nothing to do with each other, and consecutive ones."""


def pictures(mode: str) -> list[Path]:
    return sorted(FOLDER.glob(PICTURES[mode]))


def read(picture: Path) -> np.ndarray:
    """RGB."""
    return cv2.cvtColor(cv2.imread(str(picture)), cv2.COLOR_BGR2RGB)


def recordings() -> list[dict]:
    return json.loads((FOLDER / RECORDING).read_text(encoding="utf-8"))["recordings"]
