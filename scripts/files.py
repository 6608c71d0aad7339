"""Files that are the same, byte for byte, when their content is the same; and how a model folder describes its files."""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def file_entry(file: Path) -> dict[str, Any]:
    """The entry of a file in model.json, posture.json or head-check.json."""
    return {"file": file.name, "bytes": file.stat().st_size, "sha256": sha256(file)}


def write_gzipped_json(file: Path, document: dict[str, Any]) -> None:
    """Writes a clip's truth, or a fixture. Raises ValueError for NaN, which JSON does not have."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    file.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def write_rows(file: Path, header: list[int], rows: list[bytes]) -> None:
    """Writes a gzipped table: the header as big-endian 32-bit integers, then the rows."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(np.array(header, ">i4").tobytes() + b"".join(rows), 9, mtime=0))


def write_json(file: Path, document: dict[str, Any]) -> None:
    """Writes JSON indented by one space, with a line end."""
    file.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
