"""Times and verdicts on known curves, and the same specification giving the same truth."""

import numpy as np
import pytest

from formcheck_scripts.files import write_gzipped_json
from formcheck_scripts.samples import spec as specification
from formcheck_scripts.samples import truth_verdicts as truth
from formcheck_scripts.samples.curves import Curve, bell, controlled, dropped, seen_share
from formcheck_scripts.samples.joints import JOINTS
from formcheck_scripts.samples.movement import Movement
from formcheck_scripts.samples.render import SPECS, Clip
from formcheck_scripts.samples.truth_times import SAMPLES_A_SECOND, seen_times

RATE = SAMPLES_A_SECOND
LAP = {"elevation": 14.0, "back": -25.0, "forearm": (0.0, 0.9, -0.4), "palm": (0.0, -0.4, -0.9)}


def movement(*repetitions, seed=5, **usual):
    timeline = [{"rest": 0.5}] + [{"repetition": r} for r in repetitions] + [{"rest": 0.5}]
    return Movement(seed, timeline, {"jitter": 0.0, **usual}, {}, {"lap": LAP})


def straight(*points):
    """A curve of straight lines through (time, elevation), sampled as the truth samples."""
    times = np.arange(0, points[-1][0] + 1e-9, 1 / RATE)
    return times, np.interp(times, *zip(*points))


def test_reads_the_times_of_a_trapezoid_as_an_eye_does():
    # 20 to 120 in 2 s, held for 1 s, down in 4 s: 4 % of the way are 4 degrees, 3 degrees below the top is the top.
    times, mean = straight((0, 20), (1, 20), (3, 120), (4, 120), (8, 20), (9, 20))
    seen = seen_times(times, mean, 0, 9)
    assert seen["start"] == pytest.approx(1.08, abs=0.002)
    assert seen["top"] == pytest.approx(2.94, abs=0.002)
    assert seen["loweringStart"] == pytest.approx(4.16, abs=0.002)
    assert seen["bottom"] == pytest.approx(7.84, abs=0.002)


def test_a_short_way_needs_two_and_a_half_degrees_to_be_seen():
    times, mean = straight((0, 20), (1, 20), (2, 60), (3, 60), (4, 20), (5, 20))
    seen = seen_times(times, mean, 0, 5)
    assert seen["start"] == pytest.approx(1 + 2.5 / 40, abs=0.002)
    assert seen["bottom"] == pytest.approx(4 - 2.5 / 40, abs=0.002)


def test_a_pause_belongs_to_the_way_it_interrupts():
    times, mean = straight((0, 20), (1, 20), (2, 70), (4, 70), (5, 120), (6, 120), (7, 70), (9, 70), (10, 20), (11, 20))
    seen = seen_times(times, mean, 0, 11)
    assert seen["start"] == pytest.approx(1.08, abs=0.002)
    assert seen["loweringStart"] == pytest.approx(6.08, abs=0.002)
    assert seen["bottom"] == pytest.approx(9.92, abs=0.002)


@pytest.mark.parametrize("lower", [0.9, 2.0, 3.0])
def test_lowers_in_the_time_that_was_asked_for(lower):
    found = truth.repetitions(movement({"lower": lower}, {"lower": lower}), "bare-hands")
    for repetition in found:
        assert repetition["loweringSeconds"] == pytest.approx(lower, rel=0.06, abs=0.06)


def test_a_drop_is_as_fast_as_it_was_asked_to_be_and_a_fault():
    (found,) = truth.repetitions(movement({"lower": 0.4, "lowering": "dropped", "rest": 1.0}), "bare-hands")
    assert found["loweringSeconds"] == pytest.approx(0.4, abs=0.05)
    assert found["faults"] == ["fast-descent"]


