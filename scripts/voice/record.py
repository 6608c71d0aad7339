"""Records the prompts of the page's voice: python scripts/voice/record.py

Writes a file for every spoken sentence that has none, deletes those of sentences that are spoken no more, and writes prompts.json,
which says which file holds a sentence. Needs requirements/voice.txt.
"""

import argparse
import json
from multiprocessing import get_context
from multiprocessing.pool import Pool
from pathlib import Path

import numpy as np

from formcheck_scripts.files import sha256
from formcheck_scripts.paths import RESOURCES
from formcheck_scripts.voice import opus, sentences, sound, speech

FOLDER = RESOURCES / "formcheck/web/voice"
PROMPTS = FOLDER / "prompts.json"
LOUDNESS = -18.0
"""LUFS: as loud as the peaks of speech allow with hardly any of them lowered."""


def spoken(voices: Pool, language: str, sentence: str) -> np.ndarray:
    pcm = voices.apply(speech.speak, (language, sentence))
    return sound.trimmed(np.frombuffer(pcm, "<i2") / 32768)


def write(file: Path, samples: np.ndarray) -> None:
    """Writes a recording whose loudness is right as it is decoded: encoding changes it by up to 0.4 LU."""
    opus.write(file, sound.at_loudness(samples, LOUDNESS))
    opus.write(file, sound.at_loudness(samples, 2 * LOUDNESS - sound.loudness(*opus.read(file))))


def record(voices: Pool, language: str, kept: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    """Records what is not kept from before, and returns the entries of a language by sentence."""
    entries: dict[str, dict[str, object]] = {}
    for sentence in sentences.sentences(sentences.texts(language)):
        file = FOLDER / sentences.file_name(language, sentence)
        if file.name in {entry["file"] for entry in entries.values()}:
            raise ValueError(f"two sentences have the file {file.name}")
        if not file.exists() or kept.get(sentence, {}).get("sha256") != sha256(file):
            write(file, spoken(voices, language, sentence))
        samples, rate = opus.read(file)
        entries[sentence] = {"file": file.name, "seconds": round(samples.size / rate, 2), "sha256": sha256(file)}
    return entries


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--again", action="store_true", help="records the sentences that have a file, too")
    again = parser.parse_args().again
    FOLDER.mkdir(exist_ok=True)
    kept = {} if again or not PROMPTS.exists() else json.loads(PROMPTS.read_text(encoding="utf-8"))
    # The voice carries state from one sentence to the next: each has a process of its own, so that the bytes stay the same.
    with get_context("fork").Pool(1, maxtasksperchild=1) as voices:
        prompts = {language: record(voices, language, kept.get(language, {})) for language in sentences.LANGUAGES}
    used = {entry["file"] for entries in prompts.values() for entry in entries.values()}
    for file in FOLDER.glob("*.weba"):
        if file.name not in used:
            file.unlink()
    PROMPTS.write_text(json.dumps(prompts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(used)} prompts, {sum((FOLDER / name).stat().st_size for name in used) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
