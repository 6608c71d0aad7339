"""What a changed recording shows, and what is true of it."""

import copy
import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from formcheck_scripts.files import write_gzipped_json
from formcheck_scripts.measuring import Refusal
from formcheck_scripts.measuring.clips import Clip, Repetition, load
from formcheck_scripts.perturb import kinds, measure, recording, truths

JOINTS = ["nose", "left_eye", "right_eye", "mouth_left", "mouth_right", "left_shoulder", "right_shoulder", "left_elbow", "right_elbow"]
FRAMES, RATE, WIDTH, HEIGHT = 40, 20, 640, 480
POINTS = [320, 150, 335, 140, 305, 140, 330, 165, 310, 165, 390, 240, 250, 240, 460, 250, 180.4, 260]


def truth() -> dict:
    solid = [value for place in range(len(JOINTS)) for value in (10 * place - 40, 5, 900 + place)]
    return {
        "schemaVersion": 1,
        "video": "a.mp4",
        "role": "positive",
        "part": "validation",
        "framesPerSecond": RATE,
        "width": WIDTH,
        "height": HEIGHT,
        "camera": {"position": [0.2, -1.2, 1.1], "yawDegrees": 15, "pitchDegrees": 3},
        "counts": {"attempted": 1, "valid": 1, "attemptedAccept": [1], "validAccept": [1]},
        "repetitions": [{"start": 0.2, "top": 0.8, "bottom": 1.6, "topElevation": {"left": 100, "right": 95}, "faults": []}],
        "faults": [{"kind": "asymmetry", "side": "left", "from": 0.2, "to": 1.6}],
        "unjudgeable": [],
        "joints": JOINTS,
        "frames": {
            "keypoints": [[value + (frame if place % 2 == 0 else 0) for place, value in enumerate(POINTS)] for frame in range(FRAMES)],
            "joints3d": [solid] * FRAMES,
            "leftElevation": [float(frame) for frame in range(FRAMES)],
            "rightElevation": [float(2 * frame) for frame in range(FRAMES)],
            "phase": ["rest"] * FRAMES,
        },
    }


def changed(original: dict, change: kinds.Change) -> dict:
    return truths.changed(original, change, range(FRAMES))


def point(of: dict, joint: str, frame: int = 0) -> list[float]:
    place = 2 * of["joints"].index(joint)
    return of["frames"]["keypoints"][frame][place : place + 2]


def test_mirrored_twice_is_the_same():
    change = kinds.mirrored(WIDTH, HEIGHT)
    once = changed(truth(), change)
    assert once != truth()
    assert changed(once, change) == truth()
    image = np.arange(HEIGHT * WIDTH * 3, dtype=np.uint32).reshape(HEIGHT, WIDTH, 3)
    assert (change.image(change.image(image)) == image).all()


def test_mirroring_makes_left_right():
    before = truth()
    after = changed(before, kinds.mirrored(WIDTH, HEIGHT))
    assert point(after, "left_elbow") == [pytest.approx(WIDTH - 180.4), 260]
    assert point(after, "mouth_left") == [WIDTH - 310, 165]
    assert after["frames"]["leftElevation"] == before["frames"]["rightElevation"]
    assert after["repetitions"][0]["topElevation"] == {"left": 95, "right": 100}
    assert after["faults"][0]["side"] == "right"
    assert after["camera"]["yawDegrees"] == -15 and after["camera"]["position"][0] == -0.2
    assert after["joints"] == JOINTS
    assert after["frames"]["joints3d"][0][:3] == [40, 5, 900]


def test_nothing_changes_the_original():
    before = truth()
    untouched = copy.deepcopy(before)
    for kind in kinds.SIMPLE.values():
        changed(before, kind(WIDTH, HEIGHT))
    assert before == untouched


def test_half():
    after = changed(truth(), kinds.half(WIDTH, HEIGHT))
    assert (after["width"], after["height"]) == (320, 240)
    assert point(after, "right_elbow") == [90.2, 130]
    assert kinds.half(1076, 790).image(np.zeros((790, 1076, 3), np.uint8)).shape == (394, 538, 3)


def test_points_move_as_the_image_does():
    for kind in ("half", "mirrored", "rotated"):
        image = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
        cv2.circle(image, (200, 300), 9, (255, 255, 255), -1)
        change = kinds.SIMPLE[kind](WIDTH, HEIGHT)
        rows, columns = np.nonzero(change.image(image)[:, :, 0] > 128)
        expected = change.points(np.array([[200.5, 300.5]]))[0]
        assert [columns.mean(), rows.mean()] == pytest.approx(expected, abs=1)


def test_fewer_frames():
    source = recording.Recording(Path("a.mp4"), WIDTH, HEIGHT, RATE, np.arange(FRAMES) / RATE)
    change = kinds.ten_frames(WIDTH, HEIGHT)
    frames = source.frames_at(change.rate)
    after = truths.changed(truth(), change, frames)
    assert after["framesPerSecond"] == 10
    assert after["frames"]["leftElevation"] == [float(frame) for frame in range(0, FRAMES, 2)]
    assert source.frames_at(RATE) == list(range(FRAMES))


