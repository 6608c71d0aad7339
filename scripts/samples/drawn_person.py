"""A person's meshes in the memory of the graphics side."""

import numpy as np

from formcheck_scripts.samples.body import vertex_normals
from formcheck_scripts.samples.geometry import ball

PART_MATERIALS = {"skin": "skin", "cloth": "cloth", "eyes": "eyes", "lashes": "lashes", "hair": "skin"}
PATTERNS = {"plain": 0.0, "stripes": 1.0, "band": 2.0}


class DrawnPerson:
    """Buffers and vertex arrays of one `Person` for a `Renderer`."""

    def __init__(self, renderer, person):
        self.person = person
        gl = renderer.gl
        self.parts = {}
        for name, part in person.parts.items():
            buffer = gl.buffer(reserve=24 * len(part["vertices"]), dynamic=True)
            still = gl.buffer(np.hstack([part["rest"], part["texture"], part["mask"]]).astype("f4").tobytes())
            indices = gl.buffer(part["indices"].tobytes())
            program = renderer.moving[PART_MATERIALS[name]]
            array = gl.vertex_array(
                program,
                [
                    (buffer, "3f 3f", "in_position", "in_normal"),
                    (still, "3f 2f 4f", "in_rest", "in_texture", "in_mask"),
                ],
                indices,
                skip_errors=True,
            )
            depth = gl.vertex_array(renderer.depth_only, [(buffer, "3f 12x", "in_position")], indices)
            self.parts[name] = buffer, array, depth

    def place(self, rotations, positions):
        """Moves the meshes; returns the solids that go with them (a bun)."""
        vertices = self.person.skinned(rotations, positions)
        for name, part in self.person.parts.items():
            normals = vertex_normals(vertices, part["triangles"])
            used = part["vertices"]
            self.parts[name][0].write(np.hstack([vertices[used], normals[used]]).astype("f4").tobytes())
        look = self.person.look["hair"]
        if look["style"] == "bun":
            head = positions["head"] + rotations["head"] @ (
                np.array([0, 0.115, self.person.eye[2] - self.person.body.heads["head"][2] + 0.085])
            )
            return [("lashes", look["colour"], ball(head, 0.042, (1, 0.9, 0.9), 8, 14))]
        return []

    def depth_arrays(self):
        return [depth for name, (_, _, depth) in self.parts.items() if name in ("skin", "cloth", "hair")]

    def draw(self, programs, put):
        look, body, eye = self.person.look, self.person.body, self.person.eye
        shirt = look["shirt"]
        shoulder, elbow = body.heads["upperarm01.L"], body.heads["lowerarm01.L"]
        length = np.linalg.norm(elbow - shoulder)
        values = {
            "hair": tuple(look["hair"]["colour"]),
            "eye": tuple(eye + np.array([0, -0.012, 0])),
            "iris": tuple(look["iris"]),
            "shoulder": tuple(shoulder),
            "arm": tuple((elbow - shoulder) / length),
            "sleeve": shirt["sleeve"] * length,
            "neck": (body.heads["neck01"][2] - 0.014, 0.30),
            "hem": body.heads["upperleg01.L"][2] + look.get("hem", 0.12),
            "brow": 0.0185,
            "beard": look.get("beard", 0.0),
            "male": look["body"]["gender"],
            "pattern": PATTERNS[shirt["pattern"]],
        }
        skin, cloth = tuple(look["skin"]), tuple(shirt["colour"])
        for material in ("skin", "cloth", "eyes", "lashes"):
            put(programs[material], values)
        for name in ("cloth", "skin", "eyes"):
            if name == "cloth":
                colours = {"colour": cloth, "second": tuple(shirt["second"]), "trousers": tuple(look["trousers"])}
                put(programs["cloth"], colours)
            else:
                put(programs[PART_MATERIALS[name]], {"colour": skin, "second": (0, 0, 0)})
            self.parts[name][1].render()
        put(programs["lashes"], {"colour": skin})
        self.parts["lashes"][1].render()
        if "hair" in self.parts:
            put(programs["skin"], {"hem": -9.0, "sleeve": -1e3, "neck": (-9.0, 0.0)})
            self.parts["hair"][1].render()
