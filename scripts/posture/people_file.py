"""The scoreboard's file of a domain's people. `PostureModelEvaluation.java` documents the format."""

import numpy as np

from formcheck_scripts.files import write_rows
from formcheck_scripts.posture import cues
from formcheck_scripts.posture.projection import EMBEDDING
from formcheck_scripts.posture.questions import RAISED, TARGETS

SAMPLED = 25
"""People of each domain in the file."""
VERSION, MAGIC = 2, 0x46435043
KEPT_BITS = 11
"""Of a float's fraction: the others would not pack, and are far below what moves an answer."""
OTHER, GOOD = 3, 4
"""Kinds of frames after the three of a calibration."""


def sampled(data, domain):
    """Frames of the people whom the file has."""
    rows = data.domain == domain
    return rows & np.isin(data.person, np.unique(data.person[rows])[:SAMPLED])


def rounded(x):
    """Floats with KEPT_BITS of their fraction."""
    bits = np.asarray(x, "<f4").view("<u4")
    drop = 23 - KEPT_BITS
    bits = np.where(np.isfinite(np.asarray(x, "f4")), (bits + (1 << (drop - 1))) & ~np.uint32((1 << drop) - 1), bits)
    return bits.astype("<u4").view("<f4")


def write(found, into):
    """Writes the first people of a domain's sessions."""
    chosen = sorted({s["person"] for s in found})[:SAMPLED]
    rows = [row for s in found if s["person"] in chosen for row in session_rows(s)]
    write_rows(into, [MAGIC, VERSION, cues.COUNT, EMBEDDING, len(TARGETS), len(rows)], rows)
    print(f"{into}: {len(chosen)} people, {len(rows)} frames, {into.stat().st_size / 1e6:.1f} MB")


def session_rows(s):
    session = int(s["name"].split("-")[1])
    for k in range(len(s["elevation"])):
        calibrates = s["step"][k] >= 0
        if not calibrates and not s["use"][k]:
            continue
        kind = s["step"][k] if calibrates else GOOD if s["label"][k] == "good" else OTHER
        compared = s["ok"][k] and (calibrates or s["elevation"][k] >= RAISED)
        embedding = rounded(s["embedding"][k]) if compared else np.full(EMBEDDING, np.nan)
        numbers = np.concatenate([rounded(s["cues"][k]), embedding, rounded(s["truth"][k])]).astype(">f4")
        yield s["person"].to_bytes(2, "big") + bytes((session, int(kind))) + numbers.tobytes()
