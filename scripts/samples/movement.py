"""How a person moves through a clip: a specification becomes pose parameters at any moment.

Elevations are curves made of segments, one curve an arm, so that they can be read at any time and are continuous by
construction. Everything else (shoulder blades, chest, forearms, sway, breath) follows from them or is added to them.
Units: seconds, degrees, metres. Nothing is random but what the clip's seed decides.
"""

import zlib
from dataclasses import dataclass, field

import numpy as np

SIDES = ("left", "right")
_U = np.linspace(0.0, 1.0, 1001)


def generator(seed, *name):
    """A random generator that depends on the seed and on what it is for, not on the order of calls."""
    return np.random.default_rng(zlib.crc32(repr((seed,) + name).encode()))


def smooth(x):
    """0 to 1 with zero speed at both ends."""
    x = np.clip(x, 0.0, 1.0)
    return x * x * (3 - 2 * x)


# ---------------------------------------------------------------------------------------------- profiles
# A profile is a table of the way covered (0 to 1) over the share of the time passed (0 to 1).


def _way(speed):
    way = np.concatenate([[0.0], np.cumsum((speed[1:] + speed[:-1]) / 2)])
    return way / way[-1]


def bell(peak=0.45, sticking=0.0):
    """Raising: a bell of speed, its peak at this share of the time; `sticking` slows the middle of a tired raise."""
    a = 2.0 * peak / (1 - peak)
    speed = _U**a * (1 - _U) ** 2.0
    return _way(speed * (1 - sticking * np.exp(-(((_U - 0.55) / 0.13) ** 2))))


def controlled(onset=0.18, arrival=0.22, drift=0.0, waver=0.0, seed=0):
    """Lowering under control: slow onset, nearly constant speed, soft arrival; `drift` > 0 speeds up on the way."""
    r = generator(seed, "controlled")
    speed = smooth(_U / onset) * smooth((1 - _U) / arrival) * (1 + drift * (_U - 0.5))
    for cycles in (1.5, 2.6, 4.1):
        speed = speed * (1 + waver * r.uniform(0.5, 1.0) * np.sin(2 * np.pi * (cycles * _U + r.uniform())))
    return _way(np.maximum(speed, 0.0))


def dropped(catch=0.2):
    """A fall: speed grows as gravity makes it, and the last share of the time catches the arm."""
    return _way(np.minimum((_U / (1 - catch)) ** 1.15, smooth((1 - _U) / catch) * 1.0 + 1e-9))


def seen_share(profile, way):
    """Share of a segment's time that an eye sees as movement: from 4 % of the way, at least 2.5 degrees, to as near."""
    tolerance = max(2.5, 0.04 * way) / max(way, 1e-6)
    left = np.interp(tolerance, profile, _U)
    arrived = np.interp(1 - tolerance, profile, _U)
    return max(0.05, arrived - left)


class Curve:
    """A value over time: segments one after the other, each from where the last one ended, constant between them."""

    def __init__(self, start):
        self._segments = []
        self._last = float(start)
        self._first = float(start)

    @property
    def last(self):
        return self._last

    @property
    def end(self):
        return self._segments[-1][1] if self._segments else -np.inf

    def to(self, begin, end, value, profile=None):
        begin = max(begin, self.end)
        end = max(end, begin + 1e-3)
        self._segments.append((begin, end, self._last, float(value), profile))
        self._last = float(value)
        return self

    def at(self, times):
        times = np.asarray(times, float)
        out = np.full(times.shape, self._first)
        for begin, end, start, stop, profile in self._segments:
            inside = times >= begin
            share = np.clip((times[inside] - begin) / (end - begin), 0, 1)
            done = smooth(share) if profile is None else np.interp(share, _U, profile)
            out[inside] = start + (stop - start) * done
        return out


class Wander:
    """Smooth seeded unrest: a sum of slow sines, zero mean, about `size` in standard deviation."""

    def __init__(self, rng, size, *periods):
        self._f = np.array([1 / (p * rng.uniform(0.85, 1.18)) for p in periods])
        self._phase = rng.uniform(0, 2 * np.pi, len(periods))
        weights = rng.uniform(0.7, 1.3, len(periods))
        self._size = size * np.sqrt(2.0) * weights / np.linalg.norm(weights)

    def at(self, times):
        angle = 2 * np.pi * np.multiply.outer(np.asarray(times, float), self._f) + self._phase
        return np.sin(angle) @ self._size


# ---------------------------------------------------------------------------------------------- what a repetition is

