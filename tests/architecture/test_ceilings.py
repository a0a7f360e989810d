"""No module and no function outgrows what a reader holds in mind."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULE_LINES, TEST_MODULE_LINES, FUNCTION_LINES = 400, 600, 60


def _modules(folder: str) -> list[Path]:
    return sorted(path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)


SOURCES = [path for folder in ("src", "tools", "benchmarks") for path in _modules(folder)]
TESTS = _modules("tests")


def test_the_walk_finds_the_project():
    names = {path.name for path in SOURCES}
    assert {"settings.py", "targets.py", "plan.py"} <= names


@pytest.mark.parametrize(
    ("paths", "ceiling"), [(SOURCES, MODULE_LINES), (TESTS, TEST_MODULE_LINES)]
)
def test_no_module_is_longer_than_its_ceiling(paths, ceiling):
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in paths
    }
    assert {name: length for name, length in lengths.items() if length > ceiling} == {}


def test_no_function_is_longer_than_its_ceiling():
    long = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION_LINES:
                    long[f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"] = length
    assert long == {}


def test_no_room_is_a_drawer_for_anything():
    drawers = {"utils", "helpers", "common", "misc", "manager", "base2", "extras", "lib"}
    assert [path for path in SOURCES + TESTS if drawers & set(path.with_suffix("").parts)] == []
