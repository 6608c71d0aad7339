"""Fresh people with a turned chair, for FormCheck's own scoreboard: the cues of each posture, and what is true.

    python fresh_head.py --from DIR/judge --into ../../samples/posture/turned-people.bin.gz

`HeadModelEvaluation.java` tells the format.
"""

import argparse
import gzip
from pathlib import Path

import numpy as np

import head_cues
from train_head import sessions

MAGIC, VERSION = 0x46434854, 1


def main():
    parser = argparse.ArgumentParser(description="Fresh people with a turned chair, for FormCheck's own scoreboard.")
    parser.add_argument("--from", dest="folder", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    rows = []
    for number, s in enumerate(sessions(given.folder)):
        for h in s["holds"]:
            numbers = np.concatenate([[h["turned"], h["head"], h["ear"]], h["raw"]]).astype(">f4")
            rows.append(bytes((number, int(h["tall"]))) + numbers.tobytes())
    head = np.array([MAGIC, VERSION, len(head_cues.RAW), len(rows)], ">i4")
    given.into.parent.mkdir(parents=True, exist_ok=True)
    given.into.write_bytes(gzip.compress(head.tobytes() + b"".join(rows), 9, mtime=0))
    print(f"{len(rows)} postures, {given.into.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
