"""Sessions of rendered people, as the heads learn from them.

A domain is a folder of sessions: NNNN-S.npz (truth, written by a renderer), NNNN-S.seen.npz (keypoints, written by see_crowd.py),
NNNN-S.features.npz (features of the crops, written by features.py).
"""

from pathlib import Path

import numpy as np

from formcheck_scripts.posture import cues, sitters
from formcheck_scripts.posture.measured import targets
from formcheck_scripts.posture.questions import RAISED, STEPS, TARGETS

SEEN, FEATURES = ".seen.npz", ".features.npz"


def files(folder, *needed, missing=None):
    """The truths of a domain's sessions whose other files are there, in order; with `missing` only those that lack that one."""
    found = sorted(Path(folder).glob("????-?.npz"))
    found = [p for p in found if all(p.with_suffix(s).exists() for s in needed)]
    return [p for p in found if missing is None or not p.with_suffix(missing).exists()]


def keypoints(truth):
    """(frames, 25, 4): x, y, z, visibility, and (frames, 25, 3) metres; NaN where no one was seen."""
    seen = np.load(truth.with_suffix(SEEN))
    return seen["points"].astype(float), seen["world"].astype(float)


def scalar(t, name):
    """(frames,): a parameter of the posture, by its name in the truth."""
    return t["scalars"][:, list(t["scalarNames"]).index(name)]


def centimetres(t, name):
    """(frames,): how far a quantity moved the body, by its name in the truth."""
    return t["centimetres"][:, list(t["centimetreNames"]).index(name)]


def truths(t):
    """(frames, targets) of a session's truth."""
    found = targets(lambda name: centimetres(t, name), lambda name: scalar(t, name))
    return np.stack([found[n] for n in TARGETS], 1).astype(float)


def read(truth, domain=""):
    """One session without its turned frames: cues, features, truth. Frames without a pose are dropped, but counted in `lost`.

    `step` is the index in STEPS of a calibration frame, else -1.
    """
    t, features = (np.load(truth.with_suffix(s)) for s in (".npz", FEATURES))
    points, world = keypoints(truth)
    front = t["kind"] != "turned"
    usable = front & ~np.isnan(points[:, 0, 0])
    measured = cues.measure(np.nan_to_num(points), np.nan_to_num(world))
    found = {
        "cues": measured,
        "elevation": measured[:, cues.ELEVATION],
        "truth": truths(t),
        "trueElevation": (scalar(t, "leftElevation") + scalar(t, "rightElevation")) / 2,
        "kind": t["kind"],
        "label": t["label"],
        "pooled": features["pooled"],
        "head": features["head"].astype("f4"),
        "ok": features["ok"].astype(bool),
    }
    found = {k: v[usable] for k, v in found.items()}
    found["ok"] &= np.isfinite(found["head"]).all(1)
    found["head"] = np.where(found["ok"][:, None], found["head"], 0)
    calibration = found["kind"] == "calibration"
    raised = found["elevation"] >= RAISED
    steps = [calibration & (found["label"] == step) & (raised if k else ~raised) for k, step in enumerate(STEPS)]
    found["step"] = np.select(steps, list(range(len(STEPS))), -1)
    found["use"] = ~calibration & (found["kind"] != sitters.KIND)
    return {
        "domain": domain,
        "person": int(truth.name[:4]),
        "name": truth.stem,
        "lost": int((front & ~usable).sum()),
        **found,
    }


def sessions(folder, domain=None, wanted=lambda person: True):
    """All sessions of a domain that have keypoints, features and a whole calibration, of the people that are wanted."""
    folder = Path(folder)
    found = [read(p, domain or folder.name) for p in files(folder, SEEN, FEATURES) if wanted(int(p.name[:4]))]
    return [s for s in found if all((s["step"] == k).any() for k in range(len(STEPS)))]
