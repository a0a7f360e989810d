"""Where the inputs of a KPI come from: another report, a file, or the system."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from guankao.web.filing.source_forms import KINDS, FiguresForm, SourceForm
from guankao.web.filing.views.entry import ReportView
from guankao.web.importing.upload_handler import TOO_LARGE
from guankao.web.organizations.permissions import Permission
from guankao.web.reporting.actions import (
    Origin,
    RefusedSource,
    UnusableFigures,
    end_source,
    provide_figures,
    set_source,
)
from guankao.web.reporting.actions.providing import RowFault
from guankao.web.reporting.models import ExpectedReport, SourceKind
from guankao.web.reporting.outcomes import NotInPlan
from guankao.web.reporting.sources import (
    input_sources,
    inputs_of,
    possible_origins,
    provided_inputs,
    suggested_sources,
)

MOST_FAULTS = 50
"""Rows at fault that are named; of more the number is told."""


class ReportSources(ReportView):
    """Say which inputs of a KPI come from elsewhere; hand figures in by a file."""

    permission = Permission.FILL_REPORT
    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest, expected: int) -> HttpResponse:
        return self._page(request, self._kpi_or_404(expected))

    def post(self, request: HttpRequest, expected: int) -> HttpResponseBase:
        """Set a source, take a suggestion, end one (`end`), or hand a file in (`figures`)."""
        row = self._kpi_or_404(expected)
        if "figures" in request.POST or request.META.get(TOO_LARGE):
            return self._figures(request, row)
        if "end" in request.POST:
            identifier, name = row.plan.identifier, request.POST["end"]
            end_source(by=self.person, plan=identifier, element=row.element, name=name)
            messages.success(request, _("The input is typed again from now on."))
            return self._again(row)
        if "suggested" in request.POST:
            return self._suggested(request, row, request.POST["suggested"])
        form = SourceForm(inputs_of(row), possible_origins(row), request.POST)
        if not form.is_valid():
            return self._page(request, row, form=form, status=422)
        try:
            self._set(row, form.cleaned_data["name"], form.origin_chosen)
        except RefusedSource as refusal:
            form.add_error("origin", str(refusal))
            return self._page(request, row, form=form, status=422)
        messages.success(request, _("The input comes from there from the next save on."))
        return self._again(row)

    def _set(self, row: ExpectedReport, name: str, origin: Origin) -> None:
        set_source(
            by=self.person,
            plan=row.plan.identifier,
            element=row.element,
            name=name,
            origin=origin,
        )

    def _suggested(self, request: HttpRequest, row: ExpectedReport, name: str) -> HttpResponseBase:
        found = next((one for one in suggested_sources(row) if one.name == name), None)
        if found is None:
            messages.info(request, _("This was set or taken away meanwhile. Look again."))
            return self._again(row)
        try:
            origin = Origin(SourceKind.REPORT, found.from_name, found.element)
            self._set(row, found.name, origin)
        except RefusedSource as refusal:
            messages.error(request, str(refusal))
            return self._again(row)
        messages.success(request, _("The input comes from there from the next save on."))
        return self._again(row)

    def _figures(self, request: HttpRequest, row: ExpectedReport) -> HttpResponseBase:
        form = FiguresForm(request.POST, request.FILES)
        if request.META.get(TOO_LARGE):
            form.full_clean()
            form.errors.clear()
            form.add_error("file", _("The file is too large."))
            return self._page(request, row, figures=form, status=413)
        if not form.is_valid():
            return self._page(request, row, figures=form, status=422)
        file = form.cleaned_data["file"]
        try:
            done = provide_figures(
                by=self.person,
                agency=row.plan.agency.name,
                fiscal_year=row.plan.fiscal_year,
                name=file.name or "",
                content=file.read(),
            )
        except UnusableFigures as unusable:
            form.add_error("file", str(unusable))
            return self._page(request, row, figures=form, faults=unusable.faults, status=422)
        facts = {"created": done.created, "changed": done.changed, "same": done.unchanged}
        messages.success(
            request,
            _("Figures: %(created)d new, %(changed)d changed, %(same)d unchanged.") % facts,
        )
        return self._again(row)

    def _kpi_or_404(self, expected: int) -> ExpectedReport:
        row = self.expected_or_404(expected)
        if row.withdrawn_at is not None or not row.element.startswith("kpi/"):
            raise Http404
        return row

    def _page(
        self,
        request: HttpRequest,
        row: ExpectedReport,
        *,
        form: SourceForm | None = None,
        figures: FiguresForm | None = None,
        faults: tuple[RowFault, ...] = (),
        status: int = 200,
    ) -> HttpResponse:
        try:
            known = {one.name: one for one in provided_inputs(row)}
            context = {
                "expected": row,
                "sources": [
                    (one, KINDS[SourceKind(one.kind)], known[one.name])
                    for one in input_sources(row)
                ],
                "suggestions": suggested_sources(row),
                "form": form or SourceForm(inputs_of(row), possible_origins(row)),
                "figures": figures or FiguresForm(),
                "faults": faults[:MOST_FAULTS],
                "more_faults": max(0, len(faults) - MOST_FAULTS),
            }
        except NotInPlan:
            raise Http404 from None
        return render(request, "filing/sources.html", context, status=status)

    def _again(self, row: ExpectedReport) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("report-sources", args=[row.pk]))
