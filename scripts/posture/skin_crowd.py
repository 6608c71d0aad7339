"""Where points of the skin are in the rendered pictures: DIR/NNNN-S.npz gains DIR/NNNN-S.skin.npz.

    python skin_crowd.py --from DIR

points: (frames, crowd.SKIN_POINTS, 2), pixels of the picture, the same points of the front of the trunk on everybody, covered by
cloth or not. Nothing is drawn: all follows from the session's number. Sessions that are there already are left alone.
"""

import argparse
import functools
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "samples"))

import numpy as np

import crowd
from body import Body, vertex_normals
from crowd import SKIN_COLUMNS, SKIN_ROWS
from figure import BODY_VERTICES
from posing import PARAMETERS, pose
from render_crowd import scene


@functools.cache
def chosen():
    """Vertices of the front from the hips to the throat: a grid of the left half, each followed by its mirror image."""
    body = Body(crowd.look(0)["body"])
    rest, shoulder, hip = body.rest, body.heads["upperarm01.L"], body.heads["upperleg01.L"]
    normals = vertex_normals(rest, body.triangles[body.groups == "body"])
    front = np.array([i for i in body.vertex_groups["body"] if i < BODY_VERTICES and normals[i, 1] < -0.2
                      and abs(rest[i, 0]) < 1.15 * shoulder[0] and hip[2] - 0.02 < rest[i, 2] < body.heads["head"][2]])  # fmt: skip
    found = []
    for x in np.linspace(0.12, 1.0, SKIN_COLUMNS) * shoulder[0]:
        for z in np.linspace(hip[2], shoulder[2] + 0.06, SKIN_ROWS):
            left = front[np.argmin(np.hypot(rest[front, 0] - x, rest[front, 2] - z))]
            found += [left, front[np.argmin(np.linalg.norm(rest[front] - rest[left] * (-1, 1, 1), axis=1))]]
    return np.array(found)


def session(number, index):
    """Points of one session, as render_crowd.py shows it."""
    shown, points, found = scene(number, index), chosen(), []
    body = shown.person.body
    for _, _, parameters in shown.postures:
        rotations, positions = pose(body, {**PARAMETERS, **parameters})
        skin = body.skin(rotations, positions, body.rest[points], body.weights[points])
        found.append([shown.lens.point(shown.camera.project(p)) for p in skin])
    return np.array(found, "f4")


def main():
    parser = argparse.ArgumentParser(description="Where points of the skin are in the rendered pictures.")
    parser.add_argument("--from", dest="folder", type=Path, required=True)
    given = parser.parse_args()
    for truth in sorted(given.folder.glob("????-?.npz")):
        into = truth.with_suffix(".skin.npz")
        if not into.exists():
            number, index = (int(k) for k in truth.stem.split("-"))
            with np.load(truth) as t:
                frames = len(t["kind"])
            np.savez_compressed(into, points=session(number, index)[:frames])


if __name__ == "__main__":
    main()
