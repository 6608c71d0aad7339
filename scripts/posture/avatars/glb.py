"""Reads what we need of a binary glTF file: skinned meshes, their bones at rest, and images. Packed by meshoptimizer or not.

Known extensions: EXT_meshopt_compression, KHR_mesh_quantization, EXT_texture_webp.
"""

import json
import struct
from dataclasses import dataclass

import cv2
import numpy as np

MAGIC, JSON, BINARY = b"glTF", 0x4E4F534A, 0x004E4942
KINDS = {5120: "i1", 5121: "u1", 5122: "<i2", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
WIDE = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}


class NotGlb(Exception):
    """The file is no binary glTF that can be read here."""


@dataclass
class Mesh:
    """points: at rest, as the skeleton has them, (n, 3); vertex: three corners a triangle; texture: (n, 2), v downwards;
    weights: (n, bones); targets: by name, how far each point moves, in the file's own unit; image: number of its colours."""

    points: np.ndarray
    vertex: np.ndarray
    texture: np.ndarray
    weights: np.ndarray
    targets: dict
    image: int


@dataclass
class Figure:
    """bones: names; parents: index or -1; heads: where each bone begins at rest; meshes: by name; images: RGB or RGBA bytes."""

    bones: list
    parents: list
    heads: np.ndarray
    meshes: dict
    images: list


def _unpacked(how, raw):
    from meshoptimizer.decoder import decode_index_buffer, decode_vertex_buffer  # needs a compiler where it is installed

    count, stride = how["count"], how["byteStride"]
    packed = np.frombuffer(raw, "u1")
    if how["mode"] == "TRIANGLES":
        return decode_index_buffer(count, 4, packed).astype(f"<u{stride}").tobytes()
    if how["mode"] != "ATTRIBUTES" or how.get("filter", "NONE") != "NONE":  # normals are filtered, and not needed
        raise NotGlb(f"Packed data of the kind {how['mode']}, {how.get('filter')} are not known.")
    return decode_vertex_buffer(count, stride, packed, dtype=np.dtype((np.void, stride))).tobytes()


class _File:
    def __init__(self, data):
        if len(data) < 20 or data[:4] != MAGIC:
            raise NotGlb("This is no binary glTF file.")
        size, kind = struct.unpack_from("<II", data, 12)
        if kind != JSON:
            raise NotGlb("The file does not begin with its description.")
        self.what = json.loads(data[20 : 20 + size])
        self.binary = data[20 + size + 8 :]
        self.kept = {}

    def view(self, number):
        if number not in self.kept:
            view = self.what["bufferViews"][number]
            how = view.get("extensions", {}).get("EXT_meshopt_compression")
            part = how or view
            raw = self.binary[part.get("byteOffset", 0) :][: part["byteLength"]]
            self.kept[number] = _unpacked(how, raw) if how else raw
        return self.kept[number], self.what["bufferViews"][number].get("byteStride")

    def values(self, number):
        how = self.what["accessors"][number]
        if "sparse" in how or "bufferView" not in how:
            raise NotGlb("Sparse values are not known.")
        raw, stride = self.view(how["bufferView"])
        kind, wide = np.dtype(KINDS[how["componentType"]]), WIDE[how["type"]]
        found = np.ndarray((how["count"], wide), kind, raw, how.get("byteOffset", 0), (stride or kind.itemsize * wide, kind.itemsize))
        if how.get("normalized"):
            return np.maximum(found / float(np.iinfo(kind).max), -1.0)
        return found.astype(float) if kind.kind == "f" else found.astype("i8")

    def places(self):
        """Each node's parent and where it is, 4 x 4."""
        nodes = self.what["nodes"]
        parents = np.full(len(nodes), -1)
        for k, node in enumerate(nodes):
            parents[node.get("children", [])] = k

        def place(k):
            own = _own(nodes[k])
            return own if parents[k] < 0 else place(parents[k]) @ own

        return parents, np.array([place(k) for k in range(len(nodes))])


def _own(node):
    if "matrix" in node:
        return np.array(node["matrix"], float).reshape(4, 4).T
    x, y, z, w = node.get("rotation", (0, 0, 0, 1))
    turn = np.array([[1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
                     [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
                     [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)]])  # fmt: skip
    found = np.eye(4)
    found[:3, :3] = turn * node.get("scale", (1, 1, 1))
    found[:3, 3] = node.get("translation", (0, 0, 0))
    return found


def read(path):
    file = _File(path.read_bytes())
    what = file.what
    parents, places = file.places()
    joints = what["skins"][0]["joints"]
    index = {node: k for k, node in enumerate(joints)}

    def above(node):
        node = parents[node]
        while node >= 0 and node not in index:
            node = parents[node]
        return index.get(node, -1)

    meshes = {}
    for node in what["nodes"]:
        if "mesh" in node and "skin" in node:
            mesh = what["meshes"][node["mesh"]]
            meshes[mesh["name"]] = _mesh(file, mesh, what["skins"][node["skin"]], places, index)
    return Figure(
        [what["nodes"][k]["name"] for k in joints],
        [above(k) for k in joints],
        places[joints, :3, 3],
        meshes,
        [_image(file, t) for t in range(len(what.get("textures", [])))],
    )


def _mesh(file, mesh, skin, places, index):
    if len(mesh["primitives"]) != 1:
        raise NotGlb(f"The mesh {mesh['name']} has several parts.")
    (part,) = mesh["primitives"]
    named = part["attributes"]
    own = file.values(named["POSITION"])
    which, shares = file.values(named["JOINTS_0"]), file.values(named["WEIGHTS_0"])
    shares = shares / np.maximum(shares.sum(1, keepdims=True), 1e-9)
    columns = np.array([index[j] for j in skin["joints"]])
    weights = np.zeros((len(own), len(index)))
    for k in range(4):
        np.add.at(weights, (np.arange(len(own)), columns[which[:, k]]), shares[:, k])
    binds = file.values(skin["inverseBindMatrices"]).reshape(-1, 4, 4).transpose(0, 2, 1)
    moves = places[skin["joints"]] @ binds
    blended = sum(shares[:, k, None, None] * moves[which[:, k]] for k in range(4))
    points = (blended[:, :3] @ np.column_stack([own, np.ones(len(own))])[:, :, None])[..., 0]
    names = mesh.get("extras", {}).get("targetNames", [])
    targets = {n: file.values(t["POSITION"]) for n, t in zip(names, part.get("targets", []))}
    look = file.what["materials"][part["material"]]["pbrMetallicRoughness"]["baseColorTexture"]["index"]
    return Mesh(points, file.values(part["indices"]).reshape(-1, 3), file.values(named["TEXCOORD_0"]), weights, targets, look)


def _image(file, number):
    texture = file.what["textures"][number]
    source = texture.get("extensions", {}).get("EXT_texture_webp", texture)["source"]
    raw, _ = file.view(file.what["images"][source]["bufferView"])
    found = cv2.imdecode(np.frombuffer(raw, "u1"), cv2.IMREAD_UNCHANGED)
    if found is None:
        raise NotGlb(f"Picture {number} cannot be read.")
    return cv2.cvtColor(found, cv2.COLOR_BGRA2RGBA if found.shape[2] == 4 else cv2.COLOR_BGR2RGB)
