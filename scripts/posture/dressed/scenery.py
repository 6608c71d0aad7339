"""Rooms and chairs, drawn from a random generator. Metres; the person faces -Y, the back wall is behind, the floor beneath the feet."""

import numpy as np

from formcheck_scripts.posture.dressed import furniture
from formcheck_scripts.posture.dressed.solids import Scene, shade
from formcheck_scripts.samples.geometry import box, cylinder
from formcheck_scripts.samples.rotations import rotation


def room(r, floor):
    """A room around the person, with furniture, and what was drawn of it: metres."""
    s = Scene()
    back, side, ceiling = r.uniform(0.75, 3.6), r.uniform(1.3, 3.2), floor + r.uniform(2.25, 2.9)
    surface = str(
        r.choice(
            ("plaster", "plain", "brick", "tiles", "stripes", "flowers", "wood", "panels"),
            p=(0.26, 0.24, 0.1, 0.07, 0.1, 0.08, 0.08, 0.07),
        )
    )
    wall = shade(r, 0.12, 0.85)
    second = np.clip(wall * r.uniform(0.6, 1.3), 0, 0.95) if r.random() < 0.6 else shade(r)
    s.add(box((0, back + 0.05, floor + 1.4), (2 * side + 0.2, 0.1, 3.4)), surface, wall, second, r.uniform(0, 9))
    for x in (-side, side):
        s.add(box((x, back - 3, floor + 1.4), (0.1, 6.5, 3.4)), "plaster", wall * r.uniform(0.75, 1.1), None, r.uniform(0, 9))
    s.add(
        box((0, back - 3, floor - 0.05), (2 * side, 7, 0.1)),
        str(r.choice(("wood", "tiles", "plain", "fabric"))),
        shade(r, 0.05, 0.5),
        None,
        1.0,
    )
    s.add(box((0, back - 3, ceiling + 0.05), (2 * side, 7, 0.1)), "plain", (0.8, 0.8, 0.78))
    s.add(box((0, back - 0.01, floor + 0.05), (2 * side, 0.03, r.uniform(0.06, 0.14))), "plain", shade(r, 0.3, 0.85, 0.95))
    # Places along the back wall, each with something or nothing.
    places = np.linspace(-side + 0.45, side - 0.45, max(2, int(2 * side / 0.95)))
    for x in places:
        furniture.THINGS[r.integers(len(furniture.THINGS))](s, r, x + r.normal(0, 0.08), back, floor)
    if r.random() < 0.4:
        y = back - r.uniform(0.5, 1.2)
        (furniture.plant, furniture.lamp)[r.integers(2)](s, r, r.choice((-1, 1)) * min(side - 0.3, r.uniform(0.8, 1.4)), y, floor)
    return s, {"back": float(back), "surface": surface, "ceiling": float(ceiling)}


def chair(r, kind, hips, shoulders, back):
    """What the person sits on; its back is `back` metres behind the hips' line."""
    s = Scene()
    seat = hips[2] - 0.11
    colour = shade(r, 0.02, 0.6, 0.6)
    lean = rotation("x", -r.uniform(4, 12))
    s.add(cylinder((0, 0.04, seat - 0.07), (0, 0.04, seat), 0.22), "fabric", colour)
    s.add(cylinder((0, 0.04, seat - 0.45), (0, 0.04, seat - 0.07), 0.03), "plain", (0.4, 0.4, 0.4))
    if kind == "stool":
        return s
    tall = shoulders[2] - seat
    y = hips[1] + back
    top = {"dining": 0.78, "office": 0.85, "high": 1.32, "gaming": 1.45, "armchair": 1.15}[kind] * tall
    centre = np.array((0, y + 0.03, seat + top / 2 + 0.04))
    if kind == "dining":
        wood = shade(r, 0.08, 0.6, 0.6)
        for x in np.linspace(-0.17, 0.17, int(r.integers(3, 6))):
            s.add(box(centre + [x, 0, 0], (0.03, 0.025, top), lean), "wood", wood)
        for dz in (-0.3, 0.45):
            s.add(box(centre + lean @ [0, 0, dz * top], (0.40, 0.03, 0.07), lean), "wood", wood)
    elif kind in ("office", "high"):
        wide = r.uniform(0.36, 0.46)
        s.add(box(centre, (wide, 0.05, top), lean), "fabric", colour, None, 3)
        s.add(box(centre + lean @ [0, 0.03, 0], (wide + 0.03, 0.02, top + 0.03), lean), "plain", colour * 0.5)
        if kind == "high" and r.random() < 0.5:
            s.add(box(centre + lean @ [0, -0.035, 0.40 * top], (0.28, 0.06, 0.14), lean), "fabric", colour * 1.3)
    elif kind == "gaming":
        second = shade(r, 0.1, 0.8, 0.0)
        s.add(box(centre, (0.34, 0.07, top), lean), "fabric", colour * 0.5)
        for x in (-1, 1):
            s.add(box(centre + lean @ [0.20 * x, -0.03, 0.10 * top], (0.09, 0.10, 0.62 * top), lean), "fabric", second)
            s.add(box(centre + lean @ [0.15 * x, -0.01, 0.44 * top], (0.06, 0.08, 0.16 * top), lean), "fabric", second)
        s.add(box(centre + lean @ [0, -0.06, 0.40 * top], (0.24, 0.07, 0.12), lean), "fabric", colour)
    else:
        wide = r.uniform(0.55, 0.75)
        s.add(box(centre + [0, 0.06, 0], (wide, 0.16, top), lean), "fabric", colour)
        for x in (-1, 1):
            s.add(box((x * (wide / 2 + 0.08), y - 0.26, seat + 0.06), (0.15, 0.55, 0.36)), "fabric", colour * 1.05)
    if kind in ("office", "high", "gaming") and r.random() < 0.6:
        for x in (-1, 1):
            s.add(box((x * 0.33, y - 0.22, seat + 0.20), (0.07, 0.26, 0.03)), "plain", (0.05, 0.05, 0.05))
            s.add(cylinder((x * 0.33, y - 0.18, seat - 0.02), (x * 0.33, y - 0.18, seat + 0.19), 0.018), "plain", (0.1, 0.1, 0.1))
    return s
