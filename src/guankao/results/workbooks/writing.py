"""Writing a workbook of reports as XLSX: what is asked, what is known, and cells to type into."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from guankao.documents import Indicator, Project
from guankao.documents.formats.characters import legible
from guankao.documents.formats.pages import FONT
from guankao.documents.formats.xlsx.writer import LONGEST_CELL, deterministic
from guankao.documents.words import Language, Words
from guankao.figures.formulas.evaluate import key
from guankao.results.definitions import definition_of
from guankao.results.statements import (
    FIGURE,
    INPUTS,
    fields_of,
    milestone_field,
    stated_in,
)
from guankao.results.workbooks.layout import (
    ABOUT,
    ADVICE,
    CODES_ROW,
    FIELD,
    FIGURES,
    FIRST_ROW,
    HEADINGS_ROW,
    HIDDEN,
    INSTRUCTIONS,
    MILESTONES,
    PROGRESS,
    REMARKS,
    REPORT,
    THE_FIGURE,
    VALUE,
    VERSION,
    VERSION_SEEN,
    Blank,
    Column,
    SheetLayout,
    Workbook,
)

_DIGITS_OF_A_NUMBER: Final = 15
_PLAIN: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_A4: Final = 9

Row = Mapping[str, str]
"""What stands in a row by the codes of columns; a typed column that is missing is locked, and so is
the one that LOCKED names."""

LOCKED: Final = "locked"


@dataclass(frozen=True, slots=True)
class _Styles:
    code: Format
    heading: Format
    shown: Format
    typed: Format
    text: Format


def write_workbook(book: Workbook) -> bytes:
    """The workbook; the same reports always give the same bytes."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, _PLAIN) as made:
        made.set_properties({"title": legible(book.title)})
        styles = _styles(made)
        _instructions(made.add_worksheet(INSTRUCTIONS.in_language(book.language)), book, made)
        for layout, rows in (
            (FIGURES, list(_figures(book))),
            (REMARKS, list(_remarks(book))),
            (PROGRESS, list(_progress(book))),
            (MILESTONES, list(_milestones(book))),
        ):
            if rows:
                sheet = made.add_worksheet(layout.name.in_language(book.language))
                _sheet(sheet, layout, rows, styles, book.language)
        about = made.add_worksheet(ABOUT)
        for number, pair in enumerate(_about(book).items()):
            about.write_row(number, 0, pair)
        about.very_hidden()
    return deterministic(written.getvalue())


def _about(book: Workbook) -> dict[str, str]:
    return {"layout": str(VERSION), "plan": book.plan, "period": book.period}


def _styles(made: xlsxwriter.Workbook) -> _Styles:
    common: dict[str, Any] = {
        "font_name": FONT,
        "font_size": 11,
        "valign": "top",
        "text_wrap": True,
        "border": 1,
        "border_color": "#BFBFBF",
    }
    typed = {**common, "locked": False, "bg_color": "#FFF9DB"}
    return _Styles(
        code=made.add_format({"font_size": 8, "font_color": "#808080"}),
        heading=made.add_format({**common, "bold": True, "bg_color": "#E7E6E6"}),
        shown=made.add_format(common),
        typed=made.add_format({**typed, "align": "right"}),
        text=made.add_format({**typed, "num_format": "@"}),
    )


def _instructions(sheet: Worksheet, book: Workbook, made: xlsxwriter.Workbook) -> None:
    title = made.add_format({"font_name": FONT, "font_size": 16, "bold": True})
    line = made.add_format({"font_name": FONT, "font_size": 12, "text_wrap": True, "valign": "top"})
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 96, line)
    sheet.write_string(0, 0, legible(book.title), title)
    words = [Words(f"期限：{book.due}", f"Due: {book.due}"), *ADVICE]
    if book.left_out:
        words.append(
            Words(
                f"另有 {book.left_out} 份填報已提報或不在開放期間，未列於本檔。",
                f"Reports that cannot be filled in now are left out: {book.left_out}.",
            )
        )
    for number, one in enumerate(words, start=2):
        sheet.write_string(number, 0, one.in_language(book.language), line)
        sheet.set_row(number, 36)
    sheet.protect("", {"select_locked_cells": True})


def _sheet(
    sheet: Worksheet, layout: SheetLayout, rows: list[Row], styles: _Styles, language: Language
) -> None:
    columns = [*(Column(code, Words(code, code), 4) for code in HIDDEN), *layout.columns]
    for place, column in enumerate(columns):
        options = {"hidden": True} if place < len(HIDDEN) else {}
        sheet.set_column(place, place, column.width, styles.shown, options)
        sheet.write_string(CODES_ROW - 1, place, column.code, styles.code)
        heading = column.heading.in_language(language)
        sheet.write_string(HEADINGS_ROW - 1, place, heading, styles.heading)
    sheet.set_row(CODES_ROW - 1, None, None, {"hidden": True})
    sheet.set_row(HEADINGS_ROW - 1, 34)
    for number, row in enumerate(rows, start=FIRST_ROW - 1):
        for place, column in enumerate(columns):
            _cell(sheet, (number, place), column, row, styles)
    last = len(rows) + FIRST_ROW - 2
    for place, column in enumerate(columns):
        if column.kind:
            _validate(sheet, place, last, column.kind, language)
    sheet.freeze_panes(HEADINGS_ROW, len(HIDDEN) + 2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADINGS_ROW - 1)
    sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})


