"""Writes what the Java tests hold the turned-chair check against: cues, comparisons and estimates.

    python fixture_head.py --from DIR/NNNN-S.npz --into src/test/resources/formcheck/motion/posture

Sessions of rendered keypoints, one turned each way, rounded as they are written, and seeded random weights: it tests the
arithmetic, not what was learned.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from formcheck_scripts.posture import head_cues, train_head
from formcheck_scripts.posture.sessions import keypoints


def main():
    parser = argparse.ArgumentParser(description="Writes the fixture of the turned-chair check's tests.")
    parser.add_argument("--from", dest="truths", type=Path, nargs="+", required=True)
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    r = np.random.default_rng(3)
    n = len(head_cues.NAMES)
    model = train_head.Model.__new__(train_head.Model)
    f4 = lambda x: np.asarray(x, "<f4").astype(float)
    model.turn = f4(np.append(r.normal(0, 4, 5), 55))
    model.low, model.high = f4(-r.uniform(0.2, 0.6, n)), f4(r.uniform(0.2, 0.6, n))
    model.plain, model.turned, model.probability = f4(r.normal(0, 2, n + 1)), f4(r.normal(0, 1, n + 1)), f4([1.4, -0.3])
    cases = []
    for truth in given.truths:
        t, (points, world) = np.load(truth), keypoints(truth)
        points, world = np.round(points[..., :2], 2), np.round(world, 4)
        raw = head_cues.measure(points, world)
        shots = len(points) // len(t["hold"])
        tall, usual = slice(0, shots), slice(shots * (len(t["hold"]) - 1), None)
        a, b = head_cues.hold(raw[usual]), head_cues.hold(raw[tall])
        pairs = train_head.Pairs.__new__(train_head.Pairs)
        pairs.cues, pairs.views = head_cues.compare(a, b)[None], np.array([(head_cues.view(a), head_cues.view(b))])
        cases.append({
            "usual": frames(points[usual], world[usual]), "tall": frames(points[tall], world[tall]),
            "raw": rounded(raw[usual][0]), "compared": rounded(pairs.cues[0]), "degrees": rounded(model.degrees(pairs))[0],
            "centimetres": rounded(model.centimetres(pairs))[0], "chance": rounded(model.probabilities(pairs))[0],
        })  # fmt: skip
    document = {"names": head_cues.NAMES, "weights": [float(x) for x in model.weights()], "cases": cases}
    (given.into / "head-parity.json").write_text(json.dumps(document) + "\n")


def rounded(values):
    return [round(float(v), 6) for v in values]


def frames(points, world):
    return [{"points": p.tolist(), "world": w.tolist()} for p, w in zip(points, world)]


if __name__ == "__main__":
    main()
