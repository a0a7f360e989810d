"""The action plan as data tables: measures, their targets, what was reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from guankao.documents.action_plan import ActionPlan, Measure, ResponsibleAgency
from guankao.documents.data_tables.tables import DataTable, Value, data_table
from guankao.documents.identifiers import measure_identifier

_MEASURE_COLUMNS: Final = (
    ("序次", 7),
    ("策略項次", 9),
    ("具體策略", 36),
    ("措施項次", 9),
    ("簡稱", 28),
    ("執行措施", 60),
    ("績效目標", 40),
    ("主辦機關", 30),
    ("協辦機關", 30),
    ("績效衡量指標", 40),
    ("達成情形", 80),
    ("識別碼", 34),
)

_TARGET_COLUMNS: Final = (
    ("序次", 7),
    ("目標項次", 9),
    ("分項", 7),
    ("績效目標值", 50),
    ("衡量對象", 40),
    ("比較方式", 10),
    ("目標數值", 14),
    ("單位", 10),
    ("識別碼", 34),
)

_ACTUAL_COLUMNS: Final = (
    ("序次", 7),
    ("目標項次", 9),
    ("分項", 7),
    ("填報機關", 16),
    ("數值", 14),
    ("單位", 10),
    ("計算基準", 24),
    ("計算式", 24),
    ("執行情形", 60),
    ("識別碼", 34),
)


def action_plan_tables(plan: ActionPlan) -> Iterator[DataTable]:
    """The tables of an action plan."""
    yield data_table(
        "執行措施",
        _MEASURE_COLUMNS,
        _measure_rows(plan),
    )
    yield data_table(
        "績效目標值",
        _TARGET_COLUMNS,
        (row for measure in plan.measures for row in _target_rows(plan, measure)),
    )
    yield data_table(
        "執行情形",
        _ACTUAL_COLUMNS,
        (
            (
                measure.no,
                one.target,
                one.part,
                one.agency,
                one.value,
                one.unit,
                one.basis,
                one.computed,
                one.text,
                measure_identifier(plan.fiscal_year, plan.code, measure.key),
            )
            for measure in plan.measures
            for one in measure.actuals
        ),
    )


def _measure_rows(plan: ActionPlan) -> Iterator[tuple[Value, ...]]:
    strategies = {strategy.no: strategy.title for strategy in plan.strategies}
    for measure in plan.measures:
        yield (
            measure.no,
            measure.strategy_no,
            strategies[measure.strategy_no],
            measure.measure_no,
            measure.short_title,
            measure.text,
            measure.goal,
            _agencies(measure.lead_agencies),
            _agencies(measure.co_agencies),
            "\n".join(measure.indicators),
            measure.report,
            measure_identifier(plan.fiscal_year, plan.code, measure.key),
        )


def _target_rows(plan: ActionPlan, measure: Measure) -> Iterator[tuple[Value, ...]]:
    identifier = measure_identifier(plan.fiscal_year, plan.code, measure.key)
    for target in measure.targets:
        for part in target.parts or (None,):
            asked = part or target
            yield (
                measure.no,
                target.no,
                part.no if part else None,
                target.text,
                asked.subject,
                asked.comparator,
                asked.value,
                asked.unit,
                identifier,
            )


def _agencies(responsible: Iterable[ResponsibleAgency]) -> str:
    return "、".join(
        f"{one.agency}（{'、'.join(one.units)}）" if one.units else one.agency
        for one in responsible
    )
