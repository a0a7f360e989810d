"""Years, agencies, plans, goals, KPIs, projects and guidelines."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from guankao.figures.periods import YEARS_BEFORE
from guankao.web.api.schemas.values import Figure, Identifier, Year
from guankao.web.organizations.models import Agency as AgencyRow
from guankao.web.planning.models import Goal as GoalRow
from guankao.web.planning.models import Indicator as IndicatorRow
from guankao.web.planning.models import Project as ProjectRow


class YearOfPlans(Year):
    plans: int = Field(description="How many plans the year has, fictional ones left out.")
    fictional_plans: int = Field(description="How many fictional ones.")

    @staticmethod
    def resolve_ce_year(row: Any) -> int:
        return int(row.fiscal_year) + YEARS_BEFORE


class Agency(Schema):
    name: str = Field(description="Official name, by which the agency is known.")
    name_en: str = Field(description="English name; empty where there is none.")
    parent: str | None = Field(description="Name of the agency that it stands under.")
    fictional: bool = Field(description="Made up for demonstration.")

    @staticmethod
    def resolve_parent(row: AgencyRow) -> str | None:
        return row.parent.name if row.parent else None


class PlanReference(Schema):
    identifier: Identifier
    fiscal_year: int


class AgencyDetail(Agency):
    children: list[str] = Field(description="Names of the agencies under it.")
    plans: list[PlanReference] = Field(description="Its plans, the latest first.")

    @staticmethod
    def resolve_children(row: AgencyRow) -> list[str]:
        return [child.name for child in row.children.all()]

    @staticmethod
    def resolve_plans(row: AgencyRow) -> list[Any]:
        return sorted(row.plans.all(), key=lambda plan: -plan.fiscal_year)


class _InYear(Year):
    @staticmethod
    def resolve_ce_year(row: Any) -> int:
        return int(row.fiscal_year) + YEARS_BEFORE


class Strategy(Schema):
    number: int
    text: str


class GoalOfPlan(Schema):
    identifier: Identifier
    number: int = Field(description="Number in the plan's list of goals.")
    title: str


class GoalWithStrategies(GoalOfPlan):
    strategies: list[Strategy]


class Plan(_InYear):
    identifier: Identifier
    agency: str = Field(alias="agency.name")
    agency_en: str = Field(alias="agency.name_en")
    chapter: int | None = Field(description="Chapter in the cabinet's book of plans.")
    fictional: bool
    content_digest: str = Field(description="SHA-256 of the plan as an interchange document.")
    loaded_at: datetime = Field(description="When it was loaded here.")


class PlanDetail(Plan):
    goals: list[GoalWithStrategies]


class _InPlan(Schema):
    """What every piece of a plan says of its place."""

    identifier: Identifier
    plan: str = Field(alias="plan.identifier", description="Identifier of its plan.")
    fiscal_year: int = Field(alias="plan.fiscal_year")
    ce_year: int
    agency: str = Field(alias="plan.agency.name")
    agency_en: str = Field(alias="plan.agency.name_en")
    fictional: bool = Field(alias="plan.fictional")
    key: str = Field(description="Key within the plan.")

    @staticmethod
    def resolve_ce_year(row: Any) -> int:
        return int(row.plan.fiscal_year) + YEARS_BEFORE


class Goal(_InPlan):
    number: int
    title: str


class GoalDetail(Goal):
    strategies: list[Strategy]
    indicators: list[str] = Field(description="Identifiers of the KPIs that measure it.")

    @staticmethod
    def resolve_indicators(row: GoalRow) -> list[str]:
        return [indicator.identifier for indicator in row.indicators.all()]


class Target(Schema):
    """The year's target as written, and what was read out of it."""

    text: str = Field(alias="target_text", description="The target as written.")
    comparator: str = Field(description=">=, <=, = or milestone; empty where it was not read.")
    value: Figure | None = Field(alias="target_value")
    unit: str = Field(alias="target_unit", description="The unit as written.")
    base_value: Figure | None = Field(alias="target_base_value")
    base_unit: str = Field(alias="target_base_unit")
    problem: str = Field(alias="target_problem", description="Why it could not be read.")


