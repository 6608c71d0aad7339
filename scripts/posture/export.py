"""Learns the linear heads from all domains and writes them, with calibrated chances, into the model folder; and the scoreboard's files.

    python export.py --learn DIR/own DIR/dressed --projection DIR/projection.npz --into ../../models/posture --samples ../../samples/posture

The `look` part of posture.json, which describes the networks, is kept as it is. For the scoreboard: some people of each domain, and
the heads learned without that domain. `PostureModelEvaluation.java` tells the people's format.
"""

import argparse
import gzip
import hashlib
import json
from pathlib import Path

import numpy as np

import cues
import domains
import heads
from domains import BY, HOW, LIMITS, RIGHT, Transfer, familiar, fit, nested, score, scores
from heads import LEVELS, QUESTIONS, TARGETS, Set, chance

WITHDRAWN = {
    "head-forward",  # told of good form alone, never of the fault: of rare faults most of what is not told is right
    "chest-open",  # right only where 19 of 20 frames are not judged
}
FACTORS = (1, 0.9, 0.8, 0.7, 0.6)
FEWEST = 20  # verdicts on a domain, of which a share is measured

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
SAMPLED = 25  # people of each domain in the scoreboard's file
VERSION, MAGIC = 2, 0x46435043
KEPT_BITS = 11  # of a float's fraction in the people's files: what is dropped packs well, and is far below what moves an answer


def sampled(data, domain):
    """Frames of the people whom the scoreboard has of a domain."""
    rows = data.domain == domain
    return rows & np.isin(data.person, np.unique(data.person[rows])[:SAMPLED])


def measured(data, learned, level, transfer, without):
    """{question: (least share of verdicts right over the domains left out, by what slopes are multiplied for that)}, at a level.

    The largest of FACTORS with which enough verdicts are right on every domain, of all people and of the scoreboard's. A question of which hardly anything is told on any
    domain has no share; a domain where it is so does not count.
    """
    found = {}
    like = familiar(transfer, LIMITS)
    for name in QUESTIONS:
        z = score(transfer, name)
        for factor in FACTORS:
            shares = []
            for d in learned:
                told = chance(z, factor * np.array(without[d][level][name]))
                for rows in (data.domain == d, sampled(data, d)):
                    s = scores(told, like, data, rows, name)
                    if round((1 - s[2]) * s[5]) >= FEWEST:
                        shares.append(s[1])
            found[name] = min(shares) if shares and name not in WITHDRAWN else float("nan"), factor
            if not found[name][0] < RIGHT:
                break
    return found


def withdraw(right, probabilities):
    """{level: {question: (slope, bias, share right on the worst domain left out)}}: nothing is told where a question does not hold."""
    floor = lambda share: float(np.floor(100 * share) / 100)  # noqa: E731
    told = lambda share, factor, w: [round(factor * v, 4) for v in w] + [floor(share)] if share >= RIGHT else [0.0, 0.0, 0.5]  # noqa: E731
    return {level: {name: told(*right[level][name], w) for name, w in by_name.items()} for level, by_name in probabilities.items()}


def probabilities(data, transfers):
    """{level: {question: (slope, bias)}} by frames of domains that the heads did not learn from."""
    rows = lambda t: np.isfinite(t.distance)  # noqa: E731
    return {
        level: {name: [round(float(v), 4) for v in fit(t, data, rows(t), name, familiar(t, LIMITS))] for name in QUESTIONS}
        for level, t in transfers.items()
    }


