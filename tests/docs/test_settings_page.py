"""docs/reference/settings.md lists exactly what the program reads from the environment."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PAGE = "docs/reference/settings.md"

WORDS_OF_DEFAULTS = {
    "not DEMO": "`1`; in the demonstration `0`",
    "default_data_directory()": "`guankao` in `XDG_DATA_HOME`",
    "str(Path.home() / '.local' / 'share')": "`~/.local/share`",
    "_SQLITE_URL": "an SQLite file in the data directory",
    "''": "none",
    "[]": "none",
}
"""How the page says a default that is no plain value. A new expression must get its words here."""

MADE_AT_FIRST_START = {"GUANKAO_SECRET_KEY": "made at first start"}
"""Where nothing in the environment does not mean that there is none."""


def words_of(default: ast.expr) -> str:
    if isinstance(default, ast.Constant) and isinstance(default.value, bool):
        return f"`{int(default.value)}`"
    if isinstance(default, ast.Constant) and default.value:
        return f"`{default.value}`"
    if isinstance(default, ast.List) and default.elts:
        return f"`{','.join(ast.literal_eval(default))}`"
    return WORDS_OF_DEFAULTS[ast.unparse(default)]


def variables_read(source: str) -> Iterator[tuple[str, ast.expr | None]]:
    """Each variable that a module reads, with its default where the reading gives one."""
    tree = ast.parse(source)
    instead = {
        id(node.values[0]): node.values[1]
        for node in ast.walk(tree)
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Name(id="_flag"),
                args=[ast.Constant(value=str(name))],
                keywords=[ast.keyword(arg="default", value=default)],
            ):
                yield name, default
            case ast.Call(func=ast.Name(id="_list"), args=[ast.Constant(value=str(name)), default]):
                yield name, default
            case (
                ast.Call(
                    func=ast.Attribute(value=ast.Attribute(attr="environ"), attr="get"),
                    args=[ast.Constant(value=str(name)), *more],
                )
                | ast.Call(
                    func=ast.Attribute(value=ast.Name(id="os"), attr="getenv"),
                    args=[ast.Constant(value=str(name)), *more],
                )
            ):
                yield name, instead.get(id(node), more[0] if more else None)
            case ast.Subscript(value=ast.Attribute(attr="environ"), slice=key, ctx=ast.Load()) if (
                isinstance(key, ast.Constant)
            ):
                yield str(key.value), None


def sources(root: Path) -> list[Path]:
    web = root / "src" / "guankao" / "web"
    return [web / "settings.py", web / "environment.py", *sorted((web / "commands").glob("*.py"))]


@pytest.fixture(scope="module")
def read(root) -> dict[str, ast.expr | None]:
    """Every variable; the settings module comes first, so its default is the one that counts."""
    found: dict[str, ast.expr | None] = {}
    for path in sources(root):
        for name, default in variables_read(path.read_text(encoding="utf-8")):
            if found.get(name) is None:
                found[name] = default
    return found


def test_the_walk_sees_every_way_of_reading():
    source = (
        "a = _flag('A', default=True)\nb = _list('B', ['x', 'y'])\n"
        "c = os.environ.get('C') or D\nd = os.environ.get('D', 'd')\n"
        "e = os.environ['E']\nos.environ['F'] = '1'\ng = os.getenv('G')\n"
    )
    found = dict(variables_read(source))
    assert sorted(found) == ["A", "B", "C", "D", "E", "G"]
    assert words_of(found["A"]) == "`1`"
    assert words_of(found["B"]) == "`x,y`"
    assert ast.unparse(found["C"]) == "D"
    assert words_of(found["D"]) == "`d`"


def test_no_other_module_of_the_web_reads_the_environment(root):
    guankao = root / "src" / "guankao"
    # The child process that reads a stranger's file is given the little that an interpreter needs.
    passing_on = guankao / "documents" / "reading" / "parent_process.py"
    allowed = {*sources(root), guankao / "web" / "wsgi.py", passing_on}
    for path in (root / "src" / "guankao").rglob("*.py"):
        if path not in allowed:
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"os\.(?:environ|getenv)", text), path


def test_the_page_lists_exactly_these_variables(read, tables):
    listed = [row["variable"].strip("`") for row in tables(PAGE, "Variables")]
    assert sorted(listed) == sorted(read)
    assert len(listed) == len(set(listed))


def test_the_page_gives_each_its_default(read, tables):
    for row in tables(PAGE, "Variables"):
        name = row["variable"].strip("`")
        default = read[name]
        wanted = MADE_AT_FIRST_START.get(name) or (words_of(default) if default else "none")
        assert row["default"] == wanted, name
        assert row["meaning"].endswith("."), name


def test_variables_of_tools_and_tests_stand_on_the_page_too(tracked_files, pages, tables):
    """A name anywhere in the project is one that the page explains."""
    explained = {
        row["variable"].strip("`")
        for heading in ("Variables", "For developers")
        for row in tables(PAGE, heading)
    }
    for path in tracked_files:
        if path.suffix in {".py", ".md", ".toml"} or path.name in {"Makefile", "run"}:
            named = set(re.findall(r"\bGUANKAO_[A-Z_]*[A-Z]\b", path.read_text(encoding="utf-8")))
            assert named <= explained, f"{path} names {sorted(named - explained)}"
