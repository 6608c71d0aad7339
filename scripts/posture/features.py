"""What the networks see of upper body and head in the rendered sessions: DIR/NNNN-S.npz gains DIR/NNNN-S.features.npz.

    python ../models/upper_body.py --output NETS          # once: the upper body's network without a projection
    python features.py --from DIR --upper-body NETS/upper-body.fast.pt [--watch SECONDS]

pooled: (n, 4096) float16, inner activations of the pose model on a square around the shoulders, 8 x 8 places of 64 channels;
head: (n, 20) float32, see HEAD; ok: (n), whether somebody was seen and a face with them. Needs the session's .seen.npz. Sessions
that are there already are left alone. `LookEncoder.java` and `HeadNumbers.java` compute the same; `fixture_look.py` writes the
numbers that hold both together.
"""

import argparse
import os
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent

import cv2
import numpy as np
import torch

from formcheck_scripts.models.parity import torch_model
from formcheck_scripts.models.torch_net import CROP, FACE_CROP, FACE_POINTS

MODELS = HERE.parent.parent / "models"
SHOULDER_WIDTHS = 2.2  # side of the upper body's square, of the shoulder width when sitting tall
LOWER = 0.08  # of the side: how far the square's middle lies below the shoulders' middle
FACE_WIDTHS = 0.8  # side of the face's square, of the same shoulder width: steadier than any size of the pose's own face
FACE_LOWER = 0.04  # of the side: how far the square's middle lies below the mean of the face's points
LEAST_FACE = 16  # pixels of that square's side
LEAST_PRESENCE = 0.5  # MediaPipe's
MOST_SHRINKING = 8

FOREHEAD, CHIN, RIGHT_CHEEK, LEFT_CHEEK, RIGHT_EYE, LEFT_EYE, BRIDGE, UNDER_NOSE, NOSE = 10, 152, 234, 454, 33, 263, 168, 2, 1
HEAD = (
    "height", "breadth", "eyes", "nose", "height/breadth", "pitch", "yaw", "roll",
    "height/shoulders", "breadth/shoulders", "eyes/shoulders", "nose/shoulders",
    "nose-x", "nose-y", "chin-x", "chin-y", "forehead-x", "forehead-y", "bridge-x", "bridge-y",
)  # fmt: skip
"""Logarithms of lengths (pixels) and of their ratios; slopes; places over the shoulders' middle in shoulder widths of sitting tall."""


def shoulder_width(points):
    """Median over frames of sitting tall."""
    return float(np.nanmedian(np.hypot(*(points[:, 11, :2] - points[:, 12, :2]).T)))


def upper_body_place(points, width):
    """Middle and side of the upper body's square. points: a frame's landmarks; width: of the shoulders when sitting tall."""
    x, y = (points[11, :2] + points[12, :2]) / 2
    side = SHOULDER_WIDTHS * width
    return x, y + LOWER * side, side


def face_place(points, width):
    """Middle and side of the face's square, by the pose's own points of the face."""
    x, y = points[:11, :2].mean(0)
    side = FACE_WIDTHS * width
    return x, y + FACE_LOWER * side, side


