"""The form of one element of a draft; what was typed is kept whatever goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic import ValidationError

from guankao.documents import Indicator, Plan, editing
from guankao.rules import RULES, Finding, Waiver
from guankao.rules.waivers import LINTERS_OWN
from guankao.web.importing.faults import put_faults_beside_fields
from guankao.web.importing.forms import ElementForm, GoalForm
from guankao.web.organizations.permissions import Permission
from guankao.web.planning import draft_queries
from guankao.web.planning.actions import (
    add_comment,
    end_waiver,
    resolve_comment,
    save_draft,
    waive_finding,
)
from guankao.web.planning.actions.comments import EmptyComment
from guankao.web.planning.actions.drafts import Overtaken, plan_of
from guankao.web.planning.actions.waivers import RefusedWaiver
from guankao.web.planning.models import Comment, Draft, PlanVersion
from guankao.web.planning.states import EDITABLE, DraftState, NotNow
from guankao.web.review.beside import beside_of
from guankao.web.review.drafts import reading_of, view_of
from guankao.web.review.forms import (
    DraftIndicatorForm,
    DraftProjectForm,
    IntroductionForm,
    WaiverForm,
    initial_of,
)
from guankao.web.review.views.entry import DraftedView, number_in

NEW = "new"
Change = Callable[[Plan], Plan]


class DraftElement(DraftedView):
    """One element: its form, and beside it how it is read and what is said of it."""

    http_method_names: Sequence[str] = ("get", "head", "post", "options")

    def get(self, request: HttpRequest, draft: int, element: str) -> HttpResponseBase:
        row = self.draft_or_404(draft)
        plan = plan_of(row.digest)
        initial = {**_beginning(plan, element), "version": row.version}
        return self._page(request, row, element, _form(plan, element, initial=initial), 200)

    def post(self, request: HttpRequest, draft: int, element: str) -> HttpResponseBase:
        """Save the element, take it out, or move it among its neighbours."""
        row = self.draft_or_404(draft)
        try:
            version = draft_queries.version_of(row, number_in(request.POST.get("version", "")))
        except PlanVersion.DoesNotExist:
            raise Http404 from None
        base = plan_of(version.digest)
        form = _form(base, element, data=request.POST)
        change = _other_change(request, base, element)
        if change is None:
            if not form.is_valid():
                return self._page(request, row, element, form, 422)
            change = _change(element, form.values)
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
        return self._save(request, row, version.number, element, form, changed)

    def _save(  # noqa: PLR0917 - one step of `post`
        self,
        request: HttpRequest,
        row: Draft,
        version: int,
        element: str,
        form: ElementForm,
        changed: Plan,
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
            return self._page(request, self.draft_or_404(row.pk), element, form, 409)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, self.draft_or_404(row.pk), element, form, 409)
        messages.success(
            request,
            _("Saved, together with what somebody else changed meanwhile.")
            if saved.merged
            else _("Saved."),
        )
        back = reverse("draft", args=[row.pk])
        return HttpResponseRedirect(f"{back}#{element.replace('/', '-')}")

    def _page(  # noqa: PLR0917 - what every page of an element is made of
        self,
        request: HttpRequest,
        row: Draft,
        element: str,
        form: ElementForm,
        status: int,
        waiving: WaiverForm | None = None,
    ) -> HttpResponse:
        shown = view_of(row)
        new = element.endswith(f"/{NEW}")
        try:
            thing = None if new else editing.element_of(shown.plan, element)
        except editing.NoSuchElement:
            thing = None
        here = shown.review.at(element)
        identifier = here.identifier if here else row.identifier
        findings = here.findings if here else () if new else shown.review.whole
        silenced = [pair for pair in shown.waived.silenced if pair[0].element == identifier]
        return render(
            request,
            "review/element.html",
            {
                "draft": row,
                "form": form,
                "element": element,
                "here": here,
                "new": new,
                "findings": findings,
                "waiving": waiving or self._waiving(row, findings, silenced),
                "silenced": silenced,
                "to_change": [one for one in shown.to_change if one.element == element],
                "reading": reading_of(thing, shown.plan, shown.before)
                if isinstance(thing, Indicator)
                else None,
                "beside": beside_of(row, thing) if isinstance(thing, Indicator) else None,
                "now": initial_of(thing) if status == 409 else {},
                "comments": draft_queries.comments_of(row).get(element, ()),
                "open": DraftState(row.state) in EDITABLE
                and self.rights.allows(Permission.DRAFT_PLAN, row.agency),
                "may_comment": not new
                and self.rights.allows(Permission.COMMENT_ON_PLAN, row.agency),
            },
            status=status,
        )

    def _waiving(
        self,
        row: Draft,
        findings: Sequence[Finding],
        silenced: Sequence[tuple[Finding, Waiver]],
    ) -> WaiverForm | None:
        """The form by which a finding may stand, for whoever may let it."""
        codes = sorted({one.code for one in findings} - LINTERS_OWN)
        if not (codes or silenced) or not self.rights.allows(Permission.WAIVE_FINDING, row.agency):
            return None
        return WaiverForm(codes)


class DraftWaiver(DraftElement):
    """Let a finding stand, or end that; what was typed is kept whatever goes wrong."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, draft: int, element: str) -> HttpResponseBase:
        row = self.draft_or_404(draft)
        identifier = row.identifier if element == "plan" else f"{row.identifier}/{element}"
        back = HttpResponseRedirect(reverse("draft-element", args=[row.pk, element]))
        if code := request.POST.get("end"):
            key = draft_queries.waiver_on(row, code, identifier)
            if key is None:
                raise Http404
            end_waiver(by=self.person, draft=row.pk, waiver=key)
            return back
        form = WaiverForm([rule.code for rule in RULES], request.POST)
        if form.is_valid():
            try:
                waive_finding(by=self.person, draft=row.pk, element=identifier, **form.cleaned_data)
            except RefusedWaiver as refusal:
                form.add_error(None, str(refusal))
            else:
                return back
        plan = plan_of(row.digest)
        initial = {**_beginning(plan, element), "version": row.version}
        return self._page(
            request, row, element, _form(plan, element, initial=initial), 422, waiving=form
        )


