"""Clothes on a person: a top and trousers, and a jacket, cardigan or hoodie over them."""

import cv2
import numpy as np
from scipy import sparse

from formcheck_scripts.posture.dressed import cloth
from formcheck_scripts.posture.dressed.appearance import WHOLE
from formcheck_scripts.posture.dressed.hood import hood
from formcheck_scripts.posture.dressed.meshes import Part, wrinkles
from formcheck_scripts.samples.body import vertex_normals

JEANS = {"female": "female_casualsuit01", "male": "male_casualsuit04"}


def dress(person):
    """Puts on the top of a suit, and jeans where the suit does not reach the legs."""
    worn, suit = person.worn, person.worn["top"]
    fitted = person.assets.fitted(person.body, "clothes", suit)
    person.hidden[fitted.hidden] = True
    shoulder, hip = person.body.heads["upperarm01.L"], person.body.heads["upperleg01.L"]
    image = person.assets.image("clothes", suit, f"{suit}_diffuse.png")
    normals = person.assets.image("clothes", suit, f"{suit}_normal.png")
    dressed = False
    for part in np.unique(fitted.parts):
        mine = fitted.parts == part
        high = fitted.vertices[mine, 2].max()
        if mine.sum() < 30 or (high < hip[2] + 0.22 and suit not in WHOLE):
            continue
        triangles = mine[fitted.triangles].all(1)
        first = not dressed or suit not in ("male_casualsuit05",)
        look = textured(person, fitted, triangles, image, worn["pattern"] if first else "own", worn["keep"])
        tight = 0.25 if worn["layer"] else 1.0  # what lies under a jacket does not fold through it
        hang(person, f"top{part}", fitted, triangles, look, normals, tight * worn["loose"], tight * worn["folds"], 0.0)
        dressed = True
        arms = fitted.vertices[mine]
        reach = along(person, arms[arms[:, 0] > shoulder[0] * 0.9])
        person.sleeve = max(person.sleeve, float(reach.max()) if len(reach) else 0.0)
    if suit not in WHOLE:
        jeans = JEANS[worn["sex"]]
        fitted = person.assets.fitted(person.body, "clothes", jeans)
        person.hidden[fitted.hidden[person.body.rest[fitted.hidden, 2] < hip[2] + 0.12]] = True
        image = person.assets.image("clothes", jeans, f"{jeans}_diffuse.png")
        tint = 0.35 * cloth.colour(person.r, 0.2, 1.2) + 0.65 * person.r.choice(((0.25, 0.35, 0.5), (0.1, 0.1, 0.12), (0.4, 0.36, 0.3)))
        for part in np.unique(fitted.parts):
            mine = fitted.parts == part
            if fitted.vertices[mine, 2].max() > hip[2] + 0.22 or mine.sum() < 100:
                continue
            look = cloth.hair_dye(image, tint) if image is not None else plain(0.3)
            hang(person, "trousers", fitted, mine[fitted.triangles].all(1), look, None, 0.0, 0.002, 0.0)


def along(person, points):
    """Positions of points along the left upper arm, as a share of its length."""
    shoulder, elbow = person.body.heads["upperarm01.L"], person.body.heads["lowerarm01.L"]
    arm = elbow - shoulder
    return (points - shoulder) @ arm / (arm @ arm)


def plain(grey):
    """A texture of one grey, 0 to 1."""
    return np.full((8, 8, 4), int(255 * grey), "u1")


def textured(person, fitted, triangles, image, pattern, keep):
    """The texture of a garment: its own in another colour, or drawn cloth with its own's seams."""
    if image is None:
        image = np.full((1024, 1024, 4), 200, "u1")
        image[..., 3] = 255
        keep = 0
    if pattern == "own":
        if person.r.random() < 0.6:
            hsv = cv2.cvtColor(np.ascontiguousarray(image[..., :3]), cv2.COLOR_RGB2HSV).astype(int)
            hsv[..., 0] = (hsv[..., 0] + int(person.r.integers(180))) % 180
            hsv[..., 2] = np.clip(hsv[..., 2] * person.r.uniform(0.7, 1.5), 0, 255)
            image = np.dstack([cv2.cvtColor(hsv.astype("u1"), cv2.COLOR_HSV2RGB), image[..., 3]])
        return image
    t, tt = fitted.triangles[triangles], fitted.texture_triangles[triangles]
    a, b, c = (fitted.vertices[t[:, k]] for k in range(3))
    true = np.linalg.norm(np.cross(b - a, c - a), axis=1).sum()
    u, v, w = (fitted.texture[tt[:, k]] for k in range(3))
    drawn_area = np.abs((v - u)[:, 0] * (w - u)[:, 1] - (v - u)[:, 1] * (w - u)[:, 0]).sum()
    extent = float(np.sqrt(true / max(drawn_area, 1e-9)))
    drawn, side = cloth.tile(pattern, person.r)
    size = image.shape[0]
    spread = cloth.spread(drawn, side * person.r.uniform(0.6, 1.5), extent, size, person.r.choice((0.0, 0.0, 0.6, np.pi / 2)))
    dyed = cloth.dye(image, spread, keep)
    dyed[..., 3] = 255
    return dyed


