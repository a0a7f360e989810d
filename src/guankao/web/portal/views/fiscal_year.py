"""The first page and the page of a fiscal year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views import View

from guankao.web.planning.queries import years as years_of_plans
from guankao.web.portal import representation as shown
from guankao.web.portal import terms
from guankao.web.portal.pages import Content, PublicPage, Table
from guankao.web.portal.pagination import PageOfRows, page_of
from guankao.web.portal.parameters import PageNumber, Parameters
from guankao.web.portal.queries import fiscal_years as queries
from guankao.web.portal.queries.year_results import (
    ResultCounts,
    counts_of_plans,
    counts_of_year,
)
from guankao.web.publishing.models import PlanFigures

AGENCIES_A_PAGE = 100

SortName = Literal[
    "book",
    "-book",
    "name",
    "-name",
    "goals",
    "-goals",
    "indicators",
    "-indicators",
    "projects",
    "-projects",
    "inferred",
    "-inferred",
    "without-project",
    "-without-project",
    "without-indicator",
    "-without-indicator",
    "below-reached",
    "-below-reached",
]


class YearParameters(Parameters):
    sort: SortName = "book"
    page: PageNumber = 1


class Home(View):
    """Goes on to the fiscal year that a visitor most likely wants; says so where there is none."""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest) -> HttpResponseBase:
        year = queries.year_to_open(years_of_plans())
        if year is None:
            response: HttpResponse = render(request, "portal/empty.html")
        else:
            response = HttpResponseRedirect(reverse("year", args=[year]))
        response.headers["Cache-Control"] = "no-cache"
        return response


@dataclass(frozen=True)
class Share:
    """One bar: its words, its figure and the address of the list that it counts."""

    words: str | Promise
    value: int
    address: str


@dataclass(frozen=True)
class Column:
    """A column of the table of agencies that sorts; `next_sort` is what a click asks for."""

    name: str
    words: str | Promise
    next_sort: str
    state: Literal["ascending", "descending", ""]


COLUMNS: tuple[tuple[str, str | Promise], ...] = (
    ("name", gettext_lazy("Agency")),
    ("goals", gettext_lazy("Goals")),
    ("indicators", gettext_lazy("KPIs")),
    ("projects", gettext_lazy("Projects")),
    ("inferred", gettext_lazy("Directions inferred")),
    ("without-project", gettext_lazy("KPIs without a project")),
    ("without-indicator", gettext_lazy("Projects without a KPI")),
    ("below-reached", gettext_lazy("Targets weaker than what was reached")),
)


class FiscalYearPage(PublicPage):
    template_name = "portal/year.html"
    tells_what_is_due = True

    def content(self, request: HttpRequest, **address: Any) -> Content:
        year: int = address["year"]
        parameters = YearParameters.of(request)
        years = years_of_plans()
        here = next((one for one in years if one.fiscal_year == year), None)
        if here is None:
            raise Http404
        figures = queries.figures_of_year(year)
        rows = page_of(
            queries.agencies_of_year(year, _sort_in_language(parameters.sort)),
            parameters.page,
            size=AGENCIES_A_PAGE,
            count=here.plans,
        )
        fictional = queries.fictional_agencies_of_year(year) if here.fictional_plans else []
        action_plans = queries.action_plans_of_year(year)
        guidelines = queries.guidelines_of_year(year)
        results = counts_of_year(year)
        by_plan = counts_of_plans(row.plan_id for row in (*rows.rows, *fictional))
        context = {
            "year": year,
            "years": years,
            "figures": figures,
            "linted": figures["errors"] + figures["warnings"] + figures["notes"],
            "agencies": rows,
            "columns": _columns(parameters.sort),
            "fictional_agencies": fictional,
            "action_plans": action_plans,
            "guidelines": guidelines,
            "results": results,
            "results_of": by_plan,
            "trail": [],
            **_shares(year, figures),
        }
        return Content(
            context=context,
            data=lambda: {
                **shown.year_data(year),
                "figures": figures,
                "results": results.data(),
                "action_plans": [shown.action_plan_data(plan) for plan in action_plans],
                "guidelines": shown.reference(guidelines.identifier) if guidelines else None,
                "agencies": [_agency_data(row, by_plan) for row in rows.rows],
                "demonstration": [_agency_data(row, by_plan) for row in fictional],
                "page": rows.number,
                "pages": rows.last,
            },
            table=lambda: _table(year, parameters.sort),
        )


def _sort_in_language(sort: str) -> str:
    """Names sort as they are read: by the English ones on the English page."""
    return f"{sort}_en" if sort in {"name", "-name"} and get_language() == "en" else sort


def _columns(sort: str) -> list[Column]:
    """Figures open with the largest first, names with the first."""
    columns = []
    for name, words in COLUMNS:
        first = name if name == "name" else f"-{name}"
        second = f"-{name}" if name == "name" else name
        state: Literal["ascending", "descending", ""] = ""
        if sort.removeprefix("-") == name:
            state = "descending" if sort.startswith("-") else "ascending"
        columns.append(Column(name, words, second if sort == first else first, state))
    return columns


def _shares(year: int, figures: dict[str, int]) -> dict[str, list[Share]]:
    indicators, projects = reverse("indicators", args=[year]), reverse("projects", args=[year])
    return {
        "kinds": [
            Share(words, figures[code], f"{indicators}?kind={code}")
            for code, words in terms.KINDS.items()
        ],
        "directions": [
            Share(words, figures[f"direction_{code}"], f"{indicators}?direction={code}")
            for code, words in (
                ("higher", _("More is better")),
                ("lower", _("Less is better")),
                ("other", _("Neither")),
            )
        ],
        "categories": [
            Share(words, figures[CATEGORY_FIELDS[code]], f"{projects}?category={code}")
            for code, words in terms.CATEGORIES.items()
        ],
    }


CATEGORY_FIELDS = {
    "public-construction": "public_construction",
    "social-development": "social_development",
    "science-technology": "science_technology",
    "other": "other_category",
}


def _agency_data(row: PlanFigures, results_of: Mapping[int, ResultCounts]) -> shown.Data:
    results = results_of.get(row.plan_id, ResultCounts())
    return {
        **shown.plan_data(row.plan),
        "figures": shown.figures_data(row),
        "results": results.data() if results.anything else None,
    }


def _table(year: int, sort: str) -> Table:
    rows = queries.agencies_of_year(year, sort)
    return Table(
        name=f"{year}-agencies",
        columns=["identifier", "fiscal_year", "ce_year", "agency", "agency_en", *shown.FIGURES],
        rows=(
            [
                row.plan.identifier,
                *shown.year_data(year).values(),
                row.plan.agency.name,
                row.plan.agency.name_en,
                *shown.figures_data(row).values(),
            ]
            for row in rows.iterator()
        ),
    )


__all__ = ["AGENCIES_A_PAGE", "FiscalYearPage", "Home", "PageOfRows", "YearParameters"]
