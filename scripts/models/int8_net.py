"""A network with convolutions in 8-bit integers (decision 12).

Only the body of the network becomes 8-bit, the heat map's decoder and the heads stay float. What makes that accurate enough:

1. Channels are scaled to use alike what their tensor's range offers (`equalise`): one scale serves a whole tensor.
2. Weights leave room for kernels that add pairs of products in 16 bits, which saturate without a word (`_weight_scales`): the
   result is the same with VNNI and without.
3. Biases make up for the mean error of each channel, one layer after the other (`correct_biases`).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
import torch.ao.nn.intrinsic.quantized as fused
import torch.ao.nn.quantized as quantized
from torch import Tensor

from formcheck_scripts.models.tflite_graph import Operation, TfliteGraph
from formcheck_scripts.models.torch_net import TfliteNet, same_padding

ENGINE = "x86"
CONVOLUTIONS = ("CONV_2D", "DEPTHWISE_CONV_2D")
RELU6 = 6.0
ROOM = 1.05
"""What is seen of a channel, times this, is taken to be its largest value."""
LARGEST_GAIN = 32.0
GAIN_EXPONENTS = {"depthwise": 1.0, "dense": 0.5, "linear": 0.5}
"""How much of the possible gain is taken: by what reads a relu6 channel, or of a tensor without activation.

A depthwise layer has a weight scale for each channel, so it takes the opposite factor for nothing. A dense one shares a weight
scale among all the channels that it reads, so what activations win there the weights lose; half-way suits both.
"""
CORRECTION_CROPS = 24
LEAST_OPEN = 0.1
"""Of a relu6 channel's values the share that a change of its bias is at least taken to move."""


class Int8Net(TfliteNet):
    """Runs some operations of a net in 8 bits: weights by output channel, activations by the range they were seen in."""

    __module__ = "int8_net"  # as in torch_net.MODULE

    def __init__(self, net: TfliteNet, ranges: dict[int, tuple[float, float]], chosen: set[int]):
        super().__init__(net.graph, False, net.input_scale)
        self.load_state_dict(net.state_dict())
        self.chosen = chosen
        self.scales = {number: _scale(*seen) for number, seen in ranges.items()}
        for position, operation in enumerate(self.graph.operations):
            if position in chosen and operation.name in CONVOLUTIONS:
                setattr(self, f"quantized{position}", self._quantized(position, operation))

    def _quantized(self, position: int, operation: Operation) -> quantized.Conv2d:
        weight, bias = (getattr(self, f"{kind}{position}").detach() for kind in ("weight", "bias"))
        if operation.inputs[0] == self.graph.inputs[0]:
            weight = weight * self.input_scale
        depthwise = operation.name == "DEPTHWISE_CONV_2D"
        scales = _weight_scales(weight)
        packed = torch.quantize_per_channel(
            weight.contiguous(memory_format=torch.channels_last), scales, torch.zeros(len(scales), dtype=torch.int64), 0, torch.qint8
        )  # fmt: skip
        padding = operation.options.get("padding", (0, 0))
        if operation.options["same"]:
            _, rows, columns, _ = self.graph.shapes[operation.inputs[0]]
            value, padding = same_padding(torch.zeros(1, 1, rows, columns), tuple(weight.shape[2:]), operation.options["stride"], 0)
            assert value.shape[2] == rows, "symmetric padding only"
        groups = weight.shape[0] if depthwise else 1
        kind = quantized.Conv2d if operation.options["activation"] is None else fused.ConvReLU2d
        layer = kind(
            weight.shape[1] * groups, weight.shape[0], tuple(weight.shape[2:]), operation.options["stride"], padding, 1, groups, True
        )  # fmt: skip
        layer.set_weight_bias(packed, bias)
        layer.scale, layer.zero_point = self.scales[operation.outputs[0]]
        return layer

    def forward(self, image: Tensor) -> list[Tensor]:
        plain, small = {self.graph.inputs[0]: image}, {}
        for position, operation in enumerate(self.graph.operations):
            self.step(position, operation, plain, small)
        return [self._as_float(number, plain, small) for number in self.graph.outputs]

    def step(self, position: int, operation: Operation, plain: dict[int, Tensor], small: dict[int, Tensor]) -> None:
        """Runs one operation; what is there is in `plain` as float, in `small` as bytes, or in both."""
        out = operation.outputs[0]
        if position not in self.chosen:
            there = {n: self._as_float(n, plain, small) for n in operation.inputs if n in plain or n in small}
            plain[out] = self.run(position, operation, there)
        elif operation.name in CONVOLUTIONS:
            small[out] = getattr(self, f"quantized{position}")(self._as_bytes(operation.inputs[0], plain, small))
        elif operation.name == "ADD" and operation.options["activation"] is None:
            values = [self._as_bytes(number, plain, small) for number in operation.inputs]
            small[out] = torch.ops.quantized.add(*values, *self.scales[out])
        else:
            raise NotImplementedError(operation.name)

    def _as_float(self, number: int, plain: dict[int, Tensor], small: dict[int, Tensor]) -> Tensor:
        if number not in plain:
            plain[number] = small[number].dequantize()
        return plain[number]

    def _as_bytes(self, number: int, plain: dict[int, Tensor], small: dict[int, Tensor]) -> Tensor:
        if number not in small:
            small[number] = torch.quantize_per_tensor(plain[number], *self.scales[number], torch.quint8)
        return small[number]


