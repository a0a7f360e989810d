"""What the `.json` forms say of each thing, under stable English keys.

Figures are strings of plain digits ("24.5"), so that no reader's floating point changes them.
What a document says stands as it is written; what Guankao reads out of it stands beside it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from guankao.figures.periods import YEARS_BEFORE
from guankao.web.organizations.models import Agency
from guankao.web.planning.models import Goal, Indicator, Plan, Project
from guankao.web.portal.addresses import address_of
from guankao.web.portal.spreadsheet import plain
from guankao.web.publishing.models import PlanFigures
from guankao.web.tracking.models import ActionPlan, Measure, MeasureTarget

Data = dict[str, Any]

FIGURES = (
    "goals",
    "indicators",
    "projects",
    "formula",
    "count",
    "survey",
    "milestone",
    "direction_higher",
    "direction_lower",
    "direction_other",
    "direction_inferred",
    "public_construction",
    "social_development",
    "science_technology",
    "other_category",
    "indicators_without_project",
    "projects_without_indicator",
    "targets_below_reached",
    "errors",
    "warnings",
    "notes",
)
"""What is counted of a plan and summed over a year, in the order of the columns."""


def figure(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def plain_fact(value: object) -> object:
    """A fact as JSON has it here: figures and moments as texts."""
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def year_data(fiscal_year: int) -> Data:
    return {"fiscal_year": fiscal_year, "ce_year": fiscal_year + YEARS_BEFORE}


def reference(identifier: str, **words: Any) -> Data:
    """A thing that is only pointed at."""
    return {"identifier": identifier, "address": address_of(identifier), **words}


def agency_data(agency: Agency) -> Data:
    return {"name": agency.name, "name_en": agency.name_en, "fictional": agency.fictional}


def plan_data(plan: Plan) -> Data:
    return {
        **reference(plan.identifier),
        **year_data(plan.fiscal_year),
        "agency": agency_data(plan.agency),
        "chapter": plan.chapter,
        "fictional": plan.fictional,
    }


def figures_data(figures: PlanFigures) -> dict[str, int]:
    return {name: getattr(figures, name) for name in FIGURES}


def goal_data(goal: Goal) -> Data:
    return reference(goal.identifier, key=goal.key, number=goal.number, title=goal.title)


def indicator_data(indicator: Indicator) -> Data:
    """One KPI with its plan; its history is added where it was fetched."""
    return {
        **reference(indicator.identifier),
        **year_data(indicator.plan.fiscal_year),
        "agency": indicator.plan.agency.name,
        "agency_en": indicator.plan.agency.name_en,
        "fictional": indicator.plan.fictional,
        "goal": goal_data(indicator.goal),
        "key": indicator.key,
        "number": indicator.number,
        "goal_number_in_table": indicator.goal_number_in_table,
        "name": indicator.name,
        "evaluation_arrangement": indicator.evaluation_arrangement,
        "evaluation_method": indicator.evaluation_method,
        "standard": indicator.standard,
        "standard_remark": indicator.standard_remark,
        "note": indicator.note,
        "linkage": indicator.linkage,
        "kind": indicator.kind,
        "target": {
            "text": indicator.target_text,
            "comparator": indicator.comparator,
            "value": figure(indicator.target_value),
            "unit": indicator.target_unit,
            "base_value": figure(indicator.target_base_value),
            "base_unit": indicator.target_base_unit,
            "problem": indicator.target_problem,
        },
        "direction": {
            "value": indicator.direction,
            "written": indicator.direction_written,
            "reason": indicator.direction_reason,
            "word": indicator.direction_word,
            "word_in": indicator.direction_word_in,
        },
        "project_count": indicator.project_count,
        "surpassed_in": indicator.surpassed_in,
        "owner": indicator.owner,
        "data_source": indicator.data_source,
        "data_quality": indicator.data_quality,
        "result_level": indicator.result_level,
        "accumulation": indicator.accumulation,
        "baseline": {
            **year_data(indicator.baseline_year),
            "text": indicator.baseline_text,
        }
        if indicator.baseline_year
        else None,
        "weaker_target_reason": indicator.weaker_target_reason,
    }


def history_data(indicator: Indicator) -> list[Data]:
    return [
        {
            **year_data(past.fiscal_year),
            "text": past.text,
            "value": figure(past.value),
            "unit": past.unit,
        }
        for past in indicator.history.all()
    ]


INDICATOR_COLUMNS = (
    "identifier",
    "fiscal_year",
    "ce_year",
    "agency",
    "agency_en",
    "fictional",
    "goal_number",
    "goal",
    "key",
    "name",
    "evaluation_arrangement",
    "evaluation_method",
    "standard",
    "standard_remark",
    "note",
    "linkage",
    "kind",
    "target",
    "comparator",
    "target_value",
    "target_unit",
    "target_base_value",
    "target_base_unit",
    "direction",
    "direction_written",
    "direction_reason",
    "direction_word",
    "direction_word_in",
    "project_count",
    "surpassed_in",
    "owner",
    "data_source",
    "data_quality",
    "result_level",
    "accumulation",
    "baseline_year",
    "baseline",
    "weaker_target_reason",
)


def indicator_row(indicator: Indicator) -> tuple[object, ...]:
    plan = indicator.plan
    return (
        indicator.identifier,
        plan.fiscal_year,
        plan.fiscal_year + YEARS_BEFORE,
        plan.agency.name,
        plan.agency.name_en,
        plan.fictional,
        indicator.goal.number,
        indicator.goal.title,
        indicator.key,
        indicator.name,
        indicator.evaluation_arrangement,
        indicator.evaluation_method,
        indicator.standard,
        indicator.standard_remark,
        indicator.note,
        indicator.linkage,
        indicator.kind,
        indicator.target_text,
        indicator.comparator,
        indicator.target_value,
        indicator.target_unit,
        indicator.target_base_value,
        indicator.target_base_unit,
        indicator.direction,
        indicator.direction_written,
        indicator.direction_reason,
        indicator.direction_word,
        indicator.direction_word_in,
        indicator.project_count,
        indicator.surpassed_in,
        indicator.owner,
        indicator.data_source,
        indicator.data_quality,
        indicator.result_level,
        indicator.accumulation,
        indicator.baseline_year,
        indicator.baseline_text,
        indicator.weaker_target_reason,
    )


def project_data(project: Project) -> Data:
    """One project with its plan; the KPIs that it serves are added where they were fetched."""
    return {
        **reference(project.identifier),
        **year_data(project.plan.fiscal_year),
        "agency": project.plan.agency.name,
        "agency_en": project.plan.agency.name_en,
        "fictional": project.plan.fictional,
        "key": project.key,
        "position": project.position,
        "work_plan": project.work_plan,
        "title": project.title,
        "category": project.category,
        "content_items": project.content_items,
        "contents": project.contents,
        "indicator_count": project.indicator_count,
        "budget": figure(project.budget),
        "control_level": project.control_level,
    }


def milestones_data(project: Project) -> list[Data]:
    """What is to be done by which day, where it was fetched."""
    return [
        {"number": one.number, "due": one.due.isoformat(), "title": one.title}
        for one in project.milestones.all()
    ]


def progress_data(project: Project) -> list[Data]:
    """The planned progress by month, where it was fetched."""
    return [
        {"month": one.month, "percent": figure(one.percent)}
        for one in project.planned_progress.all()
    ]


PROJECT_COLUMNS = (
    "identifier",
    "fiscal_year",
    "ce_year",
    "agency",
    "agency_en",
    "fictional",
    "key",
    "work_plan",
    "title",
    "category",
    "content_items",
    "indicator_count",
    "indicators",
    "budget",
    "control_level",
)


def project_row(project: Project, indicators: Sequence[str]) -> tuple[object, ...]:
    """One project and the keys of the KPIs that it serves."""
    plan = project.plan
    return (
        project.identifier,
        plan.fiscal_year,
        plan.fiscal_year + YEARS_BEFORE,
        plan.agency.name,
        plan.agency.name_en,
        plan.fictional,
        project.key,
        project.work_plan,
        project.title,
        project.category,
        project.content_items,
        project.indicator_count,
        list(indicators),
        project.budget,
        project.control_level,
    )


def action_plan_data(plan: ActionPlan) -> Data:
    return {
        **reference(plan.identifier),
        **year_data(plan.fiscal_year),
        "code": plan.code,
        "title": plan.title,
        "title_en": plan.title_en,
        "approved_on": plan.approved_on,
        "document_number": plan.document_number,
    }


def measure_data(measure: Measure) -> Data:
    """One measure with its strategy, agencies, targets and reports, all fetched before."""
    return {
        **reference(measure.identifier),
        "key": measure.key,
        "number": measure.number,
        "number_in_strategy": measure.number_in_strategy,
        "strategy": {
            "number": measure.strategy.number,
            "title": measure.strategy.title,
            "title_en": measure.strategy.title_en,
        },
        "short_title": measure.short_title,
        "short_title_en": measure.short_title_en,
        "text": measure.text,
        "verdict": measure.verdict,
        "agencies": [
            {"role": one.role, "name": one.name, "units": one.units}
            for one in measure.agencies.all()
        ],
        "targets": [measure_target_data(target) for target in measure.targets.all()],
    }


def measure_target_data(target: MeasureTarget) -> Data:
    return {
        "number": target.number,
        "part": target.part,
        "text": target.text,
        "subject": target.subject,
        "comparator": target.comparator,
        "value": figure(target.value),
        "unit": target.unit,
        "verdict": target.verdict,
        "reported": [
            {
                "value": figure(one.value),
                "unit": one.unit,
                "agency": one.agency_name,
                "basis": one.basis,
                "computed": one.computed,
                "text": one.text,
            }
            for one in target.reported.all()
        ],
    }
