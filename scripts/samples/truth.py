"""What is true of a clip: repetition times as an eye sees them, verdicts with margins, and every frame's measures.

All of it is measured from the movement and from the posed joints, not copied from the specification; see README.md for
every field and limit.
"""

import gzip
import json
from dataclasses import replace

import numpy as np

from posing import trunk_frame

JOINTS = [
    "nose", "left_eye", "right_eye", "left_ear", "right_ear", "mouth_left", "mouth_right",
    "left_shoulder", "right_shoulder", "left_elbow", "right_elbow", "left_wrist", "right_wrist",
    "left_hip", "right_hip", "left_knee", "right_knee", "left_index", "right_index", "left_pinky", "right_pinky",
]  # fmt: skip
SAMPLES_A_SECOND = 240
LEAST_SEEN = 2.5  # degrees that must be covered before an eye sees that a place was left
SEEN_SHARE = 0.04  # or this share of the way, whichever is more
NEAR_TOP = 3.0  # degrees below the highest at which the top is reached

# below the first a fault beyond doubt, up to the second both verdicts are right
ELBOW_HEIGHT = {"usual": (78.0, 92.0), "larger-range": (108.0, 122.0)}
RANGE_OF_MOTION = {"usual": (40.0, 55.0), "larger-range": (90.0, 105.0)}
SECONDS_PER_90 = (1.15, 1.65)
CAME_BACK = 0.6  # share of the way up after which the arms have come back
LOWERED_SHARE = (0.55, 0.72)
ASYMMETRY = (24.0, 14.0)  # above the first a fault, above the second both

TRUNK_SWING = (9.0, 4.0)  # degrees that the trunk tips on the way up

# kind -> (column of the frames, the value from which the fault is plain, sign)
SEEN_IN_POSTURE = {
    "elbows-forward": ("back", -10.0, -1),
    "slouch": ("slouch", 8.0, 1),
    "head-forward": ("headForward", 6.0, 1),
    "leaning-back": ("lean", -6.0, -1),
    "hollow-back": ("hollow", 8.0, 1),
    "shrug": ("shrug", 6.0, 1),
}


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


# ---------------------------------------------------------------------------------------------- times


def _crossing(times, values, level, index):
    """The moment between index and index + 1 at which the curve passes the level."""
    a, b = values[index], values[index + 1]
    share = 0.0 if a == b else np.clip((level - a) / (b - a), 0.0, 1.0)
    return float(times[index] + share * (times[index + 1] - times[index]))


def _first(times, values, inside, level):
    index = int(np.argmax(inside))
    return float(times[0]) if index == 0 else _crossing(times, values, level, index - 1)


def _last(times, values, inside, level):
    index = len(inside) - 1 - int(np.argmax(inside[::-1]))
    return float(times[-1]) if index == len(inside) - 1 else _crossing(times, values, level, index)


def seen_times(times, mean, since, until):
    """Times of one repetition as an eye sees them, from the mean elevation between two moments of rest around it.

    Returns start, top, loweringStart, bottom (seconds) and the levels before, highest and after (degrees).
    """
    window = (times >= since) & (times <= until)
    t, y = times[window], mean[window]
    peak = int(np.argmax(y))
    highest = float(y[peak])
    before, after = float(y[: peak + 1].min()), float(y[peak:].min())
    up = max(LEAST_SEEN, SEEN_SHARE * (highest - before))
    down = max(LEAST_SEEN, SEEN_SHARE * (highest - after))
    start = _last(t[: peak + 1], y[: peak + 1], y[: peak + 1] <= before + up, before + up)
    raised = (t >= start) & (t <= t[peak])
    top = _first(t[raised], y[raised], y[raised] >= highest - NEAR_TOP, highest - NEAR_TOP)
    left_top = _last(t[peak:], y[peak:], y[peak:] >= highest - down, highest - down)
    fallen = t >= left_top
    bottom = _first(t[fallen], y[fallen], y[fallen] <= after + down, after + down)
    return {
        "start": start,
        "top": top,
        "loweringStart": left_top,
        "bottom": bottom,
        "before": before,
        "highest": highest,
        "after": after,
    }


# ---------------------------------------------------------------------------------------------- verdicts


def _below(value, limits):
    """'fault' below the first limit, 'either' below the second, else nothing."""
    return "fault" if value < limits[0] else "either" if value < limits[1] else None


def classify(variant, tops, way_down, way_up, lowering_seconds, swing=0.0):
    """Verdict by kind of fault, 'fault' or 'either', for the kinds that apply."""
    reach = "larger-range" if variant == "larger-range" else "usual"
    difference = abs(tops["left"] - tops["right"])
    verdicts = {
        "elbow-height": _below(min(tops.values()), ELBOW_HEIGHT[reach]),
        "fast-descent": _below(lowering_seconds * 90.0 / max(way_down, 1.0), SECONDS_PER_90),
        "asymmetry": "fault" if difference > ASYMMETRY[0] else "either" if difference > ASYMMETRY[1] else None,
        "half-repetition": _below(way_down / max(way_up, 1.0), LOWERED_SHARE),
        "range-of-motion": _below(way_down, RANGE_OF_MOTION[reach]),
        "trunk-swing": "fault" if swing > TRUNK_SWING[0] else "either" if swing > TRUNK_SWING[1] else None,
    }
    return {kind: verdict for kind, verdict in verdicts.items() if verdict}


