"""The action plan with its results (執行情形) as it is printed: one table for each measure.

Its source is the published implementation of the National Integrity Building Action Plan for
fiscal year 107, whose words the left column has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from guankao.documents.action_plan import (
    ActionPlan,
    Actual,
    Approval,
    Measure,
    MeasureTarget,
    ResponsibleAgency,
)
from guankao.documents.official.words import FICTIONAL_NOTICE, REPORTED_IN_WORDS, chinese_number
from guankao.documents.papers import Block, Cell, Paper, Paragraph, Row, Style, Table
from guankao.figures.periods import YEARS_BEFORE

WIDTHS: Final = (22, 78)
"""Relative widths of the name of a field and of what it holds."""


def action_plan_paper(plan: ActionPlan) -> Paper:
    """An action plan with its results in the official layout."""
    return Paper(
        blocks=tuple(_blocks(plan)),
        title=plan.title,
        notice=FICTIONAL_NOTICE if plan.fictional else None,
    )


def _blocks(plan: ActionPlan) -> Iterator[Block]:
    yield Paragraph(plan.title, Style.TITLE)
    if plan.fictional:
        yield Paragraph(FICTIONAL_NOTICE, Style.NOTE)
    if plan.approved:
        yield Paragraph(_approval(plan.approved))
    strategies = {strategy.no: strategy.title for strategy in plan.strategies}
    for measure in plan.measures:
        yield measure_table(measure, strategies[measure.strategy_no], plan.fiscal_year)


def _approval(approval: Approval) -> str:
    day = approval.date
    year = day.year - YEARS_BEFORE
    return f"中華民國 {year} 年 {day.month} 月 {day.day} 日{approval.document_no}函核定"


def measure_table(measure: Measure, strategy: str, fiscal_year: int) -> Table:
    """What is said of one measure, field by field."""
    rows = tuple(
        Row((Cell(name, heading=True), Cell(text)))
        for name, text in _fields(measure, strategy, fiscal_year)
    )
    return Table(rows, widths=WIDTHS, caption=f"執行措施 {measure.no}")


def _fields(measure: Measure, strategy: str, fiscal_year: int) -> Iterator[tuple[str, str]]:
    yield "序次", str(measure.no)
    yield "具體策略", f"{chinese_number(measure.strategy_no)}、{strategy}"
    words = measure.text or measure.short_title or ""
    yield "執行措施", f"（{chinese_number(measure.measure_no)}）{words}"
    yield "績效目標", measure.goal or ""
    yield "辦理機關", _agencies(measure)
    yield "績效衡量指標", _numbered(measure.indicators)
    yield f"{fiscal_year}年績效目標值", _numbered([target.text for target in measure.targets])
    yield f"{fiscal_year}年度(1月至12月)績效目標達成情形", measure.report or _results(measure)
    for name, text in (
        ("列管說明", measure.tracking_note),
        ("達成率及執行成果比較", measure.comparison),
        ("特殊績效及亮點成果", measure.highlights),
        ("執行效益", measure.benefits),
        (f"{fiscal_year + 1}年績效目標值", measure.next_targets),
    ):
        if text:
            yield name, text


def _agencies(measure: Measure) -> str:
    """The agencies as they are printed; who is in the lead is said where others help."""
    lead = "、".join(map(_agency, measure.lead_agencies))
    if not measure.co_agencies:
        return lead
    return f"主辦機關：{lead}\n協辦機關：{'、'.join(map(_agency, measure.co_agencies))}"


def _agency(responsible: ResponsibleAgency) -> str:
    units = f"（{'、'.join(responsible.units)}）" if responsible.units else ""
    return f"{responsible.agency}{units}"


def _numbered(texts: Sequence[str]) -> str:
    """Items with their numbers, a line each; a single one without.

    >>> _numbered(["宣導 5 場", "稽核 8 案"])
    '1. 宣導 5 場\\n2. 稽核 8 案'
    """
    if len(texts) == 1:
        return texts[0]
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))


def _results(measure: Measure) -> str:
    """The figures, an item for each target, where only they are known and not the report."""
    items: list[tuple[str, str]] = []
    for target in measure.targets:
        own = [one for one in measure.actuals if one.target == target.no]
        if own:
            items.append((f"{target.no}. ", "；".join(_result(target, one) for one in own)))
    only = len(measure.targets) == 1
    return "\n".join(f"{'' if only else number}{words}。" for number, words in items)


def _result(target: MeasureTarget, actual: Actual) -> str:
    """One figure after the words of what it answers; words alone where no figure was reported."""
    parts = (part.subject for part in target.parts if part.no == actual.part)
    of_whom = f"{actual.agency}：" if actual.agency else ""
    basis = f"（{actual.basis}）" if actual.basis else ""
    working = f"（{actual.computed}）" if actual.computed else ""
    said = f"：{actual.text or REPORTED_IN_WORDS}"
    if actual.value is not None:
        unit = actual.unit or ""
        said = f"{'為' if unit == '%' else '計'} {actual.value:,f}{_apart(unit)}"
    return f"{of_whom}{next(parts, target.subject)}{basis}{said}{working}"


def _apart(unit: str) -> str:
    return unit if unit in {"", "%"} else f" {unit}"
