"""Who they are and what they wear: a look from a number, and its meshes on a body."""

import cv2
import numpy as np
from scipy import sparse

from formcheck_scripts.posture.dressed import cloth
from formcheck_scripts.posture.dressed.meshes import Part, wrinkles
from formcheck_scripts.samples.body import Body, data_folder, vertex_normals
from formcheck_scripts.samples.figure import BODY_VERTICES, JOINT_BONES, JOINTS, ear_vertices
from formcheck_scripts.samples.geometry import ball, cylinder, join, tube

FACES = (
    "head/head-oval", "head/head-round", "head/head-square", "head/head-rectangular", "head/head-invertedtriangular", "head/head-diamond",
    "head/head-fat-incr", "nose/nose-scale-horiz-incr", "nose/nose-scale-vert-incr", "nose/nose-hump-incr", "nose/nose-width1-incr",
    "chin/chin-width-incr", "chin/chin-width-decr", "chin/chin-height-incr", "mouth/mouth-scale-horiz-incr",
    "mouth/mouth-upperlip-volume-incr",
    "cheek/l-cheek-volume-incr", "forehead/forehead-scale-vert-incr", "neck/neck-double-incr",
)  # fmt: skip
SHAPES = (  # opposite ends of what changes how a body's posture looks
    "arms/measure-upperarm-length", "arms/measure-lowerarm-length", "torso/torso-scale-horiz", "torso/torso-scale-depth",
    "torso/torso-scale-vert", "torso/torso-muscle-dorsi", "torso/torso-muscle-pectoral", "neck/neck-scale-vert", "neck/neck-scale-horiz",
    "neck/neck-scale-depth", "head/head-scale-horiz", "head/head-scale-vert", "stomach/stomach-tone",
)  # fmt: skip
JEANS = {"female": "female_casualsuit01", "male": "male_casualsuit04"}
# Tops of MakeHuman's suits; whole: the mesh goes down to the legs.
FEMALE = ("female_casualsuit01", "female_casualsuit02", "female_elegantsuit01", "female_sportsuit01", "male_casualsuit06",
          "male_casualsuit02", "male_casualsuit03")  # fmt: skip
MALE = ("male_casualsuit01", "male_casualsuit02", "male_casualsuit03", "male_casualsuit04", "male_casualsuit05", "male_casualsuit06",
        "male_elegantsuit01", "male_worksuit01")  # fmt: skip
WHOLE = {"male_casualsuit01", "male_worksuit01"}
OUTER = ("male_casualsuit02", "male_casualsuit03", "male_casualsuit06", "female_elegantsuit01")
SHORT_HAIR, LONG_HAIR = (
    ("short01", "short02", "short03", "short04", "afro01"),
    ("long01", "bob01", "bob02", "braid01", "ponytail01"),
)
LONG_SHARES, SHORT_SHARES = (0.34, 0.14, 0.22, 0.16, 0.14), (0.22, 0.23, 0.22, 0.23, 0.10)
OVER_SHOULDERS = {"long01", "braid01"}
HAIR_SHADES = ((0.05, 0.04, 0.035), (0.16, 0.10, 0.06), (0.30, 0.19, 0.10), (0.55, 0.40, 0.22), (0.78, 0.66, 0.45), (0.36, 0.16, 0.09),
               (0.62, 0.61, 0.60), (0.86, 0.85, 0.84))  # fmt: skip
SKINS = {
    ("light", "female"): ("young_lightskinned_female_diffuse2", "young_lightskinned_female_diffuse3",
                          "middleage_lightskinned_female_diffuse2"),
    ("light", "male"): ("young_lightskinned_male_diffuse", "young_lightskinned_male_diffuse2", "young_lightskinned_male_diffuse3",
                        "middleage_lightskinned_male_diffuse", "middleage_lightskinned_male_diffuse2"),
    ("dark", "female"): ("young_darkskinned_female_diffuse",),
    ("dark", "male"): ("young_darkskinned_male_diffuse", "middleage_darkskinned_male_diffuse", "old_darkskinned_male_diffuse"),
}  # fmt: skip
DARK_TONE, LIGHT_TONE = np.array((0.43, 0.29, 0.21)), np.array((0.80, 0.62, 0.52))  # sRGB, a middle of each
CHAIRS = ("stool", "dining", "office", "high", "gaming", "armchair")
HIGH_CHAIRS = {"high", "gaming", "armchair"}


