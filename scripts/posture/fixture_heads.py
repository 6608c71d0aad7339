"""Writes what `PostureParityTest` compares cues, comparisons and heads with.

    python fixture_heads.py --from DIR/NNNN-S.npz --into ../../src/test/resources/formcheck/motion/posture

The keypoints are those of a rendered session, rounded as they are written; embeddings and weights are random, and embeddings
are short: it tests the arithmetic, not what was learned.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from formcheck_scripts.posture import cues, heads
from formcheck_scripts.posture.comparison import compare_cues, compare_embeddings
from formcheck_scripts.posture.inputs import columns
from formcheck_scripts.posture.questions import STEPS, TARGETS
from formcheck_scripts.posture.sessions import keypoints

FRAMES, NUMBERS = 6, 12
LEVELS = ("1000", "1110", "1001", "1111")


def main():
    parser = argparse.ArgumentParser(description="Writes what a test compares cues, comparisons and heads with.")
    parser.add_argument("--from", dest="truth", type=Path, required=True, help="a session that was seen")
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    t, (points, world) = np.load(given.truth), keypoints(given.truth)
    points, world = np.round(points[..., :2], 2), np.round(world, 4)
    measured = cues.measure(points, world)
    r = np.random.default_rng(1)
    used = {k: np.flatnonzero(t["label"] == k) for k in STEPS}
    tested = np.flatnonzero(t["kind"] == "independent")[:FRAMES]
    session = {
        "cues": measured,
        "elevation": measured[:, cues.ELEVATION],
        "embedding": np.round(r.normal(0, 1, (len(points), NUMBERS)), 3).astype("f4"),
        "ok": np.ones(len(points), bool),
        "step": np.select([t["label"] == k for k in STEPS], [0, 1, 2], -1),
    }
    chosen = np.isin(np.arange(len(points)), tested)
    cases, floats = [], []
    for level in LEVELS:
        keep, blocks = columns(level)
        compared = compare_cues(session, chosen)
        embeddings = compare_embeddings(session, chosen)[:, blocks].reshape(len(tested), -1)
        x = np.hstack([compared[:, keep], embeddings])
        n, k = x.shape[1], len(TARGETS)
        middle, spread = r.normal(0, 0.1, n), r.uniform(0.5, 2, n)
        weights, slopes, bias, bias_slope = r.normal(0, 0.3, (n, k)), r.normal(0, 0.3, (n, k)), r.normal(0, 1, k), r.normal(0, 1, k)
        head = heads.Linear(*(v.astype("f4").astype(float) for v in (middle, spread, weights, slopes, bias, bias_slope)))
        floats.append(head.floats())
        z = np.clip((x - head.middle) / head.spread, -heads.CLIP, heads.CLIP)
        c = int(keep.sum())
        cases.append({
            "level": level,
            "compared": np.round(np.where(keep, compared, 0), 5).tolist(),
            "estimates": np.round(head.estimate(x, session["elevation"][chosen]), 5).tolist(),
            "farCues": np.round(np.sqrt((z[:, :c] ** 2).mean(1)), 5).tolist(),
            "farCrop": np.round(np.sqrt((z[:, c:] ** 2).mean(1)) if blocks else np.zeros(len(z)), 5).tolist(),
        })  # fmt: skip
    frames = sorted({int(k) for part in used.values() for k in part} | {int(k) for k in tested})
    document = {
        "names": list(cues.NAMES),
        "numbers": NUMBERS,
        "frames": {
            str(k): {"points": points[k].tolist(), "world": world[k].tolist(),
                     "features": [round(float(v), 3) for v in session["embedding"][k]], "cues": np.round(measured[k], 5).tolist()}
            for k in frames
        },
        **{k: [int(x) for x in v] for k, v in used.items()},
        "tested": [int(k) for k in tested],
        "cases": cases,
    }  # fmt: skip
    given.into.mkdir(parents=True, exist_ok=True)
    (given.into / "parity.json").write_text(json.dumps(document) + "\n")
    (given.into / "heads.f32").write_bytes(np.concatenate(floats).tobytes())


if __name__ == "__main__":
    main()
