"""What a person is told who is locked out, and from where a request comes."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

LONGEST_ACCOUNT = 150
"""As long as accounts are; what is typed beyond it is not kept."""


def locked_out(
    request: HttpRequest,
    response: HttpResponse | None = None,
    credentials: dict[str, Any] | None = None,
) -> HttpResponse:
    """429 with a sentence: the same whether anybody has the account or nobody."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    answer = render(request, "desk/locked_out.html", {"minutes": minutes}, status=429)
    answer.headers["Retry-After"] = str(minutes * 60)
    add_never_cache_headers(answer)
    return answer


def account_of(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The account that was tried, in the one form that failures are counted under.

    Django says `username`, the form says `login`; axes asks with either.
    """
    given = credentials or {}
    tried = given.get("username") or given.get("login") or request.POST.get("login", "")
    return str(tried).strip().lower()[:LONGEST_ACCOUNT]


def address_of(request: HttpRequest) -> str:
    """The address of the caller, told by the proxy in front only where one is trusted."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return str(request.META.get("REMOTE_ADDR", ""))
