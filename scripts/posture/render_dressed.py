"""Renders sessions of people of a second kind, with exact truth: separate garments, hair and skins, another renderer and posing.

    python render_dressed.py --assets ASSETS --people FIRST LAST --into DIR [--only K]

One session a person, 44 frames, in the form of render_crowd.py: DIR/NNNN-0.npz with what is true, DIR/NNNN-0/KKK.jpg the
images; DIR/NNNN-0/truth.json has the targets of each frame by name, and what the person wears. Sessions that are
there already are left alone. ASSETS holds MakeHuman's clothes, hair and skins (`dressed/README.md` names them, CC0).
"""

import sys
from pathlib import Path

import numpy as np

from formcheck_scripts.files import write_json
from formcheck_scripts.posture.dressed import appearance, lens, lighting, people, postures, scenery, shoulders
from formcheck_scripts.posture.dressed.assets import Assets, MissingAssets
from formcheck_scripts.posture.dressed.draw import Stage
from formcheck_scripts.posture.measured import CENTIMETRES, SCALARS, Measure, targets
from formcheck_scripts.posture.session_files import SessionFiles, arguments, render_people
from formcheck_scripts.posture.sitters import sitters
from formcheck_scripts.samples import equipment
from formcheck_scripts.samples.joints import JOINTS
from formcheck_scripts.samples.posing import PARAMETERS

BACK_OF_CHAIR = (0.16, 0.30)  # behind the hips, metres: no one's elbows go through it


class Person:
    """What a session shows, all of it from its number."""

    def __init__(self, number, assets):
        r = np.random.default_rng([8103, number])
        self.worn = appearance.look(number)
        self.how = shoulders.manner(np.random.default_rng([8104, number]))
        self.worn["sitting"] = self.how.sitting
        if not self.how.sitting:
            self.worn["chair"] = "stool"
        self.dressed = people.Dressed(self.worn, assets)
        self.equipment = ("none", "weights", "band")[r.choice(3, p=(0.6, 0.3, 0.1))]
        self.options = lens.options(r, self._acceptable())
        grip = 62 if self.equipment != "none" else r.uniform(8, 60)
        self.postures = postures.Session(r, grip)
        self.frames = self.postures.all()
        self.film, self.light = lens.Film.drawn(r), lighting.light(r)
        self.r = r

    def _acceptable(self):
        body = self.dressed.body
        arms = {f"{s}{k}": v for s in ("left", "right") for k, v in (("Elevation", 132.0), ("Forearm", (0.0, 0.0, 1.0)))}
        _, raised = shoulders.pose(body, self.how, arms)
        ends = np.array([raised["finger3-2." + m] for m in "LR"] + [raised["lowerarm01." + m] for m in "LR"])
        waist = (raised["upperarm01.L"] + raised["upperarm01.R"]) / 2 - (0, 0, 0.12)

        def check(options):
            camera = lens.Camera(options, body.heads["upperarm01.L"][2])
            seen = camera.project(ends) / (lens.WIDTH, lens.HEIGHT)
            low = camera.project(waist)[1] / lens.HEIGHT
            return 0.03 < seen[:2, 1].min() < 0.26 and 0.62 < low < 0.97 and seen[2:, 0].min() > 0.04 and seen[2:, 0].max() < 0.96

        return check

    def stage(self):
        r, body = self.r, self.dressed.body
        camera = lens.Camera(self.options, body.heads["upperarm01.L"][2])
        _, there = shoulders.pose(body, self.how, {})
        feet = min(there["foot." + m][2] for m in "LR") - 0.08
        room, about = scenery.room(r, feet)
        chair = scenery.chair(r, self.worn["chair"], body.heads["upperleg01.L"], body.heads["upperarm01.L"], r.uniform(*BACK_OF_CHAIR))
        if not self.how.sitting:
            chair = scenery.Scene()
        self.about = about
        focus = r.choice((0.0, r.uniform(0.5, 4.0)), p=(0.55, 0.45))
        return camera, Stage(self.dressed, camera, self.light, room, about, chair, r.uniform(0.0, 0.22), focus)


