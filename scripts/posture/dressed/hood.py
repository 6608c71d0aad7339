"""A hood, and meshes that follow some bones as a whole."""

import numpy as np
from scipy import sparse

from formcheck_scripts.posture.dressed.meshes import Part, wrinkles


def hood(person, shade, up):
    """Adds a hood. Down: a roll of cloth around the nape. Up: a shell around the head, open towards the face."""
    body = person.body
    neck, head = body.heads["neck01"], body.heads["head"]
    image = np.dstack([np.full((8, 8, 3), np.clip(shade * 255, 0, 255), "u1"), np.full((8, 8), 255, "u1")])
    rows, columns = 15, 33
    across, along = np.meshgrid(np.linspace(0, 1, columns), np.linspace(0, 1, rows))
    bulk = person.r.uniform(0.9, 1.25)
    # The roll: an open tube from one collarbone behind the neck to the other, low in front.
    angle = (across - 0.5) * np.radians(275)
    thick = (0.024 + 0.032 * np.cos(angle / 2) ** 2) * bulk
    ring = np.stack([0.092 * np.sin(angle), 0.085 * np.cos(angle) + neck[1] + 0.008, neck[2] - 0.006 + 0.040 * np.cos(angle)], -1)
    out = np.stack([np.sin(angle), np.cos(angle), 0 * angle], -1)
    turn = along * 2 * np.pi
    tube_ = ring + thick[..., None] * (np.cos(turn)[..., None] * out + 0.75 * np.sin(turn)[..., None] * np.array((0, 0, 1.0)))
    sheet(person, "hood", tube_, image, {"spine01": 0.75, "neck01": 0.25}, 0.006)
    if up:
        width, deep, tall = 0.090 * bulk, 0.128 * bulk, 0.122 * bulk
        middle = np.array((0, head[1] + 0.022, person.eye[2] + 0.012))
        angle = (across - 0.5) * np.radians(292)
        s = along  # from the face's edge to the back of the head
        close = np.sqrt(np.clip(1 - np.clip((s - 0.35) / 0.65, 0, 1) ** 2, 0, 1))
        rise = np.where(np.cos(angle) > 0, tall * np.cos(angle), 1.5 * tall * np.cos(angle))
        shell = np.stack(
            [
                width * np.sin(angle) * (0.25 + 0.75 * close),
                middle[1] + (-0.62 + 1.62 * s) * deep,
                middle[2] + rise * (0.15 + 0.85 * close),
            ],
            -1,
        )
        sheet(person, "hoodup", shell, image, {"head": 0.85, "neck02": 0.15}, 0.004)


def sheet(person, name, grid, image, bones, folds):
    """Adds a mesh of a grid of points (rows, columns, 3) that follows some bones: shares by name."""
    rows, columns = grid.shape[:2]
    index = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = index[:-1, :-1].ravel(), index[:-1, 1:].ravel(), index[1:, 1:].ravel(), index[1:, :-1].ravel()
    triangles = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    vertices = grid.reshape(-1, 3)
    person.parts.append(Part(
        name, "cloth", vertices, rigid(person, len(vertices), bones), triangles, np.zeros((len(vertices), 2), "f4"), triangles, image,
        folds=np.full(len(vertices), folds), rough=0.85, waves=wrinkles(person.r, 0.06),
    ))  # fmt: skip


def rigid(person, count, bones):
    """Weights of so many vertices that all follow the same bones: shares by name."""
    table = np.zeros((count, len(person.body.names)))
    for name, share in bones.items():
        table[:, person.body.names.index(name)] = share
    return sparse.csr_matrix(table)
