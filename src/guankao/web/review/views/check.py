"""What would be said of an element as it is being typed; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from pydantic import ValidationError

from guankao.documents import Plan, editing
from guankao.web.organizations.permissions import NotPermitted, Permission
from guankao.web.planning.actions.drafts import plan_of
from guankao.web.review.drafts import view_of
from guankao.web.review.element_forms import change_of, form_of, named_in
from guankao.web.review.forms import DraftedForm
from guankao.web.review.views.element_page import ElementView, ids_of

MOST_BYTES = 100_000
"""Of a form that is checked while it is typed; five times the longest element of a real plan."""


class DraftCheck(ElementView):
    """The findings of each field, the formula and the target, computed from what is typed."""

    http_method_names: Sequence[str] = ("post", "options")

    def post(self, request: HttpRequest, draft: int, element: str) -> HttpResponseBase:
        row = self.draft_or_404(draft)
        if not self.rights.allows(Permission.DRAFT_PLAN, row.agency):
            raise NotPermitted(self.person, Permission.DRAFT_PLAN, row.agency.label)
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            return HttpResponse(_("It is too long."), status=413, content_type="text/plain")
        placed = "placed" in request.POST
        plan = plan_of(row.digest)
        form = form_of(plan, element, data=request.POST, auto_id=ids_of(element, placed=placed))
        typed = typed_plan(plan, element, form)
        shown = view_of(row, typed)
        typed_as = named_in(plan, typed, element) if typed else ""
        context = self.beside(row, element, form, shown, placed=placed, typed_as=typed_as)
        return render(request, "review/pieces/beside.html", {**context, "open": True})


def typed_plan(plan: Plan, element: str, form: DraftedForm) -> Plan | None:
    """The plan with what is typed so far; what cannot be read yet stays as it stands.

    None where the element cannot be formed at all, or somebody took it out.
    """
    form.is_valid()
    try:
        return change_of(element, form.values)(plan)
    except (ValidationError, KeyError, editing.NoSuchElement):
        return None
