"""Makes the folders under models/ from the official BlazePose models and the face mesh: see README.md."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

from formcheck_scripts import paths
from formcheck_scripts.files import file_entry
from formcheck_scripts.models import calibration
from formcheck_scripts.models.forms import FORMS, INPUTS
from formcheck_scripts.models.originals import FILES, USUAL, folder_of, origin, unpack
from formcheck_scripts.models.shapes import CROP, FACE_POINTS
from formcheck_scripts.models.tflite_graph import TfliteGraph
from formcheck_scripts.models.torch_net import DetectorModel, FaceMeshModel, LandmarkModel
from formcheck_scripts.models.tracing import in_own_process, trace

MODELS = {"detector": DetectorModel, "face-mesh": FaceMeshModel}
LICENCE_TEXT = paths.RESOURCES / "META-INF/LICENSE"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", nargs="+", choices=FILES, default=USUAL)
    parser.add_argument("--packages", nargs="+", type=Path, default=(), help="packed npm packages; others are fetched with npm")
    parser.add_argument("--output", type=Path, default=paths.MODELS)
    parser.add_argument("--no-parity", action="store_true", help="write only, do not compare with TFLite")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        originals = unpack(arguments.packages, Path(folder), {*arguments.models, "detector"})
        for name in arguments.models:
            folder_written = convert(name, originals[name], arguments.output)
            sizes = ", ".join(f"{file.name} {file.stat().st_size / 1e6:.1f} MB" for file in folder_written.glob("*.pt"))
            print(f"{folder_written.name}: {sizes}", flush=True)
        if not arguments.no_parity:
            from formcheck_scripts.models import parity  # needs TFLite as well, which writing does not

            sys.exit(parity.report(originals, arguments.output, arguments.models))


def convert(name: str, original: Path, output: Path) -> Path:
    folder = output / folder_of(name)
    folder.mkdir(parents=True, exist_ok=True)
    for form in FORMS[name]:
        in_own_process(write_weights, name, form, original, folder / f"{form}.pt")
    shutil.copyfile(LICENCE_TEXT, folder / "LICENSE")
    description = json.dumps(descriptor(name, original, folder), indent=2)
    (folder / "model.json").write_text(description + "\n", encoding="utf-8")
    return folder


def write_weights(name: str, form: str, original: Path, path: Path) -> None:
    half = form == "portable"
    model = MODELS.get(name, LandmarkModel)(TfliteGraph.read(original), half_weights=half)
    trace(model, INPUTS.get(name, CROP), form, calibration.crops, path)


def descriptor(name: str, original: Path, folder: Path) -> dict:
    size = INPUTS.get(name, CROP)
    kinds = {"detector": ("detector", "blazepose-detector"), "face-mesh": ("face", "face-mesh")}
    kind, decoder = kinds.get(name, ("landmarks", "blazepose-landmarks"))
    outputs = {
        "detector": {"length": 2254 * 13, "anchors": 2254, "valuesPerAnchor": 13},
        "face-mesh": {"length": 3 * FACE_POINTS + 1, "points": FACE_POINTS, "presenceAt": 3 * FACE_POINTS},
    }
    description = {
        "schemaVersion": 1,
        "id": folder.name,
        "kind": kind,
        "keypointSchema": "face-mesh-468" if name == "face-mesh" else "blazepose-33",
        "decoder": decoder,
        "input": {"width": size, "height": size, "layout": "NHWC", "type": "uint8", "colour": "RGB"},
        "output": outputs.get(name, {"length": 352, "points": 39, "presenceAt": 195, "worldAt": 196, "confidenceAt": 313}),
    }
    if kind == "landmarks":
        description["detector"] = "blazepose-detector"
    description["weights"] = {form: file_entry(folder / f"{form}.pt") for form in FORMS[name]}
    description["licence"] = "Apache-2.0"
    description["licenceFile"] = "LICENSE"
    description["origin"] = origin(name, original)
    return description


if __name__ == "__main__":
    main()
