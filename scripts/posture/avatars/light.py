"""Draws a dressed person by casting rays: soft shadows, ambient light with the body in its own way, skin and cloth apart."""

from dataclasses import dataclass

import cv2
import numpy as np
from embreex.mesh_construction import TriangleMesh
from embreex.rtcore_scene import EmbreeScene

from formcheck_scripts.posture.avatars.avatar import sampled
from formcheck_scripts.samples.body import vertex_normals
from formcheck_scripts.samples.camera import to_pixels
from formcheck_scripts.samples.rotations import unit

AROUND, TOWARDS_LIGHT = 8, 4  # rays of a place for ambient light and for the lamp's soft shadow
REACH = 0.45  # m: nearer than this, other parts darken ambient light
FINE = ((-0.25, -0.12), (0.12, -0.25), (0.25, 0.12), (-0.12, 0.25))  # places within a pixel on edges


@dataclass
class Light:
    """towards: the lamp; lamp, sky, floor: linear colours; soft: the lamp's breadth, as a tangent."""

    towards: np.ndarray
    lamp: np.ndarray
    sky: np.ndarray
    floor: np.ndarray
    soft: float


def light_of(r, side):
    warm = r.normal(0, 0.08)
    bright = r.uniform(0.35, 1.5)
    sky = r.uniform(0.35, 0.95)
    return Light(
        unit(np.array((side * r.uniform(0.2, 1.3), -r.uniform(0.25, 1.2), r.uniform(0.15, 1.3)))),
        np.array((1 + warm, 1, 1 - warm)) * bright, np.array((0.95 - warm, 1, 1.05 + warm)) * sky,
        np.array((1.05, 0.95, 0.82)) * sky * r.uniform(0.25, 0.7), float(r.uniform(0.06, 0.45)),
    )  # fmt: skip


def _hemisphere(count):
    k = np.arange(count) + 0.5
    radius, angle = np.sqrt(k / count), 2.39996 * k
    return np.stack([radius * np.cos(angle), radius * np.sin(angle), np.sqrt(1 - k / count)], 1)


def _dot(a, b):
    return np.einsum("ij,ij->i", a, b)


def _squared(a):
    return np.einsum("ijk,ijk->ij", a, a)


def _normalised(a):
    return a / np.maximum(np.sqrt(_dot(a, a)), 1e-12)[:, None]


def _between(corners, hit):
    """What three corners (n, 3, ...) have where they were hit."""
    u, v = hit["u"][:, None], hit["v"][:, None]
    return (1 - u - v) * corners[:, 0] + u * corners[:, 1] + v * corners[:, 2]


