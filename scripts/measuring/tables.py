"""Markdown tables, and their place on a page."""

from __future__ import annotations

import datetime
import os
import platform
from collections.abc import Sequence
from pathlib import Path

from formcheck_scripts.measuring import Refusal


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def number(value: float | None, digits: int = 2, unit: str = "") -> str:
    return "–" if value is None else f"{value:.{digits}f}{unit}"


def share(part: int, whole: int) -> str:
    return f"{part} of {whole}" if whole else "–"


def place(page: Path, mark: str, text: str) -> None:
    """Replaces the text between <!-- MARK:begin --> and <!-- MARK:end -->."""
    before, after = _around(page, mark)
    page.write_text(f"{before}\n{text.strip()}\n{after}", encoding="utf-8")


def check_place(page: Path, mark: str) -> None:
    """Refuses before the work is done what `place` would refuse after it."""
    _around(page, mark)


def circumstances(*versions: str) -> str:
    """Date, versions, machine: one line."""
    today = datetime.date.today().isoformat()
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"{today}; {', '.join([*versions, f'Python {platform.python_version()}'])}; {machine}."


def _around(page: Path, mark: str) -> tuple[str, str]:
    begin, end = f"<!-- {mark}:begin -->", f"<!-- {mark}:end -->"
    try:
        whole = page.read_text(encoding="utf-8")
    except OSError as problem:
        raise Refusal(f"{page} cannot be read: {problem.strerror}.") from problem
    if whole.count(begin) != 1 or whole.count(end) != 1 or whole.index(begin) > whole.index(end):
        raise Refusal(f"{page} has no place for the table: expected {begin} and, below it, {end}, once each.")
    return whole[: whole.index(begin) + len(begin)], whole[whole.index(end) :]
