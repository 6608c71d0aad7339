"""What is true of a posture, measured on the posed skeleton; what the names mean is as in render_crowd.py and posing.py."""

import numpy as np

from formcheck_scripts.posture.dressed.shoulders import pose
from formcheck_scripts.samples.posing import PARAMETERS, SIDES, trunk_frame


def measured(body, how, parameters):
    """Centimetres (as render_crowd.CENTIMETRES) and the scalars that differ from what was asked: degrees."""
    rotations, there = pose(body, how, parameters)
    left, back, down = trunk_frame(there)

    def without(**nothing):
        return pose(body, how, {**parameters, **nothing})

    def middle(p):
        return (p["upperarm01.L"] + p["upperarm01.R"]) / 2

    def width(p):
        return np.linalg.norm(p["upperarm01.L"] - p["upperarm01.R"])

    thorax = rotations["spine01"]
    _, apart = without(retraction=0.0, squeeze=0.0)
    flat_turned, flat = without(extension=0.0)
    _, upright = without(slouch=0.0)
    _, over = without(headForward=0.0)
    _, low = without(shrug=0.0)
    tipped, _ = without(lean=0.0)
    blades = thorax.T @ (middle(there) - middle(apart))
    chest = middle(there) - middle(flat)
    yaw = np.radians(parameters["yaw"])
    forward = np.array((np.sin(yaw), -np.cos(yaw), 0.0))
    centimetres = 100 * np.array(
        [
            blades[1],
            (width(apart) - width(there)) / 2,
            chest[2],
            chest @ -forward,
            (there["head"] - upright["head"]) @ forward,
            (there["head"] - over["head"]) @ forward,
            (thorax.T @ (middle(there) - middle(low)))[2],
            *((there["lowerarm01." + m] - there["upperarm01." + m]) @ back for m in "LR"),
        ]
    )
    scalars = {
        "extension": -_pitch(flat_turned["spine01"].T @ thorax),
        "lean": _pitch(tipped["root"].T @ rotations["root"]),
    }
    for side, mark, sign in SIDES:
        upper = there["lowerarm01." + mark] - there["upperarm01." + mark]
        upper = upper / np.linalg.norm(upper)
        scalars[side + "Elevation"] = float(np.degrees(np.arccos(np.clip(upper @ down, -1, 1))))
        scalars[side + "Back"] = float(np.degrees(np.arctan2(upper @ back, sign * (upper @ left))))
    return centimetres, scalars


def _pitch(turn):
    """Degrees about x, + forwards."""
    return float(np.degrees(np.arctan2(turn[2, 1], turn[1, 1])))


def targets(centimetres, scalars):
    """The seven that a head learns, by the names of network.TARGETS, and the elevation."""
    c = centimetres
    return {
        "blades": c[0] + c[1],
        "extension": scalars["extension"],
        "shrug": c[6],
        "slouch": c[4],
        "head": c[5],
        "back": (scalars["leftBack"] + scalars["rightBack"]) / 2,
        "lean": scalars["lean"],
        "elevation": (scalars["leftElevation"] + scalars["rightElevation"]) / 2,
    }


SCALARS = [k for k, v in PARAMETERS.items() if not isinstance(v, tuple)]
