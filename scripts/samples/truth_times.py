"""Times of repetitions as an eye sees them, from the mean elevation of both arms."""

from dataclasses import replace

import numpy as np

SAMPLES_A_SECOND = 240
LEAST_SEEN = 2.5  # degrees that must be covered before an eye sees that a place was left
SEEN_SHARE = 0.04  # or this share of the way, whichever is more
NEAR_TOP = 3.0  # degrees below the highest at which the top is reached
CAME_BACK = 0.6
"""Share of the raise after which lowered arms have come back."""


def _crossing(times, values, level, index):
    """The moment between index and index + 1 at which the curve passes the level."""
    a, b = values[index], values[index + 1]
    share = 0.0 if a == b else np.clip((level - a) / (b - a), 0.0, 1.0)
    return float(times[index] + share * (times[index + 1] - times[index]))


def _first(times, values, inside, level):
    index = int(np.argmax(inside))
    return float(times[0]) if index == 0 else _crossing(times, values, level, index - 1)


def _last(times, values, inside, level):
    index = len(inside) - 1 - int(np.argmax(inside[::-1]))
    return float(times[-1]) if index == len(inside) - 1 else _crossing(times, values, level, index)


def seen_times(times, mean, since, until):
    """Times of one repetition as an eye sees them, from the mean elevation between two moments of rest around it.

    Returns start, top, loweringStart, bottom (seconds) and the levels before, highest and after (degrees).
    """
    window = (times >= since) & (times <= until)
    t, y = times[window], mean[window]
    peak = int(np.argmax(y))
    highest = float(y[peak])
    before, after = float(y[: peak + 1].min()), float(y[peak:].min())
    up = max(LEAST_SEEN, SEEN_SHARE * (highest - before))
    down = max(LEAST_SEEN, SEEN_SHARE * (highest - after))
    start = _last(t[: peak + 1], y[: peak + 1], y[: peak + 1] <= before + up, before + up)
    raised = (t >= start) & (t <= t[peak])
    top = _first(t[raised], y[raised], y[raised] >= highest - NEAR_TOP, highest - NEAR_TOP)
    left_top = _last(t[peak:], y[peak:], y[peak:] >= highest - down, highest - down)
    fallen = t >= left_top
    bottom = _first(t[fallen], y[fallen], y[fallen] <= after + down, after + down)
    return {
        "start": start,
        "top": top,
        "loweringStart": left_top,
        "bottom": bottom,
        "before": before,
        "highest": highest,
        "after": after,
    }


def cycles(movement, times, mean):
    """The planned repetitions, those that were cut short joined with what follows: arms that rise again before they have
    come back are still in the same repetition."""
    usual_bottom = float(np.median([seen_times(times, mean, p.since, p.until)["after"] for p in movement.repetitions] or [0]))
    joined = []
    open_ = None
    for planned in movement.repetitions:
        whole = planned if open_ is None else replace(open_, until=planned.until)
        last = seen_times(times, mean, planned.since, planned.until)
        highest = seen_times(times, mean, whole.since, whole.until)["highest"]
        way_up = highest - min(last["before"], usual_bottom)
        back = highest - last["after"] >= CAME_BACK * way_up
        if back or planned is movement.repetitions[-1]:
            joined.append(whole)
            open_ = None
        else:
            open_ = whole
    return joined, usual_bottom


def joined(movement):
    """The repetitions as `cycles` has them, without what they were measured with."""
    times = np.arange(0.0, movement.seconds, 1.0 / SAMPLES_A_SECOND)
    mean = (movement.elevation("left", times) + movement.elevation("right", times)) / 2
    return cycles(movement, times, mean)[0]


def dips(planned, s, movement, times, mean):
    """Where the arms went up again before they had come back: (from, to, share of the way up that was lowered)."""
    found = []
    for part in movement.repetitions:
        if part.since >= planned.since and part.until < planned.until:
            seen = seen_times(times, mean, part.since, part.until)
            share = (s["highest"] - seen["after"]) / max(s["highest"] - s["before"], 1.0)
            found.append((seen["loweringStart"], seen["bottom"], share))
    return found
