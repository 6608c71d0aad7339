"""A person: a shaped body with hair and clothes, ready to be drawn, and where its joints are."""

from functools import lru_cache
from pathlib import Path

import numpy as np
import yaml

from formcheck_scripts.samples.body import Body, vertex_normals
from formcheck_scripts.samples.landmarks import Landmarks, ear_vertices

PEOPLE = Path(__file__).with_name("people.yaml")


class UnknownPerson(Exception):
    """people.yaml names no one of that name."""


@lru_cache
def people():
    return yaml.safe_load(PEOPLE.read_text())


class Person:
    """Someone of people.yaml, or of any other look of that form.

    `parts` are the meshes to draw: for each the vertices (indices into the body's), triangles, texture coordinates,
    rest positions and a mask whose meaning is the shader's.
    """

    def __init__(self, name, look=None):
        if look is None and name not in people():
            raise UnknownPerson(f"people.yaml has nobody named {name}; it has {', '.join(people())}.")
        self.name = name
        self.look = look or people()[name]
        self.body = Body(self.look["body"])
        self.eye = self.body.heads["eye.L"]
        vertices = self.body.rest.copy()
        skin = self.body.groups == "body"
        hair_mask = self._grow_hair(vertices, skin)
        cloth = self._dress(vertices)
        self.vertices = vertices
        self.parts = self._parts(skin, cloth, hair_mask)
        self._landmarks = Landmarks(self.body, vertices)

    def _grow_hair(self, vertices, skin):
        """Lifts the scalp by the hair's thickness; returns how much of each vertex is hair."""
        look, body, eye = self.look["hair"], self.body, self.eye
        normals = vertex_normals(vertices, body.triangles[skin])
        on_body = np.zeros(len(vertices))
        on_body[body.vertex_groups["body"]] = 1
        around = vertices - np.array([0, body.heads["head"][1] + 0.015, eye[2]])
        azimuth = np.degrees(np.arctan2(np.abs(around[:, 0]), -around[:, 1]))
        # Where the hair begins above the eyes, by the angle around the head: brow, temple, ear, nape.
        angles = [0, 35, 55, 68, 76, 84, 100, 112, 130, 180]
        line = np.array([0.066, 0.064, 0.050, 0.035, -0.012, -0.005, 0.012, -0.02, -0.055, -0.07])
        line = line + look.get("low", 0.0) * np.array([0, 0, 0, 0, 0.2, 0.3, 0.3, 0.6, 1, 1])
        begin = np.interp(azimuth, angles, line)
        mask = np.clip((around[:, 2] - begin) / 0.016 + 0.5, 0, 1) * on_body
        mask[ear_vertices()] = 0
        mask[vertices[:, 2] < eye[2] - 0.13] = 0
        if look["style"] == "bald":
            return mask * 0
        fullness = np.clip((around[:, 2] - begin) / 0.045, 0, 1)
        rise = 1 + 0.5 * np.clip(normals[:, 2], 0, 1) + 0.25 * np.clip(around[:, 1] / 0.08, 0, 1)
        thickness = look["thickness"] * (1.8 if look["style"] == "cap" else 1.0)
        vertices += normals * (mask * fullness * thickness * rise)[:, None]
        return mask

    def _dress(self, vertices):
        """Lets the helper shape of tights hang looser: a shirt above, trousers below."""
        body = self.body
        tights = body.vertex_groups["helper-tights"]
        cloth = np.isin(body.triangles, tights).all(1)
        normals = vertex_normals(vertices, body.triangles[cloth])
        height = vertices[:, 2]
        shoulder, hip = body.heads["upperarm01.L"][2], body.heads["upperleg01.L"][2]
        below_chest = np.clip((shoulder - 0.12 - height) / (shoulder - 0.12 - hip), 0, 1)
        front = np.clip(-normals[:, 1], 0, 1)
        loose = 0.006 * (1 + 1.4 * below_chest) + 0.007 * below_chest * front
        # Trousers: wide at the thighs, and no second skin between them.
        thigh = np.clip((hip + 0.02 - height) / 0.06, 0, 1)
        loose = loose + 0.010 * thigh
        worn = np.zeros(len(vertices))
        worn[tights] = 1
        vertices += normals * (loose * worn)[:, None]
        return cloth

    def _parts(self, skin, cloth, hair_mask):
        body = self.body
        eyes = np.isin(body.groups, ["helper-l-eye", "helper-r-eye"])
        lashes = np.char.find(body.groups.astype(str), "eyelashes-2") >= 0
        chosen = {"skin": skin, "cloth": cloth, "eyes": eyes, "lashes": lashes}
        if self.look["hair"]["style"] == "long":
            corners = self.vertices[body.triangles]
            chosen["hair"] = (
                (body.groups == "helper-hair")
                & (corners[:, :, 2].max(1) > self.eye[2] - 0.26)
                & (corners[:, :, 1].min(1) > body.heads["head"][1] - 0.028)
            )
        centres = {s: self.vertices[body.vertex_groups[f"helper-{s}-eye"]].mean(0) for s in "lr"}
        hand_bones = [i for i, n in enumerate(body.names) if n.startswith(("wrist", "finger", "metacarpal"))]
        hand = np.asarray(body.weights[:, hand_bones].sum(1)).ravel()
        parts = {}
        for name, triangles in chosen.items():
            pairs = np.stack([body.triangles[triangles].ravel(), body.texture_triangles[triangles].ravel()], 1)
            used, indices = np.unique(pairs, axis=0, return_inverse=True)
            mask = np.zeros((len(used), 4), "f4")
            if name == "skin":
                mask[:, 0], mask[:, 1] = hair_mask[used[:, 0]], hand[used[:, 0]]
            elif name == "hair":
                mask[:, 0] = 1
            elif name == "eyes":
                places = self.vertices[used[:, 0]]
                mask[:, :3] = places - np.where(places[:, :1] > 0, centres["l"], centres["r"])
            parts[name] = {
                "vertices": used[:, 0],
                "indices": indices.astype("i4").ravel(),
                "texture": body.texture[used[:, 1]],
                "rest": body.rest[used[:, 0]].astype("f4"),
                "mask": mask,
                "triangles": body.triangles[triangles],
            }
        return parts

    def skinned(self, rotations, positions):
        """Where all vertices are."""
        return self.body.skin(rotations, positions, self.vertices)

    def joints(self, rotations, positions):
        """The 21 joints of the truth, by name, in the order of `JOINTS`; metres."""
        return self._landmarks.joints(rotations, positions)
