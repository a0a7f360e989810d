"""Around every route: nothing is written, HEAD is answered like GET, and an unchanged answer is
not sent again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from guankao import __version__
from guankao.web.api.errors import error_response
from guankao.web.ledger.queries import head

View = Callable[..., HttpResponseBase]

READING = ("GET", "HEAD")


def conditional(view: View) -> View:
    """The view with an ETag made of program, data and address, which decide every answer.

    It is known before the view runs, so a caller who holds it already costs one query.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in READING:
            refusal = error_response(405, "Everything here can be read, and nothing written.")
            refusal.headers["Allow"] = ", ".join(READING)
            return refusal
        request.method = "GET"  # of an answer to HEAD, the server leaves the body out
        etag = _etag(request)
        response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
        if not isinstance(response, HttpResponseNotModified):
            response = view(request, *args, **kwargs)
        if response.status_code in {200, 304}:
            response.headers["ETag"] = etag
            patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        return response

    # Django leaves a view out of the CSRF check by this mark.
    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer


def _etag(request: HttpRequest) -> str:
    parts = [__version__, head(), request.get_full_path()]
    return quote_etag(hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32])
