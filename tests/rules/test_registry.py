"""The rules are listed by hand, named for their faults, short, and each is its own page."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import guankao.rules
from guankao.documents import AnyDocument
from guankao.rules import FAMILIES, RULES, ActionPlanRule, PlanRule, UnknownRule, find_rule
from guankao.rules.manual import HEADINGS, docstring_of, manual_of, sections_of
from guankao.rules.registry import ACTION_PLAN_RULES, PLAN_RULES

ROOM = Path(guankao.rules.__file__).parent
FOLDERS = {
    "GK1": "structure",
    "GK2": "measurability",
    "GK3": "targets",
    "GK4": "links",
    "GK5": "continuity",
    "GK6": "reports",
}
LINES_OF_A_RULE = 80
CHECKED = [rule for rule in RULES if isinstance(rule, PlanRule | ActionPlanRule)]


def _module_of(rule: PlanRule | ActionPlanRule) -> Path:
    return ROOM / FOLDERS[rule.family] / f"{rule.name.replace('-', '_')}.py"


def _source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_no_code_and_no_name_is_used_twice():
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_rules_stand_in_the_order_of_their_codes():
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)


def test_every_module_of_a_rule_is_listed():
    modules = {
        path
        for folder in FOLDERS.values()
        for path in (ROOM / folder).glob("*.py")
        if re.search(r"^RULE = ", _source(path), re.MULTILINE)
    }
    assert modules == {_module_of(rule) for rule in CHECKED}
    assert len(CHECKED) == len(PLAN_RULES) + len(ACTION_PLAN_RULES)


@pytest.mark.parametrize("rule", CHECKED, ids=lambda rule: rule.code)
def test_the_module_has_the_name_of_the_fault_and_stays_short(rule):
    path = _module_of(rule)
    assert rule.check.__module__ == f"guankao.rules.{FOLDERS[rule.family]}.{path.stem}"
    source = _source(path)
    page = ast.get_docstring(ast.parse(source), clean=False) or ""
    lines = len(source.splitlines()) - len(page.splitlines())
    assert lines < LINES_OF_A_RULE


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_docstring_is_a_page_with_its_sections_in_order(rule):
    sections = sections_of(docstring_of(rule))
    assert tuple(section.heading for section in sections) == HEADINGS
    assert all(section.text for section in sections)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_speaks_both_languages(rule):
    for words in (rule.title, rule.sentence):
        assert re.search(r"[\u4e00-\u9fff]|\{", words.zh)
        assert words.en
    assert all(section.text for section in manual_of(rule, "zh-Hant"))


def test_every_family_has_a_name():
    assert {rule.family for rule in RULES} <= FAMILIES.keys()


def test_a_rule_is_found_by_code_and_by_name():
    assert find_rule("gk103") is find_rule("goal-without-kpi")
    with pytest.raises(UnknownRule, match="no rule is called 'GK9'"):
        find_rule("GK9")


def test_no_rule_names_an_agency_or_kpi_of_the_sample():
    """Rules are for kinds of text; a name from a plan in a rule would be made for one plan."""
    from guankao.sample import documents

    names = {name for document in documents() for name in _names(document) if len(name) >= 5}
    for path in ROOM.rglob("*.py"):
        source = _source(path)
        assert [name for name in names if name in source] == [], path.name


def _names(document: AnyDocument) -> list[str]:
    if document.kind != "plan":
        return []
    return [
        document.agency,
        *(goal.title for goal in document.goals),
        *(indicator.name for indicator in document.indicators),
        *(project.title for project in document.projects),
    ]
