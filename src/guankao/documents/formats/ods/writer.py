"""Writing data tables as an ODS workbook, a sheet each; no cell of it can run as a formula."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from lxml import etree

from guankao.documents.data_tables import DataTable, Value
from guankao.documents.formats.opendocument import (
    child,
    metadata,
    named,
    package,
    root,
    serialised,
    write_text,
)
from guankao.documents.formats.pages import FONT, LONG_SIDE, MARGIN, SHORT_SIDE

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"

_CENTIMETRES_OF_A_CHARACTER: Final = 0.21
_CELL: Final = "Text"
_HEADING: Final = "Heading"


def write_ods(tables: Sequence[DataTable], title: str) -> bytes:
    """The tables as a workbook; the same tables always give the same bytes."""
    named_tables = tables or (DataTable(title, (), ()),)
    parts = {
        "content.xml": _content(named_tables),
        "styles.xml": _styles(),
        "settings.xml": _settings(named_tables),
        "meta.xml": metadata(title),
    }
    return package(MEDIA_TYPE, parts, {})


def _content(tables: Sequence[DataTable]) -> bytes:
    top = root("office:document-content", "office", "style", "text", "table", "fo")
    styles = child(top, "office:automatic-styles")
    _cell_style(styles, _CELL)
    _cell_style(styles, _HEADING, heading=True)
    for width in sorted({column.width for table in tables for column in table.columns}):
        style = child(styles, "style:style", style_name=f"w{width}", style_family="table-column")
        child(
            style,
            "style:table-column-properties",
            style_column_width=f"{width * _CENTIMETRES_OF_A_CHARACTER:.2f}cm",
        )
    row_style = child(styles, "style:style", style_name="row", style_family="table-row")
    child(row_style, "style:table-row-properties", style_use_optimal_row_height="true")
    sheets = child(child(top, "office:body"), "office:spreadsheet")
    for table in tables:
        _sheet(sheets, table)
    return serialised(top)


def _sheet(sheets: etree._Element, table: DataTable) -> None:
    sheet = child(sheets, "table:table", table_name=table.name)
    for column in table.columns:
        child(sheet, "table:table-column", table_style_name=f"w{column.width}")
    if table.columns:
        head = child(sheet, "table:table-header-rows")
        _row(head, [column.name for column in table.columns], _HEADING)
    for row in table.rows:
        _row(sheet, row, _CELL)


def _row(parent: etree._Element, values: Sequence[Value], style: str) -> None:
    row = child(parent, "table:table-row", table_style_name="row")
    for value in values:
        cell = child(row, "table:table-cell", table_style_name=style)
        if value is None or value == "":
            continue
        if isinstance(value, str):
            # As a string it stays text, whatever sign it begins with.
            cell.set(named("office:value-type"), "string")
            written = value
        else:
            written = f"{value:f}" if isinstance(value, Decimal) else str(value)
            cell.set(named("office:value-type"), "float")
            cell.set(named("office:value"), written)
        for line in written.split("\n"):
            write_text(child(cell, "text:p"), line)


def _cell_style(styles: etree._Element, name: str, *, heading: bool = False) -> None:
    style = child(styles, "style:style", style_name=name, style_family="table-cell")
    properties = child(
        style,
        "style:table-cell-properties",
        fo_wrap_option="wrap",
        style_vertical_align="top",
    )
    if heading:
        properties.set(named("fo:background-color"), "#e7e6e6")
        properties.set(named("fo:border"), "0.5pt solid #000000")
        child(style, "style:paragraph-properties", fo_text_align="center")
    text = child(style, "style:text-properties", style_font_name_asian=FONT)
    if heading:
        text.set(named("fo:font-weight"), "bold")
        text.set(named("style:font-weight-asian"), "bold")


def _styles() -> bytes:
    top = root("office:document-styles", "office", "style", "text", "table", "fo", "svg")
    faces = child(top, "office:font-face-decls")
    child(faces, "style:font-face", style_name=FONT, svg_font_family=f"'{FONT}'")
    layout = child(child(top, "office:automatic-styles"), "style:page-layout", style_name="Page")
    child(
        layout,
        "style:page-layout-properties",
        fo_page_width=f"{LONG_SIDE}cm",
        fo_page_height=f"{SHORT_SIDE}cm",
        style_print_orientation="landscape",
        fo_margin=f"{MARGIN}cm",
        style_scale_to_X="1",
    )
    masters = child(top, "office:master-styles")
    page = child(masters, "style:master-page", style_name="Default")
    page.set(named("style:page-layout-name"), "Page")
    return serialised(top)


def _settings(tables: Sequence[DataTable]) -> bytes:
    """The part settings.xml: in every sheet the first row stays in view."""
    top = root("office:document-settings", "office", "config")
    settings = child(top, "office:settings")
    views = _items(settings, "ooo:view-settings")
    indexed = child(views, "config:config-item-map-indexed", config_name="Views")
    entry = child(indexed, "config:config-item-map-entry")
    sheets = child(entry, "config:config-item-map-named", config_name="Tables")
    for table in tables:
        sheet = child(sheets, "config:config-item-map-entry", config_name=table.name)
        for name, kind, value in (
            ("VerticalSplitMode", "short", "2"),
            ("VerticalSplitPosition", "int", "1"),
            ("ActiveSplitRange", "short", "2"),
            ("PositionBottom", "int", "1"),
        ):
            child(sheet, "config:config-item", value, config_name=name, config_type=kind)
    return serialised(top)


def _items(parent: etree._Element, name: str) -> etree._Element:
    return child(parent, "config:config-item-set", config_name=name)
