"""What heads say of domains that they did not learn from, and the probabilities of answers that follow."""

import numpy as np

from formcheck_scripts.posture.heads import Setting, frame_weights
from formcheck_scripts.posture.questions import QUESTIONS, TARGETS
from formcheck_scripts.posture.scoring import area, asked, logistic, margin, probability

MAX_DISTANCES = (1.8, 1.8)
"""Of cues and of embeddings, see Head.distances: frames beyond are out of distribution and not judged."""
GIVEN_FROM = 0.9
"""A verdict is given where the probability of its answer is at least this."""
MIN_RIGHT = 0.95
"""Of the verdicts on a domain that was not learned from, at least so many have to be right."""
AIMED = {"squeeze": 0.97}
"""The same where probabilities are calibrated, if it is more: scapular retraction differs most between domains."""
SLOPE_FACTORS = {"leaning-back": 1.25, "elbows-back": 0.9}
"""By what a slope is multiplied: heads learned from one more domain than those that calibrate can be surer of domains left out, or not."""
DOUBT = 1.0
"""Power of the distance by which an estimate counts less."""
SETTINGS = {  # chosen by what is right on domains left out, where it hardly mattered
    "blades": Setting(ridge=2e-3, cues=0.25, head=0),  # the face says nothing about the scapulae, and misleads
    "extension": Setting(ridge=1e-2, cues=0.25),
    "shrug": Setting(ridge=1e-3, cues=0.25),
    "slouch": Setting(cues=0.25),
    "head": Setting(ridge=2e-3, cues=0.25),
    "back": Setting(ridge=1e-3, cues=0.25),
    "lean": Setting(ridge=1e-2, cues=0.25),
}


def settings_of(level):
    """How the heads of a level are learned: a setting for each target."""
    return SETTINGS if level[3] == "1" else {**SETTINGS, "lean": Setting(ridge=1e-3, cues=0.25)}


BALANCE = 0.25
"""0: yes and no count as often as they are; 1: alike. How common a fault is differs between domains and people."""


class Transfer:
    """Estimates of every frame of the judged domains, and how far its inputs are from those learned from.

    Each of the judged domains is estimated by a head that was learned from the other ones of the learned domains.
    """

    def __init__(self, data, level, learned, judged, settings=None):
        self.estimates = np.full((len(data), len(TARGETS)), np.nan)
        self.cues, self.embeddings = np.full(len(data), np.nan), np.full(len(data), np.nan)
        for d in judged:
            others = [o for o in learned if o != d]
            head = data.head(level, others, settings)
            rows = data.domain == d
            self.estimates[rows] = head.estimate(data)[rows]
            cues, embeddings = head.distances(data)
            self.cues[rows], self.embeddings[rows] = cues[rows], embeddings[rows]
        self.distance = np.sqrt(self.cues * np.where(self.embeddings > 0, self.embeddings, self.cues))

    def in_distribution(self, limits=MAX_DISTANCES):
        return (self.cues <= limits[0]) & (self.embeddings <= limits[1])

    def score(self, name):
        """How far the estimate is from the middle of a question; less, the further a frame is from what was learned from."""
        return margin(self.estimates, name) / np.maximum(1, self.distance) ** DOUBT


def nested(data, level, learned, out, settings=None):
    """What calibrates the probabilities given on a domain left out: heads that know neither it nor the domain that they judge.

    With one other domain this cannot be: it is judged by heads learned from the one left out, which is as far from it.
    """
    others = [o for o in learned if o != out]
    return Transfer(data, level, others if len(others) > 1 else learned, others, settings)


def fit(transfer, data, name):
    """Slope and bias of a question's probability on the frames that were judged, each domain and person alike, and never surer than was
    right."""
    clear, yes = asked(data, name)
    z = transfer.score(name)
    use = np.isfinite(transfer.distance) & clear & transfer.in_distribution() & np.isfinite(z)
    if not use.any() or yes[use].all() or not yes[use].any():
        return np.array([0.0, 0.0])
    weights = frame_weights(data, use)
    share = weights[yes[use]].sum() / weights.sum()
    even = weights * np.where(yes[use], 1 / share, 1 / (1 - share)) ** BALANCE
    return SLOPE_FACTORS.get(name, 1) * tempered(z[use], yes[use], weights, even, AIMED.get(name, MIN_RIGHT))


def tempered(z, yes, weights, even, aimed):
    """A logistic regression, made less sure until as many of the verdicts that it gives are right as are wanted."""
    w = logistic(z, yes, even)
    for _ in range(40):
        p = probability(z, w)
        given = np.maximum(p, 1 - p) >= GIVEN_FROM
        if not given.any() or weights[given] @ ((p > 0.5) == yes)[given] / weights[given].sum() >= aimed:
            break
        w = w * 0.95
    return w


def scores(p, judged, data, rows, name):
    """(AUC, right, unjudged, right of those given at 85 to 95 %, false faults on good form, frames, frames at 85 to 95 %) of a question.

    p: probabilities of yes; judged: frames in distribution.
    """
    question = QUESTIONS[name]
    clear, yes = asked(data, name)
    clear &= rows
    seen = clear & np.isfinite(p)
    sure = np.maximum(p, 1 - p)
    given = clear & judged & (sure >= GIVEN_FROM)
    right = (p > 0.5) == yes
    band = clear & judged & (sure >= 0.85) & (sure < 0.95)
    good = rows & data.raised & (data.label == "good") & (90 * data.elevation <= question.most)
    fault = (1 - p if question.good else p) >= GIVEN_FROM
    share = lambda x, of: float(x[of].mean()) if of.any() else float("nan")
    return (
        area(p[seen], yes[seen]), share(right, given), 1 - given.sum() / max(1, clear.sum()), share(right, band),
        share(fault & judged, good), int(clear.sum()), int(band.sum()),
    )  # fmt: skip
