"""How right the heads are on people of a domain that they did not learn from.

    python domains.py --learn DIR/own DIR/dressed [--judge DIR/third] --projection DIR/projection.npz [--levels 1111 1001]

Each domain of `--learn` is left out in turn; `--judge` names domains of which nothing is ever learned.
"""

import argparse
from pathlib import Path

import numpy as np

from formcheck_scripts.posture import heads
from formcheck_scripts.posture.heads import LEVELS, QUESTIONS, Set, area, asked, away, chance, logistic

GOOD = {  # what a good repetition answers
    "elbows-back": True, "shrug": False, "slouch": False, "chest-open": True, "squeeze": True, "head-forward": False, "leaning-back": True,
}  # fmt: skip
BY = {  # what answers a question
    "elbows-back": "features", "shrug": "features", "slouch": "features", "chest-open": "features", "squeeze": "features",
    "head-forward": "features", "leaning-back": "features",
}  # fmt: skip
LIMITS = (1.8, 1.8)
"""Of how unlike cues and features may be, see Head.strangeness: frames beyond are not judged."""
TOLD_FROM = 0.9
RIGHT = 0.95
"""Of the verdicts on a domain that was not learned from, at least so many have to be right."""
AIMED = {"squeeze": 0.97}
"""The same where chances are calibrated, if it is more: the shoulder blades differ most between domains."""
SURER = {"leaning-back": 1.25, "elbows-back": 0.9}
"""By what a slope is multiplied: heads learned from one more domain than those that calibrate may be surer of domains left out, or not."""


SETTINGS = {  # chosen by what is right on domains left out, where it hardly mattered
    "blades": heads.Setting(ridge=2e-3, cues=0.25, head=0),  # the face tells nothing of the shoulder blades, and misleads
    "extension": heads.Setting(ridge=1e-2, cues=0.25),
    "shrug": heads.Setting(ridge=1e-3, cues=0.25),
    "slouch": heads.Setting(cues=0.25),
    "head": heads.Setting(ridge=2e-3, cues=0.25),
    "back": heads.Setting(ridge=1e-3, cues=0.25),
    "lean": heads.Setting(ridge=1e-2, cues=0.25),
}


def HOW(level):
    """How the heads of a level are learned."""
    return SETTINGS if level[3] == "1" else {**SETTINGS, "lean": heads.Setting(ridge=1e-3, cues=0.25)}


BALANCE = 0.25  # 0: yes and no count as often as they are; 1: alike. How common a fault is differs between domains and people


class Transfer:
    """What heads say of domains that they did not learn from: estimates of every frame, and how unlike its inputs are.

    Of each of the judged domains a head says that was learned from the others of the learned ones.
    """

    def __init__(self, data, level, learned, judged, settings=None):
        self.estimates = np.full((len(data), len(heads.TARGETS)), np.nan)
        self.cues, self.looks = np.full(len(data), np.nan), np.full(len(data), np.nan)
        for d in judged:
            others = [o for o in learned if o != d]
            head = data.head(level, others, settings)
            rows = data.domain == d
            self.estimates[rows] = head.estimate(data)[rows]
            strange = head.strangeness(data)
            self.cues[rows], self.looks[rows] = strange[0][rows], strange[1][rows]
        self.distance = np.sqrt(self.cues * np.where(self.looks > 0, self.looks, self.cues))


def nested(data, level, learned, out, settings=None):
    """By what the chances are calibrated that are told of a domain left out: heads that know neither it nor whom they are judged by.

    Of one domain that is left this cannot be: there it is judged by heads learned from the one left out, as far from it.
    """
    others = [o for o in learned if o != out]
    return Transfer(data, level, others if len(others) > 1 else learned, others, settings)


DOUBT = 1.0  # power of the distance by which an estimate counts less


def score(transfer, name):
    """How far the estimate is from the middle of a question, the less the more a frame is unlike what was learned from."""
    return away(transfer.estimates, name) / np.maximum(1, transfer.distance) ** DOUBT


