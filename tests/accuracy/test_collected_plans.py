"""The thresholds of reading the plain documents, where these are at hand."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "accuracy_collected.py"


@pytest.fixture(name="accuracy", scope="module")
def fixture_accuracy() -> ModuleType:
    spec = importlib.util.spec_from_file_location("accuracy_collected", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module


def test_the_documents_are_read_as_people_transcribed_them(
    accuracy: ModuleType, shared: Path
) -> None:
    for name, score in accuracy.measure(shared).items():
        precision, recall = accuracy.THRESHOLDS.get(name, (0.0, 0.0))
        assert score.precision >= precision, (name, score.wrong)
        assert score.recall >= recall, (name, score.missed)


def test_a_wrong_value_counts_against_precision_and_recall(accuracy: ModuleType) -> None:
    score = accuracy.Score()
    score.compare({("goal", 1, "甲"), ("goal", 2, "乙")}, {("goal", 1, "甲"), ("goal", 2, "丙")})
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)


def test_without_documents_it_says_so_and_does_not_fail(
    accuracy: ModuleType,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GUANKAO_SHARED", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["accuracy_collected.py"])
    assert accuracy.main() == 0
    assert "nothing to measure" in capsys.readouterr().out
