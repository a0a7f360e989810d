"""A paper as the data that the templates set: texts, levels, spans and the widths of columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from guankao.documents.fonts import covered
from guankao.documents.formats.characters import legible
from guankao.documents.formats.columns import (
    CELL_INSET,
    CELL_TEXT,
    column_points,
    cut,
    ems,
    text_height,
)
from guankao.documents.formats.headings import heading_levels, number_of_heads
from guankao.documents.formats.unwritable import UnwritablePaper, require_grid
from guankao.documents.papers import (
    Block,
    Cell,
    Figure,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Table,
)

Data = dict[str, Any]
"""What becomes JSON for a template; its keys stand in templates/blocks.typ."""

_NUMBER: Final = re.compile(
    r"[（(][一二三四五六七八九十百0-9]+[）)]|[一二三四五六七八九十百]+、|\d+[.．、]"
)
"""What an item or a note is numbered with; its further lines stand behind it."""

_LINE_OF_TEXT: Final = 440.0
"""Points in which a word of running text has to fit."""

_INSETS: Final = 10.5
"""Points above and below the text of a row, with its line."""

_TALLEST_TOGETHER: Final = 250.0
"""Points: a third of a page. A row or a whole table up to this stands on one page."""

_MOST_ROOM: Final = 120.0
"""Points. A spanning text that is longer than this may be cut by the end of a page."""

_CENTRED: Final = 3.0
"""Ems up to which the texts of a column are centred, such as numbers of a list and marks."""


def set_text(text: str) -> str:
    """The text as it is printed: in NFC, without what cannot be seen, 〓 for what no font has."""
    return covered(legible(text).replace("\t", " "))


def set_blocks(paper: Paper) -> list[Data]:
    """The blocks of a paper in order; empty paragraphs and tables without rows are left out.

    Raises:
        UnwritablePaper: for a table that is no grid or a figure without words.
    """
    made: list[Data] = []
    for block, level in zip(paper.blocks, heading_levels(paper), strict=True):
        match block:
            case Paragraph() if block.text.strip():
                made.append(_paragraph(block, level))
            case Table() if block.rows:
                made.append(_table(block, landscape=paper.landscape))
            case Figure():
                made.append(_figure(block))
            case PageBreak():
                made.append({"kind": "break"})
    return made


def printed_texts(paper: Paper) -> Iterator[str]:
    """Every text that a paper prints, as its writer gave it."""
    yield from (text for text in (paper.title, paper.notice) if text)
    for block in paper.blocks:
        yield from _texts_of(block)


def _texts_of(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield block.text
        case Table():
            if block.caption:
                yield block.caption
            yield from (text for row in block.rows for text in row.texts if text)


def _paragraph(paragraph: Paragraph, level: int | None) -> Data:
    text = set_text(paragraph.text).strip("\n ")
    number = _NUMBER.match(text)
    made: Data = {
        "kind": "paragraph",
        "style": paragraph.style.value,
        "text": _lines(text, _LINE_OF_TEXT, 10.5),
        "hang": round(ems(number[0]), 2) if number else 0,
    }
    return made if level is None else {**made, "level": level}


def _figure(figure: Figure) -> Data:
    if not figure.alternative.strip():
        raise UnwritablePaper("a figure has no words for those who cannot see it", figure.svg[:60])
    return {"kind": "figure", "svg": figure.svg, "alternative": set_text(figure.alternative)}


def _lines(text: str, points: float, size: float) -> str | list[str | list[str]]:
    made = [cut(line, points, size) for line in text.split("\n")]
    return made[0] if len(made) == 1 and isinstance(made[0], str) else made


def _table(table: Table, *, landscape: bool) -> Data:
    number = len(table.rows[0].cells)
    require_grid(table)
    points = column_points(table, landscape=landscape)
    centred = [_is_centred(table, column) for column in range(number)]
    heads = number_of_heads(table)
    rows = [list(_cells(row, points, centred)) for row in table.rows]
    caption = set_text(table.caption) if table.caption and table.caption.strip() else None
    return {
        "kind": "table",
        "columns": [round(one, 2) for one in points],
        "heads": rows[:heads],
        "rows": rows[heads:],
        "caption": caption,
        "together": _height(table, points) <= _TALLEST_TOGETHER,
    }


def _height(table: Table, points: list[float]) -> float:
    """The height of a table in points, rather too much than too little."""
    return sum(_row_height(row, points) for row in table.rows)


def _row_height(row: Row, points: list[float]) -> float:
    own = (
        text_height(cell.text, _width(row, column, points))
        for column, cell in enumerate(row.cells)
        if cell.rows == 1
    )
    return _INSETS + max(own, default=0.0)


def _cells(row: Row, points: list[float], centred: list[bool]) -> Iterator[Data]:
    whole = not row.heading and _row_height(row, points) <= _TALLEST_TOGETHER
    tallest, room = _room_for_spans(row, points)
    for column, cell in enumerate(row.cells):
        if cell.covered:
            continue
        made: Data = {"text": _lines(set_text(cell.text), _width(row, column, points), CELL_TEXT)}
        if cell.rows > 1:
            made["rows"] = cell.rows
        elif whole:
            made["whole"] = True
        if room and column == tallest:
            made["room"] = room
        if cell.columns > 1:
            made["columns"] = cell.columns
        if cell.heading or row.heading:
            made["heading"] = True
        if cell.numeric:
            made["align"] = "right"
        elif centred[column] and cell.columns == 1:
            made["align"] = "center"
        yield made


def _width(row: Row, column: int, points: list[float]) -> float:
    """Points of a cell's lines."""
    return sum(points[column : column + row.cells[column].columns]) - CELL_INSET


def _room_for_spans(row: Row, points: list[float]) -> tuple[int, float]:
    """The tallest cell of the row's own, and the points that it lacks for a text that spans rows.

    With them the text stands beside the first row whole: where the page ends behind that row, a
    name cut in two would be read as two names.
    """
    heights = {
        column: text_height(cell.text, _width(row, column, points))
        for column, cell in enumerate(row.cells)
        if not cell.covered and not row.heading
    }
    own = {column: height for column, height in heights.items() if row.cells[column].rows == 1}
    if not own:
        return 0, 0.0
    tallest = max(own, key=lambda column: own[column])
    return tallest, round(min(max(heights.values()) - own[tallest], _MOST_ROOM), 2)


def _is_centred(table: Table, column: int) -> bool:
    cells: list[Cell] = [row.cells[column] for row in table.rows if not row.heading]
    texts = [cell.text for cell in cells if not cell.covered and cell.columns == 1]
    return any(texts) and all("\n" not in text and ems(text) <= _CENTRED for text in texts)
