"""What was computed of a report, as it is stored: pure, no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any

from guankao import documents
from guankao.calendars import ReportField, period_of, periods_of
from guankao.documents import Indicator, Plan, Project
from guankao.documents.fields import MOST_DECIMALS, MOST_DIGITS, MOST_WHOLE_DIGITS
from guankao.results import (
    IndicatorOutcome,
    ProjectOutcome,
    ReportProblem,
    WarningRules,
    compute_indicator,
    compute_project,
    definition_of,
    warning_rules,
    warning_rules_for,
)
from guankao.scoring import Scheme, scheme_for, schemes

Outcome = IndicatorOutcome | ProjectOutcome


class NotInPlan(LookupError):
    """The plan has no such KPI or project any more."""


@dataclass(frozen=True)
class Rules:
    """By which a report is judged: the scheme of a KPI's lights, the warning rules of a project."""

    scheme: Scheme
    warnings: WarningRules

    def named(self) -> dict[str, Any]:
        """As they are stored with a result."""
        return {
            "scheme": [self.scheme.code, self.scheme.version],
            "warnings": [self.warnings.code, self.warnings.version],
        }


def rules_of_year(fiscal_year: int) -> Rules:
    """The rules that hold in a year."""
    return Rules(scheme_for("plan", fiscal_year), warning_rules_for(fiscal_year))


def rules_named(names: dict[str, Any]) -> Rules:
    """The rules that a result was computed by; LookupError where they ship no more."""
    scheme = next((one for one in schemes() if [one.code, one.version] == names["scheme"]), None)
    warnings = next(
        (one for one in warning_rules() if [one.code, one.version] == names["warnings"]), None
    )
    if scheme is None or warnings is None:
        raise LookupError(f"these rules do not ship any more: {names}")
    return Rules(scheme, warnings)


def element_of(plan: Plan, element: str) -> Indicator | Project:
    """The KPI or project that an element names; NotInPlan where the plan has it no more."""
    word, _, key = element.partition("/")
    among: Sequence[Indicator | Project] = plan.indicators if word == "kpi" else plan.projects
    found = next((one for one in among if one.key == key), None)
    if found is None:
        raise NotInPlan(f"{plan.identifier} has no {element}")
    return found


def outcome_of(
    plan: Plan,
    element: str,
    period: str,
    reports: Sequence[documents.Report | None],
    *,
    fields: Sequence[str],
    rules: Rules,
    history: Iterable[Sequence[Any]] = (),
) -> Outcome:
    """Compute a report beside those of the year's earlier periods; NotInPlan.

    Args:
        plan: as it was when the report was handed in.
        element: `kpi/1-2` or `project/3-2`.
        period: the code of the period of the last report.
        reports: one for each period up to and with this one.
        fields: codes of what it has to state.
        rules: by which it is judged.
        history: years with the results of the same period, as texts.
    """
    found = element_of(plan, element)
    asked = tuple(ReportField(one) for one in fields)
    at = period_of(plan.fiscal_year, period)
    if isinstance(found, Indicator):
        return compute_indicator(
            definition_of(found, plan.fiscal_year),
            reports,
            period=at,
            scheme=rules.scheme,
            fields=asked,
            earlier={int(year): Decimal(value) for year, value in history},
        )
    periods = [one for one in periods_of(plan.fiscal_year, at.kind) if one.end <= at.end]
    return compute_project(found, reports, periods=periods, rules=rules.warnings, fields=asked)


def as_content(outcome: Outcome) -> dict[str, Any]:
    """The whole outcome as JSON-ready facts; every figure exactly, as a text."""
    if isinstance(outcome, IndicatorOutcome):
        reached = outcome.achievement
        content: dict[str, Any] = {
            "values": {name: str(value) for name, value in sorted(outcome.values.items())},
            "value": _text(outcome.value),
            "unit": outcome.unit,
            "steps": [[one.name, one.text, one.figures, str(one.value)] for one in outcome.steps],
            "achievement": _text(reached.ratio),
            "met": reached.met,
            "unknown": reached.problem.value if reached.problem else None,
            "against": outcome.against.value,
            "light": outcome.light.value,
            "example": outcome.example,
        }
    else:
        content = {
            "planned": _text(outcome.planned),
            "actual": _text(outcome.actual),
            "variance": _text(outcome.variance),
            "spent_share": _text(outcome.spent_share),
            "overdue": [[one.due.isoformat(), one.title] for one in outcome.overdue],
            "curve": [[one.month, _text(one.planned), _text(one.actual)] for one in outcome.curve],
            "risk": outcome.risk.level.value,
            "triggered": [
                [one.trigger.value, one.level.value, _text(one.figure), _text(one.threshold)]
                for one in outcome.risk.triggered
            ],
            "example": outcome.risk.example,
        }
    return content | {"problems": [_problem(one) for one in outcome.problems]}


def as_columns(outcome: Outcome) -> dict[str, Any]:
    """What lists and charts read of an outcome, by the columns of `Result`."""
    if isinstance(outcome, IndicatorOutcome):
        return {
            "value": as_column(outcome.value),
            "unit": outcome.unit,
            "achievement": as_column(outcome.achievement.ratio),
            "met": outcome.achievement.met,
            "light": outcome.light.value,
            "example": outcome.example,
        }
    return {
        "value": as_column(outcome.actual),
        "unit": "%",
        "risk": outcome.risk.level.value,
        "example": outcome.risk.example,
    }


def _problem(one: ReportProblem) -> list[Any]:
    return [one.code.value, one.level.value, one.field, dict(one.facts)]


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def as_column(value: Decimal | None) -> Decimal | None:
    """Rounded to what the column holds; None where it is longer than any figure of government."""
    if value is None or value.adjusted() >= MOST_WHOLE_DIGITS:
        return None
    with localcontext(prec=2 * MOST_DIGITS):
        return round(value, MOST_DECIMALS)


def money_of(document: documents.Report) -> dict[str, Decimal | None]:
    """What a report on a project says of its money, by the columns of `Result`."""
    if document.project is None:
        return {}
    return {name: as_column(getattr(document.project, name)) for name in ("allotted", "spent")}
