"""The report on a KPI or project: what holds together in it, and what is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from guankao.documents import (
    Evidence,
    Report,
    ReportedIndicator,
    ReportedInput,
    ReportedMilestone,
    ReportedProject,
    UnreadableIdentifier,
    parse_identifier,
    read_document,
    write_document,
)
from guankao.documents.data_tables import data_tables

DIGEST = "0f" * 32


def indicator(**changed: Any) -> ReportedIndicator:
    inputs = (
        ReportedInput(name="及格人數", value=Decimal(0)),
        ReportedInput(name="到考人數", value=Decimal(60), source="file", origin="名冊.xlsx B2"),
    )
    return ReportedIndicator(**({"key": "1-2", "inputs": inputs} | changed))


def report(**changed: Any) -> Report:
    values: dict[str, Any] = {
        "fiscal_year": 110,
        "agency": "港務局",
        "period": "quarter-1",
        "indicator": indicator(),
    }
    return Report(**(values | changed))


def faults(**changed: Any) -> list[tuple[str | int, ...]]:
    with pytest.raises(ValidationError) as refused:
        report(**changed)
    return [fault["loc"] for fault in refused.value.errors()]


def test_it_is_written_and_read_as_the_same_report() -> None:
    written = report(reason="受疫情影響。", data_quality="尚未複查。")
    assert read_document(write_document(written)) == written
    assert '"value": 0' in write_document(written)
    assert written.identifier == "110/港務局/kpi/1-2/report/quarter-1"
    assert written.element == "kpi/1-2"


def test_its_identifier_is_taken_apart() -> None:
    project = report(indicator=None, project=ReportedProject(key="3-2"), period="half-2")
    assert project.identifier == "110/港務局/project/3-2/report/half-2"
    for one in (report(), project):
        parsed = parse_identifier(one.identifier)
        assert str(parsed) == one.identifier
        assert (parsed.holder, parsed.period) == ("港務局", one.period)
        assert parsed.subject.value == f"{one.element.split('/')[0]}-report"


@pytest.mark.parametrize(
    ("tail", "piece"),
    [
        ("kpi/1-2/report", ""),
        ("kpi/1-2/report/quarter-5", "quarter-5"),
        ("kpi/1-2/report/quarter-1/x", "x"),
        ("kpi/1-2/history", "history"),
        ("goal/1/report/year", "report"),
        ("report/quarter-1", "quarter-1"),
    ],
)
def test_what_is_no_identifier_of_a_report_is_refused(tail: str, piece: str) -> None:
    with pytest.raises(UnreadableIdentifier) as refused:
        parse_identifier(f"110/港務局/{tail}")
    assert refused.value.piece == piece


def test_it_is_on_one_kpi_or_one_project() -> None:
    assert faults(indicator=None) == [("indicator",)]
    assert faults(project=ReportedProject(key="1-1")) == [("project",)]


@pytest.mark.parametrize("period", ["", "quarter-5", "month-0", "month-13", "third-1", "Year"])
def test_a_period_that_no_year_has_is_refused(period: str) -> None:
    assert faults(period=period) == [("period",)]


def test_a_figure_is_stated_or_computed_and_not_both() -> None:
    assert report(indicator=indicator(inputs=(), figure=Decimal("0.0"))).indicator
    assert faults(indicator=indicator(figure=Decimal(5))) == [("indicator", "figure")]


def test_an_input_stands_once_and_says_where_it_came_from() -> None:
    one = ReportedInput(name="甲", value=Decimal(1), source="report")
    assert faults(indicator=indicator(inputs=(one, one))) == [
        ("indicator", "inputs", 1, "name"),
        ("indicator", "inputs", 0, "origin"),
        ("indicator", "inputs", 1, "origin"),
    ]
    assert faults(indicator=indicator(inputs=(), figure=Decimal(1), source="file")) == [
        ("indicator", "origin")
    ]


def test_evidence_proves_an_input_once_whether_it_is_stated_by_now_or_not() -> None:
    proof = Evidence(
        name="名冊.pdf", digest=DIGEST, size=9, media_type="application/pdf", proves="及格人數"
    )
    assert report(evidence=(proof, proof.model_copy(update={"proves": None}))).evidence
    assert faults(evidence=(proof, proof)) == [("evidence", 1)]
    early = proof.model_copy(update={"proves": "到考人數"})
    assert report(evidence=(early,)).evidence


@pytest.mark.parametrize(
    "changed",
    [{"actual": Decimal(101)}, {"actual": Decimal(-1)}, {"spent": Decimal(-1)}, {"planned": 1.5}],
)
def test_progress_lies_between_nothing_and_the_whole(changed: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ReportedProject(key="1-1", **changed)


def test_a_milestone_is_done_once() -> None:
    done = ReportedMilestone(due=date(2021, 3, 1), title="決標", done_on=date(2021, 2, 1))
    twice = ReportedProject(key="1-1", milestones=(done, done))
    assert faults(indicator=None, project=twice) == [("project", "milestones", 1)]


def test_as_a_table_everything_that_is_stated_has_its_row() -> None:
    [table] = data_tables(report(reason="受疫情影響。"))
    assert [row[1:3] for row in table.rows] == [
        ("及格人數", Decimal(0)),
        ("到考人數", Decimal(60)),
        ("差異原因", None),
    ]
    done = ReportedMilestone(due=date(2021, 3, 1), title="決標", done_on=date(2021, 2, 1))
    project = ReportedProject(key="1-1", actual=Decimal(0), milestones=(done,))
    [table] = data_tables(report(indicator=None, project=project))
    assert [row[1:3] for row in table.rows] == [("實際進度", Decimal(0)), ("已完成查核點", None)]
