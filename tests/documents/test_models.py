"""What hangs together within a document, told from what does not."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from documents.plans_of_tests import detailed_kpi, detailed_project, small_plan
from guankao.documents import (
    ActionPlan,
    ActionPlanStrategy,
    Actual,
    Clause,
    Goal,
    Guidelines,
    HistoryValue,
    Indicator,
    Mark,
    Measure,
    MeasureTarget,
    Plan,
    PlannedInspection,
    PlannedProgress,
    Programme,
    ProgrammeStrategy,
    Project,
    ReportDue,
    Section,
    Source,
    Step,
    TargetPart,
    read_document,
    write_document,
)
from guankao.documents.fields import AccumulationRule
from guankao.figures.formulas import Accumulation

SERVICE = Path(__file__).parents[3] / "shared" / "data" / "service_107.json"


def faults(make: Any) -> list[tuple[tuple[int | str, ...], str]]:
    with pytest.raises(ValidationError) as caught:
        make()
    return [(error["loc"], error["msg"]) for error in caught.value.errors()]


def indicator(key: str, goal: str, **values: Any) -> Indicator:
    return Indicator(
        key=key,
        goal=goal,
        no=1,
        name="產業應用成效",
        evaluation_arrangement=2,
        evaluation_method="統計數據",
        standard="【（技術服務、技術移轉及促成投資等總額）÷（計畫年度法定預算總額）】×100%",
        target="32%",
        **values,
    )


GOALS = (
    Goal(key="8", no=8, title="發展工程跨域整合技術"),
    Goal(key="9", no=9, title="發展綠色能源產業技術"),
)


def test_two_kpis_of_one_plan_may_share_their_name() -> None:
    plan = Plan(
        fiscal_year=107,
        agency="行政院原子能委員會",
        goals=GOALS,
        indicators=(indicator("8-1", "8"), indicator("9-1", "9")),
    )
    assert list(plan.identifiers())[-2:] == [
        "107/行政院原子能委員會/kpi/8-1",
        "107/行政院原子能委員會/kpi/9-1",
    ]


def test_a_goal_may_have_another_number_in_the_kpi_table() -> None:
    plan = Plan(
        fiscal_year=107,
        agency="福建省政府",
        goals=GOALS,
        indicators=(indicator("9-1", "9", goal_no_in_table=8),),
    )
    again = read_document(write_document(plan))
    assert isinstance(again, Plan)
    assert (again.indicators[0].goal, again.indicators[0].goal_no_in_table) == ("9", 8)


def test_projects_may_share_work_plan_and_title_but_not_their_key() -> None:
    def projects(*keys: str) -> Plan:
        return Plan(
            fiscal_year=107,
            agency="法務部",
            projects=tuple(
                Project(
                    key=key,
                    work_plan="其他設備",
                    title="法務資安整體防禦基礎建設計畫",
                    category="科技發展",
                )
                for key in keys
            ),
        )

    assert len(projects("7-1", "7-2").projects) == 2
    assert faults(lambda: projects("7-1", "7-1")) == [
        (("projects", 1, "key"), "is used more than once")
    ]


def test_every_fault_of_a_plan_stands_at_its_own_place() -> None:
    found = faults(
        lambda: Plan(
            fiscal_year=107,
            agency="法務部",
            goals=(*GOALS, Goal(key="8", no=9, title="x")),
            indicators=(
                indicator("1-1", "8"),
                indicator(
                    "1-1",
                    "7",
                    history=(
                        HistoryValue(fiscal_year=105, value="1"),
                        HistoryValue(fiscal_year=105, value="2"),
                    ),
                ),
            ),
        )
    )
    assert found == [
        (("goals", 2, "key"), "is used more than once"),
        (("goals", 2, "no"), "is used more than once"),
        (("indicators", 1, "key"), "is used more than once"),
        (("indicators", 1, "goal"), "is not the key of a goal of this plan"),
        (("indicators", 1, "history", 1, "fiscal_year"), "is used more than once"),
    ]


def test_documents_cannot_be_changed() -> None:
    plan = Plan(fiscal_year=107, agency="法務部", goals=GOALS)
    with pytest.raises(ValidationError):
        plan.agency = "內政部"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        plan.goals[0].title = "x"  # type: ignore[misc]
    assert hash(plan) == hash(read_document(write_document(plan)))


def test_a_piece_remembers_where_it_stood() -> None:
    mark = Mark(file="07_法務部.odt", page=3, table=1, row=4, cell=2, line=88)
    plan = Plan(
        fiscal_year=107, agency="法務部", goals=(Goal(key="1", no=1, title="x", mark=mark),)
    )
    again = read_document(write_document(plan))
    assert isinstance(again, Plan)
    assert str(again.goals[0].mark) == "07_法務部.odt, page 3, table 1, row 4, cell 2, line 88"
    assert [loc for loc, _ in faults(lambda: Mark(page=0))] == [("page",)]


def test_guidelines_number_their_sections_and_clauses_once() -> None:
    clauses = (Clause(no=1), Clause(no=1, text="健全民主法制"))
    found = faults(
        lambda: Guidelines(
            fiscal_year=107,
            sections=(
                Section(key="1", no=1, title="內政、族群及轉型正義", clauses=clauses),
                Section(key="1", no=1, title="外交、國防及兩岸關係"),
            ),
        )
    )
    assert [loc for loc, _ in found] == [
        ("sections", 1, "key"),
        ("sections", 1, "no"),
        ("sections", 0, "clauses", 1, "no"),
    ]


def test_a_measure_answers_its_own_targets_and_parts() -> None:
    part = TargetPart(no=1, subject="財報審閱", comparator=">=")
    targets = (MeasureTarget(no=1, text="x", subject="x", comparator=">=", parts=(part, part)),)
    measure = Measure(
        key="25",
        no=25,
        strategy_no=7,
        measure_no=4,
        short_title="x",
        targets=(*targets, *targets),
        actuals=(Actual(target=1, part=2), Actual(target=3), Actual(target=1, part=1)),
    )
    found = faults(
        lambda: ActionPlan(
            fiscal_year=107,
            code="integrity",
            title="國家廉政建設行動方案",
            strategies=(ActionPlanStrategy(no=8, title="x"),),
            measures=(measure,),
        )
    )
    at = ("measures", 0)
    assert found == [
        ((*at, "strategy_no"), "is not the number of a strategy of this action plan"),
        ((*at, "targets", 1, "no"), "is used more than once"),
        ((*at, "targets", 0, "parts", 1, "no"), "is used more than once"),
        ((*at, "targets", 1, "parts", 1, "no"), "is used more than once"),
        ((*at, "actuals", 0, "part"), "is not the number of a part of that target"),
        ((*at, "actuals", 1, "target"), "is not the number of a target of this measure"),
    ]


def test_a_period_does_not_end_before_it_begins() -> None:
    report = ReportDue(
        round=1,
        period_begin=date(2018, 6, 30),
        period_end=date(2018, 1, 1),
        due=date(2018, 7, 20),
    )
    found = faults(
        lambda: Programme(fiscal_year=107, code="service", title="x", report_calendar=(report,))
    )
    assert found == [
        (("report_calendar", 0, "period_end"), "lies before the beginning of the period")
    ]


@pytest.mark.skipif(not SERVICE.exists(), reason=f"needs the transcribed programme at {SERVICE}")
def test_the_service_programme_of_107_fits_the_model() -> None:
    facts = json.loads(SERVICE.read_text(encoding="utf-8"))
    review = facts["review"]

    def source(entry: dict[str, str]) -> Source:
        return Source(
            title=entry.get("title"),
            issuer=entry["issuer"],
            date=date.fromisoformat(entry["date"]),
            document_no=entry["doc_no"],
        )

    def report(entry: dict[str, Any]) -> ReportDue:
        begin, end = entry["period"].split("/")
        return ReportDue(
            round=entry["round"],
            period_begin=date.fromisoformat(begin),
            period_end=date.fromisoformat(end),
            due=date.fromisoformat(entry["due"]),
            submitted_by=tuple(entry["submitted_by"]),
            reviewed_by=tuple(entry["reviewed_by"]),
            submitted_to=entry["submitted_to"],
            attachments=tuple(entry["attachments"]),
        )

    def step(number: int, entry: dict[str, Any]) -> Step:
        deadline = entry["deadline"] and date.fromisoformat(entry["deadline"])
        return Step(no=number, actor=entry["actor"], action=entry["action"], deadline=deadline)

    programme = Programme(
        fiscal_year=107,
        code="service",
        title=facts["title"],
        issued=source(facts["issued"]),
        basis=tuple(map(source, facts["basis"])),
        applies_to=tuple(facts["applies_to"]),
        strategies=tuple(
            ProgrammeStrategy(no=entry["no"], title=entry["title"], actions=tuple(entry["actions"]))
            for entry in facts["strategies"]
        ),
        steps=tuple(step(number, entry) for number, entry in enumerate(facts["steps"], start=1)),
        report_calendar=tuple(map(report, review["reports"])),
        inspections=tuple(
            PlannedInspection(
                by=tuple(entry["by"]),
                of=entry["of"],
                what=entry["kind"],
                frequency=entry["frequency"],
                mandatory=entry["mandatory"],
                follow_up=entry.get("follow_up"),
            )
            for entry in review["inspections"]
        ),
        required_contents=tuple(facts["plan_contents"]),
        award_rules=tuple(facts["awards"]["rules"]),
        supplement=facts["supplement"],
    )
    assert read_document(write_document(programme)) == programme
    assert programme.report_calendar[1].due == date(2019, 1, 20)
    assert sum(len(strategy.actions) for strategy in programme.strategies) == 22


def test_what_stands_beyond_the_table_survives_the_interchange_format():
    plan = small_plan(indicators=(detailed_kpi(),), projects=(detailed_project(),))
    assert read_document(write_document(plan)) == plan


def test_what_is_not_stated_beyond_the_table_is_not_written():
    written = write_document(small_plan(indicators=(), projects=small_plan().projects[1:2]))
    assert '"title": "關懷弱勢"' in written
    for name in ("budget", "control_level", "milestones", "planned_progress"):
        assert f'"{name}"' not in written


@pytest.mark.parametrize(
    ("steps", "path"),
    [
        ([(6, 50), (3, 60)], ("planned_progress", 1, "month")),
        ([(6, 50), (6, 60)], ("planned_progress", 1, "month")),
        ([(6, 50), (9, 40)], ("planned_progress", 1, "percent")),
    ],
)
def test_planned_progress_only_goes_on(steps, path):
    planned = tuple(PlannedProgress(month=month, percent=Decimal(done)) for month, done in steps)
    with pytest.raises(ValidationError) as problem:
        Project(
            key="1-1", work_plan="業務", title="計畫", category="其它", planned_progress=planned
        )
    assert [fault["loc"] for fault in problem.value.errors()] == [path]


def test_the_rules_of_accumulation_are_those_of_the_formulas():
    assert set(get_args(AccumulationRule)) == {rule.value for rule in Accumulation}
