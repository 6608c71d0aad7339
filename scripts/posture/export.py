"""Learns the linear heads from all domains and writes them, with calibrated probabilities, into the model folder; and the scoreboard's
files.

    python export.py --learn DIR/own DIR/dressed --projection DIR/projection.npz --into ../../models/posture --samples ../../samples/posture

The `look` part of posture.json, which describes the networks, is kept as it is. For the scoreboard: some people of each domain, and
the heads learned without that domain.
"""

import argparse
import json
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

# What is lost where sitting tall was learned from arms that hang for a moment, by somebody whom nobody asked to sit tall: logits
# times the first (measured with the heads before these, on people who slouch, lean or shrug with the arms down). The second are the
# answers that can be told at all then: who slouches all the time is compared with that, so nobody can be called upright; and of real
# people whose elbows were in the plane of the trunk forward was told, 92 % sure, where only sitting still had been seen.
UNASKED = {
    "elbows-back": (0.93, "yes"),
    "shrug": (0.67, "both"),
    "slouch": (0.66, "yes"),
    "chest-open": (0.6, "both"),
    "squeeze": (0.63, "both"),
    "head-forward": (0.49, "yes"),
    "leaning-back": (0.69, "no"),
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
    level = lambda name: {"id": name, "farthestCues": MAX_DISTANCES[0], "farthestLook": min(MAX_DISTANCES[1], 1000)}
    return {**file_entry(into / "heads.f32"), "levels": [level(name) for name in LEVELS]}


def verdicts():
    return {
        name: {
            "target": q.target, "yes": q.yes, "no": q.no, "leastElevation": q.least, "mostElevation": q.most,
            "evidence": q.evidence, "fromRests": UNASKED[name][0], "unasked": UNASKED[name][1],
        }
        for name, q in QUESTIONS.items()
    }  # fmt: skip


def write(by_domain, into, samples):
    learned = list(by_domain)
    data = FrameSet([s for found in by_domain.values() for s in found])
    transfers = {level: Transfer(data, level, learned, learned, settings_of(level)) for level in LEVELS}
    without = {d: probabilities(data, {level: nested(data, level, learned, d, settings_of(level)) for level in LEVELS}) for d in learned}
    right = {level: measured(data, learned, level, transfers[level], without) for level in LEVELS}
    for level, found in right.items():
        print(level, {k: f"{v:.3f} x {f}{'' if v >= MIN_RIGHT else ' withdrawn'}" for k, (v, f) in found.items()}, flush=True)
    file = into / "posture.json"
    look = json.loads(file.read_text())["look"]
    document = {
        "schemaVersion": 2,
        "id": into.name,
        "origin": "Heads learned by scripts/posture from rendered people, networks learned by Google from real ones; see MODEL_CARD.md",
        "licence": "Apache-2.0",
        "licenceFile": "LICENSE",
        "look": look,
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
            "schemaVersion": 2,
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
