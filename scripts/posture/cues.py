"""Cues of depth and posture in one frame's landmarks, and how they compare with a person's own calibration.

Landmarks are BlazePose's first 25, x and y in pixels of an image that is not mirrored: the person's left is on the right. The image's z
adds nothing, measured, and is not used. All cues are logarithms of length ratios, offsets in head or shoulder sizes, or angles / 90
degrees, so that differences make sense. `PostureCues.java` computes the same; `PostureParityTest` compares both.
"""

import numpy as np

NOSE, EYE_L, EYE_OUT_L, EYE_R, EYE_OUT_R, EAR_L, EAR_R, MOUTH_L, MOUTH_R = 0, 2, 3, 5, 6, 7, 8, 9, 10
SIDES = (  # shoulder, elbow, wrist, little finger, index finger, ear, outwards in the image
    (11, 13, 15, 17, 19, 7, 1.0),
    (12, 14, 16, 18, 20, 8, -1.0),
)
HIP_L, HIP_R = 23, 24

BODY = (
    "shoulders/head", "shoulders/ears", "ears/head", "face-height/eyes",
    "eyes-up/head", "ears-up/head", "nose-up/head", "mouth-up/head",
    "eyes-up/shoulders", "ears-up/shoulders", "nose-up/shoulders", "mouth-up/shoulders",
    "head-aside", "nose-below-ears", "eyes-below-ears", "nose-aside", "nose-aside-of-eyes",
    "shoulder-slope", "ear-slope", "trunk/shoulders", "hips/shoulders",
    "elbow-span/shoulders", "wrist-span/shoulders",
    "world-shoulders", "world-nose", "world-ears-up", "world-shoulders-up", "world-shoulders-back", "world-ears-back",
)  # fmt: skip
ARM = (
    "elevation", "forearm-out",
    "upper-arm/head", "upper-arm/shoulders", "forearm/head", "forearm/upper-arm", "hand/head", "hand/forearm",
    "hand-breadth/hand",
    "elbow-out", "elbow-down", "wrist-out", "wrist-down", "shoulder-below-ear", "shoulder-out",
    "world-elbow",
)  # fmt: skip
PLACED = ("size-head", "size-shoulders", "size-ears", "eyes-y", "ears-y", "shoulders-y", "eyes-x", "shoulders-x", "hips-y")
"""Mean only with a fixed camera: nothing without a calibration; places in shoulder widths of sitting tall."""

NAMES = BODY + tuple(a + s for a in ARM for s in ("", "~")) + PLACED
"""`~` marks left minus right; without it the mean of both arms."""
COUNT, FREE = len(NAMES), len(NAMES) - len(PLACED)
"""Of all cues, and of those that mean something without a calibration; these come first."""


def length(p, a, b):
    return np.maximum(np.hypot(*(p[:, a, :2] - p[:, b, :2]).T), 0.5)


def log(x):
    return np.log(np.maximum(x, 0.02))


