"""Every address of Guankao with who may open it, for the docs and for the test of the matrix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from guankao.web.desk.account_urls import DOOR, OWN_ACCOUNT
from guankao.web.desk.views.entry import DeskView
from guankao.web.organizations.matrix import Access, Permission

PUBLIC = frozenset({"guankao.web.portal.urls", "guankao.web.api.urls"})
"""Rooms that read what is published, and nothing else."""
DOOR_NAMES = frozenset(str(pattern.name) for pattern in DOOR)
OWN_NAMES = frozenset(str(pattern.name) for pattern in OWN_ACCOUNT)


class UnknownAccess(LookupError):
    """An address of which nobody said who may open it. A new page is a DeskView, or public."""


@dataclass(frozen=True)
class Address:
    """One pattern, its name, who may open it, and whether it answers GET and POST."""

    route: str
    name: str
    access: Permission | Access
    reads: bool
    writes: bool


def addresses() -> Iterator[Address]:
    """All patterns in their order; raises UnknownAccess at the first that nobody placed."""
    for room in get_resolver().url_patterns:
        if not isinstance(room, URLResolver):
            raise UnknownAccess(str(room.pattern))
        module = getattr(room.urlconf_name, "__name__", str(room.urlconf_name))
        for pattern in _flat(room):
            yield _address(pattern, module)


def _flat(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    prefix = before + str(resolver.pattern)
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _flat(one, prefix)
        else:
            yield prefix + str(one.pattern), one


def _address(found: tuple[str, URLPattern], module: str) -> Address:
    route, pattern = found
    name = str(pattern.name)
    view = getattr(pattern.callback, "view_class", None)
    methods = getattr(view, "http_method_names", ())
    if module in PUBLIC or name in DOOR_NAMES:
        access: Permission | Access = Access.EVERYBODY
    elif name in OWN_NAMES:
        access = Access.SIGNED_IN
    elif isinstance(view, type) and issubclass(view, DeskView):
        access = view.permission
    else:
        raise UnknownAccess(f"/{route}")
    reads = view is None or "get" in methods
    return Address(_written(route), name, access, reads, "post" in methods)


def _written(route: str) -> str:
    """The route as the docs write it: without the kinds of its pieces."""
    plain = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^)]*\))*\)", r"<\1>", route.replace("^", ""))
    return "/" + re.sub(r"<\w+:(\w+)>", r"<\1>", plain).replace("$", "")
