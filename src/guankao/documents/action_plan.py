"""The action plan (行動方案): measures of many agencies, their targets and what came of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from guankao.documents.element import Document, Element, Fault, refuse, repeated
from guankao.documents.fields import (
    AgencyName,
    Code,
    Comparator,
    Day,
    Key,
    Number,
    Ordinal,
    Text,
    Title,
)
from guankao.documents.identifiers import action_plan_identifier, measure_identifier


class Approval(Element):
    """The decision by which the document stands (核定)."""

    date: Day = Field(description="Day of the approval (核定日期).")
    document_no: Title = Field(description="Number of the letter (文號).")


class ActionPlanStrategy(Element):
    """One strategy of the action plan (策略), which holds measures."""

    no: Ordinal = Field(description="Number of the strategy (策略項次).")
    title: Title = Field(description="Title of the strategy (具體策略).")
    title_en: Title | None = Field(default=None, description="The title in English.")


class ResponsibleAgency(Element):
    """An agency that answers for a measure, and the units named in it."""

    agency: AgencyName = Field(description="The agency (機關); 各機關 is a group, all of them.")
    units: tuple[Title, ...] = Field(
        default=(), description="Units named within it (單位), such as 廉政署."
    )


class TargetPart(Element):
    """One figure of a target that holds several."""

    no: Ordinal = Field(description="Number of the part within its target.")
    subject: Title = Field(description="What is counted.")
    comparator: Comparator = Field(description="How it is to be compared.")
    value: Number | None = Field(default=None, description="The value to be reached (目標值).")
    unit: Title | None = Field(default=None, description="The unit as written (單位).")


class MeasureTarget(Element):
    """One target of a measure (績效目標值)."""

    no: Ordinal = Field(description="Number of the target within its measure.")
    text: Text = Field(description="The target as written (績效目標值).")
    subject: Text = Field(description="What is counted, without the figure.")
    comparator: Comparator = Field(description="How it is to be compared.")
    value: Number | None = Field(
        default=None, description="The value to be reached; none at a milestone."
    )
    unit: Title | None = Field(default=None, description="The unit as written (單位).")
    parts: tuple[TargetPart, ...] = Field(
        default=(), description="The figures one by one, where the target holds several."
    )


class Actual(Element):
    """One reported figure (執行情形), or the statement that none was reported."""

    target: Ordinal = Field(description="Number of the target that it answers.")
    part: Ordinal | None = Field(default=None, description="Number of the target's part.")
    value: Number | None = Field(
        default=None, description="The reported value; none where words answer."
    )
    unit: Title | None = Field(default=None, description="The unit as written (單位).")
    agency: AgencyName | None = Field(
        default=None, description="Who reported it, where several do."
    )
    basis: Title | None = Field(
        default=None, description="What was counted, where two counts differ."
    )
    computed: Title | None = Field(
        default=None,
        description="The arithmetic, where the report does not total its figures itself.",
    )
    text: Text | None = Field(default=None, description="The report as written (執行情形).")


class Measure(Element):
    """One measure (執行措施) of an action plan."""

    key: Key = Field(description="Stable key within the action plan, such as 12.")
    no: Ordinal = Field(description="Running number over the whole action plan.")
    strategy_no: Ordinal = Field(description="Number of the strategy that it belongs to.")
    measure_no: Ordinal = Field(description="Number under its strategy (項次).")
    short_title: Title | None = Field(
        default=None, description="A short title (簡稱), not the document's own words."
    )
    short_title_en: Title | None = Field(default=None, description="The short title in English.")
    text: Text | None = Field(default=None, description="The measure as written (執行措施).")
    goal: Text | None = Field(default=None, description="What it is to achieve (績效目標).")
    lead_agencies: tuple[ResponsibleAgency, ...] = Field(
        default=(), description="Agencies in the lead (主辦機關)."
    )
    co_agencies: tuple[ResponsibleAgency, ...] = Field(
        default=(), description="Agencies that help (協辦機關)."
    )
    indicators: tuple[Text, ...] = Field(
        default=(), description="What it is measured by, item by item (績效衡量指標)."
    )
    targets: tuple[MeasureTarget, ...] = Field(default=(), description="Targets (績效目標值).")
    report: Text | None = Field(
        default=None, description="The whole report as written (績效目標達成情形)."
    )
    actuals: tuple[Actual, ...] = Field(default=(), description="Reported figures (執行情形).")
    tracking_note: Text | None = Field(
        default=None, description="What the group in charge notes on tracking it (列管說明)."
    )
    comparison: Text | None = Field(
        default=None, description="Comparison with the year before (達成率及執行成果比較)."
    )
    highlights: Text | None = Field(
        default=None, description="Special results (特殊績效及亮點成果)."
    )
    benefits: Text | None = Field(default=None, description="What it brought (執行效益).")
    next_targets: Text | None = Field(
        default=None, description="Next year's targets as written (次年績效目標值)."
    )


class ActionPlan(Document):
    """An action plan (行動方案) of several agencies for one fiscal year."""

    kind: Literal["action-plan"] = Field(default="action-plan", description="The kind of document.")
    code: Code = Field(description="Short name in the address, such as integrity.")
    title: Title = Field(description="Title (方案名稱).")
    title_en: Title | None = Field(default=None, description="The title in English.")
    approved: Approval | None = Field(default=None, description="The approval (核定).")
    strategies: tuple[ActionPlanStrategy, ...] = Field(
        default=(), description="Strategies (具體策略)."
    )
    measures: tuple[Measure, ...] = Field(default=(), description="Measures (執行措施).")

    @property
    def identifier(self) -> str:
        """The public address of the action plan, such as 107/action-plan/integrity."""
        return action_plan_identifier(self.fiscal_year, self.code)

    def identifiers(self) -> Iterator[str]:
        """The identifiers of the action plan and of its measures, in order."""
        yield self.identifier
        for measure in self.measures:
            yield measure_identifier(self.fiscal_year, self.code, measure.key)

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        refuse("ActionPlan", self._faults())
        return self

    def _faults(self) -> Iterator[Fault]:
        yield from repeated((strategy.no for strategy in self.strategies), "strategies", "no")
        yield from repeated((measure.key for measure in self.measures), "measures", "key")
        yield from repeated((measure.no for measure in self.measures), "measures", "no")
        strategies = {strategy.no for strategy in self.strategies}
        for place, measure in enumerate(self.measures):
            at = ("measures", place)
            if measure.strategy_no not in strategies:
                reason = "is not the number of a strategy of this action plan"
                yield (*at, "strategy_no"), reason, measure.strategy_no
            yield from _faults_of_targets(measure, place)
            yield from _faults_of_actuals(measure, place)


def _faults_of_targets(measure: Measure, place: int) -> Iterator[Fault]:
    at = ("measures", place)
    yield from repeated((target.no for target in measure.targets), "targets", "no", within=at)
    for position, target in enumerate(measure.targets):
        numbers = (part.no for part in target.parts)
        yield from repeated(numbers, "parts", "no", within=(*at, "targets", position))


def _faults_of_actuals(measure: Measure, place: int) -> Iterator[Fault]:
    parts = {target.no: {part.no for part in target.parts} for target in measure.targets}
    for position, actual in enumerate(measure.actuals):
        at = ("measures", place, "actuals", position)
        if actual.target not in parts:
            yield (*at, "target"), "is not the number of a target of this measure", actual.target
        elif actual.part is not None and actual.part not in parts[actual.target]:
            yield (*at, "part"), "is not the number of a part of that target", actual.part
