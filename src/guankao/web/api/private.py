"""Routes for programs that act for a person: a token, bodies of JSON, answers that nobody keeps."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import override
from ninja import Schema
from ninja.security import HttpBearer

from guankao.web.api.actions import AnotherRequest, Answered, answer_once
from guankao.web.api.computing import LARGEST_BODY, length_of
from guankao.web.api.errors import ErrorBody, Refused, error_response
from guankao.web.api.interface import View, api, refuse_unknown
from guankao.web.ledger.actors import SIGN_IN, Actor
from guankao.web.organizations.actions.tokens import (
    Presented,
    TooOften,
    UnknownToken,
    present_token,
)
from guankao.web.organizations.actors import as_actor
from guankao.web.organizations.permissions import NotPermitted, Permission

LONGEST_KEY = 100
PATHS: set[str] = set()
"""The routes that are declared here; `urls` puts `private` around each."""


class NoToken(Exception):
    """A token is asked for, and none that is good was sent."""


class Token(HttpBearer):
    """`Authorization: Bearer gk_…`, made on the page of one's own account."""

    def authenticate(self, request: HttpRequest, token: str) -> Presented:
        try:
            return present_token(by=SIGN_IN, secret=token)
        except UnknownToken:
            raise NoToken from None


@api.exception_handler(NoToken)
def without_token(request: HttpRequest, problem: NoToken) -> HttpResponse:
    refusal = error_response(
        401, "Send a token that is good, as Authorization: Bearer gk_…; a person makes it."
    )
    refusal.headers["WWW-Authenticate"] = 'Bearer realm="Guankao"'
    return refusal


@api.exception_handler(TooOften)
def too_often(request: HttpRequest, problem: TooOften) -> HttpResponse:
    refusal = error_response(429, "Too many calls in this minute. Send many reports by one call.")
    refusal.headers["Retry-After"] = "60"
    return refusal


@api.exception_handler(NotPermitted)
def not_permitted(request: HttpRequest, problem: NotPermitted) -> HttpResponse:
    return error_response(403, str(problem))


def route_for_programs(
    method: str,
    path: str,
    answer: type[Schema],
    *,
    tag: str,
    filters: type[Schema] | None = None,
    writes: bool = False,
) -> Callable[[View], View]:
    """Declare a route that asks for a token. Unknown query parameters are refused."""
    known = set(filters.model_fields) if filters else set()

    def declare(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            refuse_unknown(request, known)
            with override("en"):  # what a verb says in words is in the language of the API
                return view(request, *args, **kwargs)

        checked.__signature__ = signature(view, eval_str=True)  # type: ignore[attr-defined]
        refusals = [400, 401, 403, 429, *([404] if "{" in path else [])]
        refusals += [409, 413, 415, 422] if writes else []
        summary, _, description = (view.__doc__ or "").partition("\n\n")
        declared: View = api.api_operation(
            [method],
            path,
            response={200: answer, **dict.fromkeys(sorted(refusals), ErrorBody)},
            auth=Token(),
            tags=[tag],
            operation_id=view.__name__,
            summary=" ".join(summary.split()),
            description=" ".join(description.split()) or None,
            openapi_extra={"parameters": [_KEY]} if writes else None,
        )(checked)
        PATHS.add(path.replace("{", "<").replace("}", ">"))
        return declared

    return declare


_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": True,
    "description": "A text of the caller's own for this request, at most 100 characters. The same "
    "request under the same key is done once and answered alike for 7 days.",
    "schema": {"type": "string", "maxLength": LONGEST_KEY, "examples": ["2018-04-05-0017"]},
}


def private(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view for bodies of JSON and of bounded size alone; no cache keeps what it answers.

    It reads no cookie, so that no other site can use somebody's session by it; that is why it needs
    no token against forged requests.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in {"POST", "PUT"}:
            if request.content_type != "application/json":
                return error_response(415, "Send JSON, with Content-Type: application/json.")
            if length_of(request) > LARGEST_BODY:
                return error_response(413, f"Send at most {LARGEST_BODY} bytes.")
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            refusal = error_response(405, "This is not done at this address by this method.")
            refusal.headers["Allow"] = response.headers.get("Allow", "")
            return refusal
        response.headers["Cache-Control"] = "no-store"
        return response

    # Django leaves a view out of the CSRF check by this mark.
    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer


def actor_for(request: HttpRequest, permission: Permission | None = None) -> Actor:
    """The person for whom the program acts; NotPermitted where the token is not for this."""
    presented: Presented = request.auth  # type: ignore[attr-defined]
    by = as_actor(presented.person)
    if permission is not None and permission not in presented.permissions:
        raise NotPermitted(by, permission)
    return by


def once(request: HttpRequest, by: Actor, work: Callable[[], Answered]) -> HttpResponse:
    """Do the work under the key that the caller gave, and answer."""
    key = request.headers.get("Idempotency-Key", "")
    if not key.isprintable() or not 0 < len(key) <= LONGEST_KEY:
        raise Refused("Idempotency-Key", "Send a key of your own for this request, as a header.")
    told = b"\n".join([str(request.method).encode(), request.path_info.encode(), request.body])
    digest = hashlib.sha256(told).hexdigest()
    try:
        answered = answer_once(by=by, key=key, request_digest=digest, work=work)
    except AnotherRequest:
        return error_response(
            422, "This key was used for another request. Give this one its own.", "Idempotency-Key"
        )
    response = HttpResponse(
        answered.body, status=answered.status, content_type="application/json; charset=utf-8"
    )
    if answered.again:
        response.headers["Idempotent-Replayed"] = "true"
    return response
