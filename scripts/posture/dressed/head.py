"""What is on a person's head: hair, brows, lashes and eyes, glasses, headphones."""

import numpy as np

from formcheck_scripts.posture.dressed import cloth
from formcheck_scripts.posture.dressed.appearance import OVER_SHOULDERS
from formcheck_scripts.posture.dressed.hood import rigid
from formcheck_scripts.posture.dressed.meshes import Part
from formcheck_scripts.samples.geometry import ball, cylinder, join, tube
from formcheck_scripts.samples.landmarks import BODY_VERTICES, ear_vertices


def hair(person):
    """Adds the hair, if it shows."""
    worn = person.worn
    if worn["hair"] == "none" or worn["hood"] == "up":
        return
    fitted = person.assets.fitted(person.body, "hair", worn["hair"])
    file = "afro_diffuse.png" if worn["hair"] == "afro01" else f"{worn['hair']}_diffuse.png"
    image = person.assets.image("hair", worn["hair"], file)
    if image is None:
        image = cloth.strands(person.r)
    image = cloth.hair_dye(image, np.array(worn["hairShade"]))
    everything = np.ones(len(fitted.triangles), bool)
    vertices = fitted.vertices
    if worn["hair"] in OVER_SHOULDERS:  # it lies in front of the shoulder, or falls behind
        vertices = vertices + np.array((0, person.r.uniform(-0.03, 0.0), 0)) * np.clip((person.eye[2] - 0.1 - vertices[:, 2:]) / 0.15, 0, 1)
    part = Part("hair", "hair", vertices, fitted.weights, fitted.triangles[everything], fitted.texture,
                fitted.texture_triangles, image, rough=float(person.r.uniform(0.3, 0.55)))  # fmt: skip
    person.parts.append(part)


def face(person):
    """Adds brows, lashes and eyes."""
    worn, body = person.worn, person.body
    for kind, name, shade in (
        ("eyebrows", worn["brows"], np.array(worn["hairShade"]) * 0.7),
        ("eyelashes", "eyelashes01", None),
    ):
        image = person.assets.image(kind, name, f"{name}.png", size=512)
        if image is None:
            continue
        fitted = person.assets.fitted(body, kind, name)
        image = np.dstack([np.full(image.shape[:2] + (3,), 20, "u1"), image[..., 3]]) if shade is None else cloth.hair_dye(image, shade)
        person.parts.append(Part(name, "hair", fitted.vertices, fitted.weights, fitted.triangles, fitted.texture,
                               fitted.texture_triangles, image, rough=0.8, shadow=False))  # fmt: skip
    image = cloth.eye(person.r)
    for side in ("l", "r"):
        triangles = body.triangles[body.groups == f"helper-{side}-eye"]
        inside = body.vertex_groups[f"helper-{side}-eye"]
        centre = (body.rest[inside].min(0) + body.rest[inside].max(0)) / 2
        half = (body.rest[inside, 2].max() - body.rest[inside, 2].min()) / 2
        texture = 0.5 + 0.5 * (body.rest[:, [0, 2]] - centre[[0, 2]]) / half
        person.parts.append(Part(f"eye{side}", "eye", body.rest, body.weights, triangles, texture.astype("f4"), triangles, image,
                               rough=0.12,
                               shadow=False))  # fmt: skip


def things(person):
    """Adds glasses and headphones."""
    worn, eye = person.worn, person.eye
    depth = front_of(person)
    found = []
    if worn["glasses"] != "none":
        thick = {"thin": 0.0011, "thick": 0.0028, "sun": 0.002}[worn["glasses"]]
        shade = cloth.colour(person.r, 0.02, 0.5) * (0.3 if worn["glasses"] != "thin" else 0.8)
        wide, tall = person.r.uniform(0.021, 0.027), person.r.uniform(0.015, 0.023)
        y = depth(eye[0], eye[2]) - 0.012
        angles = np.linspace(0, 2 * np.pi, 25)
        square = person.r.uniform(0.5, 1.0)
        for s in (-1, 1):
            c, e = np.cos(angles), np.sin(angles)
            rim = np.stack([s * (eye[0] + 0.002) + wide * np.sign(c) * np.abs(c) ** square, y + 0 * c,
                            eye[2] - 0.003 + tall * np.sign(e) * np.abs(e) ** square], 1)  # fmt: skip
            found.append(tube(rim, [thick] * 25, 6))
            hinge, ear = (
                np.array((s * (eye[0] + wide + 0.003), y, eye[2])),
                np.array((s * 0.078, ear_y(person), eye[2] + 0.005)),
            )
            found.append(tube([hinge, (hinge + ear) / 2 + [s * 0.004, 0, 0], ear], [thick] * 3, 6))
            if worn["glasses"] == "sun":
                centre = np.array((s * (eye[0] + 0.002), y, eye[2] - 0.003))
                found.append(ball(centre, 1.0, (wide * 0.98, 0.002, tall * 0.98), 8, 18))
        bridge = np.array([(-0.010, y, eye[2] + 0.003), (0, y - 0.003, eye[2] + 0.005), (0.010, y, eye[2] + 0.003)])
        found.append(tube(bridge, [thick] * 3, 6))
        solid(person, "glasses", join(found), shade, {"head": 1.0}, 0.25)
    if worn["headphones"]:
        top = person.body.rest[person.body.vertex_groups["body"], 2].max() + (0.022 if worn["hair"] != "none" else 0.008)
        half, y = 0.088, ear_y(person)
        angles = np.linspace(-1.62, 1.62, 17)
        arc = np.stack([half * np.sin(angles), np.full(17, y), eye[2] + (top - eye[2]) * np.cos(angles)], 1)
        pieces = [tube(arc, [0.009] * 17, 8)]
        for s in (-1, 1):
            at = np.array((s * 0.074, y, eye[2] - 0.008))
            pieces.append(cylinder(at, at + [s * 0.034, 0, 0], 0.040, 0.034))
        solid(person, "headphones", join(pieces), cloth.colour(person.r, 0.05, 0.8) * 0.6, {"head": 1.0}, 0.35)


def ear_y(person):
    """How far back the ears are, metres."""
    ears = ear_vertices()
    return float(person.body.rest[ears, 1].mean())


def front_of(person):
    """A function of x and z: the y of the skin there that is farthest in front."""
    skin = person.body.vertex_groups["body"]
    points = person.body.rest[skin[skin < BODY_VERTICES]]

    def depth(x, z):
        near = np.hypot(points[:, 0] - x, points[:, 2] - z) < 0.012
        return float(points[near, 1].min()) if near.any() else float(person.eye[1] - 0.02)

    return depth


def solid(person, name, shape, shade, bones, rough):
    """Adds a thing of one colour: triangles as geometry.py makes them."""
    vertices = shape[0]
    triangles = np.arange(len(vertices)).reshape(-1, 3)
    image = np.dstack([np.full((4, 4, 3), np.clip(np.asarray(shade) * 255, 0, 255), "u1"), np.full((4, 4), 255, "u1")])
    part = Part(name, "hard", vertices, rigid(person, len(vertices), bones), triangles, np.zeros((len(vertices), 2), "f4"), triangles,
                image, rough=rough)  # fmt: skip
    person.parts.append(part)
