"""A dressed person: the meshes of a look on its body."""

import numpy as np

from formcheck_scripts.posture.dressed import garments, head, skin
from formcheck_scripts.samples.body import Body
from formcheck_scripts.samples.landmarks import Landmarks


class Dressed:
    """A look on its body: `parts` are the meshes to draw; sleeve: share of the upper arm that is covered.

    r: the generator of what the look leaves open; the order of the calls decides what is drawn.
    """

    def __init__(self, worn, assets):
        self.worn, self.assets = worn, assets
        self.r = np.random.default_rng([8102, worn["number"]])
        self.body = Body(worn["body"])
        self.eye = self.body.heads["eye.L"]
        self.hidden = np.zeros(len(self.body.rest), bool)  # vertices of the skin that clothes hide
        self.parts = []
        self.sleeve = 0.0
        garments.dress(self)
        if worn["layer"]:
            garments.layer(self)
        head.hair(self)
        head.face(self)
        head.things(self)
        skin.skin(self)
        self._landmarks = Landmarks(self.body, self.body.rest)

    def joints(self, rotations, positions):
        """By the names of joints.JOINTS; metres."""
        return self._landmarks.joints(rotations, positions)
