"""The whole way from a frame to a pose, as MediaPipe 0.10.14 goes it, in numpy and OpenCV.

This is the yardstick that the converted models are measured with, and the written-down form of the
rules that the application follows. Everything is in source pixels, y down; angles are in radians,
clockwise on the screen.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from formcheck_scripts.models.shapes import CROP, DETECTOR_INPUT, POINTS

CENTRE_POINT, SCALE_POINT = 33, 34
LEAST_SCORE = 0.5
SAME_PERSON_OVERLAP = 0.3
REGION_MARGIN = 1.25
FRAME_SECONDS = 33_333e-6
"""MediaPipe's Python solutions count this between two frames, whatever the video's frame rate."""

Model = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Region:
    """A rotated square of the source image."""

    x: float
    y: float
    side: float
    rotation: float

    @staticmethod
    def between(centre: np.ndarray, scale: np.ndarray) -> Region:
        """`scale` lies straight above `centre` on an upright person, at half the body's size."""
        dx, dy = float(scale[0] - centre[0]), float(scale[1] - centre[1])
        rotation = math.pi / 2 - math.atan2(-dy, dx)
        rotation -= 2 * math.pi * math.floor((rotation + math.pi) / (2 * math.pi))
        return Region(float(centre[0]), float(centre[1]), 2 * math.hypot(dx, dy) * REGION_MARGIN, rotation)

    def cut(self, image: np.ndarray, size: int, border: int) -> np.ndarray:
        square = ((self.x, self.y), (self.side, self.side), math.degrees(self.rotation))
        corners = cv2.boxPoints(square).astype(np.float32)  # bottom left, top left, top right, bottom right
        target = np.array([[0, size], [0, 0], [size, 0], [size, size]], np.float32)
        warp = cv2.getPerspectiveTransform(corners, target)
        return cv2.warpPerspective(image, warp, (size, size), flags=cv2.INTER_LINEAR, borderMode=border)

    def turned(self, vectors: np.ndarray) -> np.ndarray:
        c, s = math.cos(self.rotation), math.sin(self.rotation)
        x, y = vectors[:, 0], vectors[:, 1]
        return np.stack([c * x - s * y, s * x + c * y], 1)


@dataclass(frozen=True)
class Pose:
    """39 points; the first 33 are the joints. Pixels and metres; visibility and presence are probabilities."""

    points: np.ndarray
    depth: np.ndarray
    visibility: np.ndarray
    presence: np.ndarray
    world: np.ndarray
    person: float
    region: Region


class OneEuroFilter:
    """Casiez and others 2012, for a point; speed is measured in units of the person's size."""

    def __init__(self, least_cutoff: float = 0.01, beta: float = 10.0, derivative_cutoff: float = 1.0):
        self.least_cutoff, self.beta, self.derivative_cutoff = least_cutoff, beta, derivative_cutoff
        self.value = None

    def smooth(self, value: np.ndarray, scale: float, seconds: float) -> np.ndarray:
        if self.value is None:
            self.value, self.raw, self.speed = value, value, np.zeros_like(value)
            return value
        speed = (value - self.raw) * scale / seconds
        weight = self._weight(self.derivative_cutoff, seconds)
        self.speed = weight * speed + (1 - weight) * self.speed
        weight = self._weight(self.least_cutoff + self.beta * np.abs(self.speed), seconds)
        self.value = weight * value + (1 - weight) * self.value
        self.raw = value
        return self.value

    @staticmethod
    def _weight(cutoff, seconds: float):
        return 1 / (1 + 1 / (2 * math.pi * cutoff * seconds))


class PosePipeline:
    """Finds one person. With `tracking` the detector runs only while no one is followed."""

    def __init__(self, landmarks: Model, detector: Model, tracking: bool):
        self.landmarks, self.detector, self.tracking = landmarks, detector, tracking
        self.anchors = detector_anchors()
        self.forget()

    def process(self, image: np.ndarray, seconds: float = FRAME_SECONDS) -> Pose | None:
        """`image` is RGB; `seconds` the time since the frame before."""
        region = self.region or self.detect(image)
        pose = self.locate(image, region) if region else None
        if pose is None:
            self.forget()
        elif self.tracking:
            raw = pose.points[[CENTRE_POINT, SCALE_POINT]]
            size = 2 * float(np.hypot(*(raw[1] - raw[0])))
            self.region = Region.between(*self.filter.smooth(raw, 1 / size, seconds))
        return pose

    def detect(self, image: np.ndarray) -> Region | None:
        height, width = image.shape[:2]
        side = max(height, width)
        letterboxed = Region(width / 2, height / 2, side, 0.0)
        raw = self.detector(letterboxed.cut(image, DETECTOR_INPUT, cv2.BORDER_CONSTANT))
        scores = sigmoid(raw[:, 12])
        found = np.flatnonzero(scores >= LEAST_SCORE)
        if len(found) == 0:
            return None
        found = found[np.argsort(-scores[found], kind="stable")]
        offsets, anchors, scores = raw[found] / DETECTOR_INPUT, self.anchors[found], scores[found]
        centre, half = offsets[:, 0:2] + anchors, offsets[:, 2:4] / 2
        same = overlap_with_first(np.concatenate([centre - half, centre + half], 1)) > SAME_PERSON_OVERLAP
        points = offsets[:, 4:8].reshape(-1, 2, 2) + anchors[:, None]
        mean = np.average(points[same], axis=0, weights=scores[same])
        return Region.between(*(mean * side + [(width - side) / 2, (height - side) / 2]))

    def locate(self, image: np.ndarray, region: Region) -> Pose | None:
        raw = self.landmarks(region.cut(image, CROP, cv2.BORDER_REPLICATE))
        points, person, world = raw[:195].reshape(POINTS, 5), float(raw[195]), raw[196:313].reshape(POINTS, 3)
        if person <= LEAST_SCORE:
            return None
        return Pose(
            points=region.turned((points[:, :2] / CROP - 0.5) * region.side) + [region.x, region.y],
            depth=points[:, 2] / CROP * region.side,
            visibility=sigmoid(points[:, 3]),
            presence=sigmoid(points[:, 4]),
            world=np.concatenate([region.turned(world), world[:, 2:]], 1),
            person=person,
            region=region,
        )

    def forget(self) -> None:
        """Forgets the person who was followed."""
        self.region, self.filter = None, OneEuroFilter()


def detector_anchors() -> np.ndarray:
    """Centres of the detector's 2254 anchors, 0..1: two a cell of 8 and of 16 pixels, six a cell of 32."""
    anchors = []
    for stride, count in ((8, 2), (16, 2), (32, 6)):
        cells = DETECTOR_INPUT // stride
        centres = (np.arange(cells) + 0.5) / cells
        grid = np.stack(np.meshgrid(centres, centres), -1).reshape(-1, 2)
        anchors.append(np.repeat(grid, count, axis=0))
    return np.concatenate(anchors)


def overlap_with_first(boxes: np.ndarray) -> np.ndarray:
    """Intersection over union of every box (left, top, right, bottom) with the first."""
    sides = np.minimum(boxes[:, 2:], boxes[0, 2:]) - np.maximum(boxes[:, :2], boxes[0, :2])
    shared = np.prod(np.clip(sides, 0, None), axis=1)
    areas = np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    return shared / (areas + areas[0] - shared)


def sigmoid(logits: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(logits.astype(np.float64), -100, 100)))
