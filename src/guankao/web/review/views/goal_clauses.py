"""Which clauses of the policy guidelines a goal answers: suggested, confirmed, taken back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic import ValidationError

from guankao.documents import AnsweredClause, Goal, Guidelines, Plan, editing
from guankao.documents.answering import standing_of, tie_to
from guankao.documents.clause_suggestions import suggestions
from guankao.web.desk.views.entry import number_in
from guankao.web.organizations.permissions import Permission
from guankao.web.planning import draft_queries
from guankao.web.planning.actions import save_draft
from guankao.web.planning.actions.drafts import Overtaken, plan_of
from guankao.web.planning.guideline_queries import published_guidelines
from guankao.web.planning.models import Draft, PlanVersion
from guankao.web.planning.states import EDITABLE, DraftState, NotNow
from guankao.web.review.views.entry import DraftedView

Answers = tuple[AnsweredClause, ...]


class GoalAnswers(DraftedView):
    """The clauses that one goal of a draft answers, and those that it may answer."""

    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest, draft: int, goal: str) -> HttpResponseBase:
        return self._page(request, self.draft_or_404(draft), goal, 200)

    def post(self, request: HttpRequest, draft: int, goal: str) -> HttpResponseBase:
        """Tie the goal to a clause, or untie it; a clause that changed is tied anew."""
        row = self.draft_or_404(draft)
        try:
            version = draft_queries.version_of(row, number_in(request.POST.get("version", "")))
        except PlanVersion.DoesNotExist:
            raise Http404 from None
        base = plan_of(version.digest)
        change = _change_of(request, published_guidelines(row.fiscal_year))
        if change is None:
            messages.error(request, _("Choose a clause first."))
            return self._page(request, row, goal, 422)
        answers = change(_goal_of(base, goal).answers)
        try:
            saved = save_draft(
                by=self.person,
                draft=row.pk,
                version=version.number,
                element=f"goal/{goal}",
                document=editing.with_goal(base, goal, {"answers": answers}),
            )
        except NotNow as refusal:
            messages.error(request, str(refusal))
            return self._page(request, self.draft_or_404(draft), goal, 409)
        except Overtaken:
            messages.error(request, _("Somebody else took this goal out meanwhile."))
            return HttpResponseRedirect(reverse("draft", args=[row.pk]))
        if saved.changed:
            messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("draft-answers", args=[row.pk, goal]))

    def _page(self, request: HttpRequest, row: Draft, key: str, status: int) -> HttpResponse:
        plan = plan_of(row.digest)
        goal = _goal_of(plan, key)
        guidelines = published_guidelines(row.fiscal_year)
        tied = {one.known_as for one in goal.answers}
        return render(
            request,
            "review/answers.html",
            {
                "draft": row,
                "goal": goal,
                "guidelines": guidelines,
                "ties": [standing_of(one, guidelines) for one in goal.answers]
                if guidelines
                else [],
                "suggested": [
                    one
                    for one in suggestions(goal, guidelines, agency=plan.agency)
                    if one.clause not in tied
                ]
                if guidelines
                else [],
                "sections": _left_to_choose(guidelines, tied),
                "open": DraftState(row.state) in EDITABLE
                and self.rights.allows(Permission.DRAFT_PLAN, row.agency),
            },
            status=status,
        )


def _goal_of(plan: Plan, key: str) -> Goal:
    try:
        found = editing.element_of(plan, f"goal/{key}")
    except editing.NoSuchElement:
        raise Http404 from None
    assert isinstance(found, Goal)  # noqa: S101 - its name says so
    return found


def _change_of(
    request: HttpRequest, guidelines: Guidelines | None
) -> Callable[[Answers], Answers] | None:
    """What the pressed button makes of the clauses that the goal answers; None without one."""
    if untied := request.POST.get("untie"):
        return lambda answers: tuple(one for one in answers if one.known_as != untied)
    wanted = request.POST.get("tie", "")
    if not wanted:
        return None
    if guidelines is None:
        raise Http404
    try:
        tie = tie_to(guidelines, wanted)
    except (editing.NoSuchElement, ValidationError):
        raise Http404 from None
    return lambda answers: (
        tuple(tie if one.known_as == wanted else one for one in answers)
        if any(one.known_as == wanted for one in answers)
        else (*answers, tie)
    )


def _left_to_choose(
    guidelines: Guidelines | None, tied: set[str]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """The clauses that the goal is not tied to, by section, with what a list shows of them."""
    if guidelines is None:
        return []
    return [
        (
            f"{section.no} {section.title}",
            [
                (name, f"{section.no}-{clause.no} {clause.text or ''}".rstrip())
                for clause in section.clauses
                if (name := f"{section.key}/{clause.known_as}") not in tied
            ],
        )
        for section in guidelines.sections
    ]
