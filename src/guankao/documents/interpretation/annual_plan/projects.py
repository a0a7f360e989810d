"""The rows of the table of projects (年度重要計畫), rows that pages broke joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, get_args

from guankao.documents.fields import Category
from guankao.documents.interpretation.annual_plan.rows import FoundTable, Piece, TableRow
from guankao.documents.interpretation.ordinals import (
    arabic_number,
    bracketed_number,
    heading_number,
)
from guankao.documents.interpretation.spacing import without_white_space

CATEGORIES: Final[tuple[Category, ...]] = get_args(Category)
_OTHER: Final = "其他"
"""其它 is the form's own spelling; many write 其他."""


def category_of(text: str) -> Category | None:
    """The category that a cell names, however it was broken; none where it is another word.

    >>> category_of("社會\\n發展"), category_of("其他"), category_of("公共建設計畫")
    ('社會發展', '其它', None)
    """
    folded = without_white_space(text).replace(_OTHER, "其它")
    return next((category for category in CATEGORIES if category == folded), None)


def find_projects(table: FoundTable) -> list[TableRow]:
    """The projects in the order of the table, each with the work plan that it stands under."""
    found: list[TableRow] = []
    work_plan: Piece | None = None
    for row in table.rows:
        if set(row.pieces) == {"work_plan"} and "work_plan" not in table.columns:
            work_plan = row.pieces["work_plan"]
            continue
        if found and _goes_on(found[-1], row):
            found[-1].go_on_with(row)
            continue
        if not row["work_plan"] and (work_plan or found):
            row.pieces["work_plan"] = work_plan or found[-1]["work_plan"]
        found.append(row)
    _without_numbers(found)
    return found


def _without_numbers(rows: Sequence[TableRow]) -> None:
    """Take numbers from before the titles where all titles are counted, through or anew."""
    for number_before in (heading_number, bracketed_number, arabic_number):
        told = [number_before(row.text("title")) for row in rows]
        numbers = [one.no for one in told if one is not None]
        if len(numbers) < max(len(rows), 2) or 2 not in numbers:
            continue
        if all(no in (1, last + 1) for last, no in zip([0, *numbers], numbers, strict=False)):
            for row, one in zip(rows, told, strict=True):
                row.pieces["title"] = Piece([one.text if one else ""], row["title"].mark)
            return


def _goes_on(last: TableRow, row: TableRow) -> bool:
    """Whether a row is the rest of the one before: it names no category of its own.

    A category that a page broke counts as one: 社會 above and 發展 below. In the middle of a page
    nothing breaks rows, so there a row with a title and contents is a project without a category.
    """
    before = without_white_space(last.text("category"))
    own = without_white_space(row.text("category"))
    if not own:
        return row.opens_page or not (row["title"] and row["contents"])
    if category_of(own) is not None or category_of(before) is not None:
        return False
    return category_of(before + own) is not None
