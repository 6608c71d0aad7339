"""Records what MediaPipe itself says about the images of the parity fixture: see README.md."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import mediapipe
import numpy as np

from formcheck_scripts.models import fixture
from formcheck_scripts.models.originals import unpack

COMPLEXITY = {"blazepose-lite": 0, "blazepose-full": 1}
UNITS = "points: x, y, z in pixels of the image, visibility 0 to 1; world: x, y, z in metres; null: nobody"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", nargs="+", type=Path, default=(), help="packed npm packages; fetched when not given")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        originals = unpack(arguments.packages, Path(folder), ("full", "lite"))
        # The wheel brings the full model only and would download the lite one.
        home = Path(mediapipe.__file__).parent / "modules/pose_landmark"
        shutil.copyfile(originals["lite"], home / "pose_landmark_lite.tflite")
        if (home / "pose_landmark_full.tflite").read_bytes() != originals["full"].read_bytes():
            raise SystemExit("MediaPipe's full model is not the one that is converted")
    recordings = [{"model": model, "mode": mode, "frames": record(model, mode)} for model in COMPLEXITY for mode in fixture.IMAGES]
    recorded = {
        "schemaVersion": 1,
        "recordedWith": f"MediaPipe {mediapipe.__version__}, mp.solutions.pose.Pose without smoothing",
        "units": UNITS,
        "joints": [joint.name.lower() for joint in mediapipe.solutions.pose.PoseLandmark],
        "recordings": recordings,
    }
    (fixture.FOLDER / fixture.RECORDING).write_text(one_frame_a_line(recorded), encoding="utf-8")


def record(model: str, mode: str) -> list[dict]:
    frames = []
    options = {"static_image_mode": mode == "static", "model_complexity": COMPLEXITY[model], "smooth_landmarks": False}
    with mediapipe.solutions.pose.Pose(**options) as pose:
        for file in fixture.images(mode):
            image = fixture.read(file)
            height, width = image.shape[:2]
            found = pose.process(image)
            frame = {"image": file.name, "width": width, "height": height, "points": None, "world": None}
            if found.pose_landmarks:
                points = [[p.x * width, p.y * height, p.z * width, p.visibility] for p in found.pose_landmarks.landmark]
                frame["points"] = np.round(points, 4).tolist()
                world = [[p.x, p.y, p.z] for p in found.pose_world_landmarks.landmark]
                frame["world"] = np.round(world, 5).tolist()
            frames.append(frame)
    return frames


def one_frame_a_line(recorded: dict) -> str:
    """JSON that a diff can show: indented, but for the frames."""
    lines = []
    for recording in recorded["recordings"]:
        places = range(len(lines), len(lines) + len(recording["frames"]))
        lines += [json.dumps(frame, separators=(",", ":")) for frame in recording["frames"]]
        recording["frames"] = [f"frame {place}" for place in places]
    text = json.dumps(recorded, indent=1)
    for place, line in enumerate(lines):
        text = text.replace(f'"frame {place}"', line)
    return text + "\n"


if __name__ == "__main__":
    main()
