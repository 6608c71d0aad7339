"""Where points of the skin are in the rendered pictures: DIR/NNNN-S.npz gains DIR/NNNN-S.skin.npz.

    python skin_crowd.py --from DIR

points: (frames, POINTS, 2), pixels of the picture, the same points of the front of the trunk on everybody, covered by cloth or
not. Nothing is drawn: the postures follow from the session's number, as in render_crowd.py. `MIRRORED` tells which point is
which one's mirror image. Sessions that are there already are left alone.
"""

import argparse
import functools
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "samples"))

import numpy as np

import crowd
from body import Body, vertex_normals
from camera import Camera
from figure import BODY_VERTICES, Person
from posing import PARAMETERS, pose
from render_crowd import HEIGHT, WIDTH, Lens, acceptable

COLUMNS, ROWS = 4, 11  # of half the trunk
POINTS = 2 * COLUMNS * ROWS
MIRRORED = np.arange(POINTS) ^ 1


@functools.cache
def chosen():
    """Vertices of the front from the hips to the throat: a grid of the left half, each followed by its mirror image."""
    body = Body(crowd.look(0)["body"])
    rest, shoulder, hip = body.rest, body.heads["upperarm01.L"], body.heads["upperleg01.L"]
    normals = vertex_normals(rest, body.triangles[body.groups == "body"])
    front = np.array([i for i in body.vertex_groups["body"] if i < BODY_VERTICES and normals[i, 1] < -0.2
                      and abs(rest[i, 0]) < 1.15 * shoulder[0] and hip[2] - 0.02 < rest[i, 2] < body.heads["head"][2]])  # fmt: skip
    found = []
    for x in np.linspace(0.12, 1.0, COLUMNS) * shoulder[0]:
        for z in np.linspace(hip[2], shoulder[2] + 0.06, ROWS):
            left = front[np.argmin(np.hypot(rest[front, 0] - x, rest[front, 2] - z))]
            found += [left, front[np.argmin(np.linalg.norm(rest[front] - rest[left] * (-1, 1, 1), axis=1))]]
    return np.array(found)


def session(number, index):
    """Points of one session, drawn by the same numbers as render_crowd.session draws."""
    look, r = crowd.look(number), np.random.default_rng([7003, number, index])
    if index:
        look["shirt"] = crowd.shirt(r)
    body = body_of(number)
    options = crowd.camera(r, acceptable(body))
    camera = Camera(**options).placed(body.body.heads["upperarm01.L"][2], WIDTH, HEIGHT)
    around = crowd.surroundings(r)
    grip = 62 if around["equipment"] != "none" else r.uniform(15, 60)
    postures = crowd.Postures(r, crowd.manner(number), grip).session()
    for low, high in ((0.8, 3.2), (0.45, 0.9), (0.75, 1.05)):  # the webcam's
        r.uniform(low, high)
    lens = Lens(r.choice((0.0, r.uniform(-0.04, 0.12))))
    points = chosen()
    found = []
    for _, _, parameters in postures:
        rotations, positions = pose(body.body, {**PARAMETERS, **parameters})
        skin = body.body.skin(rotations, positions, body.body.rest[points], body.body.weights[points])
        found.append([lens.point(camera.project(p)) for p in skin])
    return np.array(found, "f4")


@functools.lru_cache(1)
def body_of(number):
    return Person(f"{number:04d}", crowd.look(number))


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