def test_uneven_frames_keep_their_time():
    seconds = np.array([0, 0.03, 0.11, 0.2, 0.24, 0.31])
    source = recording.Recording(Path("a.mp4"), WIDTH, HEIGHT, 20, seconds)
    frames = source.frames_at(20)
    assert frames == sorted(frames)
    assert np.abs(seconds[frames] - np.arange(len(frames)) / 20).max() <= 0.05


def test_cropped_to_head_and_shoulders_nothing_can_be_judged():
    before = truth()
    change = kinds.cropped(WIDTH, HEIGHT, truths.positions(before, measure.SHOULDERS), truths.positions(before, measure.EYES))
    after = changed(before, change)
    assert change.image(np.zeros((HEIGHT, WIDTH, 3))).shape[:2] == (after["height"], after["width"])
    assert after["role"] == "offview"
    assert after["unjudgeable"] == [truths.everything(0, FRAMES / RATE)]
    for joint in ("nose", "left_shoulder", "right_shoulder"):
        x, y = point(after, joint, FRAMES // 2)
        assert 0 < x < after["width"] and 0 < y < after["height"]


def test_cropping_does_not_make_a_negative_one_right():
    before = dict(truth(), role="negative")
    change = kinds.cropped(WIDTH, HEIGHT, truths.positions(before, measure.SHOULDERS), truths.positions(before, measure.EYES))
    assert changed(before, change)["role"] == "negative"


def test_elbows_outside_for_a_while():
    after = truth()
    for frame in (10, 11, 14):
        after["frames"]["keypoints"][frame][2 * JOINTS.index("left_elbow")] = WIDTH
    assert truths.elbows_outside(after) == [truths.everything(0.5, 0.75)]


def test_labelled_by_eye_and_cropped():
    reps = (Repetition(None, 1.0, None, 2.0, True), Repetition(None, 3.0, None, None, True))
    clip = Clip(Path("."), "a", Path("a.mp4"), "hand-labelled", "positive", (2, 3), (2, 3), reps, {})
    after = truths.hidden(clip, kinds.Change(100, 80), 25, 4.0)
    assert after["role"] == "offview" and after["counts"]["validAccept"] == [2, 3]
    assert [(rep["from"], rep["to"]) for rep in after["repetitions"]] == [(0.0, 2.0), (2.0, 4.0)]


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg")
def test_copies_can_be_read_again(tmp_path):
    original, copies = tmp_path / "set", tmp_path / "copies"
    original.mkdir()
    copies.mkdir()
    write_video(original / "a.mp4")
    write_gzipped_json(original / "a.truth.json.gz", truth())
    (clip,) = load([original])
    source = recording.Recording.open(clip.video)
    assert len(source.seconds) == FRAMES
    for kind in kinds.ABOUT:
        folder = copies / kind
        folder.mkdir()
        assert measure.perturb(clip, source, kind, folder)
        (copied,) = load([folder])
        opened = recording.Recording.open(copied.video)
        assert (opened.width, opened.height) == (copied.raw["width"], copied.raw["height"])
        assert opened.rate == copied.raw["framesPerSecond"]
        assert len(opened.seconds) == len(copied.raw["frames"]["keypoints"])


def test_table_tells_the_difference():
    before = {"clips": [1, 2], "scores": {"all": {"count": {"valid": {"exactAccuracy": 1.0}}}}}
    after = {"clips": [1], "scores": {"all": {"count": {"valid": {"exactAccuracy": 0.5}}, "couldNotJudge": {"said": 3, "right": 2}}}}
    assert measure.cells(after, before) == ["1 of 2", "50 % (-50)", "–", "–", "–", "–", "said 3, rightly 2"]
    assert measure.cells(before, before)[1] == "100 %"


def test_verdicts_that_should_not_have_been_given_are_told():
    score = {"said": 0, "verdictsWhereUnjudgeable": 4, "wrongVerdictsWhereUnjudgeable": 1}
    assert measure.abstentions(score) == "4 verdicts where nothing was visible, 1 wrong"
    assert measure.abstentions({"said": 0, "unknown": 2}) == "said 2, truth unknown"
    assert measure.abstentions({}) == "not said"


def test_no_clip_of_that_part():
    with pytest.raises(Refusal, match="none is of that part"):
        measure.chosen([], "validation", None)


def write_video(target: Path) -> None:
    writer = cv2.VideoWriter(str(target), cv2.VideoWriter_fourcc(*"mp4v"), RATE, (WIDTH, HEIGHT))
    for frame in range(FRAMES):
        image = np.full((HEIGHT, WIDTH, 3), 90, np.uint8)
        cv2.circle(image, (100 + 5 * frame, 200), 40, (200, 180, 160), -1)
        writer.write(image)
    writer.release()
