"""The frames of one session, with the kinds and labels of crowd.Postures, from other ranges: (kind, label, parameters)."""

import numpy as np

from formcheck_scripts.posture.faults import FaultRanges, fault

FORWARD_TOPS, MOST_TOPS = (70, 90, 110, 130), (75, 95, 115, 138)
NATURAL = (("good", 5), ("elbows-forward", 2), ("no-squeeze", 2), ("no-extension", 1), ("slouch", 2), ("head-forward", 1), ("shrug", 2),
           ("leaning-back", 1))  # fmt: skip
INDEPENDENT, LOW = 13, 2
FAULTS = FaultRanges(forward=(-38, -10), retraction=2.5, extension=2, slouch_head=(0, 10), lean=(-15, -7))


def habit(r):
    """What one person does the same way each time: degrees, squeeze in metres."""
    return {
        "mostBack": r.uniform(14, 34),
        "mostForward": r.uniform(-42, -20),
        "mostRetraction": r.uniform(13, 26),
        "mostSqueeze": r.uniform(0.003, 0.014),
        "mostExtension": r.uniform(6, 18),
        "usualSlouch": r.uniform(1, 13),
        "usualHead": r.uniform(0, 7),
        "forearmIn": r.normal(0, 9),
        "forearmFore": r.normal(2, 10),
        "palm": r.normal(0, 18),
        "wrist": r.normal(0.05, 0.12),
        "lopsided": r.normal(0, 2.5),
        "rest": r.choice(("lap", "sides")),
    }


def forearm(elevation, fore, inwards, rest):
    """Out, forward, up: hanging or in the lap when the arm is low, upright when it is raised, tipped by degrees."""
    low = np.array((-0.12, 0.85, -0.5)) if rest == "lap" else np.array((0.1, 0.3, -1.0))
    bent, high = np.array((0.45, 0.7, 0.5)), np.array((0.0, 0.0, 1.0))
    at = np.interp(elevation, (20, 45, 85), (0.0, 1.0, 2.0))
    v = low + at * (bent - low) if at < 1 else bent + (at - 1) * (high - bent)
    v = v / np.linalg.norm(v) + np.array((-np.tan(np.radians(inwards)), np.tan(np.radians(fore)), 0.0)) * min(at, 1.0)
    return tuple((v / np.linalg.norm(v)).tolist())


class Session:
    """Draws frames one after the other; `calm` while calibrating, then everything drifts."""

    def __init__(self, r, grip):
        self.r, self.h, self.grip = r, habit(r), grip
        self.calm, self.frames = True, []

    def n(self, spread):
        return float(self.r.normal(0, spread))

    def add(self, kind, label, elevation, back=0.0, apart=None, askew=None, **more):
        h, d = self.h, 0.35 if self.calm else 1.0
        p = {
            "lean": self.n(2.2) * d,
            "swayX": self.n(0.022) * d,
            "swayY": self.n(0.025) * d,
            "swayZ": self.n(0.004) * d,
            "yaw": self.n(3.4) * d,
            "roll": self.n(1.3) * d,
            "headYaw": self.n(5.5) * d,
            "headPitch": self.n(4.5) * d,
            "headRoll": self.n(2.5) * d,
        }
        apart = h["lopsided"] + self.n(2.5) if apart is None else apart
        askew = self.n(3) if askew is None else askew
        for side, sign in (("left", 1), ("right", -1)):
            e = float(np.clip(elevation + sign * apart / 2, 5, 155))
            p[side + "Elevation"], p[side + "Back"] = e, float(back + sign * askew / 2)
            p[side + "Forearm"] = forearm(e, h["forearmFore"] + self.n(7 * d), h["forearmIn"] + self.n(6 * d), h["rest"])
            p[side + "Palm"] = (-0.2 + float(np.sin(np.radians(h["palm"] + self.n(9 * d)))), 1.0, 0.1)
            p[side + "Grip"] = float(np.clip(self.grip + self.n(5), 4, 75))
            p[side + "Wrist"] = float(h["wrist"] + self.n(0.08))
        p.update({k: float(v) for k, v in more.items()})
        self.frames.append((kind, label, p))

    def good(self):
        r, h = self.r, self.h
        return {
            "retraction": h["mostRetraction"] * r.uniform(0.75, 1.05),
            "squeeze": h["mostSqueeze"] * r.uniform(0.6, 1.1),
            "extension": h["mostExtension"] * r.uniform(0.75, 1.08),
        }

    def little(self):
        return {k: abs(self.n(1.2)) for k in ("slouch", "headForward", "shrug")}

    def rest(self):
        return {"elevation": self.r.uniform(10, 22), "back": self.r.uniform(-25 if self.h["rest"] == "lap" else -10, 3)}

    def all(self):
        r, h, add = self.r, self.h, self.add
        for _ in range(2):
            add("calibration", "usual", **self.rest(), slouch=h["usualSlouch"] + self.n(1.5), headForward=h["usualHead"] + self.n(1),
                retraction=self.n(2) - 2, shrug=abs(self.n(1)))  # fmt: skip
        for _ in range(3):
            add("calibration", "tall", **self.rest(), **self.little(), retraction=r.uniform(0, 5), extension=r.uniform(0, 5))
        for e in MOST_TOPS:
            add("calibration", "most", e + self.n(3), h["mostBack"] + self.n(2.5), **self.good(), **self.little())
        for e in FORWARD_TOPS:
            add("calibration", "forward", e + self.n(3), h["mostForward"] + self.n(3), retraction=-2 + self.n(2), extension=self.n(1.5),
                **self.little())  # fmt: skip
        self.calm = False
        self._independent(INDEPENDENT, 78, 150)
        self._independent(LOW, 30, 78)
        self._natural()
        return self.frames

    def _either(self, small, large, share=0.5):
        return abs(self.n(small)) if self.r.random() < share else self.r.uniform(*large)

    def _independent(self, count, low, high):
        r = self.r
        for _ in range(count):
            self.add(
                "independent", "", r.uniform(low, high), r.uniform(-42, 36),
                self.n(4) if r.random() < 0.8 else r.choice((-1, 1)) * r.uniform(8, 26),
                self.n(4) if r.random() < 0.85 else r.choice((-1, 1)) * r.uniform(8, 24),
                retraction=r.uniform(-6, 26), squeeze=max(0.0, r.uniform(-0.006, 0.014)),
                extension=r.uniform(-5, 18) if r.random() < 0.75 else self.n(2),
                slouch=self._either(2, (3, 26)), headForward=self._either(1.5, (2, 16)), shrug=self._either(1.5, (2, 18)),
                lean=self.n(2.5) if r.random() < 0.55 else r.uniform(-15, 11), hollow=0 if r.random() < 0.6 else r.uniform(0, 12),
            )  # fmt: skip

    def _natural(self):
        r, h = self.r, self.h
        for label, count in NATURAL:
            for _ in range(count):
                p = {"elevation": r.uniform(88, 142), "back": r.uniform(4, h["mostBack"]), **self.good(), **self.little()}
                self.add("natural", label, **{**p, **fault(label, r, FAULTS)})
