"""What a webcam makes of an image: a soft lens, sensor noise, and little light."""

from dataclasses import dataclass

import cv2
import numpy as np


@dataclass(frozen=True)
class Webcam:
    """noise: standard deviation of the luma, of 255; blur: of the lens, pixels; gain: brightness, 1 as rendered."""

    noise: float = 1.2
    blur: float = 0.6
    gain: float = 1.0

    def expose(self, frame, random):
        """uint8 RGB to uint8 RGB. Noise grows with the gain that a dim image needs, and blotches as sensors do."""
        image = cv2.GaussianBlur(frame, (0, 0), self.blur).astype(np.float32) * self.gain
        height, width = image.shape[:2]
        if self.noise > 0:
            image += random.standard_normal((height, width, 1), dtype=np.float32) * self.noise
            blotches = random.standard_normal((height // 2, width // 2, 3), dtype=np.float32)
            image += cv2.resize(blotches, (width, height)) * self.noise * 0.6
        return np.clip(image, 0, 255).astype(np.uint8)
