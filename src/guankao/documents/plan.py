"""The annual plan (施政計畫) of one agency for one fiscal year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from guankao.documents.element import Document, Element, Fault, refuse, repeated
from guankao.documents.fields import (
    AccumulationRule,
    AgencyName,
    Arrangement,
    Category,
    ControlLevel,
    FiscalYear,
    Key,
    Number,
    Ordinal,
    ResultLevel,
    Text,
    Title,
)
from guankao.documents.identifiers import (
    goal_identifier,
    indicator_identifier,
    plan_identifier,
    project_identifier,
)
from guankao.documents.plan_details import (
    Baseline,
    InputAccumulation,
    Milestone,
    PlannedProgress,
    YearTarget,
    faults_of_accumulation,
    faults_of_progress,
)


class Strategy(Element):
    """One strategy (策略) towards a goal."""

    text: Text = Field(description="The strategy as written (策略).")


class AnsweredClause(Element):
    """A clause of the year's policy guidelines that a goal answers; a person confirmed it."""

    section: Key = Field(description="Key of the section of the guidelines (章).")
    clause: Key = Field(description="Key of the clause within its section: its number (項次).")
    text: Text | None = Field(
        default=None,
        description="The clause as it was written when the goal was tied to it (條文).",
    )

    @property
    def known_as(self) -> str:
        """The name of the clause within the guidelines, such as 3/2."""
        return f"{self.section}/{self.clause}"


class Goal(Element):
    """One goal of the year (年度施政目標)."""

    key: Key = Field(description="Stable key within the plan, such as 1.")
    no: Ordinal = Field(description="Number in the goal list (施政目標項次).")
    title: Title = Field(description="Title of the goal (施政目標).")
    strategies: tuple[Strategy, ...] = Field(default=(), description="Strategies (策略).")
    answers: tuple[AnsweredClause, ...] = Field(
        default=(), description="Clauses of the policy guidelines that it answers (對應施政方針)."
    )


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
    owner: Title | None = Field(
        default=None, description="The unit that answers for the KPI (主辦單位)."
    )
    data_source: Text | None = Field(
        default=None, description="Where its figures come from (資料來源)."
    )
    data_quality: Text | None = Field(
        default=None, description="What is known of the quality of its figures (資料品質說明)."
    )
    result_level: ResultLevel | None = Field(
        default=None,
        description="What it measures (指標層次): input 投入, process 過程, output 產出, "
        "outcome 成果.",
    )
    accumulation: AccumulationRule | None = Field(
        default=None,
        description="How the year's figure comes from those of its periods (累計方式): sum 加總, "
        "latest 最新值, average 平均, stock_at_end 期末值.",
    )
    input_accumulation: tuple[InputAccumulation, ...] = Field(
        default=(),
        description="Inputs with a rule other than that of the KPI (各計算項目累計方式).",
    )
    baseline: Baseline | None = Field(
        default=None, description="The value that its targets start from (基準值)."
    )
    year_targets: tuple[YearTarget, ...] = Field(
        default=(), description="Targets of the years of the medium term (中程各年度目標值)."
    )
    weaker_target_reason: Text | None = Field(
        default=None,
        description="Why the target is weaker than what was reached (目標值低於實績之理由).",
    )


class Project(Element):
    """One important project of the year (重要計畫項目)."""

    key: Key = Field(description="Stable key within the plan: work plan and item, such as 3-2.")
    work_plan: Title = Field(description="Work plan that holds it (工作計畫名稱).")
    title: Title = Field(description="Title of the project (重要計畫項目).")
    category: Category = Field(description="Category of the project (計畫類別).")
    content_items: int = Field(
        default=0, ge=0, le=9_999, description="How many items its contents list (實施內容)."
    )
    contents: tuple[Text, ...] = Field(
        default=(), description="The items of its contents, without their numbers (實施內容)."
    )
    indicators: tuple[Key, ...] = Field(
        default=(), description="Keys of the KPIs that it serves (與KPI關聯)."
    )
    budget: Number | None = Field(
        default=None,
        ge=0,
        description="Budget of the year in thousands of New Taiwan dollars (年度預算，千元).",
    )
    control_level: ControlLevel | None = Field(
        default=None, description="Who controls the project (管制級別): 行政院, 部會, 自行."
    )
    milestones: tuple[Milestone, ...] = Field(
        default=(), description="Milestones of the year, by their days (查核點)."
    )
    planned_progress: tuple[PlannedProgress, ...] = Field(
        default=(), description="Planned progress by month, from the start of the year (預定進度)."
    )

    @model_validator(mode="before")
    @classmethod
    def _counts_its_contents(cls, given: Any) -> Any:
        """Where the contents are given and not how many they are, that is counted."""
        if isinstance(given, dict) and given.get("contents") and "content_items" not in given:
            return {**given, "content_items": len(given["contents"])}
        return given

    @model_validator(mode="after")
    def _lists_as_many_as_it_says(self) -> Self:
        if self.contents and len(self.contents) != self.content_items:
            reason = f"is not the number of contents, which is {len(self.contents)}"
            refuse("Project", [(("content_items",), reason, self.content_items)])
        refuse("Project", faults_of_progress(self.planned_progress))
        return self


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
    introduction: tuple[Text, ...] = Field(
        default=(), description="The paragraphs that stand before the goals (前言)."
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
        for place, goal in enumerate(self.goals):
            clauses = (one.known_as for one in goal.answers)
            yield from repeated(clauses, "answers", "clause", within=("goals", place))
        goals = {goal.key for goal in self.goals}
        for place, indicator in enumerate(self.indicators):
            at = ("indicators", place)
            if indicator.goal not in goals:
                yield (*at, "goal"), "is not the key of a goal of this plan", indicator.goal
            years = (value.fiscal_year for value in indicator.history)
            yield from repeated(years, "history", "fiscal_year", within=at)
            for where, reason, value in faults_of_accumulation(indicator.input_accumulation):
                yield (*at, *where), reason, value
            ahead = (value.fiscal_year for value in indicator.year_targets)
            yield from repeated(ahead, "year_targets", "fiscal_year", within=at)
        keys = {indicator.key for indicator in self.indicators}
        for place, project in enumerate(self.projects):
            at = ("projects", place)
            yield from repeated(project.indicators, "indicators", None, within=at)
            for link, key in enumerate(project.indicators):
                if key not in keys:
                    yield (*at, "indicators", link), "is not the key of a KPI of this plan", key
