"""Which KPI of a plan goes on from which of the plan before, and where its definition changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from guankao import documents
from guankao.documents.comparison import breaks_between, pair_indicators
from guankao.web.archive.queries import document_of
from guankao.web.organizations.models import Agency
from guankao.web.planning.models import Indicator, Plan
from guankao.web.publishing.models import SeriesYear


def series_of_agency(agency: Agency, published: Plan) -> list[SeriesYear]:
    """The rows of all KPIs of an agency, unsaved, after one of its plans was published.

    Where a year has no plan, the series goes on over it. What is known of the versions of the
    other plans is taken from the rows that stand.
    """
    amended = {
        row.indicator.identifier: row.amended
        for row in SeriesYear.objects.filter(indicator__plan__agency=agency, broken=True)
        .exclude(indicator__plan=published)
        .select_related("indicator")
    }
    amended.update(_amended(published))
    years: dict[int, list[tuple[Indicator, documents.Indicator]]] = defaultdict(list)
    rows = Indicator.objects.filter(plan__agency=agency).select_related("plan")
    for row in rows.order_by("plan__fiscal_year", "position"):
        years[row.plan.fiscal_year].append((row, _document_of(row)))
    found: dict[str, SeriesYear] = {}
    earlier: Sequence[tuple[Indicator, documents.Indicator]] = ()
    for fiscal_year, now in years.items():
        pairs = pair_indicators([one for _, one in earlier], [one for _, one in now])
        before = {new.key: old for old, new in pairs}
        identifiers = {one.key: row.identifier for row, one in earlier}
        for row, document in now:
            old = before.get(document.key)
            went_before = identifiers[old.key] if old else ""
            reasons = [reason.value for reason in breaks_between(old, document)] if old else []
            versions = amended.get(row.identifier, [])
            found[row.identifier] = SeriesYear(
                indicator=row,
                series=found[went_before].series if old else row.identifier,
                fiscal_year=fiscal_year,
                before=went_before,
                breaks=reasons,
                amended=versions,
                broken=bool(reasons or versions),
            )
        earlier = now
    broken: dict[str, list[int]] = defaultdict(list)
    for one in found.values():
        if one.broken:
            broken[one.series].append(one.fiscal_year)
    for one in found.values():
        one.broken_years = broken[one.series]
    return list(found.values())


def _document_of(row: Indicator) -> documents.Indicator:
    """As much of the KPI as it is told by; it was validated when it was stored."""
    return documents.Indicator.model_construct(
        key=row.key,
        goal="",
        no=row.number,
        name=row.name,
        evaluation_arrangement=row.evaluation_arrangement,
        evaluation_method=row.evaluation_method,
        standard=row.standard,
        target=row.target_text,
    )


def _amended(plan: Plan) -> dict[str, list[dict[str, Any]]]:
    """By identifier: the published versions of a plan between which a definition changed."""
    versions = list(plan.published_versions.order_by("number"))
    if len(versions) < 2:
        return {}
    texts = [document_of(one.digest) for one in versions]
    found: dict[str, list[dict[str, Any]]] = {}
    named: dict[str, str] = {}
    """How the KPIs of the later text were called in the newest one, walking back from it."""
    pairs = list(pairwise(zip(versions, texts, strict=True)))
    for (_, before), (version, now) in reversed(pairs):
        if not isinstance(before, documents.Plan) or not isinstance(now, documents.Plan):
            continue
        named = named or {one.key: one.key for one in now.indicators}
        earlier: dict[str, str] = {}
        for old, new in pair_indicators(before.indicators, now.indicators):
            key = named.get(new.key)
            if key is None:
                continue
            earlier[old.key] = key
            if reasons := breaks_between(old, new):
                found.setdefault(f"{plan.identifier}/kpi/{key}", []).insert(
                    0,
                    {"version": version.number, "reasons": [reason.value for reason in reasons]},
                )
        named = earlier
    return found
