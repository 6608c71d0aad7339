"""Questions to frames, and how right their answers are."""

import numpy as np

from formcheck_scripts.posture.questions import QUESTIONS, TARGETS

MAX_LOGIT = 30.0


def asked(data, name):
    """Frames in which a question is asked and the truth is beyond doubt, and where it says yes."""
    q = QUESTIONS[name]
    value = data.truth[:, TARGETS.index(q.target)]
    elevation = 90 * data.elevation
    return data.raised & ((value >= q.yes) | (value <= q.no)) & (elevation >= q.least) & (elevation <= q.most), value >= q.yes


def margin(estimates, name):
    """How far the estimate is from the middle of the question, in its widths."""
    q = QUESTIONS[name]
    return (estimates[:, TARGETS.index(q.target)] - (q.yes + q.no) / 2) / abs(q.yes - q.no)


def area(score, yes):
    """Area under the ROC curve, ties shared."""
    if yes.all() or not yes.any():
        return float("nan")
    _, at, counts = np.unique(score, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[at]
    a, b = int(yes.sum()), int((~yes).sum())
    return (ranks[yes].sum() - a * (a + 1) / 2) / (a * b)


def logistic(x, yes, weights=None, ridge=1e-3):
    """Slope and bias of a logistic regression, by Newton's method with a slight ridge."""
    x = np.column_stack([x, np.ones(len(x))])
    v = np.ones(len(x)) if weights is None else weights / weights.mean()
    w = np.zeros(2)
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -MAX_LOGIT, MAX_LOGIT)))
        gradient = x.T @ (v * (p - yes)) + ridge * w
        w -= np.linalg.solve((x * (v * p * (1 - p))[:, None]).T @ x + ridge * np.eye(2), gradient)
    return w


def probability(x, weights):
    """Of yes, by slope and bias."""
    return 1 / (1 + np.exp(-np.clip(weights[0] * x + weights[1], -MAX_LOGIT, MAX_LOGIT)))
