"""The third kind of people, without their assets: a skeleton with the bones of the avatars, and a tube of cloth."""

import json
import struct

import cv2
import numpy as np
import pytest

from formcheck_scripts.posture.avatars import glb
from formcheck_scripts.posture.avatars.avatar import Avatar
from formcheck_scripts.posture.avatars.cloth import Cut, Dressed
from formcheck_scripts.posture.avatars.posing import (
    SCAPULA_PROTRACTION,
    SCAPULA_TILT,
    SCAPULA_UP,
    Shoulders,
    measure_of,
    pose,
    shoulders_of,
)
from formcheck_scripts.posture.avatars.rig import Rig
from formcheck_scripts.samples.posing import PARAMETERS

PLAIN = dict.fromkeys(("whole", "breadth", "depth", "trunk", "neck", "head", "upper", "fore", "hand", "girth"), 1.0)
TRUNK = {"Pelvis": (None, (0, -0.02, 1.0)), "Spine": ("Pelvis", (0, -0.02, 1.04)), "Spine1": ("Spine", (0, -0.02, 1.12)),
         "Spine2": ("Spine1", (0, 0, 1.2)), "Neck": ("Spine2", (0, -0.03, 1.45)), "Head": ("Neck", (0, -0.06, 1.55))}  # fmt: skip
LIMB = {"Clavicle": ("Spine2", (0.03, -0.02, 1.41)), "UpperArm": ("L Clavicle", (0.17, -0.02, 1.41)),
        "Forearm": ("L UpperArm", (0.43, 0, 1.42)),
        "Hand": ("L Forearm", (0.66, -0.01, 1.41)), "Thigh": ("Pelvis", (0.08, -0.05, 0.93)), "Calf": ("L Thigh", (0.09, -0.05, 0.51)),
        "Foot": ("L Calf", (0.08, -0.03, 0.1)), "Toe0": ("L Foot", (0.08, -0.16, 0.03))}  # fmt: skip
FINGERS = {0: (0.68, -0.04, 1.39), 1: (0.74, -0.05, 1.42), 2: (0.74, -0.03, 1.42), 3: (0.74, -0.01, 1.42), 4: (0.74, 0.02, 1.42)}


def avatar():
    bones = dict(TRUNK)
    for mark, sign in (("L", 1), ("R", -1)):
        flip = np.array((sign, 1, 1))
        for name, (parent, at) in LIMB.items():
            bones[f"{mark} {name}"] = (parent.replace("L ", mark + " "), at * flip)
        for finger, at in FINGERS.items():
            before = f"{mark} Hand"
            for joint, name in enumerate(("", "1", "2")):
                bones[f"{mark} Finger{finger}{name}"] = (before, (np.array(at) + joint * np.array((0.03, 0, -0.004))) * flip)
                before = f"{mark} Finger{finger}{name}"
    names = list(bones)
    heads = np.array([bones[b][1] for b in names], float)
    rows, columns = 9, 16
    height, angle = np.meshgrid(np.linspace(0.95, 1.45, rows), np.linspace(0, 2 * np.pi, columns, endpoint=False), indexing="ij")
    points = np.stack([0.2 * np.cos(angle), 0.12 * np.sin(angle), height], -1).reshape(-1, 3)
    vertex = []
    for i in range(rows - 1):
        for j in range(columns):
            a, b = i * columns + j, i * columns + (j + 1) % columns
            vertex += [(a, b, a + columns), (b, b + columns, a + columns)]
    vertex = np.array(vertex)
    weights = np.zeros((len(points), len(names)))
    trunk = [names.index(b) for b in ("Spine", "Spine1", "Spine2")]
    weights[np.arange(len(points)), np.array(trunk)[np.digitize(points[:, 2], (1.1, 1.25))]] = 1
    cloth = {"body": np.full((4, 4), 255, "u1")}
    return Avatar("tube", names, [names.index(p) if p else -1 for p, _ in bones.values()], heads, points, vertex,
                  np.full((len(vertex), 3, 2), 0.5, "f4"), np.zeros(len(vertex), int), ["body"], weights, {}, cloth,
                  {"nose": np.array((0, -0.11, 1.6))})  # fmt: skip


def rig(**shoulders):
    return Rig(avatar(), PLAIN, Shoulders(**{"up": 31, "tilt": 13, "protraction": -1, "clavicle_back": 9, **shoulders}))


def parameters(**some):
    return {**PARAMETERS, **some}


