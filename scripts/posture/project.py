"""Principal components of the pooled features of some domains.

python project.py --learn DIR/own DIR/dressed --into DIR/projection.npz
"""

import argparse
from pathlib import Path

import numpy as np

from formcheck_scripts.posture.projection import components
from formcheck_scripts.posture.sessions import sessions


def main():
    parser = argparse.ArgumentParser(description="Principal components of the pooled features of some domains.")
    parser.add_argument("--learn", nargs="+", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    mean, directions, kept = components([sessions(d) for d in given.learn])
    np.savez(given.into, mean=mean.astype("f4"), components=directions.astype("f4"))
    print(f"{kept:.2f} of the variance within people is kept")


if __name__ == "__main__":
    main()
