"""Hand a report in, and take it back; what was typed is kept whatever goes wrong."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from guankao.web.filing.opened import Opened
from guankao.web.filing.views.report import REFUSALS, OpenedView, Refused, number_in
from guankao.web.organizations.permissions import NotPermitted, Permission
from guankao.web.reporting.actions import submit_report, withdraw_report
from guankao.web.reporting.actions.steps import Hindered, WithoutAnswer
from guankao.web.reporting.actions.taking import ChangedSince, WithoutReason


class _StepView(OpenedView):
    permission = Permission.SUBMIT_REPORT
    http_method_names = ("post", "options")

    def opened_for_step(self, key: int) -> Opened:
        """The report, where the person may hand it in and take it back."""
        one = self.opened_or_404(key)
        if not self.rights.allows(Permission.SUBMIT_REPORT, one.expected.plan.agency):
            raise NotPermitted(
                self.person, Permission.SUBMIT_REPORT, one.expected.plan.agency.label
            )
        return one

    def refused(
        self, request: HttpRequest, key: int, refusal: ValueError, *, answer: str = ""
    ) -> HttpResponseBase:
        """The page as it stands now, with why the step was not taken."""
        now = self.opened_or_404(key)
        form = now.form(initial=now.beginning()) if now.may_fill else None
        at_answer = isinstance(refusal, WithoutAnswer | WithoutReason)
        if not (at_answer or isinstance(refusal, Hindered)):
            messages.error(request, str(refusal))
        return self.page(
            request,
            now,
            form,
            422 if at_answer or isinstance(refusal, Hindered) else 409,
            hindered=isinstance(refusal, Hindered),
            answer=answer,
            answer_fault=str(refusal) if at_answer else "",
        )


class ReportSubmit(_StepView):
    """Save what was typed, where a form was sent, and hand it in."""

    def post(self, request: HttpRequest, expected: int) -> HttpResponseBase:
        one = self.opened_for_step(expected)
        version = number_in(request.POST.get("version", ""))
        if "with-text" in request.POST:
            if not self.rights.allows(Permission.FILL_REPORT, one.expected.plan.agency):
                raise NotPermitted(
                    self.person, Permission.FILL_REPORT, one.expected.plan.agency.label
                )
            try:
                saved = self.keep(request, one)
            except Refused as refused:
                return refused.response
            report, version = saved.report, saved.report.version
        elif one.report is not None:
            report = one.report
        else:
            raise Http404
        answer = request.POST.get("answer", "")
        try:
            submit_report(by=self.person, report=report.pk, version=version, answer=answer)
        except (
            *REFUSALS,
            Hindered,
            WithoutAnswer,
            WithoutReason,
            ChangedSince,
        ) as refusal:
            return self.refused(request, expected, refusal, answer=answer)
        messages.success(request, _("The report is handed in."))
        return HttpResponseRedirect(f"{reverse('report', args=[expected])}?saved=1")


class ReportWithdraw(_StepView):
    """Take it back before anybody decided."""

    def post(self, request: HttpRequest, expected: int) -> HttpResponseBase:
        one = self.opened_for_step(expected)
        if one.report is None:
            raise Http404
        version = number_in(request.POST.get("version", ""))
        try:
            withdraw_report(by=self.person, report=one.report.pk, version=version)
        except (*REFUSALS, ChangedSince) as refusal:
            return self.refused(request, expected, refusal)
        messages.success(request, _("The report is taken back. Hand it in again once it is right."))
        return HttpResponseRedirect(reverse("report", args=[expected]))
