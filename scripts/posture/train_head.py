"""Learns the turned-chair check from rendered people, and writes the model folder that FormCheck loads.

    python train_head.py --from DIR/learn --into ../../models/head-check [--judge DIR/judge]

Ridge regressions: how far somebody has turned; how many centimetres further forward the head is than when sitting tall; and, on
people who were left out of the regression, a logistic regression that turns centimetres into a probability. Seconds. `--judge` prints
figures on other people, with the intervals of a bootstrap over persons.
"""

import argparse
from pathlib import Path

import numpy as np

from formcheck_scripts.files import file_entry, write_json
from formcheck_scripts.posture import head_cues
from formcheck_scripts.posture.scoring import area, logistic, probability
from formcheck_scripts.posture.sessions import SEEN, centimetres, files, keypoints

YES, NO = 4.0, 1.0  # centimetres
LEAST, MOST = 42.0, 73.0  # degrees turned, as estimated
SAME_TURN = 14.0
VISIBLE = 0.5
CENTRE, UNIT = 57.0, 20.0
RIDGE, TURN_RIDGE = 30.0, 1.0
FOLDS = 12
SURE, BAND = 0.9, 0.05


def read(truth):
    """The postures of a session as the pose model saw them: cues, near ear's visibility, and what is true."""
    t, (points, world) = np.load(truth), keypoints(truth)
    shots = len(points) // len(t["hold"])
    head, slouch = centimetres(t, "headForward"), centimetres(t, "slouchHeadForward")
    holds = []
    for k in range(len(t["hold"])):
        p, w = points[shots * k : shots * (k + 1)], world[shots * k : shots * (k + 1)]
        there = np.isfinite(p[:, :, 0]).all(1)
        if there.any():
            p, w = p[there], w[there]
            ear = np.where(head_cues.facing(p) > 0, p[:, 8, 3], p[:, 7, 3])
            holds.append({
                "tall": t["kind"][k] == "tall", "raw": head_cues.hold(head_cues.measure(p, w)), "ear": float(np.median(ear)),
                "turned": float(abs(t["turned"][k] - t["camera"][list(t["cameraNames"]).index("yaw")])), "head": float(head[k]),
                "slouch": float(slouch[k]),
            })  # fmt: skip
    about = {"hair": str(t["hair"]), "glasses": bool(t["glasses"]), "pitch": float(t["pitch"]), "sleeve": float(t["sleeve"])}
    return {"person": int(truth.name[:4]), "holds": holds, **about}


def sessions(folder):
    return [read(p) for p in files(folder, SEEN)]


class Pairs:
    """Every posture of a session against each of its tall ones."""

    def __init__(self, found):
        rows = []
        for s in found:
            for tall in (h for h in s["holds"] if h["tall"]):
                for usual in (h for h in s["holds"] if h is not tall):
                    view = (head_cues.view(usual["raw"]), head_cues.view(tall["raw"]))
                    rows.append((
                        head_cues.compare(usual["raw"], tall["raw"]), view, (usual["turned"] + tall["turned"]) / 2,
                        usual["head"] - tall["head"], s["person"], min(usual["ear"], tall["ear"]), usual["tall"],
                        usual["slouch"] - tall["slouch"], s["hair"], s["glasses"], s["pitch"],
                    ))  # fmt: skip
        columns = [np.array(c) for c in zip(*rows)]
        self.cues, self.views, self.turned, self.head, self.person, self.ear, self.tall = columns[:7]
        self.slouch, self.hair, self.glasses, self.pitch = columns[7:]


def ridge(x, y, strength):
    """Weights and bias, on standardised columns."""
    middle, spread = x.mean(0), x.std(0) + 1e-9
    z = (x - middle) / spread
    w = np.linalg.solve(z.T @ z + strength * np.eye(z.shape[1]), z.T @ (y - y.mean())) / spread
    return np.append(w, y.mean() - middle @ w)


class Model:
    def __init__(self, pairs, rows):
        x = pairs.cues[rows]
        self.turn = ridge(pairs.views[rows].mean(1), pairs.turned[rows], TURN_RIDGE)
        self.low, self.high = np.percentile(x, (0.5, 99.5), 0)
        aside = (self.degrees(pairs)[rows] - CENTRE) / UNIT
        x = np.clip(x, self.low, self.high)
        w = ridge(np.column_stack([x, x * aside[:, None], aside]), pairs.head[rows], RIDGE)
        n = x.shape[1]
        self.plain, self.turned = np.append(w[:n], w[-1]), w[n : 2 * n + 1]
        self.probability = np.array([1.0, 0.0])

    def each(self, pairs):
        return pairs.views @ self.turn[:-1] + self.turn[-1]

    def degrees(self, pairs):
        return self.each(pairs).mean(1)

    def centimetres(self, pairs):
        x, aside = np.clip(pairs.cues, self.low, self.high), (self.degrees(pairs) - CENTRE) / UNIT
        return x @ self.plain[:-1] + self.plain[-1] + aside * (x @ self.turned[:-1] + self.turned[-1])

    def seen(self, pairs):
        """Turned so far that it judges."""
        degrees, each = self.degrees(pairs), self.each(pairs)
        return (degrees >= LEAST) & (degrees <= MOST) & (np.abs(each[:, 0] - each[:, 1]) <= SAME_TURN) & (pairs.ear >= VISIBLE)

    def probabilities(self, pairs):
        return probability(self.centimetres(pairs) - (YES + NO) / 2, self.probability)

    def weights(self):
        return np.concatenate([self.turn, self.low, self.high, self.plain, self.turned, self.probability]).astype("<f4")


