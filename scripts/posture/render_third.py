"""Renders sessions of people of a third kind with exact truth: VALID avatars, cast by rays, over drawn rooms.

    python render_third.py --people FIRST LAST --assets DIR --into DIR

Writes what render_crowd.py writes: DIR/NNNN-0.npz with what is true, DIR/NNNN-0/KKK.jpg the images; people are numbered from 3000, one
session a person. `avatar` in the truth names who it is: numbers that share one must stay together. DIR of --assets holds NAME.glb of
the library. Sessions that are there already are left alone.
"""

from pathlib import Path

import cv2
import numpy as np

from formcheck_scripts.posture import crowd
from formcheck_scripts.posture.avatars.avatar import HAIR, NoAvatar, load
from formcheck_scripts.posture.avatars.background import room
from formcheck_scripts.posture.avatars.cloth import Dressed, cut_of
from formcheck_scripts.posture.avatars.garments import printed, recoloured, seat_of
from formcheck_scripts.posture.avatars.light import Painter, developed, light_of
from formcheck_scripts.posture.avatars.posing import measure_of, pose, shoulders_of
from formcheck_scripts.posture.avatars.rig import Rig, proportions_of
from formcheck_scripts.posture.crowd import HEIGHT, WIDTH
from formcheck_scripts.posture.distortion import Lens
from formcheck_scripts.posture.faults import FaultRanges
from formcheck_scripts.posture.measured import SCALARS
from formcheck_scripts.posture.session_files import SessionFiles, arguments, render_people
from formcheck_scripts.posture.sitters import sitters
from formcheck_scripts.samples.camera import Camera
from formcheck_scripts.samples.joints import JOINTS
from formcheck_scripts.samples.posing import PARAMETERS
from formcheck_scripts.samples.webcam import Webcam

FIRST = 3000
IDENTITIES = (
    "AIAN_F_1 AIAN_M_1 Asian_F_1 Asian_M_1 Black_F_1 Black_M_1 Hispanic_F_1 Hispanic_M_1 MENA_F_1 MENA_M_1 NHPI_M_1 "
    "White_F_1 White_M_1 AIAN_F_2 AIAN_M_2 Asian_F_2 Asian_M_2 Black_F_2 Black_M_2 Hispanic_F_2 Hispanic_M_2 MENA_F_2 "
    "MENA_M_2 NHPI_M_2 White_F_2 White_M_2 Asian_F_3 Asian_M_3 Black_F_3 Black_M_3 Hispanic_F_3 Hispanic_M_3 MENA_M_3 "
    "White_F_3 White_M_3 X_AIAN_F_1 X_AIAN_M_1 X_MENA_F_1 X_NHPI_F_1 X_NHPI_M_1 X_NHPI_F_2 X_NHPI_F_3"
).split()
OUTFITS = ("Casual", "Util", "Busi", "Medi", "Milit")
JOINT_BONES = {"shoulder": "UpperArm", "elbow": "Forearm", "wrist": "Hand", "hip": "Thigh", "knee": "Calf",
               "index": "Finger1", "pinky": "Finger4"}  # fmt: skip
NATURAL = (("good", 3), ("elbows-forward", 1), ("no-squeeze", 1), ("no-extension", 1), ("slouch", 1),
           ("head-forward", 1), ("shrug", 1), ("leaning-back", 1), ("hollow-back", 1))  # fmt: skip
FAULTS = FaultRanges(lean=(-14, -6))


class Postures(crowd.Postures):
    """Fewer frames a session than `crowd` has, of the same kinds; what is asked of the body is drawn anew."""

    def session(self):
        r, h = self.r, self.habit
        n = lambda s: r.normal(0, s)
        rest = lambda: {"elevation": r.uniform(8, 24), "back": r.uniform(-14, 8)}
        self.add("calibration", "usual", **rest(), slouch=h["usualSlouch"] + n(1), headForward=h["usualHead"] + n(1),
                 retraction=h["usualRetraction"] + n(1), shrug=abs(n(1)))  # fmt: skip
        for _ in range(4):
            self.add("calibration", "tall", **rest(), **self.small(), retraction=r.uniform(0, 5), extension=r.uniform(0, 5))
        for e in (72, 90, 108, 126, 144):
            self.add("calibration", "most", e + n(4), h["mostBack"] + n(3), **self.good(), **self.small())
        for e in (72, 87, 102, 117, 132):
            self.add("calibration", "forward", e + n(4), h["mostForward"] + n(3), retraction=-3 + n(2), extension=n(1.5), **self.small())
        self.drift = 1.0
        self._independent(12, 75, 150)
        self._independent(2, 30, 75)
        for label, count in NATURAL:
            for _ in range(count):
                self._top(label, (88, 142), FAULTS)
        return self.found


def acceptable(rig):
    _, raised = pose(rig, {"leftElevation": 130.0, "rightElevation": 130.0, "leftForearm": (0, 0, 1), "rightForearm": (0, 0, 1)})
    middle = (raised["L UpperArm"] + raised["R UpperArm"]) / 2

    def check(options):
        camera = Camera(**options).placed(rig.head("L UpperArm")[2], WIDTH, HEIGHT)
        top = min(camera.project(raised[f"{m} Finger22"])[1] for m in "LR") / HEIGHT
        elbows = [camera.project(raised[f"{m} Forearm"])[0] / WIDTH for m in "LR"]
        return 0.03 < top < 0.3 and camera.project(middle)[1] / HEIGHT < 0.86 and min(elbows) > 0.05 and max(elbows) < 0.95

    return check


