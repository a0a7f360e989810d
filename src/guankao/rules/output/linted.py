"""A document that was linted, and the words that all forms of output share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from guankao.documents import Mark
from guankao.rules.findings import Finding, Language, Level, Words


@dataclass(frozen=True, slots=True)
class Linted:
    """The findings of one document.

    Attributes:
        file: name of the file that it was read from.
        identifier: the document's stable identifier.
        findings: in the order of the document.
    """

    file: str
    identifier: str
    findings: tuple[Finding, ...]


LEVELS: Final = {
    Level.ERROR: Words("錯誤", "error"),
    Level.WARNING: Words("警告", "warning"),
    Level.NOTE: Words("提示", "note"),
}

FIELDS: Final = {
    "actuals": Words("執行情形", "results"),
    "category": Words("計畫類別", "category"),
    "content_items": Words("實施內容", "contents"),
    "contents": Words("實施內容", "contents"),
    "evaluation_arrangement": Words("評估體制", "evaluation arrangement"),
    "evaluation_method": Words("評估方式", "evaluation method"),
    "goals": Words("施政目標", "goals"),
    "history": Words("過去年度實際值", "values of earlier years"),
    "indicators": Words("關鍵績效指標", "KPIs"),
    "linkage": Words("與中長程個案計畫關聯", "linkage"),
    "name": Words("名稱", "name"),
    "no": Words("項次", "number"),
    "note": Words("說明", "note"),
    "projects": Words("重要計畫項目", "projects"),
    "report": Words("執行情形", "report"),
    "standard": Words("衡量標準", "standard"),
    "standard_remark": Words("備註", "remark"),
    "strategies": Words("策略", "strategies"),
    "target": Words("年度目標值", "target"),
    "targets": Words("績效目標值", "targets"),
    "text": Words("執行情形", "report"),
    "title": Words("名稱", "title"),
    "work_plan": Words("工作計畫名稱", "work plan"),
}

LINKS: Final = Words("與KPI關聯", "links to KPIs")

ELEMENTS: Final = {
    "goal": Words("施政目標", "goal"),
    "kpi": Words("指標", "KPI"),
    "project": Words("計畫項目", "project"),
    "measure": Words("執行措施", "measure"),
}

_PLACES: Final = {
    "page": Words("第{n}頁", "page {n}"),
    "table": Words("表{n}", "table {n}"),
    "row": Words("第{n}列", "row {n}"),
    "cell": Words("第{n}格", "cell {n}"),
    "line": Words("第{n}行", "line {n}"),
}


def field_words(finding: Finding) -> Words:
    """What the finding's field is called; its own name where it has no other."""
    if finding.field is None:
        return Words("", "")
    if finding.field == "indicators" and "/project/" in finding.element:
        return LINKS
    return FIELDS.get(finding.field, Words(finding.field, finding.field))


def element_words(element: str, document: str) -> Words:
    """What an element is called within its document; nothing for the document itself.

    >>> element_words("107/示例部/kpi/1-2", "107/示例部").zh
    '指標 1-2'
    """
    kind, _, key = element.removeprefix(document).lstrip("/").partition("/")
    words = ELEMENTS.get(kind, Words(kind, kind))
    return Words(f"{words.zh} {key}".strip(), f"{words.en} {key}".strip())


def place_words(mark: Mark, language: Language) -> str:
    """A place in its source, without the file's name.

    >>> place_words(Mark(page=3, table=1, row=4), "zh-Hant")
    '第3頁 表1 第4列'
    """
    named = [
        words.filled({"n": str(place)}).in_language(language)
        for name, words in _PLACES.items()
        if (place := getattr(mark, name)) is not None
    ]
    return (" " if language != "en" else ", ").join(named)
