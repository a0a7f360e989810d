"""Reading a workbook of reports back: what each cell states, and of which report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from guankao.documents.reading import Place, Sheet
from guankao.documents.words import Words
from guankao.results.workbooks.layout import (
    ABOUT,
    CODES_ROW,
    FIELD,
    FIGURES,
    FIRST_ROW,
    MILESTONES,
    PROGRESS,
    REMARKS,
    REPORT,
    VALUE,
    VERSION,
    VERSION_SEEN,
)

_TYPED: Final = frozenset(
    column.code
    for sheet in (FIGURES, REMARKS, PROGRESS, MILESTONES)
    for column in sheet.columns
    if column.kind
)
_NONE: Final = Words(
    "這不是由填報頁面下載的活頁簿，或說明用的隱藏工作表已被刪除。請重新下載一份再填。",
    "This is no workbook of the page of reports, or its hidden sheet is gone. Take a new one and "
    "fill that in.",
)
_OLDER: Final = Words(
    "這份活頁簿的版式（{found}）與現行版式（{wanted}）不同。請重新下載一份再填。",
    "The layout of this workbook ({found}) is not the one of today ({wanted}). Take a new one and "
    "fill that in.",
)


class NotOurs(ValueError):
    """A workbook that cannot be read back as a whole; `message` says why."""

    def __init__(self, message: Words) -> None:
        self.message = message
        super().__init__(message.en)


@dataclass(slots=True)
class FilledReport:
    """What a workbook states of one report.

    Attributes:
        identifier: of what is expected.
        version: of the report that the workbook was made from.
        fields: texts by the names of fields; a blank cell is an empty text.
        cells: where each of them stands: the name of the sheet, and the place.
    """

    identifier: str
    version: int
    fields: dict[str, str] = field(default_factory=dict)
    cells: dict[str, tuple[str, Place]] = field(default_factory=dict)

    @property
    def first_cell(self) -> tuple[str, Place]:
        """Where the report begins in the workbook."""
        return next(iter(self.cells.values()), ("", (1, 1)))


@dataclass(frozen=True, slots=True)
class Filled:
    """A workbook that came back: of which plan and period, and what it states."""

    plan: str
    period: str
    reports: tuple[FilledReport, ...]


def read_filled(sheets: Sequence[Sheet]) -> Filled:
    """What a workbook states, in the order of its sheets.

    Raises:
        NotOurs: no workbook of ours, or one of another layout.
    """
    about = _about(sheets)
    if "layout" not in about or "plan" not in about:
        raise NotOurs(_NONE)
    if about["layout"] != str(VERSION):
        facts = {"found": about["layout"][:20], "wanted": str(VERSION)}
        raise NotOurs(_OLDER.filled(facts))
    reports: dict[str, FilledReport] = {}
    for sheet in sheets:
        if sheet.name != ABOUT:
            _read_sheet(sheet, reports)
    return Filled(about["plan"], about.get("period", ""), tuple(reports.values()))


def _about(sheets: Sequence[Sheet]) -> dict[str, str]:
    for sheet in sheets:
        if sheet.name == ABOUT:
            rows = range(1, min(sheet.last_row, 20) + 1)
            return {
                sheet.cells.get((row, 1), ""): sheet.cells.get((row, 2), "").strip() for row in rows
            }
    return {}


def _read_sheet(sheet: Sheet, reports: dict[str, FilledReport]) -> None:
    columns = {text: place[1] for place, text in sheet.cells.items() if place[0] == CODES_ROW}
    if REPORT not in columns:
        return
    for row in range(FIRST_ROW, sheet.last_row + 1):
        identifier = sheet.cells.get((row, columns[REPORT]), "")
        if not identifier:
            continue
        version = sheet.cells.get((row, columns.get(VERSION_SEEN, 0)), "")
        report = reports.setdefault(identifier, FilledReport(identifier, _version(version)))
        for name, place in _fields(sheet, row, columns):
            report.fields[name] = sheet.cells.get(place, "")
            report.cells[name] = sheet.name, place


def _fields(sheet: Sheet, row: int, columns: Mapping[str, int]) -> Iterator[tuple[str, Place]]:
    """The fields that a row states, with their cells."""
    for code, column in columns.items():
        if code not in _TYPED:
            continue
        name = sheet.cells.get((row, columns.get(FIELD, 0)), "") if code == VALUE else code
        if name:
            yield name, (row, column)


def _version(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0
