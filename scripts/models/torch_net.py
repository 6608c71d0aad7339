"""The BlazePose models and the face mesh as PyTorch modules: uint8 NHWC RGB in, one float tensor out.

The networks run on NCHW tensors whose memory is channels-last, so the NHWC input is never copied.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from formcheck_scripts.models.shapes import CROP, HEAT_MAP, POINTS, UPPER_BODY
from formcheck_scripts.models.tflite_graph import Operation, TfliteGraph, stored_as_half

MODULE = "torch_net"
"""A TorchScript file names the module of each of its classes: this name keeps its bytes when this file moves."""


class TfliteNet(nn.Module):
    """Runs a TfliteGraph. `half_weights` keeps exact float16 weights as such and widens them when run.

    `input_scale` multiplies the weights of the first convolution, which saves a pass over the image.
    """

    __module__ = MODULE

    def __init__(self, graph: TfliteGraph, half_weights: bool = False, input_scale: float = 1.0):
        super().__init__()
        self.graph = graph
        self.input_scale = input_scale
        for position, operation in enumerate(graph.operations):
            if operation.name == "PRELU":
                slope = np.asarray(graph.constants[operation.inputs[1]]).reshape(-1)
                self._register(f"slope{position}", slope, half_weights)
            if operation.name not in ("CONV_2D", "DEPTHWISE_CONV_2D"):
                continue
            weight = np.asarray(graph.constants[operation.inputs[1]])
            # TFLite: [out, rows, columns, in], depthwise [1, rows, columns, channels]
            axes = (0, 3, 1, 2) if operation.name == "CONV_2D" else (3, 0, 1, 2)
            has_bias = len(operation.inputs) > 2 and operation.inputs[2] >= 0
            bias = np.asarray(graph.constants[operation.inputs[2]]) if has_bias else np.zeros(weight.shape[axes[0]])
            for kind, values in (("weight", weight.transpose(axes)), ("bias", bias)):
                self._register(f"{kind}{position}", values, half_weights)

    def _register(self, name: str, values: np.ndarray, half_weights: bool) -> None:
        half = half_weights and stored_as_half(values)
        tensor = torch.from_numpy(np.array(values, np.float16 if half else np.float32, order="C"))
        if tensor.dim() == 4:
            tensor = tensor.contiguous(memory_format=torch.channels_last)
        self.register_parameter(name, nn.Parameter(tensor, requires_grad=False))

    def forward(self, image: Tensor) -> list[Tensor]:
        """NCHW float image -> the graph's outputs; four-dimensional ones are NCHW."""
        graph = self.graph
        tensors = {graph.inputs[0]: image}
        for position, operation in enumerate(graph.operations):
            tensors[operation.outputs[0]] = self.run(position, operation, tensors)
        return [tensors[number] for number in graph.outputs]

    def run(self, position: int, operation: Operation, tensors: dict[int, Tensor]) -> Tensor:
        options, constants = operation.options, self.graph.constants
        value = tensors[operation.inputs[0]]
        output_shape = self.graph.shapes[operation.outputs[0]]
        match operation.name:
            case "CONV_2D" | "DEPTHWISE_CONV_2D":
                return self._convolve(position, operation, value)
            case "MAX_POOL_2D":
                if options["same"]:
                    value, rest = same_padding(value, options["kernel"], options["stride"], float("-inf"))
                    assert rest == (0, 0), "a maximum over symmetric padding does not occur"
                return _activate(functional.max_pool2d(value, options["kernel"], options["stride"]), options)
            case "ADD":
                return _activate(value + tensors[operation.inputs[1]], options)
            case "PRELU":
                slope = getattr(self, f"slope{position}")
                return functional.prelu(value, slope.float() if slope.dtype == torch.float16 else slope)
            case "PAD":
                _, rows, columns, channels = constants[operation.inputs[1]].tolist()
                return functional.pad(value, [*columns, *rows, *channels])
            case "RESIZE_BILINEAR":
                size = constants[operation.inputs[1]].tolist()
                enlarged = functional.interpolate(value, size=size, mode="bilinear", align_corners=False)
                return _activate(enlarged, options)
            case "LOGISTIC":
                return torch.sigmoid(value)
            case "RESHAPE":
                return (value.permute(0, 2, 3, 1) if value.dim() == 4 else value).reshape(output_shape)
            case "CONCATENATION":
                assert len(output_shape) == 3, "channels-last tensors only"
                return torch.cat([tensors[number] for number in operation.inputs], dim=options["axis"])
            case "DEPTH_TO_SPACE":
                # Block row and column are the slow part of the channel (torch's pixel_shuffle has them fast).
                block = options["block"]
                _, rows, columns, channels = self.graph.shapes[operation.inputs[0]]
                depth = channels // block**2
                split = value.permute(0, 2, 3, 1).reshape(1, rows, columns, block, block, depth)
                return split.permute(0, 5, 1, 3, 2, 4).reshape(1, depth, rows * block, columns * block)
        raise NotImplementedError(operation.name)

    def _convolve(self, position: int, operation: Operation, value: Tensor) -> Tensor:
        options = operation.options
        weight, bias = (getattr(self, f"{kind}{position}") for kind in ("weight", "bias"))
        if weight.dtype == torch.float16:
            weight = weight.float()
        if bias.dtype == torch.float16:
            bias = bias.float()
        if operation.inputs[0] == self.graph.inputs[0] and self.input_scale != 1.0:
            weight = weight * self.input_scale
        padding = options.get("padding", (0, 0))
        if options["same"]:
            value, padding = same_padding(value, tuple(weight.shape[2:]), options["stride"], 0.0)
        groups = weight.shape[0] if operation.name == "DEPTHWISE_CONV_2D" else 1
        return _activate(functional.conv2d(value, weight, bias, options["stride"], padding, 1, groups), options)


