"""What the columns of a table hold, told by their heads in the wordings that plans use."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from guankao.documents.interpretation.ordinals import number_of
from guankao.documents.interpretation.spacing import without_white_space
from guankao.documents.papers import Row, Table
from guankao.figures import fold_width

_REMARK: Final = re.compile(r"\([^()]*\)")
_FIRST_ROWS: Final = 4
"""Rows above which the heads stand; a title may stand over them."""


@dataclass(frozen=True, slots=True)
class TableForm:
    """A kind of table: the heads of its columns, and those without which it is another table."""

    heads: Mapping[str, re.Pattern[str]]
    needed: frozenset[str]


def _form(heads: dict[str, str], needed: set[str]) -> TableForm:
    patterns = {name: re.compile(pattern) for name, pattern in heads.items()}
    return TableForm(MappingProxyType(patterns), frozenset(needed))


INDICATOR_FORM: Final = _form(
    {
        "goal": r"(?:年度|關鍵)?(?:施政|策略)*目標(?:項次)?",
        "no": r"項次|編號|序號|項目編號|[Nn][Oo]\.?",
        "name": r"(?:年度)?(?:關鍵)?(?:績效)?指標(?:名稱|項目)?|KPI(?:名稱|項目)?",
        "evaluation_arrangement": r"評估體[制系]",
        "evaluation_method": r"評估方[式法]",
        "standard": r"(?:績效)?衡量(?:標準|基準|方式|指標)|計算(?:公式|方式)",
        "target": r"(?:\d{2,3})?(?:年度?)?(?:預期)?目標值?|目標值",
        "linkage": r"與?.{0,6}(?:個案計畫|中長程計畫|中長程).{0,4}關[聯連]性?",
        "history": r"(?:過去|歷年|前\S{0,3}年).{0,4}(?:實際值|實績值?|達成值)",
        "note": r"備[註考]|說明|附註",
    },
    {"name", "standard", "target"},
)
PROJECT_FORM: Final = _form(
    {
        "work_plan": r"(?:工作|業務)計畫(?:名稱|項目)?",
        "no": r"項次|編號|序號|[Nn][Oo]\.?",
        "title": r"(?:年度)?重要(?:施政)?計畫(?:項目|名稱)?|計畫(?:項目|名稱)",
        "category": r"(?:計畫)?(?:類別|性質|類型)",
        "contents": r"(?:計畫|重要|主要)?(?:實施|執行|工作)?內容(?:摘要)?",
        "links": r"(?:與|對應|相關)?之?(?:KPI|(?:關鍵)?績效指標)之?(?:關[聯連]性?|名稱)?",
    },
    {"title", "category"},
)


def candidates(form: TableForm, text: str) -> list[str]:
    """The columns that a head may stand over.

    >>> candidates(PROJECT_FORM, "與 KPI\\n關聯"), candidates(PROJECT_FORM, "其它")
    (['links'], [])
    """
    folded = _REMARK.sub("", fold_width(without_white_space(text))).strip("*:：")
    return [name for name, head in form.heads.items() if head.fullmatch(folded)]


def is_head(form: TableForm, row: Row) -> bool:
    """Whether a row holds heads of columns and nothing else."""
    texts = [cell.text for cell in row.cells if not cell.covered and cell.text.strip()]
    return len(texts) >= 2 and all(candidates(form, text) for text in texts)


def heads_of(form: TableForm, table: Table) -> tuple[int, int] | None:
    """Where the rows with the heads begin and end; none where the table has no such heads."""
    for first, row in enumerate(table.rows[:_FIRST_ROWS]):
        if is_head(form, row):
            end = first + 1
            while end < len(table.rows) and is_head(form, table.rows[end]):
                end += 1
            return first, end
    return None


def columns_of(form: TableForm, table: Table) -> dict[int, str] | None:
    """What each column of a table holds; none where the table is not of this form."""
    found = heads_of(form, table)
    if found is None:
        return None
    first, end = found
    named = _name(form, table.rows[first:end])
    if not form.needed <= set(named.values()):
        return None
    return _with_numbers(form, named, table.rows[end:])


def _name(form: TableForm, heads: Sequence[Row]) -> dict[int, str]:
    """Give each column the one name that no other column can claim with better right."""
    open_: dict[int, list[str]] = {}
    for row in heads:
        for place, cell in enumerate(row.cells):
            if not cell.covered:
                found = candidates(form, cell.text)
                open_.setdefault(place, []).extend(
                    n for n in found if n not in open_.get(place, [])
                )
    named: dict[int, str] = {}
    open_ = {place: names for place, names in open_.items() if names}
    while open_:
        place = min(open_, key=lambda one: (len(open_[one]), one))
        named[place] = open_.pop(place)[-1 if len(heads) > 1 else 0]
        for other in list(open_):
            open_[other] = [name for name in open_[other] if name != named[place]]
            if not open_[other]:
                del open_[other]
    return named


def _with_numbers(form: TableForm, named: dict[int, str], body: Sequence[Row]) -> dict[int, str]:
    """Find the column of numbers without a head of its own, beside that of the names.

    One head often stands over both, and which of the two places it fills differs.
    """
    if "no" in named.values() or "name" not in form.heads:
        return named
    place = next(place for place, name in named.items() if name == "name")
    for number, name in ((place, place + 1), (place - 1, place)):
        free = number not in named or number == place
        if free and name not in named.keys() - {place} and _are_numbers(body, number):
            return {
                **{one: word for one, word in named.items() if one != place},
                number: "no",
                name: "name",
            }
    return named


def _are_numbers(body: Sequence[Row], place: int) -> bool:
    texts = [
        row.cells[place].text
        for row in body
        if 0 <= place < len(row.cells) and row.cells[place].text.strip()
    ]
    numbers = sum(number_of(text) is not None for text in texts)
    return numbers * 2 > len(texts)
