"""The page of one report: its form while it may be changed, else what it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import ValidationError

from guankao import documents
from guankao.web.filing.comparing import Comparison, compared, with_choices
from guankao.web.filing.faults import put_faults_beside_fields
from guankao.web.filing.forms import ReportForm
from guankao.web.filing.opened import Opened
from guankao.web.filing.page import Told, page_context
from guankao.web.filing.views.entry import ReportView
from guankao.web.organizations.permissions import NotPermitted, Permission
from guankao.web.reporting.actions import save_report
from guankao.web.reporting.actions.recording import NotExpected
from guankao.web.reporting.actions.stating import AnotherReport, OutsideWindow, Overtaken, Saved
from guankao.web.reporting.models import ReportVersion
from guankao.web.reporting.states import NotNow

REFUSALS = (NotNow, OutsideWindow, NotExpected, AnotherReport)
"""Why nothing was saved, each with its sentence for the person."""


class Refused(Exception):
    """What was sent is not saved; the answer shows it with what was typed."""

    def __init__(self, response: HttpResponseBase) -> None:
        self.response = response
        super().__init__()


class OpenedView(ReportView):
    """A page, or a piece of one, about one report."""

    def opened_or_404(self, key: int) -> Opened:
        return Opened(self.expected_or_404(key), self.rights)

    def page(
        self,
        request: HttpRequest,
        one: Opened,
        form: ReportForm | None = None,
        status: int = 200,
        **more: Any,
    ) -> HttpResponse:
        """The whole page, with `form` as it was typed."""
        context = page_context(one, form, self.person.code, Told(**more))
        return render(request, "filing/report.html", context, status=status)

    def answer(
        self,
        request: HttpRequest,
        one: Opened,
        form: ReportForm,
        status: int,
        comparison: Comparison | None = None,
    ) -> HttpResponseBase:
        """What was typed was not saved: the page with it, or for a script the reason alone."""
        if not wants_piece(request):
            return self.page(request, one, form, status, comparison=comparison)
        context = page_context(one, form, self.person.code, Told(comparison=comparison))
        state = "conflict" if comparison is not None else "refused" if status == 409 else "invalid"
        return JsonResponse(
            {
                "state": state,
                "version": form.data.get("version", ""),
                "message": _why(form),
                "fields": dict(comparison.theirs) if comparison is not None else {},
                "html": render_to_string("filing/pieces/conflict.html", context, request),
            },
            status=status,
        )

    def keep(self, request: HttpRequest, one: Opened) -> Saved:
        """Save what was sent; raises Refused with the answer where it cannot be."""
        if one.element is None:
            raise Refused(self.page(request, one, None, 409))
        number = number_in(request.POST.get("version", ""))
        try:
            base = one.at_version(number)
        except ReportVersion.DoesNotExist:
            raise Http404 from None
        form = one.form(data=with_choices(request.POST, one.form(), one.stored))
        if not form.is_valid():
            raise Refused(self.answer(request, one, form, 422))
        try:
            document = one.document(form.parts())
        except ValidationError as problem:
            put_faults_beside_fields(form, problem)
            raise Refused(self.answer(request, one, form, 422)) from None
        try:
            return save_report(
                by=self.person, expected=one.expected.pk, version=number, document=document
            )
        except Overtaken as other:
            raise Refused(self._overtaken(request, form, other, base, document)) from None
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
            now = self.opened_or_404(one.expected.pk)
            raise Refused(self.answer(request, now, form, 409)) from None

    def _overtaken(
        self,
        request: HttpRequest,
        form: ReportForm,
        other: Overtaken,
        base: documents.Report | None,
        mine: documents.Report,
    ) -> HttpResponseBase:
        """Show what two people made of it; what only the other one changed is taken over."""
        now = self.opened_or_404(_key(request))
        comparison = compared(form, base=base, now=other.now, mine=mine)
        newer = request.POST.copy()
        newer["version"] = str(other.version)
        for name, texts in comparison.theirs.items():
            newer.setlist(name, list(texts))
        fresh = now.form(data=newer)
        fresh.is_valid()
        fresh.add_error(None, _overtaken_words(comparison))
        return self.answer(request, now, fresh, 409, comparison)


class ReportPage(OpenedView):
    """Read it, or fill it in."""

    http_method_names: Sequence[str] = ("get", "head", "post", "options")

    def get(self, request: HttpRequest, expected: int) -> HttpResponseBase:
        one = self.opened_or_404(expected)
        form = one.form(initial=one.beginning()) if one.may_fill else None
        return self.page(request, one, form, saved=request.GET.get("saved", "") == "1")

    def post(self, request: HttpRequest, expected: int) -> HttpResponseBase:
        """Save what was typed."""
        one = self.opened_or_404(expected)
        if not self.rights.allows(Permission.FILL_REPORT, one.expected.plan.agency):
            raise NotPermitted(self.person, Permission.FILL_REPORT, one.expected.plan.agency.label)
        began = one.report is None
        try:
            saved = self.keep(request, one)
        except Refused as refused:
            return refused.response
        if wants_piece(request):
            return self._saved_while_typing(request, saved, began=began)
        messages.success(request, _("Saved.") if saved.changed else _("Nothing was changed."))
        return HttpResponseRedirect(f"{reverse('report', args=[expected])}?saved=1")

    def _saved_while_typing(
        self, request: HttpRequest, saved: Saved, *, began: bool
    ) -> HttpResponseBase:
        """A save by the script: the form stays; what follows from it is shown anew."""
        now = self.opened_or_404(_key(request))
        form = now.form(data=request.POST)
        form.is_valid()
        context = page_context(now, form, self.person.code, Told())
        html: str = render_to_string("filing/pieces/beside.html", context, request)
        if began:
            html += render_to_string("filing/pieces/stands.html", context, request)
        at = timezone.localtime(saved.report.changed_at if saved.changed else None)
        return JsonResponse(
            {
                "state": "saved",
                "version": saved.report.version,
                "merged": False,
                "message": _("Saved %(at)s") % {"at": f"{at:%H:%M:%S}"},
                "fields": {},
                "html": html,
            }
        )


class ReportPreview(OpenedView):
    """What would follow from what is typed; nothing is written."""

    permission = Permission.FILL_REPORT
    http_method_names: Sequence[str] = ("post", "options")

    def post(self, request: HttpRequest, expected: int) -> HttpResponseBase:
        one = self.opened_or_404(expected)
        if not self.rights.allows(Permission.FILL_REPORT, one.expected.plan.agency):
            raise NotPermitted(self.person, Permission.FILL_REPORT, one.expected.plan.agency.label)
        if not one.may_fill:
            return self.page(request, one, None, 409)
        form = one.form(data=request.POST)
        valid = form.is_valid()
        if wants_piece(request):
            context = page_context(one, form, self.person.code, Told())
            return render(request, "filing/pieces/beside.html", context)
        return self.page(request, one, form, 200 if valid else 422, computed=True)


def wants_piece(request: HttpRequest) -> bool:
    """Whether a script asks, which shows the answer inside the page that is open."""
    return request.headers.get("HX-Request") == "true"


def number_in(text: str) -> int:
    """A version that a form gives; one that no report has where it is no number."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 2**30


def _key(request: HttpRequest) -> int:
    match = request.resolver_match
    assert match is not None  # noqa: S101 - a view was found
    return int(match.kwargs["expected"])


def _why(form: ReportForm) -> str:
    """The first fault of a form, with the name of its field."""
    for name, faults in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        return f"{label}: {faults[0]}" if label else str(faults[0])
    return ""


def _overtaken_words(comparison: Comparison) -> str:
    if comparison.contested:
        return _(
            "Somebody else changed the same field meanwhile. What you typed is still here; choose "
            "for each field which is to stand, then save again."
        )
    return _(
        "Somebody else filled in this report meanwhile. What they changed is taken over below; "
        "look at it, then save again."
    )
