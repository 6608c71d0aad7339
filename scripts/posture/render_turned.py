"""Renders random people whose chair is turned, with exact truth, to learn the check of the head's posture from.

    python render_turned.py --people FIRST LAST --into DIR

Two sessions a person, one turned to the left and one to the right (another camera, light, room, shirt): DIR/NNNN-S.npz with what is
true, DIR/NNNN-S/KKK.jpg the images, two of each posture. 7 postures a session. Sessions that are there already are left alone.
`see_crowd.py --still 2` reads them.
"""

import cv2
import numpy as np

from formcheck_scripts.posture import crowd, turned_crowd
from formcheck_scripts.posture.crowd import HEIGHT, WIDTH
from formcheck_scripts.posture.distortion import Lens
from formcheck_scripts.posture.measured import SCALARS, Measure
from formcheck_scripts.posture.session_files import SessionFiles, arguments, render_people
from formcheck_scripts.samples.camera import Camera
from formcheck_scripts.samples.figure import Person
from formcheck_scripts.samples.posing import PARAMETERS, pose
from formcheck_scripts.samples.rotations import rotation
from formcheck_scripts.samples.webcam import Webcam

SESSIONS = 2
NEAREST, FARTHEST = 32, 82  # degrees turned
SHOTS = 2  # images of each posture, which differ by the camera's noise


def turned(rotations, positions, degrees):
    """The whole person, chair and all, turned about the hips' middle; + turns to the person's left."""
    by = rotation("z", degrees)
    middle = (positions["upperleg01.L"] + positions["upperleg01.R"]) / 2 * (1, 1, 0)
    return {k: by @ v for k, v in rotations.items()}, {k: by @ (v - middle) + middle for k, v in positions.items()}


def acceptable(person, turn):
    body = person.body
    rotations, positions = turned(*pose(body, {"headForward": 8.0}), turn)
    joints = person.joints(rotations, positions)

    def check(options):
        camera = Camera(**options).placed(body.heads["upperarm01.L"][2], WIDTH, HEIGHT)
        crown = camera.project(positions["head"] + [0, 0, 0.24])
        seen = np.array([camera.project(joints[j]) for j in ("nose", "left_shoulder", "right_shoulder")])
        return (
            crown[1] > 0.02 * HEIGHT
            and seen[:, 0].min() > 0.06 * WIDTH
            and seen[:, 0].max() < 0.94 * WIDTH
            and seen[1:, 1].max() < 0.88 * HEIGHT
        )

    return check


class Glasses:
    """A thin frame around both eyes and a temple to each ear, drawn over the image."""

    def __init__(self, r, body):
        self.radius, self.thick, self.grey = r.uniform(0.018, 0.026), r.uniform(0.8, 2.2), r.uniform(10, 90)
        self.body = body

    def draw(self, image, camera, rotations, positions, joints):
        head = rotations["head"]
        right = head @ [1, 0, 0]
        ahead, up = head @ [0, -1, 0], head @ [0, 0, 1]
        middle = (positions["eye.L"] + positions["eye.R"]) / 2
        facing = ahead @ (camera.position - middle)
        near = 1 if right @ (camera.position - middle) > 0 else -1
        size = abs(camera.project(middle + 0.05 * up)[1] - camera.project(middle)[1]) / 20
        for sign, eye, ear in ((1, "eye.L", "left_ear"), (-1, "eye.R", "right_ear")):
            if sign != near and facing < 0.45 * np.linalg.norm(camera.position - middle):
                continue  # behind the nose
            centre = positions[eye] + 0.024 * ahead
            around = np.linspace(0, 2 * np.pi, 24)
            rim = [centre + self.radius * (1.15 * np.cos(a) * right + np.sin(a) * up) for a in around]
            self._line(image, camera, rim, size)
            if sign == near:
                hinge = centre + 1.15 * self.radius * sign * right - 0.006 * ahead + 0.006 * up
                self._line(image, camera, [hinge, joints[ear] + 0.022 * up + 0.008 * sign * right], size)

    def _line(self, image, camera, points, size):
        places = np.round(16 * np.array([camera.project(p) for p in points])).astype(np.int32)
        cv2.polylines(image, [places], False, (self.grey,) * 3, max(1, round(self.thick * size)), cv2.LINE_AA, 4)


def session(person, number, index, into):
    """Renders one; how many postures."""
    from formcheck_scripts.samples.renderer import Renderer

    files = SessionFiles(into, number, index)
    if files.exists():
        return 0
    look, r = person.look, np.random.default_rng([7004, number, index])
    if index:
        look["shirt"] = crowd.shirt(r)
    turn = (1 if (number + index) % 2 else -1) * r.uniform(NEAREST, FARTHEST)
    options = turned_crowd.camera(r, acceptable(person, turn))
    if options is None:
        print(files.name, "fits no camera", flush=True)
        return 0
    camera = Camera(**options).placed(person.body.heads["upperarm01.L"][2], WIDTH, HEIGHT)
    around = crowd.surroundings(r)
    around["equipment"] = "none"
    around["room"]["chair"] = "stool"  # chairs do not turn here
    holds = turned_crowd.Holds(r, crowd.manner(number), turn).session()
    webcam = Webcam(noise=r.uniform(0.8, 3.2), blur=r.uniform(0.45, 0.9), gain=r.uniform(0.75, 1.05))
    lens = Lens(r.choice((0.0, r.uniform(-0.04, 0.12))))
    glasses = Glasses(r, person.body) if r.random() < 0.4 else None
    renderer = Renderer(person, camera, **around)
    measure = Measure(lambda parameters: pose(person.body, parameters))
    files.begin()
    for k, (_, _, degrees, parameters) in enumerate(holds):
        parameters = {**PARAMETERS, **parameters}
        straight = pose(person.body, parameters)
        rotations, positions = turned(*straight, degrees)
        image = renderer.draw(rotations, positions).copy()
        if glasses:
            glasses.draw(image, camera, rotations, positions, person.joints(rotations, positions))
        image = lens.see(image)
        for shot in range(SHOTS):
            files.image(SHOTS * k + shot, webcam.expose(image, r))
        there = person.joints(*straight)
        files.add(
            scalars=[parameters[s] for s in SCALARS],
            centimetres=measure.centimetres(parameters),
            turned=degrees,
            ears=(there["left_ear"] + there["right_ear"]) / 2,
            neck=straight[1]["neck01"],
            shoulders=(there["left_shoulder"] + there["right_shoulder"]) / 2,
        )
    renderer.gl.release()
    files.finish(
        {"kind": [h[0] for h in holds], "hold": [h[1] for h in holds]},
        options,
        pitch=camera.pitch_degrees,
        hair=look["hair"]["style"],
        glasses=glasses is not None,
        sleeve=look["shirt"]["sleeve"],
    )
    return len(holds)


def person_sessions(number, into):
    person = Person(f"{number:04d}", crowd.look(number))
    return sum(session(person, number, index, into) for index in range(SESSIONS))


def main():
    given = arguments("Renders people whose chair is turned, with exact truth.", sitters=False).parse_args()
    render_people(given, lambda number: person_sessions(number, given.into))


if __name__ == "__main__":
    main()
