"""The forms of the guidelines' pieces; what was typed is kept whatever goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic import ValidationError

from guankao.documents import Guidelines
from guankao.documents import guidelines_editing as editing
from guankao.documents.editing import NoSuchElement
from guankao.web.desk.views.entry import number_in
from guankao.web.importing.faults import put_faults_beside_fields
from guankao.web.importing.forms import ElementForm
from guankao.web.organizations.permissions import Permission
from guankao.web.planning import draft_queries
from guankao.web.planning.actions import add_comment, resolve_comment, save_draft
from guankao.web.planning.actions.comments import EmptyComment
from guankao.web.planning.actions.drafts import Overtaken, guidelines_of
from guankao.web.planning.models import Comment, Draft, PlanVersion
from guankao.web.planning.states import NotNow
from guankao.web.review.guideline_forms import (
    ClauseForm,
    PrioritiesForm,
    SectionForm,
    initial_of_piece,
)
from guankao.web.review.views.guidelines import GuidelinesView

NEW = "new"
Change = Callable[[Guidelines], Guidelines]
FORMS: dict[str, type[ElementForm]] = {
    editing.WHOLE: PrioritiesForm,
    "section": SectionForm,
    "clause": ClauseForm,
}


class PieceView(GuidelinesView):
    """A page about one piece of the guidelines."""

    def show(  # noqa: PLR0917 - what every page of a piece is made of
        self,
        request: HttpRequest,
        row: Draft,
        element: str,
        form: ElementForm,
        status: int,
        said: Mapping[str, str] | None = None,
    ) -> HttpResponse:
        """The page of a piece; `said` is a comment that was refused, and why."""
        guidelines = guidelines_of(row.digest)
        new = element.endswith(f"/{NEW}")
        try:
            now = {} if new else initial_of_piece(editing.piece_of(guidelines, element))
        except NoSuchElement:
            now = {}
        word, _slash, key = element.partition("/")
        return render(
            request,
            "review/guidelines_piece.html",
            {
                "draft": row,
                "form": form,
                "element": element,
                "new": new,
                "is_whole": element == editing.WHOLE,
                "section": next(
                    (
                        one
                        for one in guidelines.sections
                        if word == "clause" and one.key == key.partition("/")[0]
                    ),
                    None,
                ),
                "now": now if status == 409 else {},
                "comments": draft_queries.comments_of(row).get(element, ()),
                "open": self.may_write(row),
                "may_comment": not new
                and self.rights.allows(Permission.COMMENT_ON_GUIDELINES, row.agency),
                **(said or {}),
            },
            status=status,
        )


class GuidelinePiece(PieceView):
    """The priorities, a section or a clause: `section/new` and `clause/3/new` add one."""

    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest, draft: int, element: str) -> HttpResponseBase:
        row = self.draft_or_404(draft)
        form = form_at(row, element)
        self.see(row, element)
        return self.show(request, row, element, form, 200)

    def post(self, request: HttpRequest, draft: int, element: str) -> HttpResponseBase:
        """Save the piece, take it out, or move it among its neighbours."""
        row = self.draft_or_404(draft)
        try:
            version = draft_queries.version_of(row, number_in(request.POST.get("version", "")))
        except PlanVersion.DoesNotExist:
            raise Http404 from None
        base = guidelines_of(version.digest)
        form = _form_of(element)(request.POST)
        change = _other_change(request, base, element)
        if change is None:
            if not form.is_valid():
                return self.show(request, row, element, form, 422)
            change = _change(element, form.values)
        try:
            changed = change(base)
        except editing.SectionNotEmpty:
            form.add_error(None, _("Clauses stand in this section. Take these out first."))
            return self.show(request, row, element, form, 422)
        except ValidationError as problem:
            put_faults_beside_fields(form, problem)
            return self.show(request, row, element, form, 422)
        except NoSuchElement:
            raise Http404 from None
        return self._save(request, row, version.number, element, form, changed)

    def _save(  # noqa: PLR0917 - one step of `post`
        self,
        request: HttpRequest,
        row: Draft,
        version: int,
        element: str,
        form: ElementForm,
        changed: Guidelines,
    ) -> HttpResponseBase:
        try:
            saved = save_draft(
                by=self.person, draft=row.pk, version=version, element=element, document=changed
            )
        except Overtaken as other:
            form.add_error(
                None,
                _(
                    "Somebody else changed the same field meanwhile. What you typed is still here; "
                    "what stands there now is shown above. Save again to put yours in its place."
                ),
            )
            newer = request.POST.copy()
            newer["version"] = str(other.version)
            form.data = newer
            return self.show(request, self.draft_or_404(row.pk), element, form, 409)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            return self.show(request, self.draft_or_404(row.pk), element, form, 409)
        messages.success(
            request,
            _("Saved, together with what somebody else changed meanwhile.")
            if saved.merged
            else _("Saved."),
        )
        back = reverse("guidelines-draft", args=[row.pk])
        return HttpResponseRedirect(f"{back}#{element.replace('/', '-')}")


class GuidelineComment(PieceView):
    """Say something of a piece, or that what was said is dealt with."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, draft: int, element: str) -> HttpResponseBase:
        row = self.draft_or_404(draft)
        resolved = number_in(request.POST.get("resolve", ""))
        text = request.POST.get("text", "")
        try:
            if resolved:
                resolve_comment(by=self.person, draft=row.pk, comment=resolved)
            else:
                add_comment(by=self.person, draft=row.pk, element=element, text=text)
        except (NoSuchElement, Comment.DoesNotExist):
            raise Http404 from None
        except EmptyComment as refusal:
            said = {"comment_typed": text, "comment_fault": str(refusal)}
            return self.show(request, row, element, form_at(row, element), 422, said)
        return HttpResponseRedirect(
            f"{reverse('guidelines-piece', args=[row.pk, element])}#comments"
        )


