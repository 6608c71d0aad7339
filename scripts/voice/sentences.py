"""What the voice of the page says, taken from the page's texts."""

import json
import re
from collections.abc import Iterator

from formcheck_scripts.paths import RESOURCES

LANGUAGES = ("en", "de")
LARGEST_COUNT = 20
"""Most repetitions of a set, and the largest number with a recording."""

SPOKEN = re.compile(
    r"cue\.(?!prove-(wait|result)$).+(?<!fast-descent\.more)|pause\.(?!.+\.more$).+|remark\..+|beat\.[23]|phase\.(rest|hold|eccentric)"
    r"|advice\.(?!trend\.|dropped\.|seconds|half-second|set\..+-one$).+|baseline\.(most\.|forward\.)?cue|countdown\.cue"
    r"|summary\.(done|none|all-clean|clean-quick|clean-sagging|some-clean|one-clean|no-clean)|rest\.put-down.*|pain\.(title|words)"
    r"|done\.title|voice\..+"
)
"""Keys of the texts that the page speaks, see voice-lead.js."""

NUMBERED = {
    "summary.done": ("count", 1, LARGEST_COUNT),
    "summary.some-clean": ("clean", 2, LARGEST_COUNT - 1),
    "summary.clean-quick": ("n", 1, LARGEST_COUNT),
}
"""Texts with a number in them: its name, the smallest and the largest one."""

PLACEHOLDER = re.compile(r"\{\w+\}")
BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+")


def sentences(texts: dict[str, str]) -> list[str]:
    """Every sentence that is recorded, once: the counts, then the texts in their order, without the mark at the end.

    A sentence with a value that is not a small number, such as a list of repetitions, has no recording.
    """
    found = [str(number) for number in range(1, LARGEST_COUNT + 1)]
    for key, text in texts.items():
        if SPOKEN.fullmatch(key):
            found += [sentence for filled in _filled(key, text) for sentence in split(filled) if not PLACEHOLDER.search(sentence)]
    return list(dict.fromkeys(found))


def split(text: str) -> list[str]:
    """The sentences of a text without the mark at their end, as prompts.js splits it."""
    return [sentence.rstrip(".!?") for sentence in BETWEEN_SENTENCES.split(text)]


def _filled(key: str, text: str) -> Iterator[str]:
    if key not in NUMBERED:
        yield text
        return
    name, smallest, largest = NUMBERED[key]
    for number in range(smallest, largest + 1):
        yield text.replace(f"{{{name}}}", str(number))


def texts(language: str) -> dict[str, str]:
    """The page's texts of a language by key, without lists."""
    folder = RESOURCES / "formcheck/web/texts"
    both = [json.loads((folder / f"{name}{language}.json").read_text(encoding="utf-8")) for name in ("", "report-")]
    return {key: text for part in both for key, text in part.items() if isinstance(text, str)}


def file_name(language: str, sentence: str) -> str:
    """The name of a recording: the language and the first words, in letters that every file system has."""
    plain = sentence.lower().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
    words = re.findall(r"[a-z0-9]+", plain.replace("’", ""))
    return f"{language}-{'-'.join(words[:8])}.weba"
