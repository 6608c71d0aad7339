"""The projection of the upper body's inner activations that goes into the network's file: see heads.projection.

    python projection.py --from DIR/own DIR/dressed --into DIR/projection.npz
"""

import argparse
from pathlib import Path

import numpy as np

import heads


def main():
    parser = argparse.ArgumentParser(description="The projection of the upper body's inner activations.")
    parser.add_argument("--from", dest="folders", type=Path, nargs="+", required=True, help="domains with features")
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    mean, components, share = heads.projection([heads.sessions(folder) for folder in given.folders])
    np.savez(given.into, mean=mean.astype("f4"), components=components.astype("f4"))
    print(f"{len(components)} numbers keep {100 * share:.0f} % of the variance")


if __name__ == "__main__":
    main()
