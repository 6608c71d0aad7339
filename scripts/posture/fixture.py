"""Writes what the Java tests hold `formcheck.motion.posture` and the looks of `formcheck.pose` against.

    python fixture.py --from DIR/NNNN-S.npz --into src/test/resources/formcheck/motion/posture
    python fixture.py --look ../../models/posture --into src/test/resources/formcheck/pose/look

The first: cues, comparisons and a network's outputs, of one session of rendered key points, rounded as they are written,
and a network of seeded random weights: it tests the arithmetic, not what was learned. The second: a drawn picture, crops of
it, and what the encoder makes of them; to be written anew with every new encoder.
"""

import argparse
import hashlib
import json
from pathlib import Path

import cv2
import numpy as np
import torch

import cues
import looks as picture
from network import BLOCK, LOOK, RAW, Head, compare_looks

FRAMES = 6


def weights(head):
    """The head's weights in the order of the file: see PostureHead."""
    parts = [head.middle, head.spread]
    for layer in (head.cues[0], head.joint[0], head.joint[3]):
        parts += [layer.weight, layer.bias]
    return np.concatenate([p.detach().numpy().ravel() for p in parts]).astype("<f4")


def drawn():
    """RGB (300, 400, 3): a trunk with neck and arms in a striped shirt before a wall, as smooth as a camera sees things."""
    size, fine = (400, 300), 4
    wide = np.zeros((size[1] * fine, size[0] * fine, 3), "u1")
    x, y = np.meshgrid(np.arange(wide.shape[1]) / fine, np.arange(wide.shape[0]) / fine)
    wide[...] = np.stack([90 + 0.2 * x, 110 + 0.15 * y, 150 - 0.1 * x], 2)
    at = lambda *v: tuple(int(round(fine * k)) for k in v)  # noqa: E731
    cv2.ellipse(wide, at(205, 270), at(95, 130), 0, 0, 360, (60, 100, 140), -1)
    shirt = (np.abs(wide.astype(int) - (60, 100, 140)).sum(2) == 0) & ((0.4 * x + y) % 17 < 6)
    wide[shirt] = (190, 180, 90)
    cv2.line(wide, at(130, 180), at(60, 60), (170, 120, 95), fine * 34)
    cv2.line(wide, at(280, 180), at(345, 55), (160, 112, 90), fine * 34)
    cv2.line(wide, at(205, 160), at(208, 110), (165, 118, 92), fine * 42)
    cv2.ellipse(wide, at(209, 80), at(34, 46), 4, 0, 360, (185, 135, 108), -1)
    smooth = cv2.GaussianBlur(cv2.resize(wide, size, interpolation=cv2.INTER_AREA), (0, 0), 0.8)
    noise = np.random.default_rng(5).normal(0, 1.5, smooth.shape[:2])[..., None]
    return np.clip(np.round(smooth + noise), 0, 255).astype("u1")


LOOKED_AT = ((205.3, 165.8, 62.0), (204.6, 166.2, 131.7), (207.9, 161.1, 216.4), (330.5, 60.2, 150.3))
"""Middle and width of the shoulders, pixels: finer and coarser than the picture, and beyond its border."""


def look_fixture(model, into):
    into.mkdir(parents=True, exist_ok=True)
    rgb = drawn()
    cv2.imwrite(str(into / "picture.png"), cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR))
    luma = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    encoder = torch.jit.load(str(model / "encoder.pt")).eval()
    cases = []
    for k, (x, y, width) in enumerate(LOOKED_AT):
        points = np.zeros((13, 2))
        points[11], points[12] = (x + width / 2, y), (x - width / 2, y)
        crop = picture.crop(luma, *picture.place(points, width))
        cv2.imwrite(str(into / f"crop-{k}.png"), crop)
        with torch.inference_mode():
            numbers = encoder(torch.as_tensor(crop)[None]).numpy()[0]
        cases.append(
            {"x": x, "y": y, "shoulderWidth": width, "crop": f"crop-{k}.png", "look": [round(float(v), 5) for v in numbers]}
        )
    document = {
        "encoder": hashlib.sha256((model / "encoder.pt").read_bytes()).hexdigest(),
        "shoulderWidths": picture.SHOULDER_WIDTHS,
        "above": picture.ABOVE,
        "cases": cases,
    }
    (into / "looks.json").write_text(json.dumps(document) + "\n")


