"""The pose of someone who walks through the image."""

import numpy as np

from formcheck_scripts.samples.rotations import axis_angle, least_rotation, rotation, unit

STEP = 0.68  # metres


def pose(body, x, y, direction, floor):
    """World rotations and positions of a walker.

    x: where across the image, metres; y: how far behind the one who exercises; direction: 1 walks to +X, -1 to -X;
    floor: its height, metres. The gait follows from the way: two steps a stride.
    """
    facing = rotation("z", 90.0 * direction)
    phase = np.pi * x * direction / STEP
    rotations = {"root": facing @ rotation("x", 4.0)}
    swing = np.sin(phase)
    hip_height = -floor + 0.03
    for mark, sign in (("L", 1), ("R", -1)):
        heads = body.heads
        thigh0 = unit(heads["lowerleg01." + mark] - heads["upperleg01." + mark])
        shin0 = unit(heads["lowerleg02." + mark] - heads["lowerleg01." + mark])
        thigh = np.radians(6 + 24 * sign * swing)
        bend = np.radians(12 + 38 * max(0.0, np.cos(phase) * sign))
        forward = lambda a: facing @ np.array([0.0, -np.sin(a), -np.cos(a)])
        rotations["upperleg01." + mark] = rotations["upperleg02." + mark] = least_rotation(thigh0, forward(thigh))
        rotations["upperleg01." + mark] = least_rotation(facing @ thigh0, forward(thigh)) @ facing
        rotations["upperleg02." + mark] = rotations["upperleg01." + mark]
        rotations["lowerleg01." + mark] = least_rotation(facing @ shin0, forward(thigh - bend)) @ facing
        rotations["lowerleg02." + mark] = rotations["lowerleg01." + mark]
        rotations["foot." + mark] = facing
        upper0 = unit(heads["lowerarm01." + mark] - heads["upperarm01." + mark])
        fore0 = unit(heads["wrist." + mark] - heads["lowerarm01." + mark])
        arm = np.radians(-20 * sign * swing)
        hang = facing @ unit(np.array([sign * 0.16, -np.sin(arm), -np.cos(arm)]))
        fore = facing @ unit(np.array([sign * 0.08, -np.sin(arm + 0.35), -np.cos(arm + 0.35)]))
        rotations["upperarm01." + mark] = least_rotation(facing @ upper0, hang) @ facing
        rotations["upperarm02." + mark] = rotations["upperarm01." + mark]
        rotations["lowerarm01." + mark] = least_rotation(facing @ fore0, fore) @ facing
        rotations["lowerarm02." + mark] = rotations["lowerarm01." + mark]
        rotations["wrist." + mark] = rotations["lowerarm01." + mark]
        curl = axis_angle(facing @ np.array([0.0, 1.0, 0.0]), np.radians(-18 * sign))
        for finger in range(2, 6):
            for joint in (1, 2, 3):
                rotations[f"finger{finger}-{joint}.{mark}"] = curl @ rotations["wrist." + mark]
    leg = np.linalg.norm(body.heads["upperleg01.L"] - body.heads["foot.L"]) + 0.08
    rise = leg - (hip_height + body.heads["upperleg01.L"][2]) + 0.012 * np.cos(2 * phase)
    offset = np.array([x, y, rise]) - np.array([body.heads["root"][0], body.heads["root"][1], 0.0])
    return body.forward_kinematics(rotations, {"root": offset})
