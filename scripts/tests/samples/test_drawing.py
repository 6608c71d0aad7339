"""Meshes, cameras, solids and rotations of the samples; nothing is drawn."""

import numpy as np
import pytest

from formcheck_scripts.files import write_gzipped_json
from formcheck_scripts.samples import geometry, obj, rotations, walking
from formcheck_scripts.samples.body import Body, vertex_normals
from formcheck_scripts.samples.camera import Camera
from formcheck_scripts.samples.curves import Wander, generator, smooth
from formcheck_scripts.samples.equipment import band, dumbbell
from formcheck_scripts.samples.figure import Person, UnknownPerson, people
from formcheck_scripts.samples.joints import JOINTS
from formcheck_scripts.samples.posing import gestures, pose, trunk_frame
from formcheck_scripts.samples.room import ROOMS, room
from formcheck_scripts.samples.webcam import Webcam

OBJ = """v 0 0 0
v 1 0 0
v 1 1 0
v 0 1 0
vt 0 0
vt 1 1
g skin
f 1/1 2/1 3/2 4/2
g hair
f 1 2 3
"""


def test_polygons_become_fans_of_triangles(tmp_path):
    (tmp_path / "a.obj").write_text(OBJ)
    mesh = obj.read(tmp_path / "a.obj")
    assert mesh.triangles.tolist() == [[0, 1, 2], [0, 2, 3], [0, 1, 2]]
    assert mesh.texture_triangles.tolist() == [[0, 0, 1], [0, 1, 1], [-1, -1, -1]]
    assert mesh.groups.tolist() == ["skin", "skin", "hair"]


def test_normals_stand_on_the_surface():
    vertices = np.array([(0, 0, 0), (1, 0, 0), (0, 1, 0)], float)
    assert vertex_normals(vertices, np.array([[0, 1, 2]])) == pytest.approx(np.tile((0, 0, 1.0), (3, 1)))


@pytest.mark.parametrize(
    "shape",
    [
        geometry.box((0, 0, 0), (1, 2, 3), rotations.rotation("x", 20)),
        geometry.cylinder((0, 0, 0), (0, 0, 1), 0.2, 0.1),
        geometry.ball((1, 1, 1), 0.5, (1, 1, 0.5)),
        geometry.tube([np.zeros(3), np.ones(3), np.array((1, 1, 2.0))], [0.1] * 3),
    ],
)
def test_solids_are_triangles_with_normals_of_length_one(shape):
    positions, normals = shape
    assert positions.shape == normals.shape and len(positions) % 3 == 0
    assert np.linalg.norm(normals, axis=1) == pytest.approx(1)


def test_half_a_rotation_twice_is_the_whole():
    one, two = rotations.axis_angle((1, 0, 2), 0.3), rotations.axis_angle((0, 1, 1), 1.1)
    half = rotations.fraction(one, two, 0.5)
    assert rotations.fraction(half, two, 1.0) == pytest.approx(two)
    assert half @ half.T == pytest.approx(np.eye(3))
    assert rotations.least_rotation((1, 0, 0), (0, 1, 0)) @ (1, 0, 0) == pytest.approx((0, 1, 0))


def test_the_camera_sees_what_it_looks_at_in_the_middle():
    camera = Camera(distance=1.5, height=0.2, yaw=20, aim=0.1).placed(0.4, 640, 480)
    assert camera.project(camera.target) == pytest.approx((320, 240))
    assert camera.description()["yawDegrees"] == 20 and camera.pitch_degrees < 0


def test_noise_has_the_size_that_was_asked_for():
    times = np.linspace(0, 2000, 20001)
    values = Wander(generator(1, "x"), 2.0, 3.0, 5.0, 8.0).at(times)
    assert values.std() == pytest.approx(2.0, rel=0.1) and abs(values.mean()) < 0.1
    assert smooth(np.array([-1, 0, 0.5, 1, 2])) == pytest.approx([0, 0, 0.5, 1, 1])


def test_a_webcam_without_noise_only_blurs_and_brightens():
    image = np.full((40, 60, 3), 100, np.uint8)
    assert (Webcam(noise=0, gain=1.5).expose(image, np.random.default_rng(1)) == 150).all()


def test_side_walls_close_the_room_and_leave_the_light_as_it_is():
    open_room = room("living", 1, (0.5, 0.5, 0.5), np.array((0.1, 0, 0)), "stool")
    closed = room("living", 1, (0.5, 0.5, 0.5), np.array((0.1, 0, 0)), "stool", side_walls=True)
    walls = [solid for solid in closed if not solid.casts_shadow]
    assert all(solid.casts_shadow for solid in open_room)
    assert len(closed) == len(open_room) + len(walls)
    sides = [np.sign(solid.shape[0][:, 0].mean()) for solid in walls if solid.material == "wall"]
    assert sorted(sides) == [-1, 1]


@pytest.mark.parametrize("name", ROOMS)
def test_every_room_stands_behind_the_person(name):
    solids = room(name, 1, (0.5, 0.5, 0.5), np.array((0.1, 0, 0)), "backrest")
    assert len(solids) > 5 and all(np.isfinite(solid.shape[0]).all() for solid in solids)


def test_an_unknown_person_is_refused_by_name():
    with pytest.raises(UnknownPerson, match="nobody named zoe"):
        Person("zoe")


def test_a_person_has_all_joints_where_a_body_has_them(body_data):
    person = Person(next(iter(people())))
    rotations_, positions = pose(person.body, {})
    joints = person.joints(rotations_, positions)
    assert list(joints) == JOINTS
    assert joints["left_shoulder"][0] > 0 > joints["right_shoulder"][0]
    assert joints["nose"][1] < joints["left_ear"][1]  # faces -Y
    left, back, down = trunk_frame(positions)
    assert left @ (1, 0, 0) > 0.99 and back @ (0, 1, 0) > 0.9 and down @ (0, 0, -1) > 0.9


def test_hands_hold_what_they_are_given(body_data):
    _, positions = pose(Body({}), {})
    for mark in "LR":
        for shape in (*dumbbell(positions, mark), band(positions, mark)):
            assert np.isfinite(shape[0]).all()


def test_a_gesture_brings_the_hand_to_its_place(body_data):
    body = Body({})
    gesture = gestures(body)["mouth"]
    _, positions = pose(body, {"leftElevation": gesture["elevation"], "leftBack": gesture["back"], "leftForearm": gesture["forearm"]})
    face = np.array([0.0, *body.heads["eye.L"][1:]])
    assert np.linalg.norm(positions["wrist.L"] - (face + [0.075, -0.115, -0.115])) < 0.03


def test_a_walker_moves_with_the_way(body_data):
    body = Body({})
    here, there = (walking.pose(body, x, 0.75, 1, -0.4)[1]["head"] for x in (-0.5, 0.5))
    assert there[0] - here[0] == pytest.approx(1.0, abs=0.05)


def test_the_same_truth_gives_the_same_bytes_and_no_nan(tmp_path):
    for name in "ab":
        write_gzipped_json(tmp_path / name, {"a": [1.5, "ä"]})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    with pytest.raises(ValueError, match="JSON"):
        write_gzipped_json(tmp_path / "c", {"a": float("nan")})
