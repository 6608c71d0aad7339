"""Skinned meshes: what moves with the bones, how cloth hangs and folds, and what the graphics side needs of it."""

from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from formcheck_scripts.samples.body import vertex_normals

WAVES = 14  # sines that the folds are made of


@dataclass
class Part:
    """One drawn mesh. kind: skin, cloth, hair, eye or hard. loose and folds: metres, per vertex."""

    name: str
    kind: str
    vertices: np.ndarray
    weights: sparse.csr_matrix
    triangles: np.ndarray
    texture: np.ndarray
    texture_triangles: np.ndarray
    image: np.ndarray
    normal_map: np.ndarray | None = None
    folds: np.ndarray | None = None
    sag: np.ndarray | None = None
    stiffness: float = 1.0
    rough: float = 0.7
    sheen: float = 0.0
    shadow: bool = True
    open: float = 0.0  # half the width of a jacket's open front, metres
    waves: dict = field(default_factory=dict)

    def __post_init__(self):
        used = np.unique(self.triangles)
        places = np.full(len(self.vertices), -1)
        places[used] = np.arange(len(used))
        self.vertices, self.weights = self.vertices[used], self.weights[used]
        self.triangles = places[self.triangles]
        self.folds = None if self.folds is None else self.folds[used]
        self.sag = None if self.sag is None else self.sag[used]
        pairs = np.stack([self.triangles.ravel(), self.texture_triangles.ravel()], 1)
        corners, indices = np.unique(pairs, axis=0, return_inverse=True)
        self.corners, self.indices = corners[:, 0], indices.astype("i4").ravel()
        self.corner_texture = self.texture[corners[:, 1]].astype("f4")
        self.rest_areas = areas(self.vertices, self.triangles)
        self.around = smoother(self.triangles, len(self.vertices))


def areas(vertices, triangles):
    a, b, c = (vertices[triangles[:, k]] for k in range(3))
    return np.linalg.norm(np.cross(b - a, c - a), axis=1)


def smoother(triangles, count):
    """A matrix that averages each vertex with its neighbours."""
    edges = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    edges = np.concatenate([edges, edges[:, ::-1]])
    table = sparse.coo_matrix((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), (count, count)).tocsr()
    table.data[:] = 1.0
    table = table + sparse.identity(count)
    return sparse.diags(1 / np.asarray(table.sum(1)).ravel()) @ table


def wrinkles(r, wavelength):
    """Random sines by which cloth folds; they wander as the posture changes."""
    directions = r.standard_normal((WAVES, 3))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    lengths = wavelength * r.uniform(0.6, 2.0, WAVES)
    return {
        "k": directions * (2 * np.pi / lengths)[:, None],
        "phase": r.uniform(0, 2 * np.pi, WAVES),
        "drift": r.normal(0, 1.2, (WAVES, 4)),
        "height": lengths / lengths.max() / np.sqrt(WAVES / 4),
    }


class Skinner:
    """Moves vertices by bones: a blend of linear and dual quaternion skinning."""

    def __init__(self, body, parts, dual):
        self.body, self.parts, self.dual = body, parts, dual
        self.weights = sparse.vstack([p.weights for p in parts]).tocsr()
        self.rest = np.vstack([p.vertices for p in parts])
        self.starts = np.cumsum([0] + [len(p.vertices) for p in parts])

    def move(self, rotations, positions, mood):
        """Vertices and normals by part; mood: four numbers of the posture by which folds wander."""
        linear = self.body.skin(rotations, positions, self.rest, self.weights)
        moved = linear if self.dual <= 0 else (1 - self.dual) * linear + self.dual * self._dual(rotations, positions)
        found = []
        for part, a, b in zip(self.parts, self.starts, self.starts[1:]):
            found.append(_settled(part, moved[a:b], mood))
        return found

    def _dual(self, rotations, positions):
        body = self.body
        real = np.stack([quaternion(rotations[n]) for n in body.names])
        shift = np.stack([positions[n] - rotations[n] @ body.heads[n] for n in body.names])
        for k, name in enumerate(body.names):  # the same hemisphere as the parent, or blends go the long way round
            parent = body.parent[name]
            if parent and real[k] @ real[body.names.index(parent)] < 0:
                real[k] = -real[k]
        dual = 0.5 * product(np.hstack([np.zeros((len(shift), 1)), shift]), real)
        blended = self.weights @ np.hstack([real, dual])
        q, d = blended[:, :4], blended[:, 4:]
        size = np.linalg.norm(q, axis=1, keepdims=True)
        q, d = q / size, d / size
        t = 2 * product(d, q * (1, -1, -1, -1))[:, 1:]
        w, v = q[:, :1], q[:, 1:]
        turned = self.rest + 2 * np.cross(v, np.cross(v, self.rest) + w * self.rest)
        return turned + t


def _settled(part, vertices, mood):
    """Vertices and normals with the cloth's sag and folds: more where it is pushed together, less where it is stretched."""
    if part.folds is None:
        return vertices, vertex_normals(vertices, part.triangles)
    normals = vertex_normals(vertices, part.triangles)
    if part.sag is not None:
        below = np.clip(-normals[:, 2], 0, 1) * part.sag
        vertices = vertices - (part.around @ (part.around @ below))[:, None] * (0, 0, 1)
    ratio = areas(vertices, part.triangles) / np.maximum(part.rest_areas, 1e-12)
    pushed = np.bincount(part.triangles.ravel(), np.repeat(1 - ratio, 3), len(vertices))
    pushed /= np.maximum(np.bincount(part.triangles.ravel(), minlength=len(vertices)), 1)
    pushed = part.around @ (part.around @ pushed)
    w = part.waves
    waves = np.sin(part.vertices @ w["k"].T + w["phase"] + w["drift"] @ mood) @ w["height"]
    amount = part.folds * np.clip(0.45 + 2.6 * pushed, 0.12, 2.0)
    vertices = vertices + normals * (amount * (np.maximum(waves, -0.3) + 0.35))[:, None]  # never into what is beneath
    return vertices, vertex_normals(vertices, part.triangles)


def quaternion(m):
    """w, x, y, z of a rotation matrix."""
    t = np.array([m[0, 0] + m[1, 1] + m[2, 2], m[0, 0] - m[1, 1] - m[2, 2], m[1, 1] - m[0, 0] - m[2, 2], m[2, 2] - m[0, 0] - m[1, 1]])
    k = int(np.argmax(t))
    s = 0.5 / np.sqrt(1 + t[k])
    a, b, c = m[2, 1] - m[1, 2], m[0, 2] - m[2, 0], m[1, 0] - m[0, 1]
    d, e, f = m[0, 1] + m[1, 0], m[0, 2] + m[2, 0], m[1, 2] + m[2, 1]
    main = 0.25 / s
    rows = ((main, a * s, b * s, c * s), (a * s, main, d * s, e * s), (b * s, d * s, main, f * s), (c * s, e * s, f * s, main))
    return np.array(rows[k])


def product(p, q):
    w, x, y, z = p.T
    a, b, c, d = q.T
    return np.stack(
        [
            w * a - x * b - y * c - z * d,
            w * b + x * a + y * d - z * c,
            w * c - x * d + y * a + z * b,
            w * d + x * c - y * b + z * a,
        ],
        1,
    )
