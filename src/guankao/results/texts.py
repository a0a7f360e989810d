"""What people write beside their figures: the linter's checks of arithmetic, run on a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from guankao.documents import ActionPlan, ActionPlanStrategy, Measure, Report
from guankao.rules import Finding
from guankao.rules.linter import check_action_plan

FIELDS: Final = ("reason", "countermeasure", "data_quality")
ARITHMETIC: Final = ("GK601", "GK602", "GK603", "GK604", "GK624", "GK626")
"""Rules on what a text says of its own figures; others look at the columns of an action plan."""
_PLACES: Final[Mapping[str, int]] = MappingProxyType(
    {field: place for place, field in enumerate(FIELDS, start=1)}
)


def text_findings(report: Report) -> tuple[Finding, ...]:
    """What is wrong with the arithmetic of what a report says in words, field by field.

    The rules read the reports of action plans; each text stands as one of those. None of them
    hinders a report from being handed in: a sentence may be right in a way that no rule knows.
    """
    texts = {field: getattr(report, field) for field in FIELDS}
    measures = tuple(
        Measure(key=str(place), no=place, strategy_no=1, measure_no=place, report=texts[field])
        for field, place in _PLACES.items()
        if texts[field] is not None
    )
    if not measures:
        return ()
    strategy = ActionPlanStrategy(no=1, title="填報")
    plan = ActionPlan(
        fiscal_year=report.fiscal_year,
        code="report",
        title="填報",
        strategies=(strategy,),
        measures=measures,
    )
    fields = {str(place): field for field, place in _PLACES.items()}
    return tuple(
        replace(
            found,
            element=report.identifier,
            field=fields[found.element.rpartition("/")[2]],
        )
        for found in check_action_plan(plan, select=ARITHMETIC)
    )
