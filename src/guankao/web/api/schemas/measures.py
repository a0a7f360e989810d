"""Action plans and their measures."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import Field

from guankao.figures.periods import YEARS_BEFORE
from guankao.web.api.schemas.values import Figure, Identifier, Year
from guankao.web.tracking.models import ActionPlan as ActionPlanRow

VERDICT = "met, not_met, undecided, units_differ, no_figure or not_numeric"


class ActionPlan(Year):
    identifier: Identifier
    code: str
    title: str
    title_en: str
    approved_on: date | None = Field(description="Day of its approval.")
    document_number: str = Field(description="Number of the letter of approval.")

    @staticmethod
    def resolve_ce_year(row: Any) -> int:
        return int(row.fiscal_year) + YEARS_BEFORE


class StrategyOfActionPlan(Schema):
    number: int
    title: str
    title_en: str


class ActionPlanDetail(ActionPlan):
    strategies: list[StrategyOfActionPlan]
    measures: list[str] = Field(description="Identifiers of its measures.")

    @staticmethod
    def resolve_measures(row: ActionPlanRow) -> list[str]:
        return [measure.identifier for measure in row.measures.all()]


class ResponsibleAgency(Schema):
    role: str = Field(description="lead or co.")
    name: str = Field(description="As the document names it; some are groups, such as 各機關.")
    units: list[str]


class ReportedFigure(Schema):
    value: Figure | None = Field(description="Null where words answer.")
    unit: str
    agency: str = Field(alias="agency_name", description="Who reported it, where several do.")
    basis: str = Field(description="What was counted, where two counts differ.")
    computed: str = Field(description="Arithmetic that the report left undone.")
    text: str


class MeasureTarget(Schema):
    number: int
    part: int | None = Field(description="Number of the figure where a target holds several.")
    text: str
    subject: str
    comparator: str = Field(description=">=, <=, = or milestone.")
    value: Figure | None
    unit: str
    verdict: str = Field(description=f"{VERDICT}.")
    reported: list[ReportedFigure]


class Measure(Schema):
    identifier: Identifier
    action_plan: str = Field(alias="action_plan.identifier")
    fiscal_year: int = Field(alias="action_plan.fiscal_year")
    ce_year: int
    key: str
    number: int = Field(description="Running number over the whole action plan.")
    strategy: StrategyOfActionPlan
    number_in_strategy: int
    short_title: str = Field(description="A short title, not the document's own words.")
    short_title_en: str
    text: str = Field(description="Empty where the measure's own words were not entered.")
    verdict: str = Field(description=f"{VERDICT}, or no_target.")
    agencies: list[ResponsibleAgency]
    targets: list[MeasureTarget]

    @staticmethod
    def resolve_ce_year(row: Any) -> int:
        return int(row.action_plan.fiscal_year) + YEARS_BEFORE
