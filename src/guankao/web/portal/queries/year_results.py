"""What the pages of a year and of an agency ask of results: counts, lists, and who is silent."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Count, F, Model, Q, QuerySet, Sum, Value
from django.utils import timezone

from guankao.results import RiskLevel
from guankao.scoring import Light
from guankao.web.planning.models import Plan
from guankao.web.portal.queries.results import not_handed_in, standing_exceptions
from guankao.web.publishing.models import FigureCause, PublishedFigure
from guankao.web.reporting.models import ExpectedReport, Tally

_TOGETHER = 0
"""No plan has this key."""

BOOK = (F("plan__chapter").asc(nulls_last=True), F("plan_id").asc())


@dataclass(frozen=True)
class ResultCounts:
    """What came of the plans of an agency or a year, as the public may know it.

    Attributes:
        lights: KPIs by the light of their newest published figure.
        risks: projects by the risk of their newest published report.
        due: reports that were due by now.
        missing: of these, how many were not handed in.
        expected: reports of the whole year.
    """

    lights: Mapping[str, int] = field(default_factory=dict)
    risks: Mapping[str, int] = field(default_factory=dict)
    due: int = 0
    missing: int = 0
    expected: int = 0

    @property
    def anything(self) -> bool:
        """Whether anybody is asked to report, or has."""
        return bool(self.expected or self.lights or self.risks)

    @property
    def each_light(self) -> list[tuple[str, int]]:
        """All four lights in their order."""
        return [(one.value, self.lights.get(one.value, 0)) for one in Light]

    @property
    def each_risk(self) -> list[tuple[str, int]]:
        """All four levels in their order."""
        return [(one.value, self.risks.get(one.value, 0)) for one in RiskLevel]

    @property
    def kpis(self) -> int:
        """KPIs of which a figure was published."""
        return sum(self.lights.values())

    def data(self) -> dict[str, object]:
        """What the `.json` form says of it."""
        return {
            "lights": dict(self.each_light),
            "risks": dict(self.each_risk),
            "reports_expected": self.expected,
            "reports_due": self.due,
            "reports_not_handed_in": self.missing,
        }


def counts_of_plans(plans: Iterable[int]) -> dict[int, ResultCounts]:
    """By plan, in two questions."""
    wanted = list(plans)
    return _counts(
        PublishedFigure.objects.filter(plan__in=wanted), Tally.objects.filter(plan__in=wanted)
    )


def counts_of_year(fiscal_year: int) -> ResultCounts:
    """Of all real plans of a year together, in two questions."""
    of_year = {"plan__fiscal_year": fiscal_year, "plan__fictional": False}
    found = _counts(
        PublishedFigure.objects.filter(**of_year), Tally.objects.filter(**of_year), apart=False
    )
    return found.get(_TOGETHER, ResultCounts())


def _counts(
    figures: QuerySet[PublishedFigure], tallies: QuerySet[Tally], *, apart: bool = True
) -> dict[int, ResultCounts]:
    lights: dict[int, Counter[str]] = {}
    risks: dict[int, Counter[str]] = {}
    by = F("plan") if apart else Value(_TOGETHER)
    counted = (
        figures.filter(latest=True)
        .order_by()
        .annotate(of=by)
        .values("of", "light", "risk")
        .annotate(figures=Count("pk"))
    )
    for row in counted:
        kind, code = (risks, row["risk"]) if row["risk"] else (lights, row["light"])
        kind.setdefault(row["of"], Counter())[code] += row["figures"]
    due = Q(due_at__lte=timezone.now())
    handed_in = (
        tallies.filter(due_at__isnull=False)
        .order_by()
        .annotate(of=by)
        .values("of")
        .annotate(
            all=Sum("expected"),
            due=Sum("expected", filter=due),
            received=Sum("received", filter=due),
        )
    )
    reports: dict[int, tuple[int, int, int]] = {
        row["of"]: (row["all"] or 0, row["due"] or 0, row["received"] or 0) for row in handed_in
    }
    found = {}
    for plan in {*lights, *risks, *reports}:
        expected, were_due, received = reports.get(plan, (0, 0, 0))
        found[plan] = ResultCounts(
            lights=lights.get(plan, Counter()),
            risks=risks.get(plan, Counter()),
            due=were_due,
            missing=were_due - received,
            expected=expected,
        )
    return found


def latest_figures_of(plan: Plan) -> dict[str, PublishedFigure]:
    """The newest published figure of each KPI and project of a plan, by its element."""
    rows = PublishedFigure.objects.filter(plan=plan, latest=True).select_related("result")
    return {row.element: row for row in rows.order_by("pk")}


@dataclass(frozen=True)
class ResultFilter:
    """What a list of results is narrowed to; None leaves a thing open."""

    fiscal_year: int
    plan: Plan | None = None
    light: str | None = None
    risk: str | None = None
    corrected: bool = False


def figures_of(narrowed: ResultFilter) -> QuerySet[PublishedFigure]:
    """The newest figure of each KPI and project in the order of the book of plans.

    Those of fictional agencies only where one is asked for.
    """
    rows = PublishedFigure.objects.filter(latest=True).select_related(
        "plan__agency", "report__expected"
    )
    rows = _of_plan(rows, narrowed)
    if narrowed.light:
        rows = rows.filter(light=narrowed.light)
    if narrowed.risk:
        rows = rows.filter(risk=narrowed.risk)
    if narrowed.corrected:
        rows = rows.exclude(cause=FigureCause.FIRST.value)
    return rows.order_by(*BOOK, "element")


def silent_of(
    narrowed: ResultFilter, *, excused: bool, now: dt.datetime | None = None
) -> QuerySet[ExpectedReport]:
    """Reports that were due and not handed in, the longest overdue first.

    `excused` asks for those that may come later, with who said so and why; else for the others.
    """
    moment = now or timezone.now()
    rows = ExpectedReport.objects.filter(withdrawn_at__isnull=True, due_at__lte=moment)
    rows = _of_plan(rows, narrowed).filter(not_handed_in())
    leave = Q(exceptions__ended_at__isnull=True, exceptions__until__gt=moment)
    rows = rows.filter(leave) if excused else rows.exclude(pk__in=_excused(moment))
    return (
        rows.select_related("plan__agency", "report")
        .prefetch_related(standing_exceptions())
        .order_by("due_at", "pk")
    )


def _excused(moment: dt.datetime) -> QuerySet[ExpectedReport, Any]:
    """What may come later at a moment: a short list, since each is granted by a person."""
    return ExpectedReport.objects.filter(
        exceptions__ended_at__isnull=True, exceptions__until__gt=moment
    ).values("pk")


Row = TypeVar("Row", bound=Model)


def _of_plan(rows: QuerySet[Row], narrowed: ResultFilter) -> QuerySet[Row]:
    if narrowed.plan:
        return rows.filter(plan=narrowed.plan)
    return rows.filter(plan__fiscal_year=narrowed.fiscal_year, plan__fictional=False)