def test_profiles_begin_and_end_at_rest_and_never_turn_back():
    for profile in (bell(), bell(0.5, sticking=0.7), controlled(waver=0.1), dropped()):
        assert profile[0] == 0 and profile[-1] == pytest.approx(1)
        assert np.all(np.diff(profile) >= 0)
        assert np.diff(profile)[-1] < 0.3 * np.diff(profile).max()


def test_a_drop_accelerates_and_a_controlled_lowering_keeps_its_speed():
    drop, control = np.diff(dropped()), np.diff(controlled())
    assert drop[600] > 2.5 * drop[200]
    assert control[600] == pytest.approx(control[400], rel=0.05)


def test_an_eye_misses_a_little_of_each_end():
    assert 0.85 < seen_share(np.linspace(0, 1, 1001), 90) < 0.95


def test_curves_never_jump():
    curve = Curve(10).to(1, 2, 50).to(1.5, 3, 20)
    values = curve.at(np.linspace(0, 4, 4001))
    assert np.abs(np.diff(values)).max() < 0.1


def test_arms_never_jump():
    m = movement({}, {"lower": 0.4, "lowering": "dropped", "rest": 1.0}, {"pauseUp": {"at": 0.5, "seconds": 1.0}})
    for side in ("left", "right"):
        speed = np.diff(m.elevation(side, np.arange(0, m.seconds, 1 / RATE))) * RATE
        assert np.abs(speed).max() < 700


def test_left_and_right_are_never_quite_alike():
    (found,) = truth.repetitions(movement({}), "bare-hands")
    difference = abs(found["topElevation"]["left"] - found["topElevation"]["right"])
    assert 0.3 < difference < 5


@pytest.mark.parametrize("tops, verdict", [((79, 77), "fault"), ((79, 85), "either"), ((91, 95), "either"), ((93, 95), None)])
def test_elbow_height_is_judged_by_the_lower_arm(tops, verdict):
    verdicts = truth.classify("weights", dict(zip(("left", "right"), tops)), 70, 70, 3)
    assert verdicts.get("elbow-height") == verdict


@pytest.mark.parametrize("seconds, verdict", [(1.1, "fault"), (1.2, "either"), (1.6, "either"), (1.7, None)])
def test_a_fast_descent_is_judged_per_90_degrees(seconds, verdict):
    verdicts = truth.classify("band", {"left": 115, "right": 115}, 45, 90, seconds / 2)
    assert verdicts.get("fast-descent") == verdict


@pytest.mark.parametrize("share, verdict", [(0.5, "fault"), (0.6, "either"), (0.75, None)])
def test_half_a_repetition_is_a_share_of_the_way_up(share, verdict):
    verdicts = truth.classify("band", {"left": 120, "right": 120}, 100 * share, 100, 3)
    assert verdicts.get("half-repetition") == verdict


@pytest.mark.parametrize("difference, verdict", [(25, "fault"), (20, "either"), (13, None)])
def test_arms_that_differ_are_asymmetric(difference, verdict):
    verdicts = truth.classify("band", {"left": 100 + difference, "right": 100}, 90, 90, 3)
    assert verdicts.get("asymmetry") == verdict


def test_a_larger_range_asks_for_more():
    tops = {"left": 115, "right": 115}
    assert truth.classify("larger-range", tops, 95, 95, 4) == {"elbow-height": "either", "range-of-motion": "either"}
    assert truth.classify("bare-hands", tops, 95, 95, 4) == {}


def test_arms_that_rise_again_before_they_came_back_are_in_the_same_repetition():
    usual = {"bottom": 25.0, "lower": 2.4}
    half = {"bottom": 75.0, "lower": 1.5}
    found = truth.repetitions(movement({}, half, {}, **usual), "bare-hands")
    assert ["half-repetition" in r["faults"] for r in found] == [False, True]
    assert [len(r["dips"]) for r in found] == [0, 1]
    assert found[1]["bottomElevation"]["left"] < 35
    assert truth.counts(found)["validAccept"] == [2]


