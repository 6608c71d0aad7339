"""What each cue tells alone, what the pose model's own depth tells, and for whom the whole works: tables for the model card.

    python ablation.py --from DIR --model DIR/posture.pth
"""

import argparse
from pathlib import Path

import numpy as np

import cues
from export import clear, load
from network import BLOCK, RAW, TARGETS
from train import LEVELS, QUESTIONS, area, estimate, prepare, sessions

FULL, KEY_POINTS, TALL = LEVELS[6], LEVELS[3], LEVELS[4]
OWN_DEPTH = ("world-shoulders-back", "world-ears-back", "world-nose", "world-elbow")


def either_way(score, yes):
    found = area(score, yes)
    return max(found, 1 - found)


def main():
    parser = argparse.ArgumentParser(description="Tables for the model card.")
    parser.add_argument("--from", dest="folder", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    given = parser.parse_args()
    model = load(given.model)
    found = sessions(given.folder)
    prepare(found)
    gather = lambda key: np.concatenate([s[key][s["use"]] for s in found])  # noqa: E731
    elevation = 90 * gather("elevation")
    rows = np.concatenate([s["compared"][FULL][s["use"]] for s in found])
    results = {level: estimate(model, found, level) for level in (FULL, KEY_POINTS, TALL)}
    truth = results[FULL][2]
    names = [f"{n}" for n in cues.NAMES[:RAW]]
    for block in ("tall", "most", "forward"):
        names += [f"{n} against {block}" for n in cues.NAMES]
    spread = lambda key: np.concatenate([np.full(int(s["use"].sum()), s[key]) for s in found])  # noqa: E731
    yaw, pitch, sleeve = np.abs(spread("yaw")), np.abs(spread("pitch")), spread("sleeve")
    equipment = np.concatenate([np.full(int(s["use"].sum()), s["equipment"]) for s in found])
    groups = {
        "short sleeves": sleeve <= 0.6, "long sleeves": sleeve > 1, "yaw under 8": yaw < 8, "yaw 8 to 25": yaw >= 8,
        "pitch under 5": pitch < 5, "pitch over 5": pitch >= 5, "bare hands": equipment == "none",
        "weights or band": equipment != "none",
    }  # fmt: skip
    print("| question | best cues alone | own depth alone | cues together | with pictures, sitting tall only | all |")
    print("|---|---|---|---|---|---|")
    for name, (target, *_) in QUESTIONS.items():
        chosen, yes = clear(truth, elevation, name)
        k = TARGETS.index(target)
        alone = sorted(((either_way(rows[chosen, i], yes[chosen]), names[i]) for i in range(len(names))), reverse=True)
        depth = max(value for value, n in alone if n.split(" ")[0] in OWN_DEPTH)
        best = ", ".join(f"{n} {value:.2f}" for value, n in alone[:3])
        together = [area(results[level][0][chosen, k], yes[chosen]) for level in (KEY_POINTS, TALL, FULL)]
        print(f"| {name} | {best} | {depth:.2f} | " + " | ".join(f"{value:.3f}" for value in together) + " |")
    print()
    print("| question | " + " | ".join(groups) + " |")
    print("|---" * (len(groups) + 1) + "|")
    for name, (target, *_) in QUESTIONS.items():
        chosen, yes = clear(truth, elevation, name)
        k = TARGETS.index(target)
        cells = [area(results[FULL][0][chosen & group, k], yes[chosen & group]) for group in groups.values()]
        print(f"| {name} | " + " | ".join(f"{value:.3f}" for value in cells) + " |")


if __name__ == "__main__":
    main()
