"""Take what was read from a file into a draft: element by element, or all of it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guankao.documents import Plan, read_document
from guankao.documents.comparison import ChangeKind
from guankao.documents.taking import DoNotFit, LeftOut, beside, differences
from guankao.web.desk.views.entry import number_in
from guankao.web.importing import queries as imports
from guankao.web.importing import states as import_states
from guankao.web.importing.actions import Changed, NothingChosen, take_into_draft
from guankao.web.importing.models import ImportedDocument
from guankao.web.importing.places import ADVICE
from guankao.web.organizations.permissions import NotPermitted, Permission
from guankao.web.organizations.queries import agency_known_as
from guankao.web.planning.actions.drafts import Overtaken, plan_of
from guankao.web.planning.kinds import DraftKind
from guankao.web.planning.models import Draft, PlanVersion
from guankao.web.planning.states import DraftState, NotNow
from guankao.web.review.templatetags.drafting import element_words
from guankao.web.review.terms import BREAKS, CHANGES
from guankao.web.review.views.entry import DraftedView

CHANGED_SINCE = gettext_lazy(
    "The file or the draft was changed since you opened this page. Look again."
)
NOT_TAKEN: dict[type[Exception], tuple[int, Promise]] = {
    Changed: (409, CHANGED_SINCE),
    Overtaken: (409, CHANGED_SINCE),
    PlanVersion.DoesNotExist: (409, CHANGED_SINCE),
    NothingChosen: (
        422,
        gettext_lazy("Nothing was ticked. Tick what is to be taken into the draft."),
    ),
    DoNotFit: (
        422,
        gettext_lazy("What was ticked does not fit to what was not. Tick more, or everything."),
    ),
}
"""By the refusal: the status of the answer, and what it says."""


class DraftFromFile(DraftedView):
    """What a file would change in a draft, with a box to tick at each change."""

    http_method_names = ("get", "head", "post", "options")

    def get(
        self, request: HttpRequest, draft: int, key: uuid.UUID, position: int
    ) -> HttpResponseBase:
        row = self.document_or_404(key, position)
        if row.outcome or row.import_of.state != import_states.State.READ:
            return HttpResponseRedirect(reverse("import-document", args=[key, position]))
        return self._page(request, self.plan_or_404(draft), row, "", 200)

    def post(
        self, request: HttpRequest, draft: int, key: uuid.UUID, position: int
    ) -> HttpResponseBase:
        row = self.document_or_404(key, position)
        stands = self.plan_or_404(draft)
        try:
            saved = take_into_draft(
                by=self.person,
                key=key,
                position=position,
                version=number_in(request.POST.get("version", "")),
                draft=draft,
                draft_version=number_in(request.POST.get("draft-version", "")),
                elements=None if request.POST.get("all") == "1" else request.POST.getlist("take"),
            )
        except import_states.NotNow as refusal:
            return self._over(request, stands, key, refusal)
        except tuple(NOT_TAKEN) as refusal:
            status, reason = NOT_TAKEN[type(refusal)]
            return self._page(request, self.plan_or_404(draft), row, str(reason), status)
        except (NotNow, NotPermitted) as refusal:
            return self._page(request, self.plan_or_404(draft), row, str(refusal), 409)
        except LeftOut as refusal:
            names = {
                "one": element_words(refusal.element),
                "other": element_words(refusal.needs),
            }
            words = _("“%(one)s” cannot be taken without “%(other)s”. Tick both or neither.")
            return self._page(request, stands, row, words % names, 422)
        if saved.changed:
            words = _("Taken into the draft: it is version %(number)d now.")
            messages.success(request, words % {"number": saved.draft.version})
        else:
            messages.success(request, _("The draft said all of it already. Nothing was changed."))
        return HttpResponseRedirect(reverse("draft", args=[draft]))

    def plan_or_404(self, draft: int) -> Draft:
        """A draft of a plan that the person may read."""
        row = self.draft_or_404(draft)
        if row.kind != DraftKind.PLAN:
            raise Http404
        return row

    def document_or_404(self, key: uuid.UUID, position: int) -> ImportedDocument:
        """A plan in a file that this person handed in."""
        try:
            row = imports.document_in(self.person.code, key, position)
        except ImportedDocument.DoesNotExist:
            raise Http404 from None
        if row.kind != "plan":
            raise Http404
        return row

    def _over(
        self,
        request: HttpRequest,
        draft: Draft,
        key: uuid.UUID,
        refusal: import_states.NotNow,
    ) -> HttpResponseBase:
        """The second press of a double click finds what the first has done."""
        if refusal.state is refusal.wanted:
            return HttpResponseRedirect(reverse("draft", args=[draft.pk]))
        words = _("That is no longer possible: %(state)s.")
        messages.warning(request, words % {"state": import_states.WORDS[refusal.state]})
        return HttpResponseRedirect(reverse("import", args=[key]))

    def _page(
        self,
        request: HttpRequest,
        draft: Draft,
        row: ImportedDocument,
        problem: str,
        status: int,
    ) -> HttpResponse:
        stands = plan_of(draft.digest)
        read = read_document(row.content)
        assert isinstance(read, Plan)  # noqa: S101 - for the type checker
        compared = differences(stands, beside(stands, read))
        another = (read.agency, read.fiscal_year) != (stands.agency, stands.fiscal_year)
        state = DraftState(draft.state)
        ticked = set(request.POST.getlist("take")) if request.method == "POST" else None
        return render(
            request,
            "review/from_file.html",
            {
                "draft": draft,
                "row": row,
                "one": row.import_of,
                "problem": problem,
                "another": another,
                "other_agency": agency_known_as(read.agency) if another else None,
                "read": read,
                "advice": ADVICE.get(state, ""),
                "allowed": self.rights.allows(Permission.DRAFT_PLAN, draft.agency),
                "counts": [(CHANGES[kind], count) for kind, count in compared.counts.items()],
                "losses": [one for one in compared.changes if one.kind is ChangeKind.REMOVED],
                "changes": [
                    (
                        CHANGES[one.kind],
                        one,
                        [BREAKS[reason] for reason in one.breaks],
                        one.kind is not ChangeKind.REMOVED
                        if ticked is None
                        else one.element in ticked,
                    )
                    for one in compared.changes
                ],
            },
            status=status,
        )
