"""What holds for people who were not asked to sit tall: frames are compared with others of the same person in any posture.

    python unasked.py --learn DIR/own DIR/dressed DIR/valid --projection DIR/projection.npz [--up-to 112]

References are frames with the arms down (rests), or with low arms (lowest): one frame at a time, which is less than a recording has;
and people who sit still in their own way (still), four frames each, where the renderers were run with `--sitters`.
Two kinds of answers are judged on the domain left out, with the heads and the calibrated probabilities of sitting tall shown: what is said
of a posture itself (truth: the frame's own), and "as there" (truth: by how much the target differs between both frames). Prints for each
the largest factor on logits with which enough is right; `--up-to` learns from arms that are raised no higher, to see how heads do beyond.
"""

import argparse
from pathlib import Path

import numpy as np

from formcheck_scripts.posture import cues, sitters
from formcheck_scripts.posture.comparison import FrameSet
from formcheck_scripts.posture.heads import Head, frame_weights
from formcheck_scripts.posture.projection import embed
from formcheck_scripts.posture.questions import QUESTIONS, RAISED
from formcheck_scripts.posture.scoring import asked, margin
from formcheck_scripts.posture.sessions import sessions
from formcheck_scripts.posture.transfer import GIVEN_FROM, MAX_DISTANCES, MIN_RIGHT, fit, nested, settings_of

REFERENCES = {"rests": (-1.0, 0.56), "lowest": (0.45, 0.95)}
"""Elevations of the references, of 90 degrees."""
STILL = "still"
RISE = 0.2
"""Elevation / 90 degrees: a frame is judged only if its arms are raised so much higher than those of the reference."""
MAX_REFERENCES = 8
"""Of a session."""
AS_THERE = {"elbows-back": None, "shrug": False, "slouch": False, "chest-open": None, "squeeze": None, "head-forward": False,
            "leaning-back": True}  # fmt: skip
"""The answer that means "no worse than there"; None where the question is about the top alone."""
MAX_MISSED = 0.1
"""Of the frames in which the posture did change, at most so many may be called as there, on each domain."""
FACTORS = np.arange(1, 0.25, -0.05)
FEWEST = 20


def references(s, kind, r):
    """(frames, how often people are seen so) of each reference of a session."""
    e, usable = s["elevation"], s["ok"] & (s["step"] != 0)
    if kind == STILL:
        sitter = usable & (s["kind"] == sitters.KIND)
        frames = {label: np.flatnonzero(sitter & (s["label"] == label)) for label in sitters.SITTING}
        return [(k, sitters.SITTING[label][0]) for label, k in frames.items() if len(k)]
    low, high = REFERENCES[kind]
    found = np.flatnonzero((e >= low) & (e < high) & usable & (s["kind"] != sitters.KIND))
    if len(found) > MAX_REFERENCES:
        found = r.choice(found, MAX_REFERENCES, replace=False)
    return [(np.array([k]), 1.0) for k in found]


class Pairs:
    """Frames to judge, each beside one reference: what `FrameSet` is for sitting tall that was shown."""

    def __init__(self, found, kind):
        r = np.random.default_rng(0)
        rows, weights = [], []
        for s in found:
            e = s["elevation"]
            judged = np.flatnonzero(s["use"] & s["ok"] & (e >= RAISED))
            for k, weight in references(s, kind, r):
                chosen = judged[~np.isin(judged, k) & (e[judged] >= e[k].max() + RISE)]
                rows.append((s, k, chosen))
                weights.append(np.full(len(chosen), weight))
        self.weight = np.concatenate(weights)
        gather = lambda f: np.concatenate([f(s, k, j) for s, k, j in rows if len(j)])
        self.domain = gather(lambda s, k, j: np.full(len(j), s["domain"]))
        self.person = gather(lambda s, k, j: np.full(len(j), f"{s['domain']}{s['person']:04d}"))
        self.elevation = gather(lambda s, k, j: s["elevation"][j])
        self.raised = np.ones(len(self.elevation), bool)
        self.own = gather(lambda s, k, j: s["truth"][j])
        self.change = self.own - gather(lambda s, k, j: np.repeat(s["truth"][k].mean(0)[None], len(j), 0))
        compare = lambda s, k, j: cues.Calibration(s["cues"][k]).compare(s["cues"][j])
        keep = np.r_[0 : cues.FREE, cues.COUNT : 2 * cues.COUNT]
        self._inputs = gather(lambda s, k, j: np.hstack([compare(s, k, j)[:, keep], s["embedding"][j] - s["embedding"][k].mean(0)]))
        self.truth = self.own

    def __len__(self):
        return len(self.elevation)

    def usable(self, level):
        return np.ones(len(self), bool)

    def inputs(self, level):
        return self._inputs if level[3] == "1" else self._inputs[:, : cues.FREE + cues.COUNT]


