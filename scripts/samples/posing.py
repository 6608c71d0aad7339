"""Pose parameters -> rotations and positions of the body's bones.

Angles in degrees, lengths in metres; Z up, the person faces -Y, the person's left is +X. The trunk's frame, in which an
arm's elevation and elbow-back are given, is the one in which they are measured (see `trunk_frame`), so that what was
asked is what the truth says. A vector of an arm (forearm, palm) has the components out (away from the trunk's middle),
forward and up.
"""

import numpy as np

from formcheck_scripts.samples.rotations import axis_angle, fraction, frame, least_rotation, rotation, unit

PARAMETERS = {
    "swayX": 0.0,
    "swayY": 0.0,
    "swayZ": 0.0,
    "yaw": 0.0,
    "roll": 0.0,
    "lean": 0.0,  # the whole trunk tipped at the hips, + forwards
    "hollow": 0.0,  # pelvis tipped forwards, lower back hollow, ribs up
    "slouch": 0.0,
    "extension": 0.0,
    "headForward": 0.0,
    "headYaw": 0.0,
    "headPitch": 0.0,  # + looks down
    "headRoll": 0.0,
    "retraction": 0.0,
    "squeeze": 0.0,  # metres
    "shrug": 0.0,
}
for _side in ("left", "right"):
    PARAMETERS.update(
        {
            _side + "Elevation": 15.0,
            _side + "Back": 0.0,
            _side + "Forearm": (0.62, 0.55, 0.56),
            _side + "Palm": (-0.25, 1.0, 0.0),  # where the palm looks
            _side + "Grip": 25.0,  # bend of each finger joint
        }
    )

SIDES = (("left", "L", 1), ("right", "R", -1))
RHYTHM = 0.16  # clavicle elevation per degree of arm elevation above 30


def trunk_frame(positions, arm="upperarm01.{}", leg="upperleg01.{}"):
    """Left, back and down of the trunk: down from mid-shoulder to mid-hip, left along the shoulders.

    arm, leg: names of the upper bones; {} stands for L or R.
    """
    shoulders = [positions[arm.format(mark)] for mark in "LR"]
    hips = [positions[leg.format(mark)] for mark in "LR"]
    down = unit((hips[0] + hips[1]) / 2 - (shoulders[0] + shoulders[1]) / 2)
    across = shoulders[0] - shoulders[1]
    left = unit(across - down * (across @ down))
    return left, np.cross(left, down), down


def pose(body, parameters):
    """World rotations and positions of all bones, by name."""
    p = {**PARAMETERS, **parameters}
    rotations, offsets = _trunk(p)
    _, positions = body.forward_kinematics(rotations, offsets)
    left, back, down = trunk_frame(positions)
    for side, mark, sign in SIDES:
        _arm(body, p, side, mark, sign, (left, back, down), rotations)
        _leg(body, mark, sign, rotations)
    return body.forward_kinematics(rotations, offsets)


def _trunk(p):
    x = lambda degrees: base @ rotation("x", degrees)
    base = rotation("z", p["yaw"]) @ rotation("y", p["roll"]) @ rotation("x", p["lean"])
    slouch, extension, head, hollow = p["slouch"], p["extension"], p["headForward"], p["hollow"]
    rotations = {
        "root": x(-1.2 * slouch + 0.45 * hollow),
        "spine05": x(-1.1 * slouch - 0.05 * extension + 0.15 * hollow),
        "spine04": x(-0.5 * slouch - 0.12 * extension - 0.35 * hollow),
        "spine03": x(0.2 * slouch - 0.35 * extension - 0.7 * hollow),
        "spine02": x(0.8 * slouch - 0.7 * extension - 0.75 * hollow),
        "spine01": x(1.0 * slouch - 1.0 * extension - 0.7 * hollow),
        "neck01": x(1.9 * head + 0.8 * slouch - 0.6 * extension - 0.4 * hollow),
        "neck02": x(2.0 * head + 0.8 * slouch - 0.5 * extension - 0.25 * hollow),
        "neck03": x(1.2 * head + 0.5 * slouch - 0.4 * extension),
        # The eyes stay on the camera: the head takes part in the trunk's turning only in part.
        "head": rotation("z", 0.5 * p["yaw"] + p["headYaw"])
        @ rotation("y", 0.5 * p["roll"] + p["headRoll"])
        @ rotation("x", 0.35 * p["lean"] + p["headPitch"]),
    }
    offsets = {
        "root": np.array([p["swayX"], p["swayY"], p["swayZ"]]),
        "neck02": base @ np.array([0.0, -0.0010 * head, 0.0008 * head]),
    }
    thorax = rotations["spine01"]
    for side, mark, sign in SIDES:
        risen = 4.0 * np.logaddexp(0.0, (p[side + "Elevation"] - 30.0) / 4.0)  # a soft max(0, .)
        up = RHYTHM * risen + p["shrug"]
        backwards = p["retraction"] + 0.06 * risen
        turn = lambda z, y: thorax @ rotation("z", sign * z) @ rotation("y", -sign * y)  # noqa: B023
        rotations["clavicle." + mark] = turn(backwards, up)
        rotations["shoulder01." + mark] = turn(0.8 * backwards, 1.1 * up)
        offsets["shoulder01." + mark] = thorax @ np.array([-sign * p["squeeze"], 0.0, 0.0012 * p["shrug"]])
    return rotations, offsets


