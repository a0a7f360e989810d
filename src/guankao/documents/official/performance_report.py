"""The performance report (施政績效報告): results beside their targets, and how they came about.

No regulation prescribes its form. It follows the tables of the annual plan, adds what was reached,
and says each light by shape and word as well as by its colour.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from types import MappingProxyType
from typing import Final

from guankao.documents.official.words import (
    FICTIONAL_NOTICE,
    LIGHTS,
    NOT_REPORTED,
    PRELIMINARY_NOTICE,
    chinese_number,
)
from guankao.documents.papers import (
    COVERED,
    Block,
    Cell,
    Figure,
    Paper,
    Paragraph,
    Row,
    Style,
    Table,
)
from guankao.documents.performance_report import (
    IndicatorResult,
    PerformanceReport,
    ProjectProgress,
)

RESULT_COLUMNS: Final = (
    "施政目標",
    "關鍵績效指標",
    "年度目標值",
    "實際達成值",
    "達成度",
    "燈號",
    "過去年度實際值",
    "說明",
)
"""The second stands over two columns: the number of the KPI and its name."""

RESULT_WIDTHS: Final = (16, 4, 20, 12, 12, 10, 10, 18, 30)
INPUT_COLUMNS: Final = ("關鍵績效指標", "計算項目", "數值", "單位")
INPUT_WIDTHS: Final = (35, 40, 15, 10)
PROGRESS_COLUMNS: Final = (
    "工作計畫名稱",
    "重要計畫項目",
    "預定進度",
    "實際進度",
    "預算數（千元）",
    "執行數（千元）",
    "執行率",
    "說明",
)
PROGRESS_WIDTHS: Final = (18, 28, 11, 11, 14, 14, 11, 28)

_NO_FIGURES: Final[Mapping[str, Figure]] = MappingProxyType({})
_HUNDREDTH: Final = Decimal("0.01")


def performance_report_paper(
    report: PerformanceReport, figures: Mapping[str, Figure] = _NO_FIGURES
) -> Paper:
    """The report in its layout, on pages turned sideways; `figures` are charts by keys of KPIs."""
    title = f"{report.agency} {report.fiscal_year} 年度施政績效報告"
    return Paper(
        blocks=(Paragraph(title, Style.TITLE), *_blocks(report, figures)),
        title=title,
        landscape=True,
        notice=FICTIONAL_NOTICE if report.fictional else None,
    )


def _blocks(report: PerformanceReport, figures: Mapping[str, Figure]) -> Iterator[Block]:
    if report.fictional:
        yield Paragraph(FICTIONAL_NOTICE, Style.NOTE)
    if report.preliminary:
        yield Paragraph(PRELIMINARY_NOTICE, Style.NOTE)
    parts = (
        ("關鍵績效指標達成情形", _results(report)),
        ("指標計算", _inputs(report)),
        ("指標歷年情形", _charts(report, figures)),
        ("重要計畫執行情形", _projects(report)),
    )
    filled = [(name, blocks) for name, blocks in parts if blocks]
    for ordinal, (name, blocks) in zip("壹貳參肆", filled, strict=False):
        yield Paragraph(f"{ordinal}、{name}", Style.SECTION)
        yield from blocks


def _results(report: PerformanceReport) -> list[Block]:
    """The table of results; the line before it counts the lights."""
    if not report.indicators:
        return []
    counted = Counter(one.light for one in report.indicators)
    lights = "、".join(f"{LIGHTS[code]} {counted[code]} 項" for code in LIGHTS if counted[code])
    rows = [_heading_row(RESULT_COLUMNS, wide=1)]
    for _, group in groupby(report.indicators, lambda one: (one.goal_no, one.goal)):
        results = list(group)
        goal = f"{chinese_number(results[0].goal_no)} {results[0].goal}"
        first = Cell(goal, rows=len(results))
        for place, result in enumerate(results):
            rows.append(Row((COVERED if place else first, *_result_cells(result))))
    return [
        Paragraph(f"本年度關鍵績效指標共 {len(report.indicators)} 項：{lights}。"),
        Table(tuple(rows), widths=RESULT_WIDTHS),
    ]


def _result_cells(result: IndicatorResult) -> Iterator[Cell]:
    yield Cell(str(result.no))
    yield Cell(result.name)
    yield Cell(result.target, numeric=True)
    yield Cell(result.actual or NOT_REPORTED, numeric=True)
    yield Cell(_percent(result.achievement), numeric=True)
    yield Cell(LIGHTS[result.light])
    yield Cell("\n".join(f"{one.fiscal_year}年：{one.value}" for one in result.history))
    yield Cell(result.explanation or "")


def _inputs(report: PerformanceReport) -> list[Block]:
    """The raw figures that the results were computed from."""
    rows = [_heading_row(INPUT_COLUMNS)]
    for result in report.indicators:
        name = f"{result.goal_no}-{result.no} {result.name}"
        first = Cell(name, rows=len(result.inputs))
        for place, value in enumerate(result.inputs):
            figure = Cell(f"{value.value:,f}", numeric=True)
            cells = (Cell(value.name), figure, Cell(value.unit or ""))
            rows.append(Row((COVERED if place else first, *cells)))
    return [Table(tuple(rows), widths=INPUT_WIDTHS)] if len(rows) > 1 else []


def _charts(report: PerformanceReport, figures: Mapping[str, Figure]) -> list[Block]:
    blocks: list[Block] = []
    for result in report.indicators:
        if result.indicator in figures:
            blocks.append(Paragraph(f"{result.goal_no}-{result.no} {result.name}", Style.CAPTION))
            blocks.append(figures[result.indicator])
    return blocks


def _projects(report: PerformanceReport) -> list[Block]:
    if not report.projects:
        return []
    rows = [_heading_row(PROGRESS_COLUMNS)]
    for work_plan, group in groupby(report.projects, lambda project: project.work_plan):
        projects = list(group)
        first = Cell(work_plan, rows=len(projects))
        for place, project in enumerate(projects):
            rows.append(Row((COVERED if place else first, *_progress_cells(project))))
    return [Table(tuple(rows), widths=PROGRESS_WIDTHS)]


def _progress_cells(project: ProjectProgress) -> Iterator[Cell]:
    yield Cell(project.title)
    yield Cell(_percent(project.planned), numeric=True)
    yield Cell(_percent(project.actual), numeric=True)
    yield Cell(_amount(project.budget), numeric=True)
    yield Cell(_amount(project.spent), numeric=True)
    yield Cell(_percent(_share(project.spent, project.budget)), numeric=True)
    yield Cell(project.explanation or "")


def _share(spent: Decimal | None, budget: Decimal | None) -> Decimal | None:
    """What part of the budget was spent, in percent, rounded half up to two decimals."""
    if spent is None or not budget:
        return None
    return (spent * 100 / budget).quantize(_HUNDREDTH, ROUND_HALF_UP)


def _percent(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}%"


def _amount(value: Decimal | None) -> str:
    return "" if value is None else f"{value:,f}"


def _heading_row(names: Sequence[str], *, wide: int | None = None) -> Row:
    """The head of a table; the one at `wide` stands over two columns."""
    cells: list[Cell] = []
    for place, name in enumerate(names):
        cells.append(Cell(name, columns=2 if place == wide else 1, heading=True))
        if place == wide:
            cells.append(COVERED)
    return Row(tuple(cells), heading=True)
