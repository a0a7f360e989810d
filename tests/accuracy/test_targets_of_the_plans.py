"""The thresholds of reading targets, on the hand-checked plans where they are at hand."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "accuracy.py"


@pytest.fixture(name="accuracy", scope="module")
def fixture_accuracy() -> ModuleType:
    spec = importlib.util.spec_from_file_location("accuracy", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module


def test_targets_are_read_as_people_read_them(accuracy: ModuleType) -> None:
    directory = accuracy.shared_directory()
    if not (directory / "gold").is_dir():
        pytest.skip(f"no hand-checked plans at {directory / 'gold'}")
    for name, score in accuracy.measure(directory).items():
        assert score.cases, name
        assert score.percent >= accuracy.THRESHOLDS[name], (name, score.misses)


def test_a_wrong_reading_is_counted_as_a_miss(
    accuracy: ModuleType,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "plan.json").write_text(
        '{"indicators": [{"target": "90%", "name": "滿意度", "standard": "", '
        '"target_semantics": {"comparator": "<=", "value": 91, "unit": "%"}}]}',
        encoding="utf-8",
    )
    monkeypatch.setenv("GUANKAO_SHARED", str(tmp_path))
    assert accuracy.main() == 1
    printed = capsys.readouterr().out
    assert "BELOW" in printed
    assert "plan 90% 滿意度" in printed


def test_without_plans_it_says_so_and_does_not_fail(
    accuracy: ModuleType,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GUANKAO_SHARED", str(tmp_path))
    assert accuracy.main() == 0
    assert "does not exist" in capsys.readouterr().out