def main():
    parser = argparse.ArgumentParser(description="Writes the fixtures of the posture tests.")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--from", dest="truth", type=Path, help="a session: DIR/NNNN-S.npz")
    source.add_argument("--look", type=Path, help="the folder of the model of posture")
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    if given.look:
        look_fixture(given.look, given.into)
        return
    t, seen = np.load(given.truth), np.load(given.truth.with_suffix(".seen.npz"))
    points, world = np.round(seen["points"][..., :2].astype(float), 2), np.round(seen["world"].astype(float), 4)
    measured = cues.measure(points, world)
    torch.manual_seed(1)
    r = np.random.default_rng(1)
    looks = np.round(np.abs(r.normal(0, 1, (len(points), LOOK))), 3).astype("f4")
    head = Head().eval()
    head.middle[:] = torch.as_tensor(r.normal(0, 0.1, head.middle.shape))
    head.spread[:] = torch.as_tensor(r.uniform(0.5, 2, head.spread.shape))
    used = {k: np.flatnonzero(t["label"] == k) for k in ("tall", "most", "forward")}
    tested = np.flatnonzero(t["kind"] == "independent")[:FRAMES]
    cases = []
    for level in ((0, 0, 0, 0), (1, 0, 0, 0), (1, 1, 1, 0), (1, 0, 0, 1), (1, 1, 1, 1)):
        part = lambda k, there: measured[used[k]] if there else None  # noqa: E731
        calibration = cues.Calibration(part("tall", level[0]), part("most", level[1]), part("forward", level[2]))
        compared = np.nan_to_num(calibration.compare(measured[tested])[:, np.r_[0:RAW, BLOCK : 4 * BLOCK]])
        elevation = torch.as_tensor(measured[:, cues.ELEVATION], dtype=torch.float32)
        embedded = torch.as_tensor(looks)
        reference = lambda k, there: (embedded[used[k]], elevation[used[k]]) if there else None  # noqa: E731
        shown = compare_looks(
            embedded[tested], elevation[tested], reference("tall", level[0]), reference("most", level[1]),
            reference("forward", level[2]), float(level[3]),
        )  # fmt: skip
        with torch.inference_mode():
            out = head(
                torch.as_tensor(compared, dtype=torch.float32), shown,
                torch.tensor([level], dtype=torch.float32).expand(len(tested), 4), elevation[tested],
            )  # fmt: skip
        cases.append(
            {
                "known": [bool(x) for x in level],
                "compared": np.round(compared, 5).tolist(),
                "outputs": np.round(out.numpy().astype(float), 5).tolist(),
            }
        )
    frames = sorted({int(k) for part in used.values() for k in part} | {int(k) for k in tested})
    given.into.mkdir(parents=True, exist_ok=True)
    document = {
        "names": list(cues.NAMES),
        "frames": {
            str(k): {"points": points[k].tolist(), "world": world[k].tolist(), "look": [round(float(x), 3) for x in looks[k]],
                     "cues": np.round(measured[k], 5).tolist()}
            for k in frames
        },
        **{k: [int(x) for x in v] for k, v in used.items()},
        "tested": [int(k) for k in tested],
        "cases": cases,
    }  # fmt: skip
    (given.into / "parity.json").write_text(json.dumps(document) + "\n")
    (given.into / "head.f32").write_bytes(weights(head).tobytes())


if __name__ == "__main__":
    main()
