"""Learns the linear heads from all domains and writes them, with calibrated probabilities, into the model folder; and the scoreboard's
files.

    python export.py --learn DIR/own DIR/dressed --projection DIR/projection.npz --into ../../models/posture --samples ../../samples/posture

The `look` part of posture.json, which describes the networks, is kept as it is. For the scoreboard: some people of each domain, and
the heads learned without that domain. `PostureModelEvaluation.java` documents the people's format.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from formcheck_scripts.files import file_entry, write_json
from formcheck_scripts.posture import cues, people_file
from formcheck_scripts.posture.comparison import FrameSet
from formcheck_scripts.posture.projection import embed
from formcheck_scripts.posture.questions import LEVELS, QUESTIONS, TARGETS
from formcheck_scripts.posture.scoring import probability
from formcheck_scripts.posture.sessions import sessions
from formcheck_scripts.posture.transfer import MAX_DISTANCES, MIN_RIGHT, Transfer, fit, nested, scores, settings_of

WITHDRAWN = {
    "head-forward",  # given on good form alone, never on the fault: of rare faults most of what is not given is right
    "chest-open",  # right only where 19 of 20 frames are not judged
}
FACTORS = (1, 0.9, 0.8, 0.7, 0.6)
FEWEST = 20
"""Verdicts on a domain, of which a share is measured."""


@dataclass(frozen=True)
class Unchanged:
    """The answer that means "no worse than before", and the factors on its logits by what it is compared with."""

    answer: str
    still: float
    rests: float
    low_arms: float


@dataclass(frozen=True)
class Unasked:
    """What is lost where the person was not asked to sit tall: sitting tall is learned from stillness or from rests, arms down.

    still, rests: factors on the logits; 0 where no verdict is given. answers: those that can be given then. People who slouch all the
    time are compared with that, so they cannot be called upright. unasked.py measures these on domains left out.
    """

    still: float
    rests: float
    answers: str
    unchanged: Unchanged | None = None


UNASKED = {
    "elbows-back": Unasked(0.95, 0.85, "yes"),  # forward was answered, 92 % sure, for real elbows in the plane of the trunk
    "shrug": Unasked(0.6, 0.6, "both", Unchanged("no", 0.6, 0.65, 0.5)),
    "slouch": Unasked(0, 0, "yes", Unchanged("no", 0.65, 0.65, 0.9)),
    "chest-open": Unasked(0, 0.6, "both"),
    "squeeze": Unasked(0.63, 0.63, "both"),
    "head-forward": Unasked(0, 0.49, "yes"),
    "leaning-back": Unasked(0, 0, "no", Unchanged("yes", 0.85, 0.55, 0.45)),
}


def measured(data, learned, level, transfer, without):
    """{question: (least share of verdicts right over the domains left out, by what slopes are multiplied for that)}, at a level.

    The largest of FACTORS with which enough verdicts are right on every domain, of all people and of the scoreboard's. A question on
    which hardly any verdict is given on any domain has no share; a domain where that is so does not count.
    """
    found = {}
    judged = transfer.in_distribution()
    for name in QUESTIONS:
        z = transfer.score(name)
        for factor in FACTORS:
            shares = []
            for d in learned:
                p = probability(z, factor * np.array(without[d][level][name]))
                for rows in (data.domain == d, people_file.sampled(data, d)):
                    s = scores(p, judged, data, rows, name)
                    if round((1 - s[2]) * s[5]) >= FEWEST:
                        shares.append(s[1])
            found[name] = min(shares) if shares and name not in WITHDRAWN else float("nan"), factor
            if not found[name][0] < MIN_RIGHT:
                break
    return found


def withdraw(right, probabilities):
    """{level: {question: (slope, bias, share right on the worst domain left out)}}: no verdict is given where a question does not hold."""

    def kept(share, factor, weights):
        if share >= MIN_RIGHT:
            return [round(factor * v, 4) for v in weights] + [float(np.floor(100 * share) / 100)]
        return [0.0, 0.0, 0.5]

    return {level: {name: kept(*right[level][name], w) for name, w in by_name.items()} for level, by_name in probabilities.items()}


def probabilities(data, transfers):
    """{level: {question: (slope, bias)}} by frames of domains that the heads did not learn from."""
    rounded = lambda values: [round(float(v), 4) for v in values]
    return {level: {name: rounded(fit(t, data, name)) for name in QUESTIONS} for level, t in transfers.items()}


def write_heads(into, data, learned_from):
    """Writes heads.f32 of all levels, learned from these domains, and returns its entry in posture.json."""
    into.mkdir(parents=True, exist_ok=True)
    floats = [data.head(level, learned_from, settings_of(level)).linear.floats() for level in LEVELS]
    (into / "heads.f32").write_bytes(np.concatenate(floats).tobytes())
    level = lambda name: {"id": name, "farthestCues": MAX_DISTANCES[0], "farthestCrop": min(MAX_DISTANCES[1], 1000)}
    return {**file_entry(into / "heads.f32"), "levels": [level(name) for name in LEVELS]}


def verdicts():
    """The questions as posture.json has them."""
    return {name: verdict(question, UNASKED[name]) for name, question in QUESTIONS.items()}


def verdict(q, unasked):
    entry = {
        "target": q.target, "yes": q.yes, "no": q.no, "leastElevation": q.least, "mostElevation": q.most,
        "fromStill": unasked.still, "fromRests": unasked.rests,
        "unasked": unasked.answers,
    }  # fmt: skip
    if unasked.unchanged:
        kept = unasked.unchanged
        entry["unchanged"] = {"answer": kept.answer, "fromStill": kept.still, "fromRests": kept.rests, "fromLowArms": kept.low_arms}
    return entry


def write(by_domain, into, samples):
    learned = list(by_domain)
    data = FrameSet([s for found in by_domain.values() for s in found])
    transfers = {level: Transfer(data, level, learned, learned, settings_of(level)) for level in LEVELS}
    without = {d: probabilities(data, {level: nested(data, level, learned, d, settings_of(level)) for level in LEVELS}) for d in learned}
    right = {level: measured(data, learned, level, transfers[level], without) for level in LEVELS}
    for level, found in right.items():
        print(level, {k: f"{v:.3f} x {f}{'' if v >= MIN_RIGHT else ' withdrawn'}" for k, (v, f) in found.items()}, flush=True)
    file = into / "posture.json"
    crop = json.loads(file.read_text())["crop"]
    document = {
        "schemaVersion": 3,
        "id": into.name,
        "origin": "Heads learned by scripts/posture from rendered people, networks learned by Google from real ones; see MODEL_CARD.md",
        "licence": "Apache-2.0",
        "licenceFile": "LICENSE",
        "crop": crop,
        "heads": write_heads(into, data, learned),
        "cues": list(cues.NAMES),
        "targets": list(TARGETS),
        "verdicts": verdicts(),
        "probabilities": withdraw(right, probabilities(data, transfers)),
    }
    write_json(file, document)
    for d in learned if samples else ():
        people_file.write(by_domain[d], samples / f"{d}-people.bin.gz")
        folder = samples / f"without-{d}"
        document = {
            "schemaVersion": 3,
            "id": folder.name,
            "heads": write_heads(folder, data, [o for o in learned if o != d]),
            "verdicts": verdicts(),
            "probabilities": withdraw(right, without[d]),
        }
        write_json(folder / "posture.json", document)


def main():
    parser = argparse.ArgumentParser(description="Learns the heads from all domains and writes them.")
    parser.add_argument("--learn", nargs="+", type=Path, required=True)
    parser.add_argument("--projection", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--samples", type=Path)
    given = parser.parse_args()
    write({d.name: embed(sessions(d), given.projection) for d in given.learn}, given.into, given.samples)


if __name__ == "__main__":
    main()
