"""Frames compared with the person's own calibration: the inputs of the heads.

`PostureCalibration` computes the same in Java; fixture_heads.py writes the values that a test compares both with.
"""

import numpy as np

from formcheck_scripts.posture import cues
from formcheck_scripts.posture.heads import Head
from formcheck_scripts.posture.inputs import columns
from formcheck_scripts.posture.questions import LOWEST, RAISED, STEPS

KERNEL = 0.11
"""Elevation / 90 degrees: standard deviation of the weights of calibrated embeddings near a frame's elevation."""


def compare_cues(s, chosen):
    """(frames, FREE + 3 COUNT): the free cues, and differences of all to sitting tall and both raises."""
    calibration = cues.Calibration(*(s["cues"][s["step"] == k] for k in range(len(STEPS))))
    return calibration.compare(s["cues"][chosen])[:, np.r_[0 : cues.FREE, cues.COUNT : 4 * cues.COUNT]]


def compare_embeddings(s, chosen):
    """(frames, 3, EMBEDDING): differences of the embedding to sitting tall and to both raises at the same elevation; NaN where there is
    none."""
    embedding = np.where(s["ok"][:, None], s["embedding"], np.nan)
    out = np.full((int(chosen.sum()), len(STEPS), embedding.shape[1]), np.nan)
    e = s["elevation"][chosen]
    for k in range(len(STEPS)):
        step = (s["step"] == k) & s["ok"]
        if not step.any():
            continue
        if k == 0:
            out[:, 0] = embedding[chosen] - embedding[step].mean(0)
        else:
            w = -((e[:, None] - s["elevation"][step][None]) ** 2) / (2 * KERNEL**2)
            w = np.exp(w - w.max(1, keepdims=True))
            out[:, k] = embedding[chosen] - (w / w.sum(1, keepdims=True)) @ embedding[step]
    return out


class FrameSet:
    """Frames to judge, of many sessions."""

    def __init__(self, found):
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
        self.embeddings = gather(compare_embeddings)
        self._learned = {}

    def __len__(self):
        return len(self.elevation)

    def usable(self, level):
        """Frames that have the inputs of a level."""
        _, blocks = columns(level)
        return np.isfinite(self.embeddings[:, blocks, 0]).all(1) & (self.raised | (level[3] == "0"))

    def head(self, level, domains, settings):
        """The head of a level that is learned from some of the domains; each is learned once."""
        key = level, tuple(sorted(domains))
        if key not in self._learned:
            self._learned[key] = Head(self, level, np.isin(self.domain, domains), settings)
        return self._learned[key]

    def inputs(self, level):
        keep, blocks = columns(level)
        return np.hstack([self.cues[:, keep], self.embeddings[:, blocks].reshape(len(self), -1)])
