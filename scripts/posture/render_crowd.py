"""Renders sessions of random people with exact truth, to learn posture from.

    python render_crowd.py --people FIRST LAST --into DIR

Two sessions a person (another camera, light, room, shirt): DIR/NNNN-S.npz with what is true, DIR/NNNN-S/KKK.jpg the
images. 98 frames a session, about 0.2 s of one core each. `--sessions 1 --others 30` renders 45 frames of one session: more
people in the same time. Sessions that are there already are left alone.
"""

from dataclasses import dataclass

import numpy as np

from formcheck_scripts.posture import crowd
from formcheck_scripts.posture.crowd import HEIGHT, WIDTH
from formcheck_scripts.posture.distortion import Lens
from formcheck_scripts.posture.measured import SCALARS, Measure
from formcheck_scripts.posture.questions import STEPS
from formcheck_scripts.posture.session_files import SessionFiles, arguments, render_people
from formcheck_scripts.posture.sitters import sitters
from formcheck_scripts.samples.camera import Camera, PlacedCamera
from formcheck_scripts.samples.figure import Person
from formcheck_scripts.samples.joints import JOINTS
from formcheck_scripts.samples.posing import PARAMETERS, pose
from formcheck_scripts.samples.webcam import Webcam

SESSIONS = 2


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
    """What a session shows, all of it from its number; `random` goes on where the noise of the images begins."""

    person: Person
    options: dict
    camera: PlacedCamera
    around: dict
    postures: crowd.Postures
    webcam: Webcam
    lens: Lens
    random: np.random.Generator


def scene(number, index):
    """None if no camera had the raised hands in the image."""
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
    postures = crowd.Postures(r, crowd.manner(number), grip)
    postures.session()
    webcam = Webcam(noise=r.uniform(0.8, 3.2), blur=r.uniform(0.45, 0.9), gain=r.uniform(0.75, 1.05))
    lens = Lens(r.choice((0.0, r.uniform(-0.04, 0.12))))
    return Scene(person, options, camera, around, postures, webcam, lens, r)


def thinned(postures, count):
    """What a calibration is made of, and `count` of the frames after it, evenly spaced."""
    rest = [p for p in postures if p[0] != "calibration"]
    chosen = np.unique(np.linspace(0, len(rest) - 1, count).round().astype(int))
    return [p for p in postures if p[0] == "calibration" and p[1] in STEPS] + [rest[k] for k in chosen]


def session(number, index, into, turned=True, every=1, others=None, still=False):
    """Renders one; how many frames."""
    from formcheck_scripts.samples.renderer import Renderer

    files = SessionFiles(into, number, index)
    if files.exists():
        return 0
    shown = scene(number, index)
    if shown is None:
        print(files.name, "fits no camera", flush=True)
        return 0
    person, camera, lens, webcam = shown.person, shown.camera, shown.lens, shown.webcam
    # The turned ones come last, so all other images stay the same without them.
    postures = [p for p in shown.postures.found if turned or p[0] != "turned"][::every]
    if others is not None:
        postures = thinned(postures, others)
    if still:
        postures = postures + sitters(shown.postures, shown.postures.found, number)
    renderer = Renderer(person, camera, **shown.around)
    measure = Measure(lambda parameters: pose(person.body, parameters))
    files.begin()
    for k, (_, _, parameters) in enumerate(postures):
        parameters = {**PARAMETERS, **parameters}
        rotations, positions = pose(person.body, parameters)
        files.image(k, webcam.expose(lens.see(renderer.draw(rotations, positions)), shown.random))
        joints = person.joints(rotations, positions)
        files.add(
            scalars=[parameters[s] for s in SCALARS],
            centimetres=measure.centimetres(parameters),
            joints=[joints[j] for j in JOINTS],
            points=[lens.point(camera.project(joints[j])) for j in JOINTS],
        )
    renderer.gl.release()
    files.finish(
        {"kind": [p[0] for p in postures], "label": [p[1] for p in postures]},
        shown.options,
        jointNames=np.array(JOINTS),
        pitch=camera.pitch_degrees,
        equipment=shown.around["equipment"],
        sleeve=person.look["shirt"]["sleeve"],
        lens=lens.k,
        noise=webcam.noise,
    )
    return len(postures)


def main():
    parser = arguments("Renders sessions of random people with exact truth.")
    parser.add_argument("--step", type=int, default=1, help="renders every N-th person")
    parser.add_argument("--not-turned", action="store_true", help="leave out the turned chair, of which nothing is learned")
    parser.add_argument("--every", type=int, default=1, help="renders every N-th image of a session")
    parser.add_argument("--others", type=int, help="number of frames after the calibration, instead of all")
    parser.add_argument("--sessions", type=int, default=SESSIONS, choices=range(1, SESSIONS + 1), help="of each person")
    given = parser.parse_args()
    one = lambda number, index: session(number, index, given.into, not given.not_turned, given.every, given.others, given.sitters)
    render_people(given, lambda number: sum(one(number, index) for index in range(given.sessions)), given.step)


if __name__ == "__main__":
    main()
