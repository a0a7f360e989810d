"""CSV that spreadsheets open rightly and harmlessly."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import quote

from django.http import StreamingHttpResponse

BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheets on Windows read UTF-8 as Big5."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so can run as a formula on the reader's machine (CSV injection)."""


class _Echo:
    """A file whose write gives back the line, so that rows stream out as they are made."""

    def write(self, line: str) -> str:
        return line


def cell(value: object) -> str | int:
    """One value as CSV text: figures in plain digits, dangerous text behind an apostrophe.

    A negative number stays a number: only text is at risk.
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return value
        case Decimal():
            return plain(value)
        case date() | datetime():
            return value.isoformat()
        case _:
            text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
            return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def plain(value: Decimal) -> str:
    """A figure in plain digits, without the zeros that a database column adds.

    >>> plain(Decimal("24.5000000000")), plain(Decimal("7144.0000000000")), plain(Decimal("0E-10"))
    ('24.5', '7144', '0')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a CSV file, byte order mark first."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow(columns)
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def csv_response(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> StreamingHttpResponse:
    """A download called `name`.csv, whatever characters the name has."""
    response = StreamingHttpResponse(
        csv_lines(columns, rows), content_type="text/csv; charset=utf-8"
    )
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"guankao.csv\"; filename*=UTF-8''{quote(name, safe='')}.csv"
    )
    return response
