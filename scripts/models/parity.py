"""Compares the converted models with TFLite, and the whole pipeline with MediaPipe's recording."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import cv2
import numpy as np
import torch

from formcheck_scripts import paths
from formcheck_scripts.models import crops as geometry
from formcheck_scripts.models import fixture
from formcheck_scripts.models.forms import FORMS, INPUTS
from formcheck_scripts.models.originals import FILES, USUAL, folder_of, unpack
from formcheck_scripts.models.pose_pipeline import Model, PosePipeline, Region
from formcheck_scripts.models.runtime import projection_of, torch_model
from formcheck_scripts.models.shapes import CROP, FACE_POINTS, HEAT_MAP, JOINTS, POINTS
from formcheck_scripts.models.tflite_runtime import tflite_model, upper_body_model

RANDOM_INPUTS = 8
UPPER = "upper-body"

# Bounds, each above what was measured (README.md).
POINT_MEAN, POINT_MAX = 0.01, 0.1  # of 256
PRESENCE_MAX = 1e-4
WORLD_MAX = 1e-3  # metres
BOX_MAX = 0.05  # of 224
SCORE_MAX = 1e-3  # logit
NOISE_SLACK = 10  # a point seen in noise hangs on its heat map's faintest cells
INNER_MAX = 1e-3  # of the spread of the upper body's numbers
STATIC_MEAN, TRACKING_MEAN = 0.1, 1.5  # source pixels

# In 8 bits points move by a quarter of a pixel, and those out of the image by more: bounds of their own, on images alone.
INT8 = "int8"
JUDGED = 25  # from the nose to the hips
INT8_POINT_MEAN, INT8_PRESENCE_MAX, INT8_WORLD_MEAN = 0.5, 0.01, 0.02  # judged joints, of 256; probability; metres
INT8_INNER = 0.25  # of the spread of the upper body's numbers over few people, root mean square
INT8_PIPELINE_MEAN = 1.5  # judged joints, source pixels


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", nargs="+", choices=[*FILES, UPPER], default=[*USUAL, UPPER])
    parser.add_argument("--packages", nargs="+", type=Path, default=(), help="packed npm packages; fetched when not given")
    parser.add_argument("--output", type=Path, default=paths.MODELS, help="the folder of the converted models")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        needed = {*arguments.models, "detector", "full"} - {UPPER}
        originals = unpack(arguments.packages, Path(folder), needed)
        raise SystemExit(report(originals, arguments.output, arguments.models))


def report(originals: dict[str, Path], models: Path, names: list[str]) -> int:
    """Prints the figures; 1 if one of them is out of bounds, else 0."""
    torch.set_num_threads(1)
    checks = []
    if UPPER in names:
        checks += compare_upper_body(originals, models / "posture")
    for name in [name for name in names if name != UPPER]:
        tflite = tflite_model(originals[name])
        for form in FORMS[name]:
            converted = torch_model(models / folder_of(name) / f"{form}.pt")
            kinds = {"detector": compare_detector, "face-mesh": compare_face}
            compare = compare_int8 if form == INT8 else kinds.get(name, compare_landmarks)
            for kind, inputs, slack in inputs_of(name, originals):
                checks += compare(f"{name} {form}, {kind}", converted, tflite, inputs, slack)
    detector = models / "blazepose-detector"
    for recording in fixture.recordings():
        name = recording["model"].removeprefix("blazepose-")
        if name in names and detector.exists():
            for form in FORMS[name]:
                landmarks = torch_model(models / recording["model"] / f"{form}.pt")
                finder = torch_model(detector / f"{'fast' if form == INT8 else form}.pt")
                pipeline = PosePipeline(landmarks, finder, tracking=recording["mode"] == "tracking")
                checks += compare_pipeline(f"{name} {form}, {recording['mode']}", pipeline, recording, form == INT8)
    return 0 if all(checks) else 1


def inputs_of(name: str, originals: dict[str, Path]) -> list[tuple[str, list[np.ndarray], float]]:
    """What the model would get to see of the fixture's images, and noise, which is allowed NOISE_SLACK."""
    size = INPUTS.get(name, CROP)
    images = [fixture.read(image) for mode in fixture.IMAGES for image in fixture.images(mode)]
    if name in ("face-mesh", UPPER):
        crops = [square.cut(image, size, cv2.BORDER_REPLICATE) for image, square in squares(name)]
    elif name == "detector":
        whole = [(image, Region(image.shape[1] / 2, image.shape[0] / 2, max(image.shape[:2]), 0.0)) for image in images]
        crops = [region.cut(image, size, cv2.BORDER_CONSTANT) for image, region in whole]
    else:
        detector = tflite_model(originals["detector"])

        def detect(image: np.ndarray) -> np.ndarray:
            found = detector(image)
            return np.concatenate([found[1, 2254, 12][0], found[1, 2254, 1][0]], 1)

        finder = PosePipeline(landmarks=detect, detector=detect, tracking=False)
        regions = [(image, finder.detect(image)) for image in images]
        crops = [region.cut(image, size, cv2.BORDER_REPLICATE) for image, region in regions if region]
    random = np.random.default_rng(1)
    noise = list(random.integers(0, 256, (RANDOM_INPUTS, size, size, 3), np.uint8))
    return [(f"{len(crops)} images", crops, 1), (f"{len(noise)} of noise", noise, NOISE_SLACK)]


