"""Findings as a paper for a reviewer: a table for each document, with room for the opinion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from guankao.documents.papers import Block, Cell, Paper, Paragraph, Row, Style, Table
from guankao.rules.findings import Finding, Language, Level, Words
from guankao.rules.output.linted import LEVELS, Linted, element_words, field_words, place_words
from guankao.rules.registry import find_rule

_TITLE = Words("計畫檢查意見表", "Findings of the plan check")
_HEADINGS = (
    Words("序號", "No."),
    Words("規則", "Rule"),
    Words("程度", "Level"),
    Words("項目", "Element"),
    Words("發現", "Finding"),
    Words("出處", "Place"),
    Words("審查意見", "Opinion"),
)
_WIDTHS = (5, 9, 6, 15, 38, 12, 15)
_TOTAL = Words(
    "共 {all} 項：錯誤 {error} 項、警告 {warning} 項、提示 {note} 項。錯誤應修正；"
    "警告請修正或說明；提示供參考。",
    "{all} findings: {error} errors, {warning} warnings, {note} notes. Errors are to be mended, "
    "warnings mended or explained; notes may be right as they are.",
)
_NOTHING = Words("沒有發現。", "No findings.")
_RULES = Words("規則說明", "The rules")


def review_paper(linted: Sequence[Linted], language: Language = "zh-Hant") -> Paper:
    """The paper, in landscape; each rule that found something is explained at its end."""
    title = _TITLE.in_language(language)
    blocks: list[Block] = [Paragraph(title, Style.TITLE)]
    for each in linted:
        blocks += _document(each, language)
    blocks += _explanations(linted, language)
    return Paper(tuple(blocks), title=title, landscape=True)


def _document(each: Linted, language: Language) -> Iterator[Block]:
    yield Paragraph(f"{each.identifier}　{each.file}", Style.SECTION)
    if not each.findings:
        yield Paragraph(_NOTHING.in_language(language))
        return
    counts = Counter(finding.level for finding in each.findings)
    facts = {level.value: str(counts[level]) for level in Level}
    facts["all"] = str(counts.total())
    yield Paragraph(_TOTAL.filled(facts).in_language(language))
    heading = Row(
        tuple(Cell(words.in_language(language), heading=True) for words in _HEADINGS), heading=True
    )
    rows = (
        _row(number, finding, each, language)
        for number, finding in enumerate(each.findings, start=1)
    )
    yield Table((heading, *rows), widths=_WIDTHS)


def _row(number: int, finding: Finding, each: Linted, language: Language) -> Row:
    field = field_words(finding).in_language(language)
    element = element_words(finding.element, each.identifier).in_language(language)
    named = "\n".join(piece for piece in (element, field) if piece)
    place = "" if finding.mark is None else place_words(finding.mark, language)
    texts = (
        finding.code,
        LEVELS[finding.level].in_language(language),
        named,
        finding.message.in_language(language),
        place,
        "",
    )
    return Row((Cell(str(number), numeric=True), *(Cell(text) for text in texts)))


def _explanations(linted: Iterable[Linted], language: Language) -> Iterator[Block]:
    codes = sorted({finding.code for each in linted for finding in each.findings})
    if codes:
        yield Paragraph(_RULES.in_language(language), Style.SECTION)
    for code in codes:
        rule = find_rule(code)
        yield Paragraph(f"{code}　{rule.title.in_language(language)}", Style.HEADING)
        if language != "en":
            yield Paragraph(rule.chinese.matters + rule.chinese.instead)
