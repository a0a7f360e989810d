"""Errors as pages: what is wrong, where, and what to do; in the form that was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


class BadParameter(ValueError):
    """A query parameter that cannot be used; `name` is shown to the person."""

    def __init__(self, name: str, reason: str = "") -> None:
        self.name = name
        self.reason = reason
        super().__init__(f"{name}: {reason}")


@dataclass(frozen=True)
class Suggestion:
    """Another address that a person may have meant."""

    words: str
    address: str


class NotHere(Http404):
    """Nothing stands at this address, but it is known what stands near it."""

    def __init__(self, sentence: str, suggestions: Sequence[Suggestion]) -> None:
        self.sentence = sentence
        self.suggestions = suggestions
        super().__init__(sentence)


def _wants_data(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/") or request.path_info.endswith((".json", ".csv"))


def _answer(request: HttpRequest, status: int, context: dict[str, object]) -> HttpResponse:
    if _wants_data(request):
        response: HttpResponse = JsonResponse(
            {
                "error": {
                    "status": status,
                    "message": f"{context['sentence']} {context.get('reason', '')}".rstrip(),
                    "parameter": context.get("parameter"),
                }
            },
            status=status,
            json_dumps_params={"ensure_ascii": False},
        )
    else:
        response = render(
            request, "portal/error.html", {"status": status, **context}, status=status
        )
    response.headers["Cache-Control"] = "no-store"
    return response


def _words_of(path: str) -> str:
    """What a person may have looked for: the last readable piece of the address."""
    pieces = [piece for piece in unquote(path).split("/") if piece]
    readable = [
        "".join(letter for letter in piece if letter.isprintable())
        .removesuffix(".json")
        .removesuffix(".csv")
        for piece in pieces
        if not piece.isdigit()
    ]
    return (readable[-1] if readable else "")[:60]


def not_found(request: HttpRequest, exception: Exception | None) -> HttpResponse:
    """404, with a search box that already holds what the address seems to look for.

    The programming interface speaks English, and no search.
    """
    sentence: str = _("There is nothing at this address. Perhaps the search finds it.")
    suggestions: Sequence[Suggestion] = ()
    if request.path_info.startswith("/api/"):
        sentence = "There is nothing at this address."
    if isinstance(exception, NotHere):
        sentence, suggestions = exception.sentence, exception.suggestions
    return _answer(
        request,
        404,
        {
            "title": _("Not found"),
            "sentence": sentence,
            "suggestions": suggestions,
            "search_words": _words_of(request.path_info),
        },
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, naming the parameter that cannot be used."""
    parameter = None
    if isinstance(exception, BadParameter):
        parameter = exception.name[:100]
        sentence = _("The parameter “%(name)s” in the address cannot be used.") % {
            "name": parameter
        }
    else:
        sentence = _("The request cannot be read.")
    return _answer(
        request,
        400,
        {
            "title": _("Bad request"),
            "sentence": sentence,
            "reason": getattr(exception, "reason", ""),
            "parameter": parameter,
        },
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, with the sentence of the refusal where it has one."""
    sentence = str(exception) or _("You may not do this.")
    return _answer(request, 403, {"title": _("Not permitted"), "sentence": sentence})


def without_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that does not come from a page of ours; `reason` is Django's, for the log."""
    return forbidden(request, ValueError(""))


def server_error(request: HttpRequest) -> HttpResponse:
    """500: nothing of the failure is shown; the log has it."""
    return _answer(
        request,
        500,
        {
            "title": _("Something went wrong"),
            "sentence": _("This is our fault, not yours. Nothing was changed. Please try again."),
        },
    )
