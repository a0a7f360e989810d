"""Around every route: HEAD is answered like GET, and an unchanged answer is not sent again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from guankao import __version__
from guankao.web.ledger.queries import head

View = Callable[..., HttpResponseBase]


def conditional(view: View) -> View:
    """The view with an ETag made of program, data and address, which decide every answer.

    It is known before the view runs, so a caller who holds it already costs one query.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "HEAD":
            request.method = "GET"  # the server leaves the body out
        if request.method != "GET":
            return view(request, *args, **kwargs)
        etag = _etag(request)
        unchanged = get_conditional_response(request, etag=etag)
        if isinstance(unchanged, HttpResponseNotModified):
            return unchanged
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            response.headers["ETag"] = etag
            patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        return response

    # Django leaves a view out of the CSRF check by this mark.
    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer


def _etag(request: HttpRequest) -> str:
    parts = [__version__, head(), request.get_full_path()]
    return quote_etag(hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32])
