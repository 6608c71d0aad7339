"""Which inputs the head of a level has."""

import numpy as np

from formcheck_scripts.posture import cues


def columns(level):
    """Which cues, and which of the three differences of embeddings, are inputs of a level."""
    known = [c == "1" for c in level]
    keep = np.r_[np.ones(cues.FREE, bool), np.repeat(known[:3], cues.COUNT)]
    return keep, [k for k in range(3) if known[k]] if known[3] else []