def cycles(movement, times, mean):
    """The planned repetitions, those that were cut short joined with what follows: arms that rise again before they have
    come back are still in the same repetition."""
    usual_bottom = float(np.median([seen_times(times, mean, p.since, p.until)["after"] for p in movement.repetitions] or [0]))
    joined = []
    open_ = None
    for planned in movement.repetitions:
        whole = planned if open_ is None else replace(open_, until=planned.until)
        last = seen_times(times, mean, planned.since, planned.until)
        highest = seen_times(times, mean, whole.since, whole.until)["highest"]
        way_up = highest - min(last["before"], usual_bottom)
        back = highest - last["after"] >= CAME_BACK * way_up
        if back or planned is movement.repetitions[-1]:
            joined.append(whole)
            open_ = None
        else:
            open_ = whole
    return joined, usual_bottom


def joined(movement):
    """The repetitions as `cycles` has them, without what they were measured with."""
    times = np.arange(0.0, movement.seconds, 1.0 / SAMPLES_A_SECOND)
    mean = (movement.elevation("left", times) + movement.elevation("right", times)) / 2
    return cycles(movement, times, mean)[0]


def dips(planned, s, movement, times, mean):
    """Where the arms turned up again before they had come back: (from, to, share of the way up that was lowered)."""
    found = []
    for part in movement.repetitions:
        if part.since >= planned.since and part.until < planned.until:
            seen = seen_times(times, mean, part.since, part.until)
            share = (s["highest"] - seen["after"]) / max(s["highest"] - s["before"], 1.0)
            found.append((seen["loweringStart"], seen["bottom"], share))
    return found


def repetitions(movement, variant):
    """The measured repetitions of a movement."""
    times = np.arange(0.0, movement.seconds, 1.0 / SAMPLES_A_SECOND)
    arms = {side: movement.elevation(side, times) for side in ("left", "right")}
    mean = (arms["left"] + arms["right"]) / 2
    planned, usual_bottom = cycles(movement, times, mean)
    found = []
    for p in planned:
        s = seen_times(times, mean, p.since, p.until)
        moving = (times >= s["start"]) & (times <= s["bottom"])
        ending = (times >= s["loweringStart"]) & (times <= s["bottom"] + 0.25)
        tops = {side: float(arms[side][moving].max()) for side in arms}
        bottom = {side: float(arms[side][ending].min()) for side in arms}
        seconds = s["bottom"] - s["loweringStart"]
        rising = (times >= s["start"] - 0.3) & (times <= s["top"])
        verdicts = classify(
            variant,
            tops,
            s["highest"] - s["after"],
            s["highest"] - min(s["before"], usual_bottom),
            seconds,
            float(np.ptp(movement.lean(times[rising]))),
        )
        short = dips(p, s, movement, times, mean)
        if short:
            verdicts["half-repetition"] = _below(min(share for _, _, share in short), LOWERED_SHARE) or "either"
            verdicts.pop("fast-descent", None)  # the way down was interrupted by a way up
        faults = [k for k, v in verdicts.items() if v == "fault"]
        found.append(
            {
                "start": round(s["start"], 3),
                "top": round(s["top"], 3),
                "loweringStart": round(s["loweringStart"], 3),
                "bottom": round(s["bottom"], 3),
                "loweringSeconds": None if short else round(seconds, 3),
                "topElevation": {side: round(v, 1) for side, v in tops.items()},
                "bottomElevation": {side: round(v, 1) for side, v in bottom.items()},
                "attempted": True,
                "valid": "elbow-height" not in faults,
                "faults": faults,
                "either": [k for k, v in verdicts.items() if v == "either"] + (["fast-descent"] if short else []),
                "dips": [[round(begin, 3), round(end, 3)] for begin, end, _ in short],
            }
        )
    return found


def counts(found):
    """Counts, and the counts that are right as well where a repetition lies within a margin."""
    valid = sum(r["valid"] for r in found)
    # Too near the limit: both counts can be defended.
    less = sum(r["valid"] and "elbow-height" in r["either"] for r in found)
    return {
        "attempted": len(found),
        "valid": valid,
        "attemptedAccept": [len(found)],
        "validAccept": list(range(valid - less, valid + 1)),
    }


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
        for number, (r, p) in enumerate(zip(found, planned), 1):
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


# ---------------------------------------------------------------------------------------------- frames


class Frames:
    """Collects the columns of a clip's truth, one entry a frame."""

    def __init__(self):
        names = "keypoints joints3d leftElevation rightElevation leftElbowBack rightElbowBack".split()
        names += "retraction squeeze extension slouch headForward shrug lean hollow".split()
        self.columns = {name: [] for name in names}

    def add(self, parameters, rotations, joints, project):
        c = self.columns
        points, places = [], []
        for name in JOINTS:
            x, y = project(joints[name])[:2]
            points += [round(float(x), 1) + 0.0, round(float(y), 1) + 0.0]
            places += [int(round(1000 * float(v))) for v in joints[name]]
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
        "origin": "rendered",
        "framesPerSecond": rate,
        "width": spec["width"],
        "height": spec["height"],
        "camera": camera,
        "counts": counts(found),
        "repetitions": found,
        "faults": faults(found, joined(movement), columns, rate),
        "unjudgeable": unjudgeable(
            spec.get("unjudgeable"), columns["keypoints"], spec["width"], spec["height"], rate, count / rate
        ),
        "joints": JOINTS,
        "frames": {name: values for name, values in columns.items() if name != "hollow"},
    }


def write(path, truth):
    """The same truth gives the same bytes."""
    text = json.dumps(truth, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    with open(path, "wb") as out:
        out.write(gzip.compress(text.encode(), 9, mtime=0))