@pytest.mark.parametrize("seed", range(20))
def test_the_arm_is_where_it_was_asked_to_be(seed):
    r = np.random.default_rng(seed)
    asked = {"leftElevation": r.uniform(20, 150), "rightElevation": r.uniform(20, 150), "leftBack": r.uniform(-40, 35),
             "rightBack": r.uniform(-40, 35), "extension": r.uniform(-5, 18), "lean": r.uniform(-14, 10)}  # fmt: skip
    other = {k: r.uniform(0, 12) for k in ("slouch", "hollow", "shrug", "retraction", "headForward", "yaw")}
    found = measure_of(rig()).angles(parameters(**asked, **other))
    for name, value in asked.items():
        assert found[name] == pytest.approx(value, abs=0.05), name


def _scapula(body, elevation):
    turned, _ = pose(body, parameters(leftElevation=elevation, rightElevation=elevation))
    return turned["Spine2"].T @ turned["L Scapula"]


@pytest.mark.parametrize("up", (20.0, 31.0, 42.0))
def test_the_scapula_rotates_upwards_in_a_plain_raise_as_the_person_does(up):
    body = rig(up=up, tilt=0.0, protraction=0.0)
    turns = [np.degrees(np.arctan2(m[2, 0], m[0, 0])) for m in (_scapula(body, e) for e in (30, 120))]
    assert turns[1] - turns[0] == pytest.approx(up, abs=1.5)


def test_people_differ_in_their_shoulders_as_the_living_do():
    people = [shoulders_of(np.random.default_rng(k)) for k in range(2000)]
    for name, middle in (("up", SCAPULA_UP), ("tilt", SCAPULA_TILT), ("protraction", SCAPULA_PROTRACTION)):
        values = np.array([getattr(p, name) for p in people])
        assert values.mean() == pytest.approx(middle, abs=1)
        assert 7.5 < values.std() < 9.5


@pytest.mark.parametrize(("what", "amount", "index"), (("retraction", 15.0, 0), ("squeeze", 0.01, 1), ("extension", 12.0, 3),
                                                       ("slouch", 20.0, 4), ("headForward", 12.0, 5), ("shrug", 12.0, 6)))  # fmt: skip
def test_each_factor_moves_its_own_quantity_and_is_nothing_without_it(what, amount, index):
    own = [k for k in ("retraction", "squeeze") if k != what] if index < 2 else []
    without = parameters(leftElevation=100.0, rightElevation=100.0, slouch=3.0 if what != "slouch" else 0.0)
    assert measure_of(rig()).centimetres({**without, **dict.fromkeys(own, 0.0), what: 0.0})[index] == pytest.approx(0, abs=1e-6)
    assert measure_of(rig()).centimetres({**without, what: amount})[index] > 0.8


@pytest.mark.parametrize(("asked", "index", "low", "high"), (
    ({"slouch": 20.0}, [4], 7.0, 10.0), ({"headForward": 12.0}, [5], 4.0, 6.0), ({"shrug": 12.0}, [6], 4.0, 6.0),
    ({"retraction": 20.0, "squeeze": 0.01}, [0, 1], 6.0, 9.0)))  # fmt: skip
def test_what_is_asked_is_as_much_as_in_the_other_domains(asked, index, low, high):
    found = measure_of(rig()).centimetres(parameters(leftElevation=100.0, rightElevation=100.0, **asked))
    assert low < found[index].sum() < high


def test_a_plain_raise_is_no_squeeze_whatever_the_shoulders_do():
    body = rig(clavicle_back=18)
    found = measure_of(body).centimetres(parameters(leftElevation=130.0, rightElevation=130.0))
    assert found[:2] == pytest.approx((0, 0), abs=1e-6)


def test_every_point_is_moved_by_bones_whose_shares_make_one():
    body = rig()
    assert body.weights.sum(1) == pytest.approx(1)
    assert (body.weights > -1e-9).all()


def test_cloth_that_neither_hangs_nor_slides_nor_folds_is_the_skin():
    body, source = rig(), avatar()
    tight = Cut(loose=0, slip=0, lift=0, folds=0, length=0.05, creases=0, soften=0)
    dressed = Dressed(source, body, tight, np.random.default_rng(1))
    p = parameters(leftElevation=110.0, rightElevation=110.0, retraction=15.0)
    turned, places = pose(body, p)
    assert dressed.deform(turned, places, p) == pytest.approx(body.skin(turned, places, dressed.points, dressed.weights))


def test_cloth_slides_over_shoulders_that_are_drawn_back():
    body, source = rig(), avatar()
    p = parameters(leftElevation=100.0, rightElevation=100.0, retraction=20.0)
    turned, places = pose(body, p)
    dressed = [Dressed(source, body, Cut(0, slip, 0, 0, 0.05, 0, 0), np.random.default_rng(1)) for slip in (0.0, 0.6)]
    tight, loose = (d.deform(turned, places, p) for d in dressed)
    assert np.linalg.norm(tight - loose, axis=1).max() > 0.002