def test_most_of_the_way_down_is_a_repetition_of_its_own():
    found = truth.repetitions(movement({}, {"bottom": 55.0, "lower": 1.8}, {}, bottom=25.0), "bare-hands")
    assert len(found) == 3
    assert found[1]["either"] == ["half-repetition"]


def test_a_repetition_near_the_limit_leaves_both_counts_right():
    found = truth.repetitions(movement({}, {"top": 84.0}, {"top": 70.0}), "bare-hands")
    assert truth.counts(found) == {"attempted": 3, "valid": 2, "attemptedAccept": [3], "validAccept": [1, 2]}


def test_the_same_seed_moves_the_same_and_another_does_not():
    times = np.arange(0, 8, 0.01)
    one, same, other = (movement({}, seed=s).mean_elevation(times) for s in (7, 7, 8))
    assert np.array_equal(one, same)
    assert not np.allclose(one, other, atol=0.1)


def test_every_specification_is_valid():
    names = [specification.read(path)["name"] for path in SPECS.glob("*.yaml")]
    assert len(names) == 19


@pytest.mark.parametrize(
    "change, message",
    [
        ({"part": "training"}, "'part'"),
        ({"colour": "red"}, "unknown key 'colour'"),
        ({"timeline": [{"jump": 1}]}, "unknown 'jump'"),
        ({"timeline": [{"repetition": {"speed": 3}}]}, "unknown key 'speed'"),
        ({"usual": {"lower": "slow"}}, "expected a number"),
        ({"usual": {"lowering": "thrown"}}, "controlled or dropped"),
        ({"camera": {"zoom": 2}}, "unknown key 'zoom'"),
    ],
)
def test_says_what_is_wrong_with_a_specification(change, message):
    good = {
        "title": "t", "description": "d", "role": "positive", "part": "tuning", "person": "maya",
        "variant": "bare-hands", "seed": 1, "timeline": [{"repetition": {}}],
    }  # fmt: skip
    assert specification.validate(dict(good), "x")["framesPerSecond"] == 20
    with pytest.raises(specification.SpecError, match=message):
        specification.validate({**good, **change}, "x")


@pytest.fixture(scope="module")
def short_clip(body_data):
    given = {
        "title": "t", "description": "d", "role": "positive", "part": "tuning", "person": "maya",
        "variant": "bare-hands", "seed": 3, "timeline": [{"repetition": {}}],
    }  # fmt: skip
    return Clip(specification.validate(given, "short"))


def test_what_is_asked_of_the_arms_is_what_the_joints_show(short_clip):
    document = short_clip.truth()
    times = np.arange(short_clip.frames) / short_clip.rate
    for side in ("left", "right"):
        asked = short_clip.movement.elevation(side, times)
        assert np.abs(asked - document["frames"][side + "Elevation"]).max() < 0.1


def test_two_runs_give_the_same_bytes(short_clip, tmp_path):
    for name, clip in (("a", short_clip), ("b", Clip(short_clip.spec))):
        write_gzipped_json(tmp_path / name, clip.truth())
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_shoulders_rise_with_the_arms(short_clip):
    document = short_clip.truth()
    shoulder = 3 * JOINTS.index("left_shoulder") + 2
    heights = np.array([row[shoulder] for row in document["frames"]["joints3d"]])
    elevation = np.array(document["frames"]["leftElevation"])
    assert heights[elevation > 110].mean() > heights[elevation < 30].mean() + 15


@pytest.mark.parametrize("swing, expected", [(0, []), (6, []), (14, ["trunk-swing"])])
def test_a_trunk_that_is_thrown_back_is_a_swing_of_that_size(swing, expected):
    moved = movement({"swing": swing})
    (found,) = truth.repetitions(moved, "bare-hands")
    assert found["faults"] == expected
    assert found["either"] == (["trunk-swing"] if swing == 6 else [])
    times = np.arange(0, moved.seconds, 1 / RATE)
    assert np.ptp(moved.lean(times)) == pytest.approx(swing, abs=2.5)