def squares(name: str) -> list[tuple[np.ndarray, Region]]:
    """The fixture's images, and a square around face or upper body by MediaPipe's own joints."""
    found = []
    for recording in fixture.recordings():
        for frame in recording["frames"]:
            if recording["model"] == "blazepose-full" and frame["points"] is not None:
                points = np.array(frame["points"])[:, :2]
                middle, widths = (
                    (points[11:13].mean(0), geometry.UPPER_BODY_WIDTHS) if name == UPPER else (points[:11].mean(0), geometry.FACE_WIDTHS)
                )
                side = widths * float(np.hypot(*(points[11] - points[12])))
                found.append((fixture.read(fixture.FOLDER / frame["image"]), Region(*middle, side, 0.0)))
    return found


def compare_face(what: str, converted: Model, tflite, inputs: list[np.ndarray], slack: float) -> list[bool]:
    moved, face = [], []
    for image in inputs:
        mine, theirs = converted(image), tflite(image)
        moved.append(np.abs(mine[:-1] - theirs[1, 1, 1, 3 * FACE_POINTS].ravel()))
        face.append(abs(mine[-1] - theirs[1, 1, 1, 1].ravel()[0]))
    print(f"TFLite, {what}: points mean {np.mean(moved):.1e}, max {np.max(moved):.1e} of 192; logit of a face {np.max(face):.1e}")
    return [np.mean(moved) <= POINT_MEAN, np.max(moved) <= POINT_MAX, np.max(face) <= SCORE_MAX]


def compare_upper_body(originals: dict[str, Path], folder: Path) -> list[bool]:
    """Each form against TFLite's tensor, projected as the portable form does; 8 bits on images alone."""
    original = upper_body_model(originals["full"], *projection_of(folder / "upper-body.portable.pt"))
    checks = []
    for kind, inputs, slack in inputs_of(UPPER, originals):
        wanted = np.array([original(image) for image in inputs])
        spread = (wanted - wanted.mean(0)).std()
        for form in ("int8", "fast", "portable"):
            if form == INT8 and slack > 1:
                continue
            converted = torch_model(folder / f"upper-body.{form}.pt")
            off = np.array([converted(image) for image in inputs]) - wanted
            rms, most = np.sqrt((off**2).mean()) / spread, np.abs(off).max() / spread
            print(f"TFLite, upper body {form}, {kind}: off by {rms:.1e} of the spread, max {most:.1e}")
            checks += [rms <= INT8_INNER if form == INT8 else most <= INNER_MAX]
    return checks


def compare_landmarks(what: str, converted: Model, tflite, inputs: list[np.ndarray], slack: float) -> list[bool]:
    moved, presence, world = [], [], []
    for image in inputs:
        mine, theirs = converted(image), tflite(image)
        points = refined(theirs[1, 195][0].reshape(POINTS, 5), theirs[1, HEAT_MAP, HEAT_MAP, POINTS][0])
        moved.append(np.abs(mine[:195].reshape(POINTS, 5) - points)[:, :3])
        presence.append(abs(mine[195] - theirs[1, 1][0, 0]))
        world.append(np.abs(mine[196:313] - theirs[1, 117][0]))
    mean, most = np.mean(moved), np.max(moved)
    print(f"TFLite, {what}: points mean {mean:.1e}, max {most:.1e} of 256; presence {np.max(presence):.1e}; world {np.max(world):.1e} m")
    return [
        mean <= POINT_MEAN * slack,
        most <= POINT_MAX * slack,
        np.max(presence) <= PRESENCE_MAX * slack,
        np.max(world) <= WORLD_MAX * slack,
    ]


