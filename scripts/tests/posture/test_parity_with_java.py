"""Cues, comparisons, heads and crops against the fixtures that the Java tests read."""

import json

import numpy as np
import pytest

from formcheck_scripts.models import crops, fixture
from formcheck_scripts.paths import TEST_RESOURCES
from formcheck_scripts.posture import cues, head_cues, heads, train_head
from formcheck_scripts.posture.comparison import compare_cues, compare_embeddings
from formcheck_scripts.posture.inputs import columns
from formcheck_scripts.posture.questions import STEPS, TARGETS

POSTURE = TEST_RESOURCES / "motion/posture"


@pytest.fixture(scope="module")
def parity():
    return json.loads((POSTURE / "parity.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def session(parity):
    """The fixture's frames as a session, and the row of each frame's number."""
    numbers = sorted(int(k) for k in parity["frames"])
    frames = [parity["frames"][str(k)] for k in numbers]
    row = {k: n for n, k in enumerate(numbers)}
    measured = cues.measure(*(np.array([frame[name] for frame in frames]) for name in ("points", "world")))
    step = np.full(len(frames), -1)
    for k, label in enumerate(STEPS):
        step[[row[n] for n in parity[label]]] = k
    found = {
        "cues": measured,
        "elevation": measured[:, cues.ELEVATION],
        "embedding": np.array([frame["features"] for frame in frames], "f4"),
        "ok": np.ones(len(frames), bool),
        "step": step,
    }
    return found, row, frames


def test_cues_are_those_of_the_fixture(parity, session):
    found, _, frames = session
    assert list(cues.NAMES) == parity["names"]
    assert found["cues"] == pytest.approx(np.array([frame["cues"] for frame in frames]), abs=1e-5)


def weights(floats, inputs):
    """The head that the next floats describe, and the floats after it."""
    n, k = inputs, len(TARGETS)
    middle, spread, each, bias, slope, rest = np.split(floats, np.cumsum([n, n, 2 * n * k, k, k]))
    each = each.reshape(k, 2, n)
    return heads.Linear(middle, spread, each[:, 0].T, each[:, 1].T, bias, slope), rest


def test_comparisons_and_estimates_are_those_of_the_fixture(parity, session):
    found, row, _ = session
    floats = np.frombuffer((POSTURE / "heads.f32").read_bytes(), "<f4").astype(float)
    tested = np.isin(np.arange(len(found["cues"])), [row[n] for n in parity["tested"]])
    compared, embeddings = compare_cues(found, tested), compare_embeddings(found, tested)
    for case in parity["cases"]:
        keep, blocks = columns(case["level"])
        assert np.where(keep, compared, 0) == pytest.approx(np.array(case["compared"]), abs=1e-4)
        x = np.hstack([compared[:, keep], embeddings[:, blocks].reshape(tested.sum(), -1)])
        head, floats = weights(floats, x.shape[1])
        assert head.estimate(x, found["elevation"][tested]) == pytest.approx(np.array(case["estimates"]), abs=2e-3)
    assert len(floats) == 0


def test_a_head_is_read_as_it_is_written():
    r = np.random.default_rng(2)
    n, k = 5, len(TARGETS)
    shapes = (n, n, (n, k), (n, k), k, k)
    head = heads.Linear(*(r.normal(0, 1, shape) for shape in shapes))
    again, rest = weights(head.floats().astype(float), n)
    x, elevation = r.normal(0, 1, (3, n)), r.uniform(0.5, 1.5, 3)
    assert len(rest) == 0
    assert again.estimate(x, elevation) == pytest.approx(head.estimate(x, elevation), rel=1e-5, abs=1e-5)


def test_the_turned_chair_is_judged_as_in_the_fixture():
    document = json.loads((POSTURE / "head-parity.json").read_text(encoding="utf-8"))
    n = len(head_cues.NAMES)
    assert list(head_cues.NAMES) == document["names"]
    model = train_head.Model.__new__(train_head.Model)
    parts = np.split(np.array(document["weights"]), np.cumsum([len(head_cues.VIEW) + 1, n, n, n + 1, n + 1]))
    model.turn, model.low, model.high, model.plain, model.turned, model.probability = parts
    for case in document["cases"]:
        holds = []
        for kind in ("usual", "tall"):
            frames = [np.array([frame[name] for frame in case[kind]]) for name in ("points", "world")]
            raw = head_cues.measure(*frames)
            holds.append(head_cues.hold(raw))
            if kind == "usual":
                assert raw[0] == pytest.approx(case["raw"], abs=1e-5)
        pairs = train_head.Pairs.__new__(train_head.Pairs)
        pairs.cues, pairs.views = head_cues.compare(*holds)[None], np.array([[head_cues.view(hold) for hold in holds]])
        assert pairs.cues[0] == pytest.approx(case["compared"], abs=1e-5)
        assert model.degrees(pairs)[0] == pytest.approx(case["degrees"], abs=1e-4)
        assert model.centimetres(pairs)[0] == pytest.approx(case["centimetres"], abs=1e-4)
        assert model.probabilities(pairs)[0] == pytest.approx(case["chance"], abs=1e-5)


def test_squares_are_cut_as_in_the_fixture():
    document = json.loads((TEST_RESOURCES / "pose/crop/crops.json").read_text(encoding="utf-8"))
    for square in document["squares"]:
        image = fixture.read(fixture.FOLDER / square["picture"])
        values = crops.cut(image, square["x"], square["y"], square["side"], square["size"]).ravel()[:: document["every"]]
        assert np.abs(values.astype(int) - square["values"]).max() <= 1


def test_the_shoulder_width_is_that_of_the_fixture():
    document = json.loads((TEST_RESOURCES / "pose/crop/crops.json").read_text(encoding="utf-8"))
    for case in document["cases"]:
        assert crops.shoulder_width(np.array(case["points"])[None]) == pytest.approx(case["shoulderWidth"], abs=0.05)
