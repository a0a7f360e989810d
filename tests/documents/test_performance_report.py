"""The performance report: what holds together in it, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from guankao.documents import (
    IndicatorResult,
    PerformanceReport,
    ProjectProgress,
    UnreadableDocument,
    read_document,
    write_document,
)


def result(key: str = "1-1", **changed: Any) -> IndicatorResult:
    values: dict[str, Any] = {
        "indicator": key,
        "goal_no": 1,
        "goal": "準時服務",
        "no": 1,
        "name": "準時率",
        "target": "90%",
        "actual": "93.6%",
        "value": Decimal("93.6"),
        "unit": "%",
        "achievement": Decimal("104.00"),
        "light": "green",
    }
    return IndicatorResult(**(values | changed))


def report(**changed: Any) -> PerformanceReport:
    values: dict[str, Any] = {
        "fiscal_year": 110,
        "agency": "港務局",
        "plan": "110/港務局",
        "indicators": (result(),),
        "projects": (ProjectProgress(project="1-1", work_plan="船班", title="新碼頭"),),
    }
    return PerformanceReport(**(values | changed))


def test_it_is_written_and_read_as_the_same_report() -> None:
    written = report()
    assert read_document(write_document(written)) == written
    assert written.identifier == "110/港務局/report"
    assert list(written.identifiers()) == ["110/港務局/report"]


@pytest.mark.parametrize("plan", ["110/法務部", "109/港務局", "110/港務局/goal/1"])
def test_it_reports_on_the_plan_of_its_own_agency_and_year(plan: str) -> None:
    with pytest.raises(ValidationError, match="must be 110/港務局, the plan of this agency"):
        report(plan=plan)


@pytest.mark.parametrize(
    ("field", "value"), [("value", Decimal(5)), ("achievement", Decimal(50)), ("light", "red")]
)
def test_what_nobody_reported_has_neither_figure_nor_light(field: str, value: object) -> None:
    unknown = {"actual": None, "value": None, "achievement": None, "light": "white"}
    assert report(indicators=(result(**unknown),)).indicators[0].light == "white"
    with pytest.raises(ValidationError) as refused:
        report(indicators=(result(**(unknown | {field: value})),))
    [fault] = refused.value.errors()
    assert fault["loc"] == ("indicators", 0, field)


def test_each_kpi_and_project_stands_once() -> None:
    progress = ProjectProgress(project="1-1", work_plan="船班", title="新碼頭")
    with pytest.raises(ValidationError) as refused:
        report(indicators=(result(), result()), projects=(progress, progress))
    assert [fault["loc"] for fault in refused.value.errors()] == [
        ("indicators", 1, "indicator"),
        ("projects", 1, "project"),
    ]


def test_a_light_of_another_colour_is_refused_with_its_path() -> None:
    text = write_document(report()).replace('"green"', '"blue"')
    with pytest.raises(UnreadableDocument, match=r"indicators\[0\]\.light: must be 'green'"):
        read_document(text)
