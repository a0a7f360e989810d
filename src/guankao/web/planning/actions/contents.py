"""What stands in a plan, as rows: goals, KPIs and projects with all that is stated of them."""

from __future__ import annotations

from collections import Counter

from guankao import documents
from guankao.documents import (
    goal_identifier,
    indicator_identifier,
    project_identifier,
)
from guankao.web.planning.models import (
    Answer,
    Goal,
    HistoryValue,
    Indicator,
    Milestone,
    Plan,
    PlannedProgress,
    Project,
    ProjectIndicator,
    Strategy,
    YearTarget,
)
from guankao.web.planning.reading import (
    CATEGORY_CODES,
    read_history,
    read_indicator_texts,
    read_year_targets,
)


def remove_contents(plan: Plan) -> None:
    """Take out all that stands in a plan, inside the verb that puts in its new contents."""
    PlannedProgress.objects.filter(project__plan=plan).delete()
    Milestone.objects.filter(project__plan=plan).delete()
    ProjectIndicator.objects.filter(project__plan=plan).delete()
    Project.objects.filter(plan=plan).delete()
    HistoryValue.objects.filter(indicator__plan=plan).delete()
    YearTarget.objects.filter(indicator__plan=plan).delete()
    Indicator.objects.filter(plan=plan).delete()
    Strategy.objects.filter(goal__plan=plan).delete()
    Answer.objects.filter(goal__plan=plan).delete()
    Goal.objects.filter(plan=plan).delete()


def store_contents(document: documents.Plan, plan: Plan) -> None:
    """Put the goals, KPIs and projects of a document under a plan that has none."""
    goals = _store_goals(document, plan)
    indicators = _store_indicators(document, plan, goals)
    _store_projects(document, plan, indicators)


def _store_goals(document: documents.Plan, plan: Plan) -> dict[str, Goal]:
    goals = Goal.objects.bulk_create(
        Goal(
            plan=plan,
            identifier=goal_identifier(plan.fiscal_year, document.agency, goal.key),
            key=goal.key,
            number=goal.no,
            title=goal.title,
        )
        for goal in document.goals
    )
    Strategy.objects.bulk_create(
        Strategy(goal=stored, number=number, text=strategy.text)
        for goal, stored in zip(document.goals, goals, strict=True)
        for number, strategy in enumerate(goal.strategies, start=1)
    )
    Answer.objects.bulk_create(
        Answer(
            goal=stored,
            number=number,
            section_key=answered.section,
            clause_key=answered.clause,
            text=answered.text or "",
        )
        for goal, stored in zip(document.goals, goals, strict=True)
        for number, answered in enumerate(goal.answers, start=1)
    )
    return {goal.key: goal for goal in goals}


def _store_indicators(
    document: documents.Plan, plan: Plan, goals: dict[str, Goal]
) -> dict[str, Indicator]:
    carried = Counter(key for project in document.projects for key in project.indicators)
    indicators, histories, ahead = [], [], []
    for position, written in enumerate(document.indicators, start=1):
        indicator = Indicator(
            plan=plan,
            goal=goals[written.goal],
            identifier=indicator_identifier(plan.fiscal_year, document.agency, written.key),
            key=written.key,
            position=position,
            number=written.no,
            goal_number_in_table=written.goal_no_in_table,
            name=written.name,
            evaluation_arrangement=written.evaluation_arrangement,
            evaluation_method=written.evaluation_method,
            standard=written.standard,
            standard_remark=written.standard_remark or "",
            note=written.note or "",
            linkage=[CATEGORY_CODES[category] for category in written.linkage],
            target_text=written.target,
            project_count=carried[written.key],
            owner=written.owner or "",
            data_source=written.data_source or "",
            data_quality=written.data_quality or "",
            result_level=written.result_level or "",
            accumulation=written.accumulation or "",
            baseline_year=written.baseline.fiscal_year if written.baseline else None,
            baseline_text=written.baseline.value if written.baseline else "",
            weaker_target_reason=written.weaker_target_reason or "",
        )
        target = read_indicator_texts(indicator)
        histories += read_history(written, indicator, target)
        ahead += read_year_targets(written, indicator)
        indicators.append(indicator)
    Indicator.objects.bulk_create(indicators)
    HistoryValue.objects.bulk_create(histories)
    YearTarget.objects.bulk_create(ahead)
    return {indicator.key: indicator for indicator in indicators}


def _store_projects(document: documents.Plan, plan: Plan, indicators: dict[str, Indicator]) -> None:
    projects = Project.objects.bulk_create(
        Project(
            plan=plan,
            identifier=project_identifier(plan.fiscal_year, document.agency, project.key),
            key=project.key,
            position=position,
            work_plan=project.work_plan,
            title=project.title,
            category=CATEGORY_CODES[project.category],
            content_items=project.content_items,
            contents=list(project.contents),
            indicator_count=len(project.indicators),
            budget=project.budget,
            control_level=project.control_level or "",
        )
        for position, project in enumerate(document.projects, start=1)
    )
    ProjectIndicator.objects.bulk_create(
        ProjectIndicator(project=stored, indicator=indicators[key])
        for project, stored in zip(document.projects, projects, strict=True)
        for key in project.indicators
    )
    Milestone.objects.bulk_create(
        Milestone(project=stored, number=number, due=step.due, title=step.title)
        for project, stored in zip(document.projects, projects, strict=True)
        for number, step in enumerate(project.milestones, start=1)
    )
    PlannedProgress.objects.bulk_create(
        PlannedProgress(project=stored, month=one.month, percent=one.percent)
        for project, stored in zip(document.projects, projects, strict=True)
        for one in project.planned_progress
    )