REPETITION = {
    "bottom": 25.0,  # elevation where the arms end, degrees
    "top": 116.0,
    "raise": 1.3,  # seconds, whole
    "hold": 0.9,
    "lower": 3.0,  # seconds, as an eye times it
    "rest": 0.7,
    "lowering": "controlled",  # or dropped
    "left": 0.0,  # added to that arm's top, degrees
    "right": 0.0,
    "back": 15.0,  # elbows behind (+) or before (-) the trunk at the top, degrees
    "retraction": 18.0,  # shoulder blades back at the top, degrees
    "squeeze": 10.0,  # and together, mm
    "extension": 12.0,  # chest opened at the top, degrees
    "shrug": 0.0,
    "slouch": 0.0,
    "headForward": 0.0,
    "lean": 0.0,  # trunk tipped at the hips, + forwards
    "hollow": 0.0,  # lower back hollowed
    "swing": 0.0,  # trunk thrown back to get the arms up: a third forwards first, degrees from end to end
    "effort": 0.0,  # 0 fresh to 1 exhausted: trembling, a raise that sticks
    "pauseUp": None,  # {at: share of the way, seconds: s}
    "pauseDown": None,
    "jitter": 1.0,  # how much this repetition may differ from what is asked
}
"""What can be asked of one repetition, with the usual values."""

STYLE = {
    "peak": 0.45,
    "onset": 0.18,
    "arrival": 0.22,
    "drift": 0.0,
    "waver": 0.05,
    "catch": 0.2,
    "lag": 0.03,  # seconds that one arm follows the other
    "topDifference": 2.0,  # left minus right, degrees
    "backDifference": 2.5,
    "bottomDifference": 1.0,
    "backBottom": -4.0,
    "forearmBottom": [0.62, 0.55, 0.56],  # out, forward, up: a W
    "forearmTop": [0.10, 0.05, 1.0],  # a goal post
    "forearmFrom": 20.0,
    "forearmTo": 125.0,
    "palmBottom": [-0.25, 1.0, 0.0],  # where the palm looks
    "palmTop": [-0.25, 1.0, 0.0],
    "grip": 14.0,
    "sway": 1.0,
    "headUnrest": 1.0,
}
"""A person's manner, which specs may set clip by clip."""

ACTIVITIES = {
    # name: arms (left, right) keyed over the share of the time; see posing.GESTURES for the arms' poses
    "sit": [(0.0, "lap", "lap"), (1.0, "lap", "lap")],
    "drink": [(0.22, "lap", "lap"), (0.45, "lap", "mouth"), (0.72, "lap", "mouth"), (1.0, "lap", "lap")],
    "scratch-head": [(0.2, "lap", "lap"), (0.4, "scalp", "lap"), (0.75, "scalp", "lap"), (1.0, "lap", "lap")],
    "reach-forward": [(0.15, "lap", "lap"), (0.45, "lap", "keyboard"), (0.7, "lap", "keyboard"), (1.0, "lap", "lap")],
    "reach-aside": [(0.15, "lap", "lap"), (0.45, "aside", "lap"), (0.7, "aside", "lap"), (1.0, "lap", "lap")],
    "touch-glasses": [(0.15, "lap", "lap"), (0.4, "lap", "brow"), (0.6, "lap", "brow"), (1.0, "lap", "lap")],
}


@dataclass
class Planned:
    """One repetition as it was planned: when it may have begun and ended, and what was asked."""

    since: float  # the arms rest at its bottom since
    raising: float
    top: float
    lowering: float
    bottom: float
    until: float
    asked: dict
    effort: float = 0.0


@dataclass
class Movement:
    """A clip's whole movement. `gestures` maps a gesture's name to an arm's pose (see posing.gestures)."""

    seed: int
    timeline: list
    usual: dict = field(default_factory=dict)
    style: dict = field(default_factory=dict)
    gestures: dict = field(default_factory=dict)

    def __post_init__(self):
        self.style = {**STYLE, **self.style}
        self.usual = {**REPETITION, **self.usual}
        self._build()

    # ------------------------------------------------------------------ building
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
        vary = lambda share: 1 + j * r.uniform(-share, share)  # noqa: E731
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
        """The rest of the body: the chest opens on the way and finishes in the hold, and closes on the way down."""
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
        w = lambda name, size, *periods: Wander(generator(self.seed, name), size, *periods)  # noqa: E731
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

    # ------------------------------------------------------------------ reading
    def elevation(self, side, times):
        """The arm's elevation in the trunk's frame, degrees, as it is posed."""
        times = np.asarray(times, float)
        effort = self._effort.at(times)
        tremor = 0.05 + 0.55 * effort**1.5 * smooth((self._elevation[side].at(times) - 35) / 40)
        return (
            self._elevation[side].at(times)
            + self._wander[side].at(times)
            + tremor * self._wander[side + " tremor"].at(times)
        )

    def mean_elevation(self, times):
        return (self.elevation("left", times) + self.elevation("right", times)) / 2

    def lean(self, times):
        """How far the whole trunk is tipped at the hips, degrees, + forwards."""
        held = self._amount["lean"].at(times) * self._carriage.at(times)
        return held + self._amount["swing"].at(times) * self._swing.at(times) + self._wander["leanUnrest"].at(times)

    def parameters(self, t):
        """The pose's parameters at a time (see posing.PARAMETERS)."""
        at = lambda curve: float(curve.at(t))  # noqa: E731
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
