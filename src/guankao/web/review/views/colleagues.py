"""Whom a comment can speak to, while it is typed; and a word where nobody was told."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import ngettext

from guankao.web.planning.mentions import suggestions
from guankao.web.review.views.entry import DraftedView

LONGEST_BEGINNING = 60


class Colleagues(DraftedView):
    """Some who may read the draft and whose account or name begins so, as JSON."""

    def get(self, request: HttpRequest, draft: int) -> HttpResponseBase:
        row = self.draft_or_404(draft)
        begun = request.GET.get("q", "")[:LONGEST_BEGINNING]
        found = suggestions(row, begun, but=self.person.code)
        return JsonResponse(
            {
                "colleagues": [
                    {"account": one.account, "name": one.name, "agency": one.agency.label}
                    for one in found
                ]
            },
            json_dumps_params={"ensure_ascii": False},
        )


def tell_in_vain(request: HttpRequest, accounts: Sequence[str]) -> None:
    """Say who was spoken to and is nobody that may read the draft."""
    if not accounts:
        return
    words = ngettext(
        "Nobody who may read this plan has the account %(names)s, so nobody was told by it.",
        "Nobody who may read this plan has these accounts, so nobody was told by them: %(names)s.",
        len(accounts),
    )
    messages.warning(request, words % {"names": "、".join(accounts)})
