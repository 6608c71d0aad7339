"""Where chest opening stays unjudged, and how far its doubt can be trusted, in the fresh people of FormCheck's scoreboard.

    python undecided.py [--crowd ../../samples/posture/fresh-people.bin.gz] [--with ../../models/posture]

Tells only: nothing may be chosen by it, or these people are fresh no longer. All is of the fullest level of calibration.
"""

import argparse
import gzip
import json
from pathlib import Path

import numpy as np
import torch

import cues
from export import clear, evidence, logistic
from judge import chances
from network import BLOCK, LOOK, RAW, TARGETS, UNITS, Head, compare_looks
from train import area

ROOT = Path(__file__).resolve().parents[2]
LEVEL = (1, 1, 1, 1)
NAME, SURE = "chest-open", 0.9
TALL, MOST, FORWARD, TESTED = 0, 1, 2, 3  # kinds; above TESTED a good top


def read(file):
    """Frames of the file that fresh.py writes: session, kind, cues, looks, truth."""
    data = gzip.decompress(file.read_bytes())
    _, _, count, numbers, targets, frames = np.frombuffer(data[:24], ">i4")
    rows = np.frombuffer(data[24:], np.uint8).reshape(frames, 2 + 4 * (count + numbers + targets))
    floats = rows[:, 2:].copy().view(">f4").astype("f4")
    return rows[:, 0], rows[:, 1], floats[:, :count], floats[:, count : count + numbers], floats[:, count + numbers :]


def head(folder):
    """The network of the model folder, from its file of weights."""
    network, raw = Head().eval(), np.fromfile(folder / "head.f32", "<f4")
    parts = [network.middle, network.spread]
    for layer in (network.cues[0], network.joint[0], network.joint[3]):
        parts += [layer.weight, layer.bias]
    for part in parts:
        part.data.copy_(torch.as_tensor(raw[: part.numel()]).reshape(part.shape))
        raw = raw[part.numel() :]
    return network


def judged(frames, network):
    """Estimates and expected errors in real units, frame by frame that is tested; which frames these are."""
    session, kind, measured, looks, _ = frames
    estimates, errors, tested = [], [], []
    for s in np.unique(session):
        of = lambda k: np.flatnonzero((session == s) & (kind == k))  # noqa: E731, B023
        lessons = [of(k) for k in (TALL, MOST, FORWARD)]
        frame = np.flatnonzero((session == s) & (kind >= TESTED))
        found = cues.Calibration(*[measured[k].astype(float) for k in lessons]).compare(measured[frame].astype(float))
        compared = np.nan_to_num(found[:, np.r_[0:RAW, BLOCK : 4 * BLOCK]]).astype("f4")
        elevation, seen = torch.as_tensor(measured[:, cues.ELEVATION]), torch.as_tensor(looks)
        shown = compare_looks(seen[frame], elevation[frame], *[(seen[k], elevation[k]) for k in lessons], 1.0)
        with torch.inference_mode():
            known = torch.tensor([LEVEL], dtype=torch.float32).expand(len(frame), 4)
            out = network(torch.as_tensor(compared), shown, known, elevation[frame]).numpy()
        estimates.append(out[:, : len(TARGETS)] * np.array(UNITS))
        errors.append(np.exp(np.clip(out[:, len(TARGETS) :], -3, 2)) * np.array(UNITS))
        tested.append(frame)
    return np.concatenate(estimates), np.concatenate(errors), np.concatenate(tested)


def main():
    parser = argparse.ArgumentParser(description="Where chest opening stays unjudged.")
    parser.add_argument("--crowd", type=Path, default=ROOT / "samples" / "posture" / "fresh-people.bin.gz")
    parser.add_argument("--with", dest="folder", type=Path, default=ROOT / "models" / "posture")
    given = parser.parse_args()
    torch.set_num_threads(1)
    document = json.loads((given.folder / "posture.json").read_text())
    assert len(document["cues"]) == BLOCK and document["look"]["numbers"] == LOOK
    frames = read(given.crowd)
    estimates, errors, tested = judged(frames, head(given.folder))
    truth, elevation = frames[4][tested], 90 * frames[2][tested, cues.ELEVATION]
    chosen, yes = clear(truth, elevation, NAME)
    chance = chances(document, estimates, errors, NAME, LEVEL)
    k = TARGETS.index("extension")
    off = estimates[:, k] - truth[:, k]

    def tell(what, part, chance=chance):
        part = part & chosen
        told = part & (np.maximum(chance, 1 - chance) >= SURE)
        right = ((chance > 0.5) == yes)[told].mean() if told.any() else float("nan")
        one = area(chance[part], yes[part]) if yes[part].any() and not yes[part].all() else float("nan")
        print(f"{what:30} {part.sum():5}   unjudged {1 - told.sum() / part.sum():.2f}   right {right:.3f}   AUC {one:.3f}"
              f"   error {np.sqrt((off[part] ** 2).mean()):.1f}")  # fmt: skip

    def table(what, values, edges):
        for low, high in zip(edges[:-1], edges[1:]):
            part = (values >= low) & (values < high)
            if (part & chosen).sum() >= 100:
                tell(f"{what} {low} to {high}", part)

    every = np.ones(len(tested), bool)
    tell("all", every)
    table("extension, degrees", truth[:, k], (-6, 0, 1, 2, 9, 10, 12, 15, 20))
    table("expected error, degrees", errors[:, k], (0, 3, 3.5, 4, 4.5, 10))
    table("elevation, degrees", elevation, (60, 75, 90, 105, 120, 135, 160))
    for target, edges in (("lean", (-15, -6, -3, 0, 3, 6, 12)), ("slouch", (-1, 1, 3, 6, 12)), ("blades", (-4, 1, 4, 9)),
                          ("head", (-1, 1, 4, 9)), ("shrug", (-1, 1, 3, 10)), ("back", (-45, -10, 5, 20, 40))):  # fmt: skip
        table(target, truth[:, TARGETS.index(target)], edges)
    session = frames[0][tested]
    own = np.array([np.median(off[session == s]) for s in np.unique(session)])
    slope = np.polyfit(truth[:, k], estimates[:, k], 1)[0]
    print(f"\nerror {off.std():.1f} degrees, of which the session's own {own.std():.1f}; the estimate follows {slope:.2f} of the truth")
    pairs = evidence(estimates, errors, NAME)
    w = logistic(pairs[chosen], yes[chosen])
    tell("calibrated on these people", every, 1 / (1 + np.exp(-(pairs @ w[:2] + w[2]))))


if __name__ == "__main__":
    main()
