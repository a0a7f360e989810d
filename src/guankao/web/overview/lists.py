"""The reports that a count of a board is of."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from guankao.calendars import TAIPEI
from guankao.figures.periods import YEARS_BEFORE
from guankao.web.organizations.permissions import Permission
from guankao.web.overview.parameters import ListParameters
from guankao.web.overview.scope import Scope
from guankao.web.overview.whats import NEEDS, OF_RESULTS, What, condition_of
from guankao.web.reporting.models import ExpectedReport, Tally
from guankao.web.reporting.tallies import with_facts

OF_RESULT = ("light", "risk", "value", "unit", "achievement", "allotted", "spent")
"""What is shown of the result that stands."""
_UNKEPT = frozenset({What.MISSING, What.COMING, What.MONEY})


def reports_of(scope: Scope, asked: ListParameters) -> QuerySet[ExpectedReport]:
    """The reports that are counted, the earliest due first.

    Only the plans that have such a report by their kept counts are looked through: of a country
    with a handful of red lights nobody reads millions of rows to find them.
    """
    what = asked.what
    permission = NEEDS.get(what, Permission.READ_REPORT)
    plans = scope.plans(permission)
    found = with_facts(ExpectedReport.objects.filter(plans, scope.levels(), _in_the_year(scope)))
    if asked.agency is not None:
        found = found.filter(plan__agency=asked.agency)
    if scope.period_end is not None:
        found = found.filter(period_end=scope.period_end)
    elif what in OF_RESULTS:
        found = found.filter(newest=True)
    if what is not What.EXPECTED and what not in _UNKEPT:
        counted = Tally.objects.filter(plan=OuterRef("plan"), **{f"{what.column}__gt": 0})
        found = found.filter(Exists(counted))
    return (
        found.filter(condition_of(what, scope.now))
        .annotate(**{name: F(f"judged__{name}") for name in OF_RESULT}, stage=F("handed_in__stage"))
        .select_related("plan__agency__parent", "report")
        .order_by("due_at", "pk")
    )


def _in_the_year(scope: Scope) -> Q:
    """The periods of a year end in it and are due after that, which the indexes know."""
    first = dt.date((scope.year or 0) + YEARS_BEFORE, 1, 1)
    begins = dt.datetime.combine(first, dt.time(), tzinfo=TAIPEI)
    return Q(period_end__year=first.year, due_at__gte=begins)
