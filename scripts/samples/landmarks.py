"""Where the joints of the truth are on a body."""

from functools import lru_cache

import cv2
import numpy as np

from formcheck_scripts.samples.body import data_folder, target
from formcheck_scripts.samples.joints import JOINT_BONES, JOINTS

BODY_VERTICES = 13380  # the skin comes first in the base mesh, the clothes' helper shapes after it
EAR_PARTS = ("lobe", "flap", "scale", "shape", "wing")


@lru_cache
def ear_vertices():
    found = set()
    for side in "lr":
        for part in EAR_PARTS:
            for file in (data_folder() / "targets" / "ears").glob(f"{side}-ear-{part}*.target.gz"):
                found |= set(target("ears/" + file.name.removesuffix(".target.gz"))[0].tolist())
    return np.array(sorted(i for i in found if i < BODY_VERTICES))


class Landmarks:
    """The vertices of nose, ears and corners of the mouth on one body. vertices: of the whole base mesh at rest, as they are drawn."""

    def __init__(self, body, vertices):
        self._body, rest = body, body.rest
        skin = body.vertex_groups["body"]
        face = skin[vertices[skin, 2] > body.heads["eye.L"][2] - 0.12]
        nose = face[np.argmin(rest[face, 1])]
        ears = ear_vertices()
        left, right = ears[rest[ears, 0] > 0], ears[rest[ears, 0] < 0]
        mouth = self._lips(body)
        corners = [mouth[np.argmax(rest[mouth, 0])], mouth[np.argmin(rest[mouth, 0])]]
        marks = np.concatenate([[nose], left, right, corners])
        self._ears = len(left), len(right)
        self._vertices, self._weights = vertices[marks], body.weights[marks]

    @staticmethod
    def _lips(body):
        """Vertices of the lips, by MakeHuman's mask."""
        lips = cv2.imread(str(data_folder() / "textures" / "mpfb_lips.jpg"), 0)
        triangles = body.groups == "body"
        pairs = np.unique(np.stack([body.triangles[triangles].ravel(), body.texture_triangles[triangles].ravel()], 1), axis=0)
        place = body.texture[pairs[:, 1]]
        rows = ((1 - place[:, 1]) * (lips.shape[0] - 1)).astype(int).clip(0, lips.shape[0] - 1)
        columns = (place[:, 0] * (lips.shape[1] - 1)).astype(int).clip(0, lips.shape[1] - 1)
        return pairs[lips[rows, columns] > 120, 0]

    def joints(self, rotations, positions):
        """The 21 joints by name, in the order of `JOINTS`; metres."""
        marks = self._body.skin(rotations, positions, self._vertices, self._weights)
        left, right = self._ears
        gaze = rotations["head"] @ [0, -0.012, 0]  # from the eye's centre to its front
        found = {
            "nose": marks[0],
            "left_eye": positions["eye.L"] + gaze,
            "right_eye": positions["eye.R"] + gaze,
            "left_ear": marks[1 : 1 + left].mean(0),
            "right_ear": marks[1 + left : 1 + left + right].mean(0),
            "mouth_left": marks[-2],
            "mouth_right": marks[-1],
        }
        for joint, bone in JOINT_BONES.items():
            found["left_" + joint], found["right_" + joint] = positions[bone + ".L"], positions[bone + ".R"]
        return {name: found[name] for name in JOINTS}
