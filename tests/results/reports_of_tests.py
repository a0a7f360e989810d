"""KPIs, projects and reports to compute with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from guankao.documents import (
    HistoryValue,
    Indicator,
    Milestone,
    PlannedProgress,
    Project,
    Report,
    ReportedIndicator,
    ReportedInput,
    ReportedProject,
)

YEAR = 110


def kpi(**changed: Any) -> Indicator:
    values: dict[str, Any] = {
        "key": "1-1",
        "goal": "1",
        "no": 1,
        "name": "及格率",
        "evaluation_arrangement": 1,
        "evaluation_method": "統計數據",
        "standard": "及格人數÷到考人數×100%",
        "target": "90%",
        "accumulation": "sum",
    }
    return Indicator(**(values | changed))


def counted(**changed: Any) -> Indicator:
    """A KPI without a formula."""
    values: dict[str, Any] = {"name": "宣導場次", "standard": "辦理宣導場次", "target": "100場"}
    return kpi(**(values | changed))


def past(*values: str) -> tuple[HistoryValue, ...]:
    first = YEAR - len(values)
    return tuple(
        HistoryValue(fiscal_year=first + place, value=value) for place, value in enumerate(values)
    )


def states(*figures: int | str | None, **changed: Any) -> Report:
    """A report on the pass rate: 及格人數 and 到考人數, None for a blank."""
    names = ("及格人數", "到考人數")
    inputs = tuple(
        ReportedInput(name=name, value=Decimal(figure))
        for name, figure in zip(names, figures, strict=False)
        if figure is not None
    )
    return of_kpi(ReportedIndicator(key="1-1", inputs=inputs), **changed)


def counts(figure: int | str | None, unit: str | None = None, **changed: Any) -> Report:
    """A report on a KPI without a formula."""
    value = None if figure is None else Decimal(figure)
    return of_kpi(ReportedIndicator(key="1-1", figure=value, unit=unit), **changed)


def of_kpi(indicator: ReportedIndicator, **changed: Any) -> Report:
    values: dict[str, Any] = {"fiscal_year": YEAR, "agency": "港務局", "period": "quarter-1"}
    return Report(**(values | {"indicator": indicator} | changed))


def project(**changed: Any) -> Project:
    values: dict[str, Any] = {
        "key": "1-1",
        "work_plan": "港埠建設",
        "title": "新碼頭",
        "category": "公共建設",
        "budget": Decimal(1000),
        "control_level": "行政院",
        "milestones": (
            Milestone(due=date(2021, 3, 1), title="決標"),
            Milestone(due=date(2021, 9, 30), title="完工"),
        ),
        "planned_progress": tuple(
            PlannedProgress(month=month, percent=Decimal(percent))
            for month, percent in ((3, 20), (6, 50), (9, 80), (12, 100))
        ),
    }
    return Project(**(values | changed))


def progress(*, reason: str | None = None, countermeasure: str | None = None, **of: Any) -> Report:
    """A report on the project."""
    figures = {
        name: Decimal(value) if isinstance(value, int | str) else value
        for name, value in of.items()
    }
    return Report(
        fiscal_year=YEAR,
        agency="港務局",
        period="quarter-1",
        project=ReportedProject(key="1-1", **figures),
        reason=reason,
        countermeasure=countermeasure,
    )
