"""An avatar's skeleton in a person's proportions, with shoulder blades and half-way bones that the avatar lacks.

Metres, Z up, the person faces -Y, left is +X.
"""

import numpy as np

from formcheck_scripts.samples.curves import smooth
from formcheck_scripts.samples.posing import SIDES
from formcheck_scripts.samples.rotations import unit


def proportions_of(r):
    """How a person differs from the avatar: factors."""
    n = lambda s: float(np.clip(r.normal(1, s), 1 - 2 * s, 1 + 2 * s))
    return {"whole": n(0.035), "breadth": n(0.035), "depth": n(0.05), "trunk": n(0.025), "neck": n(0.06), "head": n(0.03),
            "upper": n(0.035), "fore": n(0.035), "hand": n(0.04), "girth": n(0.05)}  # fmt: skip


class Rig:
    """An avatar's skeleton with shoulder blades and half-way bones, in a person's proportions.

    heads: where each bone begins at rest; points, weights: the mesh, bound to these bones; face: places of its features.
    """

    def __init__(self, avatar, proportions, shoulders):
        self.shoulders = shoulders
        self.bones, self.parents = list(avatar.bones), list(avatar.parents)
        self.heads, self.points, self.weights = avatar.heads.copy(), avatar.points.copy(), avatar.weights.astype(float)
        for _, mark, sign in SIDES:
            self._anatomy(mark, sign)
        self._resize(proportions, avatar.face)
        self.index = {b: k for k, b in enumerate(self.bones)}
        self.size = float(np.linalg.norm(self.head("L UpperArm") - self.head("R UpperArm")))

    def head(self, bone):
        return self.heads[self.bones.index(bone)]

    def _add(self, bone, parent, head):
        self.bones.append(bone)
        self.parents.append(self.bones.index(parent))
        self.heads = np.vstack([self.heads, head])
        self.weights = np.column_stack([self.weights, np.zeros(len(self.weights))])
        return len(self.bones) - 1

    def _anatomy(self, mark, sign):
        at = lambda b: self.bones.index(f"{mark} {b}")
        collar, upper, fore = at("Clavicle"), at("UpperArm"), at("Forearm")
        joint = self.heads[upper].copy()
        self.heads[collar] = (0.025 * sign, joint[1] - 0.055, joint[2] + 0.008)
        self.parents[collar] = self.bones.index("Spine2")
        self.parents[at("Thigh")] = self.bones.index("Pelvis")
        scapula = self._add(f"{mark} Scapula", f"{mark} Clavicle", joint + (-0.012 * sign, 0.012, 0.03))
        self.parents[upper] = scapula
        deltoid = self._add(f"{mark} Deltoid", f"{mark} UpperArm", joint)
        brachium = self._add(f"{mark} Brachium", f"{mark} UpperArm", joint)
        self.parents[fore] = brachium
        elbow = self._add(f"{mark} Elbow", f"{mark} Brachium", self.heads[fore])
        twist = self._add(f"{mark} Twist", f"{mark} Forearm", self.heads[fore])
        w, p = self.weights, self.points
        aside, above = sign * p[:, 0] / abs(joint[0]), p[:, 2] - joint[2]
        # The skin over the chest follows the shoulder girdle in part.
        chest = 0.4 * smooth((aside - 0.2) / 0.75) * smooth((above + 0.22) / 0.16)
        for b in ("Spine2", "Spine1", "Neck"):
            k = self.bones.index(b)
            moved = w[:, k] * chest * (1.0 if b != "Neck" else 0.5)
            w[:, k] -= moved
            w[:, collar] += moved
        share = smooth((aside - 0.35) / 0.5)
        w[:, scapula] = w[:, collar] * share
        w[:, collar] *= 1 - share
        girdle = [k for k in range(w.shape[1]) if k not in self._at_and_below(upper, w.shape[1])]
        for near, far, half, much in ((girdle, upper, deltoid, 0.95), ([upper], fore, elbow, 0.8)):
            other = w[:, near].sum(1)
            middle = much * 2 * np.minimum(w[:, far], other)
            w[:, near] *= ((other - middle / 2) / np.maximum(other, 1e-9))[:, None]
            w[:, far] -= middle / 2
            w[:, half] += middle
        # Both halves of the arm twist along their length.
        for start, end, bone, onto, begin, over in ((joint, self.heads[fore], upper, brachium, 0.3, 0.6),
                                                    (self.heads[fore], self.heads[at("Hand")], fore, twist, 0.3, 0.65)):  # fmt: skip
            along = end - start
            far = smooth(((p - start) @ along / (along @ along) - begin) / over)
            w[:, onto] = w[:, bone] * far
            w[:, bone] *= 1 - far

    def _resize(self, k, face):
        trunk = k["whole"] * np.diag([k["breadth"], k["depth"], k["trunk"]])
        whole = k["whole"]
        size = {}
        for b, bone in enumerate(self.bones):
            name = bone.split(" ")[-1]
            if name in ("UpperArm", "Deltoid", "Brachium", "Forearm", "Elbow", "Twist"):
                mark = bone[0]
                start, end = ("UpperArm", "Forearm") if name in ("UpperArm", "Deltoid", "Brachium") else ("Forearm", "Hand")
                d = unit(self.head(f"{mark} {end}") - self.head(f"{mark} {start}"))
                long = k["upper"] if start == "UpperArm" else k["fore"]
                size[b] = whole * (k["girth"] * np.eye(3) + (long - k["girth"]) * np.outer(d, d))
            elif name == "Hand" or name.startswith("Finger"):
                size[b] = whole * k["hand"] * np.eye(3)
            elif name == "Neck":
                size[b] = whole * np.diag([1, 1, k["neck"]])
            elif name == "Head" or (self.parents[b] >= 0 and self.bones[self.parents[b]] == "Head") or self._below(b, "Head"):
                size[b] = whole * k["head"] * np.eye(3)
            elif name in ("Thigh", "Calf", "Foot", "Toe0"):
                size[b] = whole * np.eye(3)
            else:
                size[b] = trunk
        new = np.zeros_like(self.heads)
        for b in self._order():
            parent = self.parents[b]
            new[b] = whole * self.heads[b] if parent < 0 else new[parent] + size[parent] @ (self.heads[b] - self.heads[parent])
        moved = np.zeros_like(self.points)
        for b in range(len(self.bones)):
            touched = self.weights[:, b] > 0
            moved[touched] += self.weights[touched, b][:, None] * ((self.points[touched] - self.heads[b]) @ size[b].T + new[b])
        head = self.bones.index("Head")
        self.face = {name: new[head] + size[head] @ (at - self.heads[head]) for name, at in face.items()}
        self.heads, self.points = new, moved

    def _at_and_below(self, top, count):
        found = {top}
        for _ in range(8):
            found |= {b for b in range(count) if self.parents[b] in found}
        return found

    def _below(self, b, name):
        while self.parents[b] >= 0:
            b = self.parents[b]
            if self.bones[b] == name:
                return True
        return False

    def _order(self):
        done, found = set(), []
        while len(found) < len(self.bones):
            for b in range(len(self.bones)):
                if b not in done and (self.parents[b] < 0 or self.parents[b] in done):
                    done.add(b)
                    found.append(b)
        return found

    def forward(self, rotations, offsets):
        """World rotation and place of every bone; one not named goes with its parent."""
        turned, places = {}, {}
        for b in self._order():
            bone, parent = self.bones[b], self.parents[b]
            above = self.bones[parent] if parent >= 0 else None
            turned[bone] = rotations.get(bone, turned[above] if above else np.eye(3))
            at = self.heads[b] if above is None else places[above] + turned[above] @ (self.heads[b] - self.heads[parent])
            places[bone] = at + offsets.get(bone, 0.0)
        return turned, places

    def skin(self, turned, places, points, weights):
        """Linear blend skinning."""
        matrices = np.zeros((len(self.bones), 12))
        for b, bone in enumerate(self.bones):
            matrices[b, :9] = turned[bone].ravel()
            matrices[b, 9:] = places[bone] - turned[bone] @ self.heads[b]
        blended = weights @ matrices
        return (blended[:, :9].reshape(-1, 3, 3) @ points[:, :, None])[:, :, 0] + blended[:, 9:]
