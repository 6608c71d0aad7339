"""Writes a network as TorchScript in one of its forms: int8, fast or portable."""

from __future__ import annotations

import multiprocessing
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch.utils.mobile_optimizer import optimize_for_mobile

from formcheck_scripts.models import torchscript_file


def in_own_process(write: Callable[..., None], *arguments) -> None:
    """One process a file: torch numbers the classes of a process, and the numbers end up in the file."""
    process = multiprocessing.get_context("spawn").Process(target=write, args=arguments)
    process.start()
    process.join()
    if process.exitcode != 0:
        raise SystemExit(f"writing {arguments} failed")


def trace(model: torch.nn.Module, size: int, form: str, crops: Callable[[], list[np.ndarray]], path: Path) -> None:
    """Writes a network, whose body is its `net`, for squares of `size` pixels; crops calibrate the 8-bit form."""
    warnings.filterwarnings("ignore")  # the tracer warns of every shape that it takes as constant
    torch.manual_seed(1)
    example = torch.randint(0, 256, (1, size, size, 3), dtype=torch.uint8)
    if form == "int8":
        from formcheck_scripts.models.int8_net import quantise  # its classes would change the other forms' bytes

        model.net = quantise(model.net, crops())
    with torch.no_grad():
        traced = torch.jit.trace(model.eval(), example, check_trace=False)
        # Freezing would widen the float16 weights at once, hence only the others are optimised.
        torchscript_file.write(traced if form == "portable" else optimize_for_mobile(traced), path)
