"""The report (填報): what an agency states of one KPI or one project of its plan for one period.

Only what somebody knows stands in it: raw figures, progress, reasons, evidence. What follows from
them is computed (`guankao.results`) and never typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from guankao.documents.element import Document, Element, Fault, Path, refuse, repeated
from guankao.documents.fields import AgencyName, Day, Digest, Key, Number, PeriodCode, Text, Title
from guankao.documents.identifiers import report_identifier

FigureSource = Literal["typed", "file", "report", "computed"]
"""資料來源方式: typed 自行填列, file 匯入檔案, report 引用其他填報, computed 系統計算."""

Percent = Annotated[Number, Field(ge=0, le=100)]


class ReportedInput(Element):
    """One raw figure that a formula asks for. 0 is a figure; what is not known is not listed."""

    name: Title = Field(description="Name of the input in the words of the standard (計算項目).")
    value: Number = Field(description="The figure (數值); percentages as 90.")
    source: FigureSource = Field(
        default="typed",
        description="How it came (資料來源方式): typed 自行填列, file 匯入檔案, "
        "report 引用其他填報, computed 系統計算.",
    )
    origin: Title | None = Field(
        default=None, description="Which file, report or system it came from (資料出處)."
    )


class ReportedIndicator(Element):
    """What is stated of a KPI: the inputs of its formula, or its figure where it has none."""

    key: Key = Field(description="Key of the KPI in the plan.")
    inputs: tuple[ReportedInput, ...] = Field(
        default=(), description="The inputs of the formula (計算項目)."
    )
    figure: Number | None = Field(
        default=None, description="The figure itself, where no formula computes it (實際值)."
    )
    unit: Title | None = Field(
        default=None, description="Unit of the figure, where it is not the target's (單位)."
    )
    source: FigureSource = Field(default="typed", description="How the figure came.")
    origin: Title | None = Field(
        default=None, description="Which file, report or system the figure came from (資料出處)."
    )


class ReportedMilestone(Element):
    """A milestone of the plan that is done."""

    due: Day = Field(description="The day by which the plan has it done (預定完成日).")
    title: Title = Field(description="What is done (查核點).")
    done_on: Day = Field(description="The day on which it was done (實際完成日).")


class ReportedProject(Element):
    """What is stated of a project, from the start of the year to the end of the period."""

    key: Key = Field(description="Key of the project in the plan.")
    planned: Percent | None = Field(
        default=None, description="Planned progress in percent, where the plan has none (預定進度)."
    )
    actual: Percent | None = Field(
        default=None, description="Progress in percent (實際進度，累計%)."
    )
    milestones: tuple[ReportedMilestone, ...] = Field(
        default=(), description="Milestones that are done (已完成查核點)."
    )
    allotted: Annotated[Number, Field(ge=0)] | None = Field(
        default=None,
        description="Budget allotted so far, in thousands of New Taiwan dollars "
        "(累計分配預算，千元).",
    )
    spent: Annotated[Number, Field(ge=0)] | None = Field(
        default=None,
        description="Spent so far, in thousands of New Taiwan dollars (累計執行數，千元).",
    )


class Evidence(Element):
    """A file that proves what is stated. The file itself is kept elsewhere, by its digest."""

    name: Title = Field(description="Name of the file (檔名).")
    digest: Digest = Field(description="SHA-256 of the file (雜湊值).")
    size: int = Field(ge=1, description="Size in bytes (大小).")
    media_type: Title = Field(description="What the file is, as its bytes say (檔案類型).")
    proves: Title | None = Field(
        default=None,
        description="Name of the input that it proves, as the formula or the project calls it; "
        "none: the whole (佐證項目).",
    )


class Report(Document):
    """The report (填報) on one KPI or one project of an annual plan for one period."""

    kind: Literal["report"] = Field(default="report", description="The kind of document.")
    agency: AgencyName = Field(description="The agency (機關).")
    period: PeriodCode = Field(
        description="The period (填報期間): month-3, quarter-1, half-2 or year."
    )
    indicator: ReportedIndicator | None = Field(
        default=None, description="What is stated of a KPI (關鍵績效指標)."
    )
    project: ReportedProject | None = Field(
        default=None, description="What is stated of a project (重要計畫項目)."
    )
    reason: Text | None = Field(
        default=None,
        description="Why the figures are as they are: red, behind, far from history, corrected "
        "downward (差異原因).",
    )
    countermeasure: Text | None = Field(
        default=None, description="What is done about it (因應對策)."
    )
    data_quality: Text | None = Field(
        default=None, description="What is known of the quality of the figures (資料品質說明)."
    )
    evidence: tuple[Evidence, ...] = Field(default=(), description="Files as proof (佐證資料).")

    @property
    def element(self) -> str:
        """What is reported on, within its plan: `kpi/1-2` or `project/3-2`."""
        if self.indicator is not None:
            return f"kpi/{self.indicator.key}"
        return f"project/{self.project.key}" if self.project is not None else ""

    @property
    def identifier(self) -> str:
        """The public address of the report, such as 107/內政部/kpi/1-2/report/quarter-1."""
        return report_identifier(self.fiscal_year, self.agency, self.element, self.period)

    def identifiers(self) -> Iterator[str]:
        """The identifier of the report; its pieces have none of their own."""
        yield self.identifier

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        refuse("Report", self._faults())
        return self

    def _faults(self) -> Iterator[Fault]:
        if (self.indicator is None) == (self.project is None):
            at = "project" if self.indicator is not None else "indicator"
            yield (at,), "a report is on one KPI or on one project", getattr(self, at)
        if self.indicator is not None:
            yield from _faults_of_an_indicator(self.indicator)
        if self.project is not None:
            milestones = ((one.due, one.title) for one in self.project.milestones)
            yield from repeated(milestones, "milestones", None, within=("project",))
        proofs = ((one.digest, one.proves) for one in self.evidence)
        yield from repeated(proofs, "evidence", None)


def _faults_of_an_indicator(indicator: ReportedIndicator) -> Iterator[Fault]:
    at: Path = ("indicator",)
    yield from repeated((one.name for one in indicator.inputs), "inputs", "name", within=at)
    if indicator.inputs and indicator.figure is not None:
        reason = "is computed from the inputs, so it cannot be stated beside them"
        yield (*at, "figure"), reason, indicator.figure
    for place, one in enumerate(indicator.inputs):
        if one.source != "typed" and one.origin is None:
            yield (*at, "inputs", place, "origin"), "must say where the figure came from", None
    if indicator.source != "typed" and indicator.origin is None:
        yield (*at, "origin"), "must say where the figure came from", None
