"""The reports that a figure of a board is of: a page at a time, or all as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from guankao.calendars import Stage
from guankao.results import RiskLevel
from guankao.scoring import Light
from guankao.web.organizations.models import Agency
from guankao.web.overview.lists import OF_RESULT, page_of_reports, reports_of
from guankao.web.overview.parameters import ListParameters
from guankao.web.overview.scope import Scope
from guankao.web.overview.views.entry import (
    BoardView,
    Columns,
    Rows,
    level_words,
)
from guankao.web.overview.whats import OF_RESULTS, WORDS, What
from guankao.web.portal.errors import BadParameter
from guankao.web.reporting.models import ExpectedReport
from guankao.web.reporting.queries import report_of, standing_of_state
from guankao.web.reporting.states import WORDS as STATES
from guankao.web.reporting.states import ReportState
from guankao.web.reporting.words import period_words

REPORTS_A_PAGE = 50
RISKS: dict[RiskLevel, Promise] = {
    RiskLevel.HIGH: pgettext_lazy("risk", "High"),
    RiskLevel.MIDDLE: pgettext_lazy("risk", "Middle"),
    RiskLevel.LOW: pgettext_lazy("risk", "Low"),
    RiskLevel.UNKNOWN: pgettext_lazy("risk", "Unknown"),
}
STAGES: dict[str, Promise] = {
    Stage.OPEN.value: pgettext_lazy("handed in", "in time"),
    Stage.EXCUSED.value: pgettext_lazy("handed in", "later, with leave"),
    Stage.LATE.value: pgettext_lazy("handed in", "late"),
}
"""When a report was first handed in."""


@dataclass(frozen=True)
class Line:
    """One report as the list shows it."""

    expected: ExpectedReport
    address: str
    period: str
    level: str
    state: Promise | None
    stands: bool
    light: Light | None
    risk: Promise | None
    stage: Promise | None


class ReportList(BoardView):
    """What is counted, agency by agency, the earliest due first."""

    parameters = ListParameters

    def page(self, request: HttpRequest, scope: Scope, asked: ListParameters) -> HttpResponse:
        rows = page_of_reports(scope, asked, size=REPORTS_A_PAGE)
        if rows is None:
            raise BadParameter("page", _("There are not so many pages."))
        agency = None
        if asked.agency is not None:
            agency = Agency.objects.filter(pk=asked.agency).filter(scope.agencies()).first()
        context = self.common(scope, asked) | {
            "rows": rows,
            "file": "overview-reports",
            "lines": [_line(one) for one in rows.rows],
            "agency": agency,
            "whats": [(one.value, WORDS[one]) for one in What],
            "what": WORDS[asked.what],
            "of_now": asked.what in OF_RESULTS and scope.month is None,
            "back": asked.query(year=scope.year, what=None, agency=None),
        }
        return render(request, "overview/reports.html", context)

    def table(self, scope: Scope, asked: ListParameters) -> tuple[str, Columns, Rows]:
        columns = (
            "identifier", "agency", "title", "on", "period", "opens_at", "due_at", "closes_at",
            "state", "handed_in", "light", "risk", "value", "unit", "achievement", "allotted",
            "spent",
        )  # fmt: skip
        return "guankao-reports", columns, _table_rows(reports_of(scope, asked))


def _line(one: Any) -> Line:
    report = report_of(one)
    stands = report is not None and standing_of_state(report)
    return Line(
        expected=one,
        address=_address(one),
        period=period_words(one.period),
        level=level_words(one.control_level),
        state=STATES[ReportState(report.state)] if report else None,
        stands=stands,
        light=Light(one.light) if stands and one.light else None,
        risk=RISKS[RiskLevel(one.risk)] if stands and one.risk else None,
        stage=STAGES.get(one.stage or ""),
    )


def _address(one: ExpectedReport) -> str:
    """The page of the report."""
    return reverse("report", args=[one.pk])


def _table_rows(found: QuerySet[ExpectedReport]) -> Iterator[tuple[object, ...]]:
    rows: Iterator[Any] = found.iterator(chunk_size=1_000)
    for one in rows:
        report = report_of(one)
        stands = report is not None and standing_of_state(report)
        yield (
            one.identifier,
            one.plan.agency.name,
            one.title,
            one.control_level or "kpi",
            one.period,
            one.opens_at,
            one.due_at,
            one.closes_at,
            report.state if report else "",
            one.stage,
            *(getattr(one, name) if stands else None for name in OF_RESULT),
        )