class LandmarkModel(nn.Module):
    """uint8 [1,256,256,3] -> float [1,352].

    0..194: 39 points of x, y, z (crop pixels, 0..256), visibility and presence (logits), x and y refined
    with the heat map; 195: probability that a person is there; 196..312: 39 world points x, y, z in
    metres; 313..351: the heat map's highest confidence around each point.
    """

    __module__ = MODULE

    def __init__(self, graph: TfliteGraph, half_weights: bool = False):
        super().__init__()
        points, person, _segmentation, heat_map, world = graph.outputs
        kept = graph.pruned_to([points, person, heat_map, world]).with_padding_folded()
        self.net = TfliteNet(kept, half_weights, input_scale=1 / 255.0)

    def forward(self, image: Tensor) -> Tensor:
        points, person, heat_map, world = self.net(image.permute(0, 3, 1, 2).float())
        refined, confidence = refine(points.reshape(POINTS, 5), heat_map.permute(0, 2, 3, 1).reshape(-1))
        return torch.cat([refined.reshape(1, -1), person.reshape(1, 1), world.reshape(1, -1), confidence], 1)


class DetectorModel(nn.Module):
    """uint8 [1,224,224,3] -> float [1,2254,13]: per anchor 12 box and point offsets in pixels, 1 score logit."""

    __module__ = MODULE

    def __init__(self, graph: TfliteGraph, half_weights: bool = False):
        super().__init__()
        kept = graph.with_padding_folded().with_enlarging_last()
        self.net = TfliteNet(kept, half_weights, input_scale=2 / 255.0)

    def forward(self, image: Tensor) -> Tensor:
        boxes, scores = self.net(image.permute(0, 3, 1, 2).float() - 127.5)
        return torch.cat([boxes, scores], dim=2)


class FaceMeshModel(nn.Module):
    """uint8 [1,192,192,3] -> float [1,1405]: 468 points of x, y, z (crop pixels), then the logit of a face being there."""

    __module__ = MODULE

    def __init__(self, graph: TfliteGraph, half_weights: bool = False):
        super().__init__()
        self.net = TfliteNet(graph.with_padding_folded(), half_weights, input_scale=1 / 255.0)

    def forward(self, image: Tensor) -> Tensor:
        points, face = self.net(image.permute(0, 3, 1, 2).float())
        return torch.cat([points.reshape(1, -1), face.reshape(1, 1)], 1)


