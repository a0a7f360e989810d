"""The data dictionary: what every column of every dataset means."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.db.models import Count, Value

from guankao.web.portal.datasets import DATASETS, Column, ColumnType, Dataset, Source

SOURCES: dict[Source, tuple[str, str]] = {
    Source.DOCUMENT: ("as the document writes it", "文件原文"),
    Source.READING: ("read or inferred by Guankao", "管考判讀或推論"),
    Source.COUNT: ("counted or computed by Guankao", "管考計算"),
    Source.GUANKAO: ("given by Guankao", "管考編定"),
}
"""Where a value comes from, in English and Chinese."""

TYPES: dict[ColumnType, tuple[str, str]] = {
    ColumnType.TEXT: ("text", "文字"),
    ColumnType.INTEGER: ("integer", "整數"),
    ColumnType.DECIMAL: ("decimal", "小數"),
    ColumnType.BOOLEAN: ("true or false", "是否"),
    ColumnType.DATE: ("date", "日期"),
    ColumnType.MOMENT: ("moment", "時刻"),
    ColumnType.LIST: ("list of texts", "文字清單"),
}
"""What a column holds, in English and Chinese."""

HEAD = """\
# Data dictionary

Everything that Guankao publishes, in bulk, at `/data/<dataset>.csv`, `.json` and `.parquet`. The
same descriptions stand on the page `/data/` in both languages and, for programs, at
`/data/dictionary.json`. This page is generated from the declarations in
`src/guankao/web/portal/datasets`; `python tools/write_data_dictionary.py` writes it anew, and a
test compares the two.

- Rows of fictional agencies are left out.
- Figures are exact. In CSV they are plain digits, in JSON strings of plain digits (`"24.5"`), in
  Parquet `decimal128(30, 10)`.
- An empty text means that the document says nothing; an absent number is an empty cell in CSV and
  `null` elsewhere. `0` is a figure.
- A moment is written with its offset from the time of the world (`2023-04-10T16:00:00+00:00`), and
  is a timestamp in Parquet.
- A list is written with `; ` between its parts in CSV, and is an array elsewhere.
- In CSV a text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return stands behind an
  apostrophe, so that no spreadsheet runs it as a formula. JSON and Parquet hold it as it is.
- Licence: the compilation is dedicated to the public domain under CC0 1.0. The facts are those of
  public government documents, which the page `/data/` names; the figures are the documents' own.
"""


def counts(version: str) -> dict[str, int]:
    """How many rows each dataset has at a version of the data, counted once for it."""
    return dict(_counts(version))


@lru_cache(maxsize=2)
def _counts(version: str) -> tuple[tuple[str, int], ...]:
    """All counts in one query. `version` is asked for only to be remembered by."""
    first, *others = (
        dataset.queryset()
        .order_by()
        .annotate(dataset=Value(dataset.name))
        .values("dataset")
        .annotate(count=Count("pk"))
        .values_list("dataset", "count")
        for dataset in DATASETS.values()
    )
    found = dict(first.union(*others, all=True))
    return tuple((name, found.get(name, 0)) for name in DATASETS)


def as_data() -> dict[str, Any]:
    """The dictionary for programs."""
    return {
        "licence": "CC0-1.0",
        "datasets": [
            {
                "name": dataset.name,
                "description": dataset.english,
                "description_zh": dataset.chinese,
                "columns": [_column_data(column) for column in dataset.columns],
            }
            for dataset in DATASETS.values()
        ],
    }


def _column_data(column: Column) -> dict[str, str]:
    return {
        "name": column.name,
        "type": column.type.value,
        "description": column.english,
        "description_zh": column.chinese,
        "source": column.source.value,
    }


def as_markdown() -> str:
    """The page docs/reference/data-dictionary.md."""
    return "\n".join([HEAD, *(_section(dataset) for dataset in DATASETS.values())])


def _section(dataset: Dataset) -> str:
    return "\n".join(
        [f"## {dataset.name}\n", f"{dataset.english} {dataset.chinese}\n", *_table(dataset), ""]
    )


def _table(dataset: Dataset) -> Iterator[str]:
    yield "| column | type | meaning | 說明 | source |"
    yield "| --- | --- | --- | --- | --- |"
    for column in dataset.columns:
        source = SOURCES[column.source][0]
        yield (
            f"| `{column.name}` | {column.type.value} | {column.english} | {column.chinese} "
            f"| {source} |"
        )
