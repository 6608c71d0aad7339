"""Sentences, trimming and loudness of the recorded prompts; nothing is spoken."""

import json
import re

import numpy as np
import pytest

from formcheck_scripts.paths import RESOURCES
from formcheck_scripts.voice import sentences, sound

TONE = np.sin(2 * np.pi * 997 * np.arange(5 * 48_000) / 48_000)


def speech(seconds, seed=1):
    """Noise with the crest of speech."""
    noise = np.random.default_rng(seed).normal(size=int(seconds * sound.RATE))
    return noise * (1 + np.sin(np.arange(noise.size) / 900)) * 0.1


def test_the_standards_tone_has_the_standards_loudness():
    assert sound.loudness(TONE, 48_000) == pytest.approx(-3.01, abs=0.01)
    assert sound.loudness(TONE / 10, 48_000) == pytest.approx(-23.01, abs=0.01)


def test_silence_is_cut_off_both_ends():
    quiet = np.zeros(sound.RATE)
    cut = sound.trimmed(np.concatenate([quiet, speech(0.5), quiet]))
    assert 0.5 <= cut.size / sound.RATE <= 0.5 + sound.BEFORE + sound.AFTER + 0.02
    assert cut[0] == cut[-1] == 0


def test_what_is_silent_is_refused():
    with pytest.raises(ValueError, match="silent"):
        sound.trimmed(np.zeros(sound.RATE))


@pytest.mark.parametrize("seconds", [0.25, 0.7, 4])
def test_short_and_long_recordings_have_one_loudness_and_no_peak_that_clips(seconds):
    samples = speech(seconds)
    samples[samples.size // 2] = 3
    level = sound.at_loudness(samples, -18)
    assert sound.loudness(level) == pytest.approx(-18, abs=0.01)
    assert sound.peak(level) <= sound.LARGEST_PEAK


def test_counts_come_first_and_sentences_with_values_have_no_recording():
    found = sentences.sentences(
        {"summary.done": "{count} done.", "advice.set.fast": "Repetitions {list} fell. Lower slowly.", "start.go": "x"}
    )
    assert found[:20] == [str(number) for number in range(1, 21)]
    assert found[20:] == [f"{number} done" for number in range(1, 21)] + ["Lower slowly"]


@pytest.mark.parametrize("language", sentences.LANGUAGES)
def test_the_recordings_are_those_of_the_texts(language):
    listed = json.loads((RESOURCES / "formcheck/web/voice/prompts.json").read_text(encoding="utf-8"))[language]
    assert list(listed) == sentences.sentences(sentences.texts(language))
    for sentence, entry in listed.items():
        assert entry["file"] == sentences.file_name(language, sentence)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.weba", entry["file"])
