"""How many fields of a report or a plan somebody typed, and how many nobody had to: pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guankao.documents import (
    Indicator,
    Plan,
    Project,
    Report,
    ReportedIndicator,
    ReportedProject,
)
from guankao.web.reporting.outcomes import Outcome, element_of

_TEXTS = ("reason", "countermeasure", "data_quality")
_PROJECT_FIGURES = ("planned", "actual", "allotted", "spent")
_PLAN_FACTS_OF_KPI = ("name", "standard", "target", "evaluation_method")
"""What a paper form asks for again and the plan already says."""
_PLAN_FACTS_OF_PROJECT = ("work_plan", "title", "category", "control_level", "budget")
_BY_SOURCE = {"typed": "typed", "report": "from_reports", "file": "from_files"}


@dataclass
class ReportBurden:
    """The fields of one report, each counted once, by who filled it in.

    Attributes:
        from_plan: what the plan says: name, standard, target, budget, planned progress, milestones.
        worked_out: what follows from the figures: result, achievement, light, variance, risk.
        from_reports: inputs that another report states.
        from_files: inputs that were read out of a file.
        from_system: inputs that the system counts itself.
        carried: remarks that stand as in the report of the period before.
        typed: everything else that is stated: a person wrote it or brought it.
    """

    from_plan: int = 0
    worked_out: int = 0
    from_reports: int = 0
    from_files: int = 0
    from_system: int = 0
    carried: int = 0
    typed: int = 0


def burden_of_report(
    plan: Plan, report: Report, outcome: Outcome, before: Report | None
) -> ReportBurden:
    """Count the fields of a report; `before` is the one of the period before, where one stood."""
    found = ReportBurden(from_plan=_of_plan(element_of(plan, report.element)))
    found.worked_out = _worked_out(outcome)
    if report.indicator is not None:
        for source in _sources(report.indicator):
            name = _BY_SOURCE.get(source, "from_system")
            setattr(found, name, getattr(found, name) + 1)
    if report.project is not None:
        found.typed += _stated(report.project)
    found.typed += len(report.evidence)
    for name in _TEXTS:
        text = getattr(report, name)
        if text and before is not None and getattr(before, name) == text:
            found.carried += 1
        elif text:
            found.typed += 1
    return found


def _sources(indicator: ReportedIndicator) -> Iterator[str]:
    yield from (one.source for one in indicator.inputs)
    if indicator.figure is not None:
        yield indicator.source


def _stated(project: ReportedProject) -> int:
    figures = sum(getattr(project, name) is not None for name in _PROJECT_FIGURES)
    return figures + len(project.milestones)


def _of_plan(element: Indicator | Project) -> int:
    if isinstance(element, Indicator):
        return sum(bool(getattr(element, name)) for name in _PLAN_FACTS_OF_KPI)
    facts = sum(getattr(element, name) is not None for name in _PLAN_FACTS_OF_PROJECT)
    return facts + len(element.milestones) + bool(element.planned_progress)


def _worked_out(outcome: Outcome) -> int:
    names = ("value", "light") if hasattr(outcome, "light") else ("variance", "spent_share", "risk")
    known = sum(getattr(outcome, name) is not None for name in names)
    reached = getattr(outcome, "achievement", None)
    return known + (reached is not None and reached.ratio is not None)


@dataclass(frozen=True)
class FieldsOfPlan:
    """The fields of a plan, and how many stand as the text had them that it was begun from."""

    fields: int
    same: int


def fields_of_plan(plan: Plan, begun_from: Plan | None) -> FieldsOfPlan:
    """Count the fields of a plan that say something; what is the same in `begun_from` as well."""
    now = dict(_leaves(plan.model_dump(mode="json", exclude_none=True)))
    then = (
        dict(_leaves(begun_from.model_dump(mode="json", exclude_none=True))) if begun_from else {}
    )
    return FieldsOfPlan(len(now), sum(then.get(place) == value for place, value in now.items()))


_NOT_WRITTEN = frozenset({"format", "format_version", "kind", "key", "fictional", "mark"})
"""What the program sets and nobody fills in."""


def _leaves(piece: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every value with its place; a piece of a list is called by its key, so that one that moved
    is the same."""
    if isinstance(piece, Mapping):
        for name, value in piece.items():
            if name not in _NOT_WRITTEN:
                yield from _leaves(value, (*place, name))
    elif isinstance(piece, list):
        for number, value in enumerate(piece):
            called = value.get("key") if isinstance(value, Mapping) else None
            yield from _leaves(value, (*place, str(called or number)))
    elif piece not in ("", None):
        yield place, piece
