"""The records of an action plan's report: one for each measure, field by field.

The same table is printed in three ways: a row for each measure under a row of headings, a table of
two columns for each measure, or lines of key and value. All three become the same records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from guankao.documents.marks import Mark
from guankao.documents.papers import Paper, Paragraph, Row, Style, Table


class Field(Enum):
    """What a column of the table holds."""

    NUMBER = auto()
    STRATEGY = auto()
    MEASURE = auto()
    GOAL = auto()
    AGENCIES = auto()
    INDICATORS = auto()
    TARGETS = auto()
    REPORT = auto()
    TRACKING_NOTE = auto()
    COMPARISON = auto()
    HIGHLIGHTS = auto()
    BENEFITS = auto()


# In this order: 「106年及107年績效目標『達成率』及執行成果比較」 holds words of several.
_NAMES: Final = (
    (Field.NUMBER, re.compile(r"序次|序號|項次|編號")),
    (Field.COMPARISON, re.compile(r".*比較")),
    (Field.TRACKING_NOTE, re.compile(r".*列管說明|.*列管意見")),
    (Field.HIGHLIGHTS, re.compile(r".*亮點.*")),
    (Field.BENEFITS, re.compile(r".*效益")),
    (Field.REPORT, re.compile(r".*(?:達成情形|執行情形|辦理情形)")),
    (Field.TARGETS, re.compile(r".*目標值")),
    (Field.STRATEGY, re.compile(r"(?:具體)?策略")),
    (Field.MEASURE, re.compile(r"(?:具體)?(?:執行)?措施")),
    (Field.GOAL, re.compile(r"績效目標")),
    (Field.AGENCIES, re.compile(r"(?:主[、(（]?協[)）]?辦|辦理|主責|負責)機關(?:\(單位\))?")),
    (Field.INDICATORS, re.compile(r"(?:績效)?衡量指標|績效指標")),
)
_YEAR: Final = re.compile(r"(\d{2,3})年")
_SENTENCE_ENDS: Final = re.compile(r"[。；：:;」）)>]\s*$")
_CAPTION: Final = re.compile(r"(?:執行措施|措施|表)\s*\d{1,3}")
_COLUMNS_THAT_TELL: Final = frozenset({Field.MEASURE, Field.TARGETS})
LONGEST_NAME: Final = 40
"""Characters of a column's name; a longer text that ends in 比較 is prose."""


@dataclass(frozen=True, slots=True)
class Column:
    """A field, and the fiscal year that its name holds: 108年績效目標值."""

    field: Field
    fiscal_year: int | None = None


@dataclass(slots=True)
class Value:
    """The text of a field, and where it began."""

    text: str
    mark: Mark | None = None


@dataclass(slots=True)
class Record:
    """What is said of one measure."""

    values: dict[Column, Value] = field(default_factory=dict)
    mark: Mark | None = None

    def value(self, wanted: Field, fiscal_year: int | None = None) -> Value | None:
        """The value of a field; of the column for a year, where one is asked for."""
        for column, value in self.values.items():
            if column.field is wanted and fiscal_year in {None, column.fiscal_year}:
                return value
        return None

    def text(self, wanted: Field, fiscal_year: int | None = None) -> str | None:
        """The text of a field, or `None` where it is empty or stands not there."""
        value = self.value(wanted, fiscal_year)
        return value.text if value is not None and value.text.strip() else None


def column_named(name: str) -> Column | None:
    """The column that a heading names.

    >>> column_named("107 年度(1 月至 12 月)績效目標達成情形")
    Column(field=<Field.REPORT: 8>, fiscal_year=107)
    >>> column_named("復興崗校區") is None
    True
    """
    folded = re.sub(r"\s", "", name)
    if not 0 < len(folded) <= LONGEST_NAME:
        return None
    for wanted, pattern in _NAMES:
        if pattern.fullmatch(folded):
            year = _YEAR.search(folded)
            return Column(wanted, int(year[1]) if year else None)
    return None


