"""The rooms: solids with a material and colours, behind the person. Metres; the wall is at y = 1.15, the floor 0.85 below
the hips."""

import numpy as np

from formcheck_scripts.samples.geometry import ball, box, cylinder
from formcheck_scripts.samples.rotations import rotation

WALL_Y = 1.15
FLOOR_Z = -0.86
# Beyond all furniture, and beyond a camera at 1.9 metres that looks from the side.
SIDE_WALL_X = 2.4
ROOMS = ("living", "office", "bedroom", "gym")


class Solid:
    def __init__(self, shape, material, colour, second=(0, 0, 0), casts_shadow=True):
        self.shape, self.material, self.colour, self.second = shape, material, tuple(colour), tuple(second)
        self.casts_shadow = casts_shadow


def room(name, seed, wall, hip, chair, side_walls=False):
    """The room and the chair. wall: its colour; hip: the hip joint's place; chair: stool or backrest; side_walls: whether walls
    close the room on both sides, for a camera that looks from the side."""
    if name not in ROOMS:
        raise ValueError(f"There is no room '{name}'; there are {', '.join(ROOMS)}.")
    random = np.random.RandomState(seed)
    side = random.choice([-1, 1])
    solids = [
        Solid(box((0, WALL_Y + 0.05, 0.6), (9, 0.1, 4.4)), "wall", wall),
        Solid(box((0, -0.5, FLOOR_Z), (9, 6, 0.05)), "wood", (0.34, 0.22, 0.14) if name != "gym" else (0.16, 0.16, 0.17)),
        Solid(box((0, WALL_Y - 0.01, -0.75), (9, 0.03, 0.14)), "plain", (0.62, 0.62, 0.60)),
    ]
    solids += {"living": living, "office": office, "bedroom": bedroom, "gym": gym}[name](random, side)
    if side_walls:
        solids += side_wall(-SIDE_WALL_X, wall) + side_wall(SIDE_WALL_X, wall)
    return solids + seat(hip, chair)


def side_wall(x, colour):
    """A bare wall, so that nothing distracts from the posture. The sun shines through it: the light stays as without walls."""
    board = x - np.sign(x) * 0.02
    return [
        Solid(box((x, -0.5, 0.6), (0.04, 6, 4.4)), "wall", colour, casts_shadow=False),
        Solid(box((board, -0.5, -0.75), (0.03, 6, 0.14)), "plain", (0.62, 0.62, 0.60), casts_shadow=False),
    ]


def living(random, side):
    return window(side * 0.95) + sofa(-side * 0.95) + plant(random, side * 1.75)


def office(random, side):
    return picture(side * 0.95, 0.95) + shelf(random, -side * 1.15) + plant(random, side * 1.05)


def bedroom(random, side):
    return picture(-side * 0.85, 0.80, 0.62, 0.46) + wardrobe(side * 1.2) + lamp(-side * 1.45)


def gym(random, side):
    solids = mirror(side * 1.05) + rack(random, -side * 1.05)
    return solids + [Solid(ball((side * 1.15, WALL_Y - 0.36, -0.50), 0.33), "plain", (0.10, 0.25, 0.42))]


def seat(hip, chair):
    z = hip[2] - 0.115
    grey = (0.12, 0.11, 0.11)
    solids = [
        Solid(cylinder((0, 0.06, z - 0.085), (0, 0.06, z), 0.20), "plain", grey),
        Solid(cylinder((0, 0.06, FLOOR_Z), (0, 0.06, z - 0.08), 0.03), "plain", (0.5, 0.5, 0.5)),
    ]
    if chair == "backrest":
        solids.append(Solid(box((0, 0.27, z + 0.26), (0.36, 0.04, 0.30)), "plain", grey))
        for x in (-0.14, 0.14):
            solids.append(Solid(cylinder((x, 0.25, z - 0.05), (x, 0.28, z + 0.15), 0.014), "plain", (0.4, 0.4, 0.4)))
    return solids


def picture(x, z, width=0.52, height=0.40):
    y = WALL_Y
    return [
        Solid(box((x, y - 0.02, z), (width, 0.03, height)), "plain", (0.10, 0.08, 0.07)),
        Solid(box((x, y - 0.04, z), (width - 0.08, 0.02, height - 0.08)), "picture", (0.30, 0.45, 0.50), (0.75, 0.65, 0.45)),
    ]


def shelf(random, x):
    wood, y = (0.42, 0.29, 0.18), WALL_Y - 0.12
    solids = [Solid(box((x, y, z), (0.9, 0.24, 0.03)), "wood", wood) for z in (-0.25, 0.15, 0.55, 0.95)]
    solids += [Solid(box((x + s, y, 0.1), (0.03, 0.24, 1.75)), "wood", wood) for s in (-0.44, 0.44)]
    for z in (-0.235, 0.165, 0.565):
        at = x - 0.40
        while at < x + 0.32:
            width, height = random.uniform(0.022, 0.055), random.uniform(0.2, 0.32)
            grey = random.uniform(0.08, 0.45)
            colour = grey + (random.uniform(0.05, 0.45, 3) - grey) * 0.55  # books are not neon
            solids.append(Solid(box((at + width / 2, y - 0.01, z + height / 2), (width * 0.92, 0.16, height)), "plain", colour))
            at += width + (0.1 if random.rand() < 0.1 else 0)
    return solids