def held(kind, positions):
    """What the hands hold: solids and their colours."""
    found = []
    for mark in "LR" if kind != "none" else "":
        if kind == "weights":
            handle, heads = equipment.dumbbell(positions, mark)
            found += [(handle, (0.6, 0.6, 0.62)), (heads, (0.20, 0.22, 0.30))]
        else:
            found.append((equipment.band(positions, mark), (0.10, 0.45, 0.30)))
    return found


def session(number, assets, into, only=None, still=False):
    """Renders one; how many frames."""
    files = SessionFiles(into, number)
    if files.exists():
        return 0
    person = Person(number, assets)
    if person.options is None:
        print(files.name, "fits no camera", flush=True)
        return 0
    camera, stage = person.stage()
    body, how, film = person.dressed.body, person.how, person.film
    measure = Measure(lambda parameters: shoulders.pose(body, how, parameters))
    files.begin()
    described, metered = [], None
    frames = list(person.frames if only is None else person.frames[:: max(1, len(person.frames) // only)])
    if still:
        frames += sitters(person.postures, person.postures.frames, number)
    for k, (kind, label, asked) in enumerate(frames):
        asked = {**PARAMETERS, **asked}
        rotations, positions = shoulders.pose(body, how, asked)
        mood = np.array([asked["leftElevation"] / 60, asked["rightBack"] / 30, asked["slouch"] / 12, asked["lean"] / 8])
        light = stage.draw(rotations, positions, mood, held(person.equipment, positions))
        if metered is None:
            metered = float(np.exp(np.log(light.mean(2) + 0.02).mean()))
        image = film.expose(light, metered * np.exp(person.r.normal(0, 0.03)), person.r)
        files.image(k, image, film.quality)
        true, centimetres = measure.angles(asked), measure.centimetres(asked)
        joints = person.dressed.joints(rotations, positions)
        places = np.array([joints[j] for j in JOINTS])
        files.add(
            scalars=[{**asked, **true}[s] for s in SCALARS],
            centimetres=centimetres,
            joints=places,
            points=film.lens.point(camera.project(places)),
        )
        described.append({"picture": f"{k:03d}.jpg", "kind": kind, "label": label, **rounded_targets(centimetres, true)})
    stage.gl.release()
    tags = appearance.tags(person.worn)
    write_json(
        files.folder / "truth.json",
        {
            "domain": "dressed", "person": number, "tags": tags, "look": person.worn, "equipment": person.equipment,
            "camera": person.options, "room": person.about, "light": person.light["mood"], "frames": described,
        },
    )  # fmt: skip
    files.finish(
        {"kind": [f[0] for f in frames], "label": [f[1] for f in frames]},
        person.options,
        jointNames=np.array(JOINTS),
        pitch=camera.pitch_degrees,
        equipment=person.equipment,
        sleeve=9.0 if person.dressed.sleeve > 1 else person.dressed.sleeve,
        lens=film.bend,
        noise=film.noise,
        tagNames=np.array(sorted(tags)),
        tags=np.array([tags[t] for t in sorted(tags)]),
    )
    return len(frames)


def rounded_targets(centimetres, angles):
    """The targets and the elevation by name, as truth.json has them."""
    moved = dict(zip(CENTIMETRES, centimetres))
    found = targets(moved.__getitem__, angles.__getitem__)
    found["elevation"] = (angles["leftElevation"] + angles["rightElevation"]) / 2
    return {name: round(float(value), 3) for name, value in found.items()}


def main():
    parser = arguments("Renders sessions of people of a second kind with exact truth.")
    parser.add_argument("--assets", type=Path, required=True, help="a checkout of makehuman-assets, its images filled in")
    parser.add_argument("--only", type=int, help="about so many frames of each, to look at")
    given = parser.parse_args()
    try:
        assets = Assets(given.assets)
    except MissingAssets as e:
        sys.exit(str(e))
    render_people(given, lambda number: session(number, assets, given.into, given.only, given.sitters))


if __name__ == "__main__":
    main()
