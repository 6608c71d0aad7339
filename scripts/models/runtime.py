"""Runs a converted network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from formcheck_scripts.models.pose_pipeline import Model


def torch_model(path: Path) -> Model:
    """A TorchScript file as a function of an RGB uint8 image, float32 out."""
    module = torch.jit.load(str(path))

    def run(image: np.ndarray) -> np.ndarray:
        with torch.inference_mode():
            return module(as_batch(image))[0].numpy()

    return run


def as_batch(image: np.ndarray) -> Tensor:
    """[1, rows, columns, 3]. Not of image[None]: numpy gives that axis the stride 0, torch then does not see that the image is
    channels-last, and fast.pt takes more than three times as long.
    """
    return torch.from_numpy(image)[None]


def projection_of(file: Path) -> tuple[np.ndarray, np.ndarray]:
    """Components (n, 4096) and offset (n) of the projection inside the upper body's portable network, float64."""
    parameters = dict(torch.jit.load(str(file)).named_parameters())
    components, offset = (parameters[name].detach().double().numpy() for name in ("components", "offset"))
    return components, offset
