"""Data sets of rendered people, their comparison with their own calibration, and linear heads on it.

A domain is a folder of sessions: NNNN-S.npz (truth), NNNN-S.seen.npz (keypoints), NNNN-S.features.npz (features.py). `PostureCalibration`
and `PostureHeads` compute the same in Java; `fixture.py` writes the numbers by which a test compares both.
"""

from pathlib import Path

import numpy as np
from scipy.linalg import solve

from formcheck_scripts.posture import cues

TARGETS = ("blades", "extension", "shrug", "slouch", "head", "back", "lean")  # cm, degrees, cm, cm, cm, degrees, degrees
QUESTIONS = {  # verdict: target, value from which yes, value up to which no, least and most elevation
    "elbows-back": ("back", 5, -10, 78, 135),  # arms that are raised higher hide in one camera what is behind what
    "shrug": ("shrug", 3, 1, 60, 180),
    "slouch": ("slouch", 6, 1.5, 0, 180),
    "chest-open": ("extension", 9, 2, 60, 180),
    "squeeze": ("blades", 4.5, 1.2, 60, 180),
    "head-forward": ("head", 4, 1, 0, 180),
    "leaning-back": ("lean", -2.5, -7, 0, 180),
}
LEVELS = ("1000", "1100", "1110", "1001", "1101", "1111")
"""What there is of sitting tall, the raise with most retraction, the raise with the elbows forward, and features."""

FREE, COUNT = len(cues.NAMES) - len(cues.PICTURE), len(cues.NAMES)
PRINCIPAL, HEAD = 256, 20
LOOK = PRINCIPAL + HEAD
STEPS = ("tall", "most", "forward")
KERNEL = 0.11  # of 90 degrees: how near in elevation a calibrated look counts
RAISED = 0.6  # of 90 degrees: below, no look is taken, and no question is asked
LOWEST = 0.3  # of 90 degrees: heads of keypoints follow the trunk's tilt from here on
FARTHEST = 4.0  # standardised inputs are clipped here
CENTRE = cues.CENTRE


# ---------------------------------------------------------------------------------------------- sessions


def truths(t):
    """(frames, targets) of a session's truth."""
    s = lambda n: t["scalars"][:, list(t["scalarNames"]).index(n)]
    c = lambda n: t["centimetres"][:, list(t["centimetreNames"]).index(n)]
    found = {
        "blades": c("shoulderBack") + c("shoulderIn"),
        "extension": s("extension"),
        "shrug": c("shrugUp"),
        "slouch": c("slouchHeadForward"),
        "head": c("headForward"),
        "back": (s("leftBack") + s("rightBack")) / 2,
        "lean": s("lean"),
    }
    return np.stack([found[n] for n in TARGETS], 1).astype(float)


def read(truth, domain=""):
    """One session without its turned frames: cues, features, truth. Frames without a pose are dropped, but counted in `lost`."""
    t, seen, features = (np.load(truth.with_suffix(s)) for s in (".npz", ".seen.npz", ".features.npz"))
    points, world = seen["points"].astype(float), seen["world"].astype(float)
    front = t["kind"] != "turned"
    usable = front & ~np.isnan(points[:, 0, 0])
    measured = cues.measure(np.nan_to_num(points), np.nan_to_num(world))
    scalar = lambda n: t["scalars"][:, list(t["scalarNames"]).index(n)]
    found = {
        "cues": measured,
        "elevation": measured[:, cues.ELEVATION],
        "truth": truths(t),
        "trueElevation": (scalar("leftElevation") + scalar("rightElevation")) / 2,
        "kind": t["kind"],
        "label": t["label"],
        "pooled": features["pooled"],
        "head": features["head"].astype("f4"),
        "ok": features["ok"].astype(bool),
    }
    found = {k: v[usable] for k, v in found.items()}
    found["ok"] &= np.isfinite(found["head"]).all(1)
    found["head"] = np.where(found["ok"][:, None], found["head"], 0)
    calibration = found["kind"] == "calibration"
    raised = found["elevation"] >= RAISED
    found["step"] = np.where(
        calibration & (found["label"] == "tall") & ~raised, 0,
        np.where(calibration & (found["label"] == "most") & raised, 1, np.where(calibration & (found["label"] == "forward") & raised, 2, -1)),
    )  # fmt: skip
    found["use"] = ~calibration
    return {
        "domain": domain,
        "person": int(truth.name[:4]),
        "name": truth.stem,
        "lost": int((front & ~usable).sum()),
        **found,
    }


