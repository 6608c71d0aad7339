"""Runs an original network with TFLite."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from ai_edge_litert.interpreter import Interpreter, OpResolverType

from formcheck_scripts.models.crops import pooled
from formcheck_scripts.models.shapes import DETECTOR_INPUT, UPPER_BODY

TfliteModel = Callable[[np.ndarray], dict[tuple, np.ndarray]]


def tflite_model(path: Path) -> TfliteModel:
    """TFLite's outputs by their shapes, for an RGB uint8 image."""
    interpreter = Interpreter(model_path=str(path), num_threads=1)
    interpreter.allocate_tensors()
    (entry,) = interpreter.get_input_details()
    scale, offset = (2 / 255, -1) if entry["shape"][1] == DETECTOR_INPUT else (1 / 255, 0)

    def run(image: np.ndarray) -> dict[tuple, np.ndarray]:
        normalised = image[None].astype(np.float32) * np.float32(scale) + np.float32(offset)
        interpreter.set_tensor(entry["index"], normalised)
        interpreter.invoke()
        return {tuple(o["shape"]): interpreter.get_tensor(o["index"]) for o in interpreter.get_output_details()}

    return run


def upper_body_model(path: Path, components: np.ndarray, offset: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """The projected features of an upper-body crop by TFLite's own pose_landmark_full, which has them as an inner tensor."""
    interpreter = Interpreter(
        model_path=str(path),
        num_threads=1,
        experimental_preserve_all_tensors=True,
        experimental_op_resolver_type=OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES,
    )
    interpreter.allocate_tensors()
    (entry,) = interpreter.get_input_details()

    def run(image: np.ndarray) -> np.ndarray:
        interpreter.set_tensor(entry["index"], image[None].astype(np.float32) * np.float32(1 / 255))
        interpreter.invoke()
        return components @ pooled(interpreter.get_tensor(UPPER_BODY)[0]) + offset

    return run
