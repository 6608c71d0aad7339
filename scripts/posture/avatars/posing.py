"""Poses a rig by the parameters of `samples/posing.py`, with shoulders as they are measured on living people.

Metres, degrees. What the parameters do to the bones differs from `samples/posing.py`: the clavicle turns about the sternum, the scapula
about the end of the clavicle, and in a plain raise the scapula rotates upwards, tilts back and protracts.
"""

from dataclasses import dataclass

import numpy as np

from formcheck_scripts.posture.measured import VALID, Measure
from formcheck_scripts.samples.posing import PARAMETERS, SIDES, trunk_frame
from formcheck_scripts.samples.rotations import axis_angle, fraction, frame, least_rotation, rotation, unit

SCAPULA_UP, SCAPULA_TILT, SCAPULA_PROTRACTION, BETWEEN_PERSONS = 31.0, 13.0, -1.0, 9.0
"""Degrees between 30 and 120 of elevation (bone-pin and imaging studies), and the standard deviation between persons."""
CLAVICLE_UP = 0.35  # share of the scapula's upward rotation that the clavicle does
RAISE = 90.0  # degrees of elevation over which the scapula's turns are given
AT_REST = 2 / 3  # share of that rotation in the mesh at rest: its arms are out at 90 degrees


@dataclass
class Shoulders:
    """How a person's scapulae rotate in a plain raise: degrees between 30 and 120 of elevation."""

    up: float
    tilt: float
    protraction: float
    clavicle_back: float


def shoulders_of(r):
    n = lambda middle: r.normal(middle, BETWEEN_PERSONS)
    return Shoulders(
        float(np.clip(n(SCAPULA_UP), 8, 52)), float(np.clip(n(SCAPULA_TILT), -8, 32)), float(np.clip(n(SCAPULA_PROTRACTION), -20, 18)),
        float(np.clip(r.normal(9, 4), 0, 20)),
    )  # fmt: skip


def measure_of(rig):
    """Measures what is true of a rig's postures."""
    return Measure(lambda parameters: pose(rig, parameters), VALID)


def pose(rig, parameters):
    p = {**PARAMETERS, **parameters}
    rotations, offsets = _trunk(rig, p)
    _, places = rig.forward(rotations, offsets)
    trunk = trunk_frame(places, VALID.arm, VALID.leg)
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
        rotations[f"{mark} Clavicle"] = turn(0.78 * p["retraction"] + known.clavicle_back * risen, p["shrug"] + CLAVICLE_UP * up)
        scapula = turn(0.62 * p["retraction"] - known.protraction * risen, 0.9 * p["shrug"] + up)
        rotations[f"{mark} Scapula"] = scapula @ rotation("x", -known.tilt * risen)
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
    scapula = rotations[f"{mark} Scapula"]
    swing = least_rotation(scapula @ upper0, upper) @ scapula
    whole = frame(upper, hinge) @ frame(upper0, hinge0).T
    rotations[f"{mark} UpperArm"] = fraction(swing, whole, 0.4)
    rotations[f"{mark} Brachium"] = whole
    # Half-way between the scapula's rotation and the arm's: the deltoid keeps its volume.
    rotations[f"{mark} Deltoid"] = fraction(scapula, fraction(swing, whole, 0.2), 0.5)
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