def _scale(low: float, high: float) -> tuple[float, int]:
    low, high = min(low, 0.0), max(high, 0.0)
    scale = max((high - low) / 255, 1e-8)
    return scale, round(-low / scale)


def _weight_scales(weight: Tensor) -> Tensor:
    """By output channel. Kernels add pairs of products in 16 bits, depthwise ones always and dense ones without VNNI; an activation
    being at most 255, no two weights of one sign may sum up to more than 128.
    """
    taps = weight.flatten(1)
    pairs = torch.stack([side.clamp(min=0).topk(2, 1).values.sum(1) for side in (taps, -taps)]).amax(0)
    return (taps.abs().amax(1).maximum(pairs).clamp(min=1e-8) / 127).double()


def body_of(graph: TfliteGraph) -> int:
    """How many operations come before the heat map's decoder, which begins with the first enlargement, and the heads; all if none."""
    return next((p for p, operation in enumerate(graph.operations) if operation.name == "RESIZE_BILINEAR"), len(graph.operations))


def run_through(net: TfliteNet, image: Tensor) -> Iterator[tuple[int, Tensor]]:
    """Each tensor that the net makes of an image, with its number."""
    tensors = {net.graph.inputs[0]: image}
    for position, operation in enumerate(net.graph.operations):
        number = operation.outputs[0]
        tensors[number] = net.run(position, operation, tensors)
        yield number, tensors[number]


def as_image(crops: list[np.ndarray]) -> Tensor:
    return torch.from_numpy(np.stack(crops)).permute(0, 3, 1, 2).float()


def ranges_of(net: TfliteNet, crops: list[np.ndarray]) -> dict[int, tuple[float, float]]:
    """Lowest and highest value of each tensor over the crops."""
    seen = {net.graph.inputs[0]: (0.0, 255.0)}
    for crop in crops:
        for number, value in run_through(net, as_image([crop])):
            low, high = seen.get(number, (np.inf, -np.inf))
            seen[number] = min(low, float(value.min())), max(high, float(value.max()))
    return seen


def channel_sizes(net: TfliteNet, crops: list[np.ndarray]) -> dict[int, Tensor]:
    """Largest absolute value of each channel of each four-dimensional tensor over the crops."""
    seen: dict[int, Tensor] = {}
    for crop in crops:
        for number, value in run_through(net, as_image([crop])):
            if value.dim() == 4:
                size = value.abs().amax((0, 2, 3))
                seen[number] = size.maximum(seen.get(number, size))
    return seen


def streams(graph: TfliteGraph) -> list[set[int]]:
    """Sets of tensors whose channels can only be scaled together: an addition without activation and what it adds."""
    found: list[set[int]] = []
    for operation in graph.operations:
        together = set(operation.outputs)
        if (operation.name == "ADD" and operation.options["activation"] is None) or operation.name == "RESIZE_BILINEAR":
            together |= {number for number in operation.inputs if number not in graph.constants}
        joined = [stream for stream in found if stream & together]
        found = [stream for stream in found if stream not in joined] + [together.union(*joined)]
    return found


