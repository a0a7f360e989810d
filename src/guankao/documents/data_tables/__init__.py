"""Data tables: a document as rows and columns, for spreadsheets and CSV.

Unlike the tables of the official layout nothing spans here: every row says all that it is about,
so that it can be sorted and filtered. Figures are numbers beside the text that they were read from.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.documents.action_plan import ActionPlan
from guankao.documents.data_tables.action_plans import action_plan_tables
from guankao.documents.data_tables.government_wide import guidelines_tables, programme_tables
from guankao.documents.data_tables.performance_reports import performance_report_tables
from guankao.documents.data_tables.plans import plan_tables
from guankao.documents.data_tables.reports import report_tables
from guankao.documents.data_tables.tables import (
    FICTIONAL,
    DataColumn,
    DataTable,
    Value,
    marked_fictional,
)
from guankao.documents.guidelines import Guidelines
from guankao.documents.kinds import AnyDocument
from guankao.documents.performance_report import PerformanceReport
from guankao.documents.plan import Plan
from guankao.documents.report import Report

__all__ = ["FICTIONAL", "DataColumn", "DataTable", "Value", "data_tables"]


def data_tables(document: AnyDocument) -> tuple[DataTable, ...]:
    """The tables of a document of any kind; a table without rows is left out."""
    tables = tuple(table for table in _tables(document) if table.rows)
    return tuple(map(marked_fictional, tables)) if document.fictional else tables


def _tables(document: AnyDocument) -> Iterator[DataTable]:
    match document:
        case Plan():
            return plan_tables(document)
        case ActionPlan():
            return action_plan_tables(document)
        case PerformanceReport():
            return performance_report_tables(document)
        case Guidelines():
            return guidelines_tables(document)
        case Report():
            return report_tables(document)
        case _:
            return programme_tables(document)
