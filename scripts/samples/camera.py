"""The webcam's place and lens."""

from dataclasses import dataclass

import numpy as np

from formcheck_scripts.samples.rotations import unit

NEAR, FAR = 0.3, 9.0


@dataclass(frozen=True)
class Camera:
    """A pinhole camera that looks at the person.

    distance: to the trunk's axis, m; height: above the shoulders' middle, m (negative: below); yaw: how far it stands
    aside, degrees, positive on the person's left; aim: height above the shoulders of what it looks at, m; aside: shift of
    the aim to the person's left, m; field: vertical field of view, degrees.
    """

    distance: float = 1.5
    height: float = 0.05
    yaw: float = 0.0
    aim: float = 0.0
    aside: float = 0.0
    field: float = 46.0

    def placed(self, shoulder_height, width, height):
        return PlacedCamera(self, shoulder_height, width, height)


class PlacedCamera:
    def __init__(self, camera, shoulder_height, width, height):
        self.width, self.height, self.field = width, height, camera.field
        yaw = np.radians(camera.yaw)
        self.position = np.array([camera.distance * np.sin(yaw), -camera.distance * np.cos(yaw), shoulder_height + camera.height])
        self.target = np.array([camera.aside, 0.0, shoulder_height + camera.aim])
        self.matrix = perspective(camera.field, width / height) @ look_at(self.position, self.target)
        self.yaw_degrees = camera.yaw
        sight = self.target - self.position
        self.pitch_degrees = float(np.degrees(np.arctan2(sight[2], np.hypot(sight[0], sight[1]))))

    def project(self, point):
        """Pixels from the image's top left; points outside the image too."""
        return to_pixels(self.matrix @ np.append(point, 1), self.width, self.height)

    def description(self):
        """The truth's `camera`: metres and degrees; pitch above 0 looks up."""
        return {
            "position": [round(float(v), 3) for v in self.position],
            "yawDegrees": round(self.yaw_degrees, 1),
            "pitchDegrees": round(self.pitch_degrees, 1),
            "verticalFieldOfViewDegrees": self.field,
        }


def to_pixels(clip, width, height):
    """Clip coordinates (..., 4) to pixels (..., 2) from the image's top left."""
    x, y = clip[..., 0] / clip[..., 3], clip[..., 1] / clip[..., 3]
    return np.stack([(x * 0.5 + 0.5) * width, (0.5 - y * 0.5) * height], -1)


def perspective(field, aspect):
    t = 1 / np.tan(np.radians(field) / 2)
    m = np.zeros((4, 4))
    m[0, 0], m[1, 1] = t / aspect, t
    m[2, 2], m[2, 3] = (FAR + NEAR) / (NEAR - FAR), 2 * FAR * NEAR / (NEAR - FAR)
    m[3, 2] = -1
    return m


def look_at(position, target):
    forward = unit(np.asarray(target, float) - position)
    side = unit(np.cross(forward, (0, 0, 1)))
    m = np.eye(4)
    m[0, :3], m[1, :3], m[2, :3] = side, np.cross(side, forward), -forward
    m[:3, 3] = -m[:3, :3] @ position
    return m


def parallel(width, height, near, far):
    """Orthographic projection, for the sun."""
    m = np.eye(4)
    m[0, 0], m[1, 1], m[2, 2], m[2, 3] = 1 / width, 1 / height, -2 / (far - near), -(far + near) / (far - near)
    return m
