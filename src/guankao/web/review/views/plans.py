"""The list of drafts, the page of one, and its steps."""

from __future__ import annotations

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
from django.utils.translation import gettext as _

from guankao.documents import Plan
from guankao.web.desk.views.entry import number_in
from guankao.web.organizations.models import Agency
from guankao.web.organizations.permissions import Permission
from guankao.web.planning import draft_queries
from guankao.web.planning.actions import copy_plan, start_draft
from guankao.web.planning.models import Draft
from guankao.web.planning.models import Plan as StoredPlan
from guankao.web.planning.states import (
    TABLE,
    WORDS,
    DraftState,
    Step,
    steps_from,
)
from guankao.web.review import queries
from guankao.web.review.actions import (
    start_amendment,
)
from guankao.web.review.drafts import Only, view_of
from guankao.web.review.forms import BeginForm
from guankao.web.review.views.element_page import ElementView
from guankao.web.review.views.entry import DraftedView, identifier_in
from guankao.web.review.views.plan_page import plan_context, undoable
from guankao.web.review.views.taking import REFUSALS, WORDLESS, Typed, in_order, take


class PlanList(DraftedView):
    """The plans that the person may read, by state, and a form to begin one."""

    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, None, 200)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Begin a plan, or an amendment of one that is published."""
        if "amend" in request.POST:
            return self._amend(request, identifier_in(request.POST["amend"]))
        form = BeginForm(self._own(), request.POST)
        if not form.is_valid():
            return self._page(request, form, 422)
        agency, year = form.cleaned_data["agency"], form.cleaned_data["fiscal_year"]
        try:
            if form.cleaned_data["source"] == "copy":
                draft = copy_plan(by=self.person, agency=agency, fiscal_year=year)
            else:
                plan = Plan(agency=agency, fiscal_year=year)
                draft = start_draft(by=self.person, document=plan)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, form, 422)
        return HttpResponseRedirect(reverse("draft", args=[draft.pk]))

    def _amend(self, request: HttpRequest, identifier: str) -> HttpResponseBase:
        try:
            draft = start_amendment(by=self.person, identifier=identifier, reason=_words(request))
        except StoredPlan.DoesNotExist:
            raise Http404 from None
        except WORDLESS as refusal:
            typed = Typed(identifier, _words(request), fault=str(refusal))
            return self._page(request, None, 422, typed)
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(reverse("drafts"))
        return HttpResponseRedirect(reverse("draft", args=[draft.pk]))

    def _beginning(self) -> dict[str, int]:
        """The year that comes next, where the agency has a plan to follow."""
        year = draft_queries.next_year(self.rights.agencies(Permission.DRAFT_PLAN))
        return {"fiscal_year": year} if year else {}

    def _own(self) -> list[tuple[str, str]]:
        """The agencies for which the person may draft: their names, and their labels."""
        keys = self.rights.agencies(Permission.DRAFT_PLAN)
        found = Agency.objects.filter(pk__in=keys).order_by("pk")
        return [(one.name, one.label) for one in found]

    def _page(
        self,
        request: HttpRequest,
        form: BeginForm | None,
        status: int,
        amending: Typed | None = None,
    ) -> HttpResponse:
        drafts = list(draft_queries.drafts_at(self.rights.agencies(Permission.READ_DRAFT)))
        own = self._own()
        return render(
            request,
            "review/plans.html",
            {
                "groups": [
                    (WORDS[state], [one for one in drafts if one.state == state])
                    for state in DraftState
                ],
                "none": not drafts,
                "form": form or (BeginForm(own, initial=self._beginning()) if own else None),
                "amending": amending,
                "imports": self.rights.allows_somewhere(Permission.IMPORT_DOCUMENT),
                "published": draft_queries.published_without_draft(
                    self.rights.agencies(Permission.DRAFT_PLAN)
                ),
            },
            status=status,
        )


class DraftPage(ElementView):
    """One plan as it stands, with what the linter says and what can be done next."""

    def get(self, request: HttpRequest, draft: int) -> HttpResponseBase:
        return self.page(request, self.draft_or_404(draft), None, 200)

    def page(
        self, request: HttpRequest, draft: Draft, typed: Typed | None, status: int
    ) -> HttpResponse:
        shown = view_of(draft)
        state = DraftState(draft.state)
        only = _only_in(request)
        context = plan_context(self, draft, shown, only)
        number = number_in(request.GET.get("saved", ""))
        return render(
            request,
            "review/draft.html",
            {
                **context,
                "state": WORDS[state],
                "steps": in_order(
                    (step for step in steps_from(state) if self._offers(draft, step)), TABLE
                ),
                "taken": [(TABLE[Step(one.step)], one) for one in queries.steps_of(draft)],
                "returned": queries.unanswered_return(draft),
                "typed": typed,
                "saved_element": request.GET.get("of", "")[:60] if number else "",
                "undoable": undoable(draft, number) if number and context["open"] else None,
            },
            status=status,
        )

    def _offers(self, draft: Draft, step: Step) -> bool:
        if step is Step.DROP_AMENDMENT and draft.published_version is None:
            return False
        if TABLE[step].reviews:
            acting_for = self.rights.stands_for(TABLE[step].owner, draft.agency)
            if {self.person.code, *acting_for} & queries.submitters(draft):
                return False
        return self.rights.allows(TABLE[step].owner, draft.agency)


class DraftStep(DraftPage):
    """One step from state to state; what was typed is kept whatever goes wrong."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, draft: int, step: str) -> HttpResponseBase:
        row = self.draft_or_404(draft)
        version = number_in(request.POST.get("version", ""))
        try:
            take(Step(step), row, by=self.person, version=version, words=_words(request))
        except WORDLESS as refusal:
            typed = Typed(step, _words(request), fault=str(refusal))
            return self.page(request, self.draft_or_404(draft), typed, 422)
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
            typed = Typed(step, _words(request))
            return self.page(request, self.draft_or_404(draft), typed, 409)
        messages.success(request, _("Done: %(step)s.") % {"step": TABLE[Step(step)].words})
        return HttpResponseRedirect(reverse("draft", args=[draft]))


def _only_in(request: HttpRequest) -> Only | None:
    asked = request.GET.get("only", "")
    return Only(asked) if asked in set(Only) else None


def _words(request: HttpRequest) -> str:
    return request.POST.get("words", "")
