"""Folders of the project."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODELS = ROOT / "models"
SAMPLES = ROOT / "samples"
RESOURCES = ROOT / "src/main/resources"
TEST_RESOURCES = ROOT / "src/test/resources/formcheck"
