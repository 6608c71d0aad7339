"""Cues of the head's posture in a person who has turned the chair: the same in `HeadCues.java`; `HeadCheckTest` compares
both.

Everything is measured towards where the person faces, so that it does not matter which way they turned: x forward, y up. Pixels
of an image that is not mirrored, metres of the pose model's own space. A hold is some seconds of one posture, and its value is the
median of its frames.
"""

import numpy as np

NOSE, MOUTH_L, MOUTH_R, HIP_L, HIP_R = 0, 9, 10, 23, 24
EYE, EAR, SHOULDER, ELBOW = (2, 5), (7, 8), (11, 12), (13, 14)  # left, right

PLACES = ("nose", "eye", "mouth", "near-ear", "far-ear", "near-shoulder", "far-shoulder", "near-elbow", "hips")
SPACE = ("turn", "ears-forward", "ears-up", "nose-forward", "shoulders-forward")
RAW = tuple(p + a for p in PLACES for a in ("-x", "-y")) + tuple("space-" + s for s in SPACE)
VISIBLE = ("near-ear", "near-shoulder")


def facing(points):
    """1 where the nose is right of the ears in the image, -1 where it is left of them."""
    return np.where(points[:, NOSE, 0] >= (points[:, EAR[0], 0] + points[:, EAR[1], 0]) / 2, 1.0, -1.0)


def measure(points, world):
    """(frames, 25, 2 or more) and (frames, 25, 3) to (frames, len(RAW))."""
    d = facing(points)
    right = d > 0  # then the right side is the nearer one
    pick = lambda a, pair, near: np.where((right == near)[:, None], a[:, pair[1]], a[:, pair[0]])
    p = points[:, :, :2] * np.stack([d, -np.ones_like(d)], 1)[:, None]
    middle = lambda a, i, j: (a[:, i] + a[:, j]) / 2
    places = [
        p[:, NOSE], pick(p, EYE, True), middle(p, MOUTH_L, MOUTH_R), pick(p, EAR, True), pick(p, EAR, False),
        pick(p, SHOULDER, True), pick(p, SHOULDER, False), pick(p, ELBOW, True), middle(p, HIP_L, HIP_R),
    ]  # fmt: skip
    w = world * np.stack([d, -np.ones_like(d), np.ones_like(d)], 1)[:, None]  # x to where the face looks, y up, z away
    across = pick(w, SHOULDER, False) - pick(w, SHOULDER, True)
    turn = np.arctan2(across[:, 2], across[:, 0])
    c, s = np.sin(turn), np.cos(turn)
    ahead = lambda v: c * v[:, 0] - s * v[:, 2]
    shoulders, ears = middle(w, *SHOULDER), middle(w, *EAR)
    space = [turn, ahead(ears - shoulders), (ears - shoulders)[:, 1], ahead(w[:, NOSE] - shoulders), ahead(shoulders)]
    return np.column_stack(places + space)


def hold(raw):
    return np.median(raw, 0)


COLUMN = {name: k for k, name in enumerate(RAW)}
PAIRS = (  # differences of places, in the person's own units
    ("near-ear", "near-shoulder"), ("near-ear", "far-shoulder"), ("nose", "near-shoulder"), ("nose", "far-shoulder"),
    ("mouth", "near-shoulder"), ("eye", "near-shoulder"), ("nose", "near-ear"), ("mouth", "nose"), ("far-ear", "near-ear"),
    ("far-shoulder", "near-shoulder"), ("near-elbow", "near-shoulder"), ("near-shoulder", "hips"),
)  # fmt: skip
ALONE = ("near-ear", "near-shoulder", "far-shoulder")
NAMES = (
    tuple(f"{a}-{b}{axis}" for a, b in PAIRS for axis in ("-x", "-y"))
    + tuple(a + axis for a in ALONE for axis in ("-x", "-y"))
    + tuple("space-" + s for s in SPACE)
)
VIEW = ("shoulders", "ears", "nose", "elbow", "turn")


def size(raw):
    """The head in pixels: from ear to nose, and from eye to mouth."""
    g = lambda name: raw[COLUMN[name + "-x"] : COLUMN[name + "-x"] + 2]
    return max(1.0, float(np.hypot(np.hypot(*(g("nose") - g("near-ear"))), np.hypot(*(g("eye") - g("mouth"))))))


def view(raw):
    """The inputs of the turn's estimate, in the order of VIEW."""
    x = lambda name: raw[COLUMN[name + "-x"]]
    h = size(raw)
    return np.array([
        (x("far-shoulder") - x("near-shoulder")) / h, (x("far-ear") - x("near-ear")) / h, (x("nose") - x("near-ear")) / h,
        (x("near-elbow") - x("near-shoulder")) / h, raw[COLUMN["space-turn"]],
    ])  # fmt: skip


def compare(usual, tall):
    """The usual hold against the tall one, in head sizes and metres; in the order of NAMES."""
    change = usual - tall
    h = (size(usual) + size(tall)) / 2
    at = lambda name, axis: change[COLUMN[name + axis]] / h
    found = [at(a, axis) - at(b, axis) for a, b in PAIRS for axis in ("-x", "-y")]
    found += [at(a, axis) for a in ALONE for axis in ("-x", "-y")]
    found += [change[COLUMN["space-" + s]] for s in SPACE]
    return np.array(found)
