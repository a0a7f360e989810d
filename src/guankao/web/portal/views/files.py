"""Plans and action plans as official documents, and the book of a year."""

from __future__ import annotations

from collections.abc import Callable

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from guankao.documents.writing import UnknownFileFormat, UnwritableDocument
from guankao.web.archive.actions import digest_of
from guankao.web.planning.models import Plan
from guankao.web.portal.addresses import address_of
from guankao.web.portal.errors import BadParameter, bad_request
from guankao.web.portal.files import (
    WrittenFile,
    book_of,
    book_version,
    file_of_document,
    file_of_report,
    file_version,
)
from guankao.web.portal.parameters import Parameters
from guankao.web.portal.queries import action_plans as action_plan_queries
from guankao.web.portal.queries.fiscal_years import plans_of_book
from guankao.web.portal.queries.versions import NoSuchVersion, digest_of_version
from guankao.web.portal.views.agency import plan_or_404
from guankao.web.publishing.performance import NothingReported, performance_report
from guankao.web.tracking.models import ActionPlan


@require_safe
def plan_file(request: HttpRequest, year: int, agency: str, form: str) -> HttpResponseBase:
    """An agency's annual plan in the official layout, or as data."""
    plan = plan_or_404(year, agency)
    return _document_file(request, plan.content_digest, form)


@require_safe
def performance_report_file(
    request: HttpRequest, year: int, agency: str, form: str
) -> HttpResponseBase:
    """The performance report of an agency and year, of what was published of its reports.

    Where nothing was, the answer leads to the agency's page.
    """
    plan = plan_or_404(year, agency)
    try:
        report = performance_report(plan)
    except NothingReported:
        return HttpResponseRedirect(address_of(plan.identifier))
    return _file(request, digest_of(report), form, lambda: file_of_report(report, form))


@require_safe
def version_file(
    request: HttpRequest, year: int, agency: str, number: int, form: str
) -> HttpResponseBase:
    """A published version of an agency's annual plan, as it was then."""
    plan = plan_or_404(year, agency)
    try:
        digest = digest_of_version(plan, number)
    except NoSuchVersion:
        raise Http404 from None
    return _document_file(request, digest, form)


@require_safe
def action_plan_file(request: HttpRequest, year: int, code: str, form: str) -> HttpResponseBase:
    """An action plan with its results in the official layout, or as data."""
    try:
        plan = action_plan_queries.action_plan_of(year, code)
    except ActionPlan.DoesNotExist:
        raise Http404 from None
    return _document_file(request, plan.content_digest, form)


@require_safe
def book_file(request: HttpRequest, year: int) -> HttpResponseBase:
    """The plans of all agencies of a year as one PDF."""
    plans: list[Plan] = plans_of_book(year)
    if not plans:
        raise Http404
    return _answer(
        request,
        book_version(plans),
        lambda: FileResponse(
            book_of(plans).open("rb"),
            as_attachment=True,
            filename=f"{year} 年度施政計畫.pdf",
            content_type="application/pdf",
        ),
    )


def _document_file(request: HttpRequest, digest: str, form: str) -> HttpResponseBase:
    return _file(request, digest, form, lambda: file_of_document(digest, form))


def _file(
    request: HttpRequest, digest: str, form: str, make: Callable[[], WrittenFile]
) -> HttpResponseBase:
    def written() -> HttpResponse:
        try:
            file = make()
        except (UnknownFileFormat, UnwritableDocument):
            raise Http404 from None
        response = HttpResponse(file.data, content_type=file.media_type)
        response.headers["Content-Disposition"] = content_disposition_header(
            as_attachment=True, filename=file.name
        )
        return response

    return _answer(request, file_version(f"{digest} {form}"), written)


def _answer(
    request: HttpRequest, version: str, written: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    try:
        Parameters.of(request)
    except BadParameter as problem:
        return bad_request(request, problem)
    etag = quote_etag(version)
    anything = request.headers.get("If-None-Match", "").strip() == "*"
    unchanged = None if anything else get_conditional_response(request, etag=etag)
    response = unchanged if unchanged is not None else written()
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response
