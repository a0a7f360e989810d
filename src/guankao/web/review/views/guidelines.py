"""The policy guidelines on the desk: the list, one draft, its steps, versions and differences."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from guankao.documents import Guidelines
from guankao.documents.comparison import compare_guidelines
from guankao.web.desk.views.entry import number_in
from guankao.web.ledger.actors import Actor
from guankao.web.organizations.permissions import Permission
from guankao.web.organizations.queries import agencies_called
from guankao.web.planning import draft_queries
from guankao.web.planning.actions import copy_guidelines, start_guidelines
from guankao.web.planning.actions.drafts import guidelines_of
from guankao.web.planning.actions.guidelines import NotAtTheTop, OtherWorld
from guankao.web.planning.guideline_queries import (
    digest_of_guidelines_before,
    guideline_writers,
    next_guideline_year,
    published_without_guideline_draft,
)
from guankao.web.planning.kinds import DRAFTING, DraftKind
from guankao.web.planning.models import Draft, PlanVersion
from guankao.web.planning.models import Guidelines as StoredGuidelines
from guankao.web.planning.states import EDITABLE, WORDS, DraftState, Step, steps_from
from guankao.web.planning.versions import WORDS as VERSION_WORDS
from guankao.web.planning.versions import VersionKind
from guankao.web.review import queries
from guankao.web.review.actions import (
    amend_guidelines,
)
from guankao.web.review.guideline_forms import BeginGuidelinesForm
from guankao.web.review.terms import CHANGES
from guankao.web.review.views.entry import DraftedView, identifier_in
from guankao.web.review.views.taking import REFUSALS, WORDLESS, Typed, in_order, take
from guankao.web.review.views.undoing import undo

TABLE = DRAFTING[DraftKind.GUIDELINES].table


class GuidelinesView(DraftedView):
    """A page about drafts of guidelines. What may be done on it, each verb asks again."""

    permission = Permission.READ_GUIDELINES
    kind = DraftKind.GUIDELINES

    def may_write(self, draft: Draft) -> bool:
        """Whether the person may change it in the state that it is in."""
        return DraftState(draft.state) in EDITABLE and self.rights.allows(
            Permission.DRAFT_GUIDELINES, draft.agency
        )


class GuidelinesList(GuidelinesView):
    """The drafts by state, a form to begin one, and what is published and can be amended."""

    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, None, 200)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Begin guidelines, or an amendment of those that are published."""
        if "amend" in request.POST:
            return self._amend(request, identifier_in(request.POST["amend"]))
        form = BeginGuidelinesForm(_labelled(self._writers()), request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, form, 422)
        try:
            draft = _begun(form, by=self.person)
        except (*REFUSALS, NotAtTheTop, OtherWorld) as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, form, 422)
        return HttpResponseRedirect(reverse("guidelines-draft", args=[draft.pk]))

    def _amend(self, request: HttpRequest, identifier: str) -> HttpResponseBase:
        writers = self._writers()
        if not writers:
            raise Http404
        try:
            draft = amend_guidelines(
                by=self.person,
                identifier=identifier,
                agency=writers[0],
                reason=request.POST.get("words", ""),
            )
        except StoredGuidelines.DoesNotExist:
            raise Http404 from None
        except WORDLESS as refusal:
            typed = Typed(identifier, request.POST.get("words", ""), fault=str(refusal))
            return self._page(request, None, 422, typed)
        except (*REFUSALS, OtherWorld) as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(reverse("guidelines-drafts"))
        return HttpResponseRedirect(reverse("guidelines-draft", args=[draft.pk]))

    def _writers(self) -> list[str]:
        """The agencies at the top for which the person may write."""
        return guideline_writers(self.rights, own=self.person.agency)

    def _page(
        self,
        request: HttpRequest,
        form: BeginGuidelinesForm | None,
        status: int,
        amending: Typed | None = None,
    ) -> HttpResponse:
        keys = self.rights.agencies(Permission.READ_GUIDELINES)
        drafts = list(draft_queries.drafts_at(keys, DraftKind.GUIDELINES))
        writers = self._writers()
        return render(
            request,
            "review/guidelines_list.html",
            {
                "drafts": [(WORDS[DraftState(one.state)], one) for one in drafts],
                "form": form or (_beginning(writers) if writers else None),
                "amending": amending,
                # Made-up agencies do not amend what the cabinet published, nor it theirs.
                "worlds": {one.fictional for one in agencies_called(writers).values()},
                "published": published_without_guideline_draft() if writers else [],
            },
            status=status,
        )


