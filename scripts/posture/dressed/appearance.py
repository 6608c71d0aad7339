"""Who people are and what they wear, drawn from a number."""

import numpy as np

from formcheck_scripts.posture.dressed import cloth
from formcheck_scripts.samples.body import data_folder

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
CHAIRS = ("stool", "dining", "office", "high", "gaming", "armchair")
HIGH_CHAIRS = {"high", "gaming", "armchair"}


def hair_shade(r, age):
    shade = np.array(HAIR_SHADES[r.integers(6 if age < 0.7 else 8)]) * r.uniform(0.8, 1.2)
    return [float(x) for x in shade + r.uniform(0.1, 0.5) * (shade.mean() - shade)]


def exists(name):
    return (data_folder() / "targets" / f"{name}.target.gz").exists()


def look(number):
    """Someone new; all of it may be written to truth.json."""
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