def _cell(
    sheet: Worksheet, place: tuple[int, int], column: Column, row: Row, styles: _Styles
) -> None:
    style = styles.shown
    if column.kind and column.code in row and row.get(LOCKED) != column.code:
        style = styles.text if column.kind in {"text", "day"} else styles.typed
    text = legible(row.get(column.code, ""))
    number = _number(text) if column.kind in {"number", "percent"} else None
    if not text:
        sheet.write_blank(*place, None, style)
    elif number is not None:
        sheet.write_number(*place, number, style)
    else:
        # As a string it stays text, whatever sign it begins with.
        sheet.write_string(*place, text[:LONGEST_CELL], style)


def _number(text: str) -> float | None:
    """The number of a cell; None where a workbook would not keep all of its digits."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return float(value) if len(value.as_tuple().digits) <= _DIGITS_OF_A_NUMBER else None


def _validate(sheet: Worksheet, place: int, last: int, kind: str, language: Language) -> None:
    """Warn of what is no number while it is typed; reading back says why, and is the judge."""
    rule: dict[str, Any]
    if kind == "percent":
        words = Words("請填 0 到 100。", "Write 0 to 100.")
        rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
    elif kind == "number":
        words = Words("請填數值。", "Write a number.")
        rule = {
            "validate": "decimal",
            "criteria": "between",
            "minimum": -(10**19),
            "maximum": 10**19,
        }
    else:
        return
    message = words.in_language(language)
    rule |= {"error_type": "warning", "error_message": message, "ignore_blank": True}
    sheet.data_validation(FIRST_ROW - 1, place, last, place, rule)


def _figures(book: Workbook) -> Iterator[Row]:
    for blank in book.blanks:
        element = blank.element
        if not isinstance(element, Indicator):
            continue
        definition = definition_of(element, book.fiscal_year)
        stated = dict(stated_in(blank.report))
        provided = {key(one.field): one for one in blank.provided if one.value is not None}
        for name in fields_of(element, book.fiscal_year):
            if name != FIGURE and not name.startswith(INPUTS):
                continue
            subject = name.removeprefix(INPUTS)
            source = provided.get(key(name))
            row = {
                **_identity(blank, name),
                "no": element.key,
                "name": element.name,
                "input": THE_FIGURE.in_language(book.language) if name == FIGURE else subject,
                "unit": definition.unit if name == FIGURE else "",
                "last": blank.last.get(name, ""),
                "provided": source.origin if source is not None else "",
                VALUE: stated.get(name, "") if source is None else f"{source.value:f}",
            }
            yield {**row, LOCKED: VALUE} if source is not None else row


def _remarks(book: Workbook) -> Iterator[Row]:
    for blank in book.blanks:
        if isinstance(blank.element, Indicator):
            stated = stated_in(blank.report)
            texts = {name: stated.get(name, "") for name in _TEXTS}
            yield {
                **_identity(blank),
                "no": blank.element.key,
                "name": blank.element.name,
                **texts,
            }


_TEXTS: Final = ("reason", "countermeasure", "data_quality")


def _progress(book: Workbook) -> Iterator[Row]:
    for blank in book.blanks:
        if not isinstance(blank.element, Project):
            continue
        stated = stated_in(blank.report)
        fields = fields_of(blank.element, book.fiscal_year)
        typed = {name: stated.get(name, "") for name in fields if "." not in name}
        yield {
            **_identity(blank),
            "no": blank.element.key,
            "name": blank.element.title,
            "plan_has": blank.planned,
            "last": blank.last.get("actual", ""),
            **typed,
        }


def _milestones(book: Workbook) -> Iterator[Row]:
    for blank in book.blanks:
        if not isinstance(blank.element, Project):
            continue
        stated = stated_in(blank.report)
        for one in blank.element.milestones:
            name = milestone_field(one)
            yield {
                **_identity(blank, name),
                "no": blank.element.key,
                "name": blank.element.title,
                "due": one.due.isoformat(),
                "title": one.title,
                VALUE: stated.get(name, ""),
            }


def _identity(blank: Blank, name: str = "") -> dict[str, str]:
    return {REPORT: blank.identifier, VERSION_SEEN: str(blank.version), FIELD: name}
