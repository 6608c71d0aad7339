"""What the pose model sees of the rendered sessions: DIR/NNNN-S.npz gains DIR/NNNN-S.seen.npz.

    python see_crowd.py --from DIR [--watch SECONDS] [--still TIMES] [--form int8]

points: 25 landmarks x (x, y, z pixels, visibility); world: x, y, z in metres; NaN where nobody was seen. The images are taken one after
the other, as of a video. Sessions that have the file already are left alone. An image takes 15 ms.
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from formcheck_scripts.images import read_rgb
from formcheck_scripts.models.pose_pipeline import PosePipeline
from formcheck_scripts.models.runtime import torch_model
from formcheck_scripts.paths import MODELS
from formcheck_scripts.posture.sessions import SEEN, files
from formcheck_scripts.posture.watch import add_option, watch

LANDMARKS = 25


def see(truth, pipeline, times):
    pipeline.forget()  # another session is another person
    points, world = [], []
    for file in sorted(truth.with_suffix("").glob("*.jpg")):
        image = read_rgb(file)
        for _ in range(times):
            pose = pipeline.process(image)
        if pose is None:
            points.append(np.full((LANDMARKS, 4), np.nan))
            world.append(np.full((LANDMARKS, 3), np.nan))
        else:
            points.append(np.column_stack([pose.points, pose.depth, pose.visibility])[:LANDMARKS])
            world.append(pose.world[:LANDMARKS])
    np.savez_compressed(truth.with_suffix(SEEN), points=np.array(points, "f4"), world=np.array(world, "f4"))


def main():
    parser = argparse.ArgumentParser(description="What the pose model sees of the rendered sessions.")
    parser.add_argument("--from", dest="folder", type=Path, required=True)
    add_option(parser)
    parser.add_argument("--model", default="blazepose-full")
    parser.add_argument("--form", default="fast", help="of the model's weights: fast, int8 or portable")
    parser.add_argument("--still", type=int, default=1, metavar="TIMES", help="see each image so often, as of one who sits still")
    given = parser.parse_args()
    torch.set_num_threads(1)
    landmarks, detector = MODELS / given.model / f"{given.form}.pt", MODELS / "blazepose-detector" / "fast.pt"
    pipeline = PosePipeline(torch_model(landmarks), torch_model(detector), tracking=True)
    watch(lambda: files(given.folder, missing=SEEN), lambda truth: see(truth, pipeline, given.still), given.watch)


if __name__ == "__main__":
    main()
