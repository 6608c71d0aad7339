"""How right the heads are on people of a domain that they did not learn from.

    python domains.py --learn DIR/own DIR/dressed [--judge DIR/third] --projection DIR/projection.npz [--levels 1111 1001]

Each domain of `--learn` is left out in turn; `--judge` names domains of which nothing is ever learned.
"""

import argparse
from pathlib import Path

import numpy as np

from formcheck_scripts.posture.comparison import FrameSet
from formcheck_scripts.posture.projection import embed
from formcheck_scripts.posture.questions import LEVELS, QUESTIONS
from formcheck_scripts.posture.scoring import probability
from formcheck_scripts.posture.sessions import sessions
from formcheck_scripts.posture.transfer import Transfer, fit, nested, scores, settings_of


def table(data, learned, judged, levels):
    """Prints a table for each level and domain."""
    for level in levels:
        transfer = Transfer(data, level, learned, judged, settings_of(level))
        for d in judged:
            rows = data.domain == d
            within = nested(data, level, learned, d, settings_of(level))
            print(f"\n{level}, {d} left out{'' if d in learned else ', never learned from'}: {len(np.unique(data.person[rows]))} people")
            print("  question         AUC   right  unjudged  at 85-95 %       false   frames")
            for name in QUESTIONS:
                w = fit(within, data, name)
                s = scores(probability(transfer.score(name), w), transfer.in_distribution(), data, rows, name)
                print(f"  {name:14} {s[0]:.3f}  {s[1]:.3f}   {s[2]:.2f}     {s[3]:.3f} ({s[6]:4})   {s[4]:.3f}   {s[5]}  {w.round(2)}")


def main():
    parser = argparse.ArgumentParser(description="How right the heads are on people of a domain that they did not learn from.")
    parser.add_argument("--learn", nargs="+", type=Path, required=True)
    parser.add_argument("--judge", nargs="*", type=Path, default=[])
    parser.add_argument("--projection", type=Path, required=True)
    parser.add_argument("--levels", nargs="+", default=list(LEVELS))
    given = parser.parse_args()
    data = FrameSet([s for d in given.learn + given.judge for s in embed(sessions(d), given.projection)])
    learned = [d.name for d in given.learn]
    table(data, learned, learned + [d.name for d in given.judge], given.levels)


if __name__ == "__main__":
    main()