class DraftComment(DraftedView):
    """Say something of an element, or that what was said is dealt with."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, draft: int, element: str) -> HttpResponseBase:
        row = self.draft_or_404(draft)
        try:
            if resolved := number_in(request.POST.get("resolve", "")):
                resolve_comment(by=self.person, draft=row.pk, comment=resolved)
            else:
                add_comment(
                    by=self.person,
                    draft=row.pk,
                    element=element,
                    text=request.POST.get("text", ""),
                )
        except (editing.NoSuchElement, Comment.DoesNotExist):
            raise Http404 from None
        except EmptyComment as refusal:
            messages.error(request, str(refusal))
        return HttpResponseRedirect(f"{reverse('draft-element', args=[row.pk, element])}#comments")


def _other_change(request: HttpRequest, plan: Plan, element: str) -> Change | None:
    """What a button other than “Save” does."""
    if "remove" in request.POST:
        return lambda base: editing.without(base, element)
    if (step := request.POST.get("move", "")) in {"up", "down"}:
        place = _place(plan, element) + (1 if step == "down" else -1)
        return lambda base: editing.moved(base, element, place)
    return None


def _place(plan: Plan, element: str) -> int:
    """The place of an element among its neighbours, from 1."""
    kind, _slash, key = element.partition("/")
    thing = next((one for one in plan.indicators if one.key == key), None)
    neighbours = {
        "goal": [one.key for one in plan.goals],
        "kpi": [one.key for one in plan.indicators if thing and one.goal == thing.goal],
        "project": [one.key for one in plan.projects],
    }.get(kind, [])
    if key not in neighbours:
        raise Http404
    return neighbours.index(key) + 1


def _change(element: str, values: Mapping[str, Any]) -> Change:
    kind, _slash, name = element.partition("/")
    key = None if name == NEW else name
    if kind == "plan":
        return lambda plan: editing.with_facts(plan, values)
    if kind == "goal":
        return lambda plan: editing.with_goal(plan, key, values)
    if kind == "kpi":
        return lambda plan: editing.with_indicator(plan, key, values, key_follows=False)
    return lambda plan: editing.with_project(plan, key, values)


def _beginning(plan: Plan, element: str) -> Mapping[str, Any]:
    """What the form of an element shows at first; a new one gets the next number."""
    kind, _slash, name = element.partition("/")
    if name != NEW:
        try:
            return initial_of(editing.element_of(plan, element))
        except editing.NoSuchElement:
            raise Http404 from None
    if kind == "goal":
        return {"no": max((goal.no for goal in plan.goals), default=0) + 1}
    if kind == "kpi" and plan.goals:
        goal = plan.goals[-1].key
        taken = [one.no for one in plan.indicators if one.goal == goal]
        return {"goal": goal, "no": max(taken, default=0) + 1, "evaluation_arrangement": 1}
    return {}


def _form(plan: Plan, element: str, **options: Any) -> ElementForm:
    kind, _slash, name = element.partition("/")
    if element == "plan":
        return IntroductionForm(**options)
    if kind == "goal" and name:
        return GoalForm(**options)
    if kind == "kpi" and name:
        return DraftIndicatorForm(plan, **options)
    if kind == "project" and name:
        return DraftProjectForm(plan, **options)
    raise Http404
