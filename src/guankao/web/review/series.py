"""The earlier years of a KPI that is being written, and whether the draft breaks its series."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from guankao.charts import stated
from guankao.documents import Indicator, Plan
from guankao.documents.comparison import breaks_between, pair_indicators
from guankao.figures import UnreadableFigure, read_target
from guankao.web.planning.actions.drafts import plan_of
from guankao.web.planning.models import Draft
from guankao.web.planning.models import Indicator as StoredIndicator
from guankao.web.planning.models import Plan as StoredPlan
from guankao.web.portal.queries.series import years_of_series
from guankao.web.portal.series import BreakNote, KpiHistory, OwnFigures, kpi_history


@dataclass(frozen=True)
class _Before:
    """A published plan, and the KPI in it that the one being written goes on from."""

    plan: StoredPlan
    indicator: Indicator


def history_beside(draft: Draft, plan: Plan, indicator: Indicator) -> KpiHistory:
    """A KPI of a draft through the years, with the plans of its agency that are published.

    Seven questions to the database at most.
    """
    published = StoredPlan.objects.filter(agency=draft.agency_id)
    standing = published.filter(fiscal_year=draft.fiscal_year).first()
    earlier = published.filter(fiscal_year__lt=draft.fiscal_year).order_by("-fiscal_year").first()
    now = _found_in(standing, plan, indicator)
    before = _found_in(earlier, plan, indicator)
    notes: list[BreakNote] = []
    compare = reverse("draft-differences", args=[draft.pk]) if draft.pk else ""
    if before:
        reasons = breaks_between(before.indicator, indicator)
        if reasons:
            near = before.plan.fiscal_year == draft.fiscal_year - 1
            address = f"{compare}?from=year-before" if near else ""
            notes.append(BreakNote(tuple(one.value for one in reasons), address))
    if now:
        reasons = breaks_between(now.indicator, indicator)
        if reasons:
            published_as = f"?from={draft.published_version}" if draft.published_version else ""
            notes.append(BreakNote(tuple(one.value for one in reasons), f"{compare}{published_as}"))
    known = now or before
    row = (
        StoredIndicator.objects.filter(plan=known.plan, key=known.indicator.key).first()
        if known
        else None
    )
    return kpi_history(
        _own(draft.fiscal_year, indicator),
        years_of_series(row) if row else [],
        {draft.fiscal_year: tuple(notes)},
    )


def _found_in(stored: StoredPlan | None, plan: Plan, indicator: Indicator) -> _Before | None:
    if stored is None:
        return None
    text = plan_of(stored.content_digest)
    for old, new in pair_indicators(text.indicators, plan.indicators):
        if new.key == indicator.key:
            return _Before(stored, old)
    return None


def _own(fiscal_year: int, indicator: Indicator) -> OwnFigures:
    try:
        target = read_target(
            indicator.target, name=indicator.name, standard=indicator.standard
        ).quantity
    except UnreadableFigure:
        target = None
    return OwnFigures(
        fiscal_year,
        target,
        indicator.target,
        tuple(stated(one.fiscal_year, one.value) for one in indicator.history),
        tuple(stated(one.fiscal_year, one.target) for one in indicator.year_targets),
    )
