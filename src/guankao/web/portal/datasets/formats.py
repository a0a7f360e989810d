"""The formats of a dataset: each streams, so a country of rows needs no more memory than a page."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from guankao.web.portal.datasets.columns import ROWS_AT_ONCE, ColumnType, Dataset, Row
from guankao.web.portal.spreadsheet import csv_lines, plain

LICENCE = "CC0-1.0"

DIGITS, DECIMALS = 30, 10
"""Of a figure as it is stored: see max_digits and decimal_places in the models."""

_PARQUET_TYPES: dict[ColumnType, pa.DataType] = {
    ColumnType.TEXT: pa.string(),
    ColumnType.INTEGER: pa.int32(),
    ColumnType.DECIMAL: pa.decimal128(DIGITS, DECIMALS),
    ColumnType.BOOLEAN: pa.bool_(),
    ColumnType.DATE: pa.date32(),
    ColumnType.MOMENT: pa.timestamp("us", tz="UTC"),
    ColumnType.LIST: pa.list_(pa.string()),
}


def as_csv(dataset: Dataset) -> Iterator[str]:
    """The lines of the CSV file."""
    return csv_lines([column.name for column in dataset.columns], dataset.rows())


def as_json(dataset: Dataset) -> Iterator[str]:
    """One JSON object whose `rows` stream, an object each; a figure is a string of its digits."""
    names = [column.name for column in dataset.columns]
    head = {"dataset": dataset.name, "licence": LICENCE, "columns": names}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": ['
    for batch_number, batch in enumerate(_batches(dataset.rows())):
        lines = (
            json.dumps(dict(zip(names, map(_json_value, row), strict=True)), ensure_ascii=False)
            for row in batch
        )
        yield (",\n" if batch_number else "\n") + ",\n".join(lines)
    yield "\n]}\n"


def _json_value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else value


def as_parquet(dataset: Dataset) -> IO[bytes]:
    """The Parquet file, written in batches to a temporary file that is gone when it is closed.

    Parquet puts its directory at the end, so it cannot be sent while it is written.
    """
    schema = _schema(dataset)
    file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    try:
        with pq.ParquetWriter(file, schema, compression="zstd") as writer:
            for batch in _batches(dataset.rows()):
                columns = [
                    pa.array(values, type=field.type)
                    for values, field in zip(zip(*batch, strict=True), schema, strict=True)
                ]
                writer.write_batch(pa.record_batch(columns, schema=schema))
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _schema(dataset: Dataset) -> pa.Schema:
    """The columns with their meaning, so that the file explains itself."""
    return pa.schema(
        [
            pa.field(
                column.name,
                _PARQUET_TYPES[column.type],
                metadata={"description": column.english, "description_zh": column.chinese},
            )
            for column in dataset.columns
        ],
        metadata={"title": dataset.english, "title_zh": dataset.chinese, "licence": LICENCE},
    )


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, ROWS_AT_ONCE)):
        yield batch