def square(rgb, x, y, side, size):
    """uint8 (size, size, 3): an upright square, bilinearly; beyond the picture its border goes on.

    What is to be made much smaller is first averaged over squares of whole pixels, so that fine patterns do not alias.
    """
    scale = side / size
    times = int(min(MOST_SHRINKING, max(1, np.floor(scale + 0.5)), *rgb.shape[:2]))
    if times > 1:
        rows, columns = (length // times for length in rgb.shape[:2])
        rgb = cv2.resize(rgb[: rows * times, : columns * times], (columns, rows), interpolation=cv2.INTER_AREA)
    half = (times - 1) / 2  # a square's middle, in pixels from its first one's
    step = scale / times
    matrix = np.array([[step, 0, (x - side / 2 - half) / times], [0, step, (y - side / 2 - half) / times]])
    return cv2.warpAffine(
        rgb, matrix, (size, size), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE
    )  # fmt: skip


def find_face(net, rgb, place):
    """The face's mesh in a square: (468, 3) in pixels of the picture, and the probability that there is a face."""
    x, y, side = place
    out = net(square(rgb, x, y, side, FACE_CROP)).astype(float)
    mesh = out[: 3 * FACE_POINTS].reshape(FACE_POINTS, 3)
    placed = np.column_stack([(mesh[:, :2] / FACE_CROP - 0.5) * side + (x, y), mesh[:, 2] / FACE_CROP * side])
    return placed, 1 / (1 + np.exp(-out[3 * FACE_POINTS]))


def head_numbers(mesh, points, width):
    """HEAD of a mesh and the pose's landmarks, both in pixels."""
    length = lambda a, b: max(float(np.linalg.norm(mesh[a] - mesh[b])), 0.5)
    tall, broad = length(FOREHEAD, CHIN), length(RIGHT_CHEEK, LEFT_CHEEK)
    sizes = np.log([tall, broad, length(RIGHT_EYE, LEFT_EYE), length(BRIDGE, UNDER_NOSE)])
    upright, across = mesh[FOREHEAD] - mesh[CHIN], mesh[RIGHT_CHEEK] - mesh[LEFT_CHEEK]
    shoulders = np.log(max(float(np.hypot(*(points[11, :2] - points[12, :2]))), 0.5))
    middle = (points[11, :2] + points[12, :2]) / 2
    places = [(mesh[k, :2] - middle) / width for k in (NOSE, CHIN, FOREHEAD, BRIDGE)]
    slopes = [sizes[0] - sizes[1], upright[2] / tall, across[2] / broad, upright[0] / tall]
    return np.concatenate([sizes, slopes, sizes - shoulders, *places])


class Features:
    """Both networks. `upper`: the upper body's, `face`: the face mesh, as functions of a uint8 square."""

    def __init__(self, upper, face):
        self.upper, self.face = upper, face

    def of(self, rgb, points, width):
        """The upper body's numbers, the head's, and whether a face was seen: the latter count only then."""
        inner = self.upper(square(rgb, *upper_body_place(points, width), CROP))
        head = self.head(rgb, points, width)
        return inner, np.zeros(len(HEAD)) if head is None else head, head is not None

    def head(self, rgb, points, width):
        place = face_place(points, width)
        if place[2] < LEAST_FACE:
            return None
        mesh, presence = find_face(self.face, rgb, place)
        return head_numbers(mesh, points, width) if presence >= LEAST_PRESENCE else None


def see(truth, features):
    t, points = np.load(truth), np.load(truth.with_suffix(".seen.npz"))["points"].astype(float)
    pooled, head, ok = np.zeros((len(points), 4096), "f2"), np.zeros((len(points), len(HEAD)), "f4"), np.zeros(len(points), bool)
    width = shoulder_width(points[t["label"] == "tall"])
    for k in np.flatnonzero(~np.isnan(points[:, 0, 0])):
        if np.isfinite(width):
            picture = cv2.imread(str(truth.with_suffix("") / f"{k:03d}.jpg"))
            pooled[k], head[k], ok[k] = features.of(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), points[k], width)
    target = truth.with_suffix(".features.npz")
    part = target.with_name(target.name + ".part")
    with open(part, "wb") as file:
        np.savez(file, pooled=pooled, head=head, ok=ok)
    os.replace(part, target)  # whoever reads while sessions appear sees whole files only


def main():
    parser = argparse.ArgumentParser(description="What the networks see of upper body and head in the rendered sessions.")
    parser.add_argument("--from", dest="folder", type=Path, required=True)
    parser.add_argument("--upper-body", type=Path, required=True, help="the upper body's network without a projection")
    parser.add_argument("--face", type=Path, default=MODELS / "face-mesh/fast.pt")
    parser.add_argument("--watch", type=int, default=0, metavar="SECONDS", help="go on while new sessions appear")
    given = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    features = Features(torch_model(given.upper_body), torch_model(given.face))
    idle = 0
    while True:
        waiting = [
            p
            for p in sorted(given.folder.glob("????-?.npz"))
            if p.with_suffix(".seen.npz").exists() and not p.with_suffix(".features.npz").exists()
        ]
        for truth in waiting:
            see(truth, features)
        idle = 0 if waiting else idle + 5
        if idle >= given.watch:
            return
        time.sleep(5)


if __name__ == "__main__":
    main()
