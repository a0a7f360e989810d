"""Findings as text for a terminal: the sentence, the place, and the text with a caret under it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from guankao.rules.findings import Finding, Language, Level, Words
from guankao.rules.output.linted import LEVELS, Linted, field_words, place_words
from guankao.rules.registry import find_rule

COLUMNS: Final = 92
"""Columns of the quoted line; what does not fit is cut on both sides of the quote."""

_NOTHING: Final = Words("沒有發現", "no findings")
_TOTAL: Final = Words(
    "共 {all} 項：錯誤 {error}、警告 {warning}、提示 {note}",
    "{all} findings: {error} errors, {warning} warnings, {note} notes",
)


def to_text(linted: Iterable[Linted], language: Language = "zh-Hant") -> str:
    """All findings, each with its source, and the totals."""
    pieces: list[str] = []
    counts: Counter[Level] = Counter()
    for each in linted:
        for finding in each.findings:
            counts[finding.level] += 1
            pieces.append("\n".join(_finding(each, finding, language)))
    if not pieces:
        return _NOTHING.in_language(language)
    facts = {level.value: str(counts[level]) for level in Level}
    total = _TOTAL.filled({**facts, "all": str(counts.total())}).in_language(language)
    return "\n\n".join([*pieces, total])


def statistics(linted: Iterable[Linted], language: Language = "zh-Hant") -> str:
    """How many findings each rule has, the most frequent first."""
    counts = Counter((one.code, one.level) for each in linted for one in each.findings)
    ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return "\n".join(
        f"{count:6}  {code}  {padded(LEVELS[level].in_language(language), 7)}  "
        f"{find_rule(code).title.in_language(language)}"
        for (code, level), count in ranked
    )


def width(text: str) -> int:
    """The columns of a terminal that a text takes; an East Asian wide character takes two.

    >>> width("KPI率"), width("（甲）")
    (5, 6)
    """
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in text
    )


def padded(text: str, columns: int) -> str:
    """The text with spaces up to the columns."""
    return text + " " * max(columns - width(text), 0)


def _finding(each: Linted, finding: Finding, language: Language) -> Iterator[str]:
    level = LEVELS[finding.level].in_language(language)
    yield f"{finding.code} {level}: {finding.message.in_language(language)}"
    field = field_words(finding).in_language(language)
    places = [each.file, place_words(finding.mark, language) if finding.mark else ""]
    where = ": ".join(place for place in places if place)
    yield f"  --> {where} [{finding.element}{' ' if field else ''}{field}]"
    if finding.text is not None and (finding.quote or width(finding.text) <= COLUMNS):
        line, carets = excerpt(finding.text, finding.quote)
        yield f"   | {line}"
        if carets:
            yield f"   | {carets}"


def excerpt(text: str, quote: str | None, columns: int = COLUMNS) -> tuple[str, str]:
    """The line of a text that holds the quote, and carets that stand under the quote.

    >>> excerpt("（甲數＋乙數）÷丙數）×100%", "÷丙數）")
    ('（甲數＋乙數）÷丙數）×100%', '              ^^^^^^^')
    """
    begin = text.find(quote) if quote else -1
    quoted = quote or ""
    start = text.rfind("\n", 0, max(begin, 0)) + 1
    end = text.find("\n", max(begin, 0))
    line = text[start:] if end < 0 else text[start:end]
    place = begin - start
    if begin < 0:
        return _cut(line, columns), ""
    quoted = quoted.split("\n")[0]
    before, after = line[:place], line[place + len(quoted) :]
    room = max(columns - width(quoted), 0)
    if width(before) + width(after) > room:
        before = _cut(before[::-1], max(room // 2, room - width(after)))[::-1]
        after = _cut(after, room - width(before))
    return before + quoted + after, " " * width(before) + "^" * max(width(quoted), 1)


def _cut(text: str, columns: int) -> str:
    """As much of the beginning as fits, with … where something is left out."""
    if width(text) <= columns:
        return text
    kept = ""
    for each in text:
        if width(kept) + width(each) > columns - 2:
            break
        kept += each
    return f"{kept}…" if kept else ""