def equalise(net: TfliteNet, sizes: dict[int, Tensor]) -> None:
    """Makes small channels of the body larger in the weights that write them, and smaller in those that read them.

    A relu6 channel may grow until it reaches 6, others until they reach the largest of their tensor. The result stays the
    same but for relu6 channels that surpass what was seen of them by more than ROOM: these are cut off earlier.
    """
    graph, operations = net.graph, net.graph.operations
    for stream in streams(graph):
        writers = [p for p, o in enumerate(operations) if o.outputs[0] in stream and o.name in CONVOLUTIONS]
        inside = [p for p, o in enumerate(operations) if o.outputs[0] in stream]
        readers = [p for p, o in enumerate(operations) if stream & set(o.inputs) and p not in inside]
        activations = {operations[p].options["activation"] for p in writers}
        if len(activations) != 1 or not {operations[p].name for p in readers} <= set(CONVOLUTIONS):
            continue
        if max(writers) >= body_of(graph) or stream & set(graph.outputs):
            continue
        size = torch.stack([sizes[number] for number in stream]).amax(0).clamp(min=1e-3) * ROOM
        if activations == {None}:
            gain = (size.max() / size).clamp(1, LARGEST_GAIN) ** GAIN_EXPONENTS["linear"]
        elif len(stream) == 1:
            dense = any(operations[p].name == "CONV_2D" for p in readers)
            gain = (RELU6 / size).clamp(1, LARGEST_GAIN) ** GAIN_EXPONENTS["dense" if dense else "depthwise"]
        else:
            continue  # values that are cut off at 6 only before they are added
        for position in writers:
            getattr(net, f"weight{position}").mul_(gain.view(-1, 1, 1, 1))
            getattr(net, f"bias{position}").mul_(gain)
        for position in readers:
            depthwise = operations[position].name == "DEPTHWISE_CONV_2D"
            getattr(net, f"weight{position}").div_(gain.view((-1, 1, 1, 1) if depthwise else (1, -1, 1, 1)))


def correct_biases(small_net: Int8Net, net: TfliteNet, crops: list[np.ndarray]) -> None:
    """Moves the 8-bit layers' biases until each channel's mean is that of the float net, given 8-bit layers before it."""
    operations, image = net.graph.operations, as_image(crops)
    plain, small = {net.graph.inputs[0]: image}, {}
    last_use = {number: position for position, operation in enumerate(operations) for number in operation.inputs}
    wanted_tensors = run_through(net, image)
    for position in range(max(small_net.chosen) + 1):
        operation = operations[position]
        _, wanted = next(wanted_tensors)
        small_net.step(position, operation, plain, small)
        if position in small_net.chosen and operation.name in CONVOLUTIONS:
            layer = getattr(small_net, f"quantized{position}")
            bounded = operation.options["activation"] is not None
            for _ in range(2 if bounded else 1):
                change = (wanted - small[operation.outputs[0]].dequantize()).mean((0, 2, 3))
                if bounded:
                    change /= ((wanted > 0) & (wanted < RELU6)).float().mean((0, 2, 3)).clamp(min=LEAST_OPEN)
                weight, bias = layer._weight_bias()
                layer.set_weight_bias(weight, bias + change)
                small_net.step(position, operation, plain, small)
        for number in [n for n in (*plain, *small) if last_use.get(n, -1) <= position]:
            plain.pop(number, None)
            small.pop(number, None)


def quantise(net: TfliteNet, crops: list[np.ndarray]) -> Int8Net:
    """The body of a net in 8 bits, calibrated on crops as it would see them. Changes `net`."""
    torch.backends.quantized.engine = ENGINE
    with torch.no_grad():
        equalise(net, channel_sizes(net, crops))
        small = Int8Net(net, ranges_of(net, crops), set(range(body_of(net.graph)))).eval()
        correct_biases(small, net, crops[:: max(1, len(crops) // CORRECTION_CROPS)][:CORRECTION_CROPS])
    return small
