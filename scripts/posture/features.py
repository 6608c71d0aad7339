"""What the networks see of upper body and head in the rendered sessions: DIR/NNNN-S.npz gains DIR/NNNN-S.features.npz.

    python ../models/upper_body.py --output NETS          # once: the upper body's network without a projection
    python features.py --from DIR --upper-body NETS/upper-body.fast.pt [--watch SECONDS]

pooled: (n, 4096) float16, inner activations of the pose model on a square around the shoulders, 8 x 8 cells of 64 channels; head: (n, 20)
float32, see crops.HEAD; ok: (n), whether somebody was seen and a face with them. Needs the session's .seen.npz. Sessions that have the
file already are left alone. `CropEncoder.java` computes the same; fixture_crop.py writes the values that a test compares both with.
"""

import argparse
import os
from pathlib import Path

import cv2
import numpy as np
import torch

from formcheck_scripts.images import read_rgb
from formcheck_scripts.models.runtime import torch_model
from formcheck_scripts.paths import MODELS
from formcheck_scripts.posture.crop_features import CropFeatures, crops
from formcheck_scripts.posture.sessions import FEATURES, SEEN, files, keypoints
from formcheck_scripts.posture.watch import add_option, watch


def see(truth, features):
    t, (points, _) = np.load(truth), keypoints(truth)
    pooled, head = np.zeros((len(points), 4096), "f2"), np.zeros((len(points), len(crops.HEAD)), "f4")
    ok = np.zeros(len(points), bool)
    width = crops.shoulder_width(points[t["label"] == "tall"])
    for k in np.flatnonzero(~np.isnan(points[:, 0, 0])):
        if np.isfinite(width):
            image = read_rgb(truth.with_suffix("") / f"{k:03d}.jpg")
            pooled[k], head[k], ok[k] = features.of(image, points[k], width)
    target = truth.with_suffix(FEATURES)
    part = target.with_name(target.name + ".part")
    with open(part, "wb") as file:
        np.savez(file, pooled=pooled, head=head, ok=ok)
    os.replace(part, target)  # whoever reads while sessions appear sees whole files only


def main():
    parser = argparse.ArgumentParser(description="What the networks see of upper body and head in the rendered sessions.")
    parser.add_argument("--from", dest="folder", type=Path, required=True)
    parser.add_argument("--upper-body", type=Path, required=True, help="the upper body's network without a projection")
    parser.add_argument("--face", type=Path, default=MODELS / "face-mesh/fast.pt")
    add_option(parser)
    given = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    features = CropFeatures(torch_model(given.upper_body), torch_model(given.face))
    watch(lambda: files(given.folder, SEEN, missing=FEATURES), lambda truth: see(truth, features), given.watch)


if __name__ == "__main__":
    main()
