"""The page of an agency's plan."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views import View

from guankao.web.planning.models import Goal, Indicator, Plan, Project
from guankao.web.portal import representation as shown
from guankao.web.portal.addresses import address_of
from guankao.web.portal.errors import NotHere, Suggestion
from guankao.web.portal.files import downloads_of
from guankao.web.portal.pages import Content, PublicPage, Table
from guankao.web.portal.parameters import Parameters
from guankao.web.portal.queries import agencies as queries
from guankao.web.portal.queries.year_results import (
    ResultCounts,
    counts_of_plans,
    latest_figures_of,
)
from guankao.web.portal.result_data import RESULT_COLUMNS, figure_row, latest_data
from guankao.web.portal.templatetags.words import fiscal_year as words_of_year
from guankao.web.portal.trail import Crumb, trail_to_year
from guankao.web.publishing.models import PublishedFigure


class AgencyPage(PublicPage):
    template_name = "portal/agency.html"
    tells_what_is_due = True

    def content(self, request: HttpRequest, **address: Any) -> Content:
        Parameters.of(request)
        plan = plan_or_404(address["year"], address["agency"])
        goals = queries.goals_of(plan)
        relatives = queries.relatives_of(plan)
        names = {one.name for goal in goals for one in goal.indicators.all()}
        namesakes = queries.namesakes_in_relatives(plan, relatives, names)
        work_plans = queries.work_plans_of(plan)
        measures = queries.measures_of(plan)
        results = counts_of_plans([plan.pk]).get(plan.pk, ResultCounts())
        latest = latest_figures_of(plan) if results.anything else {}
        context = {
            "plan": plan,
            "agency": plan.agency,
            "year": plan.fiscal_year,
            "figures": plan.figures,
            "goals": queries.blocks_of(goals, namesakes, latest),
            "work_plans": _with_progress(work_plans, latest),
            "results": results,
            "relatives": relatives,
            "measures": measures,
            "fictional": plan.fictional,
            "downloads": downloads_of("plan"),
            "report_downloads": downloads_of("performance-report"),
            "trail": trail_to_year(plan.fiscal_year),
        }
        return Content(
            context=context,
            data=lambda: {
                **shown.plan_data(plan),
                "figures": shown.figures_data(plan.figures),
                "results": results.data() if results.anything else None,
                "parent": relatives.parent.agency.name if relatives.parent else None,
                "children": [one.agency.name for one in relatives.children],
                "other_years": relatives.own_years,
                "goals": [_goal_data(goal, namesakes, latest) for goal in goals],
                "projects": [
                    _project_data(project, latest)
                    for work_plan in work_plans
                    for project in work_plan.projects
                ],
                "measures": [
                    shown.reference(one.identifier, measures=one.measures) for one in measures
                ],
            },
            table=lambda: _table(plan, goals, latest),
        )


class GoalRedirect(View):
    """The identifier of a goal is the address of its place on the agency's page."""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest, year: int, agency: str, key: str) -> HttpResponseBase:
        if not queries.has_goal(year, agency, key):
            raise Http404
        return HttpResponseRedirect(f"{address_of(f'{year}/{agency}')}#goal-{key}")


def plan_or_404(fiscal_year: int, agency: str) -> Plan:
    """The plan; where the agency planned in other years only, the answer leads there."""
    try:
        return queries.plan_of(fiscal_year, agency)
    except Plan.DoesNotExist:
        plans = queries.years_of_agency(agency)
    if not plans:
        raise Http404
    raise NotHere(
        _("%(agency)s has no plan for %(year)s here. It has one for:")
        % {"agency": plans[0].agency.label, "year": words_of_year(fiscal_year)},
        [
            Suggestion(words_of_year(plan.fiscal_year), address_of(plan.identifier))
            for plan in plans
        ],
    )


def history_words(indicator: Indicator) -> str:
    """The earlier figures in one cell, as the document writes them."""
    return "; ".join(f"{past.fiscal_year}: {past.text}" for past in indicator.history.all())


Latest = dict[str, PublishedFigure]


def _with_progress(
    work_plans: list[queries.WorkPlan], latest: Latest
) -> list[tuple[str, list[tuple[Project, PublishedFigure | None]]]]:
    """The work plans by name, each project with the newest of what was published of it."""
    return [
        (one.name, [(project, latest.get(f"project/{project.key}")) for project in one.projects])
        for one in work_plans
    ]


def _table(plan: Plan, goals: list[Goal], latest: Latest) -> Table:
    return Table(
        name=plan.identifier.replace("/", "-"),
        columns=[*shown.INDICATOR_COLUMNS, "history", *RESULT_COLUMNS],
        rows=(
            (
                *shown.indicator_row(one),
                history_words(one),
                *figure_row(latest.get(f"kpi/{one.key}")),
            )
            for goal in goals
            for one in goal.indicators.all()
        ),
    )


def _project_data(project: Project, latest: Latest) -> shown.Data:
    return {
        **shown.project_data(project),
        "indicators": [one.identifier for one in project.indicators.all()],
        "latest_result": latest_data(latest.get(f"project/{project.key}")),
    }


def _goal_data(goal: Goal, namesakes: dict[str, list[Indicator]], latest: Latest) -> shown.Data:
    return {
        **shown.goal_data(goal),
        "strategies": [strategy.text for strategy in goal.strategies.all()],
        "answers": [
            {"section": one.section_key, "clause": one.clause_key, "text": one.text or None}
            for one in goal.answers.all()
        ],
        "indicators": [
            {
                **shown.indicator_data(one),
                "history": shown.history_data(one),
                "same_name": [same.identifier for same in namesakes.get(one.name, [])],
                "latest_result": latest_data(latest.get(f"kpi/{one.key}")),
            }
            for one in goal.indicators.all()
        ],
    }


__all__ = ["AgencyPage", "Crumb", "GoalRedirect", "history_words", "plan_or_404"]
