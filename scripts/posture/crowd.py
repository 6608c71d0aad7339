"""Random people, rooms, cameras and postures, all from seeds: the same number gives the same person every time."""

import numpy as np

from formcheck_scripts.posture.faults import FaultRanges, fault

WIDTH, HEIGHT = 640, 480  # of an image

SKINS = {
    "african": ((0.30, 0.165, 0.10), (0.13, 0.066, 0.040), (0.21, 0.115, 0.068)),
    "asian": ((0.66, 0.46, 0.34), (0.52, 0.345, 0.24), (0.50, 0.30, 0.19)),
    "caucasian": ((0.72, 0.50, 0.40), (0.62, 0.40, 0.30), (0.66, 0.44, 0.34)),
}
HAIR = ((0.05, 0.03, 0.02), (0.16, 0.08, 0.035), (0.012, 0.010, 0.010), (0.30, 0.27, 0.24), (0.30, 0.20, 0.09))
SLEEVES = (0.16, 0.30, 0.42, 0.55, 0.85, 9.0)  # share of the upper arm; above 1 long
SLEEVE_SHARES = (0.10, 0.12, 0.20, 0.25, 0.08, 0.25)
PROPORTIONS = (  # morphs that change what a camera takes for depth
    ("arms/measure-upperarm-length", 0.5),
    ("arms/measure-lowerarm-length", 0.5),
    ("torso/torso-scale-horiz", 0.5),
    ("torso/torso-scale-vert", 0.5),
    ("head/head-scale-horiz", 0.4),
    ("head/head-scale-vert", 0.4),
    ("neck/neck-scale-vert", 0.5),
)


def colour(r, low=0.04, high=0.7):
    return [float(v) for v in np.clip(r.uniform(low, high) * r.uniform(0.6, 1.4, 3), 0.03, 0.85)]


def look(number):
    """Someone new, in the form of people.yaml."""
    r = np.random.default_rng([7001, number])
    female = r.random() < 0.5
    race = r.dirichlet((0.6, 0.6, 0.8))
    extra = {}
    for morph, size in PROPORTIONS:
        weight = r.uniform(-size, size)
        extra[morph + ("-incr" if weight > 0 else "-decr")] = abs(weight)
    weight = r.uniform(-0.5, 0.5)
    for side in "lr":
        extra[f"hands/{side}-hand-scale" + ("-incr" if weight > 0 else "-decr")] = abs(weight)
    weight = r.uniform(-0.5, 0.5)
    for side in "lr":
        extra[f"eyes/{side}-eye-trans-" + ("out" if weight > 0 else "in")] = abs(weight)
    skins = SKINS[("african", "asian", "caucasian")[int(np.argmax(race))]]
    styles = ("short", "long", "bun", "cap") if female else ("short", "short", "cap", "bald")
    hair = HAIR[r.integers(len(HAIR))]
    return {
        "body": {
            "gender": float(r.uniform(0, 0.12) if female else r.uniform(0.88, 1)),
            "age": float(r.uniform(0.5, 0.95)),
            "muscle": float(r.uniform(0.35, 0.8)),
            "weight": float(r.uniform(0.32, 0.95)),
            "height": float(r.uniform(0.35, 0.65)),
            "race": [float(x) for x in race],
            "extra": extra,
        },
        "skin": [float(x) for x in np.array(skins[r.integers(3)]) * r.uniform(0.9, 1.1)],
        "hair": {
            "style": styles[r.integers(4)],
            "colour": list(hair),
            "thickness": float(r.uniform(0.006, 0.022)),
            "low": float(r.uniform(-0.02, 0.02)),
        },
        "iris": [0.10, 0.07, 0.05],
        "beard": 0.0 if female else float(r.choice((0.0, 0.6, 1.0))),
        "shirt": shirt(r),
        "trousers": colour(r, 0.04, 0.15),
    }


def shirt(r):
    return {
        "colour": colour(r),
        "second": colour(r),
        "pattern": ("plain", "stripes", "band")[r.choice(3, p=(0.65, 0.2, 0.15))],
        "sleeve": float(r.choice(SLEEVES, p=SLEEVE_SHARES)),
    }


def manner(number):
    """What a person does the same way in every repetition: degrees, squeeze in metres."""
    r = np.random.default_rng([7002, number])
    return {
        "forearmForward": r.normal(0, 6),
        "forearmOut": r.normal(0, 5),
        "palmTurn": r.normal(0, 10),
        "usualSlouch": r.uniform(2, 12),
        "usualHead": r.uniform(0, 6),
        "usualRetraction": r.uniform(-7, 0),
        "mostBack": r.uniform(18, 32),
        "mostForward": r.uniform(-38, -24),
        "mostRetraction": r.uniform(16, 25),
        "mostSqueeze": r.uniform(0.006, 0.013),
        "mostExtension": r.uniform(8, 17),
    }


