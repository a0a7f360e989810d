"""The reports that a count of a board is of."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, Q, QuerySet

from guankao.calendars import TAIPEI
from guankao.figures.periods import YEARS_BEFORE
from guankao.web.organizations.permissions import Permission
from guankao.web.overview.parameters import ListParameters
from guankao.web.overview.queries import kept_count
from guankao.web.overview.scope import Scope
from guankao.web.overview.whats import NEEDS, OF_RESULTS, condition_of
from guankao.web.portal.pagination import PageOfRows
from guankao.web.reporting.models import ExpectedReport
from guankao.web.reporting.tallies import with_facts

OF_RESULT = ("light", "risk", "value", "unit", "achievement", "allotted", "spent")
"""What is shown of the result that stands."""


def reports_of(scope: Scope, asked: ListParameters) -> QuerySet[ExpectedReport]:
    """The reports that are counted: plan by plan, the earliest due first."""
    what = asked.what
    plans = scope.plans(NEEDS.get(what, Permission.READ_REPORT))
    found = with_facts(ExpectedReport.objects.filter(plans, scope.levels(), _in_the_year(scope)))
    if asked.agency is not None:
        found = found.filter(plan__agency=asked.agency)
    if scope.period_end is not None:
        found = found.filter(period_end=scope.period_end)
    elif what in OF_RESULTS:
        found = found.filter(newest=True)
    return (
        found.filter(condition_of(what, scope.now))
        .annotate(**{name: F(f"judged__{name}") for name in OF_RESULT}, stage=F("handed_in__stage"))
        .select_related("plan__agency__parent", "report")
        .order_by("plan", "due_at", "pk")
    )


def page_of_reports(
    scope: Scope, asked: ListParameters, *, size: int
) -> PageOfRows[ExpectedReport] | None:
    """One page of them; None where there is no such page.

    How many there are of each plan is kept, so that only the plans of the page are looked through,
    whichever page of a country's reports it is.
    """
    permission = NEEDS.get(asked.what, Permission.READ_REPORT)
    tallies, count = kept_count(scope, asked.what, permission)
    if asked.agency is not None:
        tallies = tallies.filter(plan__agency=asked.agency)
    by_plan = [
        (row["plan"], row["n"])
        for row in tallies.values("plan").annotate(n=count).order_by("plan")
        if row["n"]
    ]
    total = sum(number for _plan, number in by_plan)
    if asked.page > max(1, -(-total // size)):
        return None
    start = (asked.page - 1) * size
    plans, skipped = _plans_of(by_plan, start, size)
    found = reports_of(scope, asked).filter(plan__in=plans)
    rows = list(found[start - skipped : start - skipped + size])
    return PageOfRows(rows, asked.page, total, size)


def _plans_of(by_plan: list[tuple[int, int]], start: int, size: int) -> tuple[list[int], int]:
    """The plans that rows from a place on are of, and how many rows stand before these plans.

    >>> _plans_of([(7, 30), (8, 30), (9, 30)], 50, 10)
    ([8], 30)
    """
    plans, before, skipped = [], 0, 0
    for plan, number in by_plan:
        if before + number <= start:
            skipped = before + number
        elif before < start + size:
            plans.append(plan)
        before += number
    return plans, skipped


def _in_the_year(scope: Scope) -> Q:
    """The periods of a year end in it and are due after that, which the indexes know."""
    first = dt.date((scope.year or 0) + YEARS_BEFORE, 1, 1)
    begins = dt.datetime.combine(first, dt.time(), tzinfo=TAIPEI)
    return Q(period_end__year=first.year, due_at__gte=begins)
