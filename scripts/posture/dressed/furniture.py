"""Furniture along the back wall of a room. Each function adds one thing to a scene: r is the random generator, x and y where
it is, floor its height; metres."""

import numpy as np

from formcheck_scripts.posture.dressed.solids import shade
from formcheck_scripts.samples.geometry import ball, box, cylinder
from formcheck_scripts.samples.rotations import rotation


def nothing(s, r, x, y, floor):
    """An empty place."""


def window(s, r, x, y, floor):
    wide, tall, z = r.uniform(0.6, 1.3), r.uniform(0.7, 1.3), floor + r.uniform(1.35, 1.6)
    bright = r.choice((r.uniform(0.5, 0.95), r.uniform(0.02, 0.12)), p=(0.75, 0.25))
    s.add(
        box((x, y - 0.01, z), (wide, 0.02, tall)),
        "view",
        (bright, bright, bright * 1.02),
        (bright * 0.5, bright * 0.6, bright * 0.45),
        r.uniform(0, 9),
    )
    frame = shade(r, 0.3, 0.9, 0.95)
    for dx in (-wide / 2, 0, wide / 2):
        s.add(box((x + dx, y - 0.03, z), (0.05, 0.06, tall + 0.05)), "plain", frame)
    for dz in (-tall / 2, tall / 2):
        s.add(box((x, y - 0.03, z + dz), (wide + 0.05, 0.06, 0.05)), "plain", frame)
    if r.random() < 0.35:
        for z2 in np.arange(z + tall / 2, z - tall / 2 * r.uniform(-0.6, 0.9), -0.05):
            s.add(box((x, y - 0.08, z2), (wide, 0.035, 0.006), rotation("x", 25)), "plain", frame * 0.9)


def curtain(s, r, x, y, floor):
    colour = shade(r, 0.1, 0.8, 0.5)
    for k in range(9):
        at = x - 0.36 + 0.09 * k
        s.add(
            cylinder((at, y - 0.08, floor + 0.05), (at, y - 0.08, floor + 2.3), r.uniform(0.045, 0.06), segments=12),
            "fabric",
            colour * r.uniform(0.85, 1.1),
        )


def shelf(s, r, x, y, floor):
    wood, deep = shade(r, 0.1, 0.7), 0.26
    heights = floor + np.cumsum(r.uniform(0.30, 0.42, 6))
    for z in heights:
        s.add(box((x, y - deep / 2, z), (0.85, deep, 0.025)), "wood", wood, wood * 0.6, z)
        at = x - 0.40
        while at < x + 0.34:
            kind = r.random()
            if kind < 0.75:
                w, h = r.uniform(0.015, 0.055), r.uniform(0.17, 0.28)
                s.add(box((at + w / 2, y - 0.12, z + h / 2), (w * 0.94, 0.16, h)), "plain", shade(r, 0.05, 0.8, 0.4))
                at += w
            elif kind < 0.85:
                s.add(
                    ball((at + 0.06, y - 0.12, z + 0.075), 0.06, (1, 1, r.uniform(0.6, 1.2)), 8, 12),
                    "plain",
                    shade(r, 0.1, 0.8, 0.4),
                )
                at += 0.13
            else:
                at += r.uniform(0.03, 0.15)
    for dx in (-0.44, 0.44):
        s.add(box((x + dx, y - deep / 2, floor + 1.15), (0.025, deep, 2.3)), "wood", wood, wood * 0.6, 2.0)


def pictures(s, r, x, y, floor):
    for _ in range(int(r.integers(1, 4))):
        w, h = r.uniform(0.2, 0.6), r.uniform(0.2, 0.6)
        at, z = x + r.normal(0, 0.15), floor + r.uniform(1.2, 1.9)
        s.add(box((at, y - 0.015, z), (w + 0.05, 0.03, h + 0.05)), "plain", shade(r, 0.02, 0.7, 0.9))
        s.add(box((at, y - 0.022, z), (w, 0.03, h)), "picture", shade(r, 0.05, 0.9, 0.2), shade(r, 0.05, 0.9, 0.2), r.uniform(0, 50))


def door(s, r, x, y, floor):
    colour = shade(r, 0.1, 0.9, 0.85)
    s.add(box((x, y - 0.01, floor + 1.0), (0.92, 0.05, 2.05)), "plain", colour * 0.85)
    s.add(box((x, y - 0.03, floor + 1.0), (0.82, 0.05, 1.98)), str(r.choice(("plain", "wood"))), colour)
    for z in (0.6, 1.4):
        s.add(box((x, y - 0.04, floor + z), (0.55, 0.05, 0.6)), "plain", colour * 1.08)
    s.add(cylinder((x + 0.34, y - 0.11, floor + 1.02), (x + 0.24, y - 0.11, floor + 1.02), 0.011), "plain", (0.6, 0.58, 0.5))


def cabinet(s, r, x, y, floor):
    colour, high = shade(r, 0.1, 0.85, 0.7), r.uniform(0.8, 2.1)
    s.add(box((x, y - 0.22, floor + high / 2), (0.9, 0.44, high)), str(r.choice(("plain", "wood"))), colour)
    for k in range(int(high / 0.4)):
        s.add(box((x, y - 0.445, floor + 0.2 + 0.4 * k), (0.86, 0.01, 0.37)), "plain", colour * r.uniform(0.9, 1.08))
        s.add(
            cylinder((x - 0.06, y - 0.47, floor + 0.3 + 0.4 * k), (x + 0.06, y - 0.47, floor + 0.3 + 0.4 * k), 0.007),
            "plain",
            (0.4, 0.4, 0.4),
        )
    if high < 1.3 and r.random() < 0.7:
        s.add(ball((x + r.uniform(-0.3, 0.3), y - 0.2, floor + high + 0.12), 0.1, (1, 1, 1.3)), "plain", shade(r, 0.05, 0.8, 0.3))


