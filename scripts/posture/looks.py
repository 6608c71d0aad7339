"""The picture of neck, shoulders and chest that the network looks at: always the same part of the person, at the same scale."""

import cv2
import numpy as np

WIDTH, HEIGHT = 160, 192
SHOULDER_WIDTHS = 1.8  # that the crop is wide, of the shoulder width when sitting tall
MOST_SAMPLES = 8  # along a side of a crop's pixel; shoulders of 700 pixels have as many as pixels
ABOVE = 0.30  # share of the crop that is above the shoulders' middle


def place(points, shoulder_width):
    """Scale (source pixels a crop pixel) and top left corner of a frame's crop. points: its landmarks."""
    middle = (points[11, :2] + points[12, :2]) / 2
    scale = SHOULDER_WIDTHS * shoulder_width / WIDTH
    return scale, middle[0] - scale * WIDTH / 2, middle[1] - scale * HEIGHT * ABOVE


def crop(luma, scale, left, top):
    """uint8 (HEIGHT, WIDTH): the mean of a grid of bilinear samples for every pixel, so that fine patterns do not alias."""
    fine = max(1, min(MOST_SAMPLES, int(np.ceil(scale))))
    step = scale / fine
    matrix = np.array([[step, 0, left + (step - 1) / 2], [0, step, top + (step - 1) / 2]])
    samples = cv2.warpAffine(
        luma, matrix, (WIDTH * fine, HEIGHT * fine), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )  # fmt: skip
    return cv2.resize(samples, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA) if fine > 1 else samples


def shoulder_width(points):
    """Median over frames of sitting tall."""
    return float(np.nanmedian(np.hypot(*(points[:, 11, :2] - points[:, 12, :2]).T)))
