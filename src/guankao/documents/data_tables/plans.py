"""The annual plan as data tables: goals, KPIs, earlier years, projects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from guankao.documents.data_tables.tables import DataTable, Value, data_table
from guankao.documents.identifiers import (
    goal_identifier,
    indicator_identifier,
    project_identifier,
)
from guankao.documents.plan import Indicator, Plan
from guankao.figures import Quantity, UnreadableFigure, read_quantity, read_target

_GOAL_COLUMNS: Final = (
    ("目標項次", 9),
    ("施政目標", 36),
    ("策略項次", 9),
    ("策略", 80),
    ("識別碼", 24),
)

_INDICATOR_COLUMNS: Final = (
    ("目標項次", 9),
    ("施政目標", 26),
    ("指標項次", 9),
    ("關鍵績效指標", 28),
    ("評估體制", 9),
    ("評估方式", 12),
    ("衡量標準", 50),
    ("年度目標值", 16),
    ("比較方式", 10),
    ("目標數值", 12),
    ("目標單位", 10),
    ("與中長程個案計畫關聯", 16),
    ("備註", 20),
    ("說明", 20),
    ("識別碼", 24),
)

_HISTORY_COLUMNS: Final = (
    ("關鍵績效指標", 32),
    ("年度", 8),
    ("實際值", 16),
    ("數值", 12),
    ("單位", 10),
    ("識別碼", 24),
)

_PROJECT_COLUMNS: Final = (
    ("工作計畫名稱", 28),
    ("重要計畫項目", 48),
    ("計畫類別", 12),
    ("實施內容項數", 13),
    ("實施內容", 60),
    ("與KPI關聯", 40),
    ("識別碼", 24),
)


def plan_tables(plan: Plan) -> Iterator[DataTable]:
    """The tables of an annual plan."""
    yield data_table(
        "施政目標及策略",
        _GOAL_COLUMNS,
        _goal_rows(plan),
    )
    yield data_table(
        "關鍵績效指標",
        _INDICATOR_COLUMNS,
        (_indicator_row(plan, one) for one in plan.indicators),
    )
    yield data_table(
        "過去年度實際值",
        _HISTORY_COLUMNS,
        (
            (
                one.name,
                value.fiscal_year,
                value.value,
                *_figure(value.value),
                indicator_identifier(plan.fiscal_year, plan.agency, one.key),
            )
            for one in plan.indicators
            for value in one.history
        ),
    )
    yield data_table(
        "年度重要計畫",
        _PROJECT_COLUMNS,
        _project_rows(plan),
    )


def _goal_rows(plan: Plan) -> Iterator[tuple[Value, ...]]:
    for goal in plan.goals:
        identifier = goal_identifier(plan.fiscal_year, plan.agency, goal.key)
        for number, strategy in enumerate(goal.strategies, start=1):
            yield goal.no, goal.title, number, strategy.text, identifier
        if not goal.strategies:
            yield goal.no, goal.title, None, None, identifier


def _indicator_row(plan: Plan, indicator: Indicator) -> tuple[Value, ...]:
    goal = next(goal for goal in plan.goals if goal.key == indicator.goal)
    comparator, quantity = None, None
    try:
        target = read_target(indicator.target, name=indicator.name, standard=indicator.standard)
        comparator, quantity = target.comparator.value, target.quantity
    except UnreadableFigure:
        # The text stands beside it; an empty cell says that no figure could be read from it.
        pass
    return (
        goal.no,
        goal.title,
        indicator.no,
        indicator.name,
        indicator.evaluation_arrangement,
        indicator.evaluation_method,
        indicator.standard,
        indicator.target,
        comparator,
        *_parts(quantity),
        "、".join(indicator.linkage),
        indicator.standard_remark,
        indicator.note,
        indicator_identifier(plan.fiscal_year, plan.agency, indicator.key),
    )


def _project_rows(plan: Plan) -> Iterator[tuple[Value, ...]]:
    names = {indicator.key: indicator.name for indicator in plan.indicators}
    for project in plan.projects:
        yield (
            project.work_plan,
            project.title,
            project.category,
            project.content_items,
            "\n".join(project.contents),
            "、".join(names[key] for key in project.indicators),
            project_identifier(plan.fiscal_year, plan.agency, project.key),
        )


def _figure(text: str) -> tuple[Value, Value]:
    """Number and unit of a text, or neither where it cannot be read."""
    try:
        return _parts(read_quantity(text))
    except UnreadableFigure:
        return None, None


def _parts(quantity: Quantity | None) -> tuple[Value, Value]:
    return (None, None) if quantity is None else (quantity.value, quantity.unit)
