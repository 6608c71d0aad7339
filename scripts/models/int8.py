"""Convolutions in 8-bit integers: how much faster, and how far off. Tried, not in use: decision 12.

    python int8.py --pictures DIR [--keep 0-4 13-16] [--into FILE.pt]

DIR holds pictures of people in any depth of folders (scripts/posture renders some); every second one calibrates the ranges, the
others judge. `--keep` names operations that stay float. Of the full landmark model.
"""

from __future__ import annotations

import argparse
import tempfile
import time
import warnings
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.ao.nn.intrinsic.quantized as fused
import torch.ao.nn.quantized as quantized
from torch import Tensor
from torch.nn import functional
from torch.utils.mobile_optimizer import optimize_for_mobile

from convert import ROOT, fetch, unpack
from parity import torch_model
from pose_pipeline import CENTRE_POINT, SCALE_POINT, PosePipeline, Region
from tflite_graph import TfliteGraph
from torch_net import CROP, LandmarkModel, TfliteNet, _same_padding

QUANTIZABLE = 64
"""Operations of the full model up to where its heads begin."""
JOINTS = [0, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24]
CONVOLUTIONS = ("CONV_2D", "DEPTHWISE_CONV_2D")
POINTS = 39


class Int8Net(TfliteNet):
    """Runs some operations in 8 bits: weights by output channel, activations by the range they were seen in."""

    def __init__(self, graph: TfliteGraph, ranges: dict[int, tuple[float, float]], chosen: set[int], input_scale: float):
        super().__init__(graph, False, input_scale)
        self.chosen = chosen
        self.scales = {number: _scale(*seen) for number, seen in ranges.items()}
        for position, operation in enumerate(graph.operations):
            if position in chosen and operation.name in CONVOLUTIONS:
                setattr(self, f"quantized{position}", self._quantized(position, operation))

    def _quantized(self, position, operation):
        weight, bias = (getattr(self, f"{kind}{position}").detach() for kind in ("weight", "bias"))
        if operation.inputs[0] == self.graph.inputs[0]:
            weight = weight * self.input_scale
        scale = (weight.abs().amax((1, 2, 3)).clamp(min=1e-8) / 127).double()
        packed = torch.quantize_per_channel(
            weight.contiguous(memory_format=torch.channels_last), scale, torch.zeros(len(scale), dtype=torch.int64), 0, torch.qint8
        )  # fmt: skip
        padding = operation.options.get("padding", (0, 0))
        if operation.options["same"]:
            _, rows, columns, _ = self.graph.shapes[operation.inputs[0]]
            value, padding = _same_padding(torch.zeros(1, 1, rows, columns), tuple(weight.shape[2:]), operation.options["stride"], 0)
            assert value.shape[2] == rows, "symmetric padding only"
        groups = weight.shape[0] if operation.name == "DEPTHWISE_CONV_2D" else 1
        kind = quantized.Conv2d if operation.options["activation"] is None else fused.ConvReLU2d
        layer = kind(
            weight.shape[1] * groups, weight.shape[0], tuple(weight.shape[2:]), operation.options["stride"], padding, 1, groups, True
        )  # fmt: skip
        layer.set_weight_bias(packed, bias)
        layer.scale, layer.zero_point = self.scales[operation.outputs[0]]
        return layer

    def forward(self, image: Tensor) -> list[Tensor]:
        plain, small = {self.graph.inputs[0]: image}, {}

        def as_float(number):
            if number not in plain:
                plain[number] = small[number].dequantize()
            return plain[number]

        def as_bytes(number):
            if number not in small:
                small[number] = torch.quantize_per_tensor(plain[number], *self.scales[number], torch.quint8)
            return small[number]

        for position, operation in enumerate(self.graph.operations):
            out = operation.outputs[0]
            if position not in self.chosen:
                there = {n: as_float(n) for n in operation.inputs if n in plain or n in small}
                plain[out] = self._run(position, operation, there)
                continue
            value = as_bytes(operation.inputs[0])
            match operation.name:
                case "CONV_2D" | "DEPTHWISE_CONV_2D":
                    small[out] = getattr(self, f"quantized{position}")(value)
                case "ADD":
                    add = torch.ops.quantized.add if operation.options["activation"] is None else torch.ops.quantized.add_relu
                    small[out] = add(value, as_bytes(operation.inputs[1]), *self.scales[out])
                case "RESIZE_BILINEAR":
                    size = self.graph.constants[operation.inputs[1]].tolist()
                    small[out] = functional.interpolate(value, size=size, mode="bilinear", align_corners=False)
                    self.scales[out] = self.scales[operation.inputs[0]]
                case name:
                    raise NotImplementedError(name)
        return [as_float(number) for number in self.graph.outputs]


def _scale(low: float, high: float) -> tuple[float, int]:
    low, high = min(low, 0.0), max(high, 0.0)
    scale = max((high - low) / 255, 1e-8)
    return scale, round(-low / scale)


