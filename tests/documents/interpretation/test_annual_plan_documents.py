"""Real annual plans in every format, where they are at hand: the figures of `make accuracy`."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from guankao.documents.interpretation import interpret

SCRIPT = Path(__file__).resolve().parents[3] / "tools" / "accuracy_documents.py"


@pytest.fixture(name="accuracy", scope="module")
def fixture_accuracy() -> ModuleType:
    spec = importlib.util.spec_from_file_location("accuracy_documents", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("suffix", [".odt", ".docx", ".pdf", ".txt"])
def test_plans_are_read_as_people_read_them(
    accuracy: ModuleType, shared: Path, suffix: str
) -> None:
    found = [each for each in accuracy.files(shared) if each[0].suffix == suffix]
    assert len(found) == (1 if suffix == ".txt" else 6)
    for path, gold in found:
        wanted = json.loads(accuracy.with_slips(gold.read_text(encoding="utf-8"), path.name))
        paper = accuracy.READERS[suffix](path.read_bytes(), path.name)
        result = accuracy.compare(path, wanted, interpret(paper))
        assert result.reached, (path.name, result.differences)


def test_every_value_of_a_real_plan_has_its_place(accuracy: ModuleType, shared: Path) -> None:
    path = next(path for path, _ in accuracy.files(shared) if path.suffix == ".odt")
    result = interpret(accuracy.READERS[".odt"](path.read_bytes(), path.name))
    [plan] = result.documents
    for identifier in plan.identifiers():
        fields = {
            key.partition("#")[2] for key in result.places if key.startswith(f"{identifier}#")
        }
        assert fields, identifier
    assert {mark.file for mark in result.places.values()} == {path.name}


def test_a_wrong_value_is_counted(accuracy: ModuleType, shared: Path) -> None:
    path, gold = next(accuracy.files(shared))
    wanted = json.loads(gold.read_text(encoding="utf-8"))
    read = interpret(accuracy.READERS[path.suffix](path.read_bytes(), path.name))
    wanted["indicators"][0]["target"] = "0"
    wanted["goals"].pop()
    result = accuracy.compare(path, wanted, read)
    assert result.of("indicators").wrong == result.of("indicators").missed == 1
    assert result.of("goals").wrong >= 1
    assert not result.reached
