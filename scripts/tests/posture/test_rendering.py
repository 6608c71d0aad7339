"""Postures, lenses, truth and files of rendered sessions; nothing is drawn."""

import numpy as np
import pytest

from formcheck_scripts.posture import check_dressed, crowd, distortion, turned_crowd, watch
from formcheck_scripts.posture.dressed import appearance, cloth, furniture, lighting, postures, scenery, shoulders
from formcheck_scripts.posture.dressed.lens import Camera, Film
from formcheck_scripts.posture.dressed.meshes import Part, areas, product, quaternion, smoother
from formcheck_scripts.posture.dressed.solids import Scene
from formcheck_scripts.posture.faults import FaultRanges, fault
from formcheck_scripts.posture.measured import CENTIMETRES, SCALARS, Measure
from formcheck_scripts.posture.questions import STEPS
from formcheck_scripts.posture.session_files import SessionFiles
from formcheck_scripts.posture.sessions import SEEN, centimetres, files, scalar
from formcheck_scripts.samples.body import Body
from formcheck_scripts.samples.posing import PARAMETERS, pose
from formcheck_scripts.samples.rotations import axis_angle


def test_the_same_number_gives_the_same_person():
    assert crowd.look(12) == crowd.look(12) != crowd.look(13)
    one, same = (crowd.Postures(np.random.default_rng(5), crowd.manner(3), 30).session() for _ in range(2))
    assert one == same


@pytest.mark.parametrize(
    "frames",
    [
        crowd.Postures(np.random.default_rng(5), crowd.manner(3), 30).session(),
        postures.Session(np.random.default_rng(5), 30).all(),
    ],
)
def test_a_session_calibrates_and_shows_every_fault(frames):
    labels = {label for _, label, _ in frames}
    assert {*STEPS, "good", "elbows-forward", "no-squeeze", "no-extension", "slouch", "head-forward", "shrug", "leaning-back"} <= labels
    assert all(set(parameters) <= {*PARAMETERS, "leftWrist", "rightWrist"} for _, _, parameters in frames)


def test_a_fault_changes_only_what_it_is_named_after():
    ranges = FaultRanges(forward=(-30, -30), lean=(-9, -9), extension=0)
    r = np.random.default_rng(1)
    assert fault("good", r, ranges) == {}
    assert fault("elbows-forward", r, ranges) == {"back": -30}
    assert fault("leaning-back", r, ranges) == {"extension": 0, "lean": -9}


def test_turned_holds_begin_with_the_tall_ones():
    holds = turned_crowd.Holds(np.random.default_rng(2), crowd.manner(1), 50).session()
    assert [h[0] for h in holds] == ["tall"] * turned_crowd.TALL_HOLDS + ["usual"] * turned_crowd.USUAL_HOLDS


def test_no_camera_is_found_where_none_is_acceptable():
    assert crowd.camera(np.random.default_rng(1), lambda options: False) is None
    assert crowd.camera(np.random.default_rng(1), lambda options: options["field"] > 55)["field"] > 55


def test_a_lens_sees_a_point_where_it_moves_the_image():
    lens = distortion.Lens(0.1)
    image = np.zeros((crowd.HEIGHT, crowd.WIDTH), "u1")
    image[99:102, 499:502] = 255
    rows, columns = np.nonzero(lens.see(image) > 100)
    assert lens.point((500, 100)) == pytest.approx((columns.mean(), rows.mean()), abs=0.8)
    assert distortion.Lens(0.0).point((500, 100)) == pytest.approx((500, 100))


def test_a_point_in_the_middle_of_the_view_is_seen_in_the_middle():
    options = {"distance": 1.2, "height": 0.0, "yaw": 0.0, "aim": 0.0, "aside": 0.0, "field": 50.0, "roll": 0.0, "right": 0.0}
    camera = Camera(options, 0.5)
    assert camera.project(np.array((0, 0, 0.5))) == pytest.approx((crowd.WIDTH / 2, crowd.HEIGHT / 2))
    assert camera.project(np.zeros((3, 3))).shape == (3, 2)


def test_a_film_exposes_to_bytes():
    film = Film.drawn(np.random.default_rng(4))
    light = np.full((crowd.HEIGHT, crowd.WIDTH, 3), 0.3, "f4")
    image = film.expose(light, 0.3, np.random.default_rng(5))
    assert image.dtype == np.uint8 and image.shape == light.shape


def bones(parameters):
    """A stick figure whose shoulders go back with retraction, up with the shrug, and whose head goes forward."""
    back, up, head = parameters["retraction"] / 100, parameters["shrug"] / 100, parameters["headForward"] / 100
    positions = {"upperleg01.L": np.array((0.1, 0, 0.0)), "upperleg01.R": np.array((-0.1, 0, 0.0)), "head": np.array((0, -head, 0.8))}
    for mark, sign in (("L", 1), ("R", -1)):
        shoulder = np.array((0.2 * sign - sign * parameters["squeeze"], back, 0.5 + up))
        positions["upperarm01." + mark] = shoulder
        positions["lowerarm01." + mark] = shoulder + np.array((0.3 * sign, 0.0, 0.0))
    return {"spine01": np.eye(3), "root": np.eye(3)}, positions


