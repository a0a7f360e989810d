"""The results of a year: what was published of every KPI and project, and who has not reported."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from pydantic import Field

from guankao.web.planning.queries import years as years_of_plans
from guankao.web.portal import representation as shown
from guankao.web.portal import result_terms, terms
from guankao.web.portal.filtered import FilteredPage
from guankao.web.portal.pages import Content, Table
from guankao.web.portal.pagination import PageOfRows, page_of
from guankao.web.portal.parameters import PageNumber, Parameters
from guankao.web.portal.queries import year_results as queries
from guankao.web.portal.queries.indicators import agencies_to_choose
from guankao.web.portal.queries.results import exception_of
from guankao.web.portal.result_data import exception_data
from guankao.web.portal.trail import trail_to_year
from guankao.web.portal.views.lists import MOST_CHOICES, ROWS_A_PAGE, narrowed_plan
from guankao.web.publishing.models import PublishedFigure
from guankao.web.reporting.models import ExpectedReport

ROWS_AT_A_TIME = 500

FIGURE_COLUMNS = (
    "identifier",
    "fiscal_year",
    "agency",
    "title",
    "period",
    "value",
    "unit",
    "achievement",
    "met",
    "light",
    "risk",
    "version",
    "cause",
    "reason_of_correction",
    "published_at",
)
SILENT_COLUMNS = (
    "identifier",
    "fiscal_year",
    "agency",
    "title",
    "period",
    "due_at",
    "exception_until",
    "exception_reason",
    "exception_given_by",
)


class ResultParameters(Parameters):
    light: Literal["green", "yellow", "red", "white"] | None = None
    risk: Literal["high", "middle", "low", "unknown"] | None = None
    show: Literal["corrected", "missing", "excused"] | None = None
    agency: Annotated[str, Field(max_length=100)] = ""
    page: PageNumber = 1


class YearResults(FilteredPage):
    """Results by light and risk; or, with `show`, what was corrected, is missing, or excused."""

    template_name = "portal/results.html"
    tells_what_is_due = True

    def content(self, request: HttpRequest, **address: Any) -> Content:
        year: int = address["year"]
        parameters = ResultParameters.of(request)
        if all(one.fiscal_year != year for one in years_of_plans()):
            raise Http404
        plan = narrowed_plan(year, parameters.agency)
        narrowed = queries.ResultFilter(
            fiscal_year=year,
            plan=plan,
            light=parameters.light,
            risk=parameters.risk,
            corrected=parameters.show == "corrected",
        )
        context = {
            "year": year,
            "plan": plan,
            "fictional": plan.fictional if plan else False,
            "agency_choices": agencies_to_choose(year, most=MOST_CHOICES),
            "chosen": parameters.model_dump(),
            "clear": reverse("year", args=[year]),
            "trail": trail_to_year(year),
            "menus": [
                ("light", _("Light"), list(terms.LIGHTS.items())),
                ("risk", _("Risk"), list(result_terms.RISKS.items())),
                ("show", _("Show"), _shows()),
            ],
        }
        if parameters.show in {"missing", "excused"}:
            return _silent(narrowed, context, parameters)
        return _figures(narrowed, context, parameters)


def _figures(
    narrowed: queries.ResultFilter, context: dict[str, Any], parameters: ResultParameters
) -> Content:
    found = queries.figures_of(narrowed)
    rows = page_of(found, parameters.page, size=ROWS_A_PAGE)
    return Content(
        context={**context, "rows": rows},
        data=lambda: {
            **shown.year_data(narrowed.fiscal_year),
            **_page_data(rows),
            "results": [
                dict(zip(FIGURE_COLUMNS, _plain(_figure_row(one)), strict=True))
                for one in rows.rows
            ],
        },
        table=lambda: Table(
            name=f"{narrowed.fiscal_year}-results",
            columns=FIGURE_COLUMNS,
            rows=(_figure_row(one) for one in found.iterator(ROWS_AT_A_TIME)),
        ),
    )


def _silent(
    narrowed: queries.ResultFilter, context: dict[str, Any], parameters: ResultParameters
) -> Content:
    found = queries.silent_of(narrowed, excused=parameters.show == "excused")
    rows = page_of(found, parameters.page, size=ROWS_A_PAGE)
    return Content(
        context={**context, "rows": rows, "silent": True},
        data=lambda: {
            **shown.year_data(narrowed.fiscal_year),
            **_page_data(rows),
            "not_handed_in": [
                {
                    "identifier": one.identifier,
                    "agency": one.plan.agency.name,
                    "title": one.title,
                    "period": one.period,
                    "due_at": one.due_at.isoformat(),
                    "exception": exception_data(exception_of(one)),
                }
                for one in rows.rows
            ],
        },
        table=lambda: Table(
            name=f"{narrowed.fiscal_year}-{parameters.show}",
            columns=SILENT_COLUMNS,
            rows=(_silent_row(one) for one in found.iterator(ROWS_AT_A_TIME)),
        ),
    )


def _figure_row(one: PublishedFigure) -> tuple[object, ...]:
    return (
        f"{one.plan.identifier}/{one.element}",
        one.plan.fiscal_year,
        one.plan.agency.name,
        one.report.expected.title,
        one.period,
        one.value,
        one.unit,
        one.achievement,
        one.met,
        one.light,
        one.risk,
        one.number,
        one.cause,
        one.reason,
        one.published_at,
    )


def _plain(row: tuple[object, ...]) -> list[object]:
    """Figures and moments as texts, as every `.json` form has them."""
    return [shown.plain_fact(one) for one in row]


def _silent_row(one: ExpectedReport) -> tuple[object, ...]:
    exception = exception_of(one)
    return (
        one.identifier,
        one.plan.fiscal_year,
        one.plan.agency.name,
        one.title,
        one.period,
        one.due_at,
        exception.until if exception else None,
        exception.reason if exception else None,
        exception.person_name if exception else None,
    )


def _page_data(rows: PageOfRows[Any]) -> dict[str, int]:
    return {"count": rows.count, "page": rows.number, "pages": rows.last}


def _shows() -> list[tuple[str, str | Promise]]:
    return [
        ("corrected", _("Corrected or restated")),
        ("missing", _("Due and not reported")),
        ("excused", _("May come later")),
    ]