def first_acceptable(draw, acceptable, tries=400):
    """The first of so many drawn values that is acceptable, or None."""
    return next((drawn for drawn in (draw() for _ in range(tries)) if acceptable(drawn)), None)


def camera(r, acceptable):
    """Options of `camera.Camera` that keep the raised hands in the image; None if no try did."""

    def options():
        near = r.random() < 0.5
        return {
            "distance": float(r.uniform(1.05, 1.9)),
            "height": float(r.uniform(-0.32, 0.34)),
            "yaw": float(r.choice((-1, 1)) * (r.uniform(0, 8) if near else r.uniform(8, 25))),
            "aim": float(r.uniform(-0.15, 0.35)),
            "aside": float(r.uniform(-0.08, 0.08)),
            "field": float(r.uniform(42, 60)),
        }

    return first_acceptable(options, acceptable)


def surroundings(r):
    """Options of the renderer: room, equipment, light."""
    sun, sky = r.uniform(0.6, 1.15), r.uniform(0.6, 1.15)
    return {
        "room": {
            "name": ("living", "office", "bedroom", "gym")[r.integers(4)],
            "seed": int(r.integers(1000)),
            "wall": [float(v) for v in r.uniform(0.28, 0.68, 3)],
            "chair": ("stool", "backrest")[r.integers(2)],
        },
        "equipment": ("none", "weights", "band")[r.choice(3, p=(0.6, 0.3, 0.1))],
        "light": {
            "direction": (r.uniform(-0.8, 0.8), -0.75, r.uniform(0.5, 0.9)),
            "sun": tuple(np.array((1.05, 1.0, 0.92)) * sun),
            "sky": tuple(np.array((0.50, 0.52, 0.58)) * sky),
        },
    }


HANGING, BENT, GOAL_POST = np.array((0.12, 0.45, -1.0)), np.array((0.55, 0.5, 0.6)), np.array((0.05, 0.05, 1.0))


def forearm(elevation, forward, out):
    """Direction of a forearm (out, forward, up) as the exercise has it at this elevation, tipped by degrees."""
    if elevation < 28:
        base = HANGING
    else:
        share = np.clip((elevation - 35) / 50, 0, 1)
        base = BENT + share * (GOAL_POST - BENT)
    tip = np.tan(np.radians((out, forward)))
    v = base / np.linalg.norm(base) + np.array((tip[0], tip[1], 0.0))
    return tuple(float(x) for x in v / np.linalg.norm(v))


FAULTS = FaultRanges(slouch=(14, 26), head=(9, 16), shrug=(9, 18))
NATURAL = (
    ("good", 9), ("elbows-forward", 4), ("no-squeeze", 3), ("no-extension", 3), ("slouch", 3),
    ("head-forward", 2), ("shrug", 2), ("leaning-back", 2), ("hollow-back", 2),
)  # fmt: skip