def test_centimetres_are_what_each_quantity_moved():
    measure = Measure(bones)
    moved = {**PARAMETERS, "retraction": 2.0, "squeeze": 0.01, "shrug": 3.0, "headForward": 4.0}
    found = dict(zip(CENTIMETRES, measure.centimetres(moved)))
    assert found["shoulderBack"] == pytest.approx(2.0)
    assert found["shoulderIn"] == pytest.approx(1.0)
    assert found["shrugUp"] == pytest.approx(3.0)
    assert found["headForward"] == pytest.approx(4.0)
    assert found["chestUp"] == found["slouchHeadForward"] == 0
    assert measure.angles(PARAMETERS)["leftElevation"] == pytest.approx(90)


def test_arms_of_a_body_are_where_they_were_asked_to_be(body_data):
    body = Body(crowd.look(1)["body"])
    asked = {**PARAMETERS, "leftElevation": 110.0, "rightElevation": 80.0, "leftBack": 12.0, "rightBack": -20.0}
    found = Measure(lambda parameters: pose(body, parameters)).angles(asked)
    for name in ("leftElevation", "rightElevation", "leftBack", "rightBack"):
        assert found[name] == pytest.approx(asked[name], abs=0.05)


def test_what_is_promised_of_dressed_people_holds(body_data):
    assert list(check_dressed.person(1)) == []


def test_people_differ_in_how_their_scapulae_rotate():
    manners = [shoulders.manner(np.random.default_rng(k)) for k in range(500)]
    assert np.mean([m.up for m in manners]) == pytest.approx(31, abs=1)
    assert np.std([m.up for m in manners]) == pytest.approx(5, abs=0.5)


def test_session_files_appear_when_the_session_is_whole(tmp_path):
    written = SessionFiles(tmp_path, 12)
    written.begin()
    written.image(0, np.zeros((8, 8, 3), "u1"))
    written.add(scalars=np.arange(len(SCALARS)), centimetres=np.arange(len(CENTIMETRES)))
    assert not written.exists()
    written.finish({"kind": ["natural"], "label": ["good"]}, {"yaw": 3.0, "aim": 1.0}, pitch=2.0)
    assert written.exists() and (tmp_path / "0012-0/000.jpg").exists()
    truth = np.load(written.target)
    assert scalar(truth, "lean") == [SCALARS.index("lean")]
    assert centimetres(truth, "shrugUp") == [CENTIMETRES.index("shrugUp")]
    assert dict(zip(truth["cameraNames"], truth["camera"])) == {"aim": 1.0, "yaw": 3.0}
    assert files(tmp_path) == files(tmp_path, missing=SEEN) == [written.target]
    assert files(tmp_path, SEEN) == []


def test_watching_ends_when_nothing_has_come_for_a_while(monkeypatch):
    waited, seen = [], []
    monkeypatch.setattr(watch.time, "sleep", waited.append)
    batches = iter([["a"], [], ["b"], [], []])
    watch.watch(lambda: next(batches), seen.append, 2 * watch.PAUSE)
    assert seen == ["a", "b"]
    assert waited == [watch.PAUSE] * 4


def test_a_room_has_something_at_its_wall():
    scene, about = scenery.room(np.random.default_rng(8), -0.8)
    rows = scene.data()
    assert rows.shape[1] == 14 and np.isfinite(rows).all()
    assert about["ceiling"] > about["back"] - 10


@pytest.mark.parametrize("thing", furniture.THINGS)
def test_furniture_is_made_of_triangles(thing):
    scene = Scene()
    thing(scene, np.random.default_rng(1), 0.0, 1.0, 0.0)
    assert all(len(rows) % 3 == 0 for rows in scene.rows)


def test_light_has_directions_of_length_one():
    light = lighting.light(np.random.default_rng(3))
    for name in ("key", "fill", "rim"):
        assert np.linalg.norm(light[name]) == pytest.approx(1)


@pytest.mark.parametrize("pattern", cloth.PATTERNS)
def test_every_pattern_is_a_tile_of_cloth(pattern):
    tile, side = cloth.tile(pattern, np.random.default_rng(2))
    assert tile.shape == (cloth.TILE, cloth.TILE, 3) and 0.1 < side < 2
    assert tile.min() >= 0 and tile.max() <= 1
    assert cloth.spread(tile, side, 0.5, 64).shape == (64, 64, 3)


def test_noise_tiles():
    noise = cloth.noise(np.random.default_rng(1), 128, 40)
    edges = np.abs(noise[:, 0] - noise[:, -1]).mean(), np.abs(np.diff(noise, axis=1)).mean()
    assert edges[0] < 3 * edges[1]


def test_a_look_names_clothes_and_its_tags(body_data):
    worn = appearance.look(5)
    assert worn == appearance.look(5)
    assert set(appearance.tags(worn)) == {"patterned", "loose", "layered", "hood", "longHair", "glasses", "headphones", "highChair"}


def test_a_quaternion_turns_as_its_matrix():
    turn = axis_angle((1, 2, 3), 0.7)
    q = quaternion(turn)
    v = np.array([[0.0, 0.3, -0.5, 0.2]])
    turned = product(product(q[None], v), (q * (1, -1, -1, -1))[None])
    assert turned[0, 1:] == pytest.approx(turn @ v[0, 1:])


def test_a_part_keeps_the_vertices_that_it_uses():
    vertices = np.array([(9, 9, 9), (0, 0, 0), (1, 0, 0), (0, 1, 0)], float)
    triangles = np.array([[1, 2, 3]])
    part = Part("a", "hard", vertices, np.eye(4), triangles, np.zeros((4, 2)), triangles, image=None)
    assert part.vertices.tolist() == vertices[1:].tolist()
    assert areas(part.vertices, part.triangles) == pytest.approx([1.0])
    assert smoother(part.triangles, 3) @ np.array([3.0, 0, 0]) == pytest.approx([1, 1, 1])
