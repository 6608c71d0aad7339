"""Renders sessions of random people with exact truth, to learn posture from.

    python render_crowd.py --people FIRST LAST --into DIR

Two sessions a person (another camera, light, room, shirt): DIR/NNNN-S.npz with what is true, DIR/NNNN-S/KKK.jpg the
pictures. 98 frames a session, about 0.2 s of one core each. `--sessions 1 --others 30` renders 45 frames of one session: more
people in the same time. Sessions that are there already are left alone.
"""

import argparse
import time
from dataclasses import dataclass
from pathlib import Path


import cv2
import numpy as np

from formcheck_scripts.posture import crowd
from formcheck_scripts.posture.crowd import HEIGHT, WIDTH
from formcheck_scripts.samples.camera import Camera, PlacedCamera
from formcheck_scripts.samples.figure import JOINTS, Person
from formcheck_scripts.samples.posing import PARAMETERS, pose, trunk_frame
from formcheck_scripts.samples.webcam import Webcam

SESSIONS = 2
CALIBRATED = ("tall", "most", "forward")  # what a person's calibration is made of
SCALARS = [k for k, v in PARAMETERS.items() if not isinstance(v, tuple)]
CENTIMETRES = ["shoulderBack", "shoulderIn", "chestUp", "chestBack", "slouchHeadForward", "headForward", "shrugUp",
               "leftElbowBack", "rightElbowBack"]  # fmt: skip


class Lens:
    """Radial distortion: a point at distance r from the middle (half widths) is seen at about r (1 - k r^2)."""

    def __init__(self, k):
        self.k = k
        x, y = np.meshgrid((np.arange(WIDTH) - WIDTH / 2 + 0.5), (np.arange(HEIGHT) - HEIGHT / 2 + 0.5))
        factor = 1 + k * (x**2 + y**2) / (WIDTH / 2) ** 2
        self.maps = ((x * factor + WIDTH / 2 - 0.5).astype("f4"), (y * factor + HEIGHT / 2 - 0.5).astype("f4"))

    def see(self, picture):
        return cv2.remap(picture, *self.maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)

    def point(self, p):
        middle = np.array((WIDTH / 2, HEIGHT / 2))
        wanted = (p - middle) / (WIDTH / 2)
        seen = wanted.copy()
        for _ in range(8):
            seen = wanted / (1 + self.k * (seen @ seen))
        return seen * (WIDTH / 2) + middle


def centimetres(body, parameters):
    """How far each quantity moved what it moves, against the same posture without it; trunk's directions, cm."""
    rotations, there = pose(body, parameters)
    left, back, down = trunk_frame(there)
    shoulders = lambda p: (p["upperarm01.L"] + p["upperarm01.R"]) / 2
    width = lambda p: np.linalg.norm(p["upperarm01.L"] - p["upperarm01.R"])
    # Shoulder blades move on the thorax; the directions are the thorax's.
    thorax = rotations["spine01"]
    _, apart = pose(body, {**parameters, "retraction": 0.0, "squeeze": 0.0})
    blades = thorax.T @ (shoulders(there) - shoulders(apart))
    _, flat = pose(body, {**parameters, "extension": 0.0})
    chest = shoulders(there) - shoulders(flat)
    _, upright = pose(body, {**parameters, "slouch": 0.0})
    _, over = pose(body, {**parameters, "headForward": 0.0})
    _, low = pose(body, {**parameters, "shrug": 0.0})
    elbows = [(there["lowerarm01." + m] - there["upperarm01." + m]) @ back for m in "LR"]
    forward = np.array((-np.sin(0), -1.0, 0.0))
    yaw = np.radians(parameters["yaw"])
    forward = np.array((np.sin(yaw), -np.cos(yaw), 0.0))
    return 100 * np.array(
        [
            blades[1],
            (width(apart) - width(there)) / 2,
            chest[2],
            chest @ -forward,
            (there["head"] - upright["head"]) @ forward,
            (there["head"] - over["head"]) @ forward,
            (thorax.T @ (shoulders(there) - shoulders(low)))[2],
            *elbows,
        ]
    )


def acceptable(person):
    body = person.body
    _, raised = pose(body, {"leftElevation": 130.0, "rightElevation": 130.0, "leftForearm": (0, 0, 1), "rightForearm": (0, 0, 1)})
    shoulders = (raised["upperarm01.L"] + raised["upperarm01.R"]) / 2

    def check(options):
        camera = Camera(**options).placed(body.heads["upperarm01.L"][2], WIDTH, HEIGHT)
        top = min(camera.project(raised["finger3-1." + m])[1] for m in "LR") / HEIGHT
        low = camera.project(shoulders)[1] / HEIGHT
        elbows = [camera.project(raised["lowerarm01." + m])[0] / WIDTH for m in "LR"]
        return 0.04 < top < 0.28 and low < 0.86 and min(elbows) > 0.05 and max(elbows) < 0.95

    return check


