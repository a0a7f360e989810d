"""The page of a project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest

from guankao.charts import Specification
from guankao.web.planning.models import PlannedProgress, Project
from guankao.web.portal import representation as shown
from guankao.web.portal.chart_pages import Chart
from guankao.web.portal.charts import progress_chart
from guankao.web.portal.pages import Content, PublicPage, Table
from guankao.web.portal.parameters import Parameters
from guankao.web.portal.queries import projects as queries
from guankao.web.portal.queries.results import PublicPeriod, Reported, periods_of_element
from guankao.web.portal.result_data import PROGRESS_COLUMNS, latest_progress_row, period_data
from guankao.web.portal.trail import trail_to_plan
from guankao.web.portal.views.agency import plan_or_404


class ProjectPage(PublicPage):
    template_name = "portal/project.html"
    tells_what_is_due = True

    def content(self, request: HttpRequest, **address: Any) -> Content:
        Parameters.of(request)
        project = project_or_404(address["year"], address["agency"], address["key"])
        indicators = list(project.indicators.all())
        for indicator in indicators:
            indicator.plan = project.plan
        beside = queries.projects_beside(project)
        periods = periods_of_element(project.plan, f"project/{project.key}")
        reported = Reported.of(periods)
        planned = list(project.planned_progress.all())
        return Content(
            context={
                "project": project,
                "plan": project.plan,
                "year": project.plan.fiscal_year,
                "indicators": indicators,
                "milestones": list(project.milestones.all()),
                "progress": progress_by_month(planned, periods),
                "planned": planned,
                **reported.context,
                "previous": next((p for p in beside if p.position < project.position), None),
                "next": next((p for p in beside if p.position > project.position), None),
                "fictional": project.plan.fictional,
                "trail": trail_to_plan(project.plan),
            },
            data=lambda: {
                **shown.project_data(project),
                "milestones": shown.milestones_data(project),
                "planned_progress": shown.progress_data(project),
                "indicators": [shown.indicator_data(one) for one in indicators],
                "results": [period_data(one) for one in periods],
            },
            table=lambda: Table(
                name=project.identifier.replace("/", "-"),
                columns=[*shown.PROJECT_COLUMNS, *PROGRESS_COLUMNS],
                rows=[
                    (
                        *shown.project_row(project, [one.key for one in indicators]),
                        *latest_progress_row(reported.newest_first),
                    )
                ],
            ),
        )


class ProjectChart(Chart):
    """Planned and actual progress by month; the page of the project has the same as a table."""

    def specification(self, **address: Any) -> Specification | None:
        project = project_or_404(address["year"], address["agency"], address["key"])
        planned = list(project.planned_progress.all())
        periods = periods_of_element(project.plan, f"project/{project.key}")
        months = progress_by_month(planned, periods)
        return progress_chart(months) if len(months) > 1 else None


@dataclass(frozen=True)
class MonthOfProject:
    """Progress from the start of the year to the end of a month, in percent."""

    month: int
    planned: Decimal | None
    actual: Decimal | None


def progress_by_month(
    planned: Sequence[PlannedProgress], periods: Sequence[PublicPeriod]
) -> list[MonthOfProject]:
    """The months that the plan or a published report speaks of, in order."""
    promised = {one.month: one.percent for one in planned}
    reached: dict[int, Decimal | None] = {}
    for one in periods:
        if one.figure is None:
            continue
        month = one.period.end.month
        reached[month] = one.figure.row.value
        stated = one.figure.row.result.content.get("planned")
        if stated is not None:
            promised.setdefault(month, Decimal(stated))
    return [
        MonthOfProject(month, promised.get(month), reached.get(month))
        for month in sorted({*promised, *reached})
    ]


def project_or_404(fiscal_year: int, agency: str, key: str) -> Project:
    """The project; where the agency has no plan for the year, the answer leads to those it has."""
    try:
        return queries.project_of(fiscal_year, agency, key)
    except Project.DoesNotExist:
        plan_or_404(fiscal_year, agency)
        raise Http404 from None
