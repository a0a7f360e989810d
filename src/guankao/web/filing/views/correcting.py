"""Correct a report that the public knows, by a new version with its reason; or drop that."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from guankao.web.desk.views.entry import number_in
from guankao.web.filing.deciding import who_was_quicker
from guankao.web.filing.exception_forms import CorrectionForm
from guankao.web.filing.readings import reading_of
from guankao.web.filing.views.entry import ReportView
from guankao.web.organizations.permissions import Permission
from guankao.web.reporting.actions import correct_report, drop_correction
from guankao.web.reporting.actions.correcting import NothingPublished
from guankao.web.reporting.actions.taking import ChangedSince, WithoutReason
from guankao.web.reporting.models import Report
from guankao.web.reporting.states import EDITABLE, WORDS, NotNow, ReportState


class ReportCorrection(ReportView):
    """The figure that the public sees, the one that shall take its place, and why."""

    permission = Permission.FILL_REPORT
    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest, expected: int) -> HttpResponse:
        return self._page(request, self.report_or_404(expected), CorrectionForm(), 200)

    def post(self, request: HttpRequest, expected: int) -> HttpResponseBase:
        """Begin the correction, or with `drop` leave the published report as it is."""
        report = self.report_or_404(expected)
        version = number_in(request.POST.get("version", ""))
        form = CorrectionForm(request.POST)
        try:
            if "drop" in request.POST:
                drop_correction(by=self.person, report=report.pk, version=version)
                told = _("The correction was dropped; the published report stands.")
            elif form.is_valid():
                reason = form.cleaned_data["reason"]
                correct_report(by=self.person, report=report.pk, version=version, reason=reason)
                told = _("The correction was begun. The public sees the old figure until then.")
            else:
                return self._page(request, report, form, 422)
        except WithoutReason as fault:
            form.add_error("reason", str(fault))
            return self._page(request, report, form, 422)
        except (ChangedSince, NothingPublished, NotNow) as refusal:
            report = self.report_or_404(expected)
            messages.error(request, f"{refusal} {who_was_quicker(report)}".strip())
            return self._page(request, report, form, 409)
        messages.success(request, told)
        return HttpResponseRedirect(reverse("report", args=[expected]))

    def _page(
        self, request: HttpRequest, report: Report, form: CorrectionForm, status: int
    ) -> HttpResponse:
        state = ReportState(report.state)
        return render(
            request,
            "filing/correct.html",
            {
                "report": report,
                "expected": report.expected,
                "reading": reading_of(report),
                "state": WORDS[state],
                "form": form if state is ReportState.PUBLISHED else None,
                "may_drop": report.corrects and state in EDITABLE,
                "never_published": report.published_version is None,
            },
            status=status,
        )
