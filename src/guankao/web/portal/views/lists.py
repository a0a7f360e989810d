"""The lists of a year: its KPIs and its projects, narrowed by filters."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from pydantic import Field

from guankao.web.planning.models import Plan
from guankao.web.planning.queries import years as years_of_plans
from guankao.web.portal import representation as shown
from guankao.web.portal import terms
from guankao.web.portal.errors import BadParameter
from guankao.web.portal.filtered import FilteredPage
from guankao.web.portal.pages import Content, Table
from guankao.web.portal.pagination import PageOfRows, page_of
from guankao.web.portal.parameters import PageNumber, Parameters
from guankao.web.portal.queries import indicators as indicator_queries
from guankao.web.portal.queries import projects as project_queries
from guankao.web.portal.trail import trail_to_year

ROWS_A_PAGE = 50
MOST_CHOICES = 200
"""Beyond so many agencies a menu helps nobody, and the name is typed."""

ROWS_AT_A_TIME = 500
"""How many rows of a download are in memory at once."""

AgencyName = Annotated[str, Field(max_length=100)]
Category = Literal["public-construction", "social-development", "science-technology", "other"]
Choices = list[tuple[str, str | Promise]]


class IndicatorParameters(Parameters):
    kind: Literal["formula", "count", "survey", "milestone"] | None = None
    direction: Literal["higher", "lower", "other"] | None = None
    inferred: Literal["yes", "no"] | None = None
    linkage: Category | None = None
    only: Literal["without-project", "below-reached"] | None = None
    agency: AgencyName = ""
    page: PageNumber = 1


class ProjectParameters(Parameters):
    category: Category | None = None
    only: Literal["without-indicator"] | None = None
    agency: AgencyName = ""
    page: PageNumber = 1


class IndicatorList(FilteredPage):
    template_name = "portal/indicators.html"

    def content(self, request: HttpRequest, **address: Any) -> Content:
        year: int = address["year"]
        parameters = IndicatorParameters.of(request)
        plan = narrowed_plan(year, parameters.agency)
        found = indicator_queries.indicators_of(
            indicator_queries.IndicatorFilter(
                fiscal_year=year,
                plan=plan,
                kind=parameters.kind,
                direction=parameters.direction,
                inferred=None if parameters.inferred is None else parameters.inferred == "yes",
                linkage=parameters.linkage,
                only=parameters.only,
            )
        )
        with_history = indicator_queries.with_history(found)
        rows = page_of(with_history, parameters.page, size=ROWS_A_PAGE)
        return Content(
            context={
                **_list_context(year, plan, parameters, rows),
                "menus": [
                    ("kind", _("Kind"), list(terms.KINDS.items())),
                    ("direction", _("Direction"), _direction_choices()),
                    ("inferred", _("Direction given"), _inferred_choices()),
                    ("linkage", _("Linkage"), list(terms.CATEGORIES.items())),
                    ("only", _("What stands out"), _indicator_findings()),
                ],
            },
            data=lambda: {
                **shown.year_data(year),
                **_page_data(rows),
                "indicators": [
                    {**shown.indicator_data(one), "history": shown.history_data(one)}
                    for one in rows.rows
                ],
            },
            table=lambda: Table(
                name=f"{year}-indicators",
                columns=shown.INDICATOR_COLUMNS,
                rows=(shown.indicator_row(one) for one in found.iterator(ROWS_AT_A_TIME)),
            ),
        )


class ProjectList(FilteredPage):
    template_name = "portal/projects.html"

    def content(self, request: HttpRequest, **address: Any) -> Content:
        year: int = address["year"]
        parameters = ProjectParameters.of(request)
        plan = narrowed_plan(year, parameters.agency)
        found = project_queries.projects_of(
            project_queries.ProjectFilter(
                fiscal_year=year,
                plan=plan,
                category=parameters.category,
                only=parameters.only,
            )
        )
        rows = page_of(found, parameters.page, size=ROWS_A_PAGE)
        return Content(
            context={
                **_list_context(year, plan, parameters, rows),
                "menus": [
                    ("category", _("Category"), list(terms.CATEGORIES.items())),
                    (
                        "only",
                        _("What stands out"),
                        [("without-indicator", _("Projects without a KPI"))],
                    ),
                ],
            },
            data=lambda: {
                **shown.year_data(year),
                **_page_data(rows),
                "projects": [
                    {
                        **shown.project_data(project),
                        "indicators": [one.identifier for one in project.indicators.all()],
                    }
                    for project in rows.rows
                ],
            },
            table=lambda: Table(
                name=f"{year}-projects",
                columns=shown.PROJECT_COLUMNS,
                rows=(
                    shown.project_row(project, keys)
                    for project, keys in project_queries.with_keys(found, ROWS_AT_A_TIME)
                ),
            ),
        )


def narrowed_plan(year: int, agency: str) -> Plan | None:
    """The plan to narrow to; a name without a plan is refused, since zero rows would mislead."""
    if not agency:
        return None
    plan = indicator_queries.plan_to_narrow(year, agency)
    if plan is None:
        raise BadParameter("agency", _("No agency of this name has a plan for the year."))
    return plan


def _list_context(
    year: int, plan: Plan | None, parameters: Parameters, rows: PageOfRows[Any]
) -> dict[str, Any]:
    choices = indicator_queries.agencies_to_choose(year, most=MOST_CHOICES)
    if choices == [] and plan is None and all(one.fiscal_year != year for one in years_of_plans()):
        raise Http404
    return {
        "year": year,
        "plan": plan,
        "fictional": plan.fictional if plan else False,
        "agency_choices": choices,
        "chosen": parameters.model_dump(),
        "rows": rows,
        "clear": reverse("year", args=[year]),
        "trail": trail_to_year(year),
    }


def _page_data(rows: PageOfRows[Any]) -> dict[str, int]:
    return {"count": rows.count, "page": rows.number, "pages": rows.last}


def _direction_choices() -> Choices:
    return [
        ("higher", _("More is better")),
        ("lower", _("Less is better")),
        ("other", _("Neither")),
    ]


def _inferred_choices() -> Choices:
    return [("yes", _("Inferred")), ("no", _("Written in the target"))]


def _indicator_findings() -> Choices:
    return [
        ("without-project", _("KPIs without a project")),
        ("below-reached", _("Targets weaker than what was reached")),
    ]