class GuidelinesPage(GuidelinesView):
    """One draft: what it says, what comes next, what was done so far."""

    def get(self, request: HttpRequest, draft: int) -> HttpResponseBase:
        return self.page(request, self.draft_or_404(draft), None, 200)

    def page(
        self, request: HttpRequest, draft: Draft, typed: Typed | None, status: int
    ) -> HttpResponse:
        state = DraftState(draft.state)
        comments = draft_queries.comments_of(draft)
        guidelines = guidelines_of(draft.digest)
        clauses = [one for section in guidelines.sections for one in section.clauses]
        return render(
            request,
            "review/guidelines_draft.html",
            {
                "draft": draft,
                "guidelines": guidelines,
                "wordless": bool(clauses) and not any(one.text for one in clauses),
                "state": WORDS[state],
                "open": self.may_write(draft),
                "steps": in_order(
                    (step for step in steps_from(state) if self._offers(draft, step)), TABLE
                ),
                "taken": [(TABLE[Step(one.step)], one) for one in queries.steps_of(draft)],
                "returned": queries.unanswered_return(draft),
                "typed": typed,
                "commented": {
                    element: number
                    for element, said in comments.items()
                    if (number := sum(one.resolved_at is None for one in said))
                },
            },
            status=status,
        )

    def _offers(self, draft: Draft, step: Step) -> bool:
        if step is Step.DROP_AMENDMENT and draft.published_version is None:
            return False
        if TABLE[step].reviews and self.person.code in queries.submitters(draft):
            return False
        return self.rights.allows(TABLE[step].owner, draft.agency)


class GuidelinesStep(GuidelinesPage):
    """One step from state to state; what was typed is kept whatever goes wrong."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, draft: int, step: str) -> HttpResponseBase:
        row = self.draft_or_404(draft)
        words = request.POST.get("words", "")
        version = number_in(request.POST.get("version", ""))
        try:
            take(Step(step), row, by=self.person, version=version, words=words)
        except WORDLESS as refusal:
            typed = Typed(step, words, fault=str(refusal))
            return self.page(request, self.draft_or_404(draft), typed, 422)
        except (*REFUSALS, OtherWorld) as refusal:
            messages.error(request, str(refusal))
            return self.page(request, self.draft_or_404(draft), Typed(step, words), 409)
        messages.success(request, _("Done: %(step)s.") % {"step": TABLE[Step(step)].words})
        return HttpResponseRedirect(reverse("guidelines-draft", args=[draft]))


class GuidelinesVersions(GuidelinesView):
    """Every version with who saved it, and a button to take its change back."""

    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest, draft: int) -> HttpResponseBase:
        row = self.draft_or_404(draft)
        return render(
            request,
            "review/guidelines_versions.html",
            {
                "draft": row,
                "versions": [
                    (VERSION_WORDS[VersionKind(one.kind)], one)
                    for one in draft_queries.versions_of(row)
                ],
                "open": self.may_write(row),
            },
        )

    def post(self, request: HttpRequest, draft: int) -> HttpResponseBase:
        row = self.draft_or_404(draft)
        number = number_in(request.POST.get("undo", ""))
        undo(request, row, by=self.person, number=number)
        return HttpResponseRedirect(reverse("guidelines-versions", args=[row.pk]))


class GuidelinesComparison(GuidelinesView):
    """Two versions, or the guidelines of an earlier year and these, piece by piece."""

    def get(self, request: HttpRequest, draft: int) -> HttpResponseBase:
        row = self.draft_or_404(draft)
        earlier = request.GET.get("from", "")
        try:
            now = draft_queries.version_of(row, number_in(request.GET.get("to", "")) or row.version)
            before = number_in(earlier) or max(now.number - 1, 1)
            digest = (
                digest_of_guidelines_before(row.fiscal_year)
                if earlier == "year-before"
                else draft_queries.version_of(row, before).digest
            )
        except PlanVersion.DoesNotExist:
            raise Http404 from None
        if not digest:
            raise Http404
        comparison = compare_guidelines(guidelines_of(digest), guidelines_of(now.digest))
        return render(
            request,
            "review/guidelines_differences.html",
            {
                "draft": row,
                "of_years": earlier == "year-before",
                "before": before,
                "now": now,
                "counts": [(CHANGES[kind], count) for kind, count in comparison.counts.items()],
                "changes": [(CHANGES[one.kind], one, ()) for one in comparison.changes],
                "versions": draft_queries.versions_of(row),
            },
        )


def _labelled(names: Sequence[str]) -> list[tuple[str, str]]:
    """Agencies by the names that the verbs take, each with what it is called on the page."""
    found = agencies_called(names)
    return [(name, found[name].label) for name in names]


def _beginning(writers: Sequence[str]) -> BeginGuidelinesForm:
    """An empty form, for the year after the newest guidelines where there are some."""
    year = next_guideline_year()
    return BeginGuidelinesForm(_labelled(writers), initial={"fiscal_year": year} if year else {})


def _begun(form: BeginGuidelinesForm, *, by: Actor) -> Draft:
    given = form.cleaned_data
    agency, year = given["agency"], given["fiscal_year"]
    if given["source"] == "copy":
        return copy_guidelines(by=by, agency=agency, fiscal_year=year)
    if given["source"] == "file":
        return start_guidelines(
            by=by, agency=agency, document=given["document"], kind=VersionKind.IMPORTED
        )
    return start_guidelines(by=by, agency=agency, document=Guidelines(fiscal_year=year))
