"""The performance report (施政績效報告) of a plan, made of what was reported on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from guankao.documents import (
    Indicator,
    IndicatorResult,
    InputValue,
    PerformanceReport,
    Plan,
    Project,
    ProjectProgress,
    Report,
)
from guankao.figures import Period
from guankao.results.problems import shown
from guankao.scoring import Light

HUNDRED: Final = Decimal(100)
_HUNDREDTH: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class LastReported:
    """What stands of a KPI or project, by the newest of its reports.

    Attributes:
        period: what it was reported for; figures run from the start of the year to its end.
        report: what was stated.
        value: the result of a KPI; None where it is unknown.
        unit: of the result.
        achievement: a share of the target: 1 is all of it.
        light: of a KPI.
        values: the inputs of the year to date, by name.
        planned: the progress of a project in percent that was planned.
        preliminary: whether it was accepted, and not published yet.
    """

    period: Period
    report: Report
    value: Decimal | None = None
    unit: str = ""
    achievement: Decimal | None = None
    light: Light = Light.WHITE
    values: Mapping[str, Decimal] | None = None
    planned: Decimal | None = None
    preliminary: bool = False


def performance_report_of(plan: Plan, reported: Mapping[str, LastReported]) -> PerformanceReport:
    """The report on a plan, by the newest reports of its KPIs (`kpi/1-1`) and projects.

    What nobody reported stands there as not reported. The document is marked as preliminary where
    one of its rows is.
    """
    goals = {goal.key: goal for goal in plan.goals}
    return PerformanceReport(
        fiscal_year=plan.fiscal_year,
        agency=plan.agency,
        fictional=plan.fictional,
        plan=plan.identifier,
        preliminary=any(one.preliminary for one in reported.values()),
        indicators=tuple(
            _indicator(
                one,
                goals[one.goal].no,
                goals[one.goal].title,
                reported.get(f"kpi/{one.key}"),
            )
            for one in plan.indicators
        ),
        projects=tuple(_project(one, reported.get(f"project/{one.key}")) for one in plan.projects),
    )


def _indicator(
    indicator: Indicator, goal_no: int, goal: str, last: LastReported | None
) -> IndicatorResult:
    value = last.value if last else None
    # What is unknown has neither a unit nor a light: a figure beside it would be made up.
    reached = last if last and value is not None else None
    unit = reached.unit if reached else ""
    return IndicatorResult(
        indicator=indicator.key,
        goal_no=goal_no,
        goal=goal,
        no=indicator.no,
        name=indicator.name,
        target=indicator.target,
        actual=None if value is None else f"{shown(_rounded(value))}{unit}",
        value=None if value is None else _rounded(value),
        unit=unit or None,
        achievement=None
        if reached is None or reached.achievement is None
        else _rounded(reached.achievement * HUNDRED),
        light=reached.light.value if reached else Light.WHITE.value,
        inputs=tuple(
            InputValue(name=name, value=value)
            for name, value in ((last.values or {}) if last else {}).items()
            if name
        ),
        history=indicator.history,
        explanation=_explanation(last),
    )


def _project(project: Project, last: LastReported | None) -> ProjectProgress:
    stated = last.report.project if last else None
    budget = project.budget
    if budget is None and stated is not None:
        budget = stated.allotted
    return ProjectProgress(
        project=project.key,
        work_plan=project.work_plan,
        title=project.title,
        planned=last.planned if last else None,
        actual=stated.actual if stated else None,
        budget=budget,
        spent=stated.spent if stated else None,
        explanation=_explanation(last),
    )


def _explanation(last: LastReported | None) -> str | None:
    """What the agency said of it, after the period, in the words of the official form."""
    return "\n".join(_sentences(last)) if last else None


def _sentences(last: LastReported) -> Iterator[str]:
    yield f"填報期間：{last.period.label('zh')}" + (
        "（初步數，尚未公布）" if last.preliminary else ""
    )
    for words, text in (
        ("差異原因", last.report.reason),
        ("因應對策", last.report.countermeasure),
        ("資料品質", last.report.data_quality),
    ):
        if text:
            yield f"{words}：{text}"


def _rounded(value: Decimal) -> Decimal:
    """To two decimals, a half going away from nought."""
    return value.quantize(_HUNDREDTH, ROUND_HALF_UP)
