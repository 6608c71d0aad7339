"""What is true of a posture, measured on a posed skeleton: the same for every kind of people."""

from dataclasses import dataclass

import numpy as np

from formcheck_scripts.samples.posing import PARAMETERS, SIDES, trunk_frame
from formcheck_scripts.samples.rotations import unit

SCALARS = [k for k, v in PARAMETERS.items() if not isinstance(v, tuple)]
"""Parameters of a posture that are numbers, in the order of the truth."""
CENTIMETRES = ["shoulderBack", "shoulderIn", "chestUp", "chestBack", "slouchHeadForward", "headForward", "shrugUp",
               "leftElbowBack", "rightElbowBack"]  # fmt: skip


@dataclass(frozen=True)
class Bones:
    """Names of a skeleton's bones; {} stands for L or R."""

    arm: str
    forearm: str
    leg: str
    head: str
    thorax: str
    pelvis: str


MAKEHUMAN = Bones("upperarm01.{}", "lowerarm01.{}", "upperleg01.{}", "head", "spine01", "root")
VALID = Bones("{} UpperArm", "{} Forearm", "{} Thigh", "Head", "Spine2", "Pelvis")


class Measure:
    """pose: parameters of a posture -> world rotations and positions of the bones, by name; metres, degrees."""

    def __init__(self, pose, bones=MAKEHUMAN):
        self.pose, self.bones = pose, bones

    def _without(self, parameters, *names):
        return self.pose({**parameters, **dict.fromkeys(names, 0.0)})

    def _arms(self, positions):
        return (positions[self.bones.arm.format(mark)] for mark in "LR")

    def _middle(self, positions):
        left, right = self._arms(positions)
        return (left + right) / 2

    def _width(self, positions):
        left, right = self._arms(positions)
        return np.linalg.norm(left - right)

    def trunk_frame(self, positions):
        return trunk_frame(positions, self.bones.arm, self.bones.leg)

    def centimetres(self, parameters):
        """How far each quantity moved the body, against the same posture without it, in the order of CENTIMETRES.

        Scapulae move on the thorax, so retraction and hike are measured in its directions; elbows in the trunk's.
        """
        bones, middle = self.bones, self._middle
        rotations, there = self.pose(parameters)
        _, back, _ = self.trunk_frame(there)
        thorax = rotations[bones.thorax]
        _, apart = self._without(parameters, "retraction", "squeeze")
        _, flat = self._without(parameters, "extension")
        _, upright = self._without(parameters, "slouch")
        _, over = self._without(parameters, "headForward")
        _, low = self._without(parameters, "shrug")
        chest = middle(there) - middle(flat)
        yaw = np.radians(parameters["yaw"])
        forward = np.array((np.sin(yaw), -np.cos(yaw), 0.0))
        elbows = [(there[bones.forearm.format(m)] - there[bones.arm.format(m)]) @ back for m in "LR"]
        return 100 * np.array(
            [
                (thorax.T @ (middle(there) - middle(apart)))[1],
                (self._width(apart) - self._width(there)) / 2,
                chest[2],
                chest @ -forward,
                (there[bones.head] - upright[bones.head]) @ forward,
                (there[bones.head] - over[bones.head]) @ forward,
                (thorax.T @ (middle(there) - middle(low)))[2],
                *elbows,
            ]
        )

    def angles(self, parameters):
        """The parameters that are angles, as the posed bones have them: elevation and elbows back, extension, lean."""
        bones = self.bones
        rotations, there = self.pose(parameters)
        left, back, down = self.trunk_frame(there)
        found = {}
        for side, mark, sign in SIDES:
            u = unit(there[bones.forearm.format(mark)] - there[bones.arm.format(mark)])
            found[side + "Elevation"] = float(np.degrees(np.arccos(np.clip(u @ down, -1, 1))))
            found[side + "Back"] = float(np.degrees(np.arctan2(u @ back, sign * (u @ left))))
        flat, _ = self._without(parameters, "extension")
        tipped, _ = self._without(parameters, "lean")
        found["extension"] = -pitch(flat[bones.thorax].T @ rotations[bones.thorax])
        found["lean"] = pitch(tipped[bones.pelvis].T @ rotations[bones.pelvis])
        return found


def pitch(turn):
    """Degrees of a rotation about x, + forwards."""
    return float(np.degrees(np.arctan2(turn[2, 1], turn[1, 1])))


def targets(centimetre, scalar):
    """The targets of questions.TARGETS by name. centimetre, scalar: functions of a name of CENTIMETRES and SCALARS."""
    return {
        "blades": centimetre("shoulderBack") + centimetre("shoulderIn"),
        "extension": scalar("extension"),
        "shrug": centimetre("shrugUp"),
        "slouch": centimetre("slouchHeadForward"),
        "head": centimetre("headForward"),
        "back": (scalar("leftBack") + scalar("rightBack")) / 2,
        "lean": scalar("lean"),
    }