@dataclass
class Scene:
    """What a session shows, all of it from its number; `random` goes on where the noise of the pictures begins."""

    person: Person
    options: dict
    camera: PlacedCamera
    around: dict
    postures: list
    webcam: Webcam
    lens: Lens
    random: np.random.Generator


def scene(number, index):
    """None if no camera had the raised hands in the picture."""
    look, r = crowd.look(number), np.random.default_rng([7003, number, index])
    if index:
        look["shirt"] = crowd.shirt(r)
    person = Person(f"{number:04d}-{index}", look)
    options = crowd.camera(r, acceptable(person))
    if options is None:
        return None
    camera = Camera(**options).placed(person.body.heads["upperarm01.L"][2], WIDTH, HEIGHT)
    around = crowd.surroundings(r)
    grip = 62 if around["equipment"] != "none" else r.uniform(15, 60)
    postures = crowd.Postures(r, crowd.manner(number), grip).session()
    webcam = Webcam(noise=r.uniform(0.8, 3.2), blur=r.uniform(0.45, 0.9), gain=r.uniform(0.75, 1.05))
    lens = Lens(r.choice((0.0, r.uniform(-0.04, 0.12))))
    return Scene(person, options, camera, around, postures, webcam, lens, r)


def thinned(postures, count):
    """What a calibration is made of, and `count` of the frames after it, evenly spaced."""
    rest = [p for p in postures if p[0] != "calibration"]
    chosen = np.unique(np.linspace(0, len(rest) - 1, count).round().astype(int))
    return [p for p in postures if p[0] == "calibration" and p[1] in CALIBRATED] + [rest[k] for k in chosen]


def session(number, index, into, turned=True, every=1, others=None):
    from formcheck_scripts.samples.renderer import Renderer

    name = f"{number:04d}-{index}"
    target, folder = into / f"{name}.npz", into / name
    if target.exists():
        return 0
    shown = scene(number, index)
    if shown is None:
        print(name, "fits no camera", flush=True)
        return 0
    person, camera, lens, webcam, r = shown.person, shown.camera, shown.lens, shown.webcam, shown.random
    # The turned ones come last, so all other pictures stay the same without them.
    postures = [p for p in shown.postures if turned or p[0] != "turned"][::every]
    if others is not None:
        postures = thinned(postures, others)
    renderer = Renderer(person, camera, **shown.around)
    folder.mkdir(parents=True, exist_ok=True)
    rows = {"scalars": [], "centimetres": [], "joints": [], "points": []}
    for k, (_, _, parameters) in enumerate(postures):
        parameters = {**PARAMETERS, **parameters}
        rotations, positions = pose(person.body, parameters)
        picture = webcam.expose(lens.see(renderer.draw(rotations, positions)), r)
        cv2.imwrite(str(folder / f"{k:03d}.jpg"), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), (cv2.IMWRITE_JPEG_QUALITY, 92))
        joints = person.joints(rotations, positions)
        rows["scalars"].append([parameters[s] for s in SCALARS])
        rows["centimetres"].append(centimetres(person.body, parameters))
        rows["joints"].append([joints[j] for j in JOINTS])
        rows["points"].append([lens.point(camera.project(joints[j])) for j in JOINTS])
    renderer.gl.release()
    part = target.with_suffix(".part.npz")
    np.savez_compressed(
        part,
        kind=np.array([p[0] for p in postures]),
        label=np.array([p[1] for p in postures]),
        scalarNames=np.array(SCALARS),
        centimetreNames=np.array(CENTIMETRES),
        jointNames=np.array(JOINTS),
        camera=np.array([shown.options[k] for k in sorted(shown.options)]),
        cameraNames=np.array(sorted(shown.options)),
        pitch=camera.pitch_degrees,
        equipment=shown.around["equipment"],
        sleeve=person.look["shirt"]["sleeve"],
        lens=lens.k,
        noise=webcam.noise,
        **{k: np.array(v, "f4") for k, v in rows.items()},
    )
    part.rename(target)
    return len(postures)


def main():
    parser = argparse.ArgumentParser(description="Renders sessions of random people with exact truth.")
    parser.add_argument("--people", nargs=2, type=int, required=True, metavar=("FIRST", "LAST"))
    parser.add_argument("--step", type=int, default=1, help="every how manieth person")
    parser.add_argument("--not-turned", action="store_true", help="leave out the turned chair, of which nothing is learned")
    parser.add_argument("--every", type=int, default=1, help="every how manieth picture of a session")
    parser.add_argument("--others", type=int, help="so many frames besides those of the calibration, instead of all")
    parser.add_argument("--sessions", type=int, default=SESSIONS, choices=range(1, SESSIONS + 1), help="of each person")
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    given.into.mkdir(parents=True, exist_ok=True)
    started, frames = time.monotonic(), 0
    for number in range(given.people[0], given.people[1] + 1, given.step):
        for index in range(given.sessions):
            frames += session(number, index, given.into, not given.not_turned, given.every, given.others)
        print(f"person {number}: {frames} frames, {(time.monotonic() - started) / max(frames, 1):.2f} s a frame", flush=True)


if __name__ == "__main__":
    main()