class Direction(Schema):
    """Which way is better, and what says so."""

    value: str = Field(
        alias="direction",
        description="higher, lower, exact or milestone; empty where it was not read.",
    )
    written: bool = Field(alias="direction_written", description="False where it was inferred.")
    reason: str = Field(alias="direction_reason", description="The code and word that decided.")


class Indicator(_InPlan):
    goal: GoalOfPlan
    position: int = Field(description="Place in the plan's table, from 1.")
    number: int = Field(description="Number under its goal.")
    goal_number_in_table: int | None = Field(
        description="Number of the goal in the KPI table where that counts differently."
    )
    name: str
    evaluation_arrangement: int = Field(
        description="1 own organisation, 2 task force, 3 third party, 4 own with third party, "
        "5 other."
    )
    evaluation_method: str
    standard: str = Field(description="What is measured, as written.")
    standard_remark: str
    note: str
    linkage: list[str] = Field(description="Categories of plans that it is linked with.")
    kind: str = Field(description="formula, count, survey or milestone.")
    target: Target
    direction: Direction
    project_count: int
    surpassed_in: int | None = Field(
        description="The last earlier fiscal year that was already better than this target."
    )
    owner: str = Field(description="The unit that answers for it.")
    data_source: str = Field(description="Where its figures come from.")
    data_quality: str = Field(description="What is known of the quality of its figures.")
    result_level: str = Field(description="input, process, output or outcome; or empty.")
    accumulation: str = Field(description="sum, latest, average or stock_at_end; or empty.")
    baseline_year: int | None = Field(description="Fiscal year that its targets start from.")
    baseline: str = Field(alias="baseline_text", description="The value of that year as written.")
    weaker_target_reason: str = Field(description="Why the target is weaker than what was reached.")

    @staticmethod
    def resolve_target(row: IndicatorRow) -> IndicatorRow:
        return row

    @staticmethod
    def resolve_direction(row: IndicatorRow) -> IndicatorRow:
        return row


class HistoryValue(Schema):
    fiscal_year: int
    text: str = Field(description="The value as written.")
    value: Figure | None
    unit: str


class YearTarget(Schema):
    fiscal_year: int
    text: str = Field(description="The target as written.")
    value: Figure | None
    unit: str


class IndicatorDetail(Indicator):
    history: list[HistoryValue] = Field(description="What the plan states for earlier years.")
    year_targets: list[YearTarget] = Field(description="Targets of the medium term.")
    projects: list[str] = Field(description="Identifiers of the projects that carry it.")

    @staticmethod
    def resolve_projects(row: IndicatorRow) -> list[str]:
        return [project.identifier for project in row.projects.all()]


class Project(_InPlan):
    position: int = Field(description="Place in the plan's table, from 1.")
    work_plan: str
    title: str
    category: str = Field(
        description="public-construction, social-development, science-technology or other."
    )
    content_items: int = Field(description="How many items its contents list.")
    budget: Figure | None = Field(description="Of the year, in thousands of New Taiwan dollars.")
    control_level: str = Field(description="行政院, 部會 or 自行; or empty.")
    indicators: list[str] = Field(description="Identifiers of the KPIs that it serves.")

    @staticmethod
    def resolve_indicators(row: ProjectRow) -> list[str]:
        return [indicator.identifier for indicator in row.indicators.all()]


class Milestone(Schema):
    number: int
    due: date = Field(description="The day by which it is done.")
    title: str


class PlannedProgress(Schema):
    month: int = Field(description="Month of the fiscal year, 1 to 12.")
    percent: Figure = Field(description="Planned progress, from the start of the year.")


class ProjectDetail(Project):
    milestones: list[Milestone]
    planned_progress: list[PlannedProgress]


class Clause(Schema):
    number: int
    text: str = Field(description="Empty where only the number of clauses was entered.")


class Section(Schema):
    identifier: Identifier
    number: int
    title: str
    clause_count: int


class SectionDetail(Section):
    clauses: list[Clause]


class Guidelines(_InYear):
    identifier: Identifier
    fictional: bool = Field(description="Made up for demonstration.")
    sections: list[Section]


class GuidelinesDetail(_InYear):
    identifier: Identifier
    fictional: bool = Field(description="Made up for demonstration.")
    sections: list[SectionDetail]
