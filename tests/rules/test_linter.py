"""The linter runs all rules, keeps their findings in order, and survives a rule that fails."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from guankao.documents import Mark
from guankao.documents.interpretation.results import Missing, Uncertain, place_key
from guankao.rules import Level, UnknownRule, check_action_plan, check_document, check_plan
from guankao.rules import linter as linter_module
from guankao.rules.accounts import empty_cells, loose_links, partly_read
from guankao.rules.registry import PLAN_RULES
from guankao.rules.selection import Selection
from guankao.rules.subjects import PlanSubject
from rules.case_documents import action_plan_of, plan_of

FAULTY = plan_of(
    {
        "goals": ["健全財政", "便民服務。"],
        "kpis": [
            {"goal": 1, "name": "推動無紙化（申報"},
            {"goal": 1, "standard": "當年度駁回件數"},
        ],
        "projects": [{"kpis": ["1-1"]}, {"title": "園區擴建計畫（審議中）"}],
    }
)


def _codes(findings):
    return [finding.code for finding in findings]


def test_findings_stand_in_the_order_of_the_document():
    findings = check_plan(FAULTY, select=["GK1", "GK401"])
    assert [(one.code, one.element.removeprefix("107/示例部/")) for one in findings] == [
        ("GK103", "goal/2"),
        ("GK112", "goal/2"),
        ("GK111", "kpi/1-1"),
        ("GK109", "project/1-2"),
        ("GK401", "project/1-2"),
    ]
    assert check_plan(FAULTY, select=["GK1", "GK401"]) == findings


def test_a_rule_that_fails_is_said_to_have_failed_and_the_others_run(monkeypatch):
    def fails(subject):
        yield from PLAN_RULES[2].check(subject)
        raise ZeroDivisionError("division by zero")

    broken = replace(PLAN_RULES[2], check=fails)
    monkeypatch.setattr(linter_module, "PLAN_RULES", (broken, *PLAN_RULES[3:]))
    findings = check_plan(FAULTY, select=["GK1"])
    assert _codes(findings)[0] == "GK000"
    assert findings[0].level is Level.ERROR
    assert "GK103 goal-without-kpi" in findings[0].message.zh
    assert "division by zero" in findings[0].message.en
    assert {"GK103", "GK112", "GK111", "GK109"} < set(_codes(findings))


def test_a_rule_that_fails_before_it_begins_is_reported_too(monkeypatch):
    def fails(subject):
        raise KeyError(subject.plan.agency)

    monkeypatch.setattr(linter_module, "PLAN_RULES", (replace(PLAN_RULES[0], check=fails),))
    assert _codes(check_plan(FAULTY)) == ["GK000"]


def test_families_codes_and_names_select_and_ignore():
    assert set(_codes(check_plan(FAULTY, select=["GK103", "gk11"]))) == {"GK103", "GK111", "GK112"}
    assert _codes(check_plan(FAULTY, select=["goal-without-kpi"])) == ["GK103"]
    without = check_plan(FAULTY, select=["GK1"], ignore=["GK11", "status-word-in-title"])
    assert _codes(without) == ["GK103"]
    with pytest.raises(UnknownRule):
        check_plan(FAULTY, ignore=["GK9"])


def test_a_preview_rule_runs_only_by_its_own_code(monkeypatch):
    from guankao.rules import selection

    preview = replace(PLAN_RULES[0], status="preview")
    monkeypatch.setattr(selection, "RULES", (preview, *PLAN_RULES[1:]))
    assert not Selection.of().holds(preview)
    assert not Selection.of(select=["GK1"]).holds(preview)
    assert Selection.of(select=[preview.code]).holds(preview)


def test_the_mark_is_that_of_the_value_or_of_its_element():
    places = {
        place_key("107/示例部/goal/2", "title"): Mark(page=2, line=5),
        place_key("107/示例部/project/1-2", "title"): Mark(table=2, row=3, cell=1),
    }
    marks = {one.code: one.mark for one in check_plan(FAULTY, places=places, select=["GK1"])}
    assert marks["GK112"] == Mark(page=2, line=5)
    assert marks["GK109"] == Mark(table=2, row=3, cell=1)
    assert marks["GK111"] is None
    marked = FAULTY.indicators[0].model_copy(update={"mark": Mark(table=1, row=4)})
    plan = FAULTY.model_copy(update={"indicators": (marked, FAULTY.indicators[1])})
    assert check_plan(plan, select=["GK111"])[0].mark == Mark(table=1, row=4)


def test_a_finding_carries_the_text_that_it_quotes():
    (finding,) = check_plan(FAULTY, select=["GK111"])
    assert finding.text == "推動無紙化（申報"
    assert finding.quote is not None
    assert finding.quote in finding.text


def test_last_years_plan_is_what_continuity_looks_at():
    assert check_plan(FAULTY, select=["GK5"]) == ()
    assert check_plan(FAULTY, plan_of({}, fiscal_year=106), select=["GK505"]) == ()


def test_every_kind_of_document_can_be_given():
    assert _codes(check_document(FAULTY, select=["GK103"])) == ["GK103"]
    action_plan = action_plan_of({"measures": []})
    assert check_document(action_plan) == check_action_plan(action_plan) == ()


def test_readings_are_made_once():
    subject = PlanSubject(FAULTY)
    assert subject.formulas is subject.formulas
    assert subject.projects_of["1-2"] == ()


def test_a_link_that_leads_nowhere_is_found_by_the_place_of_its_cell():
    cell = Mark(table=3, row=2, cell=5)
    places = {place_key("107/示例部/project/1-2", "indicators"): cell}
    doubts = [Uncertain("推動無紙", "none", cell), Uncertain("別處", "none", Mark(table=9))]
    assert [(one.project, one.name) for one in loose_links(FAULTY, places, doubts)] == [
        ("1-2", "推動無紙")
    ]


def test_an_empty_cell_is_one_that_has_an_element():
    missing = [
        Missing("target", "107/示例部/kpi/2-1"),
        Missing("goals"),
        Missing("title", "107/別部/kpi/2-1"),
    ]
    assert [(one.element, one.field) for one in empty_cells(FAULTY, missing)] == [
        ("107/示例部/kpi/2-1", "target")
    ]


def test_what_is_absent_is_not_told_of_a_plan_that_was_partly_read():
    assert _codes(check_plan(FAULTY, select=["GK103", "GK109"], partly_read=True)) == ["GK109"]


def test_a_row_that_was_not_read_makes_a_plan_partly_read():
    cell = Mark(table=3, row=2, cell=5)
    places = {place_key("107/示例部/project/1-2", "indicators"): cell}
    link, row = Uncertain("推動無紙", "none", cell), Uncertain("甲 | 乙", "none", Mark(table=1))
    lost = Missing("target", "107/示例部/kpi/2-1")
    assert not partly_read(FAULTY, places, [link], [Missing("goals")])
    assert partly_read(FAULTY, places, [row], [])
    assert partly_read(FAULTY, places, [], [lost])


def test_no_rule_fails_on_the_open_plans(shared):
    from guankao.documents.formats.records import read_records

    paths = sorted((shared / "data" / "plans").glob("*.json"))
    assert len(paths) > 30
    for path in paths:
        plan = read_records(path.read_bytes())
        findings = check_plan(plan, previous=plan)
        assert "GK000" not in _codes(findings), path.name
        assert not [one for one in findings if one.code.startswith("GK5")], path.name
        json.dumps([one.message.zh for one in findings])


def test_no_rule_fails_on_the_sample():
    from guankao.sample import documents

    for fictional in (False, True):
        for document in documents(fictional=fictional):
            assert "GK000" not in _codes(check_document(document)), document.identifier
