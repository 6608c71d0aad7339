"""What holds of somebody whom nobody asked to sit tall: frames are compared with others of the same person in any posture.

    python unasked.py --learn DIR/own DIR/dressed DIR/valid --projection DIR/projection.npz [--up-to 112]

References are frames with the arms down (rests), or with low arms (lowest): one frame at a time, which is less than a recording has.
Two kinds of answers are judged on the domain left out, with the heads and the calibrated probabilities of sitting tall shown:
what is said of a posture itself (truth: the frame's own), and "as there" (truth: by how much the target differs between both
frames). Prints for each the largest factor on logits with which enough is right; `--up-to` learns from arms that are raised no
higher, to see how heads hold beyond.
"""

import argparse
from pathlib import Path

import numpy as np

import cues
import domains
import heads
from domains import HOW, LIMITS, RIGHT, TOLD_FROM
from heads import QUESTIONS, TARGETS, Set

REFERENCES = {"rests": (-1.0, 0.56), "lowest": (0.45, 0.95)}
"""Elevations of the references, of 90 degrees."""
RISE = 0.2  # of 90 degrees: a frame is judged only if its arms are raised so much higher than those of the reference
MOST = 8  # references of a session
AS_THERE = {"elbows-back": None, "shrug": False, "slouch": False, "chest-open": None, "squeeze": None, "head-forward": False, "leaning-back": True}  # fmt: skip
"""The answer that means "no worse than there"; None where the question is about the top alone."""
MISSED = 0.1
"""Of the frames in which the posture did change, at most so many may be called as there, on each domain."""
FACTORS = np.arange(1, 0.25, -0.05)
FEWEST = 20


class Pairs(Set):
    """Frames to judge, each beside one reference: what `Set` is for sitting tall that was shown."""

    def __init__(self, found, low, high):
        r = np.random.default_rng(0)
        rows = []
        for s in found:
            e = s["elevation"]
            references = np.flatnonzero((e >= low) & (e < high) & s["ok"] & (s["step"] != 0))
            if len(references) > MOST:
                references = r.choice(references, MOST, replace=False)
            judged = np.flatnonzero(s["use"] & s["ok"] & (e >= heads.RAISED))
            rows += [(s, k, judged[(judged != k) & (e[judged] >= e[k] + RISE)]) for k in references]
        gather = lambda f: np.concatenate([f(s, k, j) for s, k, j in rows if len(j)])  # noqa: E731
        self.domain = gather(lambda s, k, j: np.full(len(j), s["domain"]))
        self.person = gather(lambda s, k, j: np.full(len(j), f"{s['domain']}{s['person']:04d}"))
        self.elevation = gather(lambda s, k, j: s["elevation"][j])
        self.raised = np.ones(len(self.elevation), bool)
        self.own = gather(lambda s, k, j: s["truth"][j])
        self.change = self.own - gather(lambda s, k, j: np.repeat(s["truth"][k][None], len(j), 0))
        compare = lambda s, k, j: cues.Calibration(s["cues"][[k]]).compare(s["cues"][j])  # noqa: E731
        keep = np.r_[0 : heads.FREE, heads.COUNT : 2 * heads.COUNT]
        self._inputs = gather(lambda s, k, j: np.hstack([compare(s, k, j)[:, keep], s["look"][j] - s["look"][k]]))
        self.truth = self.own

    def pictured(self, level):
        return np.ones(len(self), bool)

    def inputs(self, level):
        return self._inputs if level[3] == "1" else self._inputs[:, : heads.FREE + heads.COUNT]


def logits(pairs, learned, level, data, up_to):
    """{question: logits of yes on the domain left out, 0 of a frame unlike those learned from}."""
    found = {name: np.zeros(len(pairs)) for name in QUESTIONS}
    for d in learned:
        others = [o for o in learned if o != d]
        head = heads.Head(data, level, np.isin(data.domain, others) & (90 * data.elevation <= up_to), HOW(level))
        points, looks = head.strangeness(pairs)
        distance = np.sqrt(points * np.where(looks > 0, looks, points))
        rows = (pairs.domain == d) & (points <= LIMITS[0]) & (looks <= LIMITS[1])
        estimates = head.linear.estimate(pairs.inputs(level), pairs.elevation)
        within = domains.nested(data, level, learned, d, HOW(level))
        for name in QUESTIONS:
            w = domains.fit(within, data, np.isfinite(within.distance), name, domains.familiar(within, LIMITS))
            found[name][rows] = (w[0] * heads.away(estimates, name) / np.maximum(1, distance) + w[1])[rows]
    return found


def told(pairs, learned, name, logit, answer, factor, change):
    """Of each domain: right, told of those true, told of those not true, frames told."""
    pairs.truth = pairs.change if change else pairs.own
    clear, yes = heads.asked(pairs, name)
    true = yes == answer
    given = clear & ((1 if answer else -1) * factor * logit >= np.log(TOLD_FROM / (1 - TOLD_FROM)))
    found = []
    for d in learned:
        rows = clear & (pairs.domain == d)
        w = np.zeros(len(pairs))
        w[rows] = heads.frame_weights(pairs, rows)
        share = lambda a, b: float(w[a & b].sum() / w[b].sum()) if w[b].sum() > 0 else float("nan")  # noqa: E731
        found.append((share(true, given & rows), share(given, rows & true), share(given, rows & ~true), int((given & rows).sum())))
    return found


def holds(found):
    enough = [f for f in found if f[3] >= FEWEST]
    return bool(enough) and all(f[0] >= RIGHT and not f[2] > MISSED for f in enough)


def main():
    parser = argparse.ArgumentParser(description="What holds of somebody whom nobody asked to sit tall.")
    parser.add_argument("--learn", nargs="+", type=Path, required=True)
    parser.add_argument("--projection", type=Path, required=True)
    parser.add_argument("--up-to", type=float, default=180)
    parser.add_argument("--levels", nargs="+", default=["1001", "1000"])
    given = parser.parse_args()
    z = np.load(given.projection)
    found = [s for d in given.learn for s in heads.project(heads.sessions(d), z["mean"], z["components"])]
    learned = [d.name for d in given.learn]
    data = Set(found)
    for kind, (low, high) in REFERENCES.items():
        pairs = Pairs(found, low, high)
        print(f"\n{kind}: {len(pairs)} pairs; {', '.join(learned)}; right, told where true / where not, frames")
        for level in given.levels:
            by_name = logits(pairs, learned, level, data, given.up_to)
            for name in QUESTIONS:
                for answer, change in ((True, False), (False, False), (AS_THERE[name], True)):
                    if answer is None or not by_name[name].any():
                        continue
                    for factor in FACTORS:
                        scores = told(pairs, learned, name, by_name[name], answer, factor, change)
                        if holds(scores):
                            break
                    else:
                        scores = told(pairs, learned, name, by_name[name], answer, 1, change)
                    kept = f"x {factor:.2f}" if holds(scores) else "fails "
                    what = "as there" if change else "yes" if answer else "no"
                    rows = "  ".join(f"{100 * r:5.1f} % {100 * a:3.0f}/{100 * b:3.0f} % {n:5}" for r, a, b, n in scores)
                    print(f"  {level} {name:13} {what:9} {kept}  {rows}", flush=True)


if __name__ == "__main__":
    main()
