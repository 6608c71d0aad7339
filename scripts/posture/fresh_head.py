"""Fresh people with a turned chair, for FormCheck's own scoreboard: the cues of each posture, and what is true.

    python fresh_head.py --from DIR/judge --into ../../samples/posture/turned-people.bin.gz

`HeadModelEvaluation.java` documents the format.
"""

import argparse
from pathlib import Path

import numpy as np

from formcheck_scripts.files import write_rows
from formcheck_scripts.posture import head_cues
from formcheck_scripts.posture.train_head import sessions

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
    write_rows(given.into, [MAGIC, VERSION, len(head_cues.RAW), len(rows)], rows)
    print(f"{len(rows)} postures, {given.into.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
