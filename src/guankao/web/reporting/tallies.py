"""What is counted of reports: each count as a condition, for lists and for what is kept alike.

A board shows a count, and its list the reports: both come from the one condition that stands here,
so that they cannot differ.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat

from guankao.calendars import Stage
from guankao.results import RiskLevel
from guankao.scoring import Light
from guankao.web.planning.models import Indicator, Plan
from guankao.web.reporting.models import ExpectedReport, Tally
from guankao.web.reporting.models.tallies import AMOUNTS, COUNTS
from guankao.web.reporting.states import EDITABLE, HANDED_IN, ReportState

FAR_ABOVE = Decimal("1.5")
"""From which achievement on a target may have been too easy: half as much again as was promised."""

STANDS = Q(report__state__in=sorted(state.value for state in HANDED_IN)) | Q(
    report__published_version__isnull=False
)
"""What a report says counts: it was handed in, or the public sees it while it is corrected."""
RETURNED = Q(report__state=ReportState.RETURNED.value, report__published_version__isnull=True)
DRAFTED = Q(report__state=ReportState.DRAFT.value, report__published_version__isnull=True)
KPI = Q(control_level="")

CONDITIONS: dict[str, Q] = {
    "expected": Q(),
    "drafted": DRAFTED,
    "returned": RETURNED,
    "received": STANDS,
    "on_time": STANDS & Q(handed_in__stage=Stage.OPEN.value),
    "excused": STANDS & Q(handed_in__stage=Stage.EXCUSED.value),
    "late": STANDS & Q(handed_in__stage=Stage.LATE.value),
    "to_hand_in": Q(report__state__in=sorted(state.value for state in EDITABLE)),
    "to_review": Q(report__state=ReportState.SUBMITTED.value),
    "to_review_finally": Q(report__state=ReportState.PASSED.value),
    "to_publish": Q(report__state=ReportState.ACCEPTED.value),
    **{light.value: STANDS & Q(judged__light=light.value) for light in Light},
    **{
        level.value: STANDS & Q(judged__risk=level.value)
        for level in RiskLevel
        if level is not RiskLevel.UNKNOWN
    },
    "risk_unknown": STANDS & Q(judged__risk=RiskLevel.UNKNOWN.value),
    "surpassed": KPI & Q(target_surpassed=True),
    "far_above": KPI & STANDS & Q(judged__achievement__gte=FAR_ABOVE),
}
"""By the name of a count. Of what was handed in first too late, `late`; `excused` came within leave
that a controller gave; the others came in time."""
SUMS = (
    "from_plan",
    "worked_out",
    "from_reports",
    "from_files",
    "from_system",
    "carried",
    "typed",
)


def with_facts(found: QuerySet[ExpectedReport]) -> QuerySet[ExpectedReport]:
    """What is expected, with all that a condition speaks of; what was withdrawn is left out.

    `judged` is the result of the version that stands, `handed_in` the first submission, and
    `target_surpassed` says whether an earlier year reached more than the target asks for.
    """
    corrected = Q(report__published_version__isnull=False) & ~Q(
        report__state=ReportState.PUBLISHED.value
    )
    standing = Case(
        When(corrected, then=F("report__published_version")), default=F("report__version")
    )
    return found.filter(withdrawn_at__isnull=True).annotate(
        judged=FilteredRelation(
            "report__results",
            condition=Q(report__results__current=True, report__results__version=standing),
        ),
        handed_in=FilteredRelation("report__steps", condition=Q(report__steps__number=1)),
        target_surpassed=Exists(
            Indicator.objects.filter(plan=OuterRef("plan"), surpassed_in__isnull=False)
            .annotate(element=Concat(Value("kpi/"), "key"))
            .filter(element=OuterRef("element"))
        ),
    )


def missing_count(agencies: frozenset[int], moment: dt.datetime) -> int:
    """How many reports `queries.missing_at` finds, out of the kept counts: a thousandth of them."""
    found = Tally.objects.filter(plan__agency__in=agencies, due_at__lte=moment)
    total = found.aggregate(expected=Sum("expected"), received=Sum("received"))
    return (total["expected"] or 0) - (total["received"] or 0)


def counted_anew(plan: int, periods: frozenset[str] | None = None) -> Iterator[Tally]:
    """The tallies of a plan as its reports give them now, of some periods or of all; not stored.

    What stands now is always among them.
    """
    by_period = _counting("period", "period_end", "control_level", "due_at").filter(plan=plan)
    if periods is not None:
        by_period = by_period.filter(period__in=sorted(periods))
    for values in by_period:
        yield _as_tally(plan, values)
    for values in _counting("control_level").filter(plan=plan, newest=True):
        yield _as_tally(plan, values)


@cache
def _counting(*keys: str) -> QuerySet[Any, Any]:
    """The question for all plans. Putting it together costs more than asking it of one plan, and
    each report that is saved or handed in asks it."""
    return counted_by(with_facts(ExpectedReport.objects.all()), keys)


def _as_tally(plan: int, values: dict[str, Any]) -> Tally:
    return Tally(plan_id=plan, **{name.removeprefix("n_"): one for name, one in values.items()})


def counted_by(rows: QuerySet[ExpectedReport], keys: tuple[str, ...]) -> QuerySet[Any, Any]:
    """Every count and amount of some rows of `with_facts`, as `n_` and its name, by some keys."""
    counted: QuerySet[Any, Any] = (
        rows.order_by()
        .values(*keys)
        .annotate(
            **{
                f"n_{name}": Count("pk", filter=condition) if condition else Count("pk")
                for name, condition in CONDITIONS.items()
            },
            **{f"n_{name}": Coalesce(Sum(f"judged__{name}", filter=STANDS), 0) for name in SUMS},
            **{
                f"n_{name}": Coalesce(Sum(f"judged__{name}", filter=STANDS), Decimal(0))
                for name in AMOUNTS
            },
        )
    )
    return counted


@dataclass(frozen=True)
class TallyDifference:
    """A plan whose kept counts are not what its reports give."""

    identifier: str
    reason: str


def tally_differences() -> Iterator[TallyDifference]:
    """Count the reports of every plan again, one plan after the other, and name what differs."""
    plans = Plan.objects.filter(expected_reports__isnull=False).distinct().order_by("pk")
    for plan in plans.iterator(chunk_size=200):
        kept = {key_of(one): figures_of(one) for one in Tally.objects.filter(plan=plan)}
        fresh = {key_of(one): figures_of(one) for one in counted_anew(plan.pk)}
        for key in sorted(kept.keys() | fresh.keys(), key=str):
            if kept.get(key) != fresh.get(key):
                yield TallyDifference(
                    plan.identifier,
                    f"the counts of {key[0] or 'now'} are not those of its reports",
                )


def key_of(one: Tally) -> tuple[Any, ...]:
    """What a tally is of, within its plan."""
    return (one.period, one.control_level, one.due_at)


def figures_of(one: Tally) -> dict[str, Any]:
    """What it counts; money to the dollar's tenth, since SQLite adds up in binary."""
    money = {name: round(Decimal(getattr(one, name)), 4) for name in AMOUNTS}
    return {name: getattr(one, name) for name in (*COUNTS, "period_end")} | money
