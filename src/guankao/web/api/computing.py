"""Routes that compute from what they are sent. They store nothing, so anyone may call them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from ninja import Schema

from guankao.web.api.errors import ErrorBody, error_response
from guankao.web.api.interface import View, api, refuse_unknown

LARGEST_BODY = 2_000_000
"""Bytes: a hundred standards as long as the reader takes, with room."""

COMPUTING = "POST"

PATHS: set[str] = set()
"""The routes that are declared here; `urls` puts `computing` around each."""


def computation(
    path: str, answer: type[Schema], *, tag: str, filters: type[Schema]
) -> Callable[[View], View]:
    """Declare a route that is sent one call or a list of them, and answers each."""

    def declare(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            refuse_unknown(request, set(filters.model_fields))
            return view(request, *args, **kwargs)

        checked.__signature__ = signature(view, eval_str=True)  # type: ignore[attr-defined]
        summary, _, description = (view.__doc__ or "").partition("\n\n")
        declared: View = api.post(
            path,
            response={
                200: answer | list[answer],  # type: ignore[valid-type]
                400: ErrorBody,
                413: ErrorBody,
                415: ErrorBody,
            },
            tags=[tag],
            operation_id=view.__name__,
            summary=" ".join(summary.split()),
            description=" ".join(description.split()) or None,
        )(checked)
        PATHS.add(path)
        return declared

    return declare


def computing(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view for bodies of JSON and of bounded size alone.

    It needs no token against forged requests: nothing changes by it, and no cookie is read. A form
    of another site cannot send JSON in any case.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != COMPUTING:
            refusal = error_response(405, "Send JSON by POST; nothing is stored.")
            refusal.headers["Allow"] = COMPUTING
            return refusal
        if request.content_type != "application/json":
            return error_response(415, "Send JSON, with Content-Type: application/json.")
        if length_of(request) > LARGEST_BODY:
            return error_response(413, f"Send at most {LARGEST_BODY} bytes.")
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer


def length_of(request: HttpRequest) -> int:
    """The stated length of the body; the server reads no further."""
    text = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else LARGEST_BODY + 1
