"""Calibration, projection, heads and scores on small made-up data."""

import gzip
from types import SimpleNamespace

import numpy as np
import pytest

from formcheck_scripts.posture import cues, heads, people_file, projection, scoring, transfer, unasked
from formcheck_scripts.posture.comparison import compare_embeddings
from formcheck_scripts.posture.inputs import columns
from formcheck_scripts.posture.questions import QUESTIONS, TARGETS


def landmarks(r, frames):
    """Someone upright with arms at the sides, each point a little off."""
    points, world = r.normal(0, 2, (frames, 25, 4)), r.normal(0, 0.01, (frames, 25, 3))
    points[:, :, :2] += (320, 150)
    for k, (x, y) in {2: (8, -8), 5: (-8, -8), 9: (6, 14), 10: (-6, 14), 7: (20, 0), 8: (-20, 0), 11: (60, 60), 12: (-60, 60),
                      13: (80, 140), 14: (-80, 140), 15: (70, 60), 16: (-70, 60), 23: (40, 250), 24: (-40, 250)}.items():  # fmt: skip
        points[:, k, :2] += (x, y)
    return points, world


def test_cues_do_not_change_with_the_distance_to_the_camera():
    points, world = landmarks(np.random.default_rng(1), 5)
    near, far = cues.measure(points, world), cues.measure(points * 0.5, world)
    free = [k for k, name in enumerate(cues.NAMES[: cues.FREE]) if not name.startswith("world")]
    assert far[:, free] == pytest.approx(near[:, free], abs=0.05)
    sizes = [cues.NAMES.index(name) for name in ("size-head", "size-shoulders", "size-ears")]
    assert near[:, sizes] - far[:, sizes] == pytest.approx(np.log(2), abs=0.01)


def test_a_curve_follows_a_parabola_and_stays_level_beyond_it():
    elevation = np.linspace(0.7, 1.6, 40)
    curve = cues.Curve(elevation, (2 + 0.5 * elevation - 0.3 * elevation**2)[:, None])
    assert curve.at(np.array([1.0]))[0, 0] == pytest.approx(2.2, abs=0.01)
    assert curve.at(np.array([3.0])) == pytest.approx(curve.at(np.array([1.6 + cues.MARGIN])))


def test_what_was_not_calibrated_is_not_a_number():
    points, world = landmarks(np.random.default_rng(2), 6)
    measured = cues.measure(points, world)
    compared = cues.Calibration(tall=measured).compare(measured)
    n = cues.COUNT
    assert np.isfinite(compared[:, : cues.FREE]).all() and np.isfinite(compared[:, n : 2 * n]).all()
    assert np.isnan(compared[:, 2 * n :]).all()
    assert np.median(compared[:, n : 2 * n], 0) == pytest.approx(0, abs=1e-9)


def test_a_level_has_the_inputs_that_its_calibration_gives():
    keep, blocks = columns("1101")
    assert keep.sum() == cues.FREE + 2 * cues.COUNT
    assert blocks == [0, 1]
    assert columns("1110")[1] == []


def test_embeddings_are_compared_at_the_same_elevation():
    elevation = np.array([0.2, 0.8, 1.2, 1.6, 1.2])
    session = {
        "embedding": np.array([[1.0], [8.0], [12.0], [16.0], [13.0]]),
        "elevation": elevation,
        "ok": np.array([True, True, True, True, True]),
        "step": np.array([0, 1, 1, 1, -1]),
    }
    (found,) = compare_embeddings(session, np.array([False] * 4 + [True]))
    assert found[:, 0] == pytest.approx([12.0, 1.0, np.nan], nan_ok=True, abs=0.02)


def test_largest_eigenvalues_are_those_of_the_whole_matrix():
    a = np.random.default_rng(3).normal(size=(80, 80)) * np.linspace(3, 0.1, 80)
    matrix = a @ a.T
    values, vectors = projection.largest(matrix, 5)
    assert values == pytest.approx(np.linalg.eigvalsh(matrix)[::-1][:5], rel=1e-6)
    assert matrix @ vectors == pytest.approx(vectors * values, abs=1e-3 * values[0])


def test_a_weighted_quantile_is_that_of_repeated_values():
    x, weights = np.array([[3.0], [1.0], [2.0]]), np.array([1.0, 6.0, 3.0])
    assert heads.quantile(x, weights, 0.5) == 1 and heads.quantile(x, weights, 0.8) == 2 and heads.quantile(x, weights, 1) == 3


def test_area_is_the_share_of_pairs_in_order():
    score, yes = np.array([1.0, 2.0, 2.0, 3.0]), np.array([False, False, True, True])
    assert scoring.area(score, yes) == pytest.approx(3.5 / 4)
    assert np.isnan(scoring.area(score, np.ones(4, bool)))


def test_logistic_regression_finds_the_slope_by_which_answers_were_drawn():
    r = np.random.default_rng(4)
    x = r.normal(0, 2, 20000)
    yes = r.random(20000) < scoring.probability(x, (1.5, -0.5))
    assert scoring.logistic(x, yes) == pytest.approx((1.5, -0.5), abs=0.08)
    assert scoring.logistic(x, yes, np.full(20000, 7.0)) == pytest.approx(scoring.logistic(x, yes))


