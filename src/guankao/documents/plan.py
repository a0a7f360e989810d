"""The annual plan (施政計畫) of one agency for one fiscal year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from guankao.documents.element import Document, Element, Fault, refuse, repeated
from guankao.documents.fields import (
    AgencyName,
    Arrangement,
    Category,
    FiscalYear,
    Key,
    Ordinal,
    Text,
    Title,
)
from guankao.documents.identifiers import (
    goal_identifier,
    indicator_identifier,
    plan_identifier,
    project_identifier,
)


class Strategy(Element):
    """One strategy (策略) towards a goal."""

    text: Text = Field(description="The strategy as written (策略).")


class Goal(Element):
    """One goal of the year (年度施政目標)."""

    key: Key = Field(description="Stable key within the plan, such as 1.")
    no: Ordinal = Field(description="Number in the goal list (施政目標項次).")
    title: Title = Field(description="Title of the goal (施政目標).")
    strategies: tuple[Strategy, ...] = Field(default=(), description="Strategies (策略).")


class HistoryValue(Element):
    """What was reached in an earlier year, as the plan states it."""

    fiscal_year: FiscalYear = Field(description="Fiscal year of the value (年度).")
    value: Title = Field(description="The value as written (實際值), such as 5,842人.")


class Indicator(Element):
    """One key performance indicator (關鍵績效指標, KPI)."""

    key: Key = Field(description="Stable key within the plan, such as 1-2.")
    goal: Key = Field(description="Key of the goal in the goal list that it measures.")
    goal_no_in_table: Ordinal | None = Field(
        default=None,
        description="Number of the goal in the KPI table where that counts differently.",
    )
    no: Ordinal = Field(description="Number of the KPI under its goal (項次).")
    name: Title = Field(description="Name of the KPI (關鍵績效指標).")
    evaluation_arrangement: Arrangement = Field(
        description="Who evaluates (評估體制): 1 own organisation, 2 task force, 3 third party, "
        "4 own with third party, 5 other."
    )
    evaluation_method: Title = Field(description="How it is evaluated (評估方式).")
    standard: Text = Field(description="What is measured, as written (衡量標準).")
    standard_remark: Text | None = Field(
        default=None, description="Remark that stands with the standard (備註)."
    )
    target: Title = Field(description="The year's target as written (年度目標值).")
    linkage: tuple[Category, ...] = Field(
        default=(), description="Linkage with medium- and long-term plans (與中長程個案計畫關聯)."
    )
    history: tuple[HistoryValue, ...] = Field(
        default=(), description="Values of earlier years (過去年度實際值)."
    )
    note: Text | None = Field(default=None, description="Note on the indicator (說明).")


class Project(Element):
    """One important project of the year (重要計畫項目)."""

    key: Key = Field(description="Stable key within the plan: work plan and item, such as 3-2.")
    work_plan: Title = Field(description="Work plan that holds it (工作計畫名稱).")
    title: Title = Field(description="Title of the project (重要計畫項目).")
    category: Category = Field(description="Category of the project (計畫類別).")
    content_items: int = Field(
        default=0, ge=0, le=9_999, description="How many items its contents list (實施內容)."
    )
    indicators: tuple[Key, ...] = Field(
        default=(), description="Keys of the KPIs that it serves (與KPI關聯)."
    )


class Plan(Document):
    """The annual plan (施政計畫) of one agency for one fiscal year."""

    kind: Literal["plan"] = Field(default="plan", description="The kind of document.")
    agency: AgencyName = Field(description="The agency (機關).")
    parent_agency: AgencyName | None = Field(
        default=None, description="The agency that it stands under (上級機關)."
    )
    chapter: Ordinal | None = Field(
        default=None, description="Chapter in the cabinet's collected plans (章次)."
    )
    goals: tuple[Goal, ...] = Field(default=(), description="Goals of the year (年度施政目標).")
    indicators: tuple[Indicator, ...] = Field(default=(), description="KPIs (關鍵績效指標).")
    projects: tuple[Project, ...] = Field(default=(), description="Projects (年度重要計畫).")

    @property
    def identifier(self) -> str:
        """The public address of the plan, such as 107/內政部."""
        return plan_identifier(self.fiscal_year, self.agency)

    def identifiers(self) -> Iterator[str]:
        """The identifiers of the plan and of everything in it, in the order of the document."""
        yield self.identifier
        for goal in self.goals:
            yield goal_identifier(self.fiscal_year, self.agency, goal.key)
        for indicator in self.indicators:
            yield indicator_identifier(self.fiscal_year, self.agency, indicator.key)
        for project in self.projects:
            yield project_identifier(self.fiscal_year, self.agency, project.key)

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        refuse("Plan", self._faults())
        return self

    def _faults(self) -> Iterator[Fault]:
        if self.parent_agency == self.agency:
            yield ("parent_agency",), "is the agency itself", self.parent_agency
        yield from repeated((goal.key for goal in self.goals), "goals", "key")
        yield from repeated((goal.no for goal in self.goals), "goals", "no")
        yield from repeated((one.key for one in self.indicators), "indicators", "key")
        yield from repeated((project.key for project in self.projects), "projects", "key")
        goals = {goal.key for goal in self.goals}
        for place, indicator in enumerate(self.indicators):
            at = ("indicators", place)
            if indicator.goal not in goals:
                yield (*at, "goal"), "is not the key of a goal of this plan", indicator.goal
            years = (value.fiscal_year for value in indicator.history)
            yield from repeated(years, "history", "fiscal_year", within=at)
        keys = {indicator.key for indicator in self.indicators}
        for place, project in enumerate(self.projects):
            at = ("projects", place)
            yield from repeated(project.indicators, "indicators", None, within=at)
            for link, key in enumerate(project.indicators):
                if key not in keys:
                    yield (*at, "indicators", link), "is not the key of a KPI of this plan", key
