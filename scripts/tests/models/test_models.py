"""Pose pipeline, originals and crops; no network runs."""

import json

import numpy as np
import pytest

from formcheck_scripts.measuring.mediapipe_pose import JOINTS
from formcheck_scripts.models import calibration, crops, fixture, originals
from formcheck_scripts.models.forms import FORMS, INPUTS
from formcheck_scripts.models.pose_pipeline import OneEuroFilter, PosePipeline, Region, detector_anchors, overlap_with_first, sigmoid
from formcheck_scripts.models.shapes import CROP, DETECTOR_INPUT, POINTS
from formcheck_scripts.posture.crop_features import CropFeatures


def test_a_region_lies_upright_around_the_centre():
    region = Region.between(np.array((100.0, 200.0)), np.array((100.0, 120.0)))
    assert (region.x, region.y, region.side) == (100, 200, 200)
    assert region.rotation == pytest.approx(0)
    leaning = Region.between(np.array((0.0, 0.0)), np.array((50.0, 0.0)))
    assert leaning.rotation == pytest.approx(np.pi / 2)
    assert leaning.turned(np.array([[0.0, -1.0]])) == pytest.approx(np.array([[1.0, 0.0]]))


def test_a_region_is_cut_out_at_its_size():
    image = np.zeros((100, 100, 3), np.uint8)
    image[40:60, 40:60] = 200
    assert (Region(50, 50, 20, 0.0).cut(image, 10, 0)[2:8, 2:8] == 200).all()


def test_the_detector_has_its_anchors():
    anchors = detector_anchors()
    assert anchors.shape == (2254, 2)
    assert anchors.min() > 0 and anchors.max() < 1


def test_overlap_is_the_shared_part_of_both_boxes():
    boxes = np.array([(0, 0, 2, 2), (1, 0, 3, 2), (5, 5, 6, 6)], float)
    assert overlap_with_first(boxes) == pytest.approx([1, 1 / 3, 0])


def test_the_filter_follows_what_stays_and_smooths_what_trembles():
    still, trembling = OneEuroFilter(), OneEuroFilter()
    for k in range(100):
        found = still.smooth(np.array([5.0]), 1, 1 / 30)
        smooth = trembling.smooth(np.array([5.0 + 0.01 * (-1) ** k]), 1, 1 / 30)
    assert found == pytest.approx([5.0])
    assert abs(smooth[0] - 5) < 0.005


def detector(position, score=4.0):
    """A detector that finds someone at an anchor, the hips at its centre and the head's end above."""
    raw = np.zeros((2254, 13))
    raw[:, 12] = -10
    raw[position, 12] = score
    raw[position, 2:4] = 40
    raw[position, 6:8] = (0, -60)
    return lambda image: raw


def test_nobody_is_found_where_no_score_is_high():
    pipeline = PosePipeline(landmarks=None, detector=detector(1000, -3.0), tracking=False)
    assert pipeline.process(np.zeros((480, 640, 3), np.uint8)) is None


def test_a_person_is_followed_until_they_are_lost_or_forgotten():
    shown = np.zeros(352)
    shown[:195] = np.tile((CROP / 2, CROP / 2, 0, 5, 5), POINTS)
    shown[34 * 5 + 1] = CROP / 4  # the point above the hips
    shown[195] = 0.9
    pipeline = PosePipeline(landmarks=lambda image: shown, detector=detector(500), tracking=True)
    image = np.zeros((480, 640, 3), np.uint8)
    pose = pipeline.process(image)
    assert pose.points.shape == (POINTS, 2) and pose.visibility == pytest.approx(sigmoid(np.full(POINTS, 5.0)))
    assert pipeline.region is not None
    pipeline.forget()
    assert pipeline.region is None
    shown[195] = 0.1
    assert pipeline.process(image) is None


def test_a_package_of_other_bytes_is_refused(tmp_path):
    package = tmp_path / "a.tgz"
    package.write_bytes(b"something else")
    with pytest.raises(SystemExit, match="is none of"):
        originals.unpack([package], tmp_path, ["full"])


def test_every_model_has_a_folder_and_its_forms():
    assert {originals.folder_of(name) for name in originals.USUAL} == {
        "blazepose-full",
        "blazepose-lite",
        "blazepose-detector",
        "face-mesh",
    }
    assert set(FORMS) == set(originals.FILES)
    assert INPUTS["detector"] == DETECTOR_INPUT


def test_the_crops_that_calibrate_have_the_size_of_the_input():
    found = calibration.crops()
    assert len(found) == 48 and {crop.shape for crop in found} == {(CROP, CROP, 3)}


def test_mediapipe_names_the_landmarks_as_its_recording_does():
    recorded = json.loads((fixture.FOLDER / fixture.RECORDING).read_text(encoding="utf-8"))["joints"]
    assert recorded == list(JOINTS)


def test_pooling_averages_squares_of_four_cells():
    tensor = np.arange(16 * 16 * 64, dtype=float).reshape(16, 16, 64)
    found = crops.pooled(tensor).reshape(8, 8, 64)
    assert found[3, 5, 7] == pytest.approx(tensor[6:8, 10:12, 7].mean())


def test_a_crop_beyond_the_border_repeats_it():
    image = np.zeros((50, 60, 3), np.uint8)
    image[:, :10] = 90
    assert (crops.cut(image, -20, 25, 20, 16) == 90).all()


def test_what_becomes_much_smaller_is_averaged_first():
    stripes = np.zeros((256, 256, 3), np.uint8)
    stripes[:, ::2] = 200
    found = crops.cut(stripes, 128, 128, 256, 64)
    assert found[8:-8, 8:-8].std() < 2


def landmarks():
    points = np.zeros((25, 2))
    points[:11] = (320, 120)
    points[11], points[12] = (370, 200), (270, 200)
    return points


def test_squares_lie_around_shoulders_and_face():
    assert crops.upper_body_square(landmarks(), 100) == pytest.approx((320, 200 + 0.08 * 220, 220))
    assert crops.face_square(landmarks(), 100) == pytest.approx((320, 120 + 0.04 * 80, 80))


def test_head_measurements_do_not_depend_on_where_the_person_is():
    mesh = np.random.default_rng(1).normal(0, 20, (468, 3)) + (320, 120, 0)
    one = crops.head_measurements(mesh, landmarks(), 100)
    other = crops.head_measurements(mesh + (40, 30, 0), landmarks() + (40, 30), 100)
    assert one.shape == (len(crops.HEAD),)
    assert other == pytest.approx(one)


def test_without_a_face_there_are_no_head_measurements():
    image = np.zeros((480, 640, 3), np.uint8)
    no_face = np.zeros(3 * 468 + 1)
    no_face[-1] = -3
    features = CropFeatures(lambda crop: np.ones(4), lambda crop: no_face)
    inner, head, seen = features.of(image, landmarks(), 100.0)
    assert inner.tolist() == [1] * 4 and not seen and not head.any()
    assert CropFeatures(None, None).head(image, landmarks(), 5.0) is None
