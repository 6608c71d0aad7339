"""Image files, RGB uint8."""

from pathlib import Path

import cv2
import numpy as np


def read_rgb(file: Path) -> np.ndarray:
    return cv2.cvtColor(cv2.imread(str(file)), cv2.COLOR_BGR2RGB)


def write_jpeg(file: Path, image: np.ndarray, quality: int) -> None:
    cv2.imwrite(str(file), cv2.cvtColor(image, cv2.COLOR_RGB2BGR), (cv2.IMWRITE_JPEG_QUALITY, quality))
