"""Writes the keypoints and the true elevations by which a test measures `BodyMeter`'s elevation in each domain.

python fixture_elevation.py --from DIR/own DIR/dressed DIR/valid --into ../../src/test/resources/formcheck/motion
"""

import argparse
from pathlib import Path

import numpy as np

from formcheck_scripts.files import write_gzipped_json
from formcheck_scripts.posture.sessions import SEEN, files, scalar

PEOPLE, EVERY = 16, 2
"""People of each domain, and every second frame of each."""
JOINTS = (0, 2, 5, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24)
"""BlazePose's numbers."""
WORLD = (11, 12, 13, 14, 15, 16, 23, 24)


def frames(truth):
    """Points in tenths of a pixel, visibility in hundredths, world points in millimetres, elevations in degrees."""
    t, seen = np.load(truth), np.load(truth.with_suffix(SEEN))
    true = np.stack([scalar(t, side + "Elevation") for side in ("left", "right")], 1)
    points, world = seen["points"][:, JOINTS, :], seen["world"][:, WORLD]
    return [
        {
            "points": np.round(points[k, :, :2] * 10).astype(int).ravel().tolist(),
            "visible": np.round(points[k, :, 3] * 100).astype(int).tolist(),
            "world": np.round(world[k] * 1000).astype(int).ravel().tolist(),
            "elevation": [round(float(e), 1) for e in true[k]],
        }
        for k in range(0, len(points), EVERY)
        if t["kind"][k] != "turned" and np.isfinite(points[k]).all()
    ]


def main():
    parser = argparse.ArgumentParser(description="Writes the fixture of the elevation's test.")
    parser.add_argument("--from", dest="domains", type=Path, nargs="+", required=True)
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    people = []
    for domain in given.domains:
        truths = [file for file in files(domain, SEEN) if file.stem.endswith("-0")]
        people += [{"domain": domain.name, "frames": frames(truth)} for truth in truths[:: len(truths) // PEOPLE][:PEOPLE]]
    document = {"joints": JOINTS, "worldJoints": WORLD, "people": people}
    write_gzipped_json(given.into / "elevation-by-domain.json.gz", document)


if __name__ == "__main__":
    main()
