"""The camera: position, lens, sensor and software."""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from formcheck_scripts.posture.crowd import HEIGHT, WIDTH, first_acceptable
from formcheck_scripts.posture.distortion import Lens
from formcheck_scripts.samples.camera import look_at, to_pixels
from formcheck_scripts.samples.rotations import axis_angle

NEAR, FAR = 0.15, 12.0


def options(r, acceptable):
    """Options of a camera that keeps the raised hands in the image; None if no try did."""

    def drawn():
        field = float(r.uniform(34, 74))
        fits = 0.62 / np.tan(np.radians(field) / 2)
        return {
            "distance": float(fits * r.uniform(0.75, 1.35)),
            "height": float(r.normal(0.12, 0.24)),
            "yaw": float(np.clip(r.normal(0, 11), -28, 28)),
            "aim": float(r.uniform(-0.2, 0.28)),
            "aside": float(r.normal(0, 0.07)),
            "field": field,
            "roll": float(r.normal(0, 1.6)),
            "right": float(r.normal(0, 0.03)),  # the lens's axis beside the image's centre, of its half width
        }

    return first_acceptable(drawn, acceptable, 600)


class Camera:
    """A pinhole camera of its own kind: options as above, metres and degrees."""

    def __init__(self, chosen, shoulder_height):
        yaw = np.radians(chosen["yaw"])
        d = chosen["distance"]
        self.position = np.array([d * np.sin(yaw), -d * np.cos(yaw), shoulder_height + chosen["height"]])
        self.target = np.array([chosen["aside"], 0.0, shoulder_height + chosen["aim"]])
        sight = self.target - self.position
        self.pitch_degrees = float(np.degrees(np.arctan2(sight[2], np.hypot(sight[0], sight[1]))))
        t = 1 / np.tan(np.radians(chosen["field"]) / 2)
        project = np.zeros((4, 4))
        project[0, 0], project[1, 1], project[0, 2] = t * HEIGHT / WIDTH, t, chosen["right"]
        project[2, 2], project[2, 3], project[3, 2] = (FAR + NEAR) / (NEAR - FAR), 2 * FAR * NEAR / (NEAR - FAR), -1
        roll = np.eye(4)
        roll[:3, :3] = axis_angle((0, 0, 1), np.radians(chosen["roll"]))
        self.matrix = project @ roll @ look_at(self.position, self.target)

    def project(self, points):
        """Pixels from the top left of one point, or of rows of them."""
        p = np.atleast_2d(points)
        clip = np.hstack([p, np.ones((len(p), 1))]) @ self.matrix.T
        found = to_pixels(clip, WIDTH, HEIGHT)
        return found if np.ndim(points) == 2 else found[0]


@dataclass(frozen=True)
class Film:
    """What becomes of linear light: numbers of one camera and its software."""

    exposure: float
    contrast: float
    gamma: float
    balance: tuple
    saturation: float
    vignette: float
    haze: float
    blur: float
    noise: float
    colour_noise: float
    smooth: float
    sharpen: float
    shrink: float
    fringe: float
    quality: int
    bend: float

    @staticmethod
    def drawn(r):
        cheap = r.random() < 0.35
        return Film(
            exposure=float(np.exp(r.normal(0, 0.28))),
            contrast=float(r.uniform(0.0, 0.7)),
            gamma=float(r.uniform(1.9, 2.5)),
            balance=tuple(np.exp(r.normal(0, 0.055, 3)).tolist()),
            saturation=float(r.uniform(0.65, 1.25)),
            vignette=float(r.choice((0.0, r.uniform(0, 0.45)))),
            haze=float(r.choice((0.0, r.uniform(0, 0.07)), p=(0.6, 0.4))),
            blur=float(r.uniform(0.3, 0.7) if not cheap else r.uniform(0.6, 1.3)),
            noise=float(r.uniform(0.5, 2.5) if not cheap else r.uniform(2, 7)),
            colour_noise=float(r.uniform(0, 1.0) if not cheap else r.uniform(0.5, 3.5)),
            smooth=float(r.choice((0.0, r.uniform(8, 30)), p=(0.6, 0.4))),
            sharpen=float(r.choice((0.0, r.uniform(0.3, 1.6)), p=(0.35, 0.65))),
            shrink=float(r.choice((1.0, r.uniform(0.5, 0.9)), p=(0.75, 0.25))),
            fringe=float(r.choice((0.0, r.uniform(0, 0.003)), p=(0.5, 0.5))),
            quality=int(r.integers(38, 97)),
            bend=float(r.choice((0.0, r.uniform(-0.06, 0.16)))),
        )

    @cached_property
    def lens(self):
        return Lens(self.bend)

    def expose(self, light, metered, r):
        """Linear RGB, 32-bit, to 8-bit RGB. metered: the light that the camera takes for middle grey."""
        image = light * (np.array(self.balance, "f4") * (0.20 * self.exposure / metered))
        image = image * (1 + image / 9) / (1 + image * 0.55) * 1.25  # a soft shoulder
        image = np.clip(image, 0, 1) ** (1 / self.gamma)
        image = image + self.contrast * (image * image * (3 - 2 * image) - image)
        grey = image @ np.array((0.3, 0.59, 0.11), "f4")
        image = grey[..., None] + self.saturation * (image - grey[..., None])
        if self.vignette:
            y, x = np.mgrid[-1 : 1 : HEIGHT * 1j, -1 : 1 : WIDTH * 1j].astype("f4")
            image = image * (1 - self.vignette * 0.5 * (x * x + y * y))[..., None]
        image = (255 * (self.haze + (1 - self.haze) * image)).astype("f4")
        image = self.lens.see(image)
        if self.fringe:
            image[..., 0], image[..., 2] = _grown(image[..., 0], 1 + self.fringe), _grown(image[..., 2], 1 - self.fringe)
        image = cv2.GaussianBlur(image, (0, 0), self.blur)
        image += r.standard_normal((HEIGHT, WIDTH, 1), dtype="f4") * self.noise
        blotches = r.standard_normal((HEIGHT // 2, WIDTH // 2, 3), dtype="f4") * self.colour_noise
        image += cv2.resize(blotches, (WIDTH, HEIGHT))
        seen = np.clip(image, 0, 255).astype("u1")
        if self.smooth:  # software that takes noise away, and some of the cloth's grain with it
            seen = cv2.bilateralFilter(seen, 5, self.smooth, 2.0)
        if self.shrink < 1:
            small = cv2.resize(seen, None, fx=self.shrink, fy=self.shrink, interpolation=cv2.INTER_AREA)
            seen = cv2.resize(small, (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR)
        if self.sharpen:
            soft = cv2.GaussianBlur(seen, (0, 0), 1.3)
            seen = cv2.addWeighted(seen, 1 + self.sharpen, soft, -self.sharpen, 0)
        return seen


def _grown(channel, by):
    m = np.array([[by, 0, (1 - by) * WIDTH / 2], [0, by, (1 - by) * HEIGHT / 2]], "f4")
    return cv2.warpAffine(np.ascontiguousarray(channel), m, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE)
