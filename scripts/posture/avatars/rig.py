"""Poses an avatar by the parameters of `crowd`, with shoulders as they are known of living people, and measures the truth.

Metres, degrees, Z up, the person faces -Y, left is +X, as in `scripts/samples/posing.py`. The parameters are its own; what
they do to the bones is not: the collar-bone turns about the breastbone, the shoulder blade about the end of the collar-bone, and in
a plain raise the blade turns up, tilts back and protracts as measured on living shoulders.
"""

from dataclasses import dataclass

import numpy as np

from formcheck_scripts.samples.posing import PARAMETERS
from formcheck_scripts.samples.rotations import axis_angle, fraction, frame, least_rotation, rotation, unit

SIDES = (("left", "L", 1), ("right", "R", -1))
BLADE_UP, BLADE_TILT, BLADE_PROTRACTION, BETWEEN_PERSONS = 31.0, 13.0, -1.0, 9.0
"""Degrees between 30 and 120 of elevation (bone-pin and imaging studies), and the standard deviation between persons."""
COLLAR_UP = 0.35  # of the blade's turning up that the collar-bone does
RAISE = 90.0  # degrees of elevation in which the blade does so
AT_REST = 2 / 3  # of that turning the mesh has already: its arms are out at 90 degrees


@dataclass
class Shoulders:
    """How a person's blades go with a plain raise: degrees between 30 and 120 of elevation."""

    up: float
    tilt: float
    protraction: float
    collar_back: float


def shoulders_of(r):
    n = lambda middle: r.normal(middle, BETWEEN_PERSONS)
    return Shoulders(
        float(np.clip(n(BLADE_UP), 8, 52)), float(np.clip(n(BLADE_TILT), -8, 32)), float(np.clip(n(BLADE_PROTRACTION), -20, 18)),
        float(np.clip(r.normal(9, 4), 0, 20)),
    )  # fmt: skip


def proportions_of(r):
    """How a person differs from the avatar: factors."""
    n = lambda s: float(np.clip(r.normal(1, s), 1 - 2 * s, 1 + 2 * s))
    return {"whole": n(0.035), "breadth": n(0.035), "depth": n(0.05), "trunk": n(0.025), "neck": n(0.06), "head": n(0.03),
            "upper": n(0.035), "fore": n(0.035), "hand": n(0.04), "girth": n(0.05)}  # fmt: skip


def smooth(x):
    x = np.clip(x, 0, 1)
    return x * x * (3 - 2 * x)


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
        blade = self._add(f"{mark} Scapula", f"{mark} Clavicle", joint + (-0.012 * sign, 0.012, 0.03))
        self.parents[upper] = blade
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
        w[:, blade] = w[:, collar] * share
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


def trunk_frame(places):
    """Left, back and down of the trunk, as `posing.trunk_frame` has them."""
    left, right = places["L UpperArm"], places["R UpperArm"]
    down = unit((places["L Thigh"] + places["R Thigh"]) / 2 - (left + right) / 2)
    across = left - right
    aside = unit(across - down * (across @ down))
    return aside, np.cross(aside, down), down


def pose(rig, parameters):
    p = {**PARAMETERS, **parameters}
    rotations, offsets = _trunk(rig, p)
    _, places = rig.forward(rotations, offsets)
    trunk = trunk_frame(places)
    for side, mark, sign in SIDES:
        _arm(rig, p, side, mark, sign, trunk, rotations)
        rotations[f"{mark} Thigh"] = least_rotation((0, 0, -1), (0.28 * sign, -1.0, -0.05))
        rotations[f"{mark} Calf"] = rotations[f"{mark} Foot"] = np.eye(3)
    return rig.forward(rotations, offsets)


def _trunk(rig, p):
    base = rotation("z", p["yaw"]) @ rotation("y", p["roll"]) @ rotation("x", p["lean"])
    x = lambda degrees: base @ rotation("x", degrees)
    slouch, extension, head, hollow = p["slouch"], p["extension"], p["headForward"], p["hollow"]
    rotations = {
        "Pelvis": x(-0.8 * slouch + 0.4 * hollow),
        "Spine": x(-0.25 * slouch - 0.1 * extension - 0.3 * hollow),
        "Spine1": x(0.4 * slouch - 0.45 * extension - 0.7 * hollow),
        "Spine2": x(0.6 * slouch - 1.0 * extension - 0.7 * hollow),
        "Neck": x(1.6 * head + 0.9 * slouch - 0.55 * extension - 0.35 * hollow),
        "Head": rotation("z", 0.5 * p["yaw"] + p["headYaw"]) @ rotation("y", 0.5 * p["roll"] + p["headRoll"])
        @ rotation("x", 0.35 * p["lean"] + p["headPitch"]),
    }  # fmt: skip
    offsets = {
        "Pelvis": np.array([p["swayX"], p["swayY"], p["swayZ"]]),
        "Neck": base @ np.array([0.0, -0.0008 * head, 0.0]),
        "Head": base @ np.array([0.0, -0.0011 * head, 0.0005 * head]),
    }
    thorax, known = rotations["Spine2"], rig.shoulders
    for side, mark, sign in SIDES:
        risen = 4.0 * np.logaddexp(0.0, (p[side + "Elevation"] - 30.0) / 4.0) / RAISE - AT_REST
        up = known.up * risen
        turn = lambda z, y: thorax @ rotation("z", sign * z) @ rotation("y", -sign * y)  # noqa: B023
        rotations[f"{mark} Clavicle"] = turn(0.78 * p["retraction"] + known.collar_back * risen, p["shrug"] + COLLAR_UP * up)
        blade = turn(0.62 * p["retraction"] - known.protraction * risen, 0.9 * p["shrug"] + up)
        rotations[f"{mark} Scapula"] = blade @ rotation("x", -known.tilt * risen)
        offsets[f"{mark} Scapula"] = thorax @ np.array([-sign * p["squeeze"], 0.0, 0.0012 * p["shrug"]])
    return rotations, offsets


