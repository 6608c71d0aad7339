"""The peers' counters and the scores, on drawn bodies."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from formcheck_scripts.files import write_gzipped_json
from formcheck_scripts.measuring import Refusal, clips, tables
from formcheck_scripts.measuring.mediapipe_pose import JOINTS
from formcheck_scripts.peers import compare, nearest_neighbours, two_limits
from formcheck_scripts.peers.pose import PoseSeries
from formcheck_scripts.peers.scores import Score, distance

DOWN_ANGLE, UP_ANGLE = 20.0, 110.0


def body(elevation: float, at=(320.0, 200.0), trunk=150.0, side_lean=0.0) -> np.ndarray:
    """A frontal body in pixels, both upper arms at this elevation, forearms upright."""
    points = np.zeros((len(JOINTS), 3))
    points[:, :2] = at
    for side, sign in (("left", 1), ("right", -1)):
        shoulder = np.array([at[0] + sign * 0.4 * trunk, at[1]])
        hip = np.array([shoulder[0] + side_lean, at[1] + trunk])
        angle = np.radians(elevation)
        elbow = shoulder + 0.55 * trunk * np.array([sign * np.sin(angle), np.cos(angle)])
        for joint, place in (("shoulder", shoulder), ("hip", hip), ("elbow", elbow), ("wrist", elbow - [0, 0.5 * trunk])):
            points[JOINTS[f"{side}_{joint}"], :2] = place
    return points


def series(elevations) -> PoseSeries:
    points = np.array([np.full((len(JOINTS), 3), np.nan) if np.isnan(e) else body(e) for e in elevations])
    return PoseSeries(np.arange(len(points)) / 20, points, np.full(len(points), 1.0))


def raises(times: int, low: float = DOWN_ANGLE, high: float = UP_ANGLE) -> np.ndarray:
    turn = (1 - np.cos(np.linspace(0, 2 * np.pi * times, 80 * times))) / 2
    return low + (high - low) * turn


def classifier() -> nearest_neighbours.Classifier:
    taught = nearest_neighbours.Classifier()
    for wobble in np.linspace(-5, 5, 20):
        taught.learn(body(UP_ANGLE + wobble), nearest_neighbours.UP)
        taught.learn(body(DOWN_ANGLE + wobble), nearest_neighbours.DOWN)
    return taught


def test_two_limits_measures_the_angle_between_trunk_and_upper_arm():
    for elevation in (0, 45, 90, 150):
        angles = two_limits.elevations(series([elevation]))
        assert angles["left"] == pytest.approx([elevation], abs=1e-6)
        assert angles["right"] == pytest.approx([elevation], abs=1e-6)


@pytest.mark.parametrize(
    ("elevations", "expected"),
    [
        (raises(5), 5),
        (raises(5, high=85), 0),
        (raises(5, low=55, high=150), 0),
        (np.full(100, 120.0), 0),
    ],
)
def test_two_limits_counts(elevations, expected):
    assert two_limits.repetitions(series(elevations)) == expected


def test_two_limits_lets_a_frame_without_anybody_pass():
    elevations = raises(3)
    elevations[::7] = np.nan
    assert two_limits.repetitions(series(elevations)) == 3


def test_neighbours_tell_up_from_down_however_large_the_body_is_and_mirrored():
    for points in (body(UP_ANGLE), body(UP_ANGLE, at=(900, 500), trunk=60), body(UP_ANGLE) * [-1, 1, 1]):
        assert classifier().classify(points) == {"up": 10, "down": 0}
    assert classifier().classify(body(DOWN_ANGLE)) == {"up": 0, "down": 10}


def test_embedding_ignores_size_and_place():
    small = nearest_neighbours.embedding(body(70, trunk=50, at=(10, 20)))
    assert small == pytest.approx(nearest_neighbours.embedding(body(70, trunk=400)))


def test_neighbours_count():
    assert nearest_neighbours.repetitions(classifier(), series(raises(4))) == 4
    assert nearest_neighbours.repetitions(classifier(), series(np.full(60, DOWN_ANGLE))) == 0
    assert nearest_neighbours.repetitions(classifier(), series(np.full(60, np.nan))) == 0


def test_neighbours_count_between_two_thresholds():
    assert nearest_neighbours.count([0, 5, 6.5, 5, 6.5, 3.9, 5.9, 0]) == 1
    assert nearest_neighbours.count([0, 7, 3, 7, 3]) == 2
    assert nearest_neighbours.count([7, 7]) == 0


def test_smoothing_weighs_the_newest_most():
    smoothing = nearest_neighbours.Smoothing()
    assert smoothing.add(10) == pytest.approx(10)
    assert smoothing.add(0) == pytest.approx(10 * 0.8 / 1.8)
    for _ in range(nearest_neighbours.WINDOW):
        last = smoothing.add(4)
    assert last == pytest.approx(4)


def test_positions_of_repetitions():
    low = clips.Repetition(start=5.0, top=6.0, lowering_start=6.5, bottom=8.0, surely_valid=False)
    good = clips.Repetition(start=1.0, top=2.0, lowering_start=2.5, bottom=4.0, surely_valid=True)
    assert nearest_neighbours.positions((good, low)) == [
        ("down", 0.0, 1.0),
        ("up", 2.0, 2.5),
        ("down", 4.0, 5.0),
        ("down", 8.0, 8.0),
    ]
    half = dataclasses.replace(good, surely_lowered=False)
    assert nearest_neighbours.positions((half, low)) == [("down", 0.0, 1.0), ("up", 2.0, 2.5), ("down", 8.0, 8.0)]


def clip(folder: Path, name: str, role="positive", part="validation", valid=(2,), left=None) -> clips.Clip:
    return clips.Clip(
        folder=folder,
        name=name,
        video=folder / f"{name}.mp4",
        part=part,
        role=role,
        valid=valid,
        attempted=valid,
        repetitions=(),
        raw={"frames": {"leftElevation": left}} if left else {},
        truth_file=folder / f"{name}.truth.json.gz",
    )


def test_score_of_counts(tmp_path):
    score = Score()
    for found in (2, 3, 7):
        score.count(clip(tmp_path, "a"), found)
    score.count(clip(tmp_path, "n", role="negative", valid=(0,)), 4)
    assert (score.exact, score.off_by_one, score.mean_error) == (1, 2, 2.0)
    assert (score.negatives, score.false_repetitions) == (1, 4)
    assert distance(5, (0, 11, 12)) == 5 and distance(11, (0, 11, 12)) == 0


def test_score_of_elevation_leaves_out_what_was_not_seen(tmp_path):
    score = Score()
    score.elevation(clip(tmp_path, "a", left=[10, 20, 30]), {"left": np.array([13.0, np.nan, 26.0])})
    assert score.elevation_rms == pytest.approx(np.sqrt((9 + 16) / 2))


def test_formchecks_score_must_have_every_clip(tmp_path):
    own = {tmp_path.name: {"clips": [{"set": tmp_path.name, "name": "a", "counts": {}}], "scores": {}}}
    with pytest.raises(Refusal, match="lacks 1 of 2 clips"):
        compare.own_counts(own, [clip(tmp_path, "a"), clip(tmp_path, "b")])


def test_formchecks_figures_are_of_the_same_clips(tmp_path):
    one = compare.Group(tmp_path.name, "validation", [clip(tmp_path, "a", left=[0.0] * 3)])
    scored = {"set": tmp_path.name, "name": "a", "part": "validation", "elevationRmsDegrees": 3.0}
    score = {"elevation": {"rmsDegrees": 3.5}, "faults": {"fast-descent": {"f1": 0.9}, "asymmetry": {"falsePositives": 0}}}
    own = {"clips": [scored], "scores": {"validation": score}}
    compare.own_figures(one, own, {})
    assert (one.elevation_rms, one.faults) == (3.5, {"fast-descent": 0.9})
    own["clips"].append(dict(scored, name="b"))
    other = compare.Group(tmp_path.name, "validation", one.clips)
    compare.own_figures(other, own, {compare.key(one.clips[0]): series(raises(1))})
    assert (other.elevation_rms, other.faults) == (pytest.approx(3.0), {})


def test_validation_comes_first(tmp_path):
    groups = compare.grouped([clip(tmp_path, "a", part="tuning"), clip(tmp_path, "b")])
    assert [group.part for group in groups.values()] == ["validation", "tuning"]


def test_a_table_takes_its_place(tmp_path):
    page = tmp_path / "measurements.md"
    page.write_text("before\n<!-- peers:begin -->\nold\n<!-- peers:end -->\nafter\n", encoding="utf-8")
    tables.place(page, "peers", "new")
    assert page.read_text(encoding="utf-8") == "before\n<!-- peers:begin -->\nnew\n<!-- peers:end -->\nafter\n"
    with pytest.raises(Refusal, match="has no place"):
        tables.place(page, "perturb", "new")


def test_labels_are_read_and_refused_in_one_line(tmp_path):
    with pytest.raises(Refusal, match="no labelled video"):
        clips.load([tmp_path])
    (tmp_path / "a.mp4").touch()
    truth = {
        "schemaVersion": 1,
        "video": "a.mp4",
        "role": "positive",
        "part": "tuning",
        "counts": {"valid": 1, "validAccept": [1, 2]},
        "repetitions": [{"start": 1, "top": 2, "loweringStart": 3, "bottom": 4, "either": ["elbow-height"]}],
    }
    write_gzipped_json(tmp_path / "a.truth.json.gz", truth)
    (read,) = clips.load([tmp_path])
    assert (read.name, read.valid, read.repetitions[0].surely_valid) == ("a", (1, 2), False)
    (tmp_path / "b.truth.json.gz").write_bytes(b"no gzip")
    with pytest.raises(Refusal, match="cannot be read"):
        clips.load([tmp_path])


def test_two_folders_of_one_name_are_refused(tmp_path):
    for parent in ("x", "y"):
        folder = tmp_path / parent / "same"
        folder.mkdir(parents=True)
        (folder / "a.mp4").touch()
        (folder / "labels.json").write_text('[{"id":"a","file":"a.mp4","role":"negative","reps":0}]', encoding="utf-8")
    with pytest.raises(Refusal, match="same name"):
        clips.load([tmp_path / "x" / "same", tmp_path / "y" / "same"])
