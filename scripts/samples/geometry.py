"""Simple solids as triangle soups: (positions, normals), three rows a triangle. Metres."""

import numpy as np

from formcheck_scripts.samples.rotations import unit


def box(centre, size, turn=None):
    centre, half = np.array(centre, float), np.array(size, float) / 2
    positions, normals = [], []
    for axis in range(3):
        for sign in (-1, 1):
            n = np.zeros(3)
            n[axis] = sign
            u = np.zeros(3)
            u[(axis + 1) % 3] = 1
            v = np.cross(n, u)
            corners = ((-1, -1), (1, -1), (1, 1), (-1, -1), (1, 1), (-1, 1))
            positions += [(n + a * u + b * v) * half for a, b in corners]
            normals += [n] * 6
    positions, normals = np.array(positions), np.array(normals)
    if turn is not None:
        positions, normals = positions @ turn.T, normals @ turn.T
    return positions + centre, normals


def _ring(direction, segments):
    u = unit(np.cross(direction, [0.3, 0.9, 0.2]))
    v = np.cross(direction, u)
    angles = np.linspace(0, 2 * np.pi, segments + 1)
    return [np.cos(a) * u + np.sin(a) * v for a in angles]


def cylinder(start, end, radius, end_radius=None, segments=20, caps=True):
    start, end = np.array(start, float), np.array(end, float)
    end_radius = radius if end_radius is None else end_radius
    axis = unit(end - start)
    ring = _ring(axis, segments)
    positions, normals = [], []
    for k, m in zip(ring, ring[1:]):
        a, b, c, d = start + radius * k, start + radius * m, end + end_radius * m, end + end_radius * k
        positions += [a, b, c, a, c, d]
        normals += [k, m, m, k, m, k]
        if caps:
            positions += [start, a, b, end, d, c]
            normals += [-axis] * 3 + [axis] * 3
    return np.array(positions), np.array(normals)


def tube(points, radii, segments=8):
    """A round tube along a line of points."""
    parts = [
        cylinder(a, b, r, s, segments, caps=False)
        for a, b, r, s in zip(points, points[1:], radii, radii[1:])
        if np.linalg.norm(b - a) > 1e-6
    ]
    return join(parts)


def ball(centre, radius, squash=(1, 1, 1), rows=10, segments=16):
    centre, squash = np.array(centre, float), np.array(squash, float)
    positions, normals = [], []
    at = lambda i, j: np.array(
        [
            np.sin(np.pi * i / rows) * np.cos(2 * np.pi * j / segments),
            np.sin(np.pi * i / rows) * np.sin(2 * np.pi * j / segments),
            np.cos(np.pi * i / rows),
        ]
    )
    for i in range(rows):
        for j in range(segments):
            a, b, c, d = at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)
            for p in (a, b, c, a, c, d):
                positions.append(centre + radius * squash * p)
                normals.append(unit(p / squash))
    return np.array(positions), np.array(normals)


def join(parts):
    return np.vstack([p for p, _ in parts]), np.vstack([n for _, n in parts])
