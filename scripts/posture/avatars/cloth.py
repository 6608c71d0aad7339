"""The mesh of someone dressed: finer where there is cloth, which hangs loose, slides over the shoulders, and folds where pressed."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from formcheck_scripts.posture.avatars.avatar import sampled
from formcheck_scripts.samples.body import vertex_normals
from formcheck_scripts.samples.curves import smooth
from formcheck_scripts.samples.rotations import fraction

STIFF = ("Head", "Hand", "Finger", "Thigh", "Calf", "Foot", "Toe0")
SLEEVE = 0.5  # of the arm's twist that a sleeve does not follow
ROUND = 0.6  # how far new points go to where the surface bends
FOLDS = ((1, 0, 0), (0, 0, 1), (0.7, 0, 0.7), (-0.7, 0, 0.7), (0, 1, 0), (0, 0.7, 0.7), (0, -0.7, 0.7), (0.7, 0.7, 0))
DEEPEST = 0.009  # m


@dataclass
class Cut:
    """A person's garment. loose: m; slip: share of the shoulder girdle's turning that the cloth does not follow; lift: m that it
    rides up with raised arms; folds: depth, as a factor; length: of a fold, m; creases: m, those that are always there."""

    loose: float
    slip: float
    lift: float
    folds: float
    length: float
    creases: float
    soften: int


def cut_of(r):
    return Cut(float(r.uniform(0.0, 0.014)), float(r.uniform(0.1, 0.65)), float(np.clip(r.normal(0.022, 0.012), 0, 0.05)),
               float(r.uniform(0.3, 1.1)), float(r.uniform(0.035, 0.075)), float(r.uniform(0.0, 0.0016)),
               int(r.integers(2, 14)))  # fmt: skip


def _edges(vertex):
    pairs = np.sort(np.concatenate([vertex[:, [0, 1]], vertex[:, [1, 2]], vertex[:, [2, 0]]]), axis=1)
    return np.unique(pairs, axis=0, return_inverse=True)


def _finer(points, weights, vertex, texture, still):
    """Each triangle cut in four. still: points whose edges stay straight, where coarse triangles join."""
    edges, which = _edges(vertex)
    which = which.ravel()
    normals = vertex_normals(points, vertex)
    a, b = points[edges[:, 0]], points[edges[:, 1]]
    middle = (a + b) / 2
    rounder = 0
    for end in (0, 1):
        p, n = points[edges[:, end]], normals[edges[:, end]]
        rounder = rounder + (middle - ((middle - p) * n).sum(1, keepdims=True) * n) / 2
    loose = ~(still[edges[:, 0]] & still[edges[:, 1]])
    middle = np.where(loose[:, None], ROUND * rounder + (1 - ROUND) * middle, middle)
    k = len(vertex)
    ab, bc, ca = (len(points) + which[i * k : (i + 1) * k] for i in range(3))
    v, t = vertex, texture
    t_ab, t_bc, t_ca = (t[:, 0] + t[:, 1]) / 2, (t[:, 1] + t[:, 2]) / 2, (t[:, 2] + t[:, 0]) / 2
    new = np.concatenate([np.stack(x, 1) for x in ((v[:, 0], ab, ca), (ab, v[:, 1], bc), (ca, bc, v[:, 2]), (ab, bc, ca))])
    new_texture = np.concatenate(
        [np.stack(x, 1) for x in ((t[:, 0], t_ab, t_ca), (t_ab, t[:, 1], t_bc), (t_ca, t_bc, t[:, 2]), (t_ab, t_bc, t_ca))]
    )
    new_weights = np.vstack([weights, (weights[edges[:, 0]] + weights[edges[:, 1]]) / 2])
    return np.vstack([points, middle]), new_weights, new, new_texture


def _lengths(vectors):
    return np.sqrt(np.einsum("ij,ij->i", vectors, vectors))


class Dressed:
    """points, vertex, texture, material: the finer mesh at rest; `deform` gives its points in a pose."""

    def __init__(self, avatar, rig, cut, r):
        self.rig, self.cut = rig, cut
        body = avatar.materials.index("body")
        mine = avatar.material == body
        points, weights = rig.points, rig.weights
        # Bare or far from the cloth that matters, the mesh is fine enough.
        stiff = weights[:, [k for k, b in enumerate(rig.bones) if b.split(" ")[-1].startswith(STIFF)]].sum(1) > 0.98
        fine = mine & ~stiff[avatar.vertex].all(1)
        coarse = avatar.vertex[mine & ~fine]
        still = np.zeros(len(points), bool)
        still[coarse] = True
        points, weights, vertex, texture = _finer(points, weights, avatar.vertex[fine], avatar.texture[fine], still)
        order = [np.flatnonzero(mine & ~fine), np.flatnonzero(~mine)]
        self.vertex = np.concatenate([vertex] + [avatar.vertex[k] for k in order]).astype("i4")
        self.texture = np.concatenate([texture] + [avatar.texture[k] for k in order])
        self.material = np.concatenate([np.full(len(vertex), body)] + [avatar.material[k] for k in order])
        vertex, texture = np.concatenate([vertex, coarse]), np.concatenate([texture, avatar.texture[order[0]]])
        self.cloth = self._cloth(avatar, len(points), vertex, texture)
        self._garment(points, weights, vertex, r)

    def _cloth(self, avatar, count, vertex, texture):
        size = avatar.cloth["body"].shape[0]
        at = texture.reshape(-1, 2) * (1, -1) + (0, 1)
        share = sampled(avatar.cloth["body"].astype("f4"), at * size - 0.5) / 255
        total = np.bincount(vertex.ravel(), share, count)
        return total / np.maximum(np.bincount(vertex.ravel(), minlength=count), 1)

    def _garment(self, points, weights, vertex, r):
        rig, cut = self.rig, self.cut
        edges, _ = _edges(vertex)
        n = len(points)
        near = sparse.coo_matrix((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), (n, n)).tocsr()
        near = near + near.T
        self.near = sparse.diags(1 / np.maximum(np.asarray(near.sum(1)).ravel(), 1)) @ near
        for _ in range(2):
            self.cloth = 0.5 * self.cloth + 0.5 * (self.near @ self.cloth)
        worn = smooth((self.cloth - 0.35) / 0.4)
        # Cloth does not know which bone it lies on: its weights run into each other.
        soft = weights
        for _ in range(cut.soften):
            soft = 0.5 * soft + 0.5 * (self.near @ soft)
        self.weights = weights + worn[:, None] * (soft - weights)
        for m in "LR":  # a sleeve does not twist as the arm in it does
            arm, twisted = rig.index[f"{m} UpperArm"], rig.index[f"{m} Brachium"]
            back = SLEEVE * worn * self.weights[:, twisted]
            self.weights[:, arm] += back
            self.weights[:, twisted] -= back
        bone = lambda *names: sum(weights[:, rig.index[b]] for b in names)
        arms = sum(bone(f"{m} {b}") for m in "LR" for b in ("UpperArm", "Brachium", "Forearm", "Elbow", "Twist", "Hand"))
        legs = sum(bone(f"{m} {b}") for m in "LR" for b in ("Thigh", "Calf", "Foot", "Toe0"))
        self.slides = worn * np.clip(1 - arms - bone("Head") - legs, 0, 1)
        hip, shoulder = rig.head("L Thigh")[2], rig.head("L UpperArm")[2]
        height = (points[:, 2] - hip) / (shoulder - hip)
        self.rides = worn * np.clip(1 - arms - legs, 0, 1) * np.sin(np.pi * np.clip(height, 0, 1)) ** 0.8
        normals = vertex_normals(points, np.concatenate([vertex]))
        below = np.clip(1.05 - height, 0, 1) * (height > -0.1)
        self.points = points + normals * (worn * cut.loose * (0.25 + below + 0.8 * arms) * (1 - legs))[:, None]
        self.worn = worn * (1 - 0.6 * legs)
        self.edges = edges
        along = self.points[edges[:, 1]] - self.points[edges[:, 0]]
        self.lengths = np.maximum(np.linalg.norm(along, axis=1), 1e-5)
        self.along = along / self.lengths[:, None]
        self.gather = sparse.coo_matrix(
            (np.ones(2 * len(edges)), (edges.T.ravel(), np.tile(np.arange(len(edges)), 2))), (n, len(edges))
        ).tocsr()
        self.gather = sparse.diags(1 / np.maximum(np.asarray(self.gather.sum(1)).ravel(), 1)) @ self.gather
        self.directions = np.array([np.array(d) / np.linalg.norm(d) for d in FOLDS])
        warp = sum(
            r.uniform(0.25, 0.8) * np.sin(2 * np.pi * (self.points @ r.normal(0, 1, 3)) / r.uniform(0.12, 0.4) + r.uniform(0, 7))[:, None]
            for _ in range(5)
        )
        self.phase = 2 * np.pi * (self.points @ self.directions.T) / cut.length + 2.2 * warp + r.uniform(0, 7, len(FOLDS))
        self.wander = r.normal(0, 2.5, (2, len(FOLDS)))
        self.share = np.clip(r.normal(1, 0.35, len(FOLDS)), 0.2, 2)

    def deform(self, turned, places, parameters):
        """Points of the mesh in this pose."""
        rig, cut = self.rig, self.cut
        skin = rig.skin(turned, places, self.points, self.weights)
        lagging = dict(turned)
        for m in "LR":
            for b in ("Clavicle", "Scapula"):
                lagging[f"{m} {b}"] = fraction(turned["Spine2"], turned[f"{m} {b}"], 1 - cut.slip)
        slid_places = dict(places)
        for m in "LR":
            at = places[f"{m} Clavicle"]
            slid_places[f"{m} Scapula"] = at + lagging[f"{m} Clavicle"] @ (rig.head(f"{m} Scapula") - rig.head(f"{m} Clavicle"))
        slid = rig.skin(lagging, slid_places, self.points, self.weights)
        shown = skin + self.slides[:, None] * (slid - skin)
        raised = np.clip((parameters["leftElevation"] + parameters["rightElevation"]) / 2 - 25, 0, 120) / 100
        shown = shown + (self.rides * cut.lift * raised)[:, None] * turned["Spine2"][:, 2]
        return self._fold(shown, parameters)

    def _fold(self, shown, parameters):
        cut = self.cut
        now = _lengths(shown[self.edges[:, 1]] - shown[self.edges[:, 0]])
        pressed = np.clip(1 - now / self.lengths, 0, 0.6)
        tensor = self.gather @ (pressed[:, None] * (self.along @ self.directions.T) ** 2)
        for _ in range(4):
            tensor = 0.4 * tensor + 0.6 * (self.near @ tensor)
        drift = self.wander[0] * parameters["leftElevation"] / 90 + self.wander[1] * (parameters["retraction"] + parameters["lean"]) / 20
        waves = np.sin(self.phase + drift)
        deep = cut.folds * cut.length / np.pi * np.sqrt(np.maximum(2.2 * tensor, 0)) * 0.45 * self.share
        height = (np.minimum(deep, DEEPEST) * waves).sum(1) + cut.creases * waves[:, :4].sum(1) * 0.5
        height = np.clip(height, -0.6 * DEEPEST, 1.3 * DEEPEST) * self.worn
        normals = vertex_normals(shown, self.vertex)
        return shown + normals * height[:, None]
