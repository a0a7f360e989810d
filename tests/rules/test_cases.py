"""Every rule finds what its cases say, where they say, and nothing in the cases that pass.

The cases are data: `cases/GK103.toml`. A failing case has to fail for the code of its file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from guankao.documents import Mark
from guankao.rules import RULES, Finding, check_action_plan, check_plan
from guankao.rules.subjects import EmptyCell, LooseLink
from rules.case_documents import action_plan_of, plan_of

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.glob("GK*.toml"))
# They speak of the program and of waivers, not of a plan: see test_linter.py, test_waivers.py.
WITHOUT_CASES = {"GK000", "GK001"}


def _cases(kind: str) -> Iterator[Any]:
    for path in FILES:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get(kind, [])
        for number, case in enumerate(found, start=1):
            yield pytest.param(path.stem, case, id=f"{path.stem}-{kind}-{number}")


def _findings(code: str, case: dict[str, Any]) -> tuple[Finding, ...]:
    if "action_plan" in case:
        return check_action_plan(action_plan_of(case["action_plan"]), select=[code])
    previous = plan_of(case["previous"], fiscal_year=106) if "previous" in case else None
    return check_plan(
        plan_of(case.get("plan", {})),
        previous,
        select=[code],
        loose_links=[LooseLink(*each) for each in case.get("loose_links", [])],
        empty_cells=[EmptyCell(*each) for each in case.get("empty_cells", [])],
        places={"107/示例部/kpi/1-1#target": Mark(page=7)},
    )


def _place(finding: Finding) -> str:
    """kpi/1-1#target, as the cases write it; the plan itself is empty before the field."""
    element = "/".join(finding.element.split("/")[2:])
    if finding.element.startswith(("107/action-plan", "106/action-plan")):
        element = "/".join(finding.element.split("/")[3:])
    return f"{element}#{finding.field}" if finding.field else element


@pytest.mark.parametrize(("code", "case"), list(_cases("finds")))
def test_what_is_wrong_is_found_in_its_place(code, case):
    findings = _findings(code, case)
    assert {finding.code for finding in findings} == {code}
    assert [_place(finding) for finding in findings] == case["at"]
    if "level" in case:
        assert {finding.level.value for finding in findings} == {case["level"]}
    if "quote" in case:
        assert [finding.quote for finding in findings] == [case["quote"]]
    if "says" in case:
        assert case["says"] in findings[0].message.zh


@pytest.mark.parametrize(("code", "case"), list(_cases("passes")))
def test_what_is_right_passes(code, case):
    assert _findings(code, case) == ()


def test_every_rule_has_cases_of_both_kinds():
    with_both = {
        path.stem
        for path in FILES
        if {"finds", "passes"} <= tomllib.loads(path.read_text(encoding="utf-8")).keys()
    }
    assert {rule.code for rule in RULES} - WITHOUT_CASES == with_both