def test_the_face_goes_with_the_head_in_a_persons_proportions():
    large = Rig(avatar(), {**PLAIN, "head": 1.1}, Shoulders(31, 13, -1, 9))
    assert large.face["nose"] - large.head("Head") == pytest.approx(1.1 * (np.array((0, -0.11, 1.6)) - large.head("Head")))


def test_what_is_no_glb_is_told(tmp_path):
    file = tmp_path / "a.glb"
    file.write_bytes(b"{not binary, but long enough to be something}")
    with pytest.raises(glb.NotGlb):
        glb.read(file)


def _glb(tmp_path, joints, meshes):
    """A file with one triangle on two bones, the second turned and half as large."""
    half = np.sqrt(0.5)
    parts = [np.array([(0, 0, 0), (1, 0, 0), (0, 1, 0)], "<f4"), np.array([(0, 0), (1, 0), (0, 1)], "<f4"),
             np.array([(0, 0, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0)], "u1"), np.array([(1, 0, 0, 0), (1, 0, 0, 0), (0.5, 0.5, 0, 0)], "<f4"),
             np.array([0, 1, 2, 0], "<u2"), np.tile(np.eye(4, dtype="<f4").ravel(), (2, 1)),
             np.frombuffer(cv2.imencode(".png", np.full((4, 4, 3), (10, 20, 30), "u1"))[1], "u1")]  # fmt: skip
    kinds = [("VEC3", 5126, 3), ("VEC2", 5126, 3), ("VEC4", 5121, 3), ("VEC4", 5126, 3), ("SCALAR", 5123, 3), ("MAT4", 5126, 2)]
    raw, views = b"", []
    for part in parts:
        raw += b"\0" * (-len(raw) % 4)
        views.append({"byteOffset": len(raw), "byteLength": part.nbytes})
        raw += part.tobytes()
    what = {
        "nodes": [{"name": "Hips", "children": [1], "translation": [0, 1, 0]},
                  {"name": "Spine", "translation": [0, 1, 0], "rotation": [0, 0, half, half], "scale": [0.5, 0.5, 0.5]},
                  {"mesh": 0, "skin": 0}],
        "skins": [{"joints": joints, "inverseBindMatrices": 5}], "textures": [{"source": 0}], "images": [{"bufferView": 6}],
        "materials": [{"pbrMetallicRoughness": {"baseColorTexture": {"index": 0}}}],
        "meshes": [{"name": "skin", "primitives": meshes}],
        "bufferViews": views,
        "accessors": [{"type": t, "componentType": c, "count": n, "bufferView": k} for k, (t, c, n) in enumerate(kinds)],
    }  # fmt: skip
    text = json.dumps(what).encode()
    text += b" " * (-len(text) % 4)
    file = tmp_path / "a.glb"
    file.write_bytes(b"glTF" + struct.pack("<II", 2, 28 + len(text) + len(raw)) + struct.pack("<I4s", len(text), b"JSON") + text
                     + struct.pack("<I4s", len(raw), b"BIN\0") + raw)  # fmt: skip
    return file


TRIANGLE = {"attributes": {"POSITION": 0, "TEXCOORD_0": 1, "JOINTS_0": 2, "WEIGHTS_0": 3}, "indices": 4, "material": 0}


def test_a_glb_has_its_mesh_where_its_bones_have_it_at_rest(tmp_path):
    found = glb.read(_glb(tmp_path, [0, 1], [TRIANGLE]))
    assert (found.bones, found.parents) == (["Hips", "Spine"], [-1, 0])
    assert found.heads == pytest.approx(np.array([(0, 1, 0), (0, 2, 0)]))
    # The second point goes with the second bone alone, the third with half of each.
    assert found.meshes["skin"].points == pytest.approx(np.array([(0, 1, 0), (0, 2.5, 0), (-0.25, 2, 0)]))
    assert found.images[0][0, 0].tolist() == [30, 20, 10]


def test_a_mesh_of_several_parts_is_refused(tmp_path):
    with pytest.raises(glb.NotGlb, match="several parts"):
        glb.read(_glb(tmp_path, [0, 1], [TRIANGLE, TRIANGLE]))


def test_packed_values_come_out_as_they_went_in():
    encoder = pytest.importorskip("meshoptimizer.encoder", reason="needs meshoptimizer")
    vertex = np.array([0, 1, 2, 2, 1, 3], "u4")
    places = np.arange(16, dtype="<i2").reshape(4, 4)
    for mode, stride, count, packed, plain in (
        ("TRIANGLES", 2, 6, encoder.encode_index_buffer(vertex, 6, 4), vertex.astype("<u2")),
        ("ATTRIBUTES", 8, 4, encoder.encode_vertex_buffer(places.view("f4"), 4, 8), places),
    ):
        found = glb._unpacked({"mode": mode, "byteStride": stride, "count": count}, bytes(packed))
        assert found == plain.tobytes()
