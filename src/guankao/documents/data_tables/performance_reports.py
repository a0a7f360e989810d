"""The performance report as data tables: results, the raw figures behind them, progress."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from guankao.documents.data_tables.tables import DataTable, data_table
from guankao.documents.identifiers import indicator_identifier, project_identifier
from guankao.documents.official.words import LIGHTS
from guankao.documents.performance_report import PerformanceReport

_RESULT_COLUMNS: Final = (
    ("目標項次", 9),
    ("施政目標", 30),
    ("指標項次", 9),
    ("關鍵績效指標", 32),
    ("年度目標值", 16),
    ("實際達成值", 16),
    ("數值", 12),
    ("單位", 10),
    ("達成度（%）", 13),
    ("燈號", 10),
    ("說明", 50),
    ("識別碼", 24),
)

_INPUT_COLUMNS: Final = (
    ("關鍵績效指標", 32),
    ("計算項目", 40),
    ("數值", 14),
    ("單位", 10),
    ("識別碼", 24),
)

_PROGRESS_COLUMNS: Final = (
    ("工作計畫名稱", 28),
    ("重要計畫項目", 48),
    ("預定進度（%）", 13),
    ("實際進度（%）", 13),
    ("預算數（千元）", 15),
    ("執行數（千元）", 15),
    ("說明", 50),
    ("識別碼", 24),
)


def performance_report_tables(report: PerformanceReport) -> Iterator[DataTable]:
    """The tables of a performance report."""

    def identifier(key: str) -> str:
        return indicator_identifier(report.fiscal_year, report.agency, key)

    yield data_table(
        "關鍵績效指標達成情形",
        _RESULT_COLUMNS,
        (
            (
                one.goal_no,
                one.goal,
                one.no,
                one.name,
                one.target,
                one.actual,
                one.value,
                one.unit,
                one.achievement,
                LIGHTS[one.light],
                one.explanation,
                identifier(one.indicator),
            )
            for one in report.indicators
        ),
    )
    yield data_table(
        "計算項目",
        _INPUT_COLUMNS,
        (
            (one.name, value.name, value.value, value.unit, identifier(one.indicator))
            for one in report.indicators
            for value in one.inputs
        ),
    )
    yield data_table(
        "重要計畫執行情形",
        _PROGRESS_COLUMNS,
        (
            (
                one.work_plan,
                one.title,
                one.planned,
                one.actual,
                one.budget,
                one.spent,
                one.explanation,
                project_identifier(report.fiscal_year, report.agency, one.project),
            )
            for one in report.projects
        ),
    )
