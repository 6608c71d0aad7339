"""The 8-bit form of a landmark model against the float one: how much faster, and how far off (decision 12).

    python int8.py --images DIR [--model full]

DIR holds images of people in any depth of folders (scripts/posture renders some); none of them may be in calibration/.
Without VNNI, simulated: ONEDNN_MAX_CPU_ISA=AVX2 FBGEMM_ENABLE_INSTRUCTIONS=AVX2 in the environment.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from pathlib import Path

import cv2
import numpy as np
import torch

from formcheck_scripts import paths
from formcheck_scripts.models.calibration import crops_of
from formcheck_scripts.models.runtime import torch_model
from formcheck_scripts.models.shapes import POINTS

JOINTS = [0, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24]


def outputs(model, crops: list[np.ndarray]) -> np.ndarray:
    return np.stack([model(crop) for crop in crops]).astype(float)


def difference(wanted: np.ndarray, found: np.ndarray) -> str:
    points = [a[:, : 5 * POINTS].reshape(-1, POINTS, 5)[:, JOINTS] for a in (wanted, found)]
    away = np.hypot(*(points[0] - points[1])[..., :2].transpose(2, 0, 1))[points[0][..., 3] > 0]
    world = [a[:, 196:313].reshape(-1, POINTS, 3)[:, JOINTS] for a in (wanted, found)]
    apart = 100 * np.linalg.norm(world[0] - world[1], axis=2)
    return (
        f"visible joints off by {away.mean():.2f} of 256 pixels (95 %: {np.percentile(away, 95):.2f}), "
        f"world points by {apart.mean():.2f} cm (95 %: {np.percentile(apart, 95):.2f})"
    )


def ratio(one, other, crop: np.ndarray, rounds: int = 8, calls: int = 20) -> float:
    """Of a thread's processor time, in turns."""
    found = []
    for _ in range(rounds):
        medians = []
        for model in (one, other):
            taken = []
            for _ in range(calls):
                begun = time.thread_time()
                model(crop)
                taken.append(time.thread_time() - begun)
            medians.append(np.median(taken))
        found.append(medians[1] / medians[0])
    return float(np.median(found))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", type=Path, required=True)
    parser.add_argument("--model", choices=("full", "lite"), default="full")
    parser.add_argument("--models", type=Path, default=paths.MODELS, help="the folder of the converted models")
    parser.add_argument("--most", type=int, default=300, help="images that are looked at")
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    folder = arguments.models / f"blazepose-{arguments.model}"
    fast, small = (torch_model(folder / f"{form}.pt") for form in ("fast", "int8"))
    detector = torch_model(arguments.models / "blazepose-detector/fast.pt")
    files = sorted(p for p in arguments.images.rglob("*") if p.suffix in (".jpg", ".png"))
    files = np.random.default_rng(5).permutation(np.array(files, object))[: arguments.most]
    crops = list(crops_of(files, fast, detector))
    if not crops:
        raise SystemExit(f"{arguments.images}: no image of a person")
    found = outputs(small, crops)
    print(f"{len(crops)} images: {difference(outputs(fast, crops), found)}")
    print(f"{ratio(fast, small, crops[0]):.2f} of the time of fast.pt, on one thread")
    print(f"digest of what it found: {hashlib.sha256(found.tobytes()).hexdigest()[:12]}")


if __name__ == "__main__":
    main()
