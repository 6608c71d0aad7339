"""Rooms drawn as flat images, out of focus, behind a person: without geometry, and without the light on the person."""

import cv2
import numpy as np


def _noise(r, shape, cell):
    small = r.normal(0, 1, (shape[0] // cell + 2, shape[1] // cell + 2)).astype("f4")
    return cv2.resize(small, shape[::-1], interpolation=cv2.INTER_CUBIC)


def _hue(r, low, high, saturation):
    hsv = np.array([[[r.uniform(0, 360), r.uniform(0, saturation), r.uniform(low, high)]]], "f4")
    return cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)[0, 0]


def _box(image, x, y, w, h, colour, edge=None):
    cv2.rectangle(image, (int(x), int(y)), (int(x + w), int(y + h)), tuple(float(c) for c in colour), -1, cv2.LINE_AA)
    if edge is not None:
        wide = max(int(w * 0.02), 1)
        cv2.rectangle(image, (int(x), int(y)), (int(x + w), int(y + h)), tuple(float(c) for c in edge), wide, cv2.LINE_AA)


def _window(image, r, w, h):
    wide, high = r.uniform(0.2, 0.45) * w, r.uniform(0.35, 0.6) * h
    x, y = r.uniform(-0.1, 0.8) * w, r.uniform(-0.1, 0.15) * h
    sky = np.array((0.75, 0.85, 1.0)) * r.uniform(0.7, 1.5)
    frame = np.full(3, r.uniform(0.3, 0.9))
    _box(image, x - 8, y - 8, wide + 16, high + 16, frame)
    for k in range(int(high)):
        row = int(y + k)
        if 0 <= row < image.shape[0]:
            a, b = int(max(x, 0)), int(max(min(x + wide, w), 0))
            image[row, a:b] = sky * (1.1 - 0.4 * k / high)
    for _ in range(r.integers(0, 12)):
        cv2.circle(image, (int(x + r.uniform(0, wide)), int(y + high - r.uniform(0, 0.4) * high)), int(r.uniform(5, 40)),
                   tuple(float(c) for c in np.array((0.2, 0.35, 0.15)) * r.uniform(0.5, 1.5)), -1, cv2.LINE_AA)  # fmt: skip
    bars = r.integers(1, 4)
    for k in range(1, bars):
        _box(image, x + k * wide / bars - 3, y, 6, high, frame)
    if r.random() < 0.5:
        cloth = _hue(r, 0.4, 0.9, 0.4)
        for side in (x - 0.18 * wide, x + wide - 0.05 * wide):
            for k in range(14):
                _box(image, side + k * 0.018 * wide, y - 20, 0.018 * wide, high + 0.4 * h, cloth * (0.8 + 0.2 * np.sin(k * 1.7)))
    return 1 if x + wide / 2 > w / 2 else -1


def _shelf(image, r, w, h):
    x, wide = r.uniform(-0.1, 0.8) * w, r.uniform(0.2, 0.5) * w
    y, high = r.uniform(0.0, 0.35) * h, r.uniform(0.3, 0.8) * h
    wood = np.array((0.5, 0.35, 0.2)) * r.uniform(0.4, 1.6)
    _box(image, x, y, wide, high, wood * 0.5)
    rows = r.integers(2, 6)
    for k in range(rows):
        top, each = y + k * high / rows, high / rows
        at = x + 4
        while at < x + wide - 8:
            book = r.uniform(4, 16)
            tall = r.uniform(0.5, 0.9) * each
            if r.random() < 0.8:
                _box(image, at, top + each - tall, book, tall, _hue(r, 0.1, 0.8, 0.8))
            at += book + r.uniform(0, 3)
        _box(image, x, top + each - 5, wide, 7, wood)


def _furniture(image, r, w, h):
    kind = r.integers(4)
    x, wide = r.uniform(-0.15, 0.8) * w, r.uniform(0.2, 0.6) * w
    y = r.uniform(0.5, 0.72) * h
    colour = _hue(r, 0.1, 0.7, 0.6)
    _box(image, x, y, wide, h - y, colour, colour * 0.6)
    if kind == 0:  # a couch
        for k in range(3):
            _box(image, x + k * wide / 3 + 4, y - 0.1 * h, wide / 3 - 8, 0.2 * h, colour * r.uniform(0.8, 1.2), colour * 0.6)
    elif kind == 1:  # drawers
        for k in range(3):
            _box(image, x + 6, y + 8 + k * 0.1 * h, wide - 12, 0.085 * h, colour * 1.1, colour * 0.5)
    elif kind == 2:  # a desk with a screen
        _box(image, x + 0.2 * wide, y - 0.22 * h, 0.5 * wide, 0.18 * h, np.full(3, 0.05), np.full(3, 0.02))
        _box(image, x + 0.22 * wide, y - 0.21 * h, 0.46 * wide, 0.16 * h, _hue(r, 0.1, 1.0, 0.6))
    else:
        _plant(image, r, x + wide / 2, y)


def _plant(image, r, x, y):
    green = np.array((0.12, 0.32, 0.08)) * r.uniform(0.6, 1.6)
    for _ in range(40):
        a, length = r.normal(-np.pi / 2, 0.7), r.uniform(20, 110)
        tip = (int(x + length * np.cos(a)), int(y + length * np.sin(a)))
        leaf = ((float((x + tip[0]) / 2), float((y + tip[1]) / 2)), (float(length), float(r.uniform(6, 22))), float(np.degrees(a)))
        cv2.ellipse(image, leaf, tuple(float(c) for c in green * r.uniform(0.5, 1.5)), -1, cv2.LINE_AA)


def _pictures(image, r, w, h, photographs):
    for _ in range(r.integers(1, 4)):
        wide, high = r.uniform(0.08, 0.25) * w, r.uniform(0.1, 0.3) * h
        x, y = r.uniform(0, 0.9) * w, r.uniform(0.02, 0.35) * h
        _box(image, x - 5, y - 5, wide + 10, high + 10, np.full(3, r.uniform(0.02, 0.8)))
        if len(photographs) and r.random() < 0.7:
            chosen = photographs[r.integers(len(photographs))]
            shown = cv2.resize(chosen, (max(int(wide), 2), max(int(high), 2)), interpolation=cv2.INTER_AREA)
        else:
            shown = np.clip(0.4 + 0.25 * np.dstack([_noise(r, (int(high), int(wide)), int(r.integers(10, 60))) for _ in range(3)]), 0, 1)
        a, b = int(y), int(x)
        part = image[a : a + shown.shape[0], b : b + shown.shape[1]]
        part[:] = shown[: part.shape[0], : part.shape[1]]


def room(r, width, height, photographs=()):
    """Linear RGB (height, width, 3), and on which side the light comes in (1: the image's right)."""
    w, h = 2 * width, 2 * height
    wall = _hue(r, 0.3, 0.85, 0.35) ** 1.6
    image = np.ones((h, w, 3), "f4") * wall.astype("f4")
    image *= 1 + 0.05 * _noise(r, (h, w), 90)[..., None] + 0.02 * _noise(r, (h, w), 6)[..., None]
    if r.random() < 0.2:  # a pattern on the wall
        x = np.sin(np.arange(w) * 2 * np.pi / r.uniform(14, 90))
        image *= (1 + 0.12 * np.sign(x))[None, :, None]
    floor = int(r.uniform(0.72, 1.1) * h)
    if floor < h:
        wood = np.array((0.4, 0.27, 0.16)) * r.uniform(0.4, 1.6)
        image[floor:] = wood * (1 + 0.2 * _noise(r, (h - floor, w), 25))[..., None]
        _box(image, 0, floor - 14, w, 14, np.full(3, r.uniform(0.3, 0.9)))
    if r.random() < 0.4:  # a corner
        corner = int(r.uniform(0.1, 0.9) * w)
        image[:, corner:] *= r.uniform(0.6, 0.9)
    side = 1 if r.random() < 0.5 else -1
    things = [lambda: _pictures(image, r, w, h, photographs), lambda: _shelf(image, r, w, h), lambda: _furniture(image, r, w, h)]
    for k in r.permutation(3)[: r.integers(1, 4)]:
        things[k]()
    if r.random() < 0.55:
        side = _window(image, r, w, h)
    if r.random() < 0.4:
        _furniture(image, r, w, h)
    if r.random() < 0.4:
        _plant(image, r, r.uniform(0, 1) * w, r.uniform(0.5, 0.95) * h)
    x = np.linspace(-1, 1, w)[None, :, None]
    y = np.linspace(-1, 1, h)[:, None, None]
    image *= 1 + r.uniform(0.1, 0.35) * side * x - r.uniform(0, 0.2) * y
    image = cv2.GaussianBlur(image, (0, 0), float(r.uniform(1.2, 7)))
    return np.clip(cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA), 0, 2), side