def test_probabilities_are_tempered_until_enough_verdicts_are_right():
    z = np.concatenate([np.full(80, 3.0), np.full(20, 3.0), np.full(100, -3.0)])
    yes = np.array([True] * 80 + [False] * 120)
    even = np.ones(200)
    w = transfer.tempered(z, yes, even, even, 0.95)
    p = scoring.probability(z, w)
    given = np.maximum(p, 1 - p) >= transfer.GIVEN_FROM
    assert not given[:100].any()


def test_a_question_is_asked_where_the_truth_is_beyond_doubt():
    question = QUESTIONS["shrug"]
    truth = np.zeros((4, len(TARGETS)))
    truth[:, TARGETS.index("shrug")] = (question.yes, (question.yes + question.no) / 2, question.no, question.yes)
    data = SimpleNamespace(truth=truth, elevation=np.array([1.0, 1.0, 1.0, 0.1]), raised=np.array([True, True, True, False]))
    asked, yes = scoring.asked(data, "shrug")
    assert asked.tolist() == [True, False, True, False]
    assert yes.tolist() == [True, False, False, True]
    assert scoring.margin(truth, "shrug")[:3] == pytest.approx([0.5, 0, -0.5])


def test_rounded_floats_lose_bits_and_little_else():
    x = np.array([1 / 3, -1234.567, 0.0, np.inf, np.nan], "f4")
    found = people_file.rounded(x)
    assert found[:3] == pytest.approx(x[:3], rel=2.0**-people_file.KEPT_BITS)
    assert np.isinf(found[3]) and np.isnan(found[4])
    assert (found[:3].view("<u4") & ((1 << (23 - people_file.KEPT_BITS)) - 1) == 0).all()


def test_the_people_file_has_the_calibration_and_the_judged_frames(tmp_path):
    n = 4
    session = {
        "person": 7, "name": "0007-1", "elevation": np.array([0.2, 1.0, 1.1, 1.2]), "step": np.array([0, 1, -1, -1]),
        "use": np.array([False, False, True, False]), "label": np.array(["tall", "most", "good", "usual"]), "ok": np.ones(n, bool),
        "embedding": np.zeros((n, projection.EMBEDDING), "f4"), "cues": np.zeros((n, cues.COUNT)), "truth": np.zeros((n, len(TARGETS))),
    }  # fmt: skip
    people_file.write([session], tmp_path / "own-people.bin.gz")
    data = gzip.decompress((tmp_path / "own-people.bin.gz").read_bytes())
    header = np.frombuffer(data[:24], ">i4").tolist()
    assert header == [people_file.MAGIC, people_file.VERSION, cues.COUNT, projection.EMBEDDING, len(TARGETS), 3]
    size = 4 + 4 * (cues.COUNT + projection.EMBEDDING + len(TARGETS))
    assert len(data) == 24 + 3 * size
    assert [tuple(data[24 + k * size :][:4]) for k in range(3)] == [(0, 7, 1, 0), (0, 7, 1, 1), (0, 7, 1, people_file.GOOD)]


def test_pairs_are_judged_only_beside_references_with_lower_arms():
    n = 4
    session = {
        "domain": "own", "person": 1, "elevation": np.array([0.1, 0.7, 0.9, 1.2]), "ok": np.ones(n, bool), "step": np.full(n, -1),
        "use": np.ones(n, bool), "truth": np.arange(n * len(TARGETS), dtype=float).reshape(n, -1),
        "embedding": np.zeros((n, projection.EMBEDDING)), "cues": np.zeros((n, cues.COUNT)), "kind": np.full(n, "natural"),
    }  # fmt: skip
    pairs = unasked.Pairs([session], "lowest")
    assert pairs.elevation.tolist() == [0.9, 1.2, 1.2]
    assert (pairs.change[0] == len(TARGETS)).all()
    assert pairs.inputs("1000").shape == (3, cues.FREE + cues.COUNT)


def test_whoever_sits_still_is_the_reference_with_all_frames_and_counts_as_often_as_people_sit_so():
    n = 4
    session = {
        "domain": "own", "person": 1, "elevation": np.array([0.1, 0.1, 0.2, 1.2]), "ok": np.ones(n, bool), "step": np.full(n, -1),
        "use": np.array([False, False, False, True]), "truth": np.array([1.0, 3, 5, 10])[:, None] * np.ones(len(TARGETS)),
        "embedding": np.zeros((n, projection.EMBEDDING)), "cues": np.zeros((n, cues.COUNT)),
        "kind": np.array(["sitter", "sitter", "sitter", "natural"]), "label": np.array(["usual", "usual", "slouched", "good"]),
    }  # fmt: skip
    pairs = unasked.Pairs([session], unasked.STILL)
    assert pairs.change[:, 0].tolist() == [8, 5]
    assert pairs.weight.tolist() == [0.4, 0.2]
    assert unasked.references(session, "rests", np.random.default_rng(0)) == []


def test_enough_is_right_only_if_it_is_on_every_domain_with_enough_verdicts():
    assert unasked.enough_right([(0.97, 0.5, 0.02, 100), (0.5, 0.5, 0.5, 3)])
    assert not unasked.enough_right([(0.97, 0.5, 0.02, 100), (0.9, 0.5, 0.02, 50)])
    assert not unasked.enough_right([(0.97, 0.5, 0.2, 100)])
    assert not unasked.enough_right([])
