"""The peer of the board: what anybody would write first, the reports of the year added up.

One query, grouped by agency, by the same conditions as the kept counts; a table of their names. Its
settings are `boards_peer_settings`.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.html import format_html_join

from guankao.web.reporting.models import ExpectedReport
from guankao.web.reporting.tallies import counted_by, with_facts


def sums(_request: HttpRequest, year: int) -> HttpResponse:
    """The sums of every agency."""
    rows = with_facts(ExpectedReport.objects.filter(plan__fiscal_year=year))
    found = counted_by(rows, ("plan__agency__name",))
    lines = format_html_join(
        "",
        "<tr>{}</tr>",
        (
            (format_html_join("", "<td>{}</td>", ((value,) for value in row.values())),)
            for row in found
        ),
    )
    return HttpResponse(f"<!doctype html><table>{lines}</table>")


urlpatterns = [path("<int:year>/", sums)]