def hair_shade(r, age):
    shade = np.array(HAIR_SHADES[r.integers(6 if age < 0.7 else 8)]) * r.uniform(0.8, 1.2)
    return [float(x) for x in shade + r.uniform(0.1, 0.5) * (shade.mean() - shade)]


def exists(name):
    return (data_folder() / "targets" / f"{name}.target.gz").exists()


def look(number):
    """Somebody new; all of it may be written to truth.json."""
    r = np.random.default_rng([8101, number])
    female = bool(r.random() < 0.5)
    race = r.dirichlet((0.5, 0.5, 0.6))
    extra = {}
    for morph in SHAPES:
        weight = r.normal(0, 0.35)
        name = morph + ("-incr" if weight > 0 else "-decr")
        if exists(name):
            extra[name] = float(min(abs(weight), 0.8))
    for morph in r.choice(FACES, 6, replace=False):
        if exists(morph):
            extra[str(morph)] = float(r.uniform(0.1, 0.8))
            if "/l-" in morph:
                extra[morph.replace("/l-", "/r-")] = extra[str(morph)]
    dark = float(np.clip(race[0] * 1.1 + r.normal(0, 0.08), 0, 1))
    age = float(r.choice((r.uniform(0.5, 0.6), r.uniform(0.6, 0.9))))
    top = str(r.choice(FEMALE if female else MALE))
    hooded = r.choice(("none", "down", "up"), p=(0.72, 0.18, 0.10))
    layered = top not in WHOLE | {"male_casualsuit05", "male_elegantsuit01"} and (hooded != "none" or r.random() < 0.3)
    long_haired = hooded != "up" and r.random() < (0.75 if female else 0.08)
    hair = (
        "none"
        if not female and r.random() < 0.12
        else str(r.choice(LONG_HAIR, p=LONG_SHARES) if long_haired else r.choice(SHORT_HAIR, p=SHORT_SHARES))
    )
    own_cloth = bool(r.random() < 0.25)
    pattern = str(r.choice(cloth.PATTERNS, p=np.array((5, 2, 1, 2, 2, 1, 1.5, 2, 2, 1, 1, 1, 1.5, 2)) / 25.0))
    headwear = hooded == "up"
    return {
        "number": number,
        "body": {
            "gender": float(r.uniform(0, 0.2) if female else r.uniform(0.8, 1)),
            "age": age,
            "muscle": float(r.uniform(0.25, 0.9)),
            "weight": float(np.clip(r.normal(0.6, 0.22), 0.2, 1)),
            "height": float(r.uniform(0.3, 0.7)),
            "race": [float(x) for x in race],
            "extra": extra,
        },
        "sex": "female" if female else "male",
        "dark": dark,
        "skin": str(r.choice(SKINS["dark" if dark > 0.55 else "light", "female" if female else "male"])),
        "top": top,
        "pattern": "own" if own_cloth else pattern,
        "keep": float(r.uniform(0.5, 1.0)),
        "loose": float(r.choice((r.uniform(0, 0.006), r.uniform(0.006, 0.03)), p=(0.4, 0.6))),
        "folds": float(r.uniform(0.002, 0.010)),
        "layer": {"suit": str(r.choice(OUTER)), "gap": float(r.uniform(0.03, 0.10)), "closed": bool(hooded != "none" and r.random() < 0.5),
                  "pattern": str(r.choice(("plain", "melange", "knit", "denim", "check", "stripes")))} if layered else None,
        "hood": str(hooded) if layered else "none",
        "hair": hair,
        "hairShade": hair_shade(r, age),
        "brows": f"eyebrow{r.integers(1, 13):03d}",
        "glasses": str(r.choice(("none", "thin", "thick", "sun"), p=(0.62, 0.2, 0.13, 0.05))),
        "headphones": bool(not headwear and r.random() < 0.16),
        "chair": str(r.choice(CHAIRS, p=(0.2, 0.15, 0.2, 0.17, 0.14, 0.14))),
        "dual": float(r.choice((0.0, r.uniform(0.3, 1.0)), p=(0.3, 0.7))),
    }  # fmt: skip


