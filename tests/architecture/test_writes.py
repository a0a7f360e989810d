"""The database is written in verbs (`actions`) and in the ledger, nowhere else."""

import ast
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "src" / "guankao" / "web"
WRITES = {
    "save",
    "delete",
    "create",
    "bulk_create",
    "bulk_update",
    "update_or_create",
    "get_or_create",
    "update",
    "asave",
    "adelete",
    "acreate",
    "aupdate",
}
RAW = ("INSERT ", "UPDATE ", "DELETE ", "REPLACE ", "TRUNCATE ", "DROP ", "ALTER ")


def _may_write(path: Path) -> bool:
    parts = path.relative_to(WEB).parts
    return "migrations" in parts or "actions" in parts or path.name == "actions.py"


def _is_a_set_or_dictionary(node: ast.Attribute) -> bool:
    """`update` of a hash or a dictionary is no write of the database; a query set is called so."""
    return node.attr == "update" and not any(
        isinstance(part, ast.Attribute) and part.attr == "objects" for part in ast.walk(node.value)
    )


def writes_in(source: str) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            attribute = node.func
            if attribute.attr in WRITES and not _is_a_set_or_dictionary(attribute):
                found.append((node.lineno, attribute.attr))
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node.value.lstrip().startswith(RAW)
        ):
            found.append((node.lineno, node.value.strip()[:30]))
    return found


def test_the_walk_sees_a_write():
    assert writes_in("Plan.objects.filter(a=1).update(b=2)") == [(1, "update")]
    assert writes_in("plan.save()") == [(1, "save")]
    assert writes_in("cursor.execute('DELETE FROM plan')") == [(1, "DELETE FROM plan")]
    assert writes_in("digest.update(b'')") == []


def test_only_verbs_write():
    elsewhere = {
        str(path.relative_to(WEB)): found
        for path in sorted(WEB.rglob("*.py"))
        if not _may_write(path) and (found := writes_in(path.read_text(encoding="utf-8")))
    }
    assert elsewhere == {}


def test_every_verb_names_its_actor_by_keyword():
    """A public verb, which opens a transaction, takes `by`, keyword-only."""
    without = []
    for path in sorted(WEB.rglob("*.py")):
        if not _may_write(path) or "migrations" in path.parts:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            if any("transaction.atomic" in ast.unparse(one) for one in node.decorator_list) and (
                "by" not in {argument.arg for argument in node.args.kwonlyargs}
            ):
                without.append(f"{path.relative_to(WEB)}:{node.name}")
    assert without == []
