"""Writes the keypoints and the true elevations by which a test measures `BodyMeter`'s elevation in each domain.

    python fixture_elevation.py --from DIR/own DIR/dressed DIR/valid --into ../../src/test/resources/formcheck/motion
"""

import argparse
import gzip
import json
from pathlib import Path

import numpy as np

PEOPLE, EVERY = 16, 2  # people of each domain, and every how manieth frame of each
JOINTS = (0, 2, 5, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24)  # BlazePose's numbers
WORLD = (11, 12, 13, 14, 15, 16, 23, 24)


def main():
    parser = argparse.ArgumentParser(description="Writes the fixture of the elevation's test.")
    parser.add_argument("--from", dest="domains", type=Path, nargs="+", required=True)
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    people = []
    for domain in given.domains:
        files = [f for f in sorted(domain.glob("????-0.npz")) if f.with_suffix(".seen.npz").exists()]
        for file in files[:: len(files) // PEOPLE][:PEOPLE]:
            t, seen = np.load(file), np.load(file.with_suffix(".seen.npz"))
            names = list(t["scalarNames"])
            true = t["scalars"][:, [names.index(s + "Elevation") for s in ("left", "right")]]
            points, world = seen["points"][:, JOINTS, :], seen["world"][:, WORLD]
            frames = [
                {
                    "points": np.round(points[k, :, :2] * 10).astype(int).ravel().tolist(),  # tenths of a pixel
                    "visible": np.round(points[k, :, 3] * 100).astype(int).tolist(),
                    "world": np.round(world[k] * 1000).astype(int).ravel().tolist(),  # millimetres
                    "elevation": [round(float(e), 1) for e in true[k]],
                }
                for k in range(0, len(points), EVERY)
                if t["kind"][k] != "turned" and np.isfinite(points[k]).all()
            ]
            people.append({"domain": domain.name, "frames": frames})
    document = json.dumps({"joints": JOINTS, "worldJoints": WORLD, "people": people}, separators=(",", ":"))
    (given.into / "elevation-by-domain.json.gz").write_bytes(gzip.compress(document.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