def sessions(folder, domain=None, wanted=lambda person: True):
    """All sessions of a domain that are seen and have features, of the people that are wanted."""
    folder = Path(folder)
    files = sorted(folder.glob("????-?.npz"))
    files = [p for p in files if p.with_suffix(".seen.npz").exists() and p.with_suffix(".features.npz").exists()]
    found = [read(p, domain or folder.name) for p in files if wanted(int(p.name[:4]))]
    return [s for s in found if (s["step"] == 0).any() and (s["step"] == 1).any() and (s["step"] == 2).any()]


# ---------------------------------------------------------------------------------------------- projection


def projection(domains, size=PRINCIPAL):
    """Mean (4096), principal components (size, 4096) of the pooled features, and how much of their variance these keep.

    Components of the correlations between what changes within a person: each feature first gets the deviation 1 there. Each domain
    counts alike.
    """
    total, mean = 0.0, 0.0
    for found in domains:
        within, n, middle = 0.0, 0, 0.0
        for s in found:
            x = s["pooled"][s["ok"]].astype("f4")
            middle = middle + x.sum(0, dtype=float)
            x = x - x.mean(0)
            within, n = within + x.T @ x, n + len(x)
        total, mean = total + within / n / len(domains), mean + middle / n / len(domains)
    deviation = np.sqrt(np.diag(total)).astype(float)
    deviation = np.maximum(deviation, np.median(deviation) / 20)
    total = np.asarray(total, float) / np.outer(deviation, deviation)
    values, vectors = largest(total, size)
    return mean, (vectors / deviation[:, None]).T, float(values.sum() / np.trace(total))


def largest(matrix, size, more=44, rounds=12):
    """The largest eigenvalues of a symmetric matrix, in falling order, and their vectors, by subspace iteration."""
    q = np.linalg.qr(np.random.default_rng(0).normal(size=(len(matrix), size + more)))[0]
    for _ in range(rounds):
        q = np.linalg.qr(matrix @ q)[0]
    values, vectors = np.linalg.eigh(q.T @ matrix @ q)
    return values[::-1][:size], (q @ vectors)[:, ::-1][:, :size]


def project(found, mean, directions):
    """Gives each session its looks: principal and head numbers."""
    for s in found:
        principal = (s["pooled"].astype(float) - mean) @ directions.T
        s["look"] = np.hstack([principal, s["head"]]).astype("f4")
    return found


# ---------------------------------------------------------------------------------------------- comparison


def compare_cues(s, chosen):
    """(frames, FREE + 3 COUNT): the free cues, and differences of all to sitting tall and both raises."""
    calibration = cues.Calibration(*(s["cues"][s["step"] == k] for k in range(3)))
    return calibration.compare(s["cues"][chosen])[:, np.r_[0:FREE, COUNT : 4 * COUNT]]


def compare_looks(s, chosen):
    """(frames, 3, LOOK): differences of the look to sitting tall and to both raises at the same elevation; NaN where there is none."""
    look = np.where(s["ok"][:, None], s["look"], np.nan)
    out = np.full((int(chosen.sum()), 3, look.shape[1]), np.nan)
    e = s["elevation"][chosen]
    for k in range(3):
        step = (s["step"] == k) & s["ok"]
        if not step.any():
            continue
        if k == 0:
            out[:, 0] = look[chosen] - look[step].mean(0)
        else:
            w = -((e[:, None] - s["elevation"][step][None]) ** 2) / (2 * KERNEL**2)
            w = np.exp(w - w.max(1, keepdims=True))
            out[:, k] = look[chosen] - (w / w.sum(1, keepdims=True)) @ look[step]
    return out


def columns(level):
    """Which cues and which of the three look differences are inputs of a level."""
    known = [c == "1" for c in level]
    keep = np.r_[np.ones(FREE, bool), np.repeat(known[:3], COUNT)]
    return keep, [k for k in range(3) if known[k]] if known[3] else []


