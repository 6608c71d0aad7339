"""The files of a rendered session, DIR/NNNN-S.npz with what is true and DIR/NNNN-S/KKK.jpg the images; and the renderers' commands."""

import argparse
import time
from pathlib import Path

import numpy as np

from formcheck_scripts.images import write_jpeg
from formcheck_scripts.posture.measured import CENTIMETRES, SCALARS

QUALITY = 92
"""Of the JPEGs, where a renderer has none of its own."""


class SessionFiles:
    """Collects rows of the truth, and writes it when the session is whole: others may read while sessions appear."""

    def __init__(self, into, number, index=0):
        self.name = f"{number:04d}-{index}"
        self.target, self.folder = into / f"{self.name}.npz", into / self.name
        self.rows = {}

    def exists(self):
        return self.target.exists()

    def begin(self):
        self.folder.mkdir(parents=True, exist_ok=True)

    def image(self, number, image, quality=QUALITY):
        write_jpeg(self.folder / f"{number:03d}.jpg", image, quality)

    def add(self, **row):
        for name, values in row.items():
            self.rows.setdefault(name, []).append(values)

    def finish(self, postures, options, **more):
        """postures: columns that tell the frames apart; options: of the camera."""
        part = self.target.with_suffix(".part.npz")
        np.savez_compressed(
            part,
            **{name: np.array(column) for name, column in postures.items()},
            scalarNames=np.array(SCALARS),
            centimetreNames=np.array(CENTIMETRES),
            camera=np.array([options[k] for k in sorted(options)]),
            cameraNames=np.array(sorted(options)),
            **more,
            **{k: np.array(v, "f4") for k, v in self.rows.items()},
        )
        part.rename(self.target)


def arguments(description, sitters=True):
    """Options that all renderers have; `--sitters` only where their sessions can end with such frames."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--people", nargs=2, type=int, required=True, metavar=("FIRST", "LAST"))
    parser.add_argument("--into", type=Path, required=True)
    if sitters:
        parser.add_argument("--sitters", action="store_true", help="add frames of sitting still unasked, at the end of each session")
    return parser


def render_people(given, render, step=1):
    """Calls `render` with each number; it returns how many frames it rendered."""
    given.into.mkdir(parents=True, exist_ok=True)
    started, frames = time.monotonic(), 0
    for number in range(given.people[0], given.people[1] + 1, step):
        frames += render(number)
        print(f"person {number}: {frames} frames, {(time.monotonic() - started) / max(frames, 1):.2f} s a frame", flush=True)
