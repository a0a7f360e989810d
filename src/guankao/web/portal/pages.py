"""A public page: one address in three forms, HTML, `.json` and `.csv`, with an ETag."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.views import View

from guankao import __version__
from guankao.web.ledger.queries import head
from guankao.web.portal.errors import BadParameter, bad_request
from guankao.web.portal.queries.results import moment_of_last_change
from guankao.web.portal.spreadsheet import csv_response

Row = Sequence[object]


@dataclass(frozen=True)
class Table:
    """What the `.csv` form holds: a header of stable English column names, and rows."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Row]


@dataclass(frozen=True)
class Content:
    """All that a page says. `data` and `table` are asked for only in their forms."""

    context: dict[str, Any]
    data: Callable[[], dict[str, Any]]
    table: Callable[[], Table]


def version_of(request: HttpRequest, *more: str) -> str:
    """The ETag of an address: program, data, day, language and address decide the page.

    The day, because a waiver of a finding ends with one and nothing is recorded then. `more` is
    what else decides a page.
    """
    parts = [
        __version__,
        head(),
        timezone.localdate().isoformat(),
        get_language() or "",
        request.get_full_path(),
        request.headers.get("HX-Request", ""),
        *more,
    ]
    return quote_etag(hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32])


def _marked(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    """The answer with its version; whoever keeps it asks each time whether it still holds."""
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


class PublicPage(View):
    """The shape of every public page: subclasses name their template and give their content."""

    http_method_names = ("get", "head", "options")
    template_name: str

    tells_what_is_due = False
    """Whether it says what was not reported, which changes at a moment, by nobody's deed."""

    def content(self, request: HttpRequest, **address: Any) -> Content:
        raise NotImplementedError

    def get(self, request: HttpRequest, *, form: str = "html", **address: Any) -> HttpResponseBase:
        due = (moment_of_last_change(timezone.now()),) if self.tells_what_is_due else ()
        etag = version_of(request, *due)
        # `*` would call a page unchanged that may not exist at all.
        anything = request.headers.get("If-None-Match", "").strip() == "*"
        unchanged = None if anything else get_conditional_response(request, etag=etag)
        if unchanged is not None and unchanged.status_code == 304:
            return _marked(unchanged, etag)
        try:
            content = self.content(request, **address)
        except BadParameter as problem:
            return bad_request(request, problem)
        return _marked(self._render(request, form, content), etag)

    def _render(self, request: HttpRequest, form: str, content: Content) -> HttpResponseBase:
        if form == "json":
            return JsonResponse(content.data(), json_dumps_params={"ensure_ascii": False})
        if form == "csv":
            table = content.table()
            return csv_response(table.name, table.columns, table.rows)
        context = {
            **content.context,
            "twin": _twin(request.path),
            "twin_query": _twin_query(request.GET),
        }
        response: HttpResponse = render(request, self.template_name, context)
        return response

    @classmethod
    def addresses(cls, route: str, name: str) -> list[URLPattern]:
        """The URL patterns of the three forms; `route` has no slash at its end."""
        view = cls.as_view()
        return [
            path(f"{route}/", view, name=name),
            path(f"{route}.json", view, {"form": "json"}, name=f"{name}-json"),
            path(f"{route}.csv", view, {"form": "csv"}, name=f"{name}-csv"),
        ]


def _twin(page_path: str) -> str:
    """The address without its slash, to which `.json` or `.csv` is put."""
    return page_path.rstrip("/")


def _twin_query(given: QueryDict) -> str:
    """The filters of the page, which its data forms share; not the page number of a list."""
    kept = [(name, value) for name, value in given.items() if value and name != "page"]
    return f"?{urlencode(kept)}" if kept else ""
