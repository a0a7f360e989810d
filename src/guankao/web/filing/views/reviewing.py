"""One report before a person who has to judge it, and the step that they take."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from guankao.web.desk.views.entry import number_in
from guankao.web.filing.deciding import OFFERED, REFUSALS, offers, take, who_was_quicker
from guankao.web.filing.queue import STATES, Queue, neighbours_of, waiting_in
from guankao.web.filing.readings import reading_of
from guankao.web.filing.views.entry import ReportView
from guankao.web.organizations.permissions import OwnSubmission, Permission
from guankao.web.reporting.actions.taking import WithoutReason
from guankao.web.reporting.models import Report
from guankao.web.reporting.states import (
    TABLE,
    WORDS,
    ReportState,
    ReportTurn,
    turns_from,
)


class ReportReview(ReportView):
    """The figures beside those of last time, the working, the doubts, and what can be decided."""

    permission = Permission.REVIEW_REPORT
    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest, expected: int) -> HttpResponse:
        return self._page(request, self.report_or_404(expected), 200)

    def post(self, request: HttpRequest, expected: int) -> HttpResponseBase:
        """Take one step; what was typed is kept whatever goes wrong."""
        report = self.report_or_404(expected)
        asked = request.POST.get("step", "")
        if asked not in {one.value for one in OFFERED}:
            return HttpResponse(status=400)
        turn, words = ReportTurn(asked), request.POST.get("words", "")
        version = number_in(request.POST.get("version", ""))
        try:
            take(turn, by=self.person, report=report.pk, version=version, words=words)
        except WithoutReason as fault:
            return self._page(request, report, 422, turn=turn, words=words, fault=str(fault))
        except REFUSALS as refusal:
            report = self.report_or_404(expected)
            quicker = "" if isinstance(refusal, OwnSubmission) else who_was_quicker(report)
            messages.error(request, f"{refusal} {quicker}".strip())
            return self._page(request, report, 409, turn=turn, words=words)
        messages.success(request, _("Done: %(step)s.") % {"step": TABLE[turn].words})
        here = reverse("report-review", args=[expected])
        return HttpResponseRedirect(f"{here}?queue={_queue_of(request, report)}")

    def _page(
        self,
        request: HttpRequest,
        report: Report,
        status: int,
        *,
        turn: ReportTurn | None = None,
        words: str = "",
        fault: str = "",
    ) -> HttpResponse:
        reading = reading_of(report)
        state = ReportState(report.state)
        offered = offers(report, self.rights, self.person, reading.submitted_by)
        queue = _queue_of(request, report)
        return render(
            request,
            "filing/review.html",
            {
                "reading": reading,
                "report": report,
                "expected": report.expected,
                "state": WORDS[state],
                "offers": [one for one in offered if not one.takes_back],
                "backs": [one for one in offered if one.takes_back],
                "own": self.person.code in reading.submitted_by
                and any(TABLE[one].reviews for one in _turns(report)),
                "typed_step": turn.value if turn else "",
                "typed": words,
                "fault": fault,
                "excuses": self.rights.allows(
                    Permission.EXCUSE_REPORT, report.expected.plan.agency
                ),
                "queue": queue,
                "waiting": waiting_in(queue, self.rights).count(),
                "neighbours": neighbours_of(report, queue, self.rights),
            },
            status=status,
        )


def _turns(report: Report) -> tuple[ReportTurn, ...]:
    return turns_from(ReportState(report.state), final_review=report.expected.final_review)


def _queue_of(request: HttpRequest, report: Report) -> Queue:
    """The queue that the person goes through, else the one in which the report stands."""
    asked = request.GET.get("queue", "")
    if asked in set(Queue):
        return Queue(asked)
    return next((one for one, state in STATES.items() if state == report.state), Queue.FIRST)
