"""Papers as JSON."""

from __future__ import annotations

from typing import Any

from guankao.documents.notes import Note, NoteCode
from guankao.documents.papers import (
    Block,
    Cell,
    Figure,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Style,
    Table,
)
from guankao.documents.reading.transport import mark_from_json, mark_to_json

Plain = dict[str, Any]


def paper_to_json(paper: Paper) -> Plain:
    """A paper as plain values; what has its default is left out."""
    return {
        "file": paper.file,
        "title": paper.title,
        "pages": paper.pages,
        "landscape": paper.landscape,
        "blocks": [_block(block) for block in paper.blocks],
        "notes": [
            {"code": note.code.value, "facts": note.facts, "mark": mark_to_json(note.mark)}
            for note in paper.notes
        ],
    }


def paper_from_json(content: Plain) -> Paper:
    """A paper from plain values."""
    return Paper(
        blocks=tuple(_block_from(block) for block in content["blocks"]),
        title=content["title"],
        landscape=bool(content["landscape"]),
        pages=content["pages"],
        file=content["file"],
        notes=tuple(
            Note(NoteCode(note["code"]), dict(note["facts"]), mark_from_json(note["mark"]))
            for note in content["notes"]
        ),
    )


def _block(block: Block) -> Plain:
    if isinstance(block, Paragraph):
        return {
            "paragraph": block.text,
            "style": block.style.value,
            "mark": mark_to_json(block.mark),
        }
    if isinstance(block, Table):
        return {
            "table": [_row(row) for row in block.rows],
            "widths": list(block.widths),
            "caption": block.caption,
            "mark": mark_to_json(block.mark),
        }
    if isinstance(block, Figure):
        return {"figure": block.svg, "alternative": block.alternative}
    return {"page_break": True}


def _row(row: Row) -> Plain:
    return {
        "cells": [_cell(cell) for cell in row.cells],
        "heading": row.heading,
        "mark": mark_to_json(row.mark),
    }


def _cell(cell: Cell) -> Plain:
    written: Plain = {"text": cell.text} if cell.text else {}
    for name in ("rows", "columns"):
        if getattr(cell, name) != 1:
            written[name] = getattr(cell, name)
    for name in ("covered", "heading", "numeric"):
        if getattr(cell, name):
            written[name] = True
    if cell.mark is not None:
        written["mark"] = mark_to_json(cell.mark)
    return written


def _block_from(content: Plain) -> Block:
    if "paragraph" in content:
        mark = mark_from_json(content["mark"])
        return Paragraph(content["paragraph"], Style(content["style"]), mark)
    if "table" in content:
        return Table(
            rows=tuple(_row_from(row) for row in content["table"]),
            widths=tuple(content["widths"]),
            caption=content["caption"],
            mark=mark_from_json(content["mark"]),
        )
    if "figure" in content:
        return Figure(content["figure"], content["alternative"])
    return PageBreak()


def _row_from(content: Plain) -> Row:
    cells = tuple(
        Cell(**{**cell, "mark": mark_from_json(cell.get("mark"))}) for cell in content["cells"]
    )
    return Row(cells, bool(content["heading"]), mark_from_json(content["mark"]))