def fit(transfer, data, rows, name, familiar):
    """Slope and bias of a question's chance on the given frames, each domain and person alike, and never surer than was right."""
    clear, yes = asked(data, name)
    z = score(transfer, name)
    use = rows & clear & familiar & np.isfinite(z)
    if not use.any() or yes[use].all() or not yes[use].any():
        return np.array([0.0, 0.0])
    weights = heads.frame_weights(data, use)
    share = weights[yes[use]].sum() / weights.sum()
    even = weights * np.where(yes[use], 1 / share, 1 / (1 - share)) ** BALANCE
    return SURER.get(name, 1) * tempered(z[use], yes[use], weights, even, AIMED.get(name, RIGHT))


def tempered(z, yes, weights, even, aimed):
    """A logistic regression, made shyer until as many of what it tells are right as are wanted."""
    w = logistic(z, yes, even)
    for _ in range(40):
        p = chance(z, w)
        told = np.maximum(p, 1 - p) >= TOLD_FROM
        if not told.any() or weights[told] @ ((p > 0.5) == yes)[told] / weights[told].sum() >= aimed:
            break
        w = w * 0.95
    return w


def familiar(transfer, limits):
    return (transfer.cues <= limits[0]) & (transfer.looks <= limits[1])


def scores(p, told, data, rows, name):
    """(AUC, right, unjudged, right of those told at 85 to 95 %, false faults on good form, frames) of a question."""
    clear, yes = asked(data, name)
    clear &= rows
    seen = clear & np.isfinite(p)
    sure = np.maximum(p, 1 - p)
    given = clear & told & (sure >= TOLD_FROM)
    right = (p > 0.5) == yes
    band = clear & told & (sure >= 0.85) & (sure < 0.95)
    good = rows & data.raised & (data.label == "good") & (90 * data.elevation <= QUESTIONS[name][4])
    fault = (1 - p if GOOD[name] else p) >= TOLD_FROM
    share = lambda x, of: float(x[of].mean()) if of.any() else float("nan")
    return (
        area(p[seen], yes[seen]), share(right, given), 1 - given.sum() / max(1, clear.sum()), share(right, band),
        share(fault & told, good), int(clear.sum()), int(band.sum()),
    )  # fmt: skip


def table(data, learned, judged, levels, limits, how=HOW, out=print):
    """Prints a table for each level and returns {(level, domain, question): scores}."""
    found = {}
    for level in levels:
        transfer = Transfer(data, level, learned, judged, how(level))
        like = familiar(transfer, limits)
        for d in judged:
            rows = data.domain == d
            within = nested(data, level, learned, d, how(level))
            out(f"\n{level}, {d} left out{'' if d in learned else ', never learned from'}: {len(np.unique(data.person[rows]))} people")
            out("  question         AUC   right  unjudged  at 85-95 %       false   frames")
            for name in QUESTIONS:
                w = fit(within, data, np.isfinite(within.distance), name, familiar(within, limits))
                p = chance(score(transfer, name), w)
                s = scores(p, like, data, rows, name)
                found[level, d, name] = s
                out(f"  {name:14} {s[0]:.3f}  {s[1]:.3f}   {s[2]:.2f}     {s[3]:.3f} ({s[6]:4})   {s[4]:.3f}   {s[5]}  {w.round(2)}")
    return found


def main():
    parser = argparse.ArgumentParser(description="How right the heads are on people of a domain that they did not learn from.")
    parser.add_argument("--learn", nargs="+", type=Path, required=True)
    parser.add_argument("--judge", nargs="*", type=Path, default=[])
    parser.add_argument("--projection", type=Path, required=True)
    parser.add_argument("--levels", nargs="+", default=list(LEVELS))
    given = parser.parse_args()
    z = np.load(given.projection)
    found = [s for d in given.learn + given.judge for s in heads.project(heads.sessions(d), z["mean"], z["components"])]
    data = Set(found)
    learned = [d.name for d in given.learn]
    table(data, learned, learned + [d.name for d in given.judge], given.levels, LIMITS)


if __name__ == "__main__":
    main()
