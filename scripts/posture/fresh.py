"""Fresh people for FormCheck's own scoreboard: cues, looks and truth, frame by frame.

    python fresh.py --from DIR --model DIR/posture.pth --into ../../samples/posture/fresh-people.bin.gz

`CrowdFigures.java` tells the format.
"""

import argparse
import gzip
from pathlib import Path

import numpy as np
import torch

from export import load
from train import sessions

VERSION = 1
LESSONS = ("tall", "most", "forward")


def main():
    parser = argparse.ArgumentParser(description="Fresh people for FormCheck's own scoreboard.")
    parser.add_argument("--from", dest="folder", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    model = load(given.model)
    rows = []
    for number, s in enumerate(sessions(given.folder)):
        with torch.inference_mode():
            looks = model.encoder(torch.as_tensor(s["crops"])[:, None].float() / 255).numpy()
        for k, (kind, label) in enumerate(zip(s["kind"], s["label"])):
            if kind == "turned" or (kind == "calibration" and label not in LESSONS):
                continue
            tag = LESSONS.index(label) if kind == "calibration" else 4 if label == "good" else 3
            numbers = np.concatenate([s["cues"][k], looks[k], s["truth"][k]]).astype(">f4")
            rows.append(bytes((number, tag)) + numbers.tobytes())
    head = np.array([0x46435043, VERSION, s["cues"].shape[1], looks.shape[1], s["truth"].shape[1], len(rows)], ">i4")
    given.into.parent.mkdir(parents=True, exist_ok=True)
    given.into.write_bytes(gzip.compress(head.tobytes() + b"".join(rows), 9, mtime=0))
    print(f"{len(rows)} frames, {given.into.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
