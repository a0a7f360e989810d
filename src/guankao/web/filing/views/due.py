"""The list of reports: what is due, by when, what came back and why."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import Field

from guankao.web.desk.views.entry import DeskView
from guankao.web.filing import due
from guankao.web.filing.due import Standing
from guankao.web.organizations.permissions import Permission
from guankao.web.portal.errors import BadParameter, bad_request
from guankao.web.portal.pagination import page_of
from guankao.web.portal.parameters import PageNumber, Parameters
from guankao.web.reporting.words import period_words

ROWS_A_PAGE = 50
MOST_TO_CHOOSE_FROM = 60
"""Agencies in one menu; where there are more a name is typed."""

WORDS: dict[Standing, Promise] = {
    Standing.TO_DO: _("To be done"),
    Standing.RETURNED: pgettext_lazy("reports", "Came back"),
    Standing.LATE: pgettext_lazy("reports", "Late"),
    Standing.OPEN: pgettext_lazy("reports", "Open"),
    Standing.BEGUN: _("Filled in, to be handed in"),
    Standing.COMING: pgettext_lazy("reports", "Not open yet"),
    Standing.IN_REVIEW: _("In review"),
    Standing.ACCEPTED: pgettext_lazy("reports", "Accepted"),
    Standing.PUBLISHED: pgettext_lazy("reports", "Published"),
    Standing.MISSED: _("Closed, never handed in"),
    Standing.ALL: pgettext_lazy("reports", "All"),
}


class ListParameters(Parameters):
    """What the list is narrowed to."""

    year: Annotated[int, Field(ge=1, le=999)] | None = None
    agency: Annotated[str, Field(max_length=100)] = ""
    period: Annotated[str, Field(max_length=12)] = ""
    state: Standing | None = None
    page: PageNumber = 1


class ReportList(DeskView):
    """Where the person fills in or hands in, their own; else all that they may read."""

    permission = Permission.READ_REPORT
    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest) -> HttpResponseBase:
        try:
            chosen = ListParameters.of(request)
            return self._page(request, chosen)
        except BadParameter as problem:
            return bad_request(request, problem)

    def _page(self, request: HttpRequest, chosen: ListParameters) -> HttpResponseBase:
        readable = self.rights.agencies(Permission.READ_REPORT)
        own = self.rights.agencies(Permission.FILL_REPORT) | self.rights.agencies(
            Permission.SUBMIT_REPORT
        )
        fills = bool(self.rights.agencies(Permission.FILL_REPORT))
        # Whoever only signs looks for what is ready to be signed.
        state = chosen.state or (Standing.BEGUN if own and not fills else Standing.TO_DO)
        narrowed = bool(own) and own != readable
        scope = own if own and not chosen.agency else readable
        now = timezone.now()
        rows = due.in_scope(
            scope,
            fiscal_year=chosen.year,
            period=chosen.period,
            agency="" if chosen.agency == "*" else chosen.agency,
        )
        counts = due.counted(rows, now)
        page = page_of(
            due.listed(rows, state, now),
            chosen.page,
            size=ROWS_A_PAGE,
            count=counts[state],
        )
        years, periods = due.years_and_periods(readable)
        agencies = due.agencies_expected(readable, MOST_TO_CHOOSE_FROM)
        return render(
            request,
            "filing/reports.html",
            {
                "rows": page,
                "reports": due.told(page.rows, now),
                "now": now,
                "chosen": chosen,
                "state": state,
                "words": WORDS[state],
                "standings": [
                    (one, WORDS[one], counts[one])
                    for one in Standing
                    if counts[one] or one in {Standing.TO_DO, Standing.ALL, state}
                ],
                "years": years,
                "periods": [(one, period_words(one)) for one in periods],
                "agencies": agencies,
                "several": agencies is None or len(agencies) > 1,
                "narrowed": narrowed,
                "signs": bool(own) and not fills,
                "fills": fills,
                "anything": bool(years),
            },
        )
