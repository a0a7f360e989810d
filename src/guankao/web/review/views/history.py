"""All that was done to a plan or to guidelines on their way, in words, as the ledger has it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from guankao.web.desk.views.history import Subject, history_page
from guankao.web.organizations.permissions import Permission
from guankao.web.planning.kinds import DraftKind
from guankao.web.review.templatetags.drafting import element_words
from guankao.web.review.terms import ELEMENTS
from guankao.web.review.views.entry import DraftedView


class DraftHistory(DraftedView):
    """Steps, comments, waivers and saves, the newest first; saves in a row are one line.

    `element` narrows to what was done at one element, such as `kpi/1-2`.
    """

    head = "review/head.html"

    def get(self, request: HttpRequest, draft: int) -> HttpResponseBase:
        row = self.draft_or_404(draft)
        element = request.GET.get("element", "")[:80]
        known = element.partition("/")[0] in ELEMENTS
        return history_page(
            request,
            Subject(
                stream=row.identifier,
                name=_("Policy guidelines")
                if self.kind is DraftKind.GUIDELINES
                else row.agency.label,
                base="review/base.html",
                head=self.head,
                facts={"draft": row},
                element=element,
                element_words=element_words(element) if known else element,
            ),
        )


class GuidelinesHistory(DraftHistory):
    """The same of guidelines; `element` is such as `clause/1/2`."""

    permission = Permission.READ_GUIDELINES
    kind = DraftKind.GUIDELINES
    head = "review/guidelines_head.html"
