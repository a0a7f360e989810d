"""See a document as it was read, and correct it element by element."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic import ValidationError

from guankao.documents import ActionPlan, Guidelines, Plan, editing, read_document
from guankao.web.importing import queries
from guankao.web.importing.actions import Overtaken, correct_document
from guankao.web.importing.faults import put_faults_beside_fields
from guankao.web.importing.forms import (
    ElementForm,
    FactsForm,
    GoalForm,
    IndicatorForm,
    ProjectForm,
    initial_of,
)
from guankao.web.importing.models import ImportedDocument
from guankao.web.importing.places import place_of, place_of_guidelines
from guankao.web.importing.review import review_of, review_of_measures
from guankao.web.importing.states import NotNow, State
from guankao.web.importing.views.entry import ImportView
from guankao.web.organizations.permissions import Permission
from guankao.web.organizations.queries import agency_known_as

Change = Callable[[Plan, str | None, Mapping[str, Any]], Plan]
CHANGES: dict[str, Change] = {
    "plan": lambda plan, _key, values: editing.with_facts(plan, values),
    "goal": editing.with_goal,
    "kpi": editing.with_indicator,
    "project": editing.with_project,
}
NEW = "new"


class DocumentPage(ImportView):
    """The document as it was read, beside what the linter says of it."""

    def get(self, request: HttpRequest, key: uuid.UUID, position: int) -> HttpResponseBase:
        row = self.row_or_404(key, position)
        document = read_document(row.content)
        stored = queries.stored_beside(document)
        findings = queries.findings_of(row, document, stored.previous)
        return render(
            request,
            "importing/document.html",
            {
                "row": row,
                "one": row.import_of,
                "document": document,
                "agency": agency_known_as(document.agency) if isinstance(document, Plan) else None,
                "open": row.import_of.state == State.READ and not row.outcome,
                "review": review_of(document, findings, row.places)
                if isinstance(document, Plan)
                else None,
                "measures": review_of_measures(document, findings, row.places)
                if isinstance(document, ActionPlan)
                else None,
                "findings": findings,
                "stored": stored,
                "kept": isinstance(document, queries.KEPT),
                "checked": isinstance(document, queries.CHECKED),
                "corrected": row.content != row.content_as_read,
                "alone": not row.import_of.documents.exclude(position=position).exists(),
                "place": place_of(document, self.rights.agencies(Permission.DRAFT_PLAN))
                if isinstance(document, Plan)
                else None,
                "guidelines_place": place_of_guidelines(
                    document, self.rights, own=self.person.agency
                )
                if isinstance(document, Guidelines)
                else None,
            },
        )

    def row_or_404(self, key: uuid.UUID, position: int) -> ImportedDocument:
        try:
            return queries.document_in(self.person.code, key, position)
        except ImportedDocument.DoesNotExist:
            raise Http404 from None


class ElementPage(DocumentPage):
    """The form of one element; what was typed is kept whatever goes wrong."""

    http_method_names = ("get", "head", "post", "options")

    def get(
        self, request: HttpRequest, key: uuid.UUID, position: int, element: str = ""
    ) -> HttpResponseBase:
        row = self.row_or_404(key, position)
        plan = _plan_of(row)
        thing = _thing(plan, element)
        if row.import_of.state != State.READ or row.outcome:
            return HttpResponseRedirect(reverse("import-document", args=[key, position]))
        initial = {**initial_of(thing), "version": row.version}
        return self._page(request, row, element, _form(plan, element, initial=initial), 200)

    def post(
        self, request: HttpRequest, key: uuid.UUID, position: int, element: str = ""
    ) -> HttpResponseBase:
        row = self.row_or_404(key, position)
        plan = _plan_of(row)
        if request.POST.get("remove") == "1":
            return self._remove(request, row, plan, element)
        form = _form(plan, element, data=request.POST)
        if not form.is_valid():
            return self._page(request, row, element, form, 422)
        kind, _slash, name = element.partition("/")
        try:
            changed = CHANGES[kind](plan, None if name == NEW else name, form.values)
        except ValidationError as problem:
            put_faults_beside_fields(form, problem)
            return self._page(request, row, element, form, 422)
        except editing.NoSuchElement:
            raise Http404 from None
        return self._store(request, row, element, form, changed)

    def _remove(
        self, request: HttpRequest, row: ImportedDocument, plan: Plan, element: str
    ) -> HttpResponseBase:
        form = _form(plan, element, data=request.POST)
        try:
            changed = editing.without(plan, element)
        except editing.NoSuchElement:
            raise Http404 from None
        except ValidationError:
            messages.error(
                request, _("It cannot be taken out: KPIs stand under it. Take these out first.")
            )
            return HttpResponseRedirect(request.path)
        return self._store(request, row, element, form, changed)

    def _store(
        self,
        request: HttpRequest,
        row: ImportedDocument,
        element: str,
        form: ElementForm,
        changed: Plan,
    ) -> HttpResponseBase:
        version = request.POST.get("version", "")
        try:
            correct_document(
                by=self.person,
                key=row.import_of_id,
                position=row.position,
                version=int(version) if version.isdecimal() and len(version) < 8 else 0,
                element=element,
                document=changed,
            )
        except Overtaken as problem:
            form.add_error(
                None,
                _(
                    "It was corrected in another window meanwhile. What you typed is still here; "
                    "what stands there now is shown above. Save again to put yours in its place."
                ),
            )
            newer = request.POST.copy()
            newer["version"] = str(problem.row.version)
            form.data = newer
            return self._page(request, problem.row, element, form, 409)
        except NotNow:
            messages.warning(request, _("The file was accepted or discarded meanwhile."))
            return HttpResponseRedirect(reverse("import", args=[row.import_of_id]))
        messages.success(request, _("Saved."))
        address = reverse("import-document", args=[row.import_of_id, row.position])
        return HttpResponseRedirect(f"{address}#{element.replace('/', '-')}")

    def _page(
        self,
        request: HttpRequest,
        row: ImportedDocument,
        element: str,
        form: ElementForm,
        status: int,
    ) -> HttpResponse:
        plan = _plan_of(row)
        stored = queries.stored_beside(plan)
        review = review_of(plan, queries.findings_of(row, plan, stored.previous), row.places)
        return render(
            request,
            "importing/element.html",
            {
                "row": row,
                "one": row.import_of,
                "form": form,
                "element": element,
                "here": review.at(element),
                "new": element.endswith(f"/{NEW}"),
                "now": initial_of(_thing(plan, element)) if status == 409 else {},
            },
            status=status,
        )


def _plan_of(row: ImportedDocument) -> Plan:
    document = read_document(row.content)
    if not isinstance(document, Plan):
        raise Http404
    return document


def _thing(plan: Plan, element: str) -> Any:
    kind, _slash, key = element.partition("/")
    if key == NEW and kind in CHANGES and kind != "plan":
        return None
    try:
        return editing.element_of(plan, element)
    except editing.NoSuchElement:
        raise Http404 from None


def _form(plan: Plan, element: str, **options: Any) -> ElementForm:
    kind = element.partition("/")[0]
    if kind == "plan":
        return FactsForm(**options)
    if kind == "goal":
        return GoalForm(**options)
    if kind == "kpi":
        return IndicatorForm(plan, **options)
    if kind == "project":
        return ProjectForm(plan, **options)
    raise Http404