class Set:
    """Frames to judge, of many sessions."""

    def __init__(self, found):
        found = list(found)
        rows = [(s, s["use"] & (s["elevation"] >= LOWEST)) for s in found]
        gather = lambda f: np.concatenate([f(s, u) for s, u in rows])
        self.domain = gather(lambda s, u: np.full(u.sum(), s["domain"]))
        self.person = gather(lambda s, u: np.full(u.sum(), f"{s['domain']}{s['person']:04d}"))
        self.session = gather(lambda s, u: np.full(u.sum(), s["name"]))
        self.elevation = gather(lambda s, u: s["elevation"][u])
        self.raised = self.elevation >= RAISED
        self.truth = gather(lambda s, u: s["truth"][u])
        self.label = gather(lambda s, u: s["label"][u])
        self.cues = gather(compare_cues)
        self.looks = gather(compare_looks)
        self._learned = {}

    def __len__(self):
        return len(self.elevation)

    def pictured(self, level):
        """Frames that have what the level wants."""
        _, blocks = columns(level)
        return np.isfinite(self.looks[:, blocks, 0]).all(1) & (self.raised | (level[3] == "0"))

    def head(self, level, domains, settings):
        """The head of a level that is learned from some of the domains; each is learned once."""
        key = level, tuple(sorted(domains))
        if key not in self._learned:
            self._learned[key] = Head(self, level, np.isin(self.domain, domains), settings)
        return self._learned[key]

    def inputs(self, level):
        keep, blocks = columns(level)
        return np.hstack([self.cues[:, keep], self.looks[:, blocks].reshape(len(self), -1)])


# ---------------------------------------------------------------------------------------------- heads


class Scale:
    """Brings inputs to the scale of those learned from: median and spread, clipped."""

    def __init__(self, x, weights):
        low, self.middle, high = (quantile(x, weights, q) for q in (0.1, 0.5, 0.9))
        self.spread = np.maximum((high - low) / 2.56, 1e-3)

    def __call__(self, x):
        return np.clip((x - self.middle) / self.spread, -FARTHEST, FARTHEST)


def quantile(x, weights, q):
    """Weighted quantile by columns."""
    order = np.argsort(x, 0, kind="stable")
    share = np.cumsum(weights[order], 0) / weights.sum()
    at = np.argmax(share >= q, 0)
    return np.take_along_axis(np.take_along_axis(x, order, 0), at[None], 0)[0]


ASKEW = ("-aside", "-aside-of-eyes", "-slope", "-x", "~")
"""Ends of the names of what changes its sign in a mirror: nothing that is asked does."""
ASKEW_HEAD = (6, 7, 12, 14, 16, 18)  # of features.HEAD: yaw, roll, places aside


class Setting:
    """How much the blocks count, and how much a weight costs. power: 0 for all principal numbers alike, 1 as much as they vary."""

    def __init__(self, ridge=3e-3, cues=0.5, head=0.5, principal=1.0, power=1.0, raw=0.3):
        self.ridge, self.cues, self.head, self.principal, self.power, self.raw = ridge, cues, head, principal, power, raw

    def importance(self, level, spread):
        """Weight of each input, given how much it varies."""
        keep, blocks = columns(level)
        even = np.array([not n.endswith(ASKEW) for n in cues.NAMES], float)
        w = np.concatenate([self.raw * even[:FREE], np.tile(even, 3)])[keep]
        parts, at = [np.sqrt(self.cues) * w / np.sqrt((w**2).sum())], len(w)
        for _ in blocks:
            p = spread[at : at + PRINCIPAL] ** self.power
            h = np.ones(HEAD)
            h[list(ASKEW_HEAD)] = 0
            parts.append(np.sqrt(self.principal / len(blocks)) * p / np.sqrt((p**2).sum()))
            parts.append(np.sqrt(self.head / len(blocks)) * h / np.sqrt((h**2).sum()))
            at += LOOK
        return np.concatenate(parts)


class Linear:
    """A head as it is written: standardised inputs to targets, the weights linear in elevation. `PostureHeads` computes the same."""

    def __init__(self, middle, spread, weights, slopes, bias, bias_slope):
        self.middle, self.spread, self.weights, self.slopes = middle, spread, weights, slopes
        self.bias, self.bias_slope = bias, bias_slope

    def estimate(self, x, elevation):
        z = np.clip((x - self.middle) / self.spread, -FARTHEST, FARTHEST)
        e = (elevation - CENTRE)[:, None]
        return z @ self.weights + self.bias + e * (z @ self.slopes + self.bias_slope)

    def floats(self):
        """In the order of the file: middle, spread; weights and slopes of each target; biases, their slopes."""
        each = np.stack([self.weights.T, self.slopes.T], 1)
        return np.concatenate([v.ravel() for v in (self.middle, self.spread, each, self.bias, self.bias_slope)]).astype("<f4")


SLOPE = 1.5  # how much a weight may change over 90 degrees of elevation, beside the weight itself


