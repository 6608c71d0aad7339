"""Writes what the Java tests hold `formcheck.motion.posture` against: cues, comparisons and a network's outputs.

    python fixture.py --from DIR --into src/test/resources/formcheck/motion/posture

One session of rendered key points, rounded as they are written, and a network of seeded random weights: it tests the
arithmetic, not what was learned.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

import cues
from network import BLOCK, RAW, Head, compare_looks

LOOK = 64
FRAMES = 6


def weights(head):
    """The head's weights in the order of the file: see PostureHead."""
    parts = [head.middle, head.spread]
    for layer in (head.cues[0], head.joint[0], head.joint[3]):
        parts += [layer.weight, layer.bias]
    return np.concatenate([p.detach().numpy().ravel() for p in parts]).astype("<f4")


def main():
    parser = argparse.ArgumentParser(description="Writes the fixture of the posture tests.")
    parser.add_argument("--from", dest="truth", type=Path, required=True, help="a session: DIR/NNNN-S.npz")
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    t, seen = np.load(given.truth), np.load(given.truth.with_suffix(".seen.npz"))
    points, world = np.round(seen["points"][..., :2].astype(float), 2), np.round(seen["world"].astype(float), 4)
    measured = cues.measure(points, world)
    torch.manual_seed(1)
    r = np.random.default_rng(1)
    looks = np.round(np.abs(r.normal(0, 1, (len(points), LOOK))), 3).astype("f4")
    head = Head().eval()
    head.middle[:] = torch.as_tensor(r.normal(0, 0.1, head.middle.shape))
    head.spread[:] = torch.as_tensor(r.uniform(0.5, 2, head.spread.shape))
    used = {k: np.flatnonzero(t["label"] == k) for k in ("tall", "most", "forward")}
    tested = np.flatnonzero(t["kind"] == "independent")[:FRAMES]
    cases = []
    for level in ((0, 0, 0, 0), (1, 0, 0, 0), (1, 1, 1, 0), (1, 0, 0, 1), (1, 1, 1, 1)):
        part = lambda k, there: measured[used[k]] if there else None  # noqa: E731
        calibration = cues.Calibration(part("tall", level[0]), part("most", level[1]), part("forward", level[2]))
        compared = np.nan_to_num(calibration.compare(measured[tested])[:, np.r_[0:RAW, BLOCK : 4 * BLOCK]])
        elevation = torch.as_tensor(measured[:, cues.ELEVATION], dtype=torch.float32)
        embedded = torch.as_tensor(looks)
        reference = lambda k, there: (embedded[used[k]], elevation[used[k]]) if there else None  # noqa: E731
        shown = compare_looks(
            embedded[tested], elevation[tested], reference("tall", level[0]), reference("most", level[1]),
            reference("forward", level[2]), float(level[3]),
        )  # fmt: skip
        with torch.inference_mode():
            out = head(
                torch.as_tensor(compared, dtype=torch.float32), shown,
                torch.tensor([level], dtype=torch.float32).expand(len(tested), 4), elevation[tested],
            )  # fmt: skip
        cases.append(
            {
                "known": [bool(x) for x in level],
                "compared": np.round(compared, 5).tolist(),
                "outputs": np.round(out.numpy().astype(float), 5).tolist(),
            }
        )
    frames = sorted({int(k) for part in used.values() for k in part} | {int(k) for k in tested})
    given.into.mkdir(parents=True, exist_ok=True)
    document = {
        "names": list(cues.NAMES),
        "frames": {
            str(k): {"points": points[k].tolist(), "world": world[k].tolist(), "look": [round(float(x), 3) for x in looks[k]],
                     "cues": np.round(measured[k], 5).tolist()}
            for k in frames
        },
        **{k: [int(x) for x in v] for k, v in used.items()},
        "tested": [int(k) for k in tested],
        "cases": cases,
    }  # fmt: skip
    (given.into / "parity.json").write_text(json.dumps(document) + "\n")
    (given.into / "head.f32").write_bytes(weights(head).tobytes())


if __name__ == "__main__":
    main()
