"""Renders sessions of people of a third kind with exact truth: VALID avatars, cast by rays, over drawn rooms.

    python render_third.py --people FIRST LAST --assets DIR --into DIR

Writes what render_crowd.py writes: DIR/NNNN-0.npz with what is true, DIR/NNNN-0/KKK.jpg the pictures; people are numbered from
3000, one session a person. `avatar` in the truth names who it is: numbers that share one must stay together. DIR of --assets holds
NAME.glb of the library. Sessions that are there already are left alone.
"""

import argparse
import time
from pathlib import Path

import cv2
import numpy as np

from formcheck_scripts.posture import crowd
from formcheck_scripts.posture.avatars.avatar import HAIR, NoAvatar, load
from formcheck_scripts.posture.avatars.cloth import Dressed, cut_of
from formcheck_scripts.posture.avatars.light import Painter, developed, light_of
from formcheck_scripts.posture.avatars.rig import CENTIMETRES, Rig, centimetres, measured, pose, proportions_of, shoulders_of
from formcheck_scripts.posture.avatars.room import room
from formcheck_scripts.posture.crowd import HEIGHT, WIDTH
from formcheck_scripts.posture.render_crowd import SCALARS, Lens
from formcheck_scripts.samples.camera import Camera
from formcheck_scripts.samples.figure import JOINTS
from formcheck_scripts.samples.geometry import box, join
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
        self._tops()
        return self.found

    def _tops(self):
        """A good top, or one with a fault."""
        r, h = self.r, self.habit
        n = lambda s: r.normal(0, s)
        faults = {
            "good": dict, "elbows-forward": lambda: {"back": r.uniform(-35, -12)},
            "no-squeeze": lambda: {"retraction": n(2), "squeeze": 0.0}, "no-extension": lambda: {"extension": n(1.5)},
            "slouch": lambda: {"slouch": r.uniform(12, 26), "extension": n(1.5), "headForward": r.uniform(2, 10)},
            "head-forward": lambda: {"headForward": r.uniform(8, 16)}, "shrug": lambda: {"shrug": r.uniform(8, 18)},
            "leaning-back": lambda: {"extension": n(1.5), "lean": r.uniform(-14, -6)},
            "hollow-back": lambda: {"extension": n(1.5), "hollow": r.uniform(7, 14)},
        }  # fmt: skip
        for label, count in (("good", 3), ("elbows-forward", 1), ("no-squeeze", 1), ("no-extension", 1), ("slouch", 1),
                             ("head-forward", 1), ("shrug", 1), ("leaning-back", 1), ("hollow-back", 1)):  # fmt: skip
            for _ in range(count):
                p = {"elevation": r.uniform(88, 142), "back": r.uniform(6, h["mostBack"]), **self.good(), **self.small()}
                self.add("natural", label, **{**p, **faults[label]()})


def acceptable(rig):
    _, raised = pose(rig, {"leftElevation": 130.0, "rightElevation": 130.0, "leftForearm": (0, 0, 1), "rightForearm": (0, 0, 1)})
    middle = (raised["L UpperArm"] + raised["R UpperArm"]) / 2

    def check(options):
        camera = Camera(**options).placed(rig.head("L UpperArm")[2], WIDTH, HEIGHT)
        top = min(camera.project(raised[f"{m} Finger22"])[1] for m in "LR") / HEIGHT
        elbows = [camera.project(raised[f"{m} Forearm"])[0] / WIDTH for m in "LR"]
        return 0.03 < top < 0.3 and camera.project(middle)[1] / HEIGHT < 0.86 and min(elbows) > 0.05 and max(elbows) < 0.95

    return check


def recoloured(avatar, r):
    """Atlases with other colours of cloth and a little other skin; alpha: how much is skin."""
    found, cloth_changes = [], r.random() < 0.6
    turn, strong = r.uniform(0, 360), r.uniform(0.5, 1.5)
    tint = np.clip(r.uniform(0.45, 1.35, 3) * r.uniform(0.5, 1.2), 0.15, 1.5)
    tone = r.uniform(0.86, 1.1) * np.clip(r.normal(1, 0.02, 3), 0.95, 1.05)
    for material in avatar.materials:
        rgb = avatar.colours[material].astype("f4") / 255
        cloth = avatar.cloth[material].astype("f4")[..., None] / 255
        if cloth_changes and cloth.max() > 0:
            hsv = cv2.cvtColor(rgb, cv2.COLOR_RGB2HSV)
            hsv[..., 0] = (hsv[..., 0] + turn) % 360
            hsv[..., 1] = np.clip(hsv[..., 1] * strong, 0, 1)
            changed = np.clip(cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB) * tint, 0, 1)
            rgb = rgb + cloth * (changed - rgb)
        if material != HAIR:
            rgb = rgb * (1 + (1 - cloth) * (tone - 1))
        found.append((255 * np.clip(np.concatenate([rgb, 1 - cloth], -1), 0, 1)).astype("u1"))
    return found


