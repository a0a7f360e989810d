"""Writing data tables as CSV that spreadsheets open rightly and harmlessly."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from guankao.documents.data_tables import DataTable, Value
from guankao.documents.formats.packages import write_package

BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it, spreadsheets on Windows read UTF-8 as Big5."""

FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Text that begins so can run as a formula on the reader's machine (CSV injection).

Spreadsheets of East Asia take the full-width signs for the others.
"""


def write_csv(table: DataTable) -> bytes:
    """One table as CSV (RFC 4180) in UTF-8; the first row names the columns."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return (BYTE_ORDER_MARK + written.getvalue()).encode("utf-8")


def write_csv_package(tables: Sequence[DataTable]) -> bytes:
    """Several tables as a ZIP file, each as CSV under its name."""
    return write_package({f"{table.name}.csv": write_csv(table) for table in tables})


def _cell(value: Value) -> str:
    """A value as text: a number in plain digits, dangerous text behind an apostrophe.

    >>> _cell(Decimal("1E+3")), _cell(Decimal("-3")), _cell("-3%"), _cell(None)
    ('1000', '-3', "'-3%", '')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_SIGNS) else value
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
