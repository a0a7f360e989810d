"""What a KPI or a project can state beyond the tables of the official layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from guankao.documents.element import Element, Fault, repeated
from guankao.documents.fields import Day, FiscalYear, InputRule, Number, Title

Month = Annotated[int, Field(ge=1, le=12)]


class Baseline(Element):
    """The value of an earlier year that the targets start from (基準值)."""

    fiscal_year: FiscalYear = Field(description="Fiscal year of the value (年度).")
    value: Title = Field(description="The value as written (基準值), such as 5,842人.")


class YearTarget(Element):
    """The target of one year of the medium term (中程年度目標值)."""

    fiscal_year: FiscalYear = Field(description="Fiscal year of the target (年度).")
    target: Title = Field(description="The target as written (目標值).")


class InputAccumulation(Element):
    """How one input of a KPI comes together, where that is not the rule of the KPI (累計方式)."""

    name: Title = Field(description="Name of the input in the words of the standard (計算項目).")
    rule: InputRule = Field(
        description="sum 加總, latest 最新值, average 平均, stock_at_end 期末值, or ratio_of_sums "
        "加權平均: a rate, weighed in each period by the input named in `weight`."
    )
    weight: Title | None = Field(
        default=None,
        description="Of ratio_of_sums: the input that it is weighed by, which is the denominator "
        "of the rate (權數項目).",
    )


class Milestone(Element):
    """What is to be done by a day (查核點)."""

    due: Day = Field(description="The day by which it is done (預定完成日).")
    title: Title = Field(description="What is done by then (查核點).")


class PlannedProgress(Element):
    """How far a project is to be at the end of a month (預定進度)."""

    month: Month = Field(description="Month of the fiscal year, 1 to 12 (月份).")
    percent: Number = Field(
        ge=0, le=100, description="Planned progress in percent, from the start of the year (累計%)."
    )


def faults_of_accumulation(rules: Sequence[InputAccumulation]) -> Iterator[Fault]:
    """Inputs named twice, and a rate that is weighed by nothing or by itself."""
    yield from repeated((one.name for one in rules), "input_accumulation", "name")
    for place, one in enumerate(rules):
        at = ("input_accumulation", place, "weight")
        if one.rule == "ratio_of_sums" and one.weight in {None, one.name}:
            yield at, "must name the input that the rate is weighed by", one.weight
        elif one.rule != "ratio_of_sums" and one.weight is not None:
            yield at, "belongs to ratio_of_sums only", one.weight


def faults_of_progress(planned: Sequence[PlannedProgress]) -> Iterator[Fault]:
    """Months stated twice, and progress that goes back."""
    yield from repeated((one.month for one in planned), "planned_progress", "month")
    for place, (before, now) in enumerate(pairwise(planned), start=1):
        at = ("planned_progress", place)
        if now.month < before.month:
            yield (*at, "month"), "stands after a later month", now.month
        elif now.percent < before.percent:
            reason = f"is less than {before.percent} of month {before.month}"
            yield (*at, "percent"), reason, now.percent
