"""A specification's timeline becomes curves: one of elevation for each arm, and one for each quantity that goes with it.

Curves are continuous by construction and can be read at any time. Seconds, degrees, metres. Only the clip's seed makes anything random.
"""

from dataclasses import dataclass, field

import numpy as np

from formcheck_scripts.samples.curves import Curve, Wander, bell, controlled, dropped, generator, seen_share
from formcheck_scripts.samples.repetition import ACTIVITIES, REPETITION, SIDES, STYLE, Planned


@dataclass
class Timeline:
    """The curves of a clip's movement. `gestures` maps a gesture's name to an arm's pose (see posing.gestures)."""

    seed: int
    timeline: list
    usual: dict = field(default_factory=dict)
    style: dict = field(default_factory=dict)
    gestures: dict = field(default_factory=dict)

    def __post_init__(self):
        self.style = {**STYLE, **self.style}
        self.usual = {**REPETITION, **self.usual}
        self._build()

    def _build(self):
        lap = self.gestures["lap"]
        bottom = self.usual["bottom"]
        first = self.timeline[0]
        ready = "repetition" in first or "rest" in first
        self._elevation = {s: Curve(self._bottom(s, bottom) if ready else lap["elevation"]) for s in SIDES}
        self._gesture_back = {s: Curve(lap["back"]) for s in SIDES}
        self._gesture_forearm = {s: [Curve(v) for v in lap["forearm"]] for s in SIDES}
        self._gesture_palm = {s: [Curve(v) for v in lap["palm"]] for s in SIDES}
        self._exercising = Curve(1.0 if ready else 0.0)
        self._open = Curve(0.0)  # chest and shoulder blades
        self._carriage = Curve(0.0)  # what a fault does to the carriage, from this repetition's raise to its end
        names = ("back", "retraction", "squeeze", "extension", "shrug", "slouch", "headForward", "lean", "hollow", "swing")
        self._amount = {n: Curve(self.usual[n]) for n in names}
        self._swing = Curve(0.0)  # -1 back to +1 forwards, to be multiplied with the amount
        self._effort = Curve(0.0)
        self.repetitions = []
        self._ready = ready
        now = 0.0
        for number, item in enumerate(self.timeline):
            kind, value = next(iter(item.items()))
            if kind == "repetition":
                now = self._repetition(now, {**self.usual, **(value or {})}, number)
            elif kind == "rest":
                now = self._get_ready(now) if not self._ready else now
                now += float(value)
            elif kind == "activity":
                now = self._activity(now, value["name"], float(value["seconds"]))
            else:
                raise ValueError(f"nothing is known about {kind} in a timeline")
        self.seconds = now
        self._unrest()

    def _bottom(self, side, bottom):
        return bottom + (0.5 if side == "left" else -0.5) * self.style["bottomDifference"]

    def _get_ready(self, now, seconds=1.0):
        """From the lap to where repetitions begin."""
        for side in SIDES:
            self._elevation[side].to(now, now + seconds, self._bottom(side, self.usual["bottom"]))
        self._exercising.to(now, now + seconds, 1.0)
        self._ready = True
        return now + seconds + 0.4

    def _activity(self, now, name, seconds):
        keys = ACTIVITIES[name]
        if self._ready:
            for side in SIDES:
                self._to_gesture(side, now, now + 0.9, self.gestures["lap"])
            self._exercising.to(now, now + 0.9, 0.0)
            self._ready = False
            now += 0.9
        begin, last = now, (0.0, "lap", "lap")
        for key in keys:
            start, end = begin + last[0] * seconds, begin + key[0] * seconds
            for side, gesture, before in zip(SIDES, key[1:], last[1:]):
                if gesture != before:
                    self._to_gesture(side, start, end, self.gestures[gesture])
                elif gesture != "lap":
                    self._fidget(side, start, end, name)
            last = key
        return begin + seconds

    def _to_gesture(self, side, begin, end, gesture):
        self._elevation[side].to(begin, end, gesture["elevation"])
        self._gesture_back[side].to(begin, end, gesture["back"])
        for curve, value in zip(self._gesture_forearm[side], gesture["forearm"]):
            curve.to(begin, end, value)
        for curve, value in zip(self._gesture_palm[side], gesture["palm"]):
            curve.to(begin, end, value)

    def _fidget(self, side, begin, end, name):
        """A hand that scratches moves to and fro; one that holds a cup stays."""
        if name != "scratch-head":
            return
        home, t, turn = self._elevation[side].last, begin, 1
        while t + 0.16 < end:
            self._elevation[side].to(t, t + 0.16, home + 2.5 * turn)
            t, turn = t + 0.16, -turn
        self._elevation[side].to(t, end, home)

    def _repetition(self, now, asked, number):
        if not self._ready:
            now = self._get_ready(now)
        r = generator(self.seed, "repetition", number)
        j = float(asked["jitter"])
        style = self.style
        vary = lambda share: 1 + j * r.uniform(-share, share)
        effort = float(asked["effort"])
        tops = asked["top"] + j * r.uniform(-1.8, 1.8)
        bottom = asked["bottom"] + j * r.uniform(-1.5, 1.5)
        since = now
        raising = now
        up = asked["raise"] * vary(0.07)
        pause_up = asked["pauseUp"]
        hold = max(0.15, asked["hold"] * vary(0.12))
        top_at = raising + up + (pause_up["seconds"] if pause_up else 0.0)
        lowering = top_at + hold
        profile = self._lowering_profile(asked, number, r)
        way = tops - bottom
        down = asked["lower"] * vary(0.05) / seen_share(profile, way)
        pause_down = asked["pauseDown"]
        bottom_at = lowering + down + (pause_down["seconds"] if pause_down else 0.0)
        rest = max(0.25, asked["rest"] * vary(0.15))
        until = bottom_at + rest
        raise_profile = bell(style["peak"] * vary(0.08), sticking=0.75 * effort**1.5)
        for sign, side in ((1, "left"), (-1, "right")):
            curve = self._elevation[side]
            lag = max(0.0, -sign * style["lag"]) * (1 + 0.3 * r.uniform(-1, 1))
            difference = style["topDifference"] + j * r.uniform(-0.8, 0.8)
            peak = tops + sign * difference / 2 + asked[side]
            low = self._bottom(side, bottom) + j * r.uniform(-0.6, 0.6)
            start = curve.last
            self._move(curve, raising + lag, up - lag * 0.5, start, peak - 0.8, raise_profile, pause_up)
            # While it is held the arm still creeps a little, and sinks a little when it is tired.
            curve.to(top_at + lag, lowering + lag, peak + (0.4 if effort < 0.3 else -1.5 * effort))
            slow = lag if asked["lowering"] == "controlled" else lag * 0.4
            if asked["lowering"] == "dropped":
                self._drop(curve, lowering + slow, down, low, profile, r)
            else:
                self._move(curve, lowering + slow, down, curve.last, low, profile, pause_down)
        self._accompany(asked, raising, top_at, lowering, bottom_at, until, effort)
        self.repetitions.append(Planned(since, raising, top_at, lowering, bottom_at, until, asked, effort))
        return until

    def _lowering_profile(self, asked, number, r):
        style = self.style
        if asked["lowering"] == "dropped":
            return dropped(style["catch"])
        hurry = np.clip((2.0 - asked["lower"]) / 1.5, 0, 1)  # who hurries accelerates sooner and arrives harder
        return controlled(
            style["onset"] * (1 + 0.5 * hurry) * (1 + 0.15 * r.uniform(-1, 1)),
            style["arrival"] * (1 + 0.3 * hurry) * (1 + 0.15 * r.uniform(-1, 1)),
            style["drift"],
            style["waver"] * (1 + 2 * asked["effort"]),
            f"{self.seed}-{number}",
        )

    @staticmethod
    def _move(curve, begin, seconds, start, stop, profile, pause):
        """A whole way, or two parts of it with a pause between them."""
        if not pause:
            curve.to(begin, begin + seconds, stop, profile)
            return
        at = pause["at"]
        first = seconds * (0.35 + 0.3 * at)
        middle = start + (stop - start) * at
        curve.to(begin, begin + first, middle, bell(0.48))
        curve.to(begin + first, begin + first + pause["seconds"], middle + 0.8)
        curve.to(begin + first + pause["seconds"], begin + seconds + pause["seconds"], stop, bell(0.45))

    @staticmethod
    def _drop(curve, begin, seconds, low, profile, r):
        """The fall, then a small settling: the arm swings past and comes back."""
        swing = r.uniform(1.2, 2.2)
        curve.to(begin, begin + seconds, low - swing, profile)
        curve.to(begin + seconds, begin + seconds + 0.17, low + 0.5 * swing)
        curve.to(begin + seconds + 0.17, begin + seconds + 0.4, low)

    def _accompany(self, asked, raising, top_at, lowering, bottom_at, until, effort):
        """The rest of the body: the chest opens during the raise, finishes in the hold and closes during lowering."""
        up, down = top_at - raising, bottom_at - lowering
        for name, curve in self._amount.items():
            # The amounts change while chest and blades are at rest, so that nothing jumps.
            if abs(curve.last - asked[name]) > 1e-9:
                curve.to(raising - 0.3, raising + 0.15 * up, asked[name])
        self._open.to(raising + 0.2 * up, top_at, 0.82)
        self._open.to(top_at, top_at + 0.6 * (lowering - top_at), 1.0)
        self._open.to(lowering + 0.08 * down, max(lowering + 0.72 * down, lowering + 0.55), 0.0)
        self._carriage.to(raising, raising + 0.75 * up, 1.0)
        self._carriage.to(lowering + 0.35 * down, max(bottom_at, lowering + 0.8), 0.0)
        if asked["swing"]:
            self._swing.to(raising - 0.15, raising + 0.15 * up, 0.33)
            self._swing.to(raising + 0.15 * up, raising + 0.7 * up, -0.67)
            self._swing.to(raising + 0.7 * up, top_at + 0.25, 0.0)
        if abs(self._effort.last - effort) > 1e-9:
            self._effort.to(raising - 0.3, raising + 0.3 * up, effort)

    def _unrest(self):
        w = lambda name, size, *periods: Wander(generator(self.seed, name), size, *periods)
        s, h = self.style["sway"], self.style["headUnrest"]
        self._wander = {
            "swayX": w("sway x", 0.0035 * s, 9.0, 5.3, 3.1),
            "swayY": w("sway y", 0.0030 * s, 11.0, 6.1, 2.7),
            "yaw": w("yaw", 0.9 * s, 8.0, 13.0, 4.0),
            "roll": w("roll", 0.5 * s, 6.0, 10.0),
            "leanUnrest": w("lean", 0.5 * s, 7.0, 12.0),
            "headYaw": w("head yaw", 2.2 * h, 7.0, 11.0, 3.4),
            "headPitch": w("head pitch", 1.3 * h, 5.0, 9.0, 2.6),
            "headRoll": w("head roll", 0.9 * h, 8.0, 5.0),
            "retractionUnrest": w("retraction", 0.6, 5.0, 3.0),
        }
        for side in SIDES:
            self._wander[side] = w(side + " arm", 0.35, 2.1, 1.3, 0.8)
            self._wander[side + " tremor"] = w(side + " tremor", 1.0, 0.115, 0.132, 0.151)
            self._wander[side + " back"] = w(side + " back", 0.8, 3.7, 2.3)
            self._wander[side + " forearm"] = w(side + " forearm", 0.03, 2.9, 1.9)
            self._wander[side + " forearm2"] = w(side + " forearm2", 0.03, 3.3, 1.6)
        r = generator(self.seed, "glances")
        self._glances = Curve(0.0)
        t = r.uniform(5, 11)
        while t + 2 < self.seconds:
            self._glances.to(t, t + 0.45, r.choice([-1, 1]) * r.uniform(3, 8) * h)
            self._glances.to(t + 0.45 + r.uniform(0.3, 0.9), t + 1.9, 0.0)
            t += r.uniform(8, 16)
        self._breath_rate = r.uniform(0.22, 0.28)
        self._breath_phase = r.uniform(0, 2 * np.pi)
