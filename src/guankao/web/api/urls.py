"""Addresses of the API: what is read is answered conditionally, what is computed is bounded."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path
from django.views.generic import RedirectView

from guankao.web.api import private, routes
from guankao.web.api.computing import PATHS, computing
from guankao.web.api.conditional import conditional
from guankao.web.api.interface import api
from guankao.web.api.views import docs

View = Callable[..., HttpResponseBase]


def _around(route: str) -> Callable[[View], View]:
    """What stands around a route: most are read by anybody and kept by caches."""
    if route in private.PATHS:
        return private.private
    return computing if route in PATHS else conditional


_patterns, _app_name, _namespace = api.urls
for _pattern in _patterns:
    if isinstance(_pattern, URLPattern):
        _pattern.callback = _around(f"/{_pattern.pattern}")(_pattern.callback)

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="api-docs")),
    path("docs/", docs, name="api-docs"),
    path("", (_patterns, _app_name, _namespace)),
]

__all__ = ["routes", "urlpatterns"]
