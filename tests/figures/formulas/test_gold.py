"""The checked plans beside the project, where they are: how well formulas are read."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).resolve().parents[3]
SHARED = PROJECT.parent / "shared"


def load() -> ModuleType:
    """The measuring tool; tools/ is no package."""
    place = PROJECT / "tools" / "accuracy_formulas.py"
    specification = importlib.util.spec_from_file_location("accuracy_formulas", place)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    import sys

    sys.modules["accuracy_formulas"] = module
    specification.loader.exec_module(module)
    return module


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the checked plans are not here")
def test_thresholds_are_reached(capsys: pytest.CaptureFixture[str]) -> None:
    assert load().main() == 0, capsys.readouterr().out
