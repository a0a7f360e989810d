"""The page of a project."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from guankao.charts import Specification
from guankao.web.planning.models import Project
from guankao.web.portal import representation as shown
from guankao.web.portal.chart_pages import Chart
from guankao.web.portal.charts import progress_chart
from guankao.web.portal.pages import Content, PublicPage, Table
from guankao.web.portal.parameters import Parameters
from guankao.web.portal.queries import projects as queries
from guankao.web.portal.trail import trail_to_plan
from guankao.web.portal.views.agency import plan_or_404


class ProjectPage(PublicPage):
    template_name = "portal/project.html"

    def content(self, request: HttpRequest, **address: Any) -> Content:
        Parameters.of(request)
        project = project_or_404(address["year"], address["agency"], address["key"])
        indicators = list(project.indicators.all())
        for indicator in indicators:
            indicator.plan = project.plan
        beside = queries.projects_beside(project)
        return Content(
            context={
                "project": project,
                "plan": project.plan,
                "year": project.plan.fiscal_year,
                "indicators": indicators,
                "milestones": list(project.milestones.all()),
                "progress": list(project.planned_progress.all()),
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
            },
            table=lambda: Table(
                name=project.identifier.replace("/", "-"),
                columns=shown.PROJECT_COLUMNS,
                rows=[shown.project_row(project, [one.key for one in indicators])],
            ),
        )


class ProjectChart(Chart):
    """The planned progress by month; the page of the project has the same figures as a table."""

    def specification(self, **address: Any) -> Specification | None:
        project = project_or_404(address["year"], address["agency"], address["key"])
        planned = list(project.planned_progress.all())
        return progress_chart(planned) if len(planned) > 1 else None


def project_or_404(fiscal_year: int, agency: str, key: str) -> Project:
    """The project; where the agency has no plan for the year, the answer leads to those it has."""
    try:
        return queries.project_of(fiscal_year, agency, key)
    except Project.DoesNotExist:
        plan_or_404(fiscal_year, agency)
        raise Http404 from None