class Head:
    """The linear map of a level, by ridge regression: inputs, and inputs times the elevation, to the targets.

    settings: of each target by name, or one of all.
    """

    def __init__(self, data, level, rows, settings=None):
        self.level = level
        rows = rows & data.pictured(level)
        w = frame_weights(data, rows)[:, None]
        x, e, y = data.inputs(level)[rows], (data.elevation[rows] - CENTRE)[:, None], data.truth[rows]
        self.scale = Scale(x, w[:, 0])
        z = self.scale(x)
        a = np.hstack([z, SLOPE * e * z, np.ones_like(e), e])
        gram, average = (a * w).T @ a, (w * y).sum(0)
        by = (a * w).T @ (y - average)
        n, k = x.shape[1], y.shape[1]
        weights, bias = np.zeros((2 * n, k)), np.zeros((2, k))
        solved = {}
        for t, name in enumerate(TARGETS):
            setting = settings[name] if isinstance(settings, dict) else settings or Setting()
            if id(setting) not in solved:
                v = setting.importance(level, self.scale.spread)
                v = np.concatenate([v, v, [1, 1]])
                cost = setting.ridge * np.r_[np.ones(2 * n), 1e-3, 1e-3]
                solved[id(setting)] = v[:, None] * solve(gram * np.outer(v, v) + np.diag(cost), by * v[:, None], assume_a="pos")
            weights[:, t], bias[:, t] = solved[id(setting)][: 2 * n, t], solved[id(setting)][2 * n :, t]
        self.linear = Linear(self.scale.middle, self.scale.spread, weights[:n], SLOPE * weights[n:], bias[0] + average, bias[1])

    def estimate(self, data):
        """Targets of all frames; NaN where the level's inputs are missing."""
        out = np.full((len(data), len(TARGETS)), np.nan)
        rows = data.pictured(self.level)
        out[rows] = self.linear.estimate(data.inputs(self.level)[rows], data.elevation[rows])
        return out

    def strangeness(self, data):
        """Root mean square of the standardised cues, and of the standardised differences of the looks; about 1 if familiar."""
        keep, blocks = columns(self.level)
        n = int(keep.sum())
        z = self.scale(data.inputs(self.level))
        looks = np.sqrt((z[:, n:] ** 2).mean(1)) if blocks else np.zeros(len(z))
        return np.sqrt((z[:, :n] ** 2).mean(1)), np.where(data.pictured(self.level), looks, np.inf)


def frame_weights(data, rows):
    """Each domain counts alike, and in it each person; they add up to 1."""
    w = np.zeros(len(data))
    domains = np.unique(data.domain[rows])
    for d in domains:
        people = np.unique(data.person[rows & (data.domain == d)])
        for p in people:
            own = rows & (data.person == p)
            w[own] = 1 / len(domains) / len(people) / own.sum()
    return w[rows]


# ---------------------------------------------------------------------------------------------- answers


def asked(data, name):
    """Frames in which a question is asked and the truth is beyond doubt, and where it says yes."""
    target, yes, no, least, most = QUESTIONS[name]
    value = data.truth[:, TARGETS.index(target)]
    return data.raised & ((value >= yes) | (value <= no)) & (90 * data.elevation >= least) & (90 * data.elevation <= most), value >= yes


def away(estimates, name):
    """How far the estimate is from the middle of the question, in its widths."""
    target, yes, no, _, _ = QUESTIONS[name]
    return (estimates[:, TARGETS.index(target)] - (yes + no) / 2) / abs(yes - no)


def area(score, yes):
    """Area under the ROC curve, ties shared."""
    if yes.all() or not yes.any():
        return float("nan")
    _, at, counts = np.unique(score, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[at]
    a, b = int(yes.sum()), int((~yes).sum())
    return (ranks[yes].sum() - a * (a + 1) / 2) / (a * b)


def logistic(x, yes, weights=None, slight=1e-3):
    """Slope and bias of a logistic regression, by Newton's method with a slight ridge."""
    x = np.column_stack([x, np.ones(len(x))])
    v = np.ones(len(x)) if weights is None else weights / weights.mean()
    w = np.zeros(2)
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (v * (p - yes)) + slight * w
        w -= np.linalg.solve((x * (v * p * (1 - p))[:, None]).T @ x + slight * np.eye(2), gradient)
    return w


def chance(x, weights):
    return 1 / (1 + np.exp(-np.clip(weights[0] * x + weights[1], -30, 30)))