def _arm(body, p, side, mark, sign, trunk, rotations):
    left, back, down = trunk
    world = lambda v: unit(sign * v[0] * left - v[1] * back - v[2] * down)
    heads = body.heads
    elevation, behind = np.radians(p[side + "Elevation"]), np.radians(p[side + "Back"])
    upper = np.sin(elevation) * (sign * np.cos(behind) * left + np.sin(behind) * back) + np.cos(elevation) * down
    fore = world(p[side + "Forearm"])
    shoulder, elbow, wrist = (heads[b + mark] for b in ("upperarm01.", "lowerarm01.", "wrist."))
    upper0, fore0 = unit(elbow - shoulder), unit(wrist - elbow)
    hinge0, hinge = np.cross(upper0, fore0), np.cross(upper, fore)
    if np.linalg.norm(hinge) < 0.05:  # a straight arm has no hinge of its own
        hinge = hinge - 0.05 * down
    upper_rotation = frame(upper, hinge) @ frame(upper0, hinge0).T
    fore_rotation = frame(fore, hinge) @ frame(fore0, hinge0).T
    swing = least_rotation(rotations["shoulder01." + mark] @ upper0, upper) @ rotations["shoulder01." + mark]
    first, second = fraction(swing, upper_rotation, 0.45), upper_rotation  # the arm twists along its length
    middle = heads["upperarm02." + mark]
    # Its two halves do not lie on one line: turn them so that shoulder and elbow do.
    correction = least_rotation(first @ (middle - shoulder) + second @ (elbow - middle), upper)
    rotations["upperarm01." + mark] = correction @ first
    rotations["upperarm02." + mark] = correction @ second
    # The hand goes on where the forearm points; the palm faces as asked, as far as the forearm allows.
    hand0 = unit(heads["finger3-1." + mark] - wrist)
    palm0 = sign * unit(np.cross(hand0, heads["finger2-1." + mark] - heads["finger5-1." + mark]))
    palm = world(p[side + "Palm"])
    palm = unit(palm - fore * (palm @ fore))
    hand = unit(fore + 0.05 * palm)
    hand_rotation = frame(hand, palm) @ frame(hand0, palm0).T
    rotations["lowerarm01." + mark] = fore_rotation
    rotations["lowerarm02." + mark] = fraction(fore_rotation, hand_rotation, 0.5)
    rotations["wrist." + mark] = hand_rotation
    bend, grip = unit(np.cross(hand, palm)), np.radians(p[side + "Grip"])
    for finger in range(2, 6):
        for joint in range(1, 4):
            rotations[f"finger{finger}-{joint}.{mark}"] = axis_angle(bend, grip * joint) @ hand_rotation
    # The thumb of a fist closes over what it holds.
    closed = np.clip((np.degrees(grip) - 30.0) / 30.0, 0.0, 1.0)
    for joint, turn in ((1, 30.0), (2, 70.0), (3, 95.0)):
        across = axis_angle(hand, sign * np.radians(turn) * closed)
        open_bend = axis_angle(bend, 0.35 * grip * (joint - 1) * (1 - closed))
        rotations[f"finger1-{joint}.{mark}"] = across @ open_bend @ hand_rotation


