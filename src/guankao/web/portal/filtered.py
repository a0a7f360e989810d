"""Pages with a form of filters."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

from guankao.web.portal.pages import PublicPage


class FilteredPage(PublicPage):
    """A browser sends every field of a form, the blank ones too; the address that people keep and
    pass on has only those that were filled in."""

    def get(self, request: HttpRequest, *, form: str = "html", **address: Any) -> HttpResponseBase:
        given = [(name, value) for name, values in request.GET.lists() for value in values]
        filled = [(name, value) for name, value in given if value]
        if form == "html" and len(filled) < len(given):
            query = urlencode(filled)
            return HttpResponseRedirect(f"{request.path}?{query}" if query else request.path)
        return super().get(request, form=form, **address)
