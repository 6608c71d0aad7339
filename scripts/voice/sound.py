"""Silence, loudness and peaks of a short recording. Samples are floats from -1 to 1, one channel, RATE a second."""

import numpy as np

RATE = 16_000
SILENCE = -40.0
"""What is this far below the loudest 10 ms is silence, dB."""
BEFORE, AFTER = 0.01, 0.06
"""What is kept before and after the speech, seconds: the end of a word fades longer than its beginning rises."""
FADE = 0.005
BLOCK, STEP = 0.4, 0.1
"""Gating blocks of ITU-R BS.1770-4: their length and their distance, seconds."""
AT_LEAST = 3.0
"""A shorter recording is repeated up to this length before its loudness is measured, seconds: one word has no two blocks."""
ABSOLUTE_GATE, RELATIVE_GATE = -70.0, -10.0

LARGEST_PEAK = -3.0
"""True peak, dBFS. Opus at this bit rate adds up to 1.2 dB."""
RELEASE = 0.01
"""Seconds on each side of a peak in which the gain changes."""
ROUNDS = 30

SHELF = (1681.974450955533, 3.999843853973347, 0.7071752369554196)
"""High shelf of the K-weighting: frequency in Hz, gain in dB, quality (ITU-R BS.1770-4, annex 1, as in EBU Tech 3341)."""
HIGH_PASS = (38.13547087602444, 0.5003270373238773)
"""High pass of the K-weighting: frequency in Hz, quality."""


def trimmed(samples: np.ndarray) -> np.ndarray:
    """Cuts the silence off both ends and fades the ends. Raises ValueError where all is silent."""
    width = RATE // 100
    level = np.sqrt(np.convolve(samples**2, np.ones(width) / width, "same"))
    if not level.size or level.max() <= 0:
        raise ValueError("the recording is silent")
    loud = np.flatnonzero(level > level.max() * 10 ** (SILENCE / 20))
    first = max(0, loud[0] - int(BEFORE * RATE))
    cut = samples[first : loud[-1] + int(AFTER * RATE)].copy()
    ramp = np.linspace(0, 1, int(FADE * RATE))
    cut[: ramp.size] *= ramp
    cut[-ramp.size :] *= ramp[::-1]
    return cut


def loudness(samples: np.ndarray, rate: int = RATE) -> float:
    """Integrated loudness, LUFS (EBU R128, ITU-R BS.1770-4)."""
    repeated = np.tile(samples, int(np.ceil(AT_LEAST * rate / samples.size)))
    weighted = _k_weighted(repeated, rate)
    length, step = int(BLOCK * rate), int(STEP * rate)
    power = np.array([np.mean(weighted[at : at + length] ** 2) for at in range(0, weighted.size - length + 1, step)])
    power = power[_lufs(power) > ABSOLUTE_GATE]
    return float(_lufs(np.mean(power[_lufs(power) > _lufs(np.mean(power)) + RELATIVE_GATE])))


def at_loudness(samples: np.ndarray, target: float) -> np.ndarray:
    """The samples at a loudness, LUFS, with the few peaks above LARGEST_PEAK lowered. Raises ValueError where that fails."""
    for _ in range(ROUNDS):
        samples = samples * 10 ** ((target - loudness(samples)) / 20)
        if peak(samples) <= LARGEST_PEAK:
            return samples
        samples = _limited(samples)
    raise ValueError(f"peaks of {peak(samples):.1f} dBFS at {target} LUFS")


def peak(samples: np.ndarray) -> float:
    """True peak of four times as many samples, dBFS."""
    spectrum = np.fft.rfft(samples)
    finer = np.fft.irfft(spectrum, 4 * samples.size) * 4
    return float(20 * np.log10(np.max(np.abs(finer))))


def _limited(samples: np.ndarray) -> np.ndarray:
    """Lowers what is around a peak, smoothly over RELEASE on both sides."""
    over = np.maximum(1, np.abs(samples) / 10 ** ((LARGEST_PEAK - 1) / 20))
    width = int(RELEASE * RATE)
    widest = np.lib.stride_tricks.sliding_window_view(np.pad(over, width, mode="edge"), 2 * width + 1).max(axis=1)
    window = np.hanning(2 * width + 1)
    return samples / np.convolve(np.pad(widest, width, mode="edge"), window / window.sum(), "valid")


def _lufs(power: np.ndarray | float) -> np.ndarray:
    return -0.691 + 10 * np.log10(np.maximum(power, 1e-12))


def _k_weighted(samples: np.ndarray, rate: int) -> np.ndarray:
    """Filters by the analogue prototype's bilinear transform, in the frequency domain; the samples go on as if repeated."""
    z = np.exp(-1j * 2 * np.pi * np.fft.rfftfreq(samples.size))
    shelf_hz, gain, quality = SHELF
    k = np.tan(np.pi * shelf_hz / rate)
    high = 10 ** (gain / 20)
    band = high**0.4996667741545416
    shelf = (high + band * k / quality + k * k) + 2 * (k * k - high) * z + (high - band * k / quality + k * k) * z**2
    shelf /= (1 + k / quality + k * k) + 2 * (k * k - 1) * z + (1 - k / quality + k * k) * z**2
    pass_hz, quality = HIGH_PASS
    k = np.tan(np.pi * pass_hz / rate)
    high_pass = (1 - 2 * z + z**2) * (1 + k / quality + k * k)
    high_pass /= (1 + k / quality + k * k) + 2 * (k * k - 1) * z + (1 - k / quality + k * k) * z**2
    return np.fft.irfft(np.fft.rfft(samples) * shelf * high_pass, samples.size)
