"""The network: what the cues and the look of the shoulders say of posture, against the person's own calibration."""

import torch
from torch import nn

import cues
import looks as picture

TARGETS = ("blades", "extension", "shrug", "slouch", "head", "back", "lean")
UNITS = (3.0, 6.0, 2.5, 5.0, 3.0, 20.0, 4.0)
"""Of the targets: cm, degrees, cm, cm, cm, degrees, degrees. The network's outputs are in these units."""
LOOK = 96
RAW = len(cues.NAMES) - len(cues.PICTURE)
BLOCK = len(cues.NAMES)
CUES = RAW + 3 * BLOCK
REFERENCES = 3
CONVOLUTIONAL = 16  # layers of the encoder up to where it is flattened
KERNEL = 0.11  # of 90 degrees: how near in elevation a calibrated look counts


class Encoder(nn.Module):
    """(frames, 1, 192, 160) in 0..1 to LOOK numbers."""

    def __init__(self):
        super().__init__()

        def layer(into, out, kernel, stride):
            return [nn.Conv2d(into, out, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(out), nn.ReLU()]

        self.layers = nn.Sequential(
            *layer(1, 16, 5, 2), *layer(16, 48, 3, 2), *layer(48, 80, 3, 2), *layer(80, 96, 3, 2), *layer(96, 32, 1, 1),
            nn.Flatten(), nn.Dropout(0.3), nn.Linear(32 * (picture.WIDTH // 16) * (picture.HEIGHT // 16), LOOK), nn.ReLU(),
        )  # fmt: skip

    def forward(self, pictures, coarse=False):
        """coarse: convolve in bfloat16, which learns in a third of the time where the processor has it."""
        with torch.autocast("cpu", torch.bfloat16, enabled=coarse):
            deep = self.layers[:CONVOLUTIONAL](pictures)
        return self.layers[CONVOLUTIONAL:](deep.float())


class Head(nn.Module):
    """Cues (compared), looks (compared) and what of both is there, to the targets in their UNITS, and how far off it may be.

    The second half of the outputs are logarithms of the expected absolute error, in the same units.
    """

    def __init__(self, outputs=2 * len(TARGETS)):
        super().__init__()
        self.register_buffer("middle", torch.zeros(CUES))
        self.register_buffer("spread", torch.ones(CUES))
        self.cues = nn.Sequential(nn.Linear(CUES, 96), nn.ReLU(), nn.Dropout(0.3))
        self.joint = nn.Sequential(
            nn.Linear(96 + 4 * LOOK + 6, 96), nn.ReLU(), nn.Dropout(0.3), nn.Linear(96, outputs)
        )

    def forward(self, compared, looks, there, elevation):
        """compared: (n, CUES), 0 where not calibrated; there: (n, 4) flags tall, most, forward, look."""
        known = there[:, :3].repeat_interleave(BLOCK, 1)
        known = torch.cat([torch.ones(len(compared), RAW), known], 1)
        c = ((compared - self.middle) / self.spread).clamp(-4.0, 4.0) * known
        e = (elevation - cues.CENTRE)[:, None]
        return self.joint(torch.cat([self.cues(c), looks, there, e, e * e], 1))


def compare_looks(looks, elevation, tall, most, forward, has):
    """Looks, then their differences to sitting tall and to both raises at the same elevation; 0 for what is missing.

    tall, most, forward: (looks, elevations) or None. has: whether there is a look at all.
    """
    out = [looks, torch.zeros_like(looks), torch.zeros_like(looks), torch.zeros_like(looks)]
    if tall is not None:
        out[1] = looks - tall[0].mean(0)
    for k, raise_ in ((2, most), (3, forward)):
        if raise_ is not None:
            weights = torch.softmax(-((elevation[:, None] - raise_[1][None]) ** 2) / (2 * KERNEL**2), 1)
            out[k] = looks - weights @ raise_[0]
    return torch.cat(out, 1) * has
