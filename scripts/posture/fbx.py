"""Reads what we need of a binary FBX file: skinned meshes with their texture coordinates, and the bones that move them."""

import struct
import zlib
from dataclasses import dataclass, field

import numpy as np

HEADER = b"Kaydara FBX Binary  \x00\x1a\x00"
WIDE = 7500  # from this version on lengths have 64 bits
KINDS = {b"f": "<f4", b"d": "<f8", b"l": "<i8", b"i": "<i4", b"b": "u1"}
SINGLE = {b"Y": "<h", b"C": "<?", b"I": "<i", b"F": "<f", b"D": "<d", b"L": "<q"}


class NotFbx(Exception):
    """The file is no binary FBX."""


@dataclass
class Node:
    name: str
    values: list
    children: list = field(default_factory=list)

    def all(self, name):
        return [c for c in self.children if c.name == name]

    def one(self, name):
        found = self.all(name)
        return found[0] if found else None

    def value(self, name):
        found = self.one(name)
        return None if found is None else found.values[0]


@dataclass
class Mesh:
    """corners: three rows a triangle; vertex: which point of `points` each corner is. weights: (points, bones)."""

    name: str
    points: np.ndarray
    vertex: np.ndarray
    texture: np.ndarray
    material: np.ndarray
    weights: np.ndarray


@dataclass
class Figure:
    """Lengths as the file has them, Y up. binds: of each bone, its place in the bind pose, 4 x 4; parents: index or -1;
    materials: of each mesh, the name by the number."""

    bones: list
    parents: list
    binds: np.ndarray
    meshes: dict
    materials: dict


def _value(data, at):
    kind = data[at : at + 1]
    at += 1
    if kind in SINGLE:
        size = struct.calcsize(SINGLE[kind])
        return struct.unpack_from(SINGLE[kind], data, at)[0], at + size
    if kind in KINDS:
        count, packed, size = struct.unpack_from("<III", data, at)
        at += 12
        plain = np.dtype(KINDS[kind]).itemsize * count
        raw = data[at : at + (size if packed else plain)]
        raw = zlib.decompress(raw) if packed else raw
        return np.frombuffer(raw, KINDS[kind]), at + (size if packed else plain)
    if kind in (b"S", b"R"):
        (size,) = struct.unpack_from("<I", data, at)
        raw = data[at + 4 : at + 4 + size]
        return (raw.decode("utf-8", "replace") if kind == b"S" else raw), at + 4 + size
    raise NotFbx(f"There is a value of unknown kind {kind!r}.")


def _node(data, at, wide):
    form, size = ("<QQQB", 25) if wide else ("<IIIB", 13)
    end, count, _, length = struct.unpack_from(form, data, at)
    if end == 0:
        return None, at + size
    at += size
    node = Node(data[at : at + length].decode("latin1"), [])
    at += length
    for _ in range(count):
        value, at = _value(data, at)
        node.values.append(value)
    while at < end:
        child, at = _node(data, at, wide)
        if child is None:
            break
        node.children.append(child)
    return node, end


def tree(data):
    if not data.startswith(HEADER):
        raise NotFbx("This is no binary FBX file.")
    (version,) = struct.unpack_from("<I", data, len(HEADER))
    at, root = len(HEADER) + 4, Node("", [])
    while True:
        node, at = _node(data, at, version >= WIDE)
        if node is None:
            return root
        root.children.append(node)


def _plain(name):
    return name.split("\x00")[0]


def _triangles(polygons):
    """Corner numbers of a fan of triangles for each polygon, and each triangle's polygon."""
    corners, owners, start, polygon = [], [], 0, 0
    for k, v in enumerate(polygons):
        if v < 0:
            for j in range(start + 1, k):
                corners.append((start, j, j + 1))
                owners.append(polygon)
            start, polygon = k + 1, polygon + 1
    return np.array(corners), np.array(owners)


def _mesh(name, geometry, skin_bones, index):
    points = geometry.value("Vertices").reshape(-1, 3).astype(float)
    polygons = geometry.value("PolygonVertexIndex")
    corners, owners = _triangles(polygons)
    flat = np.where(polygons < 0, -polygons - 1, polygons)
    layer = geometry.one("LayerElementUV")
    texture, which = layer.value("UV").reshape(-1, 2), layer.value("UVIndex")
    material = geometry.one("LayerElementMaterial")
    numbers = material.value("Materials")
    owner = numbers[owners] if material.value("MappingInformationType") == "ByPolygon" else np.full(len(owners), numbers[0])
    weights = np.zeros((len(points), len(index)), "f4")
    for bone, indices, shares in skin_bones:
        weights[indices, index[bone]] += shares
    weights /= np.maximum(weights.sum(1, keepdims=True), 1e-6)
    return Mesh(name, points, flat[corners], texture[which[corners]].astype("f4"), owner, weights)


def read(path):
    root = tree(path.read_bytes())
    objects = root.one("Objects")
    links = [c.values for c in root.one("Connections").all("C")]
    parents, children = {}, {}
    for link in links:
        parents.setdefault(link[1], []).append(link[2])
        children.setdefault(link[2], []).append(link[1])
    models = {m.values[0]: m for m in objects.all("Model")}
    deformers = {d.values[0]: d for d in objects.all("Deformer")}
    materials = {m.values[0]: _plain(m.values[1]) for m in objects.all("Material")}
    binds, bone_of = {}, {}
    for identity, cluster in deformers.items():
        if cluster.values[2] == "Cluster":
            bone = next(c for c in children[identity] if c in models)
            bone_of[identity] = bone
            binds[bone] = cluster.value("TransformLink").reshape(4, 4).T
    order = []

    def visit(identity):
        if identity in binds:
            order.append(identity)
        for c in children.get(identity, []):
            if c in models:
                visit(c)

    for identity in models:
        if not any(p in models for p in parents.get(identity, [])):
            visit(identity)
    index = {b: k for k, b in enumerate(order)}

    def ancestor(identity):
        for p in parents.get(identity, []):
            if p in models:
                return index[p] if p in index else ancestor(p)
        return -1

    meshes, named = {}, {}
    for geometry in objects.all("Geometry"):
        if geometry.value("Vertices") is None:
            continue
        owner = next(p for p in parents[geometry.values[0]] if p in models)
        name = _plain(models[owner].values[1])
        skins = [d for d in children.get(geometry.values[0], []) if d in deformers and deformers[d].values[2] == "Skin"]
        clusters = [c for s in skins for c in children.get(s, []) if c in deformers]
        parts = [
            (bone_of[c], deformers[c].value("Indexes"), deformers[c].value("Weights"))
            for c in clusters
            if deformers[c].value("Indexes") is not None
        ]
        meshes[name] = _mesh(name, geometry, parts, index)
        placed = next((deformers[c] for c in clusters if c in bone_of), None)
        if placed is not None:  # a cluster's Transform is the mesh's place as its bone sees it
            place = placed.value("TransformLink").reshape(4, 4).T @ placed.value("Transform").reshape(4, 4).T
            meshes[name].points = meshes[name].points @ place[:3, :3].T + place[:3, 3]
        named[name] = [materials[c] for c in children[owner] if c in materials]
    return Figure(
        [_plain(models[b].values[1]) for b in order],
        [ancestor(b) for b in order],
        np.array([binds[b] for b in order]),
        meshes,
        named,
    )
