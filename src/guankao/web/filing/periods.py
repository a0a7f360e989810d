"""The other periods of the same KPI or project, with what came of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise

from guankao.scoring import Light
from guankao.web.filing.sentences import period_words
from guankao.web.portal.formulas.figures import written
from guankao.web.reporting.models import ExpectedReport, Report, Result
from guankao.web.reporting.queries import report_of, rows_of_element
from guankao.web.reporting.states import HANDED_IN, WORDS, ReportState


@dataclass(frozen=True)
class PeriodRow:
    """One period of the year.

    Attributes:
        expected: the report of the period.
        here: whether it is the one that is open.
        state: in words; None where nobody began.
        result: of the version that counts; None where none does.
    """

    expected: ExpectedReport
    here: bool
    state: str | Promise | None
    result: Result | None

    @property
    def words(self) -> str:
        return period_words(self.expected.plan.fiscal_year, self.expected.period)

    @property
    def value(self) -> str:
        """The figure of the year to date, or the progress."""
        return "" if self.result is None or self.result.value is None else _short(self.result.value)

    @property
    def ratio(self) -> str:
        """The achievement in percent."""
        reached = self.result.achievement if self.result is not None else None
        return "" if reached is None else written(reached * 100, 1)

    @property
    def light(self) -> Light | None:
        return Light(self.result.light) if self.result is not None and self.result.light else None

    @property
    def risk(self) -> str:
        return self.result.risk if self.result is not None else ""


def periods_of(expected: ExpectedReport) -> Sequence[PeriodRow]:
    """All periods of the year in their order; two questions."""
    rows = rows_of_element(expected)
    reports = [one for one in map(report_of, rows) if one is not None]
    results = {
        (one.report_id, one.version): one
        for one in Result.objects.filter(report__in=[one.pk for one in reports], current=True)
    }
    found = []
    for row in rows:
        row.plan = expected.plan
        report = report_of(row)
        result = results.get((report.pk, _counting(report))) if report is not None else None
        state = WORDS[ReportState(report.state)] if report is not None else None
        found.append(PeriodRow(row, row.pk == expected.pk, state, result))
    return found


def _counting(report: Report) -> int:
    """The number of the version that counts; 0, which no result has, where none does."""
    if report.state in HANDED_IN:
        return report.version
    return report.published_version or 0


def _short(value: Decimal) -> str:
    return written(value, 4)