def plant(s, r, x, y, floor):
    y = y - 0.28
    pot = r.uniform(0.25, 0.5)
    s.add(cylinder((x, y, floor), (x, y, floor + pot), 0.12, 0.17), "plain", shade(r, 0.1, 0.8, 0.5))
    tall = r.uniform(0.3, 1.1)
    for _ in range(int(r.integers(22, 50))):
        a, up = r.uniform(0, 2 * np.pi), r.uniform(0.1, 1.0)
        start = np.array((x, y, floor + pot + 0.3 * up * tall))
        reach = r.uniform(0.1, 0.3)
        tip = start + np.array((np.cos(a) * reach, 0.7 * np.sin(a) * reach, up * tall * 0.8))
        middle = (start + tip) / 2 + np.array((0, 0, 0.05))
        green = np.array((0.05, 0.18, 0.05)) * r.uniform(0.6, 2.2) + np.array((r.uniform(0, 0.1), 0, 0))
        s.add(cylinder(start, middle, 0.004, 0.028, segments=5), "plain", green)
        s.add(cylinder(middle, tip, 0.028, 0.002, segments=5), "plain", green)


def lamp(s, r, x, y, floor):
    y = y - 0.3
    s.add(cylinder((x, y, floor), (x, y, floor + 1.35), 0.015), "plain", (0.2, 0.2, 0.2))
    warm = r.uniform(0.3, 1.0)
    s.add(cylinder((x, y, floor + 1.3), (x, y, floor + 1.62), 0.2, 0.13), "glow", np.array((0.95, 0.82, 0.6)) * warm)


def television(s, r, x, y, floor):
    s.add(box((x, y - 0.03, floor + 1.25), (1.1, 0.05, 0.64)), "plain", (0.02, 0.02, 0.022))
    if r.random() < 0.4:
        s.add(
            box((x, y - 0.056, floor + 1.25), (1.06, 0.01, 0.6)),
            "picture",
            shade(r, 0.1, 0.9, 0.1),
            shade(r, 0.1, 0.9, 0.1),
            r.uniform(0, 50),
        )


def sofa(s, r, x, y, floor):
    colour, y = shade(r, 0.05, 0.7, 0.6), y - 0.42
    s.add(box((x, y, floor + 0.24), (1.5, 0.75, 0.34)), "fabric", colour)
    s.add(box((x, y + 0.27, floor + 0.62), (1.5, 0.2, 0.55)), "fabric", colour * 0.95)
    for dx in (-0.78, 0.78):
        s.add(box((x + dx, y, floor + 0.35), (0.16, 0.76, 0.6)), "fabric", colour * 1.05)
    for dx in r.uniform(-0.6, 0.6, 2):
        s.add(
            box((x + dx, y + 0.06, floor + 0.60), (0.4, 0.12, 0.38), rotation("y", r.uniform(-25, 25))),
            "fabric",
            shade(r, 0.05, 0.9, 0.2),
        )


def bed(s, r, x, y, floor):
    s.add(box((x, y - 0.05, floor + 0.55), (1.5, 0.08, 1.0)), "wood", shade(r, 0.1, 0.6))
    s.add(box((x, y - 0.9, floor + 0.28), (1.45, 1.7, 0.4)), "fabric", shade(r, 0.2, 0.9, 0.6))
    for dx in (-0.35, 0.35):
        s.add(box((x + dx, y - 0.22, floor + 0.62), (0.6, 0.16, 0.36), rotation("x", -25)), "fabric", shade(r, 0.5, 0.95, 0.8))


def whiteboard(s, r, x, y, floor):
    s.add(box((x, y - 0.02, floor + 1.4), (1.2, 0.03, 0.85)), "plain", (0.5, 0.5, 0.5))
    s.add(box((x, y - 0.03, floor + 1.4), (1.14, 0.03, 0.8)), "plain", (0.9, 0.9, 0.92))
    for _ in range(8):
        at = np.array((x + r.uniform(-0.5, 0.3), y - 0.05, floor + 1.4 + r.uniform(-0.33, 0.33)))
        s.add(box(at, (r.uniform(0.05, 0.35), 0.005, 0.01)), "plain", shade(r, 0, 0.6, 0))


def clock(s, r, x, y, floor):
    z = floor + r.uniform(1.5, 2.0)
    s.add(cylinder((x, y, z), (x, y - 0.04, z), 0.15, segments=28), "plain", shade(r, 0.02, 0.9, 0.7))
    s.add(cylinder((x, y - 0.04, z), (x, y - 0.045, z), 0.13, segments=28), "plain", (0.9, 0.9, 0.88))
    s.add(box((x, y - 0.05, z + 0.04), (0.012, 0.005, 0.09)), "plain", (0.05, 0.05, 0.05))


def coats(s, r, x, y, floor):
    for k in range(3):
        at = x - 0.2 + 0.2 * k
        s.add(
            cylinder((at, y - 0.12, floor + 0.8), (at, y - 0.1, floor + 1.65), r.uniform(0.09, 0.13), 0.05, segments=10),
            "fabric",
            shade(r, 0.03, 0.6, 0.4),
        )


THINGS = (
    window, curtain, shelf, pictures, door, cabinet, plant, lamp, television, sofa, bed, whiteboard, clock, coats, nothing, nothing,
)  # fmt: skip
