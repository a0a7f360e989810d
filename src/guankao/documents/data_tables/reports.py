"""The report on a KPI or project as a data table: a row for each thing that is stated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from guankao.documents.data_tables.tables import DataTable, Value, data_table
from guankao.documents.report import Report

_COLUMNS: Final = (
    ("填報期間", 12),
    ("項目", 40),
    ("數值", 14),
    ("單位", 10),
    ("資料來源方式", 14),
    ("資料出處", 30),
    ("文字", 50),
    ("識別碼", 36),
)
_SOURCES: Final = {
    "typed": "自行填列",
    "file": "匯入檔案",
    "report": "引用其他填報",
    "computed": "系統計算",
}


def report_tables(report: Report) -> Iterator[DataTable]:
    """The one table of a report."""
    rows = ((report.period, *row, report.identifier) for row in _rows(report))
    yield data_table("填報內容", _COLUMNS, rows)


def _rows(report: Report) -> Iterator[tuple[Value, ...]]:
    if report.indicator is not None:
        one = report.indicator
        for item in one.inputs:
            yield item.name, item.value, None, _SOURCES[item.source], item.origin, None
        if one.figure is not None:
            yield "實際值", one.figure, one.unit, _SOURCES[one.source], one.origin, None
    if report.project is not None:
        project = report.project
        for name, value, unit in (
            ("預定進度", project.planned, "%"),
            ("實際進度", project.actual, "%"),
            ("累計分配預算", project.allotted, "千元"),
            ("累計執行數", project.spent, "千元"),
        ):
            if value is not None:
                yield name, value, unit, None, None, None
        for milestone in project.milestones:
            done = f"{milestone.title}（{milestone.done_on.isoformat()}）"
            yield "已完成查核點", None, None, None, None, done
    for name, text in (
        ("差異原因", report.reason),
        ("因應對策", report.countermeasure),
        ("資料品質說明", report.data_quality),
    ):
        if text is not None:
            yield name, None, None, None, None, text
    for proof in report.evidence:
        yield "佐證資料", None, None, None, proof.proves, proof.name
