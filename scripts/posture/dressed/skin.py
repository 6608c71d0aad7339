"""A person's skin: a photograph-like texture in a tone of their own."""

import cv2
import numpy as np

from formcheck_scripts.posture.dressed.meshes import Part
from formcheck_scripts.samples.landmarks import ear_vertices

DARK_TONE, LIGHT_TONE = np.array((0.43, 0.29, 0.21)), np.array((0.80, 0.62, 0.52))  # sRGB, a middle of each


def skin(person):
    """Adds the skin that no garment hides."""
    body, worn = person.body, person.worn
    image = person.assets.image("skins", "textures", f"{worn['skin']}.png")
    if image is None:
        other = "young_lightskinned_female_diffuse2" if worn["sex"] == "female" else "young_lightskinned_male_diffuse"
        image = person.assets.image("skins", "textures", f"{other}.png")
    tone = LIGHT_TONE + (DARK_TONE - LIGHT_TONE) * np.clip(1.1 * worn["dark"] + person.r.normal(0, 0.06), 0, 1.05)
    tone = tone * person.r.normal(1, 0.03, 3)
    if image is None:
        image = np.dstack([np.full((8, 8, 3), np.clip(255 * tone, 0, 255), "u1"), np.full((8, 8), 255, "u1")])
    else:  # the image's light and dark around the person's own tone
        middle = np.median(image[400:700, 100:500, :3].reshape(-1, 3), 0) / 255
        lit = (image[..., :3] / 255.0 / middle) ** 0.9 * tone
        image = np.dstack([(255 * np.clip(lit, 0, 1)).astype("u1"), np.full(image.shape[:2], 255, "u1")])
    if worn["hair"] != "none":
        scalp(person, image)
    triangles = body.groups == "body"
    triangles &= ~person.hidden[body.triangles].any(1)
    part = Part("skin", "skin", body.rest, body.weights, body.triangles[triangles], body.texture, body.texture_triangles[triangles],
                image,
                rough=float(person.r.uniform(0.45, 0.68)))  # fmt: skip
    person.parts.insert(0, part)


def scalp(person, image):
    """Hair's colour under the hair, so that no skin shows between its locks."""
    body, size = person.body, image.shape[0]
    head = body.heads["head"]
    mask = np.zeros((size, size), "f4")
    body_triangles = body.groups == "body"
    centre = body.rest[body.triangles[body_triangles]].mean(1)
    line = person.eye[2] + np.interp(centre[:, 1] - person.eye[1], (0.0, 0.05, 0.10, 0.16, 0.22), (0.075, 0.055, 0.030, -0.03, -0.065))
    scalp = (centre[:, 2] > line) & (centre[:, 2] > head[2] - 0.05)
    scalp &= ~np.isin(body.triangles[body_triangles], ear_vertices()).any(1)
    for t in body.texture_triangles[body_triangles][scalp]:
        cv2.fillConvexPoly(mask, (body.texture[t] * (size - 1)).round().astype("i4"), 1.0)
    mask = cv2.GaussianBlur(mask, (0, 0), size / 340)[..., None]
    shade = np.array(person.worn["hairShade"]) * 0.75 * 255
    image[..., :3] = (image[..., :3] * (1 - mask) + np.minimum(shade, 255) * mask).astype("u1")
