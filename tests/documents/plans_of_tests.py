"""A small plan, as a person would begin one, for the tests that change it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from guankao.documents import (
    Baseline,
    Goal,
    HistoryValue,
    Indicator,
    InputAccumulation,
    Milestone,
    Plan,
    PlannedProgress,
    Project,
    Strategy,
    YearTarget,
)
from guankao.documents.element import Element
from guankao.documents.taking import MAY_BE_SILENT


def kpi(key: str, goal: str, no: int, name: str, **values: Any) -> Indicator:
    return Indicator(
        **{
            "key": key,
            "goal": goal,
            "no": no,
            "name": name,
            "evaluation_arrangement": 1,
            "evaluation_method": "統計數據",
            "standard": "（當年度結案件數÷當年度終結案件數）×100%",
            "target": "72%",
            **values,
        }
    )


def small_plan(**values: Any) -> Plan:
    """Two goals, three KPIs, three projects."""
    return Plan(
        **{
            "fiscal_year": 108,
            "agency": "示範署",
            "goals": (
                Goal(
                    key="1", no=1, title="健全執行制度", strategies=(Strategy(text="修正法規。"),)
                ),
                Goal(key="2", no=2, title="便民服務"),
            ),
            "indicators": (
                kpi("1-1", "1", 1, "提升有效結案率"),
                kpi("1-2", "1", 2, "縮短結案日數", standard="平均結案日數", target="90日以下"),
                kpi("2-1", "2", 1, "辦理宣導場次", standard="辦理宣導場次", target="530場"),
            ),
            "projects": (
                Project(
                    key="1-1",
                    work_plan="執行業務",
                    title="加強執行滯欠大戶",
                    category="其它",
                    indicators=("1-1", "1-2"),
                ),
                Project(key="1-2", work_plan="執行業務", title="關懷弱勢", category="社會發展"),
                Project(
                    key="2-1",
                    work_plan="一般行政",
                    title="宣導",
                    category="其它",
                    contents=("辦理宣導。", "印製手冊。"),
                    indicators=("2-1",),
                ),
            ),
            **values,
        }
    )


def detailed_kpi() -> Indicator:
    """A KPI that states all that can be stated beyond the table."""
    return kpi(
        "1-1",
        "1",
        1,
        "提升有效結案率",
        owner="執行組",
        data_source="案件管理系統",
        data_quality="每月五日前由分署複核。",
        result_level="outcome",
        accumulation="latest",
        input_accumulation=(
            InputAccumulation(name="年底未結件數", rule="stock_at_end"),
            InputAccumulation(name="滿意度", rule="ratio_of_sums", weight="回收份數"),
        ),
        baseline=Baseline(fiscal_year=105, value="70%"),
        year_targets=(
            YearTarget(fiscal_year=108, target="72%"),
            YearTarget(fiscal_year=109, target="74%"),
        ),
        weaker_target_reason="法規修正後案件結構改變。",
        history=(HistoryValue(fiscal_year=106, value="73.1%"),),
    )


def detailed_project() -> Project:
    """A project that states all that can be stated beyond the table."""
    return Project(
        key="1-1",
        work_plan="執行業務",
        title="加強執行滯欠大戶",
        category="其它",
        indicators=("1-1",),
        budget=Decimal("12500.5"),
        control_level="部會",
        milestones=(Milestone(due=date(2019, 6, 30), title="完成期中檢討"),),
        planned_progress=(
            PlannedProgress(month=6, percent=Decimal("45.50")),
            PlannedProgress(month=12, percent=Decimal(100)),
        ),
    )


def as_printed(plan: Plan) -> Plan:
    """What the tables of the official layout hold of a plan."""
    goals = tuple(goal.model_copy(update={"answers": ()}) for goal in plan.goals)
    return without_details(plan).model_copy(update={"goals": goals})


def without_details(plan: Plan) -> Plan:
    """The plan without what its KPIs and projects state beyond the tables."""
    return plan.model_copy(
        update={
            "indicators": tuple(
                _emptied(one, MAY_BE_SILENT[Indicator] - {"history"}) for one in plan.indicators
            ),
            "projects": tuple(_emptied(one, MAY_BE_SILENT[Project]) for one in plan.projects),
        }
    )


def _emptied(element: Element, fields: frozenset[str]) -> Element:
    members = type(element).model_fields
    return element.model_copy(update={name: members[name].default for name in fields})
