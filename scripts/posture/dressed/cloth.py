"""Images of cloth, hair, irises: drawn, as linear-looking sRGB images, from a random generator."""

import cv2
import numpy as np

PATTERNS = ("plain", "stripes", "pinstripes", "rings", "check", "tartan", "dots", "floral", "print", "denim", "knit", "camouflage",
            "blocks", "melange")  # fmt: skip
PATTERNED = {"stripes", "rings", "check", "tartan", "dots", "floral", "print", "camouflage", "blocks"}
TILE = 512  # pixels of a drawn tile


def colour(r, low=0.05, high=0.92):
    """sRGB, anything from white to black; strong colours are rarer than dull ones."""
    hue, saturation, value = r.uniform(0, 180), 255 * r.beta(1.3, 2.0), 255 * r.uniform(low, high)
    return cv2.cvtColor(np.array([[[hue, saturation, value]]], "f4").astype("u1"), cv2.COLOR_HSV2RGB)[0, 0].astype("f4") / 255


def noise(r, size, wavelength, octaves=3):
    """Smooth noise that tiles, about 0 +- 1."""
    total = np.zeros((size, size), "f4")
    for k in range(octaves):
        cells = max(2, int(size / wavelength * 2**k))
        grid = r.standard_normal((cells, cells)).astype("f4")
        grid = np.pad(grid, 2, mode="wrap")
        big = cv2.resize(grid, None, fx=size / cells, fy=size / cells, interpolation=cv2.INTER_CUBIC)
        start = round(2 * size / cells)
        total += big[start : start + size, start : start + size] * 0.6**k
    return total


def tile(pattern, r):
    """A tile of cloth, float RGB 0 to 1, and its side in metres."""
    a, b, c = colour(r), colour(r), colour(r)
    y, x = np.mgrid[0:TILE, 0:TILE].astype("f4") / TILE
    image = np.broadcast_to(a, (TILE, TILE, 3)).copy()
    side = 0.25
    if pattern in ("stripes", "rings", "pinstripes"):
        along = x if pattern != "rings" else y
        count = int(r.integers(3, 12)) if pattern != "pinstripes" else 20
        share = r.uniform(0.2, 0.6) if pattern != "pinstripes" else 0.08
        image[(along * count) % 1 < share] = b
        if r.random() < 0.4:
            image[((along * count) + 0.5) % 1 < 0.08] = c
    elif pattern in ("check", "tartan"):
        count = int(r.integers(3, 9))
        for along in (x, y):
            band = ((along * count) % 1 < 0.5).astype("f4")[..., None]
            image = image * (1 - 0.5 * band) + b * 0.5 * band
            if pattern == "tartan":
                thin = ((along * count + 0.25) % 1 < 0.06).astype("f4")[..., None]
                image = image * (1 - 0.8 * thin) + c * 0.8 * thin
    elif pattern == "dots":
        count = int(r.integers(4, 14))
        u, v = (x * count) % 1 - 0.5, (y * count) % 1 - 0.5
        image[u**2 + v**2 < r.uniform(0.03, 0.1)] = b
    elif pattern == "floral":
        side = 0.35
        for _ in range(int(r.integers(25, 60))):
            _flower(image, r, (b, c, colour(r)), r.integers(0, TILE, 2), r.uniform(10, 32))
    elif pattern == "camouflage":
        side = 0.6
        for shade in (b, c, colour(r)):
            image[noise(r, TILE, 130) > 0.5] = shade
    elif pattern == "print":
        side = 0.8
        image = np.ascontiguousarray((255 * image).astype("u1"))
        for _ in range(int(r.integers(4, 14))):
            centre, size = r.integers(40, TILE - 40, 2), int(r.uniform(15, 70))
            shade = (255 * colour(r)).tolist()
            kind = r.integers(4)
            if kind == 0:
                cv2.circle(image, centre.tolist(), size, shade, int(r.choice((-1, 6))), cv2.LINE_AA)
            elif kind == 1:
                cv2.rectangle(image, (centre - size).tolist(), (centre + size).tolist(), shade, int(r.choice((-1, 8))))
            elif kind == 2:
                word = "".join(r.choice(list("ABCDEHKLMNORSTUX0123456789"), 5))
                cv2.putText(image, word, centre.tolist(), cv2.FONT_HERSHEY_DUPLEX, size / 30, shade, 4, cv2.LINE_AA)
            else:
                cv2.fillPoly(image, [(centre + r.normal(0, size, (5, 2))).astype("i4")], shade, cv2.LINE_AA)
        image = image.astype("f4") / 255
    elif pattern == "blocks":
        side = 1.2
        image[y > r.uniform(0.3, 0.7)] = b
        image[np.abs(x - r.uniform(0.2, 0.8)) < 0.08] = c
    elif pattern == "denim":
        blue = np.array((0.16, 0.24, 0.42)) * r.uniform(0.5, 1.6)
        weave = 0.5 + 0.5 * np.sin((x + y) * 2 * np.pi * 90)
        image = blue * (0.75 + 0.35 * weave[..., None]) + 0.05 * noise(r, TILE, 60)[..., None]
    elif pattern == "knit":
        rows, loops = (y * 40) % 1, np.abs(((x * 56) % 1) - 0.5) * 2
        image *= (0.7 + 0.3 * np.sin(np.pi * ((rows + 0.6 * loops) % 1)))[..., None]
        side = 0.22
    elif pattern == "melange":
        image += 0.10 * noise(r, TILE, 6, 2)[..., None]
    image = image * (1 + 0.04 * r.standard_normal((TILE, TILE, 1)))
    return np.clip(image, 0, 1).astype("f4"), side


