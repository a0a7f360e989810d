"""A KPI through the years: what was reached and aimed at, and where its definition changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from guankao import charts
from guankao.charts import Series, Stated
from guankao.documents.comparison import BreakReason
from guankao.figures import Quantity
from guankao.web.planning.models import HistoryValue, Indicator, YearTarget
from guankao.web.portal.addresses import address_of
from guankao.web.portal.difference_terms import BREAKS
from guankao.web.publishing.models import SeriesYear


@dataclass(frozen=True)
class BreakNote:
    """Why the figures of a year and those before do not compare, and where the difference is.

    `codes` are those of `BreakReason`; `version` is the published version of the year's own plan
    that brought it, None where it came with the year.
    """

    codes: tuple[str, ...]
    address: str
    version: int | None = None

    @property
    def reasons(self) -> list[Promise]:
        """The reasons in words."""
        return [BREAKS[BreakReason(code)] for code in self.codes]


@dataclass(frozen=True)
class OwnFigures:
    """What one plan states of a KPI."""

    fiscal_year: int
    target: Quantity | None
    target_text: str
    history: tuple[Stated, ...]
    planned: tuple[Stated, ...]


@dataclass(frozen=True)
class YearOfKpi:
    """One year of a KPI.

    Attributes:
        fiscal_year: the year.
        own: whether it is the year of the plan that is looked at.
        reached: what was reached in it, as some plan states it.
        stated_in: the KPI of the later plan that states it; None where the own plan does.
        target: what its own year's plan promised for it.
        target_of: the KPI of that plan; None where it is the one that is looked at.
        planned: what the plan that is looked at foresees for it.
        breaks: why it cannot be compared with the year before.
    """

    fiscal_year: int
    own: bool
    reached: Stated | None
    stated_in: Indicator | None
    target: Stated | None
    target_of: Indicator | None
    planned: Stated | None
    breaks: tuple[BreakNote, ...]


@dataclass(frozen=True)
class KpiHistory:
    """The years in order, and what of them can be drawn; the table and the chart say the same."""

    years: tuple[YearOfKpi, ...]
    series: Series | None

    @property
    def broken(self) -> bool:
        """Whether its definition changed in one of the years."""
        return any(year.breaks for year in self.years)

    @property
    def any_target(self) -> bool:
        """Whether another year's plan, or the medium term, sets a target."""
        return any(not year.own and (year.target or year.planned) for year in self.years)


def series_of(
    indicator: Indicator, history: Iterable[HistoryValue], breaks: Iterable[int] = ()
) -> Series | None:
    """What one plan states, drawable; None where no earlier figure stands beside the target."""
    own = own_figures(indicator, history, ())
    return charts.series_of(
        own.fiscal_year, own.target, own.target_text, own.history, breaks=breaks
    )


def own_figures(
    indicator: Indicator, history: Iterable[HistoryValue], planned: Iterable[YearTarget]
) -> OwnFigures:
    """What the plan of a stored KPI states of it."""
    return OwnFigures(
        indicator.plan.fiscal_year,
        _target_of(indicator).quantity,
        indicator.target_text,
        tuple(map(_stated, history)),
        tuple(map(_stated, planned)),
    )


def kpi_history(
    own: OwnFigures,
    rows: Sequence[SeriesYear],
    notes: Mapping[int, tuple[BreakNote, ...]] | None = None,
) -> KpiHistory:
    """A KPI through the years of its series.

    `rows` are the years of the series in order, with KPI, plan, agency and history fetched; the
    one of the own year adds nothing but its breaks, and may be missing. `notes` take the place of
    the breaks of some years.
    """
    breaks = {row.fiscal_year: notes_of(row) for row in rows if row.broken}
    breaks.update(notes or {})
    others = {row.fiscal_year: row.indicator for row in rows if row.fiscal_year != own.fiscal_year}
    reached: dict[int, tuple[Stated, Indicator | None]] = {}
    for one in others.values():  # what a later plan states of a year takes the place
        reached.update({past.fiscal_year: (_stated(past), one) for past in one.history.all()})
    reached.update({past.fiscal_year: (past, None) for past in own.history})
    targets = {year: _target_of(one) for year, one in others.items()}
    planned = {one.fiscal_year: one for one in own.planned}
    years = sorted({own.fiscal_year, *others, *reached, *planned})
    series = charts.series_of(
        own.fiscal_year,
        own.target,
        own.target_text,
        [stated for year, (stated, _) in reached.items() if year != own.fiscal_year],
        reached[own.fiscal_year][0] if own.fiscal_year in reached else None,
        targets=targets.values(),
        planned=[one for year, one in planned.items() if year not in targets],
        breaks=[year for year, found in breaks.items() if found],
    )
    return KpiHistory(
        tuple(
            YearOfKpi(
                fiscal_year=year,
                own=year == own.fiscal_year,
                reached=reached[year][0] if year in reached else None,
                stated_in=reached[year][1] if year in reached else None,
                target=Stated(year, own.target_text, own.target)
                if year == own.fiscal_year
                else targets.get(year),
                target_of=others.get(year),
                planned=planned.get(year),
                breaks=breaks.get(year, ()),
            )
            for year in years
        ),
        series,
    )


def notes_of(row: SeriesYear) -> tuple[BreakNote, ...]:
    """The breaks of a year with the pages that show the differences."""
    plan = row.indicator.plan
    base = f"{address_of(plan.identifier)}differences/"
    anchor = f"#kpi-{row.indicator.key}"
    found = []
    if row.breaks:
        earlier = row.before.partition("/")[0]
        found.append(BreakNote(tuple(row.breaks), f"{base}?before={earlier}{anchor}"))
    for version in row.amended:
        number = version["version"]
        query = f"?before={plan.fiscal_year}v{number - 1}&after={plan.fiscal_year}v{number}"
        found.append(BreakNote(tuple(version["reasons"]), f"{base}{query}{anchor}", number))
    return tuple(found)


def _stated(row: HistoryValue | YearTarget) -> Stated:
    quantity = None if row.value is None else Quantity(row.value, row.unit)
    return Stated(row.fiscal_year, row.text, quantity)


def _target_of(indicator: Indicator) -> Stated:
    value = indicator.target_value
    quantity = None if value is None else Quantity(value, indicator.target_unit)
    return Stated(indicator.plan.fiscal_year, indicator.target_text, quantity)
