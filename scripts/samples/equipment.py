"""What the hands hold: dumbbells, or an elastic band that runs from each hand to under the seat."""

import numpy as np

from formcheck_scripts.samples.geometry import cylinder, join, tube
from formcheck_scripts.samples.rotations import unit

SLACK_LENGTH = 0.62  # of each half of the band, unstretched, metres
THICKNESS = 0.011  # of the slack band, radius in metres
KINDS = ("none", "band", "weights")


def grip(positions, mark):
    """The fist's middle, the axis of what it holds (towards the index finger), for the side 'L' or 'R'."""
    knuckle, wrist = positions["finger3-1." + mark], positions["wrist." + mark]
    hand = unit(knuckle - wrist)
    axis = unit(positions["finger2-1." + mark] - positions["finger5-1." + mark])
    palm = unit(np.cross(hand, axis)) * (1 if mark == "L" else -1)
    return knuckle + 0.012 * hand + 0.030 * palm, axis


def dumbbell(positions, mark, radius=0.042, length=0.18):
    """Handle and heads, apart: they differ in colour."""
    middle, axis = grip(positions, mark)
    end, inner = axis * length / 2, axis * (length / 2 - 0.055)
    heads = join(
        [cylinder(middle + s * inner, middle + s * 0.9 * end, radius, segments=18) for s in (-1, 1)]
        + [cylinder(middle + s * 0.9 * end, middle + s * end, radius, 0.8 * radius, segments=18) for s in (-1, 1)]
    )
    return cylinder(middle - inner, middle + inner, 0.014, segments=12), heads


def band(positions, mark):
    """One half of the band: through the fist, then down to beside the seat. Slack it sags, stretched it is thinner."""
    middle, axis = grip(positions, mark)
    sign = 1 if mark == "L" else -1
    hip = positions["upperleg01." + mark]
    anchor = np.array([sign * 0.235, hip[1] + 0.10, hip[2] - 0.12])
    distance = np.linalg.norm(anchor - middle)
    sag = 0.5 * np.sqrt(max(SLACK_LENGTH**2 - distance**2, 0.0)) + 0.004
    radius = THICKNESS * np.sqrt(min(1.0, SLACK_LENGTH / distance))
    steps = np.linspace(0, 1, 15)
    line = [middle + t * (anchor - middle) + np.array([sign * 0.35 * sag, 0.1 * sag, -sag]) * 4 * t * (1 - t) for t in steps]
    handle = [middle + axis * 0.05, middle - axis * 0.05]
    return join([tube(line, [radius] * len(line)), tube(handle, [0.013, 0.013], 10)])
