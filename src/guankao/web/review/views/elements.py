"""The form of one element of a draft; what was typed is kept whatever goes wrong.

One address serves a page of its own, the same form where the element stands in the plan, and the
saves that a script makes while somebody types. What a script asks for (`HX-Request`) is answered
with pieces of pages; a browser without one gets whole pages and redirections.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic import ValidationError

from guankao.documents import Plan, editing
from guankao.web.desk.views.entry import number_in
from guankao.web.importing.faults import put_faults_beside_fields
from guankao.web.importing.templatetags.reviewing import anchor
from guankao.web.planning import draft_queries
from guankao.web.planning.actions import save_draft
from guankao.web.planning.actions.drafts import Overtaken, Saved, plan_of
from guankao.web.planning.models import Draft, PlanVersion
from guankao.web.planning.states import NotNow
from guankao.web.review.conflicts import Comparison, compared
from guankao.web.review.element_forms import (
    NEW,
    beginning,
    change_of,
    form_of,
    named_in,
    neighbours_of,
    other_change,
    whole,
    with_choices,
)
from guankao.web.review.forms import DraftedForm
from guankao.web.review.views import answers
from guankao.web.review.views.element_page import ElementView, ids_of


@dataclass(frozen=True)
class Sent:
    """What a person sent of an element.

    Attributes:
        given: what the form was given: theirs, where they chose somebody else's text.
        version: the version that they had before them.
        base: what the plan said then.
        changed: what it says with what they typed.
    """

    request: HttpRequest
    element: str
    form: DraftedForm
    given: QueryDict
    version: int
    base: Plan
    changed: Plan

    @property
    def ordered(self) -> bool:
        """Whether the element was only given another place."""
        return "move" in self.request.POST or "place" in self.request.POST


class DraftElement(ElementView):
    """One element: its form, and beside it how it is read and what is said of it."""

    http_method_names: Sequence[str] = ("get", "head", "post", "options")

    def get(self, request: HttpRequest, draft: int, element: str) -> HttpResponseBase:
        row = self.draft_or_404(draft)
        plan = plan_of(row.digest)
        first = beginning(plan, element, request.GET.get("goal", ""))
        placed = answers.wants_piece(request)
        if placed and "row" in request.GET:
            return HttpResponse(answers.row_of(request, self, row, element))
        form = form_of(
            plan,
            element,
            initial={**first, "version": row.version},
            auto_id=ids_of(element, placed=placed),
        )
        self.see(row, element)
        return self._page(request, row, element, form, 200)

    def post(self, request: HttpRequest, draft: int, element: str) -> HttpResponseBase:
        """Save the element, take it out, or move it among its neighbours."""
        row = self.draft_or_404(draft)
        try:
            version = draft_queries.version_of(row, number_in(request.POST.get("version", "")))
        except PlanVersion.DoesNotExist:
            raise Http404 from None
        base = plan_of(version.digest)
        given = whole(with_choices(request.POST, base, element), base, element)
        placed = "placed" in request.POST
        form = form_of(base, element, data=given, auto_id=ids_of(element, placed=placed))
        change = other_change(request.POST, base, element)
        if change is None:
            if not form.is_valid():
                return self._page(request, row, element, form, 422)
            change = change_of(element, form.values)
        try:
            changed = change(base)
        except ValidationError as problem:
            if "remove" in request.POST:
                form.add_error(None, _("KPIs stand under this goal. Take these out first."))
            else:
                put_faults_beside_fields(form, problem)
            return self._page(request, row, element, form, 422)
        except editing.NoSuchElement:
            raise Http404 from None
        return self._save(row, Sent(request, element, form, given, version.number, base, changed))

    def _save(self, row: Draft, sent: Sent) -> HttpResponseBase:
        try:
            saved = save_draft(
                by=self.person,
                draft=row.pk,
                version=sent.version,
                element=named_in(sent.base, sent.changed, sent.element),
                document=sent.changed,
            )
        except Overtaken as other:
            return self._overtaken(sent, other, self.draft_or_404(row.pk))
        except NotNow as refusal:
            sent.form.add_error(None, str(refusal))
            now = self.draft_or_404(row.pk)
            return self._page(sent.request, now, sent.element, sent.form, 409)
        return self._saved(sent, saved)

    def _overtaken(self, sent: Sent, other: Overtaken, now: Draft) -> HttpResponseBase:
        """Show what two people made of it; what only the other one changed is taken over."""
        form, element = sent.form, sent.element
        only_ordered = sent.ordered or "remove" in sent.request.POST
        if only_ordered or element.endswith(f"/{NEW}"):
            comparison = Comparison(gone=False, contested=(), theirs={})
        else:
            assert isinstance(other.now, Plan)  # noqa: S101 - the draft of a plan is one
            comparison = compared(form, element, base=sent.base, now=other.now, mine=sent.changed)
        if comparison.gone:
            form.add_error(
                None,
                _(
                    "Somebody else took this out of the plan meanwhile. What you typed is still "
                    "here."
                ),
            )
            return self._page(sent.request, now, element, form, 409, comparison)
        newer = sent.given.copy()
        newer["version"] = str(other.version)
        for name, texts in comparison.theirs.items():
            newer.setlist(name, list(texts))
        form.data = newer
        form.add_error(None, _overtaken_words(comparison, ordered=sent.ordered))
        return self._page(sent.request, now, element, form, 409, comparison)

    def _saved(self, sent: Sent, saved: Saved[Plan]) -> HttpResponseBase:
        element = named_in(sent.base, sent.changed, sent.element)
        words = saved_words(sent, saved)
        if answers.wants_piece(sent.request):
            if "automatic" in sent.request.POST:
                return answers.saved_automatically(self, sent, saved)
            return answers.saved_by_button(self, sent, saved, element, words)
        messages.success(sent.request, words)
        asked = urlencode({"saved": saved.draft.version, "of": sent.element})
        back = reverse("draft", args=[saved.draft.pk])
        return HttpResponseRedirect(f"{back}?{asked}#{anchor(element)}")

    def _page(  # noqa: PLR0917 - what every page of an element is made of
        self,
        request: HttpRequest,
        row: Draft,
        element: str,
        form: DraftedForm,
        status: int,
        comparison: Comparison | None = None,
    ) -> HttpResponse:
        piece = answers.wants_piece(request)
        context = self.context_of(
            row,
            element,
            form,
            placed=piece if request.method != "POST" else "placed" in request.POST,
            comparison=comparison,
        )
        if piece and request.method == "POST":
            return answers.refused(request, context, status)
        template = "review/pieces/in_place.html" if piece else "review/element.html"
        return render(request, template, context, status=status)


def saved_words(sent: Sent, saved: Saved[Plan]) -> str:
    """What is said to a person after a save."""
    if sent.ordered and not _stands_where_wanted(sent, saved.plan):
        return _("Somebody else changed the order meanwhile. It is shown as it stands now.")
    if "remove" in sent.request.POST:
        return _("Taken out.")
    if sent.ordered:
        return _("Moved.")
    if saved.merged and saved.changed:
        return _("Saved, together with what somebody else changed meanwhile.")
    return _("Saved.")


def _overtaken_words(comparison: Comparison, *, ordered: bool) -> str:
    if ordered:
        return _("Somebody else changed the order meanwhile. Look at it, then move it again.")
    if comparison.contested:
        return _(
            "Somebody else changed the same field meanwhile. What you typed is still here; choose "
            "for each field which text is to stand, then save again."
        )
    return _(
        "Somebody else changed something that this depends on. What you typed is still here; look "
        "at the plan as it stands now, then save again."
    )


def _stands_where_wanted(sent: Sent, plan: Plan) -> bool:
    key = sent.element.partition("/")[2]
    wanted = neighbours_of(sent.changed, sent.element)
    try:
        stands = neighbours_of(plan, sent.element)
    except Http404:
        return False
    return len(stands) != len(wanted) or stands.index(key) == wanted.index(key)
