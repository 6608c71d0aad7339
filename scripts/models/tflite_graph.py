"""Reads a float TFLite model into plain Python: operations, constants, shapes.

Only what the BlazePose models and the face mesh use is understood; anything else raises, so that a changed model is
noticed here and not as wrong keypoints later. Weights stored as float16 or as sparse blocks come
out dense; `stored_as_half` is true for those that float16 stores exactly.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import tflite

NUMPY_TYPES = {
    tflite.TensorType.FLOAT32: np.float32,
    tflite.TensorType.FLOAT16: np.float16,
    tflite.TensorType.INT32: np.int32,
    tflite.TensorType.INT64: np.int64,
    tflite.TensorType.INT8: np.int8,
    tflite.TensorType.UINT8: np.uint8,
}
OPERATION_NAMES = {code: name for name, code in vars(tflite.BuiltinOperator).items() if isinstance(code, int)}
ACTIVATIONS = {0: None, 1: "relu", 3: "relu6"}
SAME_PADDING = 0


@dataclass
class Operation:
    """One TFLite operation; `inputs` and `outputs` are tensor numbers of the graph."""

    name: str
    inputs: list[int]
    outputs: list[int]
    options: dict = field(default_factory=dict)


@dataclass
class TfliteGraph:
    """A TFLite subgraph. Shapes are TFLite's own, channels last; constants are by tensor number."""

    operations: list[Operation]
    constants: dict[int, np.ndarray]
    shapes: dict[int, tuple[int, ...]]
    inputs: list[int]
    outputs: list[int]

    @staticmethod
    def read(path: Path) -> TfliteGraph:
        model = tflite.Model.GetRootAs(Path(path).read_bytes(), 0)
        if model.SubgraphsLength() != 1:
            raise ValueError(f"{path}: one subgraph expected, {model.SubgraphsLength()} found")
        graph = model.Subgraphs(0)
        constants, shapes = {}, {}
        for number in range(graph.TensorsLength()):
            tensor = graph.Tensors(number)
            shape = tuple(tensor.ShapeAsNumpy().tolist()) if tensor.ShapeLength() else ()
            shapes[number] = shape
            buffer = model.Buffers(tensor.Buffer())
            if buffer.DataLength():
                values = buffer.DataAsNumpy().view(NUMPY_TYPES[tensor.Type()])
                sparsity = tensor.Sparsity()
                constants[number] = values.reshape(shape) if sparsity is None else _dense(values, shape, sparsity)
        operations = []
        for position in range(graph.OperatorsLength()):
            operator = graph.Operators(position)
            code = model.OperatorCodes(operator.OpcodeIndex())
            # The old field holds the code of the first 127 operations, the new one all of them.
            name = OPERATION_NAMES[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())]
            inputs, outputs = operator.InputsAsNumpy().tolist(), operator.OutputsAsNumpy().tolist()
            if name in ("DEQUANTIZE", "DENSIFY") and inputs[0] in constants:
                constants[outputs[0]] = constants[inputs[0]]  # unpacked already
            else:
                operations.append(Operation(name, inputs, outputs, _options(name, operator)))
        return TfliteGraph(operations, constants, shapes, graph.InputsAsNumpy().tolist(), graph.OutputsAsNumpy().tolist())

    def pruned_to(self, outputs: list[int]) -> TfliteGraph:
        """Only the operations that `outputs` need, and these as the graph's outputs."""
        needed, kept = set(outputs), []
        for operation in reversed(self.operations):
            if needed.intersection(operation.outputs):
                kept.append(operation)
                needed.update(operation.inputs)
        return TfliteGraph(kept[::-1], self.constants, self.shapes, self.inputs, list(outputs))

    def with_padding_folded(self) -> TfliteGraph:
        """Moves every explicit PAD, symmetric and in space only, into the convolutions behind it."""
        readers: dict[int, list[Operation]] = {}
        for operation in self.operations:
            for number in operation.inputs:
                readers.setdefault(number, []).append(operation)
        folded: dict[int, tuple[int, tuple[int, int]]] = {}
        for operation in self.operations:
            if operation.name != "PAD":
                continue
            batch, rows, columns, channels = self.constants[operation.inputs[1]].tolist()
            symmetric = rows[0] == rows[1] and columns[0] == columns[1]
            spatial = batch == [0, 0] and channels == [0, 0]
            behind = readers.get(operation.outputs[0], [])
            if symmetric and spatial and behind and all(_is_unpadded_convolution(r) for r in behind):
                folded[operation.outputs[0]] = (operation.inputs[0], (rows[0], columns[0]))
        operations = []
        for operation in self.operations:
            if operation.outputs[0] in folded:
                continue
            if operation.inputs[0] in folded:
                source, padding = folded[operation.inputs[0]]
                operation = Operation(
                    operation.name,
                    [source, *operation.inputs[1:]],
                    operation.outputs,
                    {**operation.options, "padding": padding},
                )
            operations.append(operation)
        return TfliteGraph(operations, self.constants, self.shapes, self.inputs, self.outputs)

    def with_enlarging_last(self) -> TfliteGraph:
        """Moves every bilinear enlargement that one 1 x 1 convolution alone reads behind that convolution.

        Both are linear, one in space and the other across channels, and the weights of an interpolation add up to 1, so that
        the bias passes too: the order does not matter, but the convolution then runs over a quarter of the places. What is
        not linear, its activation, goes last.
        """
        readers = Counter(number for operation in self.operations for number in operation.inputs)
        written = {operation.outputs[0]: position for position, operation in enumerate(self.operations)}
        operations, shapes = list(self.operations), dict(self.shapes)
        for position, convolution in enumerate(self.operations):
            source = convolution.inputs[0]
            enlarged = self.operations[written[source]] if source in written else None
            if (
                enlarged is None
                or enlarged.name != "RESIZE_BILINEAR"
                or readers[source] != 1
                or source in self.outputs
                or not self._is_pointwise(convolution)
            ):
                continue
            small = max(shapes) + 1
            shapes[small] = (*shapes[enlarged.inputs[0]][:3], shapes[convolution.outputs[0]][3])
            activation = convolution.options["activation"]
            operations[written[source]] = Operation(
                convolution.name,
                [enlarged.inputs[0], *convolution.inputs[1:]],
                [small],
                {**convolution.options, "activation": None},
            )
            operations[position] = Operation(
                enlarged.name,
                [small, *enlarged.inputs[1:]],
                convolution.outputs,
                {**enlarged.options, "activation": activation},
            )
        return TfliteGraph(operations, self.constants, shapes, self.inputs, self.outputs)

    def _is_pointwise(self, operation: Operation) -> bool:
        return operation.name == "CONV_2D" and self.shapes[operation.inputs[1]][1:3] == (1, 1) and operation.options["stride"] == (1, 1)