class Painter:
    """One session's camera, light and look. colours: for each material an RGBA atlas, sRGB; its alpha is how much is
    skin. thin: for each material whether it is sheets of hair, seen from both sides. print_: what is printed on the
    cloth, by places at rest. seat: triangles and colour of the chair."""

    def __init__(self, camera, light, mesh, colours, thin, print_=None, seat=None):
        self.camera, self.light = camera, light
        self.texture, self.material, self.rest, self.thin, self.print = mesh.texture, mesh.material, mesh.points.astype("f4"), thin, print_
        self.colours = [np.concatenate([(c[..., :3] / 255.0) ** 2.2, c[..., 3:] / 255.0], -1).astype("f4") for c in colours]
        self.seat = seat
        forward = unit(camera.target - camera.position)
        right = unit(np.cross(forward, (0, 0, 1)))
        self.axes = right, np.cross(right, forward), forward

    def _rays(self, x, y):
        w, h = self.camera.width, self.camera.height
        t = np.tan(np.radians(self.camera.field) / 2)
        right, up, forward = self.axes
        d = ((2 * x / w - 1) * t * w / h)[:, None] * right + ((1 - 2 * y / h) * t)[:, None] * up + forward
        return _normalised(d).astype("f4")

    def _first(self, d):
        """The first thing that each ray meets."""
        start = np.tile(self.camera.position.astype("f4"), (len(d), 1))
        hit = self.scene.run(start, d, output=1)
        return {"triangle": hit["primID"], "u": hit["u"], "v": hit["v"], "far": np.where(hit["primID"] >= 0, hit["tfar"], np.inf)}

    def _texel(self, triangle, u, v):
        out = np.zeros((len(triangle), 4), "f4")
        person = triangle < len(self.texture)
        uv = _between(self.texture[np.where(person, triangle, 0)], {"u": u, "v": v})
        for number, atlas in enumerate(self.colours):
            mine = person & (self.material[np.where(person, triangle, 0)] == number)
            if mine.any():
                at = (uv[mine] * (1, -1) + (0, 1)) * atlas.shape[0] - 0.5
                out[mine] = sampled(atlas, at)
        out[~person] = (*self.seat_colour, 1) if self.seat is not None else 0
        return out

    def draw(self, points, vertex):
        """Linear RGB as floats, and how much of each pixel is covered."""
        if self.seat is not None:
            seat, self.seat_colour = self.seat
            extra = np.arange(len(seat), dtype="i4").reshape(-1, 3) + len(points)
            points, vertex = np.vstack([points, seat]), np.vstack([vertex, extra])
        self.points, self.vertex = points.astype("f4"), vertex
        self.normals = vertex_normals(points, vertex).astype("f4")
        a, b, c = (self.points[vertex[:, i]] for i in range(3))
        self.flat = np.cross(b - a, c - a)
        self.flat = _normalised(self.flat)
        self.is_thin = np.concatenate([np.array(self.thin)[self.material], np.zeros(len(vertex) - len(self.material), bool)])
        self.scene = EmbreeScene()
        TriangleMesh(self.scene, self.points, vertex.astype("i4"))
        w, h = self.camera.width, self.camera.height
        y, x = np.divmod(np.arange(w * h), w)
        x, y = x + 0.5, y + 0.5
        near = self._bounds(points, w, h)
        d = self._rays(x[near], y[near])
        some = self._first(d)
        first = {"triangle": np.full(w * h, -1), "far": np.full(w * h, np.inf, "f4")}
        first["triangle"][near], first["far"][near] = some["triangle"], some["far"]
        on = some["triangle"] >= 0
        met, d = near[on], d[on]
        picked = {k: v[on] for k, v in some.items()}
        places, normals = self._surface(picked, d)
        ambient, lamp = self._shadows(places, normals, met, w, h)
        colour = np.zeros((h * w, 3), "f4")
        colour[met] = self._shade(picked, normals, d, ambient[met], lamp[met])
        cover = np.zeros(h * w, "f4")
        cover[met] = 1
        edges = self._edges(first, met, normals, w, h)
        total, share = np.zeros((len(edges), 3), "f4"), np.zeros(len(edges), "f4")
        for dx, dy in FINE:
            fine = self._rays(x[edges] + dx, y[edges] + dy)
            second = self._first(fine)
            on = np.flatnonzero(second["triangle"] >= 0)
            some = {k: v[on] for k, v in second.items()}
            _, n = self._surface(some, fine[on])
            total[on] += self._shade(some, n, fine[on], ambient[edges[on]], lamp[edges[on]])
            share[on] += 1
        colour[edges] = total / np.maximum(share, 1)[:, None]
        cover[edges] = share / len(FINE)
        return colour.reshape(h, w, 3), cover.reshape(h, w)

    def _bounds(self, points, w, h):
        """Pixels of the box around what can be seen."""
        q = np.column_stack([points, np.ones(len(points))]) @ self.camera.matrix.T
        q = q[q[:, 3] > 0.2]
        x, y = to_pixels(q, w, h).T
        columns = np.arange(int(np.clip(x.min() - 2, 0, w - 1)), int(np.clip(x.max() + 3, 1, w)))
        rows = np.arange(int(np.clip(y.min() - 2, 0, h - 1)), int(np.clip(y.max() + 3, 1, h)))
        return (rows[:, None] * w + columns).ravel()

    def _surface(self, hit, d):
        t = hit["triangle"]
        n = _normalised(_between(self.normals[self.vertex[t]], hit))
        off = t >= len(self.material)
        n[off] = self.flat[t[off]]
        away = _dot(n, d) > 0
        n[away & (self.is_thin[t] | off)] *= -1
        return _between(self.points[self.vertex[t]], hit), n

    def _shadows(self, places, normals, met, w, h):
        """Ambient light and the lamp's, 0 to 1, for each pixel: from every second one, smoothed."""
        rows, columns = met // w, met % w
        pick = np.flatnonzero((rows % 2 == 0) & (columns % 2 == 0))
        p, n = places[pick] + 0.004 * normals[pick], normals[pick]
        side = np.cross(n, np.where(np.abs(n[:, :1]) > 0.7, (0.0, 1.0, 0.0), (1.0, 0.0, 0.0)))
        side = _normalised(side)
        other = np.cross(n, side)
        turn = 2.4 * ((rows[pick] // 2) % 4 * 4 + (columns[pick] // 2) % 4)  # a pattern of 4 x 4, which the blur takes away
        cos, sin = np.cos(turn)[:, None], np.sin(turn)[:, None]
        side, other = cos * side + sin * other, -sin * side + cos * other
        open_, lit = np.zeros(len(pick), "f4"), np.zeros(len(pick), "f4")
        for k in _hemisphere(AROUND):
            d = (k[0] * side + k[1] * other + k[2] * n).astype("f4")
            hit = self.scene.run(p.astype("f4"), d, dists=np.full(len(p), REACH, "f4"), query="DISTANCE")
            open_ += np.clip(hit / REACH, 0, 1) ** 0.7
        towards = self.light.towards
        across = unit(np.cross(towards, (0.2, 0.1, 1.0)))
        upward = np.cross(across, towards)
        for k in _hemisphere(TOWARDS_LIGHT):
            a, b = k[0] * cos - k[1] * sin, k[0] * sin + k[1] * cos
            d = towards + self.light.soft * (a * across + b * upward)
            d = _normalised(d).astype("f4")
            lit += self.scene.run(p.astype("f4"), d, query="OCCLUDED") != 0
        values = np.zeros((h // 2 * (w // 2), 3), "f4")
        cell = rows[pick] // 2 * (w // 2) + columns[pick] // 2
        values[cell] = np.column_stack([open_ / AROUND, lit / TOWARDS_LIGHT, np.ones(len(pick))])
        values = cv2.blur(values.reshape(h // 2, w // 2, 3), (5, 5))
        values = cv2.resize(values, (w, h), interpolation=cv2.INTER_LINEAR)
        values[..., :2] /= np.maximum(values[..., 2:], 1e-3)
        return values[..., 0].ravel(), values[..., 1].ravel()

    def _edges(self, first, met, normals, w, h):
        far = np.where(np.isfinite(first["far"]), first["far"], 9).reshape(h, w)
        n = np.zeros((h * w, 3), "f4")
        n[met] = normals
        n = n.reshape(h, w, 3)
        kind = np.full(h * w, -1)
        t = first["triangle"][met]
        kind[met] = np.where(t < len(self.material), self.material[np.minimum(t, len(self.material) - 1)], 9)
        kind = kind.reshape(h, w)
        rough = np.zeros((h, w), bool)
        for axis in (0, 1):
            step = (np.abs(np.diff(far, axis=axis)) > 0.015) | (_squared(np.diff(n, axis=axis)) > 0.5) | (np.diff(kind, axis=axis) != 0)
            if axis == 0:
                rough[1:] |= step
                rough[:-1] |= step
            else:
                rough[:, 1:] |= step
                rough[:, :-1] |= step
        return np.flatnonzero(rough)

    def _shade(self, hit, normals, d, ambient, lamp):
        t = hit["triangle"]
        texel = self._texel(t, hit["u"], hit["v"])
        own = (t < len(self.material)) & ~self.is_thin[t]
        skin, texel = texel[:, 3] * own, texel[:, :3]
        if self.print is not None:
            cloth = np.flatnonzero(own & (skin < 0.5))
            places = _between(self.rest[self.vertex[t[cloth]]], {k: hit[k][cloth] for k in "uv"})
            texel[cloth] = self.print(places, texel[cloth], 1 - skin[cloth])
        light = self.light
        towards = normals @ light.towards
        wrap = 0.25 * skin
        diffuse = np.clip((towards + wrap) / (1 + wrap), 0, 1) * (0.15 * skin + (1 - 0.15 * skin) * lamp)
        edge = np.clip(1 - np.abs(towards) / 0.35, 0, 1) * skin * lamp  # light under the skin, reddish
        up = (0.5 + 0.5 * normals[:, 2])[:, None]
        around = (light.sky * up + light.floor * (1 - up)) * (0.15 + 0.85 * ambient[:, None])
        bleed = texel * (1 - ambient[:, None]) * 0.25 * light.sky  # what its own neighbours send back
        out = texel * (diffuse[:, None] * light.lamp + around + bleed)
        out += texel * edge[:, None] * np.array((0.12, 0.02, 0.0)) * light.lamp
        half = light.towards - d
        shine = np.clip(_dot(normals, _normalised(half)), 0, 1)
        facing = np.clip(-_dot(normals, d), 0, 1)
        fresnel = (1 - facing) ** 4
        gloss = (skin * 0.10 * shine**22 + (1 - skin) * 0.015 * shine**8) * lamp * (towards > 0)
        out += gloss[:, None] * light.lamp + (0.04 * fresnel * ambient)[:, None] * light.sky
        out += ((1 - skin) * 0.12 * fresnel * ambient)[:, None] * texel * light.sky  # cloth's down
        return out.astype("f4")


def developed(colour, cover, background, exposure):
    """Over the background, then to sRGB bytes, as a camera's image profile does it."""
    linear = (background * (1 - cover[..., None]) + colour * cover[..., None]) * exposure
    film = linear * (1 + linear / 1.6) / (1 + linear)  # highlights roll off
    return (255 * np.clip(film, 0, 1) ** (1 / 2.2)).astype("u1")
