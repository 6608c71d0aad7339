"""Writes TorchScript so that the same model gives the same bytes, and nothing of the machine goes with it."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

import torch

DEBUG_RECORD = ".debug_pkl"
"""Where torch keeps the source lines behind the code, with the paths of the machine that traced it."""
EPOCH = (1980, 1, 1, 0, 0, 0)


def write(module: torch.jit.ScriptModule, path: Path) -> None:
    """Saves without debug records, deflated: weights that are float16 at heart, or sparse, shrink a lot.

    libtorch reads deflated records; only memory-mapping would need stored ones.
    """
    with tempfile.TemporaryDirectory() as folder:
        # The file's name becomes the name of the archive's inner folder.
        saved = Path(folder) / path.name
        module.save(str(saved))
        with zipfile.ZipFile(saved) as source, zipfile.ZipFile(path, "w") as target:
            for record in source.infolist():
                if record.filename.endswith(DEBUG_RECORD):
                    continue
                entry = zipfile.ZipInfo(record.filename, EPOCH)
                target.writestr(entry, source.read(record), zipfile.ZIP_DEFLATED, compresslevel=9)