class Postures:
    """The frames of one session: (kind, label, parameters of `posing.pose`)."""

    def __init__(self, r, habit, grip):
        self.r, self.habit, self.grip = r, habit, grip
        self.drift = 0.0
        self.found = []

    def add(self, kind, label, elevation, back=0.0, tilt=None, **more):
        h, n = self.habit, lambda s: float(self.r.normal(0, s))
        d = self.drift
        p = {
            "lean": n(1.0) + d * n(2.0),
            "swayX": n(0.008) + d * n(0.03),
            "swayY": n(0.008) + d * n(0.03),
            "swayZ": n(0.003) + d * n(0.005),
            "yaw": n(1.2) + d * n(3.0),
            "roll": n(0.8) + d * n(1.2),
            "headYaw": n(3) + d * n(4),
            "headPitch": n(2.5) + d * n(4),
            "headRoll": n(1.5) + d * n(2),
        }
        turn = h["palmTurn"] + n(4) + d * n(12)
        forward, out = h["forearmForward"] + n(3) + d * n(8), h["forearmOut"] + n(2) + d * n(5)
        apart, askew = tilt if tilt else (n(2), n(2.5))
        for side, sign in (("left", 1), ("right", -1)):
            e = float(np.clip(elevation + sign * apart / 2, 5, 158))
            p[side + "Elevation"] = e
            p[side + "Back"] = back + sign * askew / 2
            p[side + "Forearm"] = forearm(e, forward + n(2) + d * n(3), out + n(2) + d * n(3))
            p[side + "Palm"] = (-0.25 + float(np.sin(np.radians(turn))), 1.0, 0.0)
            p[side + "Grip"] = float(np.clip(self.grip + n(4), 5, 75))
        p.update({k: float(v) for k, v in more.items()})
        self.found.append((kind, label, p))

    def good(self):
        r, h = self.r, self.habit
        share = lambda: r.uniform(0.8, 1.05)
        return {
            "retraction": h["mostRetraction"] * share(),
            "squeeze": h["mostSqueeze"] * share(),
            "extension": h["mostExtension"] * share(),
        }

    def small(self):
        return {k: abs(self.r.normal(0, 1)) for k in ("slouch", "headForward", "shrug")}

    def session(self):
        r, h = self.r, self.habit
        n = lambda s: r.normal(0, s)
        add, rest = self.add, lambda: {"elevation": r.uniform(10, 20), "back": r.uniform(-10, 5)}
        for _ in range(3):
            add("calibration", "usual", **rest(), slouch=h["usualSlouch"] + n(1), headForward=h["usualHead"] + n(1),
                retraction=h["usualRetraction"] + n(1), shrug=abs(n(1)))  # fmt: skip
        for _ in range(4):
            add("calibration", "tall", **rest(), **self.small(), retraction=r.uniform(0, 5), extension=r.uniform(1, 5))
        for e in (70, 85, 100, 115, 130, 145):
            add("calibration", "most", e + n(3), h["mostBack"] + n(2), **self.good(), **self.small())
        for e in (70, 85, 100, 115, 130):
            add("calibration", "forward", e + n(3), h["mostForward"] + n(2.5), retraction=-3 + n(2),
                extension=n(1.5), **self.small())  # fmt: skip
        self.drift = 1.0
        self._independent(36, 80, 150)
        self._independent(6, 30, 80)
        self._natural()
        self._turned()
        return self.found

    def _independent(self, count, low, high):
        """Every factor by itself, so that none can stand in for another."""
        r = self.r
        n = lambda s: r.normal(0, s)
        mixed = lambda small, large, share=0.55: abs(n(small)) if r.random() < share else r.uniform(small, large)
        for _ in range(count):
            apart = n(4) if r.random() < 0.8 else r.choice((-1, 1)) * r.uniform(10, 30)
            askew = n(4) if r.random() < 0.85 else r.choice((-1, 1)) * r.uniform(10, 25)
            self.add(
                "independent", "", r.uniform(low, high), r.uniform(-40, 35), (apart, askew),
                retraction=r.uniform(-5, 25) if r.random() < 0.75 else r.uniform(-3, 3),
                squeeze=r.uniform(0, 0.013) if r.random() < 0.65 else 0,
                extension=r.uniform(-5, 18) if r.random() < 0.75 else n(1.5),
                slouch=mixed(3, 26), headForward=mixed(2, 16), shrug=mixed(2, 18),
                lean=n(2) if r.random() < 0.6 else r.uniform(-14, 10),
                hollow=0 if r.random() < 0.6 else r.uniform(0, 12),
            )  # fmt: skip

    def _natural(self):
        """A good top, or a good top with one fault."""
        for label, count in NATURAL:
            for _ in range(count):
                self._top(label, (92, 140), FAULTS)

    def _top(self, label, elevation, ranges):
        p = {"elevation": self.r.uniform(*elevation), "back": self.r.uniform(6, self.habit["mostBack"]), **self.good(), **self.small()}
        self.add("natural", label, **{**p, **fault(label, self.r, ranges)})

    def _turned(self):
        """The chair turned by 45 to 70 degrees, arms hanging: tall, then with any head."""
        r = self.r
        turn = r.choice((-1, 1)) * r.uniform(45, 70)
        for label, count in (("turned-tall", 2), ("turned", 6)):
            for _ in range(count):
                yaw = turn + r.normal(0, 2)
                tall = label == "turned-tall"
                head = abs(r.normal(0, 1)) if tall or r.random() < 0.5 else r.uniform(2, 16)
                slouch = abs(r.normal(0, 1)) if tall or r.random() < 0.5 else r.uniform(3, 20)
                self.add("turned", label, r.uniform(10, 20), r.uniform(-10, 5), yaw=yaw,
                         headYaw=0.5 * yaw + r.normal(0, 3), headForward=head, slouch=slouch)  # fmt: skip
