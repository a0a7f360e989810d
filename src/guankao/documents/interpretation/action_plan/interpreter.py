"""From the records of an action plan's report to the action plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from guankao.documents.action_plan import (
    ActionPlan,
    ActionPlanStrategy,
    Approval,
    Measure,
)
from guankao.documents.identifiers import measure_identifier
from guankao.documents.interpretation.account import Account
from guankao.documents.interpretation.action_plan.actuals import read_actuals
from guankao.documents.interpretation.action_plan.agencies import responsible_agencies
from guankao.documents.interpretation.action_plan.records import (
    Column,
    Field,
    Record,
    lines_before,
    records_of,
)
from guankao.documents.interpretation.action_plan.targets import read_targets
from guankao.documents.interpretation.errors import UnknownPaper
from guankao.documents.interpretation.progress import Progress, silent
from guankao.documents.interpretation.results import (
    Interpretation,
)
from guankao.documents.interpretation.wording import (
    closed_up,
    code_of,
    day_of,
    numbered_items,
    outer_ends_trimmed,
    without_markup,
)
from guankao.documents.marks import Mark
from guankao.documents.papers import Paper
from guankao.figures import UnreadableFigure, fold_width, read_numeral

_NUMBERED: Final = re.compile(
    r"\s*[(（]?\s*(?P<number>[一二三四五六七八九十百]+|\d{1,3})\s*[)）、.]\s*(?P<rest>\S[\s\S]*)"
)
_TITLE: Final = re.compile(r"行動方案|行動計畫|方案.*執行情形")
_YEAR: Final = re.compile(r"(\d{2,3})\s*年")
_APPROVED: Final = re.compile(r"日\s*(?P<number>\S+?字\s*第\s*\d+\s*號)")

TEXT_FIELDS: Final = (
    (Field.GOAL, "goal"),
    (Field.REPORT, "report"),
    (Field.TRACKING_NOTE, "tracking_note"),
    (Field.COMPARISON, "comparison"),
    (Field.HIGHLIGHTS, "highlights"),
    (Field.BENEFITS, "benefits"),
)
"""The fields that are taken as written, with their names in the model."""

_IN_THE_MODEL: Final = {
    Field.NUMBER: "no",
    Field.STRATEGY: "strategy_no",
    Field.MEASURE: "text",
    Field.AGENCIES: "lead_agencies",
}

WITHOUT_STRATEGY: Final = "（未分策略）"
"""What measures are listed under where the paper names no strategy."""

EXPECTED: Final = (
    (Field.GOAL, "goal (績效目標)"),
    (Field.AGENCIES, "responsible agencies (辦理機關)"),
    (Field.INDICATORS, "indicators (績效衡量指標)"),
    (Field.TARGETS, "targets (績效目標值)"),
    (Field.REPORT, "report (達成情形)"),
)


def recognise(paper: Paper) -> bool:
    """Whether the paper holds measures with their targets."""
    return bool(records_of(paper))


def interpret(paper: Paper, progress: Progress = silent) -> Interpretation:
    """Make the action plan of a paper.

    Raises:
        UnknownPaper: no measure stands in it, or nothing says for which year it is.
    """
    records = records_of(paper)
    if not records:
        raise UnknownPaper("no measure was found", "records with 執行措施 and 績效目標值")
    lines = [closed_up(line.text) for line in lines_before(paper)]
    title = next((line for line in lines if _TITLE.search(line)), None) or paper.title or "行動方案"
    year = _fiscal_year(title, records)
    code = code_of(title, "action-plan")
    account = Account()
    strategies: dict[str, int] = {}
    measures = []
    for place, record in enumerate(records, start=1):
        measures.append(_measure(record, place, (year, code), strategies, account))
        progress(place, len(records))
    plan = ActionPlan(
        fiscal_year=year,
        code=code,
        title=title,
        approved=_approval(lines),
        strategies=tuple(
            ActionPlanStrategy(no=number, title=text) for text, number in strategies.items()
        ),
        measures=tuple(measures),
        mark=Mark(file=paper.file) if paper.file else None,
    )
    account.found.update(measures=len(measures), strategies=len(strategies))
    return Interpretation(
        documents=(plan,),
        places=account.places,
        found=dict(account.found),
        missing=tuple(account.missing),
        uncertain=tuple(account.uncertain),
    )


def _fiscal_year(title: str, records: Sequence[Record]) -> int:
    """The year of the title; else the earliest whose targets are given."""
    if found := _YEAR.search(fold_width(title)):
        return int(found[1])
    years = [
        column.fiscal_year
        for record in records
        for column in record.values
        if column.field in {Field.TARGETS, Field.REPORT} and column.fiscal_year
    ]
    if not years:
        raise UnknownPaper(
            "nothing says for which year the measures are",
            "a title with a year (107年執行情形) or a column such as 107年績效目標值",
        )
    return min(years)


def _approval(lines: Sequence[str]) -> Approval | None:
    for line in lines:
        number = _APPROVED.search(line)
        day = day_of(line)
        if number and day and ("核定" in line or "函" in line):
            return Approval(date=day, document_no=number["number"])
    return None


def _measure(
    record: Record,
    place: int,
    series: tuple[int, str],
    strategies: dict[str, int],
    account: Account,
) -> Measure:
    year, code = series
    number = _integer(record.text(Field.NUMBER)) or place
    measure_no, text = _numbered(_clean(record.text(Field.MEASURE)) or "")
    identifier = measure_identifier(year, code, str(number))
    texts = {name: _clean(record.text(kind)) for kind, name in TEXT_FIELDS}
    indicators = tuple(
        outer_ends_trimmed(item)
        for item in numbered_items(_clean(record.text(Field.INDICATORS)) or "")
    )
    lead, co = responsible_agencies(_clean(record.text(Field.AGENCIES)) or "")
    counted = indicators[0] if len(indicators) == 1 else outer_ends_trimmed(texts["goal"] or "")
    own_targets = record.value(Field.TARGETS, year) or record.value(Field.TARGETS, None)
    targets = read_targets(_clean(own_targets.text if own_targets else None) or "", counted)
    actuals, doubts = read_actuals(targets, texts["report"] or "") if texts["report"] else ((), ())
    _note(record, identifier, year, account)
    report = record.value(Field.REPORT)
    written = {target.no: target.text for target in targets}
    for doubt in doubts:
        account.doubt(written[doubt.target], doubt.reason, report.mark if report else None)
    account.found.update(targets=len(targets), actuals=len(actuals))
    return Measure(
        key=str(number),
        no=number,
        strategy_no=_strategy(record, strategies),
        measure_no=measure_no or place,
        text=text or None,
        lead_agencies=lead,
        co_agencies=co,
        indicators=indicators,
        targets=targets,
        actuals=actuals,
        next_targets=_clean(record.text(Field.TARGETS, year + 1)),
        mark=record.mark,
        **texts,
    )


def _note(record: Record, identifier: str, year: int, account: Account) -> None:
    """Keep where each field stood, and which of those that each measure has were not there."""
    for column, value in record.values.items():
        account.place(identifier, _name_of(column, year), value.mark)
    for wanted, words in EXPECTED:
        if record.text(wanted) is None:
            account.miss(words, identifier, record.mark)


def _name_of(column: Column, year: int) -> str:
    """The name of a column's field in the model."""
    if column.field is Field.TARGETS and (column.fiscal_year or year) != year:
        return "next_targets"
    return _IN_THE_MODEL.get(column.field, column.field.name.lower())


def _strategy(record: Record, strategies: dict[str, int]) -> int:
    """The number of the record's strategy; one that is new is numbered as it is printed."""
    printed, text = _numbered(_clean(record.text(Field.STRATEGY)) or "")
    text = text or WITHOUT_STRATEGY
    if text in strategies:
        return strategies[text]
    free = max(strategies.values(), default=0) + 1
    number = printed if printed and printed not in strategies.values() else free
    strategies[text] = number
    return number


def _numbered(text: str) -> tuple[int | None, str]:
    """A heading's number and its words: 「（三）辦理稽核」 is 3 and 辦理稽核."""
    found = _NUMBERED.fullmatch(text)
    if found is None:
        return None, text.strip()
    number = _integer(found["number"])
    return (number, found["rest"].strip()) if number else (None, text.strip())


def _integer(text: str | None) -> int | None:
    if text is None:
        return None
    try:
        value = read_numeral(text.strip().rstrip("."))
    except UnreadableFigure:
        return None
    return int(value) if value == int(value) and 1 <= value <= 9_999 else None


def _clean(text: str | None) -> str | None:
    cleaned = without_markup(text) if text else ""
    return cleaned or None