def tags(worn):
    """What rows of a table are made by."""
    layer = worn["layer"] or {}
    return {
        "patterned": worn["pattern"] in cloth.PATTERNED or layer.get("pattern") in cloth.PATTERNED or worn["pattern"] == "own",
        "loose": worn["loose"] > 0.012,
        "layered": bool(layer) or worn["top"] in ("male_casualsuit05", "male_elegantsuit01", "male_worksuit01"),
        "hood": worn["hood"] != "none",
        "longHair": worn["hair"] in OVER_SHOULDERS,
        "glasses": worn["glasses"] != "none",
        "headphones": worn["headphones"],
        "highChair": worn["chair"] in HIGH_CHAIRS and worn.get("sitting", True),
    }


class Dressed:
    """A look on its body: the parts to draw, and where the landmarks are."""

    def __init__(self, worn, assets):
        self.worn, self.assets = worn, assets
        self.r = np.random.default_rng([8102, worn["number"]])
        self.body = Body(worn["body"])
        self.eye = self.body.heads["eye.L"]
        self.hidden = np.zeros(len(self.body.rest), bool)
        self.parts = []
        self.sleeve = 0.0
        self._dress()
        if worn["layer"]:
            self._layer()
        self._hair()
        self._face()
        self._things()
        self._skin()
        self._landmarks()

    def _picture(self, *path):
        return self.assets.picture(*path)

    # -- clothes

    def _dress(self):
        worn, suit = self.worn, self.worn["top"]
        fitted = self.assets.fitted(self.body, "clothes", suit)
        self.hidden[fitted.hidden] = True
        shoulder, hip = self.body.heads["upperarm01.L"], self.body.heads["upperleg01.L"]
        image = self._picture("clothes", suit, f"{suit}_diffuse.png")
        normals = self._picture("clothes", suit, f"{suit}_normal.png")
        dressed = False
        for part in np.unique(fitted.parts):
            mine = fitted.parts == part
            high = fitted.vertices[mine, 2].max()
            if mine.sum() < 30 or (high < hip[2] + 0.22 and suit not in WHOLE):
                continue
            triangles = mine[fitted.triangles].all(1)
            first = not dressed or suit not in ("male_casualsuit05",)
            look = self._cloth(fitted, triangles, image, worn["pattern"] if first else "own", worn["keep"])
            tight = 0.25 if worn["layer"] else 1.0  # what lies under a jacket does not fold through it
            self._hang(f"top{part}", fitted, triangles, look, normals, tight * worn["loose"], tight * worn["folds"], 0.0)
            dressed = True
            arms = fitted.vertices[mine]
            reach = self._along(arms[arms[:, 0] > shoulder[0] * 0.9])
            self.sleeve = max(self.sleeve, float(reach.max()) if len(reach) else 0.0)
        if suit not in WHOLE:
            jeans = JEANS[worn["sex"]]
            fitted = self.assets.fitted(self.body, "clothes", jeans)
            self.hidden[fitted.hidden[self.body.rest[fitted.hidden, 2] < hip[2] + 0.12]] = True
            image = self._picture("clothes", jeans, f"{jeans}_diffuse.png")
            tint = 0.35 * cloth.colour(self.r, 0.2, 1.2) + 0.65 * self.r.choice(((0.25, 0.35, 0.5), (0.1, 0.1, 0.12), (0.4, 0.36, 0.3)))
            for part in np.unique(fitted.parts):
                mine = fitted.parts == part
                if fitted.vertices[mine, 2].max() > hip[2] + 0.22 or mine.sum() < 100:
                    continue
                look = cloth.hair_dye(image, tint) if image is not None else self._plain(0.3)
                self._hang("trousers", fitted, mine[fitted.triangles].all(1), look, None, 0.0, 0.002, 0.0)

    def _along(self, points):
        """Share of the left upper arm that a point has come along it."""
        shoulder, elbow = self.body.heads["upperarm01.L"], self.body.heads["lowerarm01.L"]
        arm = elbow - shoulder
        return (points - shoulder) @ arm / (arm @ arm)

    def _plain(self, grey):
        return np.full((8, 8, 4), int(255 * grey), "u1")

    def _cloth(self, fitted, triangles, image, pattern, keep):
        """The texture of a garment: its own in another colour, or drawn cloth with its own's seams."""
        if image is None:
            image = np.full((1024, 1024, 4), 200, "u1")
            image[..., 3] = 255
            keep = 0
        if pattern == "own":
            if self.r.random() < 0.6:
                hsv = cv2.cvtColor(np.ascontiguousarray(image[..., :3]), cv2.COLOR_RGB2HSV).astype(int)
                hsv[..., 0] = (hsv[..., 0] + int(self.r.integers(180))) % 180
                hsv[..., 2] = np.clip(hsv[..., 2] * self.r.uniform(0.7, 1.5), 0, 255)
                image = np.dstack([cv2.cvtColor(hsv.astype("u1"), cv2.COLOR_HSV2RGB), image[..., 3]])
            return image
        t, tt = fitted.triangles[triangles], fitted.texture_triangles[triangles]
        a, b, c = (fitted.vertices[t[:, k]] for k in range(3))
        true = np.linalg.norm(np.cross(b - a, c - a), axis=1).sum()
        u, v, w = (fitted.texture[tt[:, k]] for k in range(3))
        drawn_area = np.abs((v - u)[:, 0] * (w - u)[:, 1] - (v - u)[:, 1] * (w - u)[:, 0]).sum()
        extent = float(np.sqrt(true / max(drawn_area, 1e-9)))
        drawn, side = cloth.tile(pattern, self.r)
        size = image.shape[0]
        spread = cloth.spread(drawn, side * self.r.uniform(0.6, 1.5), extent, size, self.r.choice((0.0, 0.0, 0.6, np.pi / 2)))
        dyed = cloth.dye(image, spread, keep)
        dyed[..., 3] = 255
        return dyed

    def _hang(self, name, fitted, triangles, image, normal_map, loose, folds, lift):
        """A garment over the body: off the skin by `lift` and, where it is loose, further towards its hem and cuffs."""
        normals = vertex_normals(fitted.vertices, fitted.triangles)
        rest = fitted.vertices
        shoulder, hip = self.body.heads["upperarm01.L"], self.body.heads["upperleg01.L"]
        arm = np.abs(rest[:, 0]) > shoulder[0] * 1.02
        along = np.clip(self._along(np.abs(rest * (1, 0, 0)) + rest * (0, 1, 1)), 0, 1)
        low = np.clip((shoulder[2] - 0.05 - rest[:, 2]) / (shoulder[2] - hip[2]), 0, 1)
        ease = np.where(arm, 0.35 + 0.55 * along, 0.25 + 0.75 * low)
        collar = np.clip((rest[:, 2] - shoulder[2]) / 0.04, 0, 1) * ~arm
        ease *= 1 - 0.8 * collar
        moved = rest + normals * (lift + 0.002 + loose * ease)[:, None]
        weights = fitted.weights if name == "trousers" else self._off_the_legs(fitted.weights)
        part = Part(
            name, "cloth", moved, weights, fitted.triangles[triangles], fitted.texture, fitted.texture_triangles[triangles],
            image, normal_map, folds=(folds + 0.25 * loose) * (0.3 + 0.7 * ease), sag=1.3 * loose * ease,
            rough=float(self.r.uniform(0.55, 0.95)), sheen=float(self.r.uniform(0, 0.5)),
            waves=wrinkles(self.r, self.r.uniform(0.035, 0.08)),
        )  # fmt: skip
        self.parts.append(part)
        return part

    def _off_the_legs(self, weights):
        """A hem hangs from the pelvis: a thigh that is lifted does not take it along."""
        legs = [n.startswith("upperleg") for n in self.body.names]
        free = weights.toarray()
        free[:, self.body.names.index("root")] += free[:, legs].sum(1)
        free[:, legs] = 0
        return sparse.csr_matrix(free)

    def _layer(self):
        """A jacket, cardigan or hoodie over what is worn: open in front, or closed."""
        worn, layer = self.worn, self.worn["layer"]
        shoulder, hip = self.body.heads["upperarm01.L"], self.body.heads["upperleg01.L"]
        fitted = self.assets.fitted(self.body, "clothes", layer["suit"])
        image = self._picture("clothes", layer["suit"], f"{layer['suit']}_diffuse.png")
        highest = [fitted.vertices[fitted.parts == p, 2].max() for p in range(fitted.parts.max() + 1)]
        top = np.array(highest)[fitted.parts] > hip[2] + 0.22
        rest = fitted.vertices
        triangles = top[fitted.triangles].all(1)
        look = self._cloth(fitted, triangles, image, layer["pattern"], 0.5 * worn["keep"])
        lift = 0.010 + 0.5 * worn["loose"]
        outer = self._hang("layer", fitted, triangles, look, None, worn["loose"] + 0.008, worn["folds"] + 0.002, lift)
        outer.open = 0.0 if layer["closed"] else layer["gap"]
        sleeve = rest[top & (rest[:, 0] > shoulder[0])]
        reach = float(self._along(sleeve).max())
        arms = fitted.hidden[np.abs(self.body.rest[fitted.hidden, 0]) > shoulder[0] * 1.05]
        self.hidden[arms] = True
        for part in self.parts:  # no second sleeve beneath the first
            if part.name.startswith("top"):
                middle = part.vertices[part.triangles].mean(1)
                kept = np.abs(middle[:, 0]) < shoulder[0] * 0.85 if reach > self.sleeve - 0.1 else np.ones(len(middle), bool)
                part.triangles = part.triangles[kept]
                part.indices = part.indices.reshape(-1, 3)[kept].ravel()
                part.rest_areas = part.rest_areas[kept]
        self.sleeve = max(self.sleeve, reach)
        if worn["hood"] != "none":
            mean = (look[..., :3].reshape(-1, 3).mean(0) / 255).tolist()
            self._hood(np.array(mean), worn["hood"] == "up")

    def _hood(self, shade, up):
        """Down: a roll of cloth around the nape. Up: a shell around the head, open towards the face."""
        body = self.body
        neck, head = body.heads["neck01"], body.heads["head"]
        image = np.dstack([np.full((8, 8, 3), np.clip(shade * 255, 0, 255), "u1"), np.full((8, 8), 255, "u1")])
        rows, columns = 15, 33
        across, along = np.meshgrid(np.linspace(0, 1, columns), np.linspace(0, 1, rows))
        bulk = self.r.uniform(0.9, 1.25)
        # The roll: an open tube from one collarbone behind the neck to the other, low in front.
        angle = (across - 0.5) * np.radians(275)
        thick = (0.024 + 0.032 * np.cos(angle / 2) ** 2) * bulk
        ring = np.stack([0.092 * np.sin(angle), 0.085 * np.cos(angle) + neck[1] + 0.008, neck[2] - 0.006 + 0.040 * np.cos(angle)], -1)
        out = np.stack([np.sin(angle), np.cos(angle), 0 * angle], -1)
        turn = along * 2 * np.pi
        tube_ = ring + thick[..., None] * (np.cos(turn)[..., None] * out + 0.75 * np.sin(turn)[..., None] * np.array((0, 0, 1.0)))
        self._sheet("hood", tube_, image, {"spine01": 0.75, "neck01": 0.25}, 0.006)
        if up:
            width, deep, tall = 0.090 * bulk, 0.128 * bulk, 0.122 * bulk
            middle = np.array((0, head[1] + 0.022, self.eye[2] + 0.012))
            angle = (across - 0.5) * np.radians(292)
            s = along  # from the face's edge to the back of the head
            close = np.sqrt(np.clip(1 - np.clip((s - 0.35) / 0.65, 0, 1) ** 2, 0, 1))
            rise = np.where(np.cos(angle) > 0, tall * np.cos(angle), 1.5 * tall * np.cos(angle))
            shell = np.stack(
                [
                    width * np.sin(angle) * (0.25 + 0.75 * close),
                    middle[1] + (-0.62 + 1.62 * s) * deep,
                    middle[2] + rise * (0.15 + 0.85 * close),
                ],
                -1,
            )
            self._sheet("hoodup", shell, image, {"head": 0.85, "neck02": 0.15}, 0.004)

    def _sheet(self, name, grid, image, bones, folds):
        rows, columns = grid.shape[:2]
        index = np.arange(rows * columns).reshape(rows, columns)
        a, b, c, d = index[:-1, :-1].ravel(), index[:-1, 1:].ravel(), index[1:, 1:].ravel(), index[1:, :-1].ravel()
        triangles = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
        vertices = grid.reshape(-1, 3)
        self.parts.append(Part(
            name, "cloth", vertices, self._rigid(len(vertices), bones), triangles, np.zeros((len(vertices), 2), "f4"), triangles, image,
            folds=np.full(len(vertices), folds), rough=0.85, waves=wrinkles(self.r, 0.06),
        ))  # fmt: skip

    def _rigid(self, count, bones):
        table = np.zeros((count, len(self.body.names)))
        for name, share in bones.items():
            table[:, self.body.names.index(name)] = share
        return sparse.csr_matrix(table)

    # -- head

    def _hair(self):
        worn = self.worn
        if worn["hair"] == "none" or worn["hood"] == "up":
            return
        fitted = self.assets.fitted(self.body, "hair", worn["hair"])
        file = "afro_diffuse.png" if worn["hair"] == "afro01" else f"{worn['hair']}_diffuse.png"
        image = self._picture("hair", worn["hair"], file)
        if image is None:
            image = cloth.strands(self.r)
        image = cloth.hair_dye(image, np.array(worn["hairShade"]))
        everything = np.ones(len(fitted.triangles), bool)
        vertices = fitted.vertices
        if worn["hair"] in OVER_SHOULDERS:  # it lies in front of the shoulder, or falls behind
            vertices = vertices + np.array((0, self.r.uniform(-0.03, 0.0), 0)) * np.clip((self.eye[2] - 0.1 - vertices[:, 2:]) / 0.15, 0, 1)
        part = Part("hair", "hair", vertices, fitted.weights, fitted.triangles[everything], fitted.texture,
                    fitted.texture_triangles, image, rough=float(self.r.uniform(0.3, 0.55)))  # fmt: skip
        self.parts.append(part)

    def _face(self):
        worn, body = self.worn, self.body
        for kind, name, shade in (
            ("eyebrows", worn["brows"], np.array(worn["hairShade"]) * 0.7),
            ("eyelashes", "eyelashes01", None),
        ):
            image = self.assets.picture(kind, name, f"{name}.png", size=512)
            if image is None:
                continue
            fitted = self.assets.fitted(body, kind, name)
            image = np.dstack([np.full(image.shape[:2] + (3,), 20, "u1"), image[..., 3]]) if shade is None else cloth.hair_dye(image, shade)
            self.parts.append(Part(name, "hair", fitted.vertices, fitted.weights, fitted.triangles, fitted.texture,
                                   fitted.texture_triangles, image, rough=0.8, shadow=False))  # fmt: skip
        image = cloth.eye(self.r)
        for side in ("l", "r"):
            triangles = body.triangles[body.groups == f"helper-{side}-eye"]
            inside = body.vertex_groups[f"helper-{side}-eye"]
            centre = (body.rest[inside].min(0) + body.rest[inside].max(0)) / 2
            half = (body.rest[inside, 2].max() - body.rest[inside, 2].min()) / 2
            texture = 0.5 + 0.5 * (body.rest[:, [0, 2]] - centre[[0, 2]]) / half
            self.parts.append(Part(f"eye{side}", "eye", body.rest, body.weights, triangles, texture.astype("f4"), triangles, image,
                                   rough=0.12,
                                   shadow=False))  # fmt: skip

    def _things(self):
        worn, eye = self.worn, self.eye
        front = self._front()
        found = []
        if worn["glasses"] != "none":
            thick = {"thin": 0.0011, "thick": 0.0028, "sun": 0.002}[worn["glasses"]]
            shade = cloth.colour(self.r, 0.02, 0.5) * (0.3 if worn["glasses"] != "thin" else 0.8)
            wide, tall = self.r.uniform(0.021, 0.027), self.r.uniform(0.015, 0.023)
            y = front(eye[0], eye[2]) - 0.012
            angles = np.linspace(0, 2 * np.pi, 25)
            square = self.r.uniform(0.5, 1.0)
            for s in (-1, 1):
                c, e = np.cos(angles), np.sin(angles)
                rim = np.stack([s * (eye[0] + 0.002) + wide * np.sign(c) * np.abs(c) ** square, y + 0 * c,
                                eye[2] - 0.003 + tall * np.sign(e) * np.abs(e) ** square], 1)  # fmt: skip
                found.append(tube(rim, [thick] * 25, 6))
                hinge, ear = (
                    np.array((s * (eye[0] + wide + 0.003), y, eye[2])),
                    np.array((s * 0.078, self.ear_y(), eye[2] + 0.005)),
                )
                found.append(tube([hinge, (hinge + ear) / 2 + [s * 0.004, 0, 0], ear], [thick] * 3, 6))
                if worn["glasses"] == "sun":
                    centre = np.array((s * (eye[0] + 0.002), y, eye[2] - 0.003))
                    found.append(ball(centre, 1.0, (wide * 0.98, 0.002, tall * 0.98), 8, 18))
            bridge = np.array([(-0.010, y, eye[2] + 0.003), (0, y - 0.003, eye[2] + 0.005), (0.010, y, eye[2] + 0.003)])
            found.append(tube(bridge, [thick] * 3, 6))
            self._solid("glasses", join(found), shade, {"head": 1.0}, 0.25)
        if worn["headphones"]:
            top = self.body.rest[self.body.vertex_groups["body"], 2].max() + (0.022 if worn["hair"] != "none" else 0.008)
            half, y = 0.088, self.ear_y()
            angles = np.linspace(-1.62, 1.62, 17)
            arc = np.stack([half * np.sin(angles), np.full(17, y), eye[2] + (top - eye[2]) * np.cos(angles)], 1)
            pieces = [tube(arc, [0.009] * 17, 8)]
            for s in (-1, 1):
                at = np.array((s * 0.074, y, eye[2] - 0.008))
                pieces.append(cylinder(at, at + [s * 0.034, 0, 0], 0.040, 0.034))
            self._solid("headphones", join(pieces), cloth.colour(self.r, 0.05, 0.8) * 0.6, {"head": 1.0}, 0.35)

    def ear_y(self):
        ears = ear_vertices()
        return float(self.body.rest[ears, 1].mean())

    def _front(self):
        skin = self.body.vertex_groups["body"]
        points = self.body.rest[skin[skin < BODY_VERTICES]]

        def depth(x, z):
            near = np.hypot(points[:, 0] - x, points[:, 2] - z) < 0.012
            return float(points[near, 1].min()) if near.any() else float(self.eye[1] - 0.02)

        return depth

    def _solid(self, name, shape, shade, bones, rough):
        vertices = shape[0]
        triangles = np.arange(len(vertices)).reshape(-1, 3)
        image = np.dstack([np.full((4, 4, 3), np.clip(np.asarray(shade) * 255, 0, 255), "u1"), np.full((4, 4), 255, "u1")])
        part = Part(name, "hard", vertices, self._rigid(len(vertices), bones), triangles, np.zeros((len(vertices), 2), "f4"), triangles,
                    image, rough=rough)  # fmt: skip
        self.parts.append(part)

    # -- skin

    def _skin(self):
        body, worn = self.body, self.worn
        image = self._picture("skins", "textures", f"{worn['skin']}.png")
        if image is None:
            other = "young_lightskinned_female_diffuse2" if worn["sex"] == "female" else "young_lightskinned_male_diffuse"
            image = self._picture("skins", "textures", f"{other}.png")
        tone = LIGHT_TONE + (DARK_TONE - LIGHT_TONE) * np.clip(1.1 * worn["dark"] + self.r.normal(0, 0.06), 0, 1.05)
        tone = tone * self.r.normal(1, 0.03, 3)
        if image is None:
            image = np.dstack([np.full((8, 8, 3), np.clip(255 * tone, 0, 255), "u1"), np.full((8, 8), 255, "u1")])
        else:  # the picture's light and dark around a tone of one's own
            middle = np.median(image[400:700, 100:500, :3].reshape(-1, 3), 0) / 255
            lit = (image[..., :3] / 255.0 / middle) ** 0.9 * tone
            image = np.dstack([(255 * np.clip(lit, 0, 1)).astype("u1"), np.full(image.shape[:2], 255, "u1")])
        if worn["hair"] != "none":
            self._scalp(image)
        triangles = body.groups == "body"
        triangles &= ~self.hidden[body.triangles].any(1)
        part = Part("skin", "skin", body.rest, body.weights, body.triangles[triangles], body.texture, body.texture_triangles[triangles],
                    image,
                    rough=float(self.r.uniform(0.45, 0.68)))  # fmt: skip
        self.parts.insert(0, part)

    def _scalp(self, image):
        """Hair's colour under the hair, so that no skin shows between its locks."""
        body, size = self.body, image.shape[0]
        head = body.heads["head"]
        mask = np.zeros((size, size), "f4")
        body_triangles = body.groups == "body"
        centre = body.rest[body.triangles[body_triangles]].mean(1)
        line = self.eye[2] + np.interp(centre[:, 1] - self.eye[1], (0.0, 0.05, 0.10, 0.16, 0.22), (0.075, 0.055, 0.030, -0.03, -0.065))
        scalp = (centre[:, 2] > line) & (centre[:, 2] > head[2] - 0.05)
        scalp &= ~np.isin(body.triangles[body_triangles], ear_vertices()).any(1)
        for t in body.texture_triangles[body_triangles][scalp]:
            cv2.fillConvexPoly(mask, (body.texture[t] * (size - 1)).round().astype("i4"), 1.0)
        mask = cv2.GaussianBlur(mask, (0, 0), size / 340)[..., None]
        shade = np.array(self.worn["hairShade"]) * 0.75 * 255
        image[..., :3] = (image[..., :3] * (1 - mask) + np.minimum(shade, 255) * mask).astype("u1")

    # -- landmarks

    def _landmarks(self):
        """As figure.Person has them."""
        body, rest = self.body, self.body.rest
        skin = body.vertex_groups["body"]
        face = skin[rest[skin, 2] > self.eye[2] - 0.12]
        nose = face[np.argmin(rest[face, 1])]
        ears = ear_vertices()
        left, right = ears[rest[ears, 0] > 0], ears[rest[ears, 0] < 0]
        lips = cv2.imread(str(data_folder() / "textures" / "mpfb_lips.jpg"), 0)
        triangles = body.groups == "body"
        pairs = np.unique(np.stack([body.triangles[triangles].ravel(), body.texture_triangles[triangles].ravel()], 1), axis=0)
        place = body.texture[pairs[:, 1]]
        rows = ((1 - place[:, 1]) * (lips.shape[0] - 1)).astype(int).clip(0, lips.shape[0] - 1)
        columns = (place[:, 0] * (lips.shape[1] - 1)).astype(int).clip(0, lips.shape[1] - 1)
        mouth = pairs[lips[rows, columns] > 120, 0]
        self._marks = np.concatenate([[nose], left, right, [mouth[np.argmax(rest[mouth, 0])], mouth[np.argmin(rest[mouth, 0])]]])
        self._sides = len(left), len(right)
        self._mark_weights = body.weights[self._marks]

    def joints(self, rotations, positions):
        """By the names of figure.JOINTS; metres."""
        marks = self.body.skin(rotations, positions, self.body.rest[self._marks], self._mark_weights)
        left, right = self._sides
        gaze = rotations["head"] @ [0, -0.012, 0]
        found = {
            "nose": marks[0],
            "left_eye": positions["eye.L"] + gaze,
            "right_eye": positions["eye.R"] + gaze,
            "left_ear": marks[1 : 1 + left].mean(0),
            "right_ear": marks[1 + left : 1 + left + right].mean(0),
            "mouth_left": marks[-2],
            "mouth_right": marks[-1],
        }
        for joint, bone in JOINT_BONES.items():
            found["left_" + joint], found["right_" + joint] = positions[bone + ".L"], positions[bone + ".R"]
        return {name: found[name] for name in JOINTS}
