"""Rotation matrices, 3 x 3, that turn column vectors; all right-handed."""

import numpy as np


def unit(v):
    return v / np.linalg.norm(v)


def rotation(axis, degrees):
    """About one of the axes 'x', 'y', 'z'."""
    a = np.radians(degrees)
    c, s = np.cos(a), np.sin(a)
    return np.array(
        {
            "x": [[1, 0, 0], [0, c, -s], [0, s, c]],
            "y": [[c, 0, s], [0, 1, 0], [-s, 0, c]],
            "z": [[c, -s, 0], [s, c, 0], [0, 0, 1]],
        }[axis],
        float,
    )


def axis_angle(axis, radians):
    """About any axis (Rodrigues' formula)."""
    x, y, z = unit(np.asarray(axis, float))
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + np.sin(radians) * k + (1 - np.cos(radians)) * k @ k


def least_rotation(start, end):
    """The shortest turn that takes one direction to another."""
    start, end = unit(start), unit(end)
    axis = np.cross(start, end)
    sine = np.linalg.norm(axis)
    return np.eye(3) if sine < 1e-9 else axis_angle(axis, np.arctan2(sine, start @ end))


def fraction(start, end, share):
    """On the shortest way from one rotation to another, so far along it."""
    step = end @ start.T
    angle = np.arccos(np.clip((np.trace(step) - 1) / 2, -1, 1))
    axis = np.array([step[2, 1] - step[1, 2], step[0, 2] - step[2, 0], step[1, 0] - step[0, 1]])
    if np.linalg.norm(axis) < 1e-9 or angle < 1e-9:
        return start
    return axis_angle(axis, share * angle) @ start


def frame(direction, normal):
    """Columns: a direction, what of `normal` is square to it, and their cross product."""
    direction = unit(direction)
    normal = unit(normal - direction * (normal @ direction))
    return np.stack([direction, normal, np.cross(direction, normal)], axis=1)
