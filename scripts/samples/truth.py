"""What is true of a clip: repetition times as an eye sees them, verdicts with margins, and every frame's measures.

All of it is measured from the movement and from the posed joints, not copied from the specification; see README.md for
every field and limit.
"""

import numpy as np

from formcheck_scripts.samples.joints import JOINTS
from formcheck_scripts.samples.posing import trunk_frame
from formcheck_scripts.samples.truth_times import joined
from formcheck_scripts.samples.truth_verdicts import counts, repetitions

# kind -> (column of the frames, the value from which the fault is plain, sign)
SEEN_IN_POSTURE = {
    "elbows-forward": ("back", -10.0, -1),
    "slouch": ("slouch", 8.0, 1),
    "head-forward": ("headForward", 6.0, 1),
    "leaning-back": ("lean", -6.0, -1),
    "hollow-back": ("hollow", 8.0, 1),
    "shrug": ("shrug", 6.0, 1),
}

MOST_LEAN = 1.5
"""Degrees: the sway of someone who sits upright."""


def elevation_and_back(joints):
    """Both arms' elevation and elbow-back from the 3-D joints, degrees: {side: (elevation, back)}."""
    positions = {
        "upperarm01.L": joints["left_shoulder"],
        "upperarm01.R": joints["right_shoulder"],
        "upperleg01.L": joints["left_hip"],
        "upperleg01.R": joints["right_hip"],
    }
    left, back, down = trunk_frame(positions)
    measured = {}
    for side, sign in (("left", 1), ("right", -1)):
        arm = joints[side + "_elbow"] - joints[side + "_shoulder"]
        arm = arm / np.linalg.norm(arm)
        measured[side] = (
            float(np.degrees(np.arccos(np.clip(arm @ down, -1.0, 1.0)))),
            float(np.degrees(np.arctan2(arm @ back, sign * (arm @ left)))),
        )
    return measured


def faults(found, planned, columns, frames_per_second):
    """Every fault with its range: the judged kinds from the verdicts, the others from where the posture shows them."""
    listed = []
    spans = {
        "elbow-height": ("top", "loweringStart"),
        "asymmetry": ("top", "loweringStart"),
        "fast-descent": ("loweringStart", "bottom"),
        "half-repetition": ("loweringStart", "bottom"),
        "range-of-motion": ("start", "bottom"),
        "trunk-swing": ("start", "top"),
    }
    for number, r in enumerate(found, 1):
        for kind in r["faults"]:
            begin, end = (r[name] for name in spans[kind])
            if kind == "half-repetition" and r["dips"]:
                begin, end = r["dips"][0]
            listed.append({"kind": kind, "from": begin, "to": end, "repetition": number})
    times = np.arange(len(columns["leftElevation"])) / frames_per_second
    mean = (np.array(columns["leftElevation"]) + np.array(columns["rightElevation"])) / 2
    for kind, (column, limit, sign) in SEEN_IN_POSTURE.items():
        if column == "back":
            values = (np.array(columns["leftElbowBack"]) + np.array(columns["rightElbowBack"])) / 2
            plain = (sign * values >= sign * limit) & (mean > 60)
        else:
            plain = sign * np.array(columns[column]) >= sign * limit
        for number, p in enumerate(planned[: len(found)], 1):
            here = times[plain & (times >= p.raising - 0.2) & (times < p.until - 0.2)]
            if len(here) > 0.4 * frames_per_second:
                fault = {"kind": kind, "from": round(float(here[0]), 3), "to": round(float(here[-1]), 3)}
                listed.append({**fault, "repetition": number})
    return sorted(listed, key=lambda f: (f["from"], f["kind"]))


