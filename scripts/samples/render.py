"""Renders the samples: every specs/*.yaml becomes NAME.mp4 and NAME.truth.json.gz.

    python render.py [--jobs N] [--only NAME ...] [--specs DIR] [--into DIR] [--film webm] [--preview] [--truth]

The same specification gives the same truth, byte by byte.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path

import cv2
import numpy as np

from formcheck_scripts import paths
from formcheck_scripts.files import write_gzipped_json
from formcheck_scripts.samples import spec as specification
from formcheck_scripts.samples import truth
from formcheck_scripts.samples.camera import Camera
from formcheck_scripts.samples.curves import generator
from formcheck_scripts.samples.encode import Film
from formcheck_scripts.samples.figure import Person
from formcheck_scripts.samples.movement import Movement
from formcheck_scripts.samples.posing import gestures, pose
from formcheck_scripts.samples.webcam import Webcam

SPECS = Path(__file__).with_name("specs")
SHUTTER = 0.5  # share of the time between two frames during which the webcam's shutter is open
BLURRED_FROM = 2.0  # degrees that an arm moves while the shutter is open before it is worth drawing


class Clip:
    """Everything that one specification asks for, ready to be drawn."""

    def __init__(self, spec):
        self.spec = spec
        self.rate = spec["framesPerSecond"]
        self.person = Person(spec["person"])
        body = self.person.body
        self.movement = Movement(spec["seed"], spec["timeline"], spec["usual"], spec["style"], gestures(body))
        self.frames = int(self.movement.seconds * self.rate)
        shoulders = body.heads["upperarm01.L"][2]
        self.camera = Camera(**spec["camera"]).placed(shoulders, spec["width"], spec["height"])

    def posed(self, t):
        parameters = self.movement.parameters(t)
        return (parameters, *pose(self.person.body, parameters))

    def truth(self):
        frames = truth.Frames()
        for k in range(self.frames):
            parameters, rotations, positions = self.posed(k / self.rate)
            frames.add(parameters, rotations, self.person.joints(rotations, positions), self.camera.project)
        return truth.document(self.spec, self.movement, frames, self.camera.description())

    def renderer(self):
        from formcheck_scripts.samples.renderer import Renderer

        spec = self.spec
        walkers = sorted({w["person"] for w in spec["walks"]})
        return Renderer(self.person, self.camera, spec["room"], spec["equipment"], spec["light"], walkers)

    def walkers(self, t):
        """(name, x, y, direction) of everyone who passes by at this moment."""
        passing = []
        for walk in self.spec["walks"]:
            share = (t - walk["from"]) / walk["seconds"]
            if 0 <= share <= 1:
                direction = walk.get("direction", 1)
                passing.append((walk["person"], direction * walk.get("reach", 1.9) * (2 * share - 1), 0.75, direction))
        return passing

    def _draw(self, renderer, t):
        _, rotations, positions = self.posed(t)
        return renderer.draw(rotations, positions, self.walkers(t))

    def image(self, renderer, k):
        """Frame k; arms that move fast are drawn several times while the shutter is open, and averaged."""
        t = k / self.rate
        open_for = SHUTTER / self.rate
        moved = max(
            abs(float(self.movement.elevation(s, t + open_for / 2) - self.movement.elevation(s, t - open_for / 2)))
            for s in ("left", "right")
        )
        count = 1 if moved < BLURRED_FROM else 3 if moved < 2.5 * BLURRED_FROM else 5
        if count == 1:
            return self._draw(renderer, t)
        # The truth is that of the middle of the exposure.
        moments = t + open_for * (np.arange(count) / (count - 1) - 0.5)
        return np.mean([self._draw(renderer, m) for m in moments], axis=0).round().astype(np.uint8)

    def film(self, path, crf):
        spec = self.spec
        renderer, webcam = self.renderer(), Webcam(**spec["webcam"])
        with Film(path, spec["width"], spec["height"], self.rate, spec["crf"] or crf) as film:
            for k in range(self.frames):
                film.add(webcam.expose(self.image(renderer, k), generator(spec["seed"], "noise", k)))

    def contact_sheet(self, path, every=10, columns=8, size=(320, 240)):
        """Every tenth frame, small, with its time."""
        renderer, webcam = self.renderer(), Webcam(**self.spec["webcam"])
        small = []
        for k in range(0, self.frames, every):
            image = webcam.expose(self._draw(renderer, k / self.rate), generator(self.spec["seed"], "noise", k))
            image = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
            cv2.putText(image, f"{k / self.rate:.1f}", (4, 14), 0, 0.42, (255, 255, 0), 1, cv2.LINE_AA)
            small.append(image)
        small += [np.zeros_like(small[0])] * (-len(small) % columns)
        rows = [np.hstack(small[i : i + columns]) for i in range(0, len(small), columns)]
        cv2.imwrite(str(path), cv2.cvtColor(np.vstack(rows), cv2.COLOR_RGB2BGR))


def render(name, given):
    started = time.monotonic()
    clip = Clip(specification.read(given.specs / f"{name}.yaml"))
    if given.preview:
        clip.contact_sheet(given.into / f"{name}.jpg")
    else:
        if not given.truth:
            clip.film(given.into / f"{name}.{given.film}", given.crf)
        if given.film == "mp4":  # a webm is shown to people, and not measured
            write_gzipped_json(given.into / f"{name}.truth.json.gz", clip.truth())
    print(f"{name}: {clip.frames} frames, {clip.movement.seconds:.1f} s, took {time.monotonic() - started:.0f} s", flush=True)


def main():
    parser = argparse.ArgumentParser(description="Renders the samples from specs/*.yaml.")
    parser.add_argument("--jobs", type=int, default=1, help="clips rendered at the same time")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="these clips, in this order")
    parser.add_argument("--specs", type=Path, default=SPECS, help="folder of the specifications (default: specs/)")
    parser.add_argument("--film", choices=("mp4", "webm"), default="mp4", help="kind of film (default: mp4)")
    parser.add_argument("--into", type=Path, default=paths.SAMPLES, help="folder of the results (default: samples/)")
    parser.add_argument("--preview", action="store_true", help="only a contact sheet of every 10th frame, NAME.jpg")
    parser.add_argument("--truth", action="store_true", help="only the truth, without the film")
    parser.add_argument("--crf", type=int, default=27, help="H.264 quality where a specification does not say")
    given = parser.parse_args()
    known = sorted(p.stem for p in given.specs.glob("*.yaml"))
    names = given.only or known
    for name in names:
        if name not in known:
            parser.error(f"there is no {given.specs}/{name}.yaml; known: {', '.join(known)}")
        try:
            specification.read(given.specs / f"{name}.yaml")
        except specification.SpecError as e:
            parser.error(str(e))
    given.into.mkdir(parents=True, exist_ok=True)
    if given.jobs == 1 or len(names) == 1:
        for name in names:
            render(name, given)
        return 0
    return _in_parallel(names, given)


def _in_parallel(names, given):
    """One process a clip: each has its own drawing context."""
    options = ["--into", str(given.into), "--crf", str(given.crf), "--specs", str(given.specs), "--film", given.film]
    options += ["--preview"] * given.preview + ["--truth"] * given.truth
    waiting, running, failed = list(names), [], []
    while waiting or running:
        while waiting and len(running) < given.jobs:
            name = waiting.pop(0)
            running.append((name, subprocess.Popen([sys.executable, __file__, "--only", name, *options])))
        for entry in list(running):
            if entry[1].poll() is not None:
                running.remove(entry)
                if entry[1].returncode != 0:
                    failed.append(entry[0])
        time.sleep(0.2)
    if failed:
        print("failed: " + ", ".join(failed), file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
