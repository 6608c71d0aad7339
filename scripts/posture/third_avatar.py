"""An avatar of the Rocketbox library: its mesh, bones and weights, and its colours, taken from the library's own picture of it.

The library keeps its textures in large files that not every copy of it has. Each avatar's preview picture shows the same body in
the same pose: it is laid back onto the mesh, mirrored where the camera did not see, and what neither saw takes the colour of
the nearest place that was seen. Metres, Z up, the body faces -Y, its left is +X.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from body import vertex_normals
from embreex.mesh_construction import TriangleMesh
from embreex.rtcore_scene import EmbreeScene
from scipy.optimize import minimize
from scipy.spatial import cKDTree

import fbx

ATLAS = 768  # pixels of a side, for each material
PREVIEW = (1280, 720)
SEEN = (29.6, 5.8, 6.07, 1995.0, 15.3, -3.7, 0.9)
"""How the previews were taken: azimuth, height (degrees), distance (m), focal length (px), middle aside and up (px), aim (m)."""
TOLERANCE = 0.012  # m: how far behind the first surface a point still counts as seen
FACING = 0.12  # least cosine between surface and sight
FILL_FROM = 8000  # known texels that unknown ones take their colour from
HAND = ("Hand", "Finger")
ARM = HAND + ("UpperArm", "Forearm")
APART = 0.6  # m
FACE = 0.042  # m to either side, in which no hair hangs
SUNK = 0.05  # m
LEAST_FIT = 0.93
EDGE = 3  # pixels of the preview's dark outline


class NoAvatar(Exception):
    """The folder of assets lacks the avatar, or it is not as expected."""


@dataclass
class Avatar:
    """points: (n, 3); vertex: corners of triangles; texture: (triangles, 3, 2), v upwards; material: of each triangle, of
    `materials`; weights: (n, bones). heads: of bones, m; colours: an RGBA picture for each material (alpha below 128: nothing);
    cloth: for each material how much of each texel is cloth, 0 to 255."""

    name: str
    bones: list
    parents: list
    heads: np.ndarray
    points: np.ndarray
    vertex: np.ndarray
    texture: np.ndarray
    material: np.ndarray
    materials: list
    weights: np.ndarray
    colours: dict
    cloth: dict


def ours(p):
    """From centimetres, Y up, facing +Z."""
    return np.stack([p[..., 0], -p[..., 2], p[..., 1]], -1) * 0.01


class Preview:
    """The camera of a preview picture."""

    def __init__(self, values):
        azimuth, height, distance, self.focal, self.aside, self.up, aim = values
        a, h = np.radians((azimuth, height))
        sight = -np.array([np.sin(a) * np.cos(h), -np.cos(a) * np.cos(h), np.sin(h)])
        self.position = np.array([0, 0, aim]) - distance * sight
        right = np.cross(sight, (0, 0, 1))
        right /= np.linalg.norm(right)
        self.turn = np.stack([right, np.cross(right, sight), sight])

    def rays(self, x, y):
        d = np.stack([(x - PREVIEW[0] / 2 - self.aside) / self.focal, (PREVIEW[1] / 2 + self.up - y) / self.focal, np.ones(len(x))], 1)
        d = d @ self.turn
        return (d / np.linalg.norm(d, axis=1, keepdims=True)).astype("f4")

    def project(self, points):
        q = (points - self.position) @ self.turn.T
        return np.stack(
            [PREVIEW[0] / 2 + self.aside + self.focal * q[:, 0] / q[:, 2], PREVIEW[1] / 2 + self.up - self.focal * q[:, 1] / q[:, 2]], 1
        )


def fitted(points, vertex, alpha, neck, coarse=3):
    """The camera whose outline of the mesh covers the preview's best, and the share that it does; the body alone, for hair is
    no solid thing. alpha: what of the preview is somebody; neck: height in m above which nothing counts."""
    scene = EmbreeScene()
    TriangleMesh(scene, points.astype("f4"), vertex.astype("i4"))
    x, y = np.meshgrid(np.arange(coarse // 2, PREVIEW[0], coarse), np.arange(coarse // 2, PREVIEW[1], coarse))
    wide = cv2.dilate(alpha.astype("u1"), np.ones((61, 61))) > 0
    near = wide[y, x]
    x, y = x[near], y[near]
    wanted = alpha[y, x]
    base = np.array(SEEN)
    there, here = np.argwhere(alpha)[:, ::-1], Preview(SEEN).project(points[np.unique(vertex)])
    base[3] *= np.ptp(there[:, 1]) / np.ptp(here[:, 1])  # begin with the same box around it
    here = Preview(base).project(points[np.unique(vertex)])
    base[4:6] += (there.min(0) + there.max(0) - here.min(0) - here.max(0)) / 2
    scale = np.array([2.0, 1.5, 0.0, 40.0, 8.0, 8.0])

    def values(k):
        v = base.copy()
        v[:6] += k * scale
        return v

    def missed(k):
        camera = Preview(values(k))
        hit = scene.run(np.tile(camera.position.astype("f4"), (len(x), 1)), camera.rays(x, y), query="INTERSECT") >= 0
        counts = y > camera.project(np.array([[0, 0, neck]]))[0, 1]
        return 1 - (hit & wanted & counts).sum() / max(((hit | wanted) & counts).sum(), 1)

    best = np.zeros(6)
    for spread in (1.0, 0.4):
        simplex = best + spread * np.vstack([np.zeros(6), np.eye(6)])
        best = minimize(missed, best, method="Nelder-Mead", options={"maxfev": 220, "initial_simplex": simplex}).x
    return Preview(values(best)), 1 - missed(best)


def _atlas(texture, points, normals):
    """For each texel: whether a triangle covers it, its place and its normal. texture, points, normals: (triangles, 3, ...)."""
    flat = np.concatenate([texture.reshape(-1, 2), np.zeros((texture.size // 2, 1))], 1).astype("f4")
    scene = EmbreeScene()
    TriangleMesh(scene, flat, np.arange(len(flat), dtype="i4").reshape(-1, 3))
    x, y = np.meshgrid((np.arange(ATLAS) + 0.5) / ATLAS, 1 - (np.arange(ATLAS) + 0.5) / ATLAS)
    start = np.stack([x, y, np.ones_like(x)], -1).reshape(-1, 3).astype("f4")
    hit = scene.run(start, np.tile(np.array((0, 0, -1), "f4"), (len(start), 1)), output=1)
    at = np.flatnonzero(hit["primID"] >= 0)
    share = np.stack([1 - hit["u"] - hit["v"], hit["u"], hit["v"]], 1)[at][:, :, None]
    triangle = hit["primID"][at]
    normal = (normals[triangle] * share).sum(1)
    return at, (points[triangle] * share).sum(1), normal / np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9), triangle


def sampled(picture, at, row=1024):
    """A picture's values at places (n, 2), between its pixels."""
    rows = -(-len(at) // row)  # remap takes no more than 32767 rows
    whole = np.zeros((rows * row, 2), "f4")
    whole[: len(at)] = at
    whole = whole.reshape(rows, row, 2)
    found = cv2.remap(picture, whole, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return found.reshape((rows * row,) + picture.shape[2:])[: len(at)]


def _seen(scene, camera, points, normals, inside):
    """How well the preview shows these points, 0 to 1, and where in it."""
    away = points - camera.position
    distance = np.linalg.norm(away, axis=1)
    away /= distance[:, None]
    hit = scene.run(np.tile(camera.position.astype("f4"), (len(points), 1)), away.astype("f4"), output=1)
    at = camera.project(points)
    facing = -(away * normals).sum(1)
    open_ = (hit["tfar"] > distance - TOLERANCE) & (facing > FACING)
    return open_ * np.clip(facing - FACING, 0, 1) * sampled(inside, at), at


def _fill(places, colours, known):
    """Colours of unknown places from the nearest known one."""
    from_ = np.flatnonzero(known)[:: max(known.sum() // FILL_FROM, 1)]
    _, near = cKDTree(places[from_]).query(places[~known])
    colours[~known] = colours[from_][near]


def _skin_of(material, places, colours, face, hand_share):
    """How much of each texel is skin: alike to the face in chroma, or a hand."""
    lab = cv2.cvtColor((colours[None] / 255).astype("f4"), cv2.COLOR_RGB2LAB)[0]
    away = np.hypot((lab[:, 1:] - face[1:])[:, 0], (lab[:, 1:] - face[1:])[:, 1])
    likeness = np.clip((15 - away) / 6, 0, 1) * np.clip((34 - np.abs(lab[:, 0] - face[0])) / 10, 0, 1)
    return np.maximum(likeness, hand_share)


def load(folder, name):
    """An avatar of the folder; what it takes a while to work out is kept beside it as NAME.npz."""
    kept = folder / f"{name}.colours.npz"
    for ending in (".fbx", ".png"):
        if not (folder / f"{name}{ending}").exists():
            raise NoAvatar(f"There is no {name}{ending} in {folder}.")
    figure = fbx.read(folder / f"{name}.fbx")
    meshes = [m for k, m in figure.meshes.items() if "hipoly" in k]
    if len(meshes) != 1:
        raise NoAvatar(f"{name}.fbx has {len(meshes)} meshes called hipoly, not 1.")
    mesh = meshes[0]
    materials = [m.split("_", 1)[1] for m in figure.materials[mesh.name]]
    bones = [b.split(" ", 1)[1] if " " in b else "Root" for b in figure.bones]
    heads = ours(figure.binds[:, :3, 3])
    points = ours(mesh.points)
    if abs(points[:, 2].min()) > SUNK:  # all stand on the floor, but one file has its mesh below it
        points[:, 2] -= points[:, 2].min()
    avatar = Avatar(name, bones, figure.parents, heads, points, mesh.vertex, mesh.texture, mesh.material,
                    materials, mesh.weights, {}, {})  # fmt: skip
    _without_lashes(avatar)
    if not kept.exists():
        fit = _colour(avatar, folder / f"{name}.png")
        np.savez_compressed(kept, fit=fit, **{f"colour_{m}": c for m, c in avatar.colours.items()},
                            **{f"cloth_{m}": c for m, c in avatar.cloth.items()})  # fmt: skip
    with np.load(kept) as found:
        avatar.colours = {k[7:]: found[k] for k in found if k.startswith("colour_")}
        avatar.cloth = {k[6:]: found[k] for k in found if k.startswith("cloth_")}
    return avatar


def _without_lashes(avatar):
    """Eyelashes, and strands before the face, are cards whose transparency is not in the preview."""
    at = lambda bone: avatar.heads[avatar.bones.index(bone)]  # noqa: E731
    eyes = np.array([at("LEye"), at("REye")])
    middle = avatar.points[avatar.vertex].mean(1)
    near = np.linalg.norm(middle[:, None] - (eyes + (0, -0.01, 0)), axis=2).min(1) < 0.028
    cards = np.array([m == "opacity" for m in avatar.materials])[avatar.material]
    keep = ~(near & cards)
    x, z = np.meshgrid(np.linspace(-FACE, FACE, 25), np.linspace(at("LMouthCorner")[2] - 0.01, at("LEye")[2] + 0.012, 30))
    start = np.stack([x.ravel(), np.full(x.size, -1.0), z.ravel()], 1).astype("f4")
    for _ in range(8):
        left = np.flatnonzero(keep)
        scene = EmbreeScene()
        TriangleMesh(scene, avatar.points.astype("f4"), avatar.vertex[left].astype("i4"))
        hit = scene.run(start, np.tile(np.array((0, 1, 0), "f4"), (len(start), 1)), query="INTERSECT")
        first = left[np.unique(hit[hit >= 0])]
        before = first[cards[first]]
        if not len(before):
            break
        keep[before] = False
    avatar.vertex, avatar.texture, avatar.material = avatar.vertex[keep], avatar.texture[keep], avatar.material[keep]


def _colour(avatar, file):
    picture = cv2.imread(str(file), cv2.IMREAD_UNCHANGED)
    if picture is None or picture.shape[:2] != PREVIEW[::-1] or picture.shape[2] != 4:
        raise NoAvatar(f"{file.name} is not {PREVIEW[0]} x {PREVIEW[1]} with transparency.")
    scale = 255 / np.iinfo(picture.dtype).max
    alpha = (picture[..., 3] * scale).astype("f4")
    colour = cv2.cvtColor((picture[..., :3] * scale).astype("f4"), cv2.COLOR_BGR2RGB)
    solid = avatar.material != (avatar.materials.index("opacity") if "opacity" in avatar.materials else -1)
    camera, fit = fitted(avatar.points, avatar.vertex[solid], alpha > 128, avatar.heads[avatar.bones.index("Neck"), 2])
    if fit < LEAST_FIT:
        raise NoAvatar(f"The mesh of {avatar.name} covers only {100 * fit:.0f} % of its preview.")
    inside = cv2.erode((alpha > 250).astype("f4"), np.ones((2 * EDGE + 1,) * 2))
    normals = vertex_normals(avatar.points, avatar.vertex)
    scene = EmbreeScene()
    TriangleMesh(scene, avatar.points.astype("f4"), avatar.vertex.astype("i4"))
    flip = np.array((-1.0, 1.0, 1.0))
    found = {}
    for number, material in enumerate(avatar.materials):
        mine = avatar.material == number
        if not mine.any():
            continue
        corners = avatar.vertex[mine]
        at, places, normal, triangle = _atlas(avatar.texture[mine], avatar.points[corners], normals[corners])
        near, here = _seen(scene, camera, places, normal, inside)
        if material == "opacity":  # both sides of a card are hair
            back, _ = _seen(scene, camera, places, -normal, inside)
            near = np.maximum(near, back)
        far, there = _seen(scene, camera, places * flip, normal * flip, inside)
        far = np.where(near > 0.25, 0, far) * 0.5
        weight = near**2 + far**2
        known = weight > 1e-5
        colours = near[:, None] ** 2 * sampled(colour, here) + far[:, None] ** 2 * sampled(colour, there)
        colours /= np.maximum(weight, 1e-9)[:, None]
        opaque = np.full(len(at), 255.0)
        if material == "opacity":
            opaque = np.maximum(sampled(alpha, here), np.where(near > 0, 0, sampled(alpha, there)))
        found[material] = [at, places, colours, known, opaque, avatar.weights[corners], triangle]
    places = np.concatenate([f[1] for f in found.values()])
    colours = np.concatenate([f[2] for f in found.values()])
    # An unseen place of an arm is no neighbour of the trunk beside it.
    arm = np.concatenate([_share(avatar, w, t, ARM) for *_, w, t in found.values()])
    _fill(np.column_stack([places, APART * arm]), colours, np.concatenate([f[3] for f in found.values()]))
    face = _face_colour(avatar, places, colours)
    start = 0
    for material, (at, place, _, _, opaque, weights, triangle) in found.items():
        mine = colours[start : start + len(at)]
        start += len(at)
        hand = _share(avatar, weights, triangle, HAND) > 0.6
        skin = _skin_of(material, place, mine, face, hand)
        cloth = np.zeros(len(at)) if material in ("head", "opacity", "glasses") else 1 - skin
        avatar.colours[material] = _picture(at, np.column_stack([mine, opaque]))
        avatar.cloth[material] = _picture(at, 255 * cloth[:, None])[..., 0]
    return fit


def _share(avatar, weights, triangle, parts):
    """How much bones of these names move each texel's triangle."""
    chosen = [k for k, b in enumerate(avatar.bones) if any(p in b for p in parts)]
    return weights[:, :, chosen].sum(2).mean(1)[triangle]


def _face_colour(avatar, places, colours):
    """Lab of the cheeks."""
    cheeks = avatar.heads[[avatar.bones.index(b) for b in ("LCheek", "RCheek")]]
    near = np.linalg.norm(places[:, None] - cheeks, axis=2).min(1) < 0.02
    if not near.any():
        raise NoAvatar(f"{avatar.name}'s mesh has no cheeks where its bones have them.")
    lab = cv2.cvtColor((colours[near][None] / 255).astype("f4"), cv2.COLOR_RGB2LAB)[0]
    return np.median(lab, 0)


def _picture(at, values):
    """Texels to a picture; a margin around them takes their colour."""
    picture = np.zeros((ATLAS * ATLAS, values.shape[1]), "f4")
    picture[at] = values
    covered = np.zeros(ATLAS * ATLAS, "f4")
    covered[at] = 1
    picture, covered = picture.reshape(ATLAS, ATLAS, -1), covered.reshape(ATLAS, ATLAS)
    for _ in range(3):
        around = cv2.blur(picture * covered[..., None], (5, 5)).reshape(picture.shape)
        share = cv2.blur(covered, (5, 5))
        fill = (covered == 0) & (share > 0)
        picture[fill] = around[fill] / share[fill][:, None]
        covered[fill] = 1
    return np.clip(picture, 0, 255).astype("u1")
