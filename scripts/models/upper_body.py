"""Makes the network that describes the upper body from pose_landmark_full: its layers up to tensor 240, averaged, and projected.

    python upper_body.py --projection FILE.npz     # into models/posture: three forms, and the "crop" of posture.json
    python upper_body.py --output DIR              # without a projection, 4096 numbers: what scripts/posture/features.py needs

FILE has `mean` (4096) and `components` (n, 4096): the n principal numbers, n = 256 for FormCheck. The projection becomes a part
of the network's file. The 8-bit form is calibrated on calibration/upper-body/*.jpg; `--cut DIR...` cuts these anew out of rendered
sessions, one of each of the first people of each folder.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np

from formcheck_scripts import paths
from formcheck_scripts.files import file_entry, write_json
from formcheck_scripts.images import read_rgb
from formcheck_scripts.models import calibration, crops
from formcheck_scripts.models.originals import origin, unpack
from formcheck_scripts.models.shapes import CROP, UPPER_BODY
from formcheck_scripts.models.tflite_graph import TfliteGraph
from formcheck_scripts.models.torch_net import UpperBodyModel
from formcheck_scripts.models.tracing import in_own_process, trace

NAME = "upper-body"
FORMS = ("int8", "fast", "portable")
CROPS = calibration.FOLDER / NAME
FACE_MESH = "face-mesh"
PEOPLE = 12  # of each folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--projection", type=Path, help="mean and components")
    parser.add_argument("--packages", nargs="+", type=Path, default=(), help="packed npm packages; fetched when not given")
    parser.add_argument("--output", type=Path, default=paths.MODELS / "posture")
    parser.add_argument("--forms", nargs="+", choices=FORMS, default=FORMS)
    parser.add_argument("--cut", nargs="+", type=Path, metavar="DIR", help="only cut the crops to calibrate on")
    arguments = parser.parse_args()
    if arguments.cut:
        cut(arguments.cut)
        return
    arguments.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        original = unpack(arguments.packages, Path(folder), ["full"])["full"]
        for form in arguments.forms:
            path = arguments.output / f"{NAME}.{form}.pt"
            in_own_process(write_weights, form, original, arguments.projection, path)
            print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB", flush=True)
        description = arguments.output / "posture.json"
        if arguments.projection and description.exists():
            document = json.loads(description.read_text(encoding="utf-8"))
            document["crop"] = crop(arguments.output, arguments.projection, original)
            write_json(description, document)


def write_weights(form: str, original: Path, projection: Path | None, path: Path) -> None:
    model = UpperBodyModel(TfliteGraph.read(original), form == "portable", projection and read(projection))
    trace(model, CROP, form, lambda: calibration.crops(CROPS), path)


def read(projection: Path) -> tuple[np.ndarray, np.ndarray]:
    with np.load(projection) as file:
        return file["mean"], file["components"]


def crop(folder: Path, projection: Path, original: Path) -> dict:
    """What posture.json says of upper body and head."""
    return {
        "upperBody": {
            "side": CROP,
            "shoulderWidths": crops.UPPER_BODY_WIDTHS,
            "lower": crops.LOWER,
            "features": len(read(projection)[1]),
            "weights": {form: file_entry(folder / f"{NAME}.{form}.pt") for form in FORMS},
            "origin": origin("full", original) + f": the layers up to tensor {UPPER_BODY}",
        },
        "head": {"features": len(crops.HEAD), "model": FACE_MESH},
    }


def cut(folders: list[Path]) -> None:
    """One frame of each person, and so another posture of each."""
    CROPS.mkdir(parents=True, exist_ok=True)
    for folder in folders:
        there = [truth for truth in sorted(folder.glob("????-0.npz")) if truth.with_suffix(".seen.npz").exists()]
        for number, truth in enumerate(there[:PEOPLE]):
            points = np.load(truth.with_suffix(".seen.npz"))["points"].astype(float)
            width = crops.shoulder_width(points[np.load(truth)["label"] == "tall"])
            usable = np.flatnonzero(~np.isnan(points[:, 0, 0]))
            k = usable[7 * number % len(usable)]
            image = read_rgb(truth.with_suffix("") / f"{k:03d}.jpg")
            found = crops.cut(image, *crops.upper_body_square(points[k], width), CROP)
            calibration.write(CROPS / f"{folder.name}-{truth.stem}.jpg", found)


if __name__ == "__main__":
    main()
