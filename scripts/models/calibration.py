"""Cuts the crops that the 8-bit forms are calibrated on out of images, one of each folder: see README.md.

    python calibration.py --images DIR

Writes calibration/*.jpg, 256 x 256 pixels, as the landmark models would see them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

import cv2
import numpy as np

from formcheck_scripts import paths
from formcheck_scripts.images import read_rgb, write_jpeg
from formcheck_scripts.models.pose_pipeline import CENTRE_POINT, SCALE_POINT, Model, PosePipeline, Region
from formcheck_scripts.models.shapes import CROP

FOLDER = Path(__file__).parent / "calibration"
QUALITY = 95


def crops(folder: Path = FOLDER) -> list[np.ndarray]:
    """RGB uint8 [256, 256, 3] each, in the order of their names."""
    files = sorted(folder.glob("*.jpg"))
    if not files:
        raise SystemExit(f"{folder} holds no crops to calibrate on: restore it with git checkout")
    return [read_rgb(file) for file in files]


def crops_of(files: Iterable[Path], landmarks: Model, detector: Model) -> Iterator[np.ndarray]:
    """The crop of each image's person, as someone who is followed is cut out; none where no one is found."""
    for file in files:
        image = read_rgb(file)
        pipeline = PosePipeline(landmarks, detector, tracking=False)
        region = pipeline.detect(image)
        pose = region and pipeline.locate(image, region)
        if pose:
            region = Region.between(*pose.points[[CENTRE_POINT, SCALE_POINT]])
            yield region.cut(image, CROP, cv2.BORDER_REPLICATE)


def main() -> None:
    from formcheck_scripts.models.runtime import torch_model  # needs PyTorch, which reading the crops does not

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", type=Path, required=True, help="folders of images, one of each session")
    arguments = parser.parse_args()
    landmarks, detector = (torch_model(paths.MODELS / f"blazepose-{name}/fast.pt") for name in ("full", "detector"))
    FOLDER.mkdir(exist_ok=True)
    for number, folder in enumerate(sorted(p for p in arguments.images.iterdir() if p.is_dir())):
        files = sorted(folder.glob("*.jpg"))
        found = next(crops_of(files[number % len(files) :] + files[: number % len(files)], landmarks, detector), None)
        if found is not None:
            write(FOLDER / f"{folder.name}.jpg", found)


def write(path: Path, crop: np.ndarray) -> None:
    write_jpeg(path, crop, QUALITY)


if __name__ == "__main__":
    main()
