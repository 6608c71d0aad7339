"""Turns what was learned into the model folder that FormCheck loads, with calibrated probabilities.

    python export.py --from DIR --model DIR/posture.pth --into ../../models/posture
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import torch

import cues
import looks
from fixture import weights
from network import LOOK, TARGETS, UNITS
from train import LEVELS, QUESTIONS, Posture, estimate, is_learned_from, prepare, sessions

sys.path.append(str(Path(__file__).resolve().parents[1] / "models"))

import torchscript_file  # noqa: E402

STEPS = 60

# What answers a question, and the share of its verdicts that were right on people of whom nothing was learned (both raises shown,
# told from 90 % on): no chance is told above it. By key points alone on 14 people, 490 frames, of another renderer; of the squeeze
# the 40 fresh people of this renderer, 93, because those were 95.
TOLD = {
    "elbows-back": ("key-points", 0.97),
    "shrug": ("agreement", 0.97),
    "slouch": ("agreement", 0.95),
    "chest-open": ("agreement", 0.88),
    "squeeze": ("key-points", 0.93),
    "head-forward": ("agreement", 0.91),
    "leaning-back": ("agreement", 0.93),
}

# What is lost where sitting tall was learned from arms that hang for a moment, by somebody whom nobody asked to sit tall: logits
# times the first (the slope of a logistic regression on the 40 fresh people, taught from arms-down frames that slouch, lean or
# shrug, over that of those taught from sitting tall; of the worst of these). The second are the answers that can be told at all
# then: who slouches all the time is compared with that, so nobody can be called upright; and of real people whose elbows were in the
# plane of the trunk forward was told, 92 % sure, where only sitting still had been seen.
UNASKED = {
    "elbows-back": (0.93, "yes"),
    "shrug": (0.67, "both"),
    "slouch": (0.66, "yes"),
    "chest-open": (0.6, "both"),
    "squeeze": (0.63, "both"),
    "head-forward": (0.49, "yes"),
    "leaning-back": (0.69, "no"),
}


def evidence(estimates, errors, name):
    """What a probability is made of: how far the estimate is from the middle of the question, as it is and in errors."""
    target, yes, no, _ = QUESTIONS[name]
    k = TARGETS.index(target)
    away = (estimates[:, k] - (yes + no) / 2) / abs(yes - no)
    return np.stack([away, away * abs(yes - no) / errors[:, k]], 1)


def clear(truth, elevation, name):
    """Frames in which the truth leaves no doubt, and whether it says yes."""
    target, yes, no, least = QUESTIONS[name]
    value = truth[:, TARGETS.index(target)]
    return ((value >= yes) | (value <= no)) & (elevation > least), value >= yes


def logistic(x, yes):
    """Weights and bias of a logistic regression, by Newton's method with a slight ridge."""
    x = np.column_stack([x, np.ones(len(x))])
    w = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - yes) + 1e-3 * w
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(len(w)), gradient)
    return w


def calibrate(model, apart):
    """{level: {verdict: [weight of the distance, weight of the distance in errors, bias]}}"""
    found = {}
    for level in LEVELS:
        estimates, errors, truth = estimate(model, apart, level)
        elevation = 90 * np.concatenate([s["elevation"][s["use"]] for s in apart])
        name_of = "".join(str(x) for x in level)
        found[name_of] = {}
        for name in QUESTIONS:
            chosen, yes = clear(truth, elevation, name)
            w = logistic(evidence(estimates, errors, name)[chosen], yes[chosen])
            found[name_of][name] = [round(float(v), 4) for v in w]
    return found


class Look(torch.nn.Module):
    """The encoder as FormCheck calls it: luma bytes (1, height, width) in."""

    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, luma):
        return self.encoder(luma[:, None].float() / 255)


def load(path):
    model = Posture()
    model.load_state_dict(torch.load(path))
    return model.eval()


def file_entry(path):
    data = path.read_bytes()
    return {"file": path.name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def main():
    parser = argparse.ArgumentParser(description="Turns what was learned into a model folder.")
    parser.add_argument("--from", dest="folder", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    model = load(given.model)
    apart = sessions(given.folder, lambda person: not is_learned_from(person))
    prepare(apart)
    given.into.mkdir(parents=True, exist_ok=True)
    (given.into / "head.f32").write_bytes(weights(model.head).tobytes())
    example = torch.zeros(1, looks.HEIGHT, looks.WIDTH, dtype=torch.uint8)
    traced = torch.jit.freeze(torch.jit.trace(Look(model.encoder).eval(), example))
    torchscript_file.write(traced, given.into / "encoder.pt")
    document = {
        "schemaVersion": 1,
        "id": "posture",
        "origin": "Learned by scripts/posture from rendered people; see MODEL_CARD.md",
        "licence": "Apache-2.0",
        "licenceFile": "LICENSE",
        "look": {
            "width": looks.WIDTH, "height": looks.HEIGHT, "shoulderWidths": looks.SHOULDER_WIDTHS, "above": looks.ABOVE,
            "numbers": LOOK, **file_entry(given.into / "encoder.pt"),
        },
        "head": {"hidden": model.head.cues[0].out_features, **file_entry(given.into / "head.f32")},
        "cues": list(cues.NAMES),
        "targets": [{"id": t, "unit": u} for t, u in zip(TARGETS, UNITS)],
        "verdicts": {
            name: {
                "target": target, "yes": yes, "no": no, "leastElevation": least,
                "evidence": TOLD[name][0], "measuredOnOthers": TOLD[name][1],
                "fromRests": UNASKED[name][0], "unasked": UNASKED[name][1],
            }
            for name, (target, yes, no, least) in QUESTIONS.items()
        },
        "probabilities": calibrate(model, apart),
    }  # fmt: skip
    (given.into / "posture.json").write_text(json.dumps(document, indent=1) + "\n")


if __name__ == "__main__":
    main()
