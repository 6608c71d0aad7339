"""What the pose model sees of the rendered sessions: DIR/NNNN-S.npz gains DIR/NNNN-S.seen.npz.

    python see_crowd.py --from DIR [--watch SECONDS] [--still TIMES] [--form int8]

points: 25 landmarks x (x, y, z pixels, visibility); world: x, y, z in metres; NaN where nobody was seen. The pictures are
taken one after the other, as of a film, 15 ms each. Sessions that are there already are left alone.
"""

import argparse
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent

import cv2
import numpy as np
import torch

from formcheck_scripts.models.parity import torch_model
from formcheck_scripts.models.pose_pipeline import PosePipeline

MODELS = HERE.parent.parent / "models"
LANDMARKS = 25


def see(truth, pipeline, times):
    pipeline._forget()  # another session is another person
    points, world = [], []
    for file in sorted(truth.with_suffix("").glob("*.jpg")):
        picture = cv2.cvtColor(cv2.imread(str(file)), cv2.COLOR_BGR2RGB)
        for _ in range(times):
            pose = pipeline.process(picture)
        if pose is None:
            points.append(np.full((LANDMARKS, 4), np.nan))
            world.append(np.full((LANDMARKS, 3), np.nan))
        else:
            points.append(np.column_stack([pose.points, pose.depth, pose.visibility])[:LANDMARKS])
            world.append(pose.world[:LANDMARKS])
    np.savez_compressed(truth.with_suffix(".seen.npz"), points=np.array(points, "f4"), world=np.array(world, "f4"))


def main():
    parser = argparse.ArgumentParser(description="What the pose model sees of the rendered sessions.")
    parser.add_argument("--from", dest="folder", type=Path, required=True)
    parser.add_argument("--watch", type=int, default=0, metavar="SECONDS", help="go on while new sessions appear")
    parser.add_argument("--model", default="blazepose-full")
    parser.add_argument("--form", default="fast", help="of the model's weights: fast, int8 or portable")
    parser.add_argument("--still", type=int, default=1, metavar="TIMES", help="look at each picture so often, as of one who sits still")
    given = parser.parse_args()
    torch.set_num_threads(1)
    pipeline = PosePipeline(
        torch_model(MODELS / given.model / f"{given.form}.pt"), torch_model(MODELS / "blazepose-detector" / "fast.pt"), tracking=True
    )
    idle = 0
    while True:
        waiting = [p for p in sorted(given.folder.glob("????-?.npz")) if not p.with_suffix(".seen.npz").exists()]
        for truth in waiting:
            see(truth, pipeline, given.still)
        idle = 0 if waiting else idle + 5
        if idle >= given.watch:
            return
        time.sleep(5)


if __name__ == "__main__":
    main()