def ranges_of(model: LandmarkModel, crops) -> dict[int, tuple[float, float]]:
    """Lowest and highest value of each tensor over the crops."""
    net, seen = model.net, {model.net.graph.inputs[0]: (0.0, 255.0)}
    run = net._run

    def watched(position, operation, tensors):
        value = run(position, operation, tensors)
        low, high = seen.get(operation.outputs[0], (np.inf, -np.inf))
        seen[operation.outputs[0]] = min(low, float(value.min())), max(high, float(value.max()))
        return value

    net._run = watched
    outputs(model, crops)
    del net._run
    return seen


def outputs(model, crops) -> np.ndarray:
    with torch.inference_mode():
        return np.concatenate([model(torch.from_numpy(crop[None])).numpy() for crop in crops]).astype(float)


def crops_of(folder: Path, most: int, fast, detector) -> list[np.ndarray]:
    files = sorted(p for p in folder.rglob("*") if p.suffix in (".jpg", ".png"))
    found = []
    for file in np.random.default_rng(5).permutation(np.array(files, object))[:most]:
        picture = cv2.cvtColor(cv2.imread(str(file)), cv2.COLOR_BGR2RGB)
        pipeline = PosePipeline(fast, detector, tracking=False)
        region = pipeline.detect(picture)
        pose = region and pipeline.locate(picture, region)
        if pose:
            region = Region.between(*pose.points[[CENTRE_POINT, SCALE_POINT]])
            found.append(region.cut(picture, CROP, cv2.BORDER_REPLICATE))
    return found


def difference(wanted: np.ndarray, found: np.ndarray) -> str:
    points = [a[:, : 5 * POINTS].reshape(-1, POINTS, 5)[:, JOINTS] for a in (wanted, found)]
    away = np.hypot(*(points[0] - points[1])[..., :2].transpose(2, 0, 1))[points[0][..., 3] > 0]
    world = [a[:, 196:313].reshape(-1, POINTS, 3)[:, JOINTS] for a in (wanted, found)]
    apart = 100 * np.linalg.norm(world[0] - world[1], axis=2)
    return (
        f"visible joints off by {away.mean():.2f} of 256 pixels (95 %: {np.percentile(away, 95):.2f}), "
        f"world points by {apart.mean():.1f} cm (95 %: {np.percentile(apart, 95):.1f})"
    )


def ratio(one, other, crop, rounds: int = 8, calls: int = 20) -> float:
    """Of a thread's processor time, in turns."""
    picture, found = torch.from_numpy(crop[None]), []
    with torch.inference_mode():
        for _ in range(rounds):
            medians = []
            for model in (one, other):
                taken = []
                for _ in range(calls):
                    begun = time.thread_time()
                    model(picture)
                    taken.append(time.thread_time() - begun)
                medians.append(np.median(taken))
            found.append(medians[1] / medians[0])
    return float(np.median(found))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path, required=True)
    parser.add_argument("--most", type=int, default=160, help="pictures that are looked at")
    parser.add_argument("--keep", nargs="*", default=["0-4", "13-16"], help="operations that stay float")
    parser.add_argument("--engine", default="fbgemm", choices=("fbgemm", "x86", "onednn"))
    parser.add_argument("--package", type=Path, help="the packed npm package; fetched when not given")
    parser.add_argument("--into", type=Path, help="keep the TorchScript file")
    arguments = parser.parse_args()
    warnings.filterwarnings("ignore")
    torch.set_num_threads(1)
    torch.backends.quantized.engine = arguments.engine
    models = ROOT / "models"
    finders = (torch_model(models / f"blazepose-{name}/fast.pt") for name in ("full", "detector"))
    crops = crops_of(arguments.pictures, arguments.most, *finders)
    fast = torch.jit.load(str(models / "blazepose-full/fast.pt"))
    kept = {k for part in arguments.keep for k in range(int(part.split("-")[0]), int(part.split("-")[-1]) + 1)}
    with tempfile.TemporaryDirectory() as folder:
        original = unpack(arguments.package or fetch(Path(folder)), Path(folder))["full"]
        model = LandmarkModel(TfliteGraph.read(original)).eval()
    ranges = ranges_of(model, crops[::2])
    model.net = Int8Net(model.net.graph, ranges, set(range(QUANTIZABLE)) - kept, model.net.input_scale).eval()
    print(difference(outputs(fast, crops[1::2]), outputs(model, crops[1::2])))
    with torch.no_grad():
        prepared = optimize_for_mobile(torch.jit.trace(model, torch.from_numpy(crops[0][None]), check_trace=False))
    print(f"{ratio(fast, prepared, crops[0]):.2f} of the time of fast.pt, on one thread")
    if arguments.into:
        prepared.save(str(arguments.into))


if __name__ == "__main__":
    main()
