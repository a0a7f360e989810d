"""The address of a chart: its specification, which the script of the page draws."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse

from guankao.charts import Specification
from guankao.web.portal.pages import Content, PublicPage, Table
from guankao.web.portal.parameters import Parameters


class Chart(PublicPage):
    """It has one form; the page that shows it has the same figures as a table."""

    http_method_names = ("get", "head", "options")

    def specification(self, **address: Any) -> Specification | None:
        """The chart, or None where nothing can be drawn."""
        raise NotImplementedError

    def content(self, request: HttpRequest, **address: Any) -> Content:
        Parameters.of(request)
        drawn = self.specification(**address)
        if drawn is None:
            raise Http404
        return Content(
            context={},
            data=lambda: drawn,
            table=lambda: Table(name="", columns=(), rows=()),
        )

    def _render(self, request: HttpRequest, form: str, content: Content) -> HttpResponseBase:
        return JsonResponse(content.data(), json_dumps_params={"ensure_ascii": False})
