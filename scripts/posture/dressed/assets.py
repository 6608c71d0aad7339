"""MakeHuman's clothes, hair and textures, read from a folder and fitted to a body.

The folder is a checkout of makehumancommunity/makehuman-assets (CC0) with its `base` inside. Its images lie in Git LFS; where one
is not there its place is taken by a drawn texture.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from formcheck_scripts.samples import obj
from formcheck_scripts.samples.body import metres


class MissingAssets(Exception):
    """The folder holds no MakeHuman assets."""


@dataclass(frozen=True)
class Binding:
    """How a mesh hangs on the body: three vertices each, their shares, an offset in the body's own measure."""

    references: np.ndarray
    shares: np.ndarray
    offsets: np.ndarray
    scales: tuple
    hidden: np.ndarray


@dataclass
class Fitted:
    """A mesh on one body at rest, metres, with the bones that move it."""

    vertices: np.ndarray
    weights: sparse.csr_matrix
    texture: np.ndarray
    triangles: np.ndarray
    texture_triangles: np.ndarray
    parts: np.ndarray
    hidden: np.ndarray


@lru_cache(maxsize=64)
def binding(path):
    rows, scales, hidden, section = [], {}, [], ""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if words[0] in ("x_scale", "y_scale", "z_scale"):
            scales[words[0][0]] = int(words[1]), int(words[2]), float(words[3])
        elif words[0] in ("verts", "delete_verts", "weights"):
            section = words[0]
        elif section == "verts":
            if len(words) == 1:
                rows.append([int(words[0])] * 3 + [1.0, 0, 0, 0, 0, 0])
            elif len(words) >= 9:
                rows.append([int(w) for w in words[:3]] + [float(w) for w in words[3:9]])
        elif section == "delete_verts":
            hidden += _ranges(words)
    table = np.array(rows, float)
    return Binding(table[:, :3].astype(int), table[:, 3:6], table[:, 6:9], tuple(scales.get(a) for a in "xyz"), np.array(hidden, int))


def _ranges(words):
    found, k = [], 0
    while k < len(words):
        if k + 2 < len(words) and words[k + 1] == "-":
            found += range(int(words[k]), int(words[k + 2]) + 1)
            k += 3
        else:
            found.append(int(words[k]))
            k += 1
    return found


class Assets:
    """A folder of them."""

    def __init__(self, folder):
        self.base = Path(folder) / "base"
        if not (self.base / "clothes").is_dir():
            raise MissingAssets(f"There are no MakeHuman assets in {folder}: it has no folder base/clothes.")

    def fitted(self, body, kind, name):
        """kind: clothes, hair, eyebrows or eyelashes."""
        folder = self.base / kind / name
        mesh, hung = obj.read(folder / f"{name}.obj"), binding(folder / f"{name}.mhclo")
        rest = np.stack([body.rest[:, 0], body.rest[:, 2], -body.rest[:, 1]], 1) * 10  # MakeHuman's own measure
        size = [abs(rest[s[0], k] - rest[s[1], k]) / s[2] if s else 1.0 for k, s in enumerate(hung.scales)]
        placed = (rest[hung.references] * hung.shares[:, :, None]).sum(1) + hung.offsets * np.array(size)
        rows = np.repeat(np.arange(len(placed)), 3)
        shares = np.maximum(hung.shares, 0)
        shares = shares / np.maximum(shares.sum(1, keepdims=True), 1e-9)
        table = sparse.csr_matrix((shares.ravel(), (rows, hung.references.ravel())), (len(placed), len(rest)))
        t = mesh.triangles
        edges = np.concatenate([t[:, [0, 1]], t[:, [1, 2]]])
        graph = sparse.coo_matrix((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), (len(placed), len(placed)))
        _, parts = connected_components(graph, directed=False)
        return Fitted(metres(placed), (table @ body.weights).tocsr(), mesh.texture, t, mesh.texture_triangles, parts, hung.hidden)

    def image(self, *path, size=1024):
        """RGBA, uint8, square, its first row at texture coordinate 0; None if it is not there."""
        file = self.base.joinpath(*path)
        image = cv2.imread(str(file), cv2.IMREAD_UNCHANGED) if file.exists() else None
        if image is None:
            return None
        if image.ndim == 2:
            image = cv2.cvtColor(image, cv2.COLOR_GRAY2BGR)
        if image.shape[2] == 3:
            image = np.dstack([image, np.full(image.shape[:2], 255, "u1")])
        if image.dtype == np.uint16:
            image = (image // 257).astype("u1")
        image = cv2.resize(image, (size, size), interpolation=cv2.INTER_AREA)
        return np.ascontiguousarray(image[::-1, :, [2, 1, 0, 3]])
