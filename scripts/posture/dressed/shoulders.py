"""Posture parameters -> rotations and positions of the body's bones, after what is measured of shoulders.

Parameters are those of `posing.pose`, in the same units; how a person's joints share them (`Manner`) differs from person to person.
In a plain raise from 30 to 120 degrees the scapula turns up by 31 (standard deviation 5), tilts back by 13 (4) and protracts by -1
(7) degrees; how it lies at rest differs between people by 9 degrees.
"""

from dataclasses import dataclass

import numpy as np

from formcheck_scripts.samples.posing import PARAMETERS, SIDES, trunk_frame
from formcheck_scripts.samples.rotations import axis_angle, fraction, frame, least_rotation, rotation, unit

SPINE = ("spine05", "spine04", "spine03", "spine02", "spine01")
NECK = ("neck01", "neck02", "neck03")
BETWEEN_PEOPLE = 9.0  # degrees, of the scapula at rest
RAISE = 90.0  # degrees of elevation over which the scapula's turns are given


@dataclass(frozen=True)
class Manner:
    """How one body moves: degrees a raise of 90 degrees, and shares of each factor by joint."""

    up: float
    tilt: float
    protraction: float
    clavicle_up: float
    clavicle_back: float
    rest_protraction: float
    rest_up: float
    scapula_share: float
    scapula_drop: float
    shrug_clavicle: float
    shrug_lift: float
    pelvis: float
    slump: tuple
    slump_neck: tuple
    arch: tuple
    arch_neck: tuple
    poke: tuple
    poke_nod: float
    hollow: tuple
    twist: float
    sitting: bool
    knees: float


def manner(r):
    n, u = lambda m, s: float(r.normal(m, s)), lambda a, b: float(r.uniform(a, b))
    top = u(0.85, 1.25)
    bend = u(0.7, 1.6)
    pelvis = u(0.5, 1.15)
    slump = tuple(float(-pelvis + (top + pelvis) * (k / 4) ** bend) for k in range(5))
    curve = u(0.6, 1.8)
    return Manner(
        up=n(31, 5),
        tilt=n(13, 4),
        protraction=n(-1, 7),
        clavicle_up=max(2.0, n(7, 2)),
        clavicle_back=n(6, 4),
        rest_protraction=n(0, BETWEEN_PEOPLE),
        rest_up=n(0, BETWEEN_PEOPLE / 2),
        scapula_share=u(0.7, 1.4),
        scapula_drop=u(0.0, 0.25),
        shrug_clavicle=u(0.75, 1.05),
        shrug_lift=u(0.0008, 0.0018),
        pelvis=pelvis,
        slump=slump,
        slump_neck=(u(0.6, 1.0), u(0.5, 1.0), u(0.2, 0.7)),
        arch=tuple(float((k / 4) ** curve) for k in range(5)),
        arch_neck=(u(0.4, 0.8), u(0.2, 0.6), u(0.1, 0.5)),
        poke=(u(1.4, 2.3), u(1.5, 2.4), u(0.5, 1.4)),
        poke_nod=u(-0.35, 0.1),
        hollow=(u(0.3, 0.6), u(-0.1, 0.2), u(-0.5, -0.2), u(-0.8, -0.5), u(-0.8, -0.6), u(-0.8, -0.5)),
        twist=u(0.3, 0.6),
        sitting=bool(r.random() < 0.85),
        knees=u(0.1, 0.5),
    )


def pose(body, how, parameters):
    """World rotations and positions of all bones, by name."""
    p = {**PARAMETERS, **parameters}
    rotations, offsets = _trunk(how, p)
    _, positions = body.forward_kinematics(rotations, offsets)
    trunk = trunk_frame(positions)
    for side, mark, sign in SIDES:
        _arm(body, how, p, side, mark, sign, trunk, rotations)
        _leg(body, how, p["yaw"], mark, sign, rotations)
    return body.forward_kinematics(rotations, offsets)


def _raised(elevation):
    """0 up to about 30 degrees, 1 at 120."""
    return 5.0 * np.logaddexp(0.0, (elevation - 30.0) / 5.0) / RAISE


