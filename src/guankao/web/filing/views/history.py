"""All that was done to one report, in words, as the ledger has it, and what its versions say."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from guankao.web.desk.views.history import Subject, history_page
from guankao.web.filing.opened import Opened
from guankao.web.filing.steps_taken import taken_of
from guankao.web.filing.versions import versions_of
from guankao.web.filing.views.entry import ReportView
from guankao.web.reporting.actions.recording import stream_of


class ReportHistory(ReportView):
    """Opinions and answers, versions with what changed, and the entries of the ledger."""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest, expected: int) -> HttpResponseBase:
        row = self.expected_or_404(expected)
        one = Opened(row, self.rights)
        return history_page(
            request,
            Subject(
                stream=stream_of(row.plan.identifier),
                name=row.title,
                base="filing/filling.html",
                head="filing/head.html",
                facts={
                    "expected": row,
                    "plan": row.plan,
                    "taken": taken_of(one.report),
                    "versions": versions_of(one),
                },
                subject=row.identifier,
                above="filing/pieces/history.html",
            ),
        )
