"""What the pages ask of the series that KPIs form through the years."""

from __future__ import annotations

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


def broken_years(indicator: Indicator) -> tuple[int, ...]:
    """The years in which the definition of a KPI changed, where its series was fetched with it."""
    row = getattr(indicator, "series_year", None)
    return tuple(row.broken_years) if row else ()