def _trunk(how, p):
    base = rotation("z", p["yaw"]) @ rotation("y", p["roll"]) @ rotation("x", p["lean"])
    slouch, extension, hollow, poke = p["slouch"], p["extension"], p["hollow"], p["headForward"]
    rotations = {"root": base @ rotation("x", -how.pelvis * slouch + how.hollow[0] * hollow)}
    for k, name in enumerate(SPINE):
        pitch = how.slump[k] * slouch - how.arch[k] * extension + how.hollow[k + 1] * hollow
        rotations[name] = base @ rotation("x", pitch)
    for k, name in enumerate(NECK):
        pitch = how.poke[k] * poke + how.slump_neck[k] * slouch - how.arch_neck[k] * extension - 0.3 * hollow
        rotations[name] = base @ rotation("x", pitch)
    rotations["head"] = (
        rotation("z", 0.4 * p["yaw"] + p["headYaw"])
        @ rotation("y", 0.4 * p["roll"] + p["headRoll"])
        @ rotation("x", 0.3 * p["lean"] + how.poke_nod * poke + 0.1 * slouch - 0.1 * extension + p["headPitch"])
    )
    offsets = {"root": np.array([p["swayX"], p["swayY"], p["swayZ"]])}
    thorax = rotations["spine01"]
    for side, mark, sign in SIDES:
        x = _raised(p[side + "Elevation"])
        back, shrug = p["retraction"], p["shrug"]
        turn = lambda z, y, t: (
            thorax @ rotation("z", sign * z) @ rotation("y", -sign * y) @ rotation("x", -t)  # noqa: B023
        )
        rotations["clavicle." + mark] = turn(
            back + how.clavicle_back * x - 0.4 * how.rest_protraction,
            how.clavicle_up * x + how.shrug_clavicle * shrug - how.scapula_drop * max(back, 0.0),
            0.5 * how.tilt * x,
        )
        rotations["shoulder01." + mark] = turn(
            how.scapula_share * back - how.protraction * x - how.rest_protraction,
            how.up * x + 0.8 * shrug + how.rest_up - how.scapula_drop * max(back, 0.0),
            how.tilt * x,
        )
        offsets["shoulder01." + mark] = thorax @ np.array([-sign * p["squeeze"], 0.0, how.shrug_lift * shrug])
    return rotations, offsets


def _arm(body, how, p, side, mark, sign, trunk, rotations):
    left, back, down = trunk
    heads = body.heads
    world = lambda v: unit(sign * v[0] * left - v[1] * back - v[2] * down)
    e, b = np.radians(p[side + "Elevation"]), np.radians(p[side + "Back"])
    upper = np.sin(e) * (sign * np.cos(b) * left + np.sin(b) * back) + np.cos(e) * down
    fore = world(p[side + "Forearm"])
    shoulder, middle, elbow, wrist = (heads[n + mark] for n in ("upperarm01.", "upperarm02.", "lowerarm01.", "wrist."))
    upper0, fore0 = unit(elbow - shoulder), unit(wrist - elbow)
    hinge = np.cross(upper, fore)
    if np.linalg.norm(hinge) < 0.05:
        hinge = hinge - 0.05 * down
    last = frame(upper, hinge) @ frame(upper0, np.cross(upper0, fore0)).T
    scapula = rotations["shoulder01." + mark]
    swung = least_rotation(scapula @ upper0, upper) @ scapula
    first = fraction(swung, last, how.twist)
    straight = least_rotation(first @ (middle - shoulder) + last @ (elbow - middle), upper)
    rotations["upperarm01." + mark], rotations["upperarm02." + mark] = straight @ first, straight @ last
    forearm = frame(fore, hinge) @ frame(fore0, np.cross(upper0, fore0)).T
    hand0 = unit(heads["finger3-1." + mark] - wrist)
    palm0 = sign * unit(np.cross(hand0, heads["finger2-1." + mark] - heads["finger5-1." + mark]))
    palm = world(p[side + "Palm"])
    palm = unit(palm - fore * (palm @ fore))
    bent = p.get(side + "Wrist", 0.05)
    hand = unit(fore + bent * palm)
    turned = frame(hand, palm) @ frame(hand0, palm0).T
    rotations["lowerarm01." + mark] = fraction(forearm, turned, 0.1)
    rotations["lowerarm02." + mark] = fraction(forearm, turned, 0.6)
    rotations["wrist." + mark] = turned
    across, grip = unit(np.cross(hand, palm)), np.radians(p[side + "Grip"])
    for finger in range(2, 6):
        for joint in range(1, 4):
            curl = grip * joint * (0.85 + 0.05 * finger)
            rotations[f"finger{finger}-{joint}.{mark}"] = axis_angle(across, curl) @ turned
    for joint, share in ((1, 0.3), (2, 0.7), (3, 1.0)):
        rotations[f"finger1-{joint}.{mark}"] = axis_angle(hand, sign * share * min(1.5 * grip, 1.4)) @ turned


def _leg(body, how, yaw, mark, sign, rotations):
    heads = body.heads
    thigh0 = unit(heads["lowerleg01." + mark] - heads["upperleg01." + mark])
    shin0 = unit(heads["foot." + mark] - heads["lowerleg01." + mark])
    turn = rotation("z", 0.5 * yaw)
    thigh = (how.knees * sign, -1.0, -0.05) if how.sitting else (0.12 * sign, -0.02, -1.0)
    shin = (0.05 * sign, -0.05, -1.0)
    rotation_of = lambda start, end: least_rotation(start, turn @ unit(np.array(end)))
    rotations["upperleg01." + mark] = rotations["upperleg02." + mark] = rotation_of(thigh0, thigh)
    rotations["lowerleg01." + mark] = rotation_of(shin0, shin)
    rotations["foot." + mark] = turn