def joints(rig, turned, places):
    found = {name: turned["Head"] @ (at - rig.head("Head")) + places["Head"] for name, at in rig.face.items()}
    for joint, bone in JOINT_BONES.items():
        found["left_" + joint], found["right_" + joint] = places["L " + bone], places["R " + bone]
    return [found[name] for name in JOINTS]


def photographs(folder):
    """Images for frames on the wall: all JPEG and PNG in DIR/wall, linear."""
    found = [cv2.imread(str(file)) for file in sorted((folder / "wall").glob("*.[jp][pn]g"))]
    return [(cv2.cvtColor(image, cv2.COLOR_BGR2RGB) / 255.0).astype("f4") ** 2.2 for image in found if image is not None]


class Shown:
    """What a person's session shows, all of it from the number."""

    def __init__(self, number, assets):
        r = self.random = np.random.default_rng([7011, number])
        self.name = IDENTITIES[(number - FIRST) % len(IDENTITIES)]
        self.outfit = OUTFITS[(number - FIRST) % len(OUTFITS)]
        avatar = load(assets, f"{self.name}_{self.outfit}")
        self.rig = Rig(avatar, proportions_of(r), shoulders_of(r))
        self.cut = cut_of(r)
        self.mesh = Dressed(avatar, self.rig, self.cut, r)
        self.options = crowd.camera(r, acceptable(self.rig))
        if self.options is None:
            return
        self.camera = Camera(**self.options).placed(self.rig.head("L UpperArm")[2], WIDTH, HEIGHT)
        self.background, side = room(r, WIDTH, HEIGHT, photographs(assets))
        light = light_of(r, side)
        thin = [m == HAIR for m in avatar.materials]
        self.painter = Painter(self.camera, light, self.mesh, recoloured(avatar, r), thin, printed(r), seat_of(r, self.rig))
        self.exposure = r.uniform(0.75, 1.15)
        self.drawn = Postures(r, crowd.manner(number), r.uniform(15, 60))
        self.postures = self.drawn.session()
        self.webcam = Webcam(noise=r.uniform(0.8, 3.2), blur=r.uniform(0.45, 0.9), gain=r.uniform(0.8, 1.05))
        self.lens = Lens(r.choice((0.0, r.uniform(-0.04, 0.12))))

    def image(self, parameters):
        turned, places = pose(self.rig, parameters)
        colour, cover = self.painter.draw(self.mesh.deform(turned, places, parameters), self.mesh.vertex)
        seen = self.lens.see(developed(colour, cover, self.background, self.exposure))
        return self.webcam.expose(seen, self.random)


def session(number, assets, into, every=1, still=False):
    """Renders one; how many frames."""
    files = SessionFiles(into, number)
    if files.exists():
        return 0
    try:
        shown = Shown(number, assets)
    except NoAvatar as problem:
        print(f"person {number}: {problem}", flush=True)
        return 0
    if shown.options is None:
        print(files.name, "fits no camera", flush=True)
        return 0
    files.begin()
    rig, postures = shown.rig, shown.postures[::every]
    if still:
        postures = postures + sitters(shown.drawn, shown.drawn.found, number)
    measure = measure_of(rig)
    for k, (_, _, parameters) in enumerate(postures):
        parameters = {**PARAMETERS, **parameters}
        files.image(k, shown.image(parameters))
        true = {**parameters, **measure.angles(parameters)}
        found = joints(rig, *pose(rig, parameters))
        files.add(
            scalars=[true[s] for s in SCALARS],
            centimetres=measure.centimetres(parameters),
            joints=found,
            points=[shown.lens.point(shown.camera.project(j)) for j in found],
        )
    known = rig.shoulders
    files.finish(
        {"kind": [p[0] for p in postures], "label": [p[1] for p in postures]},
        shown.options,
        jointNames=np.array(JOINTS),
        pitch=shown.camera.pitch_degrees,
        equipment="none",
        sleeve=-1.0,  # not known of an avatar
        lens=shown.lens.k,
        noise=shown.webcam.noise,
        avatar=shown.name,
        outfit=shown.outfit,
        shoulderWidth=rig.size,  # m, at rest
        shoulders=np.array([known.up, known.tilt, known.protraction, known.clavicle_back]),
        cut=np.array([shown.cut.loose, shown.cut.slip, shown.cut.lift, shown.cut.folds]),
    )
    return len(postures)


def main():
    parser = arguments("Renders sessions of people of a third kind with exact truth.")
    parser.add_argument("--every", type=int, default=1, help="renders every N-th image of a session")
    parser.add_argument("--assets", type=Path, required=True, metavar="DIR")
    given = parser.parse_args()
    cv2.setNumThreads(1)
    render_people(given, lambda number: session(number, given.assets, given.into, given.every, given.sitters))


if __name__ == "__main__":
    main()
