"""Late exceptions: which reports are missing, which may come later, and giving and ending that."""

from __future__ import annotations

from typing import Any, Literal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guankao.web.desk.views.entry import DeskView
from guankao.web.filing.exception_forms import ExceptionForm
from guankao.web.filing.views.entry import ReportView
from guankao.web.organizations.permissions import Permission
from guankao.web.portal.errors import BadParameter, bad_request
from guankao.web.portal.pagination import page_of
from guankao.web.portal.parameters import PageNumber, Parameters
from guankao.web.reporting.actions import end_exception, give_exception
from guankao.web.reporting.actions.exceptions import RefusedException
from guankao.web.reporting.actions.recording import NotExpected
from guankao.web.reporting.exceptions import exceptions_at, past, standing
from guankao.web.reporting.models import ExpectedReport
from guankao.web.reporting.queries import missing_at, report_of, window_of_report
from guankao.web.reporting.states import WORDS, ReportState
from guankao.web.reporting.tallies import missing_count

ROWS_A_PAGE = 50


class ExceptionParameters(Parameters):
    show: Literal["missing", "standing", "past"] = "missing"
    page: PageNumber = 1


class ExceptionList(DeskView):
    """What is missing, what may come later and until when, and what was let come later before."""

    permission = Permission.EXCUSE_REPORT

    def get(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return self._page(request, ExceptionParameters.of(request))
        except BadParameter as problem:
            return bad_request(request, problem)

    def _page(self, request: HttpRequest, asked: ExceptionParameters) -> HttpResponse:
        agencies = self.rights.agencies(Permission.EXCUSE_REPORT)
        now = timezone.now()
        given = exceptions_at(agencies)
        lists: dict[str, Any] = {
            "missing": missing_at(agencies, now).prefetch_related("exceptions"),
            "standing": standing(given, now),
            "past": past(given, now),
        }
        names = {
            "missing": _("Missing now"),
            "standing": _("May come later"),
            "past": _("Earlier exceptions"),
        }
        counts = {name: found.count() for name, found in lists.items() if name != "missing"}
        counts["missing"] = missing_count(agencies, now)
        page = page_of(lists[asked.show], asked.page, size=ROWS_A_PAGE, count=counts[asked.show])
        return render(
            request,
            "filing/exceptions.html",
            {
                "tabs": [(name, words, counts[name]) for name, words in names.items()],
                "show": asked.show,
                "name": names[asked.show],
                "rows": page,
                "now": now,
            },
        )


class ReportException(ReportView):
    """Let one report come later, or end that."""

    permission = Permission.EXCUSE_REPORT
    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest, expected: int) -> HttpResponse:
        return self._page(request, self.expected_or_404(expected), ExceptionForm(), 200)

    def post(self, request: HttpRequest, expected: int) -> HttpResponseBase:
        """Give leave, or with `end` take it back."""
        row = self.expected_or_404(expected)
        if "end" in request.POST:
            end_exception(by=self.person, expected=row.pk)
            messages.success(request, _("The exception has ended."))
            return HttpResponseRedirect(reverse("report-exception", args=[row.pk]))
        form = ExceptionForm(request.POST)
        if not form.is_valid():
            return self._page(request, row, form, 422)
        try:
            give_exception(
                by=self.person,
                expected=row.pk,
                until=form.cleaned_data["until"],
                reason=form.cleaned_data["reason"],
            )
        except RefusedException as refusal:
            form.add_error("until", str(refusal))
            return self._page(request, row, form, 422)
        except NotExpected as refusal:
            messages.error(request, str(refusal))
            return self._page(request, row, form, 409)
        messages.success(request, _("The report may come later."))
        return HttpResponseRedirect(reverse("report-exception", args=[row.pk]))

    def _page(
        self, request: HttpRequest, row: ExpectedReport, form: ExceptionForm, status: int
    ) -> HttpResponse:
        given = list(row.exceptions.order_by("-given_at"))
        report = report_of(row)
        return render(
            request,
            "filing/exception.html",
            {
                "expected": row,
                "state": WORDS[ReportState(report.state)] if report is not None else "",
                "stage": window_of_report(row).stage_at(timezone.now()).value,
                "standing": next((one for one in given if one.ended_at is None), None),
                "given": given,
                "form": form,
                "now": timezone.now(),
            },
            status=status,
        )