def printed(r):
    """A print for the cloth, by places at rest, or None."""
    kind = r.choice(5, p=(0.6, 0.12, 0.08, 0.08, 0.12))
    if kind == 0:
        return None
    colour = r.uniform(0.02, 0.8, 3).astype("f4")
    wide, phase, share = r.uniform(0.012, 0.07), r.uniform(0, 1, 2), r.uniform(0.25, 0.6)
    waves = r.normal(0, 1, (6, 3)) / r.uniform(0.006, 0.03)
    shifts = r.uniform(0, 7, 6)

    def mix(p, texel, cloth):
        a, b = (p[:, 2] / wide + phase[0]) % 1, ((p[:, 0] + 0.5 * p[:, 1]) / wide + phase[1]) % 1
        if kind == 1:
            on = (a < share).astype("f4")
        elif kind == 2:
            on = (0.5 * (a < share) + 0.5 * (b < share)).astype("f4")
        elif kind == 3:
            on = ((a - 0.5) ** 2 + (b - 0.5) ** 2 < 0.07).astype("f4")
        else:
            on = (np.sin(p @ waves.T + shifts).sum(1) > 0.6).astype("f4")
        on = (0.85 * on * cloth)[:, None]
        return texel * (1 - on) + on * colour

    return mix


def seat_of(r, rig):
    """The chair: a seat, and often a back."""
    hip = rig.head("L Thigh")
    parts = [box((0, -0.12, hip[2] - 0.16), (0.46, 0.5, 0.07))]
    if r.random() < 0.5:
        high = r.uniform(0.25, 0.75)
        parts.append(box((0, 0.22, hip[2] - 0.05 + high / 2), (r.uniform(0.36, 0.5), 0.05, high)))
    return join(parts)[0], tuple(float(v) for v in r.uniform(0.02, 0.4) * r.uniform(0.6, 1.4, 3))


def joints(rig, turned, places):
    found = {name: turned["Head"] @ (at - rig.head("Head")) + places["Head"] for name, at in rig.face.items()}
    for joint, bone in JOINT_BONES.items():
        found["left_" + joint], found["right_" + joint] = places["L " + bone], places["R " + bone]
    return [found[name] for name in JOINTS]


def photographs(folder):
    """Pictures for frames on the wall: all JPEG and PNG in DIR/wall, linear."""
    found = [cv2.imread(str(f)) for f in sorted((folder / "wall").glob("*.[jp][pn]g"))]
    return [(cv2.cvtColor(f, cv2.COLOR_BGR2RGB) / 255.0).astype("f4") ** 2.2 for f in found if f is not None]


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
        self.postures = Postures(r, crowd.manner(number), r.uniform(15, 60)).session()
        self.webcam = Webcam(noise=r.uniform(0.8, 3.2), blur=r.uniform(0.45, 0.9), gain=r.uniform(0.8, 1.05))
        self.lens = Lens(r.choice((0.0, r.uniform(-0.04, 0.12))))

    def picture(self, parameters):
        turned, places = pose(self.rig, parameters)
        colour, cover = self.painter.draw(self.mesh.deform(turned, places, parameters), self.mesh.vertex)
        seen = self.lens.see(developed(colour, cover, self.background, self.exposure))
        return self.webcam.expose(seen, self.random)


def session(number, assets, into, every=1):
    name = f"{number:04d}-0"
    target, folder = into / f"{name}.npz", into / name
    if target.exists():
        return 0
    shown = Shown(number, assets)
    if shown.options is None:
        print(name, "fits no camera", flush=True)
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    rig, postures = shown.rig, shown.postures[::every]
    rows = {"scalars": [], "centimetres": [], "joints": [], "points": []}
    for k, (_, _, parameters) in enumerate(postures):
        parameters = {**PARAMETERS, **parameters}
        picture = shown.picture(parameters)
        cv2.imwrite(str(folder / f"{k:03d}.jpg"), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), (cv2.IMWRITE_JPEG_QUALITY, 92))
        true = {**parameters, **measured(rig, parameters)}
        found = joints(rig, *pose(rig, parameters))
        rows["scalars"].append([true[s] for s in SCALARS])
        rows["centimetres"].append(centimetres(rig, parameters))
        rows["joints"].append(found)
        rows["points"].append([shown.lens.point(shown.camera.project(j)) for j in found])
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
        pitch=shown.camera.pitch_degrees,
        equipment="none",
        sleeve=-1.0,  # not known of an avatar
        lens=shown.lens.k,
        noise=shown.webcam.noise,
        avatar=shown.name,
        outfit=shown.outfit,
        shoulderWidth=rig.size,  # m, at rest
        shoulders=np.array([rig.shoulders.up, rig.shoulders.tilt, rig.shoulders.protraction, rig.shoulders.collar_back]),
        cut=np.array([shown.cut.loose, shown.cut.slip, shown.cut.lift, shown.cut.folds]),
        **{k: np.array(v, "f4") for k, v in rows.items()},
    )
    part.rename(target)
    return len(postures)


def main():
    parser = argparse.ArgumentParser(description="Renders sessions of people of a third kind with exact truth.")
    parser.add_argument("--people", nargs=2, type=int, required=True, metavar=("FIRST", "LAST"))
    parser.add_argument("--every", type=int, default=1, help="every how manieth picture of a session")
    parser.add_argument("--assets", type=Path, required=True, metavar="DIR")
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    given.into.mkdir(parents=True, exist_ok=True)
    started, frames = time.monotonic(), 0
    for number in range(given.people[0], given.people[1] + 1):
        try:
            frames += session(number, given.assets, given.into, given.every)
        except NoAvatar as problem:
            print(f"person {number}: {problem}", flush=True)
            continue
        print(f"person {number}: {frames} frames, {(time.monotonic() - started) / max(frames, 1):.2f} s a frame", flush=True)


if __name__ == "__main__":
    main()
