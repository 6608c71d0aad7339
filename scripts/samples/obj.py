"""Reads Wavefront OBJ files: vertices, texture coordinates, polygons."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Mesh:
    """Polygons are cut into fans of triangles. triangles index vertices, texture_triangles index texture coordinates; groups: the
    name of each triangle's group, None before the first."""

    vertices: np.ndarray
    texture: np.ndarray
    triangles: np.ndarray
    texture_triangles: np.ndarray
    groups: np.ndarray


@lru_cache(maxsize=64)
def read(path: Path) -> Mesh:
    vertices, texture, triangles, texture_triangles, groups = [], [], [], [], []
    group = None
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        words = line.split()
        if not words:
            continue
        if words[0] == "v":
            vertices.append([float(x) for x in words[1:4]])
        elif words[0] == "vt":
            texture.append([float(x) for x in words[1:3]])
        elif words[0] == "g":
            group = words[1]
        elif words[0] == "f":
            corners = [[int(k or 0) - 1 for k in [*c.split("/"), "0"][:2]] for c in words[1:]]
            for i in range(1, len(corners) - 1):
                triangles.append([corners[k][0] for k in (0, i, i + 1)])
                texture_triangles.append([corners[k][1] for k in (0, i, i + 1)])
                groups.append(group)
    return Mesh(np.array(vertices), np.array(texture, "f4"), np.array(triangles), np.array(texture_triangles), np.array(groups))
