"""All that was done to a plan on its way, in words, as the ledger has it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from guankao.web.desk.record import told
from guankao.web.desk.views.record import key_of
from guankao.web.ledger.queries import EntryFilter, find_entries
from guankao.web.portal.errors import BadParameter, bad_request
from guankao.web.review.views.entry import DraftedView

ENTRIES_A_PAGE = 100


class DraftHistory(DraftedView):
    """Steps, comments, waivers and saves, the newest first; saves in a row are one line.

    `element` narrows to what was done at one element, such as `kpi/1-2`.
    """

    def get(self, request: HttpRequest, draft: int) -> HttpResponseBase:
        row = self.draft_or_404(draft)
        element = request.GET.get("element", "")[:80]
        try:
            before = key_of(request.GET.get("before", ""))
        except BadParameter as problem:
            return bad_request(request, problem)
        subject = f"{row.identifier}/{element}" if element else None
        wanted = EntryFilter(stream=row.identifier, subject=subject)
        page = find_entries(wanted, before=before, size=ENTRIES_A_PAGE)
        return render(
            request,
            "review/history.html",
            {
                "draft": row,
                "element": element,
                "lines": told(page.entries, grouped=True),
                "older": page.older,
                "newest": before is None,
            },
        )