def stored_as_half(values: np.ndarray) -> bool:
    """Whether float16 holds every one of these values exactly."""
    return bool(np.array_equal(values.astype(np.float16).astype(np.float32), values.astype(np.float32)))


def _is_unpadded_convolution(operation: Operation) -> bool:
    return operation.name in ("CONV_2D", "DEPTHWISE_CONV_2D") and not operation.options["same"]


def _options(name: str, operator) -> dict:
    table = operator.BuiltinOptions()

    def read(kind):
        options = kind()
        options.Init(table.Bytes, table.Pos)
        return options

    if name in ("CONV_2D", "DEPTHWISE_CONV_2D"):
        options = read(tflite.Conv2DOptions if name == "CONV_2D" else tflite.DepthwiseConv2DOptions)
        _require(options.DilationHFactor() == 1 and options.DilationWFactor() == 1, name, "dilation")
        if name == "DEPTHWISE_CONV_2D":
            _require(options.DepthMultiplier() == 1, name, "depth multiplier")
        return {
            "stride": (options.StrideH(), options.StrideW()),
            "same": options.Padding() == SAME_PADDING,
            "activation": ACTIVATIONS[options.FusedActivationFunction()],
        }
    if name == "MAX_POOL_2D":
        options = read(tflite.Pool2DOptions)
        return {
            "stride": (options.StrideH(), options.StrideW()),
            "kernel": (options.FilterHeight(), options.FilterWidth()),
            "same": options.Padding() == SAME_PADDING,
            "activation": ACTIVATIONS[options.FusedActivationFunction()],
        }
    if name == "ADD":
        return {"activation": ACTIVATIONS[read(tflite.AddOptions).FusedActivationFunction()]}
    if name == "RESIZE_BILINEAR":
        options = read(tflite.ResizeBilinearOptions)
        _require(options.HalfPixelCenters() and not options.AlignCorners(), name, "corner rule")
        return {"activation": None}
    if name == "DEPTH_TO_SPACE":
        return {"block": read(tflite.DepthToSpaceOptions).BlockSize()}
    if name == "CONCATENATION":
        return {"axis": read(tflite.ConcatenationOptions).Axis()}
    if name in ("PAD", "PRELU", "RESHAPE", "LOGISTIC"):
        return {}
    raise NotImplementedError(f"TFLite operation {name}")


