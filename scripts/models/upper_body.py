"""Makes the network that describes the upper body from pose_landmark_full: its layers up to tensor 240, averaged, and projected.

    python upper_body.py --projection FILE.npz     # into models/posture: three forms, and the "look" of posture.json
    python upper_body.py --output DIR              # without a projection, 4096 numbers: what scripts/posture/features.py needs

FILE holds `mean` (4096) and `components` (n, 4096): the n principal numbers, n = 256 for FormCheck. The projection becomes a part
of the network's file. The 8-bit form is calibrated on calibration/upper-body/*.jpg; `--cut DIR...` cuts these anew out of rendered
sessions, one of each of the first people of each folder, as `features.py` cuts them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import cv2
import numpy as np

import calibration
from convert import ROOT, file_entry, in_own_process, origin, trace, unpack
from tflite_graph import TfliteGraph
from torch_net import CROP, UPPER_BODY, UpperBodyModel

NAME = "upper-body"
FORMS = ("int8", "fast", "portable")
CROPS = calibration.FOLDER / NAME
FACE_MESH = "face-mesh"
PEOPLE = 12  # of each folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--projection", type=Path, help="mean and components")
    parser.add_argument("--packages", nargs="+", type=Path, default=(), help="packed npm packages; fetched when not given")
    parser.add_argument("--output", type=Path, default=ROOT / "models/posture")
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
            document["look"] = look(arguments.output, arguments.projection, original)
            description.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def write_weights(form: str, original: Path, projection: Path | None, path: Path) -> None:
    model = UpperBodyModel(TfliteGraph.read(original), form == "portable", projection and read(projection))
    trace(model, CROP, form, lambda: calibration.crops(CROPS), path)


def read(projection: Path) -> tuple[np.ndarray, np.ndarray]:
    with np.load(projection) as file:
        return file["mean"], file["components"]


def look(folder: Path, projection: Path, original: Path) -> dict:
    """What posture.json says of upper body and head."""
    features = posture_features()
    return {
        "upperBody": {
            "side": CROP,
            "shoulderWidths": features.SHOULDER_WIDTHS,
            "lower": features.LOWER,
            "numbers": len(read(projection)[1]),
            "weights": {form: file_entry(folder / f"{NAME}.{form}.pt") for form in FORMS},
            "origin": origin("full", original) + f": the layers up to tensor {UPPER_BODY}",
        },
        "head": {"numbers": len(features.HEAD), "model": FACE_MESH},
    }


def posture_features():
    """The module scripts/posture/features.py, which needs TFLite's package as parity.py does."""
    sys.path.append(str(ROOT / "scripts/posture"))
    import features

    return features


def cut(folders: list[Path]) -> None:
    """One frame of each person, and so another posture of each."""
    features = posture_features()
    CROPS.mkdir(parents=True, exist_ok=True)
    for folder in folders:
        there = [truth for truth in sorted(folder.glob("????-0.npz")) if truth.with_suffix(".seen.npz").exists()]
        for number, truth in enumerate(there[:PEOPLE]):
            points = np.load(truth.with_suffix(".seen.npz"))["points"].astype(float)
            width = features.shoulder_width(points[np.load(truth)["label"] == "tall"])
            usable = np.flatnonzero(~np.isnan(points[:, 0, 0]))
            k = usable[7 * number % len(usable)]
            picture = cv2.cvtColor(cv2.imread(str(truth.with_suffix("") / f"{k:03d}.jpg")), cv2.COLOR_BGR2RGB)
            found = features.square(picture, *features.upper_body_place(points[k], width), CROP)
            calibration.write(CROPS / f"{folder.name}-{truth.stem}.jpg", found)


if __name__ == "__main__":
    main()