def logits(pairs, learned, level, data, up_to):
    """{question: logits of yes on the domain left out, 0 for a frame out of distribution}."""
    found = {name: np.zeros(len(pairs)) for name in QUESTIONS}
    for d in learned:
        others = [o for o in learned if o != d]
        head = Head(data, level, np.isin(data.domain, others) & (90 * data.elevation <= up_to), settings_of(level))
        points, embeddings = head.distances(pairs)
        distance = np.sqrt(points * np.where(embeddings > 0, embeddings, points))
        rows = (pairs.domain == d) & (points <= MAX_DISTANCES[0]) & (embeddings <= MAX_DISTANCES[1])
        estimates = head.linear.estimate(pairs.inputs(level), pairs.elevation)
        within = nested(data, level, learned, d, settings_of(level))
        for name in QUESTIONS:
            w = fit(within, data, name)
            found[name][rows] = (w[0] * margin(estimates, name) / np.maximum(1, distance) + w[1])[rows]
    return found


def given(pairs, learned, name, logit, answer, factor, change):
    """Of each domain: right, given of those true, given of those not true, frames given."""
    pairs.truth = pairs.change if change else pairs.own
    clear, yes = asked(pairs, name)
    true = yes == answer
    verdicts = clear & ((1 if answer else -1) * factor * logit >= np.log(GIVEN_FROM / (1 - GIVEN_FROM)))
    found = []
    for d in learned:
        rows = clear & (pairs.domain == d)
        w = np.zeros(len(pairs))
        w[rows] = frame_weights(pairs, rows) * pairs.weight[rows]
        share = lambda a, b, w=w: float(w[a & b].sum() / w[b].sum()) if w[b].sum() > 0 else float("nan")
        shares = share(true, verdicts & rows), share(verdicts, rows & true), share(verdicts, rows & ~true)
        found.append((*shares, int((verdicts & rows).sum())))
    return found


def enough_right(found):
    enough = [f for f in found if f[3] >= FEWEST]
    return bool(enough) and all(f[0] >= MIN_RIGHT and not f[2] > MAX_MISSED for f in enough)


def report(pairs, learned, level, by_name):
    for name in QUESTIONS:
        for answer, change in ((True, False), (False, False), (AS_THERE[name], True)):
            if answer is None or not by_name[name].any():
                continue
            for factor in FACTORS:
                scores = given(pairs, learned, name, by_name[name], answer, factor, change)
                if enough_right(scores):
                    break
            else:
                scores = given(pairs, learned, name, by_name[name], answer, 1, change)
            kept = f"x {factor:.2f}" if enough_right(scores) else "fails "
            what = "as there" if change else "yes" if answer else "no"
            rows = "  ".join(f"{100 * r:5.1f} % {100 * a:3.0f}/{100 * b:3.0f} % {n:5}" for r, a, b, n in scores)
            print(f"  {level} {name:13} {what:9} {kept}  {rows}", flush=True)


def main():
    parser = argparse.ArgumentParser(description="What holds for people who were not asked to sit tall.")
    parser.add_argument("--learn", nargs="+", type=Path, required=True)
    parser.add_argument("--projection", type=Path, required=True)
    parser.add_argument("--up-to", type=float, default=180)
    parser.add_argument("--levels", nargs="+", default=["1001", "1000"])
    arguments = parser.parse_args()
    found = [s for d in arguments.learn for s in embed(sessions(d), arguments.projection)]
    learned = [d.name for d in arguments.learn]
    data = FrameSet(found)
    still = [STILL] if any((s["kind"] == sitters.KIND).any() for s in found) else []
    for kind in [*REFERENCES, *still]:
        pairs = Pairs(found, kind)
        print(f"\n{kind}: {len(pairs)} pairs; {', '.join(learned)}; right, given where true / where not, frames")
        for level in arguments.levels:
            report(pairs, learned, level, logits(pairs, learned, level, data, arguments.up_to))


if __name__ == "__main__":
    main()
