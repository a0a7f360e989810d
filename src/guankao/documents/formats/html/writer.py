"""Writing a paper as one HTML page: no script, nothing fetched, every text escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import Final

from guankao.documents.formats.characters import legible
from guankao.documents.formats.columns import column_points
from guankao.documents.formats.headings import heading_levels, number_of_heads, title_of
from guankao.documents.formats.html.pictures import inline_svg
from guankao.documents.formats.pages import LONGEST_UNBROKEN_ROW
from guankao.documents.formats.unwritable import require_grid
from guankao.documents.papers import (
    Cell,
    Figure,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Style,
    Table,
)
from guankao.documents.words import Words

LANGUAGE: Final = "zh-Hant-TW"
"""Of official documents, whatever language the portal is shown in."""

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""What the page allows itself: its own style, and nothing else."""

_TABLE: Final = Words("表 {number}", "Table {number}")


def write_html(paper: Paper) -> str:
    """The paper as a page that stands alone; the same paper always gives the same text.

    Raises:
        UnwritablePaper: for a figure that is no SVG or has no words, and a table that is no grid.
    """
    title = escape(_plain(title_of(paper)))
    notice = f'<header class="notice">{_text(paper.notice)}</header>\n' if paper.notice else ""
    orientation = "landscape" if paper.landscape else "portrait"
    return (
        f'<!doctype html>\n<html lang="{LANGUAGE}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_style()}@page {{ size: A4 {orientation}; }}\n"
        f'</style>\n</head>\n<body class="{orientation}">\n{notice}<main>\n'
        f"{''.join(_blocks(paper))}</main>\n</body>\n</html>\n"
    )


def _style() -> str:
    return files("guankao.documents.formats.html").joinpath("style.css").read_text("utf-8")


def _blocks(paper: Paper) -> Iterator[str]:
    tables = figures = 0
    on_a_new_page = False
    for block, level in zip(paper.blocks, heading_levels(paper), strict=True):
        match block:
            case PageBreak():
                on_a_new_page = True
                continue
            case Paragraph() if block.text.strip():
                written = _paragraph(block, level)
            case Table() if block.rows:
                tables += 1
                written = _table(block, tables, landscape=paper.landscape)
            case Figure():
                figures += 1
                written = f"<figure>{inline_svg(block.svg, block.alternative, figures)}</figure>\n"
            case _:
                continue
        yield f'<div class="new-page">\n{written}</div>\n' if on_a_new_page else written
        on_a_new_page = False


def _paragraph(paragraph: Paragraph, level: int | None) -> str:
    text = _text(paragraph.text.strip("\n "))
    if level is not None:
        return f'<h{level} class="{paragraph.style.value}">{text}</h{level}>\n'
    kind = "" if paragraph.style is Style.TEXT else f' class="{paragraph.style.value}"'
    return f"<p{kind}>{text}</p>\n"


def _table(table: Table, number: int, *, landscape: bool) -> str:
    require_grid(table)
    heads = number_of_heads(table)
    named = table.caption or _TABLE.filled({"number": str(number)}).zh
    caption = f"<caption>{_text(table.caption)}</caption>\n" if table.caption else ""
    # A table that is wider than the screen scrolls in a place of its own, by keyboard as well.
    return (
        f'<div class="scrolls" role="region" tabindex="0" aria-label="{escape(_plain(named))}">\n'
        f"<table>\n{caption}{_columns(table, landscape=landscape)}"
        f"{_group('thead', table.rows[:heads])}{_group('tbody', table.rows[heads:])}"
        "</table>\n</div>\n"
    )


def _columns(table: Table, *, landscape: bool) -> str:
    points = column_points(table, landscape=landscape)
    shares = (f"{100 * width / sum(points):.2f}" for width in points)
    columns = "".join(f'<col style="width: {share}%">' for share in shares)
    return f"<colgroup>{columns}</colgroup>\n"


def _group(name: str, rows: tuple[Row, ...]) -> str:
    if not rows:
        return ""
    return f"<{name}>\n{''.join(map(_row, rows))}</{name}>\n"


def _row(row: Row) -> str:
    kind = ' class="breaks"' if sum(map(len, row.texts)) > LONGEST_UNBROKEN_ROW else ""
    cells = "".join(_cell(cell, head=row.heading) for cell in row.cells if not cell.covered)
    return f"<tr{kind}>{cells}</tr>\n"


def _cell(cell: Cell, *, head: bool) -> str:
    spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    if head:
        scope = "colgroup" if cell.columns > 1 else "col"
        return f'<th scope="{scope}"{spans}>{_text(cell.text)}</th>'
    if cell.heading:
        scope = "rowgroup" if cell.rows > 1 else "row"
        return f'<th scope="{scope}"{spans}>{_text(cell.text)}</th>'
    kind = ' class="numeric"' if cell.numeric else ""
    return f"<td{kind}{spans}>{_text(cell.text)}</td>"


def _plain(text: str) -> str:
    return " ".join(legible(text).split())


def _text(text: str) -> str:
    """The text escaped, its forced line breaks kept."""
    return escape(legible(text), quote=False).replace("\n", "<br>")
