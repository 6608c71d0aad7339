"""Writes what the Java tests compare crops, upper-body features and head measurements with: see `CropFixture.java`.

    python fixture_crop.py --into ../../src/test/resources/formcheck/pose/crop [--packages FILE.tgz...]

TFLite's own models see the crops, projected as models/posture does. To be written again with every new projection.
"""

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np

from formcheck_scripts.files import sha256
from formcheck_scripts.models import crops, fixture
from formcheck_scripts.models.originals import unpack
from formcheck_scripts.models.runtime import projection_of
from formcheck_scripts.models.shapes import CROP, FACE_CROP, FACE_POINTS
from formcheck_scripts.models.tflite_runtime import tflite_model, upper_body_model
from formcheck_scripts.paths import MODELS
from formcheck_scripts.posture.crop_features import CropFeatures

POSTURE = MODELS / "posture"
SQUARES = (
    ("still-raised.png", 320.4, 241.7, 150.0, CROP),
    ("still-raised.png", 317.2, 236.1, 420.5, CROP),
    ("still-wide.png", 301.8, 260.3, 903.7, CROP),
    ("still-wide.png", 12.3, 470.9, 633.1, FACE_CROP),
    ("still-raised.png", 333.3, 222.2, 3000.5, FACE_CROP),
)
"""Image, centre and side, and sides of the crop: larger and smaller than the image's pixels, and beyond its border."""
EVERY = 997
"""Of the values of a crop every 997th is kept."""
IMAGES = ("still-raised.png", "still-lowered.png", "still-one-arm.png", "still-wide.png", "still-tilted.png")
KEPT = 13
"""Landmarks: the face's and the shoulders'."""


def face_model(path):
    """The face mesh by TFLite, in the form of the converted one."""
    mesh = tflite_model(path)

    def run(crop):
        found = mesh(crop)
        return np.concatenate([found[1, 1, 1, 3 * FACE_POINTS].ravel(), found[1, 1, 1, 1].ravel()])

    return run


def square_case(name, x, y, side, size):
    values = crops.cut(fixture.read(fixture.FOLDER / name), x, y, side, size).ravel()[::EVERY]
    return {"picture": name, "x": x, "y": y, "side": side, "size": size, "values": values.tolist()}


def case(features, name, frame):
    points = np.round(np.array(frame["points"])[:KEPT, :2], 2)
    width = round(float(np.hypot(*(points[11] - points[12]))), 1)
    upper, head, ok = features.of(fixture.read(fixture.FOLDER / name), points, width)
    return {
        "picture": name, "points": points.tolist(), "shoulderWidth": width, "face": ok,
        "upperBody": np.round(upper, 4).tolist(), "head": np.round(head, 5).tolist(),
    }  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description="Writes the fixture of the tests of crops and their features.")
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--packages", nargs="+", type=Path, default=(), help="packed npm packages; fetched when not given")
    given = parser.parse_args()
    description = json.loads((POSTURE / "posture.json").read_text(encoding="utf-8"))["crop"]["upperBody"]
    portable = POSTURE / description["weights"]["portable"]["file"]
    recording = next(r for r in fixture.recordings() if r["mode"] == "static" and r["model"] == "blazepose-full")
    frames = {frame["image"]: frame for frame in recording["frames"]}
    with tempfile.TemporaryDirectory() as folder:
        originals = unpack(given.packages, Path(folder), ["full", "face-mesh"])
        features = CropFeatures(upper_body_model(originals["full"], *projection_of(portable)), face_model(originals["face-mesh"]))
        cases = [case(features, name, frames[name]) for name in IMAGES]
    document = {
        "upperBody": sha256(portable),
        "faceMesh": sha256(MODELS / "face-mesh/portable.pt"),
        "every": EVERY,
        "squares": [square_case(*square) for square in SQUARES],
        "cases": cases,
    }
    given.into.mkdir(parents=True, exist_ok=True)
    (given.into / "crops.json").write_text(json.dumps(document) + "\n")


if __name__ == "__main__":
    main()
