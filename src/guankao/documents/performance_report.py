"""The performance report (施政績效報告): what came of an agency's annual plan.

It can be read without its plan: the goals, KPIs and targets stand in it as the plan words them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from guankao.documents.element import Document, Element, Fault, refuse, repeated
from guankao.documents.fields import AgencyName, Key, Number, Ordinal, Text, Title
from guankao.documents.identifiers import performance_report_identifier, plan_identifier
from guankao.documents.plan import HistoryValue

LightCode = Literal["green", "yellow", "red", "white"]
"""燈號 by its code; white says that nothing is known."""


class InputValue(Element):
    """One raw figure that a result was computed from."""

    name: Title = Field(description="Name of the input in the words of the standard (計算項目).")
    value: Number = Field(description="The figure as it was reported (數值).")
    unit: Title | None = Field(default=None, description="The unit as written (單位).")


class IndicatorResult(Element):
    """What was reached at one KPI."""

    indicator: Key = Field(description="Key of the KPI in the plan.")
    goal_no: Ordinal = Field(description="Number of its goal (施政目標項次).")
    goal: Title = Field(description="Title of its goal (施政目標).")
    no: Ordinal = Field(description="Number of the KPI under its goal (項次).")
    name: Title = Field(description="Name of the KPI (關鍵績效指標).")
    target: Title = Field(description="The year's target as written (年度目標值).")
    actual: Title | None = Field(
        default=None, description="What was reached, as reported (實際達成值); none: not reported."
    )
    value: Number | None = Field(default=None, description="The figure in it.")
    unit: Title | None = Field(default=None, description="The unit as written (單位).")
    achievement: Number | None = Field(
        default=None,
        description="Share of the target that was reached, in percent (達成度), as computed; "
        "none where only met or not met can be said.",
    )
    light: LightCode = Field(default="white", description="The light (燈號): ★ ▲ ● □.")
    inputs: tuple[InputValue, ...] = Field(
        default=(), description="The raw figures it was computed from (計算項目)."
    )
    history: tuple[HistoryValue, ...] = Field(
        default=(), description="Values of earlier years (過去年度實際值)."
    )
    explanation: Text | None = Field(default=None, description="The agency's explanation (說明).")


class ProjectProgress(Element):
    """How far one important project came."""

    project: Key = Field(description="Key of the project in the plan.")
    work_plan: Title = Field(description="Work plan that holds it (工作計畫名稱).")
    title: Title = Field(description="Title of the project (重要計畫項目).")
    planned: Number | None = Field(
        default=None, description="Planned progress in percent (預定進度)."
    )
    actual: Number | None = Field(default=None, description="Progress in percent (實際進度).")
    budget: Number | None = Field(
        default=None, description="Budget in thousands of New Taiwan dollars (預算數，千元)."
    )
    spent: Number | None = Field(
        default=None, description="Spent, in thousands of New Taiwan dollars (執行數，千元)."
    )
    explanation: Text | None = Field(default=None, description="The agency's explanation (說明).")


class PerformanceReport(Document):
    """The performance report (施政績效報告) of one agency on one fiscal year."""

    kind: Literal["performance-report"] = Field(
        default="performance-report", description="The kind of document."
    )
    agency: AgencyName = Field(description="The agency (機關).")
    plan: str = Field(description="Identifier of the plan that it reports on (施政計畫).")
    preliminary: bool = Field(
        default=False,
        description="Some of it was accepted and is not published yet (初步數).",
    )
    indicators: tuple[IndicatorResult, ...] = Field(
        default=(), description="Results of the KPIs (關鍵績效指標達成情形)."
    )
    projects: tuple[ProjectProgress, ...] = Field(
        default=(), description="Progress of the projects (重要計畫執行情形)."
    )

    @property
    def identifier(self) -> str:
        """The public address of the report, such as 107/內政部/report."""
        return performance_report_identifier(self.fiscal_year, self.agency)

    def identifiers(self) -> Iterator[str]:
        """The identifier of the report; its pieces have those of the plan."""
        yield self.identifier

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        refuse("PerformanceReport", self._faults())
        return self

    def _faults(self) -> Iterator[Fault]:
        expected = plan_identifier(self.fiscal_year, self.agency)
        if self.plan != expected:
            yield ("plan",), f"must be {expected}, the plan of this agency and year", self.plan
        yield from repeated((one.indicator for one in self.indicators), "indicators", "indicator")
        yield from repeated((one.project for one in self.projects), "projects", "project")
        for place, result in enumerate(self.indicators):
            yield from _faults_of_a_result(result, place)


def _faults_of_a_result(result: IndicatorResult, place: int) -> Iterator[Fault]:
    at = ("indicators", place)
    if result.actual is None:
        # What nobody reported is unknown: a figure or a light beside it would be made up.
        if result.value is not None:
            yield (*at, "value"), "stands without the actual that it was read from", result.value
        if result.achievement is not None:
            reason = "stands without the actual that it was computed from"
            yield (*at, "achievement"), reason, result.achievement
        if result.light != "white":
            yield (*at, "light"), "must be white where nothing was reported", result.light
    yield from repeated((one.name for one in result.inputs), "inputs", "name", within=at)
    years = (value.fiscal_year for value in result.history)
    yield from repeated(years, "history", "fiscal_year", within=at)