def hang(person, name, fitted, triangles, image, normal_map, loose, folds, lift):
    """Adds a garment over the body: off the skin by `lift` and, where it is loose, further towards its hem and cuffs; metres."""
    normals = vertex_normals(fitted.vertices, fitted.triangles)
    rest = fitted.vertices
    shoulder, hip = person.body.heads["upperarm01.L"], person.body.heads["upperleg01.L"]
    arm = np.abs(rest[:, 0]) > shoulder[0] * 1.02
    reach = np.clip(along(person, np.abs(rest * (1, 0, 0)) + rest * (0, 1, 1)), 0, 1)
    low = np.clip((shoulder[2] - 0.05 - rest[:, 2]) / (shoulder[2] - hip[2]), 0, 1)
    ease = np.where(arm, 0.35 + 0.55 * reach, 0.25 + 0.75 * low)
    collar = np.clip((rest[:, 2] - shoulder[2]) / 0.04, 0, 1) * ~arm
    ease *= 1 - 0.8 * collar
    moved = rest + normals * (lift + 0.002 + loose * ease)[:, None]
    weights = fitted.weights if name == "trousers" else off_the_legs(person, fitted.weights)
    part = Part(
        name, "cloth", moved, weights, fitted.triangles[triangles], fitted.texture, fitted.texture_triangles[triangles],
        image, normal_map, folds=(folds + 0.25 * loose) * (0.3 + 0.7 * ease), sag=1.3 * loose * ease,
        rough=float(person.r.uniform(0.55, 0.95)), sheen=float(person.r.uniform(0, 0.5)),
        waves=wrinkles(person.r, person.r.uniform(0.035, 0.08)),
    )  # fmt: skip
    person.parts.append(part)
    return part


def off_the_legs(person, weights):
    """The weights of a hem, which hangs from the pelvis: a lifted thigh does not move it."""
    legs = [n.startswith("upperleg") for n in person.body.names]
    free = weights.toarray()
    free[:, person.body.names.index("root")] += free[:, legs].sum(1)
    free[:, legs] = 0
    return sparse.csr_matrix(free)


def layer(person):
    """Puts a jacket, cardigan or hoodie over what is worn: open in front, or closed."""
    worn, outer_worn = person.worn, person.worn["layer"]
    shoulder, hip = person.body.heads["upperarm01.L"], person.body.heads["upperleg01.L"]
    fitted = person.assets.fitted(person.body, "clothes", outer_worn["suit"])
    image = person.assets.image("clothes", outer_worn["suit"], f"{outer_worn['suit']}_diffuse.png")
    highest = [fitted.vertices[fitted.parts == p, 2].max() for p in range(fitted.parts.max() + 1)]
    top = np.array(highest)[fitted.parts] > hip[2] + 0.22
    rest = fitted.vertices
    triangles = top[fitted.triangles].all(1)
    look = textured(person, fitted, triangles, image, outer_worn["pattern"], 0.5 * worn["keep"])
    lift = 0.010 + 0.5 * worn["loose"]
    outer = hang(person, "layer", fitted, triangles, look, None, worn["loose"] + 0.008, worn["folds"] + 0.002, lift)
    outer.open = 0.0 if outer_worn["closed"] else outer_worn["gap"]
    sleeve = rest[top & (rest[:, 0] > shoulder[0])]
    reach = float(along(person, sleeve).max())
    arms = fitted.hidden[np.abs(person.body.rest[fitted.hidden, 0]) > shoulder[0] * 1.05]
    person.hidden[arms] = True
    for part in person.parts:  # no second sleeve beneath the first
        if part.name.startswith("top"):
            middle = part.vertices[part.triangles].mean(1)
            kept = np.abs(middle[:, 0]) < shoulder[0] * 0.85 if reach > person.sleeve - 0.1 else np.ones(len(middle), bool)
            part.triangles = part.triangles[kept]
            part.indices = part.indices.reshape(-1, 3)[kept].ravel()
            part.rest_areas = part.rest_areas[kept]
    person.sleeve = max(person.sleeve, reach)
    if worn["hood"] != "none":
        mean = (look[..., :3].reshape(-1, 3).mean(0) / 255).tolist()
        hood(person, np.array(mean), worn["hood"] == "up")
