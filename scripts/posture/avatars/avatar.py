"""An avatar of the VALID library: its mesh, bones, weights and colours, and how much of each place is cloth.

Metres, Z up, the body faces -Y, its left is +X. The bones have the names that `rig.Rig` knows.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from scipy.spatial import cKDTree

from formcheck_scripts.posture.avatars import glb

BODY, HAIR = "body", "hair"
PARTS = {"H_DDS_HighRes": BODY, "h_L_eye": "eyes", "h_R_eye": "eyes", "h_wig": HAIR}
"""Materials of the meshes; teeth are behind closed lips."""
ATLAS = {BODY: 1024, "eyes": 1024, HAIR: 512}  # pixels of a side
SAME = 2e-5  # m: nearer than this, points of one mesh are one
FINGERS = {"Thumb": 0, "Index": 1, "Middle": 2, "Ring": 3, "Pinky": 4}
NEAR_CHEEK = 0.018  # m
HAND = ("Hand", "Finger")


class NoAvatar(Exception):
    """The folder of assets lacks the avatar, or it is not as expected."""


@dataclass
class Avatar:
    """points: (n, 3); vertex: corners of triangles; texture: (triangles, 3, 2), v upwards; material: of each triangle, of
    `materials`; weights: (n, bones). heads: of bones, m; colours: an RGB image for each material; cloth: for each material how
    much of each texel is cloth, 0 to 255; face: places of the nose, the eyes, the corners of the mouth and the ears."""

    name: str
    bones: list
    parents: list
    heads: np.ndarray
    points: np.ndarray
    vertex: np.ndarray
    texture: np.ndarray
    material: np.ndarray
    materials: list
    weights: np.ndarray
    colours: dict
    cloth: dict
    face: dict


def ours(p):
    """From Y up, facing +Z."""
    return np.stack([p[..., 0], -p[..., 2], p[..., 1]], -1)


def _names():
    found = {"Hips": "Pelvis", **{n: n for n in ("Spine", "Spine1", "Spine2", "Neck", "Head")}}
    limb = {"Shoulder": "Clavicle", "Arm": "UpperArm", "ForeArm": "Forearm", "Hand": "Hand", "UpLeg": "Thigh", "Leg": "Calf",
            "Foot": "Foot", "ToeBase": "Toe0", "Eye": "Eye"}  # fmt: skip
    for side in ("Left", "Right"):
        found |= {side + theirs: f"{side[0]} {mine}" for theirs, mine in limb.items()}
        for finger, number in FINGERS.items():
            found |= {f"{side}Hand{finger}{k + 1}": f"{side[0]} Finger{number}{k or ''}" for k in range(3)}
    return found


NAMES = _names()


def load(folder, name):
    """An avatar of the folder."""
    file = folder / f"{name}.glb"
    if not file.exists():
        raise NoAvatar(f"There is no {file.name} in {folder}.")
    figure = glb.read(file)
    bones, parents, heads, onto = _skeleton(figure, name)
    materials = [m for m in dict.fromkeys(PARTS.values()) if any(PARTS.get(n) == m for n in figure.meshes)]
    parts = {"points": [], "vertex": [], "texture": [], "material": [], "weights": []}
    start, colours = 0, {}
    for mesh_name, material in PARTS.items():
        if mesh_name not in figure.meshes:
            continue
        mesh = figure.meshes[mesh_name]
        points, vertex, weights = _joined(ours(mesh.points), mesh.vertex, mesh.weights @ onto)
        parts["points"].append(points)
        parts["vertex"].append(vertex + start)
        parts["texture"].append(mesh.texture[mesh.vertex] * (1, -1) + (0, 1))
        parts["material"].append(np.full(len(vertex), materials.index(material)))
        parts["weights"].append(weights)
        start += len(points)
        side = ATLAS[material]
        colours[material] = cv2.resize(figure.images[mesh.image][..., :3], (side, side), interpolation=cv2.INTER_AREA)
    if BODY not in materials:
        raise NoAvatar(f"{name}.glb has no mesh of the body.")
    whole = {k: np.concatenate(v) for k, v in parts.items()}
    whole["texture"] = whole["texture"].astype("f4")
    body = figure.meshes["H_DDS_HighRes"]
    avatar = Avatar(name, bones, parents, heads, materials=materials, colours=colours, cloth={}, face={}, **whole)
    avatar.face = _face(avatar, body)
    _mark_cloth(avatar)
    return avatar


def _skeleton(figure, name):
    """Names, parents and beginnings of the bones that count, and which of them each bone of the file belongs to."""
    kept = [k for k, b in enumerate(figure.bones) if b in NAMES]
    if len(kept) != len(NAMES):
        raise NoAvatar(f"{name}.glb lacks bones.")

    def owner(k):
        while k >= 0 and figure.bones[k] not in NAMES:
            k = figure.parents[k]
        return k

    index = {k: n for n, k in enumerate(kept)}
    onto = np.zeros((len(figure.bones), len(kept)))
    for k in range(len(figure.bones)):
        if owner(k) >= 0:
            onto[k, index[owner(k)]] = 1
    parents = [index.get(owner(figure.parents[k]), -1) if figure.parents[k] >= 0 else -1 for k in kept]
    return [NAMES[figure.bones[k]] for k in kept], parents, ours(figure.heads[kept]), onto


def _joined(points, vertex, weights):
    """Points that the file has several times, for the seams of the texture, become one."""
    _, first, which = np.unique(np.round(points / SAME).astype("i8"), axis=0, return_index=True, return_inverse=True)
    vertex = which.ravel()[vertex]
    return points[first], vertex, weights[first]


def _face(avatar, body):
    """Where the features are: the mouth's corners are what its expressions move most, the ears the head's outermost points."""
    points, at = ours(body.points), {}
    moved = {n.split(".")[-1]: t for n, t in body.targets.items()}
    for side, target in (("left", "LlipCorner_h"), ("right", "RlipCorner_h")):
        if target not in moved:
            raise NoAvatar(f"{avatar.name} has no expression {target}.")
        at["mouth_" + side] = points[np.linalg.norm(moved[target], axis=1).argmax()]
    for mark, side in (("L", "left"), ("R", "right")):
        at[side + "_eye"] = avatar.heads[avatar.bones.index(f"{mark} Eye")] + (0, -0.012, 0)
    eye, mouth = at["left_eye"], at["mouth_left"]
    head = avatar.points[np.unique(avatar.vertex[avatar.material == avatar.materials.index(BODY)])]
    head = head[head[:, 2] > mouth[2] - 0.02]
    middle = head[(np.abs(head[:, 0]) < 0.01) & (head[:, 2] > mouth[2] + 0.01) & (head[:, 2] < eye[2])]
    at["nose"] = middle[middle[:, 1].argmin()]
    near = head[(np.abs(head[:, 2] - eye[2] + 0.02) < 0.025) & (head[:, 1] > eye[1] + 0.06)]
    at["left_ear"], at["right_ear"] = near[near[:, 0].argmax()], near[near[:, 0].argmin()]
    return at


def sampled(image, at, row=1024):
    """An image's values at places (n, 2), between its pixels."""
    rows = -(-len(at) // row)  # remap takes no more than 32767 rows
    whole = np.zeros((rows * row, 2), "f4")
    whole[: len(at)] = at
    whole = whole.reshape(rows, row, 2)
    found = cv2.remap(image, whole, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return found.reshape((rows * row,) + image.shape[2:])[: len(at)]


def _mark_cloth(avatar):
    """What is neither the head, nor a hand, nor alike to the cheeks in colour, is cloth."""
    for material in avatar.materials:
        avatar.cloth[material] = np.zeros(avatar.colours[material].shape[:2], "u1")
    mine = avatar.material == avatar.materials.index(BODY)
    vertex, texture = avatar.vertex[mine], avatar.texture[mine]
    atlas = avatar.colours[BODY]
    size = atlas.shape[0]
    lab = cv2.cvtColor(atlas.astype("f4") / 255, cv2.COLOR_RGB2LAB)
    # The colour of each triangle's middle, and of the cheeks.
    middles = sampled(lab, texture.mean(1) * (1, -1) * size + (-0.5, size - 0.5))
    cheeks = [(avatar.face[f"{s}_eye"] + avatar.face[f"mouth_{s}"]) / 2 + (0.008 * g, 0, 0) for s, g in (("left", 1), ("right", -1))]
    distance, _ = cKDTree(np.array(cheeks)).query(avatar.points[vertex].mean(1))
    near = distance < max(NEAR_CHEEK, np.sort(distance)[20])
    cheek = np.median(middles[near], 0)
    away = np.hypot(lab[..., 1] - cheek[1], lab[..., 2] - cheek[2])
    likeness = np.clip((15 - away) / 6, 0, 1) * np.clip((34 - np.abs(lab[..., 0] - cheek[0])) / 10, 0, 1)
    likeness = cv2.medianBlur((255 * likeness).astype("u1"), 9)
    likeness = cv2.morphologyEx(likeness, cv2.MORPH_CLOSE, np.ones((15, 15)))  # skin has no small holes
    likeness = cv2.GaussianBlur(likeness, (0, 0), 2)
    # Triangles of the head and the hands are no cloth, whatever their colour.
    bare = [k for k, b in enumerate(avatar.bones) if b == "Head" or "Eye" in b or any(p in b for p in HAND)]
    share = avatar.weights[:, bare].sum(1)[vertex].mean(1)
    known = np.zeros((size, size), "u1")
    corners = np.round(texture * (1, -1) * size + (0, size)).astype("i4")
    cv2.fillPoly(known, list(corners[share > 0.5]), 255)
    likeness = np.maximum(likeness, known)
    avatar.cloth[BODY] = 255 - likeness
