"""What can be wrong with a report: code, field, facts, and a sentence in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as with_default
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from guankao.documents.words import Words
from guankao.rules import Level


class ReportProblemCode(StrEnum):
    """The code is stored with a result: never renamed and never reused."""

    INPUT_MISSING = "input-missing"
    FIGURE_MISSING = "figure-missing"
    FIELD_MISSING = "field-missing"
    PERIODS_MISSING = "periods-missing"
    INPUT_UNKNOWN = "input-unknown"
    NOT_A_FIGURE = "not-a-figure"
    DIVISION_BY_ZERO = "division-by-zero"
    NEGATIVE_COUNT = "negative-count"
    FRACTION_FOR_PERCENTAGE = "fraction-for-percentage"
    PERCENTAGE_ABOVE_HUNDRED = "percentage-above-hundred"
    UNITS_DIFFER = "units-differ"
    ACCUMULATION_UNKNOWN = "accumulation-unknown"
    PART_ABOVE_WHOLE = "part-above-whole"
    PARTS_ABOVE_TOTAL = "parts-above-total"
    CUMULATIVE_FALLS = "cumulative-falls"
    FAR_FROM_HISTORY = "far-from-history"
    RED = "red"
    BEHIND = "behind"
    MONEY_BEHIND = "money-behind"
    SPENT_ABOVE_ALLOTTED = "spent-above-allotted"
    ALLOTTED_ABOVE_BUDGET = "allotted-above-budget"
    MILESTONE_UNKNOWN = "milestone-unknown"
    MILESTONE_LATE = "milestone-late"
    MILESTONE_DONE_LATER = "milestone-done-later"
    REASON_MISSING = "reason-missing"
    COUNTERMEASURE_MISSING = "countermeasure-missing"
    PROVIDED_CHANGED = "provided-changed"


@dataclass(frozen=True, slots=True)
class ReportProblem:
    """One thing that is wrong with a report, or worth a second look.

    Attributes:
        code: what it is.
        level: an error hinders the report from being submitted.
        field: the field of the report, such as `inputs.到考人數`, `figure`, `reason`.
        message: the sentence for the person.
        facts: what stands in the sentence.
    """

    code: ReportProblemCode
    level: Level
    field: str
    message: Words
    facts: Mapping[str, str] = with_default(default_factory=dict)


_CODE = ReportProblemCode
_ERROR, _WARNING, _NOTE = Level.ERROR, Level.WARNING, Level.NOTE
_SENTENCES: Final[Mapping[ReportProblemCode, tuple[Level, Words]]] = MappingProxyType(
    {
        _CODE.INPUT_MISSING: (
            _ERROR,
            Words("「{name}」尚未填列；沒有發生請填 0。", "“{name}” is missing; enter 0 for none."),
        ),
        _CODE.FIGURE_MISSING: (
            _ERROR,
            Words("實際值尚未填列；沒有發生請填 0。", "The figure is missing; enter 0 for none."),
        ),
        _CODE.FIELD_MISSING: (
            _ERROR,
            Words("本級管制計畫應填列此欄。", "This control level has to state it."),
        ),
        _CODE.PERIODS_MISSING: (
            _WARNING,
            Words(
                "以前各期（{periods}）尚無填報，累計值無法計算。",
                "Earlier periods ({periods}) were not reported, so the year to date is unknown.",
            ),
        ),
        _CODE.INPUT_UNKNOWN: (
            _ERROR,
            Words("衡量標準沒有「{name}」這一項。", "The standard has no input “{name}”."),
        ),
        _CODE.NOT_A_FIGURE: (
            _ERROR,
            Words("「{name}」不是合理的數值。", "“{name}” is no figure of ordinary size."),
        ),
        _CODE.DIVISION_BY_ZERO: (
            _ERROR,
            Words("分母「{name}」為 0，無法計算。", "The denominator “{name}” is 0."),
        ),
        _CODE.NEGATIVE_COUNT: (
            _WARNING,
            Words("「{name}」為負數，請再確認。", "“{name}” is negative; please check."),
        ),
        _CODE.FRACTION_FOR_PERCENTAGE: (
            _WARNING,
            Words(
                "「{name}」請以百分數填列：90，而不是 0.9。",
                "State “{name}” as a percentage: 90, not 0.9.",
            ),
        ),
        _CODE.PERCENTAGE_ABOVE_HUNDRED: (
            _WARNING,
            Words("「{name}」超過 100%，請再確認。", "“{name}” is above 100%; please check."),
        ),
        _CODE.UNITS_DIFFER: (
            _ERROR,
            Words(
                "單位「{unit}」無法換算為目標值的單位「{wanted}」。",
                "The unit “{unit}” does not convert to the target's “{wanted}”.",
            ),
        ),
        _CODE.ACCUMULATION_UNKNOWN: (
            _NOTE,
            Words(
                "計畫未說明各期如何累計，年度結束前不評燈號。",
                "The plan does not say how periods add up, so there is no light before year end.",
            ),
        ),
        _CODE.PART_ABOVE_WHOLE: (
            _WARNING,
            Words(
                "分子 {part} 大於分母 {whole}，請再確認。",
                "The numerator {part} is above the denominator {whole}; please check.",
            ),
        ),
        _CODE.PARTS_ABOVE_TOTAL: (
            _WARNING,
            Words(
                "各分項合計 {part} 大於總數 {whole}，請再確認。",
                "The parts add up to {part}, above their total {whole}; please check.",
            ),
        ),
        _CODE.CUMULATIVE_FALLS: (
            _WARNING,
            Words(
                "「{name}」的累計值由 {before} 降為 {now}；如係更正，請說明原因。",
                "The cumulative “{name}” falls from {before} to {now}; say why it is corrected.",
            ),
        ),
        _CODE.FAR_FROM_HISTORY: (
            _WARNING,
            Words(
                "{value} 與歷年數值相差甚大（通常在 {low} 至 {high} 之間）。",
                "{value} lies far from earlier years (usually from {low} to {high}).",
            ),
        ),
        _CODE.RED: (
            _WARNING,
            Words("燈號為紅燈，應說明原因。", "The light is red; a reason is asked for."),
        ),
        _CODE.BEHIND: (
            _WARNING,
            Words(
                "實際進度 {actual}% 落後預定進度 {planned}%。",
                "Progress is {actual}%, behind the planned {planned}%.",
            ),
        ),
        _CODE.MONEY_BEHIND: (
            _WARNING,
            Words(
                "預算執行率 {rate}% 低於 {least}%。",
                "{rate}% of the allotted budget is spent, below {least}%.",
            ),
        ),
        _CODE.SPENT_ABOVE_ALLOTTED: (
            _WARNING,
            Words(
                "累計執行數 {part} 千元大於累計分配數 {whole} 千元，請再確認。",
                "NT${part} thousand was spent, above the NT${whole} thousand allotted; please "
                "check.",
            ),
        ),
        _CODE.ALLOTTED_ABOVE_BUDGET: (
            _WARNING,
            Words(
                "累計分配數 {part} 千元大於年度預算 {whole} 千元，請再確認。",
                "NT${part} thousand was allotted, above the year's NT${whole} thousand; please "
                "check.",
            ),
        ),
        _CODE.MILESTONE_UNKNOWN: (
            _ERROR,
            Words(
                "計畫沒有查核點「{name}」（{due}）。", "The plan has no milestone “{name}” ({due})."
            ),
        ),
        _CODE.MILESTONE_LATE: (
            _WARNING,
            Words(
                "查核點「{name}」應於 {due} 完成，已逾 {days} 日。",
                "The milestone “{name}” was due on {due}, {days} days ago.",
            ),
        ),
        _CODE.MILESTONE_DONE_LATER: (
            _ERROR,
            Words(
                "查核點「{name}」的完成日 {done} 在本期結束之後。",
                "The milestone “{name}” was done on {done}, after this period.",
            ),
        ),
        _CODE.REASON_MISSING: (
            _ERROR,
            Words("請說明原因：{why}", "Say why: {why}"),
        ),
        _CODE.COUNTERMEASURE_MISSING: (
            _ERROR,
            Words("請說明因應對策：{why}", "Say what is done about it: {why}"),
        ),
        _CODE.PROVIDED_CHANGED: (
            _ERROR,
            Words(
                "{origin} 現為 {now}，本填報為 {before}；請儲存一次以帶入新值。",
                "{origin} now says {now}, and this report {before}; save it to take that over.",
            ),
        ),
    }
)


def problem(
    code: ReportProblemCode, field: str, *, level: Level | None = None, **facts: str | Words
) -> ReportProblem:
    """A problem with its sentence filled in.

    >>> problem(ReportProblemCode.INPUT_MISSING, "inputs.甲", name="甲").message.en
    '“甲” is missing; enter 0 for none.'
    """
    usual, words = _SENTENCES[code]
    told = {name: fact if isinstance(fact, str) else fact.en for name, fact in facts.items()}
    return ReportProblem(code, level or usual, field, words.filled(facts), told)


def hindering(problems: Iterable[ReportProblem]) -> tuple[ReportProblem, ...]:
    """Those with which a report cannot be submitted."""
    return tuple(one for one in problems if one.level is Level.ERROR)


def shown(value: Decimal) -> str:
    """A figure as a sentence shows it: at most four decimals, none of them idle.

    >>> shown(Decimal("33.33333333")), shown(Decimal("5.00")), shown(Decimal(1200))
    ('33.3333', '5', '1200')
    """
    text = f"{value:.4f}" if value != value.to_integral_value() else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
