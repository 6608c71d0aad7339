"""Values over time: profiles of a movement, curves of segments, and slow seeded noise.

A profile is a table of the progress (0 to 1) of a movement over the share of its time (0 to 1).
"""

import zlib

import numpy as np

_U = np.linspace(0.0, 1.0, 1001)


def generator(seed, *name):
    """A random generator that depends on the seed and on what it is for, not on the order of calls."""
    return np.random.default_rng(zlib.crc32(repr((seed,) + name).encode()))


def smooth(x):
    """0 to 1 with zero speed at both ends."""
    x = np.clip(x, 0.0, 1.0)
    return x * x * (3 - 2 * x)


def _way(speed):
    way = np.concatenate([[0.0], np.cumsum((speed[1:] + speed[:-1]) / 2)])
    return way / way[-1]


def bell(peak=0.45, sticking=0.0):
    """Raising: a bell of speed, its peak at this share of the time; `sticking` slows the middle of a tired raise."""
    a = 2.0 * peak / (1 - peak)
    speed = _U**a * (1 - _U) ** 2.0
    return _way(speed * (1 - sticking * np.exp(-(((_U - 0.55) / 0.13) ** 2))))


def controlled(onset=0.18, arrival=0.22, drift=0.0, waver=0.0, seed=0):
    """Lowering under control: slow onset, nearly constant speed, soft arrival; `drift` > 0 speeds up on the way."""
    r = generator(seed, "controlled")
    speed = smooth(_U / onset) * smooth((1 - _U) / arrival) * (1 + drift * (_U - 0.5))
    for cycles in (1.5, 2.6, 4.1):
        speed = speed * (1 + waver * r.uniform(0.5, 1.0) * np.sin(2 * np.pi * (cycles * _U + r.uniform())))
    return _way(np.maximum(speed, 0.0))


def dropped(catch=0.2):
    """A fall: speed grows as gravity makes it, and the last share of the time catches the arm."""
    return _way(np.minimum((_U / (1 - catch)) ** 1.15, smooth((1 - _U) / catch) * 1.0 + 1e-9))


def seen_share(profile, way):
    """Share of a segment's time that an eye sees as movement: from 4 % of the way, at least 2.5 degrees, to as near."""
    tolerance = max(2.5, 0.04 * way) / max(way, 1e-6)
    left = np.interp(tolerance, profile, _U)
    arrived = np.interp(1 - tolerance, profile, _U)
    return max(0.05, arrived - left)


class Curve:
    """A value over time: segments one after the other, each from where the last one ended, constant between them."""

    def __init__(self, start):
        self._segments = []
        self._last = float(start)
        self._first = float(start)

    @property
    def last(self):
        return self._last

    @property
    def end(self):
        return self._segments[-1][1] if self._segments else -np.inf

    def to(self, begin, end, value, profile=None):
        begin = max(begin, self.end)
        end = max(end, begin + 1e-3)
        self._segments.append((begin, end, self._last, float(value), profile))
        self._last = float(value)
        return self

    def at(self, times):
        times = np.asarray(times, float)
        out = np.full(times.shape, self._first)
        for begin, end, start, stop, profile in self._segments:
            inside = times >= begin
            share = np.clip((times[inside] - begin) / (end - begin), 0, 1)
            done = smooth(share) if profile is None else np.interp(share, _U, profile)
            out[inside] = start + (stop - start) * done
        return out


class Wander:
    """Smooth seeded unrest: a sum of slow sines, zero mean, about `size` in standard deviation."""

    def __init__(self, rng, size, *periods):
        self._f = np.array([1 / (p * rng.uniform(0.85, 1.18)) for p in periods])
        self._phase = rng.uniform(0, 2 * np.pi, len(periods))
        weights = rng.uniform(0.7, 1.3, len(periods))
        self._size = size * np.sqrt(2.0) * weights / np.linalg.norm(weights)

    def at(self, times):
        angle = 2 * np.pi * np.multiply.outer(np.asarray(times, float), self._f) + self._phase
        return np.sin(angle) @ self._size
