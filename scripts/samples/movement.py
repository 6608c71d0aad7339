"""A person's movement through a clip: the pose parameters at any moment, read from the curves of the timeline.

Shoulder blades, chest, forearms, sway and breath follow from the elevations or are added to them.
"""

import numpy as np

from formcheck_scripts.samples.curves import smooth
from formcheck_scripts.samples.repetition import SIDES
from formcheck_scripts.samples.timeline import Timeline


class Movement(Timeline):
    """A clip's whole movement."""

    def elevation(self, side, times):
        """The arm's elevation in the trunk's frame, degrees, as it is posed."""
        times = np.asarray(times, float)
        effort = self._effort.at(times)
        tremor = 0.05 + 0.55 * effort**1.5 * smooth((self._elevation[side].at(times) - 35) / 40)
        return self._elevation[side].at(times) + self._wander[side].at(times) + tremor * self._wander[side + " tremor"].at(times)

    def mean_elevation(self, times):
        return (self.elevation("left", times) + self.elevation("right", times)) / 2

    def lean(self, times):
        """How far the whole trunk is tipped at the hips, degrees, + forwards."""
        held = self._amount["lean"].at(times) * self._carriage.at(times)
        return held + self._amount["swing"].at(times) * self._swing.at(times) + self._wander["leanUnrest"].at(times)

    def parameters(self, t):
        """The pose's parameters at a time (see posing.PARAMETERS)."""
        at = lambda curve: float(curve.at(t))
        w = {name: float(wander.at(t)) for name, wander in self._wander.items()}
        amount = {name: at(curve) for name, curve in self._amount.items()}
        opened, carriage, exercising = at(self._open), at(self._carriage), at(self._exercising)
        breath = np.sin(2 * np.pi * self._breath_rate * t + self._breath_phase)
        style = self.style
        p = {
            "swayX": w["swayX"],
            "swayY": w["swayY"],
            "swayZ": 0.0012 * breath,
            "yaw": w["yaw"],
            "roll": w["roll"],
            "lean": float(self.lean(t)),
            "hollow": amount["hollow"] * carriage,
            "slouch": amount["slouch"] * (0.55 + 0.45 * carriage),
            "headForward": amount["headForward"] * (0.6 + 0.4 * carriage),
            "extension": amount["extension"] * opened + 0.55 * breath,
            "retraction": amount["retraction"] * opened + w["retractionUnrest"],
            "squeeze": amount["squeeze"] * opened / 1000,
            "shrug": amount["shrug"] * carriage + 0.35 * breath,
            "headYaw": w["headYaw"] + at(self._glances),
            "headPitch": w["headPitch"] - 0.12 * amount["extension"] * opened,
            "headRoll": w["headRoll"],
        }
        for side in SIDES:
            sign = 0.5 if side == "left" else -0.5
            elevation = float(self.elevation(side, t))
            out = smooth((elevation - 20) / 60)
            back_top = amount["back"] + sign * style["backDifference"]
            back = style["backBottom"] + (back_top - style["backBottom"]) * out + w[side + " back"]
            forearm, exercise_palm = self._forearm(elevation)
            forearm = forearm + np.array([w[side + " forearm"], w[side + " forearm2"], 0.0])
            gesture = np.array([at(c) for c in self._gesture_forearm[side]])
            palm = np.array([at(c) for c in self._gesture_palm[side]])
            p[side + "Elevation"] = elevation
            p[side + "Back"] = back * exercising + at(self._gesture_back[side]) * (1 - exercising)
            p[side + "Forearm"] = forearm * exercising + gesture * (1 - exercising)
            p[side + "Palm"] = exercise_palm * exercising + palm * (1 - exercising)
            p[side + "Grip"] = style["grip"]
        return p

    def _forearm(self, elevation):
        """The forearm's direction, from a W at the bottom to a goal post or a Y at the top, and the palm's."""
        style = self.style
        k = float(smooth((elevation - style["forearmFrom"]) / (style["forearmTo"] - style["forearmFrom"])))
        low, high = np.array(style["forearmBottom"], float), np.array(style["forearmTop"], float)
        low, high = low / np.linalg.norm(low), high / np.linalg.norm(high)
        middle = low + high
        middle[2] += 0.25
        middle /= np.linalg.norm(middle)
        v = (1 - k) ** 2 * low + 2 * k * (1 - k) * middle + k * k * high
        palm = (1 - k) * np.array(style["palmBottom"], float) + k * np.array(style["palmTop"], float)
        return v / np.linalg.norm(v), palm

    def phase(self, t, repetitions):
        """rest, raising, top or lowering, by the repetitions' measured times."""
        for r in repetitions:
            if r["start"] <= t < r["top"]:
                return "raising"
            if r["top"] <= t <= r["loweringStart"]:
                return "top"
            if r["loweringStart"] < t < r["bottom"]:
                return "lowering"
        return "rest"
