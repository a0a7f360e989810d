"""What the pages ask of the series that KPIs form through the years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Prefetch

from guankao.web.planning.models import HistoryValue, Indicator
from guankao.web.publishing.models import SeriesYear

MOST_YEARS = 30
"""More years of one KPI than any page can show."""


def years_of_series(indicator: Indicator) -> list[SeriesYear]:
    """The years of the series of a KPI in order, each with its KPI, plan and history.

    Two questions to the database; nothing where the series was never told.
    """
    history = HistoryValue.objects.order_by("fiscal_year")
    series = SeriesYear.objects.filter(indicator=indicator).values("series")
    rows = (
        SeriesYear.objects.filter(series__in=series)
        .select_related("indicator__plan__agency")
        .prefetch_related(Prefetch("indicator__history", queryset=history))
        .order_by("-fiscal_year")[:MOST_YEARS]
    )
    return sorted(rows, key=lambda row: row.fiscal_year)


def breaks_of(indicators: Sequence[Indicator]) -> dict[int, tuple[int, ...]]:
    """By the key of the row: the years in which the definition of a KPI changed.

    One question to the database, however many KPIs a list shows.
    """
    wanted = {one.pk for one in indicators}
    named: dict[int, str] = {}
    broken: dict[str, list[int]] = defaultdict(list)
    series = SeriesYear.objects.filter(indicator__in=wanted).values("series")
    rows = SeriesYear.objects.filter(series__in=series).order_by("fiscal_year")
    for key, name, fiscal_year, changed in rows.values_list(
        "indicator_id", "series", "fiscal_year", "broken"
    ):
        if key in wanted:
            named[key] = name
        if changed:
            broken[name].append(fiscal_year)
    return {key: tuple(broken[name]) for key, name in named.items() if name in broken}
