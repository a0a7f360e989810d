"""Policy guidelines and programmes as data tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from guankao.documents.data_tables.tables import DataTable, data_table
from guankao.documents.guidelines import Guidelines
from guankao.documents.identifiers import section_identifier
from guankao.documents.programme import Programme

_PRIORITY_COLUMNS: Final = (
    ("項次", 7),
    ("施政重點", 100),
)

_CLAUSE_COLUMNS: Final = (
    ("章次", 7),
    ("章名", 20),
    ("項次", 7),
    ("條文", 100),
    ("識別碼", 24),
)

_STRATEGY_COLUMNS: Final = (
    ("項次", 7),
    ("執行策略", 40),
    ("推動作法項次", 13),
    ("推動作法", 90),
)

_STEP_COLUMNS: Final = (
    ("項次", 7),
    ("執行機關", 24),
    ("實施步驟", 80),
    ("期限", 12),
)

_DUE_COLUMNS: Final = (
    ("次", 6),
    ("期間起", 12),
    ("期間迄", 12),
    ("期限", 12),
    ("提報機關", 30),
    ("受理機關", 24),
)


def guidelines_tables(guidelines: Guidelines) -> Iterator[DataTable]:
    """The tables of policy guidelines."""
    yield data_table(
        "施政重點",
        _PRIORITY_COLUMNS,
        enumerate(guidelines.priorities, start=1),
    )
    yield data_table(
        "施政方針",
        _CLAUSE_COLUMNS,
        (
            (
                section.no,
                section.title,
                clause.no,
                clause.text,
                section_identifier(guidelines.fiscal_year, section.key),
            )
            for section in guidelines.sections
            for clause in section.clauses
        ),
    )


def programme_tables(programme: Programme) -> Iterator[DataTable]:
    """The tables of a programme or execution plan."""
    yield data_table(
        "執行策略",
        _STRATEGY_COLUMNS,
        (
            (strategy.no, strategy.title, number, action)
            for strategy in programme.strategies
            for number, action in enumerate(strategy.actions or (None,), start=1)
        ),
    )
    yield data_table(
        "實施步驟",
        _STEP_COLUMNS,
        ((step.no, step.actor, step.action, _day(step.deadline)) for step in programme.steps),
    )
    yield data_table(
        "填報期程",
        _DUE_COLUMNS,
        (
            (
                due.round,
                due.period_begin.isoformat(),
                due.period_end.isoformat(),
                due.due.isoformat(),
                "、".join(due.submitted_by),
                due.submitted_to,
            )
            for due in programme.report_calendar
        ),
    )


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
