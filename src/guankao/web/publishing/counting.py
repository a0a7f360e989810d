"""What is counted about one plan."""

from __future__ import annotations

from django.db.models import Count, Q

from guankao.documents import IndicatorKind
from guankao.figures import Direction
from guankao.web.planning.models import Plan

_TWO_SIDED = (Direction.HIGHER.value, Direction.LOWER.value)


def count_plan(plan: Plan) -> dict[str, int]:
    """The figures of `PlanFigures` for one plan, counted from its rows in three queries."""
    indicators = plan.indicators.aggregate(
        indicators=Count("id"),
        **{kind.value: Count("id", filter=Q(kind=kind.value)) for kind in IndicatorKind},
        direction_higher=Count("id", filter=Q(direction=Direction.HIGHER.value)),
        direction_lower=Count("id", filter=Q(direction=Direction.LOWER.value)),
        direction_other=Count("id", filter=~Q(direction__in=_TWO_SIDED)),
        direction_inferred=Count("id", filter=Q(direction__in=_TWO_SIDED, direction_written=False)),
        indicators_without_project=Count("id", filter=Q(project_count=0)),
        targets_below_reached=Count("id", filter=Q(surpassed_in__isnull=False)),
    )
    projects = plan.projects.aggregate(
        projects=Count("id"),
        public_construction=Count("id", filter=Q(category="public-construction")),
        social_development=Count("id", filter=Q(category="social-development")),
        science_technology=Count("id", filter=Q(category="science-technology")),
        other_category=Count("id", filter=Q(category="other")),
        projects_without_indicator=Count("id", filter=Q(indicator_count=0)),
    )
    return {"goals": plan.goals.count(), **indicators, **projects}