def _flower(image, r, shades, at, size):
    petals, turn = int(r.integers(4, 8)), r.uniform(0, 6)
    shade, heart = shades[r.integers(len(shades))].tolist(), shades[r.integers(len(shades))].tolist()
    for k in range(petals):
        angle = turn + 2 * np.pi * k / petals
        centre = (at + 0.6 * size * np.array((np.cos(angle), np.sin(angle)))).astype(int).tolist()
        cv2.ellipse(image, centre, (int(0.6 * size), int(0.3 * size)), np.degrees(angle), 0, 360, shade, -1, cv2.LINE_AA)
    cv2.circle(image, at.tolist(), int(0.3 * size), heart, -1, cv2.LINE_AA)


def spread(drawn, side, extent, size, turn=0.0):
    """The tile over a texture whose whole width is `extent` metres."""
    y, x = np.mgrid[0:size, 0:size].astype("f4") * (extent / size / side * TILE)
    c, s = np.cos(turn), np.sin(turn)
    across, along = ((c * x - s * y) % TILE).astype("f4"), ((s * x + c * y) % TILE).astype("f4")
    return cv2.remap(drawn, across, along, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)


def dye(original, drawn, keep):
    """Seams, folds and buttons of the original's brightness on drawn cloth; keep: how strongly."""
    luma = original[..., :3].astype("f4") @ np.array((0.3, 0.59, 0.11), "f4") / 255
    around = cv2.GaussianBlur(luma, (0, 0), 24) + 0.08
    relief = np.clip((luma + 0.08) / around, 0.35, 1.7) ** keep
    return np.dstack([(np.clip(drawn * relief[..., None], 0, 1) * 255).astype("u1"), original[..., 3]])


def strands(r, size=1024):
    """Hair whose locks run down the texture: RGBA, white to grey; its lower end is ragged."""
    across = r.standard_normal((1, size)).astype("f4")
    shine = np.repeat(across * 0.13 + cv2.GaussianBlur(across, (0, 0), 5) * 0.5, size, 0)
    wave = (6 * np.sin(np.arange(size) / size * r.uniform(4, 16))).astype(int)
    shine = np.stack([np.roll(row, w) for row, w in zip(shine, wave)])
    grey = np.clip(0.62 + 0.5 * shine, 0.1, 1)
    image = np.repeat((255 * grey[..., None]).astype("u1"), 4, 2)
    image[..., 3] = 255
    return image


def hair_dye(image, shade):
    """The image's light and dark in another colour, alpha kept."""
    luma = image[..., :3].astype("f4") @ np.array((0.3, 0.59, 0.11), "f4") / 255
    inside = image[..., 3] > 100
    middle = luma[inside].mean() if inside.any() else 0.5
    relief = np.clip(luma / max(middle, 0.02), 0.25, 1.9)[..., None]
    lit = np.clip(np.array(shade) * relief + 0.03 * np.maximum(relief - 1.2, 0), 0, 1)
    return np.dstack([(255 * lit).astype("u1"), image[..., 3]])


def eye(r, size=256):
    """An eye from its front, RGBA."""
    y, x = np.mgrid[-1 : 1 : size * 1j, -1 : 1 : size * 1j]
    away, angle = np.hypot(x, y), np.arctan2(y, x)
    white = np.array((0.82, 0.78, 0.75)) * (1 - 0.25 * np.clip(away - 0.5, 0, 1))[..., None]
    irises = ((0.30, 0.18, 0.09), (0.18, 0.10, 0.05), (0.30, 0.40, 0.50), (0.32, 0.36, 0.22), (0.10, 0.06, 0.04))
    iris = np.array(irises[r.integers(5)]) * (0.8 + 0.35 * np.sin(angle * 24 + 5 * away))[..., None]
    image = np.where((away < 0.47)[..., None], iris, white)
    image[(away > 0.43) & (away < 0.48)] *= 0.45
    image[away < r.uniform(0.16, 0.25)] = 0.015
    return np.dstack([(255 * np.clip(image, 0, 1)).astype("u1"), np.full((size, size), 255, "u1")])