def records_of(paper: Paper) -> list[Record]:
    """The records of a paper, in its order; none where it holds no such table."""
    records: list[Record] = []
    column: Column | None = None
    headings: list[Column | None] | None = None
    for block in paper.blocks:
        if isinstance(block, Table):
            headings = _headings(block) or _continued(headings, block)
            if headings is not None:
                _add_rows(records, block, headings)
                column = None
            else:
                for row in block.rows:
                    column = _add_pair(records, row, column)
        elif isinstance(block, Paragraph) and _is_caption(block):
            column = None
        elif isinstance(block, Paragraph) and column is not None and block.text.strip():
            _append(records[-1], column, block.text)
    return [record for record in records if record.text(Field.MEASURE)]


def _is_caption(paragraph: Paragraph) -> bool:
    """Whether a paragraph names the table that follows it: 執行措施 12, 表 3."""
    return paragraph.style is Style.CAPTION or bool(_CAPTION.fullmatch(paragraph.text.strip()))


def _headings(table: Table) -> list[Column | None] | None:
    """The columns that the first row names, or `None` where it names none."""
    if not table.rows:
        return None
    columns = [column_named(text) for text in table.rows[0].texts]
    named = {column.field for column in columns if column is not None}
    return columns if named >= _COLUMNS_THAT_TELL else None


def _continued(headings: list[Column | None] | None, table: Table) -> list[Column | None] | None:
    """A table without headings of as many columns goes on with the one before it."""
    width = max((len(row.cells) for row in table.rows), default=0)
    return headings if headings is not None and len(headings) == width > 2 else None


def _add_rows(records: list[Record], table: Table, headings: list[Column | None]) -> None:
    for row in table.rows:
        columns = [column_named(text) for text in row.texts]
        if {column.field for column in columns if column} >= _COLUMNS_THAT_TELL:
            continue
        values = {
            column: Value(cell.text, cell.mark or row.mark)
            for column, cell in zip(headings, row.cells, strict=False)
            if column is not None
        }
        number = _text_of(values, Field.NUMBER)
        measure = _text_of(values, Field.MEASURE)
        if records and not number and not measure:
            # The rest of a row that a page break has cut.
            for column, value in values.items():
                if value.text.strip():
                    _append(records[-1], column, value.text)
            continue
        for column, value in values.items():
            if column.field is Field.STRATEGY and not value.text.strip() and records:
                value.text = records[-1].text(Field.STRATEGY) or ""
        records.append(Record(values, row.mark))


def _text_of(values: dict[Column, Value], wanted: Field) -> str:
    return next((v.text.strip() for column, v in values.items() if column.field is wanted), "")


def _add_pair(records: list[Record], row: Row, column: Column | None) -> Column | None:
    """Add a row of name and value; what has no name goes on with the field before it."""
    name, text = _name_and_text(row)
    named = column_named(name) if name else None
    if named is None:
        rest = "\n".join(one for one in row.texts if one.strip(" -—\t"))
        if column is not None and rest:
            _append(records[-1], column, rest)
        return column
    begins = named.field is Field.NUMBER or not records or named in records[-1].values
    if begins:
        records.append(Record(mark=row.mark))
    records[-1].values[named] = Value(text, row.cells[-1].mark or row.mark)
    return named


def _name_and_text(row: Row) -> tuple[str, str]:
    texts = [cell.text.strip() for cell in row.cells if not cell.covered]
    return (texts[0], "\n".join(texts[1:]).strip()) if len(texts) > 1 else ("", "")


def _append(record: Record, column: Column, text: str) -> None:
    """Add a line or a cell that goes on with a field; within a sentence no line ends."""
    value = record.values.setdefault(column, Value(""))
    broken = value.text and not _SENTENCE_ENDS.search(value.text)
    between = "" if broken else "\n"
    value.text = f"{value.text}{between}{text.strip()}".strip()


def lines_before(paper: Paper) -> Iterator[Paragraph]:
    """The paragraphs before the first table: title and approval."""
    for block in paper.blocks:
        if isinstance(block, Table):
            return
        if isinstance(block, Paragraph) and block.text.strip():
            yield block