def _leg(body, mark, sign, rotations):
    heads = body.heads
    thigh0 = unit(heads["lowerleg01." + mark] - heads["upperleg01." + mark])
    shin0 = unit(heads["lowerleg02." + mark] - heads["lowerleg01." + mark])
    thigh = least_rotation(thigh0, unit(np.array([0.30 * sign, -1.0, -0.06])))
    rotations["upperleg01." + mark] = rotations["upperleg02." + mark] = thigh
    rotations["lowerleg01." + mark] = least_rotation(shin0, unit(np.array([0.05 * sign, -0.05, -1.0])))
    rotations["foot." + mark] = np.eye(3)


# ---------------------------------------------------------------------------------------------- everyday gestures


def gestures(body):
    """Arm poses of everyday movements for this body: name -> elevation, back, forearm, palm."""
    rest = {"elevation": 14.0, "back": -25.0, "forearm": (-0.12, 0.85, -0.52), "palm": (0.0, -0.45, -0.9)}
    known = {"lap": rest}
    head, eye = body.heads["head"], body.heads["eye.L"]
    face = np.array([0.0, eye[1], eye[2]])
    shoulder = body.heads["upperarm01.L"][2]
    wanted = {
        # name: where the left wrist goes; where the elbow tends to, and where the palm looks (out, forward, up)
        "mouth": (face + [0.075, -0.115, -0.115], (0.55, 0.1, -1.0), (-0.9, -0.45, 0.1)),
        "scalp": (np.array([0.16, head[1] - 0.02, eye[2] + 0.10]), (1.0, 0.45, 0.0), (-0.55, 0.3, -0.7)),
        "brow": (face + [0.11, -0.10, -0.05], (0.6, 0.25, -1.0), (-0.75, -0.65, 0.0)),
        "keyboard": (np.array([0.16, -0.50, shoulder - 0.24]), (0.45, -0.2, -1.0), (0.0, 0.0, -1.0)),
        "aside": (np.array([0.62, -0.16, shoulder - 0.10]), (0.0, -0.4, -1.0), (-0.2, 0.5, -0.8)),
    }
    for name, (target, pole, palm) in wanted.items():
        known[name] = {**_reach(body, np.asarray(target, float), pole), "palm": palm}
    return known


def _reach(body, wrist, pole):
    """The left arm's pose that brings its wrist to a point, its elbow as far towards `pole` as that allows."""
    found = {"elevation": 40.0, "back": -30.0, "forearm": (0.0, 1.0, 0.0)}
    for _ in range(6):  # the shoulder rises with the arm, so the answer settles in a few rounds
        parameters = {
            "leftElevation": found["elevation"],
            "leftBack": found["back"],
            "leftForearm": found["forearm"],
        }
        _, positions = pose(body, parameters)
        left, back, down = trunk_frame(positions)
        shoulder = positions["upperarm01.L"]
        upper = np.linalg.norm(body.heads["lowerarm01.L"] - body.heads["upperarm01.L"])
        fore = np.linalg.norm(body.heads["wrist.L"] - body.heads["lowerarm01.L"])
        way = wrist - shoulder
        distance = np.clip(np.linalg.norm(way), abs(upper - fore) + 0.02, 0.985 * (upper + fore))
        way = unit(way)
        along = (upper**2 - fore**2 + distance**2) / (2 * distance)
        aside = np.sqrt(max(upper**2 - along**2, 0.0))
        tendency = pole[0] * left - pole[1] * back - pole[2] * down
        tendency = unit(tendency - way * (tendency @ way))
        elbow = shoulder + along * way + aside * tendency
        u = unit(elbow - shoulder)
        f = unit(shoulder + distance * way - elbow)
        found = {
            "elevation": float(np.degrees(np.arccos(np.clip(u @ down, -1, 1)))),
            "back": float(np.degrees(np.arctan2(u @ back, u @ left))),
            "forearm": (float(f @ left), float(-f @ back), float(-f @ down)),
        }
    return found