def plant(random, x):
    y = WALL_Y - 0.25
    solids = [Solid(cylinder((x, y, FLOOR_Z), (x, y, -0.35), 0.13, 0.17), "plain", (0.40, 0.23, 0.15))]
    solids.append(Solid(cylinder((x, y, -0.35), (x, y, 0.02), 0.02, segments=8), "wood", (0.25, 0.17, 0.10)))
    for _ in range(34):
        a = random.uniform(0, 2 * np.pi)
        stem = np.array([x, y, random.uniform(-0.25, 0.05)])
        tip = stem + np.array([np.cos(a) * 0.24, np.sin(a) * 0.14, random.uniform(0.10, 0.42)])
        green = (0.05 + 0.04 * random.rand(), 0.16 + 0.10 * random.rand(), 0.05)
        middle = (stem + tip) / 2 + [0, 0, 0.04]
        solids.append(Solid(cylinder(stem, middle, 0.004, 0.030, segments=6), "plain", green))
        solids.append(Solid(cylinder(middle, tip, 0.030, 0.003, segments=6), "plain", green))
    return solids


def window(x):
    y, white = WALL_Y, (0.72, 0.72, 0.70)
    solids = [
        Solid(box((x, y - 0.01, 0.78), (0.86, 0.02, 1.10)), "glow", (0.95, 1.02, 1.10)),
        Solid(box((x, y - 0.012, 0.42), (0.86, 0.02, 0.38)), "glow", (0.42, 0.52, 0.40)),
    ]
    for dx in (-0.44, 0.0, 0.44):
        solids.append(Solid(box((x + dx, y - 0.03, 0.78), (0.05, 0.05, 1.14)), "plain", white))
    for z in (0.21, 1.35):
        solids.append(Solid(box((x, y - 0.03, z), (0.93, 0.06, 0.05)), "plain", white))
    for s in (-1, 1):  # curtains, in folds
        for i in range(6):
            at = x + s * (0.50 + 0.045 * i)
            solids.append(Solid(cylinder((at, y - 0.09, -0.72), (at, y - 0.09, 1.5), 0.032), "wall", (0.50, 0.46, 0.38)))
    return solids


def sofa(x):
    colour, y = np.array((0.26, 0.23, 0.20)), WALL_Y - 0.38
    solids = [
        Solid(box((x, y, -0.62), (1.30, 0.70, 0.24)), "wood", colour * 0.8),
        Solid(box((x, y + 0.26, -0.25), (1.30, 0.18, 0.56)), "plain", colour * 0.9),
    ]
    for dx in (-0.32, 0.32):  # cushions, rounded at their front
        solids.append(Solid(box((x + dx, y - 0.02, -0.44), (0.60, 0.60, 0.13)), "plain", colour * 1.1))
        solids.append(Solid(cylinder((x + dx - 0.30, y - 0.32, -0.44), (x + dx + 0.30, y - 0.32, -0.44), 0.065), "plain", colour * 1.1))
        solids.append(Solid(box((x + dx, y + 0.14, -0.20), (0.58, 0.10, 0.36)), "plain", colour * 1.15))
    for dx in (-0.68, 0.68):
        solids.append(Solid(box((x + dx, y, -0.45), (0.14, 0.72, 0.46)), "plain", colour * 0.95))
        solids.append(Solid(cylinder((x + dx, y - 0.36, -0.22), (x + dx, y + 0.36, -0.22), 0.075), "plain", colour))
    turn = rotation("y", 14.0)
    solids.append(Solid(box((x + 0.30, y + 0.02, -0.20), (0.36, 0.09, 0.34), turn), "plain", (0.50, 0.30, 0.12)))
    return solids


def wardrobe(x):
    y, white = WALL_Y - 0.22, (0.60, 0.57, 0.52)
    solids = [Solid(box((x, y, 0.15), (0.95, 0.44, 2.0)), "wood", white)]
    solids.append(Solid(box((x, y - 0.223, 0.15), (0.012, 0.01, 1.94)), "plain", (0.25, 0.22, 0.2)))
    for dx in (-0.05, 0.05):
        solids.append(Solid(cylinder((x + dx, y - 0.24, 0.0), (x + dx, y - 0.24, 0.22), 0.010), "plain", (0.5, 0.5, 0.5)))
    return solids


def lamp(x):
    y = WALL_Y - 0.3
    return [
        Solid(cylinder((x, y, FLOOR_Z), (x, y, 0.55), 0.015), "plain", (0.2, 0.2, 0.2)),
        Solid(cylinder((x, y, 0.50), (x, y, 0.80), 0.20, 0.13), "glow", (0.95, 0.80, 0.56)),
    ]


def mirror(x):
    return [
        Solid(box((x, WALL_Y - 0.01, 0.55), (0.95, 0.02, 1.5)), "plain", (0.35, 0.40, 0.42)),
        Solid(box((x, WALL_Y - 0.005, 0.55), (1.01, 0.02, 1.56)), "plain", (0.08, 0.08, 0.08)),
    ]


def rack(random, x):
    steel, y = (0.07, 0.07, 0.08), WALL_Y - 0.2
    solids = [Solid(box((x, y, z), (0.95, 0.26, 0.03)), "plain", steel) for z in (-0.35, 0.05, 0.45)]
    solids += [Solid(box((x + s, y, -0.1), (0.04, 0.26, 1.5)), "plain", steel) for s in (-0.48, 0.48)]
    for z, r in ((-0.335, 0.075), (0.065, 0.06), (0.465, 0.05)):
        for i in range(4):
            at = np.array([x - 0.34 + 0.225 * i, y - 0.02, z + r])
            for s in (-1, 1):
                grey = random.uniform(0.03, 0.09)
                solids.append(Solid(cylinder(at + [s * 0.035, 0, 0], at + [s * 0.085, 0, 0], r), "plain", (grey, grey, grey)))
            solids.append(Solid(cylinder(at - [0.04, 0, 0], at + [0.04, 0, 0], 0.014), "plain", (0.5, 0.5, 0.5)))
    return solids
