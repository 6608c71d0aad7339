"""Reads a clip's specification and says clearly what is wrong with it."""

from dataclasses import fields
from pathlib import Path

import yaml

from formcheck_scripts.samples.camera import Camera
from formcheck_scripts.samples.repetition import ACTIVITIES, REPETITION, STYLE
from formcheck_scripts.samples.webcam import Webcam

REQUIRED = {
    "title": str,
    "description": str,
    "role": ("positive", "negative", "partial"),
    "part": ("tuning", "validation"),
    "person": str,
    "variant": ("bare-hands", "band", "weights", "larger-range"),
    "seed": int,
    "timeline": list,
}
OPTIONAL = {
    "framesPerSecond": (20, (int,)),
    "width": (640, (int,)),
    "height": (480, (int,)),
    "camera": ({}, (dict,)),
    "room": ({}, (dict,)),
    "light": ({}, (dict,)),
    "equipment": ("none", (str,)),
    "webcam": ({}, (dict,)),
    "usual": ({}, (dict,)),
    "style": ({}, (dict,)),
    "walks": ([], (list,)),
    "unjudgeable": ([], (list,)),
    "crf": (None, (int,)),
}
REASONS = set(
    "nobody-seen too-dark too-far head-outside elbows-outside elbows-hidden elbow-implausible hips-outside turned-away "
    "aslant not-upright camera-too-low camera-too-high frame-rate-too-low other-person interrupted".split()
)
CHECKS = set("elbow-height fast-descent asymmetry half-repetition range-of-motion everything".split())
LIGHT_KEYS = ("direction", "sun", "sky", "ground", "exposure")


class SpecError(ValueError):
    """The specification cannot be rendered; the message says where and why."""


def read(path):
    """One specification with its defaults filled in; its name is the file's."""
    path = Path(path)
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as e:
        raise SpecError(f"{path.name}: not YAML: {e}") from e
    return validate(given, path.stem)


def validate(given, name):
    def wrong(what):
        raise SpecError(f"{name}: {what}")

    if not isinstance(given, dict):
        wrong("is not a mapping")
    for key in given:
        if key not in REQUIRED and key not in OPTIONAL:
            wrong(f"unknown key '{key}' (known: {', '.join(sorted(set(REQUIRED) | set(OPTIONAL)))})")
    spec = {"name": name}
    for key, wanted in REQUIRED.items():
        if key not in given:
            wrong(f"'{key}' is missing")
        value = given[key]
        if isinstance(wanted, tuple):
            if value not in wanted:
                wrong(f"'{key}' is {value!r}, expected one of {', '.join(wanted)}")
        elif not isinstance(value, wanted):
            wrong(f"'{key}' is {value!r}, expected a {wanted.__name__}")
        spec[key] = value
    for key, (default, types) in OPTIONAL.items():
        value = given.get(key, default)
        if value is not None and not isinstance(value, types):
            wrong(f"'{key}' is {value!r}, expected a {' or '.join(t.__name__ for t in types)}")
        spec[key] = value
    _check_keys(spec["usual"], REPETITION, wrong, "usual")
    _check_keys(spec["style"], STYLE, wrong, "style")
    for key, kind in (("camera", Camera), ("webcam", Webcam)):
        _check_keys(spec[key], {f.name: f.default for f in fields(kind)}, wrong, key)
    _check_keys(spec["room"], {"name": "", "seed": 0, "wall": [], "chair": "", "sideWalls": False}, wrong, "room")
    _check_keys(spec["light"], dict.fromkeys(LIGHT_KEYS), wrong, "light")
    if spec["equipment"] not in ("none", "band", "weights"):
        wrong(f"'equipment' is {spec['equipment']!r}, expected none, band or weights")
    _check_timeline(spec["timeline"], wrong)
    for item in spec["unjudgeable"]:
        if item.get("check") not in CHECKS or item.get("reason") not in REASONS:
            wrong(f"unjudgeable {item!r}: needs a known 'check' and 'reason'")
    for item in spec["walks"]:
        if not {"person", "from", "seconds"} <= set(item):
            wrong(f"walks {item!r}: needs 'person', 'from' and 'seconds'")
    if not 5 <= spec["framesPerSecond"] <= 60:
        wrong("'framesPerSecond' must lie between 5 and 60")
    return spec


def _check_keys(given, known, wrong, where):
    for key, value in given.items():
        if key not in known:
            wrong(f"{where}: unknown key '{key}' (known: {', '.join(known)})")
        number = isinstance(known[key], float)
        if number and (isinstance(value, bool) or not isinstance(value, (int, float))):
            wrong(f"{where}: '{key}' is {value!r}, expected a number")
        pause = key.startswith("pause") and value is not None
        if pause and (not isinstance(value, dict) or set(value) != {"at", "seconds"} or not 0 < value["at"] < 1):
            wrong(f"{where}: '{key}' needs 'at' (a share of the way) and 'seconds'")
        if key in ("raise", "lower") and value <= 0.1:
            wrong(f"{where}: '{key}' must be longer than 0.1 s")
        if key == "lowering" and value not in ("controlled", "dropped"):
            wrong(f"{where}: 'lowering' is {value!r}, expected controlled or dropped")


def _check_timeline(timeline, wrong):
    if not timeline:
        wrong("the timeline is empty")
    for number, item in enumerate(timeline, 1):
        where = f"timeline entry {number}"
        if not isinstance(item, dict) or len(item) != 1:
            wrong(f"{where}: expected one of 'repetition', 'rest', 'activity', got {item!r}")
        kind, value = next(iter(item.items()))
        if kind == "repetition":
            _check_keys(value or {}, REPETITION, wrong, where)
        elif kind == "rest":
            if not isinstance(value, (int, float)) or value < 0:
                wrong(f"{where}: 'rest' needs seconds")
        elif kind == "activity":
            if not isinstance(value, dict) or value.get("name") not in ACTIVITIES or "seconds" not in value:
                wrong(f"{where}: 'activity' needs a 'name' ({', '.join(ACTIVITIES)}) and 'seconds'")
        else:
            wrong(f"{where}: unknown '{kind}'")