def measure(points, world):
    """(frames, 25, 4) and (frames, 25, 3) to (frames, len(NAMES))."""
    p = points
    middle = lambda a, b: (p[:, a, :2] + p[:, b, :2]) / 2
    eyes, mouth, ears, shoulders, hips = (middle(*k) for k in ((2, 5), (9, 10), (7, 8), (11, 12), (23, 24)))
    nose = p[:, NOSE, :2]
    across = (length(p, EYE_OUT_L, EYE_OUT_R) + 1.45 * length(p, EYE_L, EYE_R)) / 2
    face = np.maximum(np.hypot(*(eyes - mouth).T), 0.5)
    head = np.hypot(across, face)
    width, ear_span = length(p, 11, 12), length(p, EAR_L, EAR_R)
    u = (p[:, 11, :2] - p[:, 12, :2]) / width[:, None]  # along the shoulders, towards the person's left
    along = lambda v: v[:, 0] * u[:, 0] + v[:, 1] * u[:, 1]
    down = lambda v: -v[:, 0] * u[:, 1] + v[:, 1] * u[:, 0]
    up = lambda q: shoulders[:, 1] - q[:, 1]
    found = {
        "shoulders/head": log(width / head),
        "shoulders/ears": log(width / ear_span),
        "ears/head": log(ear_span / head),
        "face-height/eyes": log(face / across),
    }
    for name, q in (("eyes", eyes), ("ears", ears), ("nose", nose), ("mouth", mouth)):
        found[name + "-up/head"], found[name + "-up/shoulders"] = up(q) / head, up(q) / width
    found["head-aside"] = (ears - shoulders)[:, 0] / width
    found["nose-below-ears"], found["eyes-below-ears"] = (nose - ears)[:, 1] / head, (eyes - ears)[:, 1] / head
    found["nose-aside"], found["nose-aside-of-eyes"] = (nose - ears)[:, 0] / head, (nose - eyes)[:, 0] / head
    found["shoulder-slope"] = (p[:, 11, 1] - p[:, 12, 1]) / width
    found["ear-slope"] = (p[:, EAR_L, 1] - p[:, EAR_R, 1]) / head
    found["trunk/shoulders"] = log(np.maximum((hips - shoulders)[:, 1], 1) / width)
    found["hips/shoulders"] = log(length(p, HIP_L, HIP_R) / width)
    found["elbow-span/shoulders"] = log(length(p, 13, 14) / width)
    found["wrist-span/shoulders"] = log(length(p, 15, 16) / width)
    w = world
    found["world-shoulders"] = np.linalg.norm(w[:, 11] - w[:, 12], axis=1)
    found["world-nose"] = w[:, NOSE, 2] - (w[:, 11, 2] + w[:, 12, 2]) / 2
    found["world-ears-up"] = -(w[:, EAR_L, 1] + w[:, EAR_R, 1]) / 2
    found["world-shoulders-up"] = -(w[:, 11, 1] + w[:, 12, 1]) / 2
    found["world-shoulders-back"] = (w[:, 11, 2] + w[:, 12, 2]) / 2
    found["world-ears-back"] = (w[:, EAR_L, 2] + w[:, EAR_R, 2]) / 2
    arms = []
    for s, e, h, little, index, ear, out in SIDES:
        upper, fore = p[:, e, :2] - p[:, s, :2], p[:, h, :2] - p[:, e, :2]
        reach = p[:, h, :2] - p[:, s, :2]
        upper_length, fore_length = length(p, s, e), length(p, e, h)
        hand = length(p, h, index) + length(p, h, little)
        arms.append(
            {
                "elevation": np.arctan2(out * along(upper), down(upper)) / (np.pi / 2),
                "forearm-out": np.arctan2(out * fore[:, 0], -fore[:, 1]) / (np.pi / 2),
                "upper-arm/head": log(upper_length / head),
                "upper-arm/shoulders": log(upper_length / width),
                "forearm/head": log(fore_length / head),
                "forearm/upper-arm": log(fore_length / upper_length),
                "hand/head": log(hand / head),
                "hand/forearm": log(hand / fore_length),
                "hand-breadth/hand": log(length(p, index, little) / hand),
                "elbow-out": out * along(upper) / width,
                "elbow-down": down(upper) / width,
                "wrist-out": out * along(reach) / width,
                "wrist-down": down(reach) / width,
                "shoulder-below-ear": (p[:, s, 1] - p[:, ear, 1]) / width,
                "shoulder-out": out * (p[:, s, 0] - ears[:, 0]) / width,
                "world-elbow": w[:, e, 2] - w[:, s, 2],
            }
        )
    for name in ARM:
        a, b = arms[0][name], arms[1][name]
        found[name], found[name + "~"] = (a + b) / 2, a - b
    found.update(
        {
            "size-head": np.log(head),
            "size-shoulders": np.log(width),
            "size-ears": np.log(ear_span),
            "eyes-y": eyes[:, 1],
            "ears-y": ears[:, 1],
            "shoulders-y": shoulders[:, 1],
            "eyes-x": eyes[:, 0],
            "shoulders-x": shoulders[:, 0],
            "hips-y": hips[:, 1],
        }
    )
    return np.stack([found[n] for n in NAMES], 1)


ELEVATION = NAMES.index("elevation")
PLACES = [NAMES.index(n) for n in PLACED if n[-2:] in ("-y", "-x")]
WIDTH = NAMES.index("size-shoulders")
CENTRE = 1.2  # of the curves, in units of 90 degrees
STIFFNESS = 0.02  # of the curves' slope and bend: how much of them a short raise may show
MARGIN = 0.1  # how far beyond the calibrated elevations a curve is used


class Curve:
    """A cue over elevation in one of the person's own raises: a parabola, by ridge regression."""

    def __init__(self, elevation, values):
        self.low, self.high = elevation.min() - MARGIN, elevation.max() + MARGIN
        a = self._powers(elevation)
        self.coefficients = np.linalg.solve(a.T @ a + np.diag([0, STIFFNESS, STIFFNESS]), a.T @ values)

    @staticmethod
    def _powers(elevation):
        return np.stack([(elevation - CENTRE) ** k for k in range(3)], 1)

    def at(self, elevation):
        return self._powers(np.clip(elevation, self.low, self.high)) @ self.coefficients


class Calibration:
    """What was learned of a person: how they sit tall, and their raises with the most squeeze and the elbows forward."""

    def __init__(self, tall=None, most=None, forward=None):
        self.tall = None if tall is None else np.median(tall, 0)
        self.curves = [None if r is None else Curve(r[:, ELEVATION], r) for r in (most, forward)]

    def compare(self, cues):
        """Cues, then their differences to sitting tall and to both raises; NaN for what was not calibrated."""
        n = len(NAMES)
        out = np.full((len(cues), 4 * n), np.nan)
        out[:, : n - len(PLACED)] = cues[:, : n - len(PLACED)]
        if self.tall is not None:
            difference = cues - self.tall
            difference[:, PLACES] /= np.exp(self.tall[WIDTH])
            out[:, n : 2 * n] = difference
        for k, curve in enumerate(self.curves):
            if curve is not None:
                difference = cues - curve.at(cues[:, ELEVATION])
                difference[:, PLACES] /= np.exp(cues[:, [WIDTH]])
                out[:, (2 + k) * n : (3 + k) * n] = difference
        return out
