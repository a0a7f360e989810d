"""The catalogue of what accounts say: every sentence of the code is in it, in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from guankao.documents.interpretation import Missing, Uncertain
from guankao.documents.interpretation.sentences import (
    SENTENCES,
    in_words,
    missing_in_words,
    reason_in_words,
)
from guankao.documents.words import Words

ROOT = Path(__file__).resolve().parents[3] / "src" / "guankao" / "documents" / "interpretation"
CALLS = {"doubt": 1, "miss": 0, "Doubt": 2, "Unplaced": 1, "UnknownPaper": 0}
"""The calls that say something, and the place of the sentence among their arguments."""

CHINESE = re.compile(r"[\u3400-\u9fff]")


def sentences_of_the_code() -> Iterator[tuple[str, str]]:
    """Every sentence that is written where it is said, or in a variable that is said."""
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assigned: dict[str, list[ast.expr]] = {}
        for node in ast.walk(tree):
            targets = node.targets if isinstance(node, ast.Assign) else []
            targets += [node.target] if isinstance(node, ast.AnnAssign) else []
            for target in targets:
                if isinstance(target, ast.Name) and node.value is not None:
                    assigned.setdefault(target.id, []).append(node.value)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (place := CALLS.get(_name(node.func))) is not None:
                said = node.args[place] if len(node.args) > place else None
                of_name = assigned.get(said.id, []) if isinstance(said, ast.Name) else [said]
                for value in of_name:
                    if (text := _written(value)) is not None:
                        yield path.name, text


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _written(value: ast.expr | None) -> str | None:
    """A literal, with a word for each fact."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    if isinstance(value, ast.JoinedStr):
        return "".join(
            str(piece.value) if isinstance(piece, ast.Constant) else "某項"
            for piece in value.values
        )
    return None


def test_every_sentence_has_both_languages() -> None:
    found = list(sentences_of_the_code())
    assert len(found) >= 15
    for file, sentence in found:
        words = in_words(sentence)
        assert CHINESE.search(words.zh), (file, sentence)
        assert words.zh != words.en, (file, sentence)


def test_the_catalogue_fills_the_same_facts_in_both_languages() -> None:
    for words in SENTENCES:
        assert set(re.findall(r"\{(\w+)\}", words.zh)) == set(re.findall(r"\{(\w+)\}", words.en))


@pytest.mark.parametrize(
    ("what", "identifier", "zh", "en"),
    [
        ("target", "110/溪流署/kpi/1-1", "年度目標值", "target"),
        ("title", "110/溪流署/project/1-1", "重要計畫項目", "title"),
        ("title", "110/溪流署/goal/1", "施政目標", "title"),
        ("evaluation_arrangement", "110/溪流署/kpi/1-1", "評估體制", "evaluation arrangement"),
        ("strategies (策略)", "110/溪流署/goal/1", "策略", "strategies (策略)"),
        ("甲署: projects (重要計畫)", None, "甲署：重要計畫", "甲署: projects (重要計畫)"),
        ("section steps", "110/programme/x", "「實施步驟」一節", "section steps"),
    ],
)  # fmt: skip
def test_what_is_missing(what: str, identifier: str | None, zh: str, en: str) -> None:
    assert missing_in_words(Missing(what, identifier)) == Words(zh, en)


def test_why_a_text_is_uncertain() -> None:
    doubt = Uncertain("巡察次數", "taken for the KPI 巡查次數")
    assert reason_in_words(doubt) == Words(
        "視為關鍵績效指標「巡查次數」", "taken for the KPI 巡查次數"
    )
    assert (
        reason_in_words(Uncertain("甲", "has no work_plan, category")).zh
        == "缺少工作計畫名稱、計畫類別"
    )


def test_an_unknown_sentence_stays_as_it_is() -> None:
    assert in_words("something else") == Words("something else", "something else")