def compare_int8(what: str, converted: Model, tflite, inputs: list[np.ndarray], slack: float) -> list[bool]:
    """Judged joints alone, and nothing of noise: where no one is, a point hangs on any rounding."""
    if slack > 1:
        return []
    moved, presence, world = [], [], []
    for image in inputs:
        mine, theirs = converted(image), tflite(image)
        points = refined(theirs[1, 195][0].reshape(POINTS, 5), theirs[1, HEAT_MAP, HEAT_MAP, POINTS][0])
        moved.append(np.hypot(*(mine[:195].reshape(POINTS, 5) - points)[:JUDGED, :2].T))
        presence.append(abs(mine[195] - theirs[1, 1][0, 0]))
        world.append(np.linalg.norm((mine[196:313] - theirs[1, 117][0]).reshape(POINTS, 3)[:JUDGED], axis=1))
    print(
        f"TFLite, {what}: judged joints mean {np.mean(moved):.2f}, max {np.max(moved):.1f} of 256;"
        f" presence {np.max(presence):.1e}; world mean {np.mean(world):.1e} m"
    )
    return [
        np.mean(moved) <= INT8_POINT_MEAN,
        np.max(presence) <= INT8_PRESENCE_MAX,
        np.mean(world) <= INT8_WORLD_MEAN,
    ]


def compare_detector(what: str, converted: Model, tflite, inputs: list[np.ndarray], slack: float) -> list[bool]:
    boxes, scores = [], []
    for image in inputs:
        mine, theirs = converted(image), tflite(image)
        likely = theirs[1, 2254, 1][0, :, 0] > -5  # boxes of anchors that see nothing are never read
        boxes.append(np.abs(mine[:, :12] - theirs[1, 2254, 12][0])[likely].max(initial=0))
        scores.append(np.abs(mine[:, 12] - theirs[1, 2254, 1][0, :, 0])[likely].max(initial=0))
    print(f"TFLite, {what}: boxes max {max(boxes):.1e} of 224; score logits {max(scores):.1e}")
    return [max(boxes) <= BOX_MAX * slack, max(scores) <= SCORE_MAX * slack]


def compare_pipeline(what: str, pipeline: PosePipeline, recording: dict, int8: bool) -> list[bool]:
    distances, visibility, world, agreed = [], [], [], []
    for frame in recording["frames"]:
        pose = pipeline.process(fixture.read(fixture.FOLDER / frame["image"]))
        agreed.append((pose is None) == (frame["points"] is None))
        if pose is not None and agreed[-1]:
            points = np.array(frame["points"])
            distances.append(np.hypot(*(pose.points[:JOINTS] - points[:, :2]).T))
            visibility.append(np.abs(pose.visibility[:JOINTS] - points[:, 3]))
            world.append(np.abs(pose.world[:JOINTS] - frame["world"]))
    mean = np.mean(distances)
    print(
        f"MediaPipe, {what}, {len(agreed)} frames: mean {mean:.4f}, median {np.median(distances):.4f},"
        f" max {np.max(distances):.3f} px; visibility {np.max(visibility):.1e}; world {np.max(world):.1e} m"
    )
    if int8:
        judged = np.mean([each[:JUDGED] for each in distances])
        print(f"    of it judged joints: mean {judged:.2f} px")
        return [all(agreed), judged < INT8_PIPELINE_MEAN]
    return [all(agreed), mean < (TRACKING_MEAN if recording["mode"] == "tracking" else STATIC_MEAN)]


def refined(points: np.ndarray, heat_map: np.ndarray) -> np.ndarray:
    """MediaPipe's refinement once more, point by point, as a check of the one inside the models."""
    points = points.copy()
    for point in range(POINTS):
        column, row = (int(points[point, axis] / CROP * HEAT_MAP) for axis in (0, 1))
        if not (0 <= column < HEAT_MAP and 0 <= row < HEAT_MAP):
            continue
        columns = np.arange(max(0, column - 4), min(HEAT_MAP, column + 5))
        rows = np.arange(max(0, row - 4), min(HEAT_MAP, row + 5))
        confidence = 1 / (1 + np.exp(-heat_map[np.ix_(rows, columns)][..., point]))
        if confidence.max() >= 0.5:
            points[point, 0] = (confidence.sum(0) @ columns) / confidence.sum() / HEAT_MAP * CROP
            points[point, 1] = (confidence.sum(1) @ rows) / confidence.sum() / HEAT_MAP * CROP
    return points


if __name__ == "__main__":
    main()