def file_entry(path):
    data = path.read_bytes()
    return {"file": path.name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def write_heads(into, data, learned_from):
    """heads.f32 of all levels, learned from these domains, and what posture.json says of it."""
    into.mkdir(parents=True, exist_ok=True)
    floats = [data.head(level, learned_from, HOW(level)).linear.floats() for level in LEVELS]
    (into / "heads.f32").write_bytes(np.concatenate(floats).tobytes())
    level = lambda name: {"id": name, "farthestCues": LIMITS[0], "farthestLook": min(LIMITS[1], 1000)}  # noqa: E731
    return {**file_entry(into / "heads.f32"), "levels": [level(name) for name in LEVELS]}


def verdicts():
    return {
        name: {
            "target": target, "yes": yes, "no": no, "leastElevation": least, "mostElevation": most,
            "evidence": BY[name], "fromRests": UNASKED[name][0], "unasked": UNASKED[name][1],
        }
        for name, (target, yes, no, least, most) in QUESTIONS.items()
    }  # fmt: skip


def rounded(x):
    """Floats with fewer bits."""
    bits = np.asarray(x, "<f4").view("<u4")
    drop = 23 - KEPT_BITS
    bits = np.where(np.isfinite(np.asarray(x, "f4")), (bits + (1 << (drop - 1))) & ~np.uint32((1 << drop) - 1), bits)
    return bits.astype("<u4").view("<f4")


def people(found, into):
    """The scoreboard's file: the first people of a domain."""
    chosen = sorted({s["person"] for s in found})[:SAMPLED]
    rows = []
    for s in found:
        if s["person"] not in chosen:
            continue
        for k in range(len(s["elevation"])):
            if s["step"][k] < 0 and not s["use"][k]:
                continue
            kind = s["step"][k] if s["step"][k] >= 0 else 4 if s["label"][k] == "good" else 3
            looked = s["ok"][k] and (s["step"][k] >= 0 or s["elevation"][k] >= heads.RAISED)
            look = rounded(s["look"][k]) if looked else np.full(heads.LOOK, np.nan)
            numbers = np.concatenate([rounded(s["cues"][k]), look, rounded(s["truth"][k])]).astype(">f4")
            session = int(s["name"].split("-")[1])
            rows.append(s["person"].to_bytes(2, "big") + bytes((session, int(kind))) + numbers.tobytes())
    first = np.array([MAGIC, VERSION, heads.COUNT, heads.LOOK, len(TARGETS), len(rows)], ">i4")
    into.parent.mkdir(parents=True, exist_ok=True)
    into.write_bytes(gzip.compress(first.tobytes() + b"".join(rows), 9, mtime=0))
    print(f"{into}: {len(chosen)} people, {len(rows)} frames, {into.stat().st_size / 1e6:.1f} MB")


def main():
    parser = argparse.ArgumentParser(description="Learns the heads from all domains and writes them.")
    parser.add_argument("--learn", nargs="+", type=Path, required=True)
    parser.add_argument("--projection", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--samples", type=Path)
    given = parser.parse_args()
    z = np.load(given.projection)
    by_domain = {d.name: heads.project(heads.sessions(d), z["mean"], z["components"]) for d in given.learn}
    write(by_domain, given.into, given.samples)


def write(by_domain, into, samples):
    learned = list(by_domain)
    data = Set([s for found in by_domain.values() for s in found])
    transfers = {level: Transfer(data, level, learned, learned, HOW(level)) for level in LEVELS}
    without = {d: probabilities(data, {level: nested(data, level, learned, d, HOW(level)) for level in LEVELS}) for d in learned}
    right = {level: measured(data, learned, level, transfers[level], without) for level in LEVELS}
    for level, found in right.items():
        print(level, {k: f"{v:.3f} x {f}{'' if v >= RIGHT else ' withdrawn'}" for k, (v, f) in found.items()}, flush=True)
    file = into / "posture.json"
    look = json.loads(file.read_text())["look"]
    entry = write_heads(into, data, learned)
    document = {
        "schemaVersion": 2,
        "id": into.name,
        "origin": "Heads learned by scripts/posture from rendered people, networks learned by Google from real ones; see MODEL_CARD.md",
        "licence": "Apache-2.0",
        "licenceFile": "LICENSE",
        "look": look,
        "heads": entry,
        "cues": list(cues.NAMES),
        "targets": list(TARGETS),
        "verdicts": verdicts(),
        "probabilities": withdraw(right, probabilities(data, transfers)),
    }
    file.write_text(json.dumps(document, indent=1) + "\n")
    for d in learned if samples else ():
        people(by_domain[d], samples / f"{d}-people.bin.gz")
        folder = samples / f"without-{d}"
        entry = write_heads(folder, data, [o for o in learned if o != d])
        document = {
            "schemaVersion": 2,
            "id": folder.name,
            "heads": entry,
            "verdicts": verdicts(),
            "probabilities": withdraw(right, without[d]),
        }
        (folder / "posture.json").write_text(json.dumps(document, indent=1) + "\n")


if __name__ == "__main__":
    main()