def form_at(row: Draft, element: str) -> ElementForm:
    """The form of a piece as it stands."""
    initial = _initial(guidelines_of(row.digest), element)
    return _form_of(element)(initial={**initial, "version": row.version})


def _form_of(element: str) -> type[ElementForm]:
    word, slash, key = element.partition("/")
    if word not in FORMS or bool(slash) is (word == editing.WHOLE) or bool(key) is not bool(slash):
        raise Http404
    return FORMS[word]


def _initial(guidelines: Guidelines, element: str) -> dict[str, Any]:
    word, _slash, key = element.partition("/")
    section, _cut, last = key.rpartition("/")
    try:
        if element == f"section/{NEW}":
            return {}
        if word == "clause" and last == NEW:
            editing.piece_of(guidelines, f"section/{section}")
            return {}
        return initial_of_piece(editing.piece_of(guidelines, element))
    except NoSuchElement:
        raise Http404 from None


def _other_change(request: HttpRequest, base: Guidelines, element: str) -> Change | None:
    """What a button other than “Save” does."""
    if "remove" in request.POST:
        return lambda guidelines: editing.without(guidelines, element)
    if (step := request.POST.get("move", "")) in {"up", "down"}:
        try:
            place = editing.place_of(base, element) + (1 if step == "down" else -1)
        except NoSuchElement:
            raise Http404 from None
        return lambda guidelines: editing.moved(guidelines, element, place)
    return None


def _change(element: str, values: dict[str, Any]) -> Change:
    word, _slash, key = element.partition("/")
    if word == editing.WHOLE:
        return lambda guidelines: editing.with_priorities(guidelines, values["priorities"])
    if word == "section":
        title = values["title"]
        return lambda guidelines: editing.with_section(
            guidelines, None if key == NEW else key, title
        )
    section, _cut, last = key.rpartition("/")
    if last == NEW:
        return lambda guidelines: editing.with_new_clause(guidelines, section, values["text"])
    return lambda guidelines: editing.with_clause(guidelines, key, values["text"])