def unjudgeable(asked, keypoints, width, height, frames_per_second, seconds):
    """What the camera cannot support: as the specification says of its view, and where an elbow is outside."""
    listed = []
    for item in asked or []:
        listed.append(
            {
                "check": item["check"],
                "reason": item["reason"],
                "from": float(item.get("from", 0.0)),
                "to": round(float(item.get("to", seconds)), 3),
            }
        )
    points = np.array(keypoints, float).reshape(len(keypoints), len(JOINTS), 2)
    elbows = points[:, [JOINTS.index("left_elbow"), JOINTS.index("right_elbow")]]
    outside = ((elbows < 0) | (elbows >= [width, height])).any(axis=(1, 2))
    for begin, end in _runs(outside):
        times = begin / frames_per_second, end / frames_per_second
        listed.append({"check": "everything", "reason": "elbows-outside", "from": times[0], "to": times[1]})
    return listed


def _runs(flags):
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(int), [0]])))
    return [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2])]


class Frames:
    """Collects the columns of a clip's truth, one entry a frame."""

    def __init__(self):
        names = ["keypoints", "joints3d", "leftElevation", "rightElevation", "leftElbowBack", "rightElbowBack"]
        names += ["retraction", "squeeze", "extension", "slouch", "headForward", "shrug", "lean", "hollow"]
        self.columns = {name: [] for name in names}

    def add(self, parameters, rotations, joints, project):
        c = self.columns
        points, places = [], []
        for name in JOINTS:
            x, y = project(joints[name])[:2]
            points += [round(float(x), 1) + 0.0, round(float(y), 1) + 0.0]
            places += [round(1000 * float(v)) for v in joints[name]]
        c["keypoints"].append(points)
        c["joints3d"].append(places)
        for side, (elevation, back) in elevation_and_back(joints).items():
            c[side + "Elevation"].append(round(elevation, 1))
            c[side + "ElbowBack"].append(round(back, 1) + 0.0)
        c["retraction"].append(round(_retraction(rotations), 1) + 0.0)
        c["squeeze"].append(round(1000 * parameters["squeeze"], 1) + 0.0)
        for name in ("extension", "slouch", "headForward", "shrug", "lean", "hollow"):
            c[name].append(round(float(parameters[name]), 1) + 0.0)


def _retraction(rotations):
    """How far the clavicles are turned back against the thorax, mean of both sides, degrees."""
    turned = []
    for mark, sign in (("L", 1), ("R", -1)):
        c = rotations["spine01"].T @ rotations["clavicle." + mark]
        turned.append(sign * np.degrees(np.arctan2(c[1, 0], c[0, 0])))
    return float(np.mean(turned))


def sat_tall(columns, frames):
    """Whether the person sits tall in the first frames: back not rounded, trunk upright."""
    return all(s == 0 and abs(lean) <= MOST_LEAN for s, lean in zip(columns["slouch"][:frames], columns["lean"][:frames], strict=True))


def document(spec, movement, frames, camera):
    """The whole truth of a clip. `camera` describes it as the contract's camera entry does."""
    found = repetitions(movement, spec["variant"])
    columns = dict(frames.columns)
    rate = spec["framesPerSecond"]
    count = len(columns["leftElevation"])
    columns["phase"] = [movement.phase(k / rate, found) for k in range(count)]
    return {
        "schemaVersion": 1,
        "video": spec["name"] + ".mp4",
        "title": spec["title"],
        "description": spec["description"],
        "role": spec["role"],
        "part": spec["part"],
        "person": spec["person"],
        "variant": spec["variant"],
        "satTall": sat_tall(columns, int(rate * found[0]["start"]) if found else count),
        "origin": "rendered",
        "framesPerSecond": rate,
        "width": spec["width"],
        "height": spec["height"],
        "camera": camera,
        "counts": counts(found),
        "repetitions": found,
        "faults": faults(found, joined(movement), columns, rate),
        "unjudgeable": unjudgeable(spec.get("unjudgeable"), columns["keypoints"], spec["width"], spec["height"], rate, count / rate),
        "joints": JOINTS,
        "frames": {name: values for name, values in columns.items() if name != "hollow"},
    }