class UpperBodyModel(nn.Module):
    """uint8 [1,256,256,3] -> float [1,4096], or [1,n] with a projection: inner activations of a landmark model.

    The tensor UPPER_BODY (16 x 16 x 64), averaged to 8 x 8 x 64, flat: rows, columns, channels. A projection is a mean (4096)
    and components (n, 4096).
    """

    __module__ = MODULE

    def __init__(self, graph: TfliteGraph, half_weights: bool = False, projection: tuple[np.ndarray, np.ndarray] | None = None):
        super().__init__()
        kept = graph.pruned_to([UPPER_BODY]).with_padding_folded()
        self.net = TfliteNet(kept, half_weights, input_scale=1 / 255.0)
        self.projected = projection is not None
        if projection is not None:
            mean, components = (np.asarray(values, np.float64) for values in projection)
            # All forms share the same rounded components; half the bytes of a file are these.
            components = components.astype(np.float16)
            bias = -(components.astype(np.float64) @ mean)
            kept_as = torch.float16 if half_weights else torch.float32
            self.components = nn.Parameter(torch.from_numpy(components).to(kept_as), requires_grad=False)
            self.offset = nn.Parameter(torch.from_numpy(bias.astype(np.float32)), requires_grad=False)

    def forward(self, image: Tensor) -> Tensor:
        (inner,) = self.net(image.permute(0, 3, 1, 2).float())
        pooled = functional.avg_pool2d(inner, 2).permute(0, 2, 3, 1).reshape(1, -1)
        if not self.projected:
            return pooled
        wide = self.components.float() if self.components.dtype == torch.float16 else self.components
        return functional.linear(pooled, wide, self.offset)


def refine(points: Tensor, heat_map: Tensor, window: int = 9, least_confidence: float = 0.5):
    """Moves each point to the centre of gravity of its heat map near it, as MediaPipe does.

    The heat map is flat: rows, columns, points. The window is cut at its edge; a point outside of it, or one whose highest
    confidence in the window stays under `least_confidence`, keeps its place.
    """
    reach = (window - 1) // 2
    cell = (points[:, :2] * (HEAT_MAP / CROP)).to(torch.int64)  # towards zero
    inside = (cell == cell.clamp(0, HEAT_MAP - 1)).all(1)
    places = cell.unsqueeze(2) + torch.arange(-reach, reach + 1)  # [points, column or row, window]
    nearest = places.clamp(0, HEAT_MAP - 1)
    on_map = (places == nearest).float()
    index = (nearest[:, 1].unsqueeze(2) * HEAT_MAP + nearest[:, 0].unsqueeze(1)) * POINTS
    index = index + torch.arange(POINTS).reshape(POINTS, 1, 1)
    confidence = heat_map.take(index).sigmoid() * (on_map[:, 1].unsqueeze(2) * on_map[:, 0].unsqueeze(1))
    highest = confidence.amax((1, 2)) * inside.float()
    by_axis = torch.stack([confidence.sum(1), confidence.sum(2)], 1)
    centre = (by_axis * places.float()).sum(2) / by_axis.sum(2).clamp(min=1e-20) * (CROP / HEAT_MAP)
    trusted = (highest >= least_confidence).unsqueeze(1)
    return torch.cat([torch.where(trusted, centre, points[:, :2]), points[:, 2:]], 1), highest.reshape(1, POINTS)


def _activate(value: Tensor, options: dict) -> Tensor:
    match options["activation"]:
        case None:
            return value
        case "relu":
            return functional.relu(value)
        case "relu6":
            return functional.hardtanh(value, 0.0, 6.0)


def same_padding(value: Tensor, kernel: tuple, stride: tuple, fill: float) -> tuple[Tensor, tuple[int, int]]:
    """TFLite's SAME: what is odd goes to the bottom and right. Symmetric padding is left to the convolution."""
    before, after = [], []
    for size, length, step in zip(value.shape[2:], kernel, stride):
        total = max((-(-int(size) // step) - 1) * step + length - int(size), 0)
        before.append(total // 2)
        after.append(total - total // 2)
    if before == after:
        return value, (before[0], before[1])
    return functional.pad(value, [before[1], after[1], before[0], after[0]], value=fill), (0, 0)