def _arm(rig, p, side, mark, sign, trunk, rotations):
    left, back, down = trunk
    world = lambda v: unit(sign * v[0] * left - v[1] * back - v[2] * down)
    at = lambda b: rig.heads[rig.index[f"{mark} {b}"]]
    elevation, behind = np.radians(p[side + "Elevation"]), np.radians(p[side + "Back"])
    upper = np.sin(elevation) * (sign * np.cos(behind) * left + np.sin(behind) * back) + np.cos(elevation) * down
    fore = world(p[side + "Forearm"])
    upper0, fore0 = unit(at("Forearm") - at("UpperArm")), unit(at("Hand") - at("Forearm"))
    hinge0, hinge = np.array((0.0, 0.0, -sign)), np.cross(upper, fore)  # at rest the palms face down
    if np.linalg.norm(hinge) < 0.05:  # a straight arm has no hinge of its own
        hinge = hinge - 0.05 * down
    blade = rotations[f"{mark} Scapula"]
    swing = least_rotation(blade @ upper0, upper) @ blade
    whole = frame(upper, hinge) @ frame(upper0, hinge0).T
    rotations[f"{mark} UpperArm"] = fraction(swing, whole, 0.4)
    rotations[f"{mark} Brachium"] = whole
    # Half-way between the blade's turning and the arm's: the shoulder's cap keeps its volume.
    rotations[f"{mark} Deltoid"] = fraction(blade, fraction(swing, whole, 0.2), 0.5)
    forearm = frame(fore, hinge) @ frame(fore0, hinge0).T
    rotations[f"{mark} Elbow"] = fraction(whole, forearm, 0.5)
    rotations[f"{mark} Forearm"] = forearm
    hand0 = unit(at("Finger2") - at("Hand"))
    palm0 = sign * unit(np.cross(hand0, at("Finger1") - at("Finger4")))
    palm = world(p[side + "Palm"])
    palm = unit(palm - fore * (palm @ fore))
    hand = unit(fore + 0.05 * palm)
    rotations[f"{mark} Hand"] = turned = frame(hand, palm) @ frame(hand0, palm0).T
    rotations[f"{mark} Twist"] = fraction(forearm, turned, 0.55)
    bend, grip = unit(np.cross(hand, palm)), np.radians(p[side + "Grip"])
    for finger in range(1, 5):
        for joint, name in ((1, ""), (2, "1"), (3, "2")):
            rotations[f"{mark} Finger{finger}{name}"] = axis_angle(bend, grip * joint) @ turned
    for joint, name in ((0, ""), (1, "1"), (2, "2")):
        rotations[f"{mark} Finger0{name}"] = axis_angle(bend, 0.3 * grip * joint) @ turned


# ---------------------------------------------------------------------------------------------- what is true

CENTIMETRES = ["shoulderBack", "shoulderIn", "chestUp", "chestBack", "slouchHeadForward", "headForward", "shrugUp",
               "leftElbowBack", "rightElbowBack"]  # fmt: skip


def centimetres(rig, parameters):
    """How far each quantity moved what it moves, against the same posture without it, as `render_crowd.centimetres` has it."""
    turned, there = pose(rig, parameters)
    without = lambda *names: pose(rig, {**parameters, **dict.fromkeys(names, 0.0)})[1]
    middle = lambda q: (q["L UpperArm"] + q["R UpperArm"]) / 2
    width = lambda q: np.linalg.norm(q["L UpperArm"] - q["R UpperArm"])
    _, back, _ = trunk_frame(there)
    thorax = turned["Spine2"]
    apart = without("retraction", "squeeze")
    chest = middle(there) - middle(without("extension"))
    yaw = np.radians(parameters["yaw"])
    forward = np.array((np.sin(yaw), -np.cos(yaw), 0.0))
    elbows = [(there[f"{m} Forearm"] - there[f"{m} UpperArm"]) @ back for m in "LR"]
    return 100 * np.array(
        [
            (thorax.T @ (middle(there) - middle(apart)))[1],
            (width(apart) - width(there)) / 2,
            chest[2],
            chest @ -forward,
            (there["Head"] - without("slouch")["Head"]) @ forward,
            (there["Head"] - without("headForward")["Head"]) @ forward,
            (thorax.T @ (middle(there) - middle(without("shrug"))))[2],
            *elbows,
        ]
    )


def measured(rig, parameters):
    """The parameters that are angles, as the posed bones have them: elevation and elbows back, extension, lean."""
    turned, there = pose(rig, parameters)
    left, back, down = trunk_frame(there)
    found = {}
    for side, mark, sign in SIDES:
        u = unit(there[f"{mark} Forearm"] - there[f"{mark} UpperArm"])
        found[side + "Elevation"] = np.degrees(np.arccos(np.clip(u @ down, -1, 1)))
        found[side + "Back"] = np.degrees(np.arctan2(u @ back, sign * (u @ left)))
    flat, _ = pose(rig, {**parameters, "extension": 0.0})
    upright, _ = pose(rig, {**parameters, "lean": 0.0})
    found["extension"] = -_about_x(flat["Spine2"].T @ turned["Spine2"])
    found["lean"] = _about_x(upright["Pelvis"].T @ turned["Pelvis"])
    return found


def _about_x(turn):
    return np.degrees(np.arctan2(turn[2, 1], turn[1, 1]))
