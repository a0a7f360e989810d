"""The result of a project for a period: progress, money, milestones, risk, and what is wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from guankao.calendars import ReportField
from guankao.documents import Milestone, Project, Report, ReportedProject
from guankao.documents.words import Words
from guankao.figures import Period
from guankao.results.curves import CurvePoint, curve_of, planned_at
from guankao.results.indicators import missing_fields, unexplained
from guankao.results.problems import ReportProblem, problem, shown
from guankao.results.problems import ReportProblemCode as Code
from guankao.results.risks import Risk, risk_of
from guankao.results.triggers import Trigger
from guankao.results.warnings import WarningRules

HUNDRED = Decimal(100)
_ASKS_WHY = (Code.BEHIND, Code.MONEY_BEHIND, Code.CUMULATIVE_FALLS)
_ASKS_WHAT = (Code.BEHIND, Code.MONEY_BEHIND)
_FIGURES = {
    ReportField.PROGRESS: "actual",
    ReportField.ALLOTTED: "allotted",
    ReportField.SPENT: "spent",
}
_NAMES = {
    "actual": Words("實際進度", "progress"),
    "allotted": Words("累計分配數", "allotted budget"),
    "spent": Words("累計執行數", "spending"),
}


@dataclass(frozen=True, slots=True)
class ProjectOutcome:
    """What follows from the reports on a project up to the end of a period.

    Attributes:
        planned: progress in percent that was planned; None where nobody planned it.
        actual: progress in percent; None where it was not stated.
        variance: actual less planned, in percentage points.
        spent_share: percent of the allotted budget that was spent.
        overdue: milestones that were due by the end of the period and are not done.
        curve: planned and actual progress of the year so far.
        risk: with what triggered it.
        problems: what is wrong with the last report, in the order of its fields.
    """

    planned: Decimal | None
    actual: Decimal | None
    variance: Decimal | None
    spent_share: Decimal | None
    overdue: tuple[Milestone, ...]
    curve: tuple[CurvePoint, ...]
    risk: Risk
    problems: tuple[ReportProblem, ...]


def compute_project(
    project: Project,
    reports: Sequence[Report | None],
    *,
    periods: Sequence[Period],
    rules: WarningRules,
    fields: Collection[ReportField] = (ReportField.PROGRESS,),
    stated: Collection[Trigger] = (),
) -> ProjectOutcome:
    """Compute what the reports of a year say of a project.

    Args:
        project: the project of the plan.
        reports: one for each period up to and with this one, in order; None where none stands.
        periods: of the reports.
        rules: from which gap on a project is at risk.
        fields: what the report has to state.
        stated: what people say puts it at risk.

    Raises:
        ValueError: no report at all was given, or not one for each period.
    """
    if not reports or len(reports) != len(periods):
        raise ValueError("there is one report for each period, and the last is this one")
    report, period = reports[-1], periods[-1]
    known = [one.project if one is not None else None for one in reports]
    now = known[-1] or ReportedProject(key=project.key)
    planned = planned_at(project, period.end.month)
    planned = now.planned if planned is None else planned
    variance = None if planned is None or now.actual is None else now.actual - planned
    share = now.spent / now.allotted * HUNDRED if now.spent is not None and now.allotted else None
    asks_milestones = ReportField.MILESTONES in fields or bool(now.milestones)
    overdue = _overdue(project, now, period) if asks_milestones else ()
    found = [
        *_missing(now, fields),
        *_behind(planned, now, variance, share, rules),
        *_falls(known),
        *_money(project, now),
        *_milestones(project, now, overdue, period),
        *missing_fields(report, fields),
    ]
    found += unexplained(report, found, _ASKS_WHY)
    found += _without_countermeasure(report, found)
    measures = {**dict(_gaps(variance, share)), **_rest_of_the_year(project, now, period)}
    if asks_milestones and project.milestones:
        days = max(((period.end - one.due).days for one in overdue), default=0)
        measures[Trigger.MILESTONE_LATE] = Decimal(days)
    return ProjectOutcome(
        planned,
        now.actual,
        variance,
        share,
        overdue,
        curve_of(project, _progress_by_month(known, periods)),
        risk_of(measures, rules, stated),
        tuple(found),
    )


def _progress_by_month(
    known: Sequence[ReportedProject | None], periods: Sequence[Period]
) -> dict[int, Decimal]:
    """The progress that was stated, by the month at whose end it was."""
    return {
        when.end.month: one.actual
        for when, one in zip(periods, known, strict=True)
        if one is not None and one.actual is not None
    }


def _missing(now: ReportedProject, fields: Collection[ReportField]) -> Iterator[ReportProblem]:
    for field, name in _FIGURES.items():
        if field in fields and getattr(now, name) is None:
            yield problem(Code.FIELD_MISSING, name)


def _behind(
    planned: Decimal | None,
    now: ReportedProject,
    variance: Decimal | None,
    share: Decimal | None,
    rules: WarningRules,
) -> Iterator[ReportProblem]:
    if variance is not None and -variance >= rules.reason_behind and variance < 0:
        yield problem(
            Code.BEHIND,
            "actual",
            actual=shown(now.actual or Decimal(0)),
            planned=shown(planned or Decimal(0)),
        )
    if share is not None and share < rules.reason_spent:
        yield problem(
            Code.MONEY_BEHIND, "spent", rate=shown(share), least=shown(rules.reason_spent)
        )


def _falls(known: Sequence[ReportedProject | None]) -> Iterator[ReportProblem]:
    """All three count from the start of the year, so none of them goes back by itself."""
    now = known[-1]
    for name in _FIGURES.values():
        stated = [getattr(one, name) for one in known[:-1] if one is not None]
        earlier = [one for one in stated if one is not None]
        figure = getattr(now, name) if now is not None else None
        if earlier and figure is not None and figure < earlier[-1]:
            yield problem(
                Code.CUMULATIVE_FALLS,
                name,
                name=_NAMES[name],
                before=shown(earlier[-1]),
                now=shown(figure),
            )


def _money(project: Project, now: ReportedProject) -> Iterator[ReportProblem]:
    if now.spent is not None and now.allotted is not None and now.spent > now.allotted:
        part, whole = shown(now.spent), shown(now.allotted)
        yield problem(Code.SPENT_ABOVE_ALLOTTED, "spent", part=part, whole=whole)
    if now.allotted is not None and project.budget is not None and now.allotted > project.budget:
        part, whole = shown(now.allotted), shown(project.budget)
        yield problem(Code.ALLOTTED_ABOVE_BUDGET, "allotted", part=part, whole=whole)


def _overdue(project: Project, now: ReportedProject, period: Period) -> tuple[Milestone, ...]:
    done = {(one.due, one.title) for one in now.milestones}
    return tuple(
        one
        for one in project.milestones
        if one.due <= period.end and (one.due, one.title) not in done
    )


def _milestones(
    project: Project, now: ReportedProject, overdue: Sequence[Milestone], period: Period
) -> Iterator[ReportProblem]:
    planned = {(one.due, one.title) for one in project.milestones}
    for one in now.milestones:
        if (one.due, one.title) not in planned:
            due = one.due.isoformat()
            yield problem(Code.MILESTONE_UNKNOWN, "milestones", name=one.title, due=due)
        if one.done_on > period.end:
            done = one.done_on.isoformat()
            yield problem(Code.MILESTONE_DONE_LATER, "milestones", name=one.title, done=done)
    for late in overdue:
        days = (period.end - late.due).days
        if days:
            yield problem(
                Code.MILESTONE_LATE,
                "milestones",
                name=late.title,
                due=late.due.isoformat(),
                days=str(days),
            )


def _without_countermeasure(
    report: Report | None, found: Sequence[ReportProblem]
) -> Iterator[ReportProblem]:
    first = next((one for one in found if one.code in _ASKS_WHAT), None)
    if first is not None and (report is None or report.countermeasure is None):
        yield problem(Code.COUNTERMEASURE_MISSING, "countermeasure", why=first.message)


def _gaps(variance: Decimal | None, share: Decimal | None) -> Iterator[tuple[Trigger, Decimal]]:
    """What is known of each gap; what is not known is not there."""
    if variance is not None:
        yield Trigger.PROGRESS_GAP, max(-variance, Decimal(0))
    if share is not None:
        yield Trigger.BUDGET_GAP, max(HUNDRED - share, Decimal(0))


def _rest_of_the_year(
    project: Project, now: ReportedProject, period: Period
) -> dict[Trigger, Decimal]:
    """How fast the remaining months have to go to reach what the year has planned."""
    goal = planned_at(project, 12)
    left = 12 - period.end.month
    if goal is None or now.actual is None or not left:
        return {}
    a_month = max(goal - now.actual, Decimal(0)) / left
    measures = {Trigger.STEEP_CURVE: a_month}
    if now.actual > 0:
        measures[Trigger.MAY_NOT_FINISH] = a_month / (now.actual / period.end.month)
    return measures
