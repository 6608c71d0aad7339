"""Linear heads on the inputs of a level: ridge regressions, and the form in which they are written.

`PostureHeads` computes the same in Java.
"""

import numpy as np
from scipy.linalg import solve

from formcheck_scripts.posture.cues import CENTRE, FREE, NAMES
from formcheck_scripts.posture.inputs import columns
from formcheck_scripts.posture.projection import EMBEDDING, HEAD, PRINCIPAL
from formcheck_scripts.posture.questions import TARGETS

CLIP = 4.0
"""Standardised inputs are clipped here."""


class Scale:
    """Brings inputs to the scale of those learned from: median and spread, clipped."""

    def __init__(self, x, weights):
        low, self.middle, high = (quantile(x, weights, q) for q in (0.1, 0.5, 0.9))
        self.spread = np.maximum((high - low) / 2.56, 1e-3)

    def __call__(self, x):
        return np.clip((x - self.middle) / self.spread, -CLIP, CLIP)


def quantile(x, weights, q):
    """Weighted quantile by columns."""
    order = np.argsort(x, 0, kind="stable")
    share = np.cumsum(weights[order], 0) / weights.sum()
    at = np.argmax(share >= q, 0)
    return np.take_along_axis(np.take_along_axis(x, order, 0), at[None], 0)[0]


ASKEW = ("-aside", "-aside-of-eyes", "-slope", "-x", "~")
"""Ends of the names of what changes its sign in a mirror: nothing that is asked does."""
ASKEW_HEAD = (6, 7, 12, 14, 16, 18)  # of crops.HEAD: yaw, roll, positions aside


class Setting:
    """How much the blocks count, and how much a weight costs. power: 0 for all principal numbers alike, 1 as much as they vary."""

    def __init__(self, ridge=3e-3, cues=0.5, head=0.5, principal=1.0, power=1.0, raw=0.3):
        self.ridge, self.cues, self.head, self.principal, self.power, self.raw = ridge, cues, head, principal, power, raw

    def importance(self, level, spread):
        """Weight of each input, given how much it varies."""
        keep, blocks = columns(level)
        even = np.array([not n.endswith(ASKEW) for n in NAMES], float)
        w = np.concatenate([self.raw * even[:FREE], np.tile(even, 3)])[keep]
        parts, at = [np.sqrt(self.cues) * w / np.sqrt((w**2).sum())], len(w)
        for _ in blocks:
            p = spread[at : at + PRINCIPAL] ** self.power
            h = np.ones(HEAD)
            h[list(ASKEW_HEAD)] = 0
            parts.append(np.sqrt(self.principal / len(blocks)) * p / np.sqrt((p**2).sum()))
            parts.append(np.sqrt(self.head / len(blocks)) * h / np.sqrt((h**2).sum()))
            at += EMBEDDING
        return np.concatenate(parts)


class Linear:
    """A head as it is written: standardised inputs to targets, the weights linear in elevation. `PostureHeads` computes the same."""

    def __init__(self, middle, spread, weights, slopes, bias, bias_slope):
        self.middle, self.spread, self.weights, self.slopes = middle, spread, weights, slopes
        self.bias, self.bias_slope = bias, bias_slope

    def estimate(self, x, elevation):
        z = np.clip((x - self.middle) / self.spread, -CLIP, CLIP)
        e = (elevation - CENTRE)[:, None]
        return z @ self.weights + self.bias + e * (z @ self.slopes + self.bias_slope)

    def floats(self):
        """In the order of the file: middle, spread; weights and slopes of each target; biases, their slopes."""
        each = np.stack([self.weights.T, self.slopes.T], 1)
        return np.concatenate([v.ravel() for v in (self.middle, self.spread, each, self.bias, self.bias_slope)]).astype("<f4")


SLOPE = 1.5
"""How much a weight may change over 90 degrees of elevation, relative to the weight itself."""


class Head:
    """The linear map of a level, by ridge regression: inputs, and inputs times the elevation, to the targets.

    settings: of each target by name, or one of all.
    """

    def __init__(self, data, level, rows, settings=None):
        self.level = level
        rows = rows & data.usable(level)
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
        rows = data.usable(self.level)
        out[rows] = self.linear.estimate(data.inputs(self.level)[rows], data.elevation[rows])
        return out

    def distances(self, data):
        """How far the inputs are from those learned from: root mean square of the standardised cues, and of the standardised
        differences of embeddings; about 1 in distribution."""
        keep, blocks = columns(self.level)
        n = int(keep.sum())
        z = self.scale(data.inputs(self.level))
        embeddings = np.sqrt((z[:, n:] ** 2).mean(1)) if blocks else np.zeros(len(z))
        return np.sqrt((z[:, :n] ** 2).mean(1)), np.where(data.usable(self.level), embeddings, np.inf)


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
