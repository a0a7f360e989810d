"""What tests ask of a paper that was read."""

from __future__ import annotations

from guankao.documents.papers import Paper, Table


def texts(paper: Paper) -> list[str]:
    """The texts of the paragraphs, in order."""
    return [paragraph.text for paragraph in paper.paragraphs]


def grid(table: Table) -> list[list[str]]:
    """The texts of a table's places; a covered place is ^."""
    return [["^" if cell.covered else cell.text for cell in row.cells] for row in table.rows]


def only_table(paper: Paper) -> Table:
    """The one table of a paper."""
    (table,) = paper.tables
    return table


def codes(paper: Paper) -> list[str]:
    """The codes of the notes, in order."""
    return [note.code.value for note in paper.notes]
