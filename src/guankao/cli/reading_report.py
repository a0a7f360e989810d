"""What a person is told of a file that was read."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from guankao.documents.interpretation.sentences import missing_in_words, reason_in_words
from guankao.documents.marks import Mark
from guankao.documents.reading import Reading
from guankao.documents.words import Language, Words

_LONGEST_QUOTE: Final = 60

_FOUND: Final = MappingProxyType(
    {
        "goals": "施政目標",
        "strategies": "策略",
        "indicators": "關鍵績效指標",
        "projects": "重要計畫",
        "links": "計畫與指標的關聯",
        "measures": "執行措施",
        "chapters": "篇章",
        "steps": "實施步驟",
        "actions": "執行作為",
        "reports": "填報",
        "inspections": "查核",
        "targets": "目標值",
        "actuals": "實際值",
        "project_rows_listed": "列出而未拼合的計畫列",
    }
)
_KINDS: Final = MappingProxyType(
    {
        "plan": Words("施政計畫", "annual plan"),
        "guidelines": Words("施政方針", "policy guidelines"),
        "action-plan": Words("行動方案", "action plan"),
        "programme": Words("實施計畫", "programme"),
        "performance-report": Words("績效報告", "performance report"),
        "report": Words("填報", "report"),
    }
)
_HEADS: Final = MappingProxyType(
    {
        "pages": Words("{pages} 頁", "{pages} pages"),
        "found": Words("找到", "Found"),
        "nothing": Words("沒有", "nothing"),
        "missing": Words("沒有找到（{count}）", "Not found ({count})"),
        "uncertain": Words("無法確定（{count}）", "Uncertain ({count})"),
        "notes": Words("說明", "Notes"),
    }
)


def report_lines(reading: Reading, language: Language) -> Iterator[str]:
    """The report, a line at a time: what was found, what was not, and what is uncertain."""
    pages = () if reading.pages is None else (_head("pages", language, pages=f"{reading.pages:,}"),)
    yield " · ".join((reading.file or "-", reading.format.value.upper(), *pages))
    for document in reading.documents:
        yield f"  {_KINDS[document.kind].in_language(language)} {document.identifier}"
    yield f"{_head('found', language)}: {_counts(reading, language)}"
    if reading.missing:
        yield _head("missing", language, count=f"{len(reading.missing):,}")
        for gap in reading.missing:
            what = missing_in_words(gap).in_language(language)
            yield f"  {_placed(gap.mark, language)}{gap.identifier or ''} {what}".rstrip()
    if reading.uncertain:
        yield _head("uncertain", language, count=f"{len(reading.uncertain):,}")
        for doubt in reading.uncertain:
            why = reason_in_words(doubt).in_language(language)
            yield f"  {_placed(doubt.mark, language)}「{_quoted(doubt.text)}」 {why}"
    if reading.notes:
        yield _head("notes", language)
        for note in reading.notes:
            yield f"  {_placed(note.mark, language)}{note.sentence.in_language(language)}"


def _head(name: str, language: Language, **facts: str) -> str:
    return _HEADS[name].filled(facts).in_language(language)


def _counts(reading: Reading, language: Language) -> str:
    named = [
        f"{key.replace('_', ' ') if language == 'en' else _FOUND.get(key, key)} {count:,}"
        for key, count in reading.found.items()
    ]
    if not named and reading.documents:
        named = [str(len(reading.documents))]
    return (", " if language == "en" else "、").join(named) or _head("nothing", language)


def _placed(mark: Mark | None, language: Language) -> str:
    """A place within the file, whose name stands above already."""
    said = mark.place(language) if mark else ""
    return f"[{said}] " if said else ""


def _quoted(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _LONGEST_QUOTE else one_line[:_LONGEST_QUOTE] + "…"