def _require(condition: bool, name: str, what: str) -> None:
    if not condition:
        raise NotImplementedError(f"{name}: this {what} is not supported")


def _dense(values: np.ndarray, shape: tuple[int, ...], sparsity) -> np.ndarray:
    """Spreads TFLite's sparse storage (a tree of dimensions, blocks as extra inner ones) into an array.

    The tree is walked level by level in traversal order: `positions` is where each node of the
    level is stored, `coordinates` its index along every dimension walked so far.
    """
    order = sparsity.TraversalOrderAsNumpy().tolist()
    blocks = sparsity.BlockMapAsNumpy().tolist() if sparsity.BlockMapLength() else []
    rank = len(shape)
    block_size = {}
    for position, dimension in enumerate(blocks):
        block_size[dimension] = sparsity.DimMetadata(order.index(rank + position)).DenseSize()
    positions = np.zeros(1, np.int64)
    coordinates: dict[int, np.ndarray] = {}
    for level, dimension in enumerate(order):
        metadata = sparsity.DimMetadata(level)
        if metadata.Format() == tflite.DimensionType.DENSE:
            size = metadata.DenseSize()
            parents = np.repeat(np.arange(len(positions)), size)
            index = np.tile(np.arange(size), len(positions))
            positions = positions[parents] * size + index
        else:
            segments = _index_vector(metadata.ArraySegmentsType(), metadata.ArraySegments())
            indices = _index_vector(metadata.ArrayIndicesType(), metadata.ArrayIndices())
            counts = segments[positions + 1] - segments[positions]
            parents = np.repeat(np.arange(len(positions)), counts)
            within = np.arange(len(parents)) - np.repeat(np.cumsum(counts) - counts, counts)
            positions = segments[positions[parents]] + within
            index = indices[positions]
        coordinates = {d: c[parents] for d, c in coordinates.items()}
        coordinates[dimension] = index
    full = [coordinates[d] * block_size.get(d, 1) for d in range(rank)]
    for position, dimension in enumerate(blocks):
        full[dimension] = full[dimension] + coordinates[rank + position]
    dense = np.zeros(shape, values.dtype)
    dense[tuple(full)] = values[positions]
    return dense


def _index_vector(kind: int, table) -> np.ndarray:
    vector = {1: tflite.Int32Vector, 2: tflite.Uint16Vector, 3: tflite.Uint8Vector}[kind]()
    vector.Init(table.Bytes, table.Pos)
    return vector.ValuesAsNumpy().astype(np.int64)
