"""Writes what the Java tests hold squares, upper-body numbers and head numbers against: see `LookFixture.java`.

    python fixture_look.py --into ../../src/test/resources/formcheck/pose/look [--packages FILE.tgz...]

Squares are cut by `features.py`; what is seen in them is said by TFLite's own models, projected by models/posture. To be written
anew with every new projection.
"""

import argparse
import json
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent

import numpy as np
import torch

from formcheck_scripts.models import fixture as fixture_pictures
from formcheck_scripts.models.convert import sha256, unpack
from formcheck_scripts.models.parity import inner_model, tflite_model
from formcheck_scripts.models.torch_net import CROP, FACE_CROP, FACE_POINTS, UPPER_BODY
from formcheck_scripts.posture import features

POSTURE = features.MODELS / "posture"
SQUARES = (
    ("still-raised.png", 320.4, 241.7, 150.0, CROP),
    ("still-raised.png", 317.2, 236.1, 420.5, CROP),
    ("still-wide.png", 301.8, 260.3, 903.7, CROP),
    ("still-wide.png", 12.3, 470.9, 633.1, FACE_CROP),
    ("still-raised.png", 333.3, 222.2, 3000.5, FACE_CROP),
)
"""Picture, middle and side, and sides of the cut: larger and smaller than the picture's pixels, and beyond its border."""
EVERY = 997
"""Of the values of a cut this one is kept."""
PICTURES = ("still-raised.png", "still-lowered.png", "still-one-arm.png", "still-wide.png", "still-tilted.png")
KEPT = 13
"""Key points: the face's and the shoulders'."""


def seen(mesh, upper, picture, points, width, projection):
    components, offset = projection

    def project(crop):
        inner = upper(crop).reshape(8, 2, 8, 2, -1).mean((1, 3)).ravel()
        return components @ inner + offset

    def find(crop):
        found = mesh(crop)
        return np.concatenate([found[1, 1, 1, 3 * FACE_POINTS].ravel(), found[1, 1, 1, 1].ravel()])

    return features.Features(project, find).of(picture, points, width)


def main():
    parser = argparse.ArgumentParser(description="Writes the fixture of the tests of looks.")
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--packages", nargs="+", type=Path, default=(), help="packed npm packages; fetched when not given")
    given = parser.parse_args()
    description = json.loads((POSTURE / "posture.json").read_text(encoding="utf-8"))["look"]["upperBody"]
    portable = POSTURE / description["weights"]["portable"]["file"]
    parameters = dict(torch.jit.load(str(portable)).named_parameters())
    projection = [parameters[name].detach().double().numpy() for name in ("components", "offset")]
    squares = []
    for name, x, y, side, size in SQUARES:
        cut = features.square(fixture_pictures.read(fixture_pictures.FOLDER / name), x, y, side, size)
        squares.append({"picture": name, "x": x, "y": y, "side": side, "size": size, "values": cut.ravel()[::EVERY].tolist()})
    recording = next(r for r in fixture_pictures.recordings() if r["mode"] == "static" and r["model"] == "blazepose-full")
    frames = {frame["image"]: frame for frame in recording["frames"]}
    with tempfile.TemporaryDirectory() as folder:
        originals = unpack(given.packages, Path(folder), ["full", "face-mesh"])
        upper, mesh = inner_model(originals["full"], UPPER_BODY), tflite_model(originals["face-mesh"])
        cases = []
        for name in PICTURES:
            points = np.round(np.array(frames[name]["points"])[:KEPT, :2], 2)
            width = round(float(np.hypot(*(points[11] - points[12]))), 1)
            numbers, head, ok = seen(mesh, upper, fixture_pictures.read(fixture_pictures.FOLDER / name), points, width, projection)
            cases.append(
                {
                    "picture": name, "points": points.tolist(), "shoulderWidth": width, "face": ok,
                    "upperBody": np.round(numbers, 4).tolist(), "head": np.round(head, 5).tolist(),
                }
            )  # fmt: skip
    given.into.mkdir(parents=True, exist_ok=True)
    document = {
        "upperBody": sha256(portable),
        "faceMesh": sha256(features.MODELS / "face-mesh/portable.pt"),
        "every": EVERY,
        "squares": squares,
        "cases": cases,
    }
    (given.into / "looks.json").write_text(json.dumps(document) + "\n")


if __name__ == "__main__":
    main()
