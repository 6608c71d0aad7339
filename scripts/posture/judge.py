"""How right the verdicts are on people that nothing was learned from or tuned on.

    python judge.py --from DIR --model DIR/posture.pth --with ../../models/posture [--sure 0.9]
"""

import argparse
import json
from pathlib import Path

import numpy as np

from export import clear, evidence, load
from train import LEVELS, QUESTIONS, area, estimate, prepare, sessions

GOALS = {  # area under the curve, share of verdicts given that are right, share that may stay unjudged
    "elbows-back": (0.97, 0.97, 0.30),
    "shrug": (0.97, 0.97, 0.20),
    "slouch": (0.94, 0.97, 0.30),
    "chest-open": (0.90, 0.95, 0.50),
    "squeeze": (0.90, 0.95, 0.50),
    "head-forward": (0.85, 0.95, 0.60),
    "leaning-back": (0.0, 0.95, 1.0),
}
GOOD = {  # what a good repetition answers
    "elbows-back": True, "shrug": False, "slouch": False, "chest-open": True, "squeeze": True, "head-forward": False,
    "leaning-back": True,
}  # fmt: skip


def chances(document, estimates, errors, name, level):
    w = np.array(document["probabilities"]["".join(str(x) for x in level)][name])
    x = evidence(estimates, errors, name)
    return 1 / (1 + np.exp(-np.clip(x @ w[:2] + w[2], -30, 30)))


def main():
    parser = argparse.ArgumentParser(description="How right the verdicts are on fresh people.")
    parser.add_argument("--from", dest="folder", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--with", dest="document", type=Path, required=True)
    parser.add_argument("--sure", type=float, default=0.9)
    given = parser.parse_args()
    document = json.loads((given.document / "posture.json").read_text())
    model = load(given.model)
    found = sessions(given.folder)
    prepare(found)
    print(f"{len({s['person'] for s in found})} people, {len(found)} sessions")
    gather = lambda key: np.concatenate([s[key][s["use"]] for s in found])  # noqa: E731
    elevation, kind, label = 90 * gather("elevation"), gather("kind"), gather("label")
    for level in (LEVELS[0], LEVELS[1], LEVELS[2], LEVELS[3], LEVELS[4], LEVELS[5], LEVELS[6]):
        estimates, errors, truth = estimate(model, found, level)
        print(f"\ncalibrated: tall {level[0]}, most {level[1]}, forward {level[2]}; pictures {level[3]}")
        print("verdict        AUC   goal   right  goal   unjudged goal   of those 85-95 % sure right   false on good")
        any_false = np.zeros(int((label == "good").sum()), bool)
        for name in QUESTIONS:
            chosen, yes = clear(truth, elevation, name)
            p = chances(document, estimates, errors, name, level)
            q, y = p[chosen], yes[chosen]
            sure = np.maximum(q, 1 - q)
            told = sure >= given.sure
            right = (q > 0.5) == y
            band = (sure >= 0.85) & (sure < 0.95)
            good = p[label == "good"]
            false = (good < 1 - given.sure) if GOOD[name] else (good > given.sure)
            any_false |= false
            goal = GOALS[name]
            print(
                f"{name:13} {area(q, y):.3f}  {goal[0]:.2f}   {right[told].mean():.3f}  {goal[1]:.2f}   {1 - told.mean():.2f}     "
                f"{goal[2]:.2f}   {right[band].mean():.3f} ({band.sum()})              {false.mean():.3f}"
            )
        print(f"any false fault on good form: {any_false.mean():.3f} of {len(any_false)}")
        estimates = p = None


if __name__ == "__main__":
    main()
