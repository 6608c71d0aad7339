"""Speaks a sentence."""

from py_nanotts import NanoTTS

VOICES = {"en": "en-US", "de": "de-DE"}
UNSPOKEN = str.maketrans("", "", "“”„")


def speak(language: str, sentence: str) -> bytes:
    """16-bit samples, 16,000 a second. With the mark at its end, the voice falls there."""
    return NanoTTS().speak(f"{sentence.translate(UNSPOKEN)}.", VOICES[language])
