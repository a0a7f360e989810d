"""The sample: its counts, its facts, and that what is made up stays apart."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from guankao.documents import (
    ActionPlan,
    Guidelines,
    IndicatorKind,
    Plan,
    kind_of,
    read_document,
    write_document,
)
from guankao.sample import agencies, documents

DATA = Path(__file__).parents[3] / "shared" / "data"
needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"needs the transcribed documents at {DATA}"
)


def plans(fiscal_year: int, *, fictional: bool = False) -> list[Plan]:
    return [
        document
        for document in documents(fictional=fictional)
        if isinstance(document, Plan) and document.fiscal_year == fiscal_year
    ]


def plan_of(agency: str, fiscal_year: int = 107) -> Plan:
    [plan] = [plan for plan in plans(fiscal_year) if plan.agency == agency]
    return plan


def action_plan() -> ActionPlan:
    [found] = [document for document in documents() if isinstance(document, ActionPlan)]
    return found


def counts(found: list[Plan]) -> tuple[int, int, int]:
    return (
        len(found),
        sum(len(plan.indicators) for plan in found),
        sum(len(plan.projects) for plan in found),
    )


def test_the_facts_are_all_there() -> None:
    assert counts(plans(107)) == (33, 470, 1111)
    assert counts(plans(106)) == (1, 1, 6)
    assert sum(len(plan.goals) for plan in plans(107)) == 252
    assert len(action_plan().measures) == 46
    [guidelines] = [document for document in documents() if isinstance(document, Guidelines)]
    assert [len(section.clauses) for section in guidelines.sections] == [
        11,
        11,
        14,
        9,
        15,
        9,
        8,
        18,
    ]
    assert guidelines.sections[6].title == "司法及法制"


def test_what_is_made_up_is_never_among_the_facts() -> None:
    assert not any(document.fictional for document in documents())
    assert not any(agency.fictional for agency in agencies())
    made_up = list(documents(fictional=True))
    assert all(document.fictional for document in made_up)
    assert [agency.name for agency in agencies(fictional=True)] == ["示範部", "示範署"]
    assert all(agency.name_en.endswith("(fictional)") for agency in agencies(fictional=True))
    facts = {plan.agency for plan in plans(107)}
    assert facts.isdisjoint(plan.agency for plan in plans(107, fictional=True))


def test_the_fictional_ministry_shows_every_shape() -> None:
    [ministry, child] = plans(107, fictional=True)
    assert child.parent_agency == ministry.agency
    kinds = {
        kind_of(one.evaluation_method, one.standard, one.target, one.name)
        for one in ministry.indicators
    }
    assert kinds == set(IndicatorKind)
    targets = [indicator.target for indicator in ministry.indicators]
    assert any(target.endswith("以下") for target in targets)
    assert any(target.startswith("-") for target in targets)
    for indicator in (*ministry.indicators, *child.indicators):
        assert indicator.history, "every chart of the demonstration has a line"
        assert "虛構" in (indicator.note or "")
    assert any(not project.indicators for project in ministry.projects)


def test_every_identifier_is_unique() -> None:
    identifiers = [
        identifier
        for fictional in (False, True)
        for document in documents(fictional=fictional)
        for identifier in document.identifiers()
    ]
    assert len(set(identifiers)) == len(identifiers)
    assert "107/法務部/kpi/5-1" in identifiers
    assert "106/法務部行政執行署/kpi/1-1" in identifiers
    assert "107/action-plan/integrity/measure/12" in identifiers
    assert "107/guidelines/section/3" in identifiers


def test_known_pieces_read_as_published() -> None:
    justice = plan_of("法務部")
    [crowding] = [one for one in justice.indicators if one.key == "5-1"]
    assert (crowding.name, crowding.target) == ("紓解矯正機關超收擁擠問題", "10%以下")
    assert crowding.linkage == ("社會發展", "科技發展")
    interior = plan_of("內政部")
    [fires] = [one for one in interior.indicators if one.name == "降低火災死亡率"]
    assert [(value.fiscal_year, value.value) for value in fires.history] == [
        (103, "-8.4%"),
        (104, "0%"),
        (105, "-51.5%"),
    ]
    measure = action_plan().measures[0]
    assert measure.actuals[0].value == Decimal("72.69")
    assert measure.lead_agencies[1].units == ("廉政署",)
    assert action_plan().measures[42].targets[0].unit == "億元"
    prosecutors = action_plan().measures[33].lead_agencies[0]
    assert prosecutors.agency == "法務部"
    assert prosecutors.units == ("臺灣高等檢察署", "各地方檢察署", "廉政署", "調查局")


def test_a_kpi_table_that_counts_goals_otherwise_keeps_both_numbers() -> None:
    fuchien = plan_of("福建省政府")
    assert [(one.key, one.goal, one.goal_no_in_table) for one in fuchien.indicators] == [
        ("1-1", "1", None),
        ("1-2", "1", None),
        ("3-1", "3", 2),
        ("4-1", "4", 3),
        ("5-1", "5", 4),
        ("5-2", "5", 4),
    ]
    assert {one.goal_no_in_table for one in plan_of("勞動部").indicators} == {None, 7}


def test_a_project_that_names_two_kpis_alike_is_linked_to_both() -> None:
    links = [project.indicators for project in plan_of("行政院原子能委員會").projects]
    assert links.count(("8-1", "9-1")) == 4


def test_every_agency_has_its_place_in_the_tree() -> None:
    known = {agency.name: agency for agency in agencies()}
    seen: set[str] = set()
    for agency in known.values():
        assert agency.parent is None or agency.parent in seen, f"{agency.name} before its parent"
        seen.add(agency.name)
        assert agency.name_en.isascii()
    for plan in (*plans(106), *plans(107)):
        assert plan.parent_agency == known[plan.agency].parent
    assert known["法務部行政執行署"].parent == "法務部"
    named = {
        responsible.agency
        for measure in action_plan().measures
        for responsible in (*measure.lead_agencies, *measure.co_agencies)
    }
    reporting = {
        actual.agency
        for measure in action_plan().measures
        for actual in measure.actuals
        if actual.agency
    }
    assert (named | reporting) <= set(known)
    assert [agency.name for agency in known.values() if agency.group] == ["各機關"]
    chapters = [agency.chapter for agency in known.values() if agency.chapter]
    assert chapters == list(range(2, 35))


def test_measures_have_short_titles_of_their_own_in_both_languages() -> None:
    short_titles = [measure.short_title for measure in action_plan().measures]
    assert len(set(short_titles)) == 46
    assert max(map(len, short_titles)) <= 20
    for measure in action_plan().measures:
        assert measure.short_title_en
        assert measure.short_title_en.isascii()


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def test_the_sample_is_compact_normalised_and_without_long_prose() -> None:
    shipped = [
        resource.read_text(encoding="utf-8")
        for resource in files("guankao.sample").iterdir()
        if resource.name.endswith(".json")
    ]
    assert len(shipped) == 39
    assert sum(len(text.encode()) for text in shipped) < 600_000
    for text in shipped:
        assert unicodedata.is_normalized("NFC", text)
        # The longest standard of a KPI has 321 characters; strategies and measures run longer.
        assert max(map(len, texts(json.loads(text)))) <= 321
    for plan in (*plans(106), *plans(107)):
        assert not any(goal.strategies for goal in plan.goals)
    assert all(measure.text is None for measure in action_plan().measures)
    assert all(actual.text is None for one in action_plan().measures for actual in one.actuals)


def test_files_are_written_as_the_writer_writes() -> None:
    for resource in files("guankao.sample").iterdir():
        if resource.name.endswith(".json") and resource.name != "agencies.json":
            text = resource.read_text(encoding="utf-8")
            assert write_document(read_document(text)) == text, resource.name


@needs_data
def test_every_figure_is_the_documents_own() -> None:
    def normalised(text: str) -> str:
        return unicodedata.normalize("NFC", text)

    for path in sorted((DATA / "plans").glob("*.json")):
        facts = json.loads(path.read_text(encoding="utf-8"))
        plan = plan_of(facts["agency"], facts["fiscal_year"])
        assert [goal.title for goal in plan.goals] == [
            normalised(goal["title"]) for goal in facts["goals"]
        ]
        for indicator, fact in zip(plan.indicators, facts["indicators"], strict=True):
            for ours, theirs in (
                (indicator.name, fact["name"]),
                (indicator.standard, fact["standard"]),
                (indicator.target, fact["target"]),
                (indicator.evaluation_method, fact["evaluation_method"]),
            ):
                assert ours == normalised(theirs)
            assert indicator.evaluation_arrangement == fact["evaluation_system"]
            assert list(indicator.linkage) == fact["linkage"]
            assert [(value.fiscal_year, value.value) for value in indicator.history] == [
                (value["year"], value["value"]) for value in fact["history"]
            ]
        names = {indicator.key: indicator.name for indicator in plan.indicators}
        for project, fact in zip(plan.projects, facts["projects"], strict=True):
            assert project.title == normalised(fact["title"])
            assert project.work_plan == normalised(fact["work_plan"])
            assert project.category == fact["category"]
            assert project.content_items == fact["content_items"]
            assert {names[key] for key in project.indicators} == set(
                map(normalised, fact["indicators"])
            )


@needs_data
def test_every_figure_of_the_action_plan_is_the_documents_own() -> None:
    facts = json.loads((DATA / "action_plan_107.json").read_text("utf-8"), parse_float=Decimal)
    for measure, fact in zip(action_plan().measures, facts["measures"], strict=True):
        assert [(target.text, target.value, target.unit) for target in measure.targets] == [
            (target["text"], target["value"], target["unit"]) for target in fact["targets"]
        ]
        assert [(one.target, one.part, one.value, one.unit) for one in measure.actuals] == [
            (one["target"], one.get("part"), one["value"], one["unit"]) for one in fact["actuals"]
        ]
        for target, given in zip(measure.targets, fact["targets"], strict=True):
            assert [part.value for part in target.parts] == [
                part["value"] for part in given.get("parts", ())
            ]