def learn(pairs):
    people = np.unique(pairs.person)
    estimates, seen = np.zeros(len(pairs.head)), np.zeros(len(pairs.head), bool)
    for fold in range(FOLDS):
        out = np.isin(pairs.person, people[fold::FOLDS])
        if out.any():
            model = Model(pairs, ~out)
            estimates[out], seen[out] = model.centimetres(pairs)[out], model.seen(pairs)[out]
    clear = seen & ((pairs.head >= YES) | (pairs.head <= NO))
    model = Model(pairs, np.ones(len(pairs.head), bool))
    model.probability = logistic(estimates[clear] - (YES + NO) / 2, pairs.head[clear] >= YES)
    return model


def metrics(probabilities, yes, good):
    """AUC, of verdicts given right, unjudged, right at 90 %, verdicts of those, false alarms on good posture."""
    sure = np.maximum(probabilities, 1 - probabilities)
    given, band, right = sure >= SURE, np.abs(sure - SURE) < BAND, (probabilities > 0.5) == yes
    mean = lambda x, of: x[of].mean() if of.any() else np.nan
    false = (probabilities[good] >= SURE).mean() if good.any() else np.nan
    return area(probabilities, yes), mean(right, given), 1 - given.mean(), mean(right, band), int(band.sum()), false


def judge(model, pairs, rows=None):
    clear = model.seen(pairs) & ((pairs.head >= YES) | (pairs.head <= NO))
    clear = clear if rows is None else clear & rows
    p, yes, good = model.probabilities(pairs)[clear], pairs.head[clear] >= YES, pairs.tall[clear]
    return metrics(p, yes, good), (p, yes, good, pairs.person[clear])


def report(model, pairs):
    names = ("AUC", "right", "unjudged", "right at 90 %", "verdicts at 90 %", "false on good")
    found, (p, yes, good, person) = judge(model, pairs)
    people, r = np.unique(person), np.random.default_rng(1)
    drawn = []
    for _ in range(1000):
        rows = np.concatenate([np.flatnonzero(person == who) for who in r.choice(people, len(people))])
        drawn.append(metrics(p[rows], yes[rows], good[rows]))
    low, high = np.nanpercentile(np.array(drawn, float), (2.5, 97.5), 0)
    print(f"{len(people)} people, {len(yes)} pairs, {yes.sum()} forward")
    for k, name in enumerate(names):
        print(f"  {name:17} {found[k]:8.3f}   [{low[k]:.3f}, {high[k]:.3f}]")
    clear = (pairs.head >= YES) | (pairs.head <= NO)
    aside = (pairs.turned >= 45) & (pairs.turned <= 70)
    judged = model.seen(pairs) & (np.abs(model.probabilities(pairs) - 0.5) >= SURE - 0.5)
    print(f"  of pairs truly turned 45 to 70 degrees, without a verdict: {1 - judged[clear & aside].mean():.3f}")
    error = model.degrees(pairs) - pairs.turned
    print(f"  turn: off by {np.sqrt(np.mean(error**2)):.1f} degrees (RMS)")
    degrees = model.degrees(pairs)
    groups = {
        "turned 42-52": degrees < 52, "turned 52-62": (degrees >= 52) & (degrees < 62), "turned 62-73": degrees >= 62,
        "glasses": pairs.glasses, "no glasses": ~pairs.glasses, "pitch under 8": np.abs(pairs.pitch) < 8,
        "pitch over 8": np.abs(pairs.pitch) >= 8, "slouching 4 cm or more": pairs.slouch >= 4, "not slouching": pairs.slouch <= 1.5,
        **{h: pairs.hair == h for h in np.unique(pairs.hair)},
    }  # fmt: skip
    for name, rows in groups.items():
        (auc, right, unjudged, *_), (_, y, *_) = judge(model, pairs, rows)
        print(f"  {name:24} AUC {auc:.3f}  right {right:.3f}  unjudged {unjudged:.3f}  ({len(y)} pairs)")
    seen = model.seen(pairs) & clear
    print("each cue alone:", ", ".join(
        f"{n} {max(a, 1 - a):.2f}" for a, n in sorted(
            ((area(pairs.cues[seen, k], pairs.head[seen] >= YES), n) for k, n in enumerate(head_cues.NAMES)),
            key=lambda x: -abs(x[0] - 0.5))[:8]))  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description="Learns the turned-chair check from rendered people.")
    parser.add_argument("--from", dest="folder", type=Path, required=True)
    parser.add_argument("--into", type=Path)
    parser.add_argument("--judge", type=Path)
    given = parser.parse_args()
    pairs = Pairs(sessions(given.folder))
    model = learn(pairs)
    print(f"learned from {len(np.unique(pairs.person))} people, {len(pairs.head)} pairs")
    if given.judge:
        report(model, Pairs(sessions(given.judge)))
    if given.into:
        given.into.mkdir(parents=True, exist_ok=True)
        (given.into / "weights.f32").write_bytes(model.weights().tobytes())
        document = {
            "schemaVersion": 1,
            "id": "head-check",
            "origin": "Learned by scripts/posture/train_head.py from rendered people; see MODEL_CARD.md",
            "licence": "Apache-2.0",
            "licenceFile": "LICENSE",
            "weights": file_entry(given.into / "weights.f32"),
            "cues": list(head_cues.NAMES),
            "question": {"yes": YES, "no": NO},
            "turn": {"least": LEAST, "most": MOST},
            "visible": VISIBLE,
        }
        write_json(given.into / "head-check.json", document)


if __name__ == "__main__":
    main()
