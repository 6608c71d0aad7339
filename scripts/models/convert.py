"""Makes the folders under models/ from the official BlazePose models and the face mesh: see README.md."""

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
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.utils.mobile_optimizer import optimize_for_mobile

import calibration
import torchscript_file
from pose_pipeline import DETECTOR_INPUT
from tflite_graph import TfliteGraph
from torch_net import CROP, FACE_CROP, FACE_POINTS, DetectorModel, FaceMeshModel, LandmarkModel

ROOT = Path(__file__).resolve().parents[2]
POSE_PACKAGE = "@mediapipe/pose@0.5.1675469404"
FACE_PACKAGE = "@mediapipe/face_mesh@0.4.1657299874"
PACKAGES = {
    POSE_PACKAGE: "8bb349a7b3a3ba699df23be804ddd3b3eab810b50b15406894be257859388a84",
    FACE_PACKAGE: "c08a7e0742a326285da666cf81d77c8b6f3a181a2ee948cadaf166008e0d3bc7",
}
"""The npm packages of the originals, and their SHA-256."""


@dataclass(frozen=True)
class Original:
    """Where a model is: in which file of which package, and in which bytes of it, as the package's loader tells."""

    package: str
    file: str
    called: str
    begin: int = 0
    end: int | None = None


FILES = {
    **{
        name: Original(POSE_PACKAGE, f"pose_landmark_{name}.tflite", f"pose_landmark_{name}.tflite")
        for name in ("full", "lite", "heavy")
    },
    # The package's only asset is the detector itself, under another name.
    "detector": Original(POSE_PACKAGE, "pose_solution_packed_assets.data", "pose_solution_packed_assets.data"),
    "face-mesh": Original(FACE_PACKAGE, "face_mesh_solution_packed_assets.data", "face_landmark.tflite", 2495952, 3737848),
}
FORMS = {
    "full": ("int8", "fast", "portable"),
    "lite": ("int8", "fast", "portable"),
    "heavy": ("fast", "portable"),
    "detector": ("fast", "portable"),
    "face-mesh": ("fast", "portable"),
}
USUAL = ("full", "lite", "detector", "face-mesh")
MODELS = {"detector": DetectorModel, "face-mesh": FaceMeshModel}
INPUTS = {"detector": DETECTOR_INPUT, "face-mesh": FACE_CROP}
LICENCE_TEXT = ROOT / "src/main/resources/META-INF/LICENSE"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", nargs="+", choices=FILES, default=USUAL)
    parser.add_argument("--packages", nargs="+", type=Path, default=(), help="packed npm packages; others are fetched with npm")
    parser.add_argument("--output", type=Path, default=ROOT / "models")
    parser.add_argument("--no-parity", action="store_true", help="write only, do not compare with TFLite")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        originals = unpack(arguments.packages, Path(folder), {*arguments.models, "detector"})
        for name in arguments.models:
            folder_written = convert(name, originals[name], arguments.output)
            sizes = ", ".join(f"{file.name} {file.stat().st_size / 1e6:.1f} MB" for file in folder_written.glob("*.pt"))
            print(f"{folder_written.name}: {sizes}", flush=True)
        if not arguments.no_parity:
            import parity  # needs TFLite as well, which writing does not

            sys.exit(parity.report(originals, arguments.output, arguments.models))


def unpack(packages: Iterable[Path], folder: Path, names: Iterable[str]) -> dict[str, Path]:
    """The original models by short name, out of packages whose content is known to the byte."""
    given = {sha256(package): package for package in packages}
    for digest, package in given.items():
        if digest not in PACKAGES.values():
            raise SystemExit(f"{package.name} is none of {', '.join(PACKAGES)}: SHA-256 {digest}")
    fetched: dict[str, Path] = {}
    originals = {}
    for name in sorted(names):
        original = FILES[name]
        if original.package not in fetched:
            fetched[original.package] = given.get(PACKAGES[original.package]) or fetch(original.package, folder)
        with tarfile.open(fetched[original.package]) as archive:
            content = archive.extractfile(f"package/{original.file}").read()
        originals[name] = folder / f"{name}.tflite"
        originals[name].write_bytes(content[original.begin : original.end])
    return originals


def fetch(package: str, folder: Path) -> Path:
    printed = subprocess.run(
        ["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    packed = folder / printed.split()[-1]
    digest = sha256(packed)
    if digest != PACKAGES[package]:
        raise SystemExit(f"{packed.name} is not {package}: SHA-256 {digest}, expected {PACKAGES[package]}")
    return packed


def folder_of(name: str) -> str:
    return name if FILES[name].package == FACE_PACKAGE else f"blazepose-{name}"


def convert(name: str, original: Path, output: Path) -> Path:
    folder = output / folder_of(name)
    folder.mkdir(parents=True, exist_ok=True)
    for form in FORMS[name]:
        in_own_process(write_weights, name, form, original, folder / f"{form}.pt")
    shutil.copyfile(LICENCE_TEXT, folder / "LICENSE")
    description = json.dumps(descriptor(name, original, folder), indent=2)
    (folder / "model.json").write_text(description + "\n", encoding="utf-8")
    return folder


def in_own_process(write, *arguments) -> None:
    """One process a file: torch numbers the classes of a process, and the numbers end up in the file."""
    process = multiprocessing.get_context("spawn").Process(target=write, args=arguments)
    process.start()
    process.join()
    if process.exitcode != 0:
        raise SystemExit(f"writing {arguments} failed")


def write_weights(name: str, form: str, original: Path, path: Path) -> None:
    half = form == "portable"
    model = MODELS.get(name, LandmarkModel)(TfliteGraph.read(original), half_weights=half)
    trace(model, INPUTS.get(name, CROP), form, calibration.crops, path)


def trace(model: torch.nn.Module, size: int, form: str, crops: Callable[[], list[np.ndarray]], path: Path) -> None:
    """Writes a network, whose body is its `net`, for squares of `size` pixels; crops are what 8 bits are calibrated on."""
    warnings.filterwarnings("ignore")  # the tracer warns of every shape that it takes as constant
    torch.manual_seed(1)
    example = torch.randint(0, 256, (1, size, size, 3), dtype=torch.uint8)
    if form == "int8":
        from int8_net import quantise  # brings classes with it that would change the other forms' bytes

        model.net = quantise(model.net, crops())
    with torch.no_grad():
        traced = torch.jit.trace(model.eval(), example, check_trace=False)
        # Freezing would widen the float16 weights at once, hence only the others are optimised.
        torchscript_file.write(traced if form == "portable" else optimize_for_mobile(traced), path)


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


def origin(name: str, original: Path) -> str:
    return (
        f"Converted to TorchScript from {FILES[name].called} (SHA-256 {sha256(original)}) of the npm package "
        f"{FILES[name].package}, by the MediaPipe authors"
    )


def file_entry(file: Path) -> dict:
    return {"file": file.name, "bytes": file.stat().st_size, "sha256": sha256(file)}


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
