"""What a script on a page is answered: pieces of the page that take the place of older ones.

Each piece has an id, under which it stands in the page. The answer says in `state` what became of
the request: `saved`, `added`, `removed`, `moved`, or why not: `invalid`, `conflict`, `gone`,
`refused`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guankao.documents import Plan
from guankao.web.importing.templatetags.reviewing import anchor
from guankao.web.planning.actions.drafts import Saved
from guankao.web.planning.models import Draft
from guankao.web.review import rows
from guankao.web.review.conflicts import differing
from guankao.web.review.drafts import view_of
from guankao.web.review.element_forms import NEW
from guankao.web.review.views.element_page import ElementView
from guankao.web.review.views.plan_page import plan_context, undoable

if TYPE_CHECKING:
    from guankao.web.review.views.elements import Sent


def wants_piece(request: HttpRequest) -> bool:
    """Whether a script asks, which shows the answer inside the page that is open."""
    return request.headers.get("HX-Request") == "true"


def row_of(request: HttpRequest, view: ElementView, row: Draft, element: str) -> str:
    """One element as it stands in the plan, closed."""
    shown = view_of(row)
    context = plan_context(view, row, shown)
    one = shown.review.at(element)
    if one is None:
        return render_to_string("review/pieces/plan_row.html", context, request)
    goals = shown.review.goals
    under = next((goal.goal for goal in goals if one in goal.indicators), None)
    return rows.html_of(rows.row_of(context, one, under))


def saved_automatically(view: ElementView, sent: Sent, saved: Saved[Plan]) -> JsonResponse:
    """A save while somebody types: the form stays; only what stands around it is shown anew."""
    request, row = sent.request, saved.draft
    shown = view_of(row)
    beside = view.beside(row, sent.element, sent.form, shown, placed="placed" in request.POST)
    html: str = render_to_string("review/pieces/beside.html", {**beside, "open": True}, request)
    html += _around(request, plan_context(view, row, shown))
    at = timezone.localtime(row.changed_at if saved.changed else None)
    return JsonResponse(
        {
            "state": "saved",
            "version": row.version,
            "merged": saved.merged,
            "message": _saved_at(saved, f"{at:%H:%M:%S}"),
            "fields": differing(sent.form, sent.element, typed=sent.changed, saved=saved.plan),
            "html": html,
        }
    )


def saved_by_button(
    view: ElementView, sent: Sent, saved: Saved[Plan], element: str, words: str
) -> JsonResponse:
    """A save that closes the form, or a step that was made without opening one."""
    request, row = sent.request, saved.draft
    shown = view_of(row)
    context = plan_context(view, row, shown)
    back = reverse("draft", args=[row.pk])
    asked = urlencode({"saved": row.version, "of": sent.element})
    undo = undoable(row, row.version)
    told = {"words": words, "undoable": undo if undo and undo.newest.element == element else None}
    html: str = render_to_string("review/pieces/told.html", {**context, **told}, request)
    html += _around(request, context)
    state = "saved"
    if "remove" in request.POST:
        state = "removed"
    elif sent.ordered:
        state = "moved"
        html += render_to_string("review/pieces/ordinals.html", context, request)
    elif sent.element.endswith(f"/{NEW}"):
        state = "added"
    else:
        html += row_of(request, view, row, element)
    return JsonResponse(
        {
            "state": state,
            "version": row.version,
            "merged": saved.merged,
            "message": words,
            "address": f"{back}?{asked}#{anchor(element)}",
            "order": _order(saved) if sent.ordered else [],
            "html": html,
        }
    )


def refused(request: HttpRequest, context: Mapping[str, Any], status: int) -> JsonResponse:
    """Why something was not saved. While somebody types, the form itself stays as it is."""
    form, comparison = context["form"], context["comparison"]
    state = "invalid"
    if status == 409:
        state = "refused"
        if comparison is not None:
            state = "gone" if comparison.gone else "conflict"
    piece = "conflict" if "automatic" in request.POST else "form"
    return JsonResponse(
        {
            "state": state,
            "version": form.data.get("version", ""),
            "message": _why(form),
            "fields": comparison.theirs if comparison else {},
            "html": render_to_string(f"review/pieces/{piece}.html", dict(context), request),
        },
        status=status,
    )


def _around(request: HttpRequest, context: Mapping[str, Any]) -> str:
    return render_to_string("review/pieces/counts.html", dict(context), request)


def _saved_at(saved: Saved[Plan], at: str) -> str:
    if saved.merged and saved.changed:
        return _("Saved %(at)s, together with what somebody else changed.") % {"at": at}
    return _("Saved %(at)s") % {"at": at}


def _why(form: Any) -> str:
    """The first fault of a form, with the name of its field."""
    for name, faults in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        return f"{label}: {faults[0]}" if label else str(faults[0])
    return ""


def _order(saved: Saved[Plan]) -> list[str]:
    """The names of all elements in their order."""
    plan = saved.plan
    return [
        *(f"goal-{one.key}" for one in plan.goals),
        *(f"kpi-{one.key}" for one in plan.indicators),
        *(f"project-{one.key}" for one in plan.projects),
    ]
