"""The words of the official forms, which writing and reading share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from guankao.documents.performance_report import LightCode
from guankao.documents.plan import Indicator, Plan, Project
from guankao.figures.numerals import NumeralStyle, write_numeral

FICTIONAL_NOTICE: Final = "示範資料：本文件為示範用之虛構資料，所載事項及數字均非事實。"
"""Stands under the title and on every page of a document that was made up."""

PRELIMINARY_NOTICE: Final = "初步數：部分填報業經審查通過，尚未公布。"
"""Stands under the title of a report of which not everything is published."""

NO_LINKAGE: Final = "無"
"""What stands in the linkage column (與中長程個案計畫關聯) where there is none."""

HISTORY_BEGINS: Final = "本指標過去年度實際值為："
"""How a remark begins that tells what was reached in earlier years."""

PARENT_AGENCY: Final = "上級機關："
CHAPTER: Final = "彙編章次："
"""What the closing notes say of the document itself."""

EVALUATION_ARRANGEMENTS: Final = (
    "指實際評估作業係運用既有之組織架構進行。",
    "指實際評估作業係由特定之任務編組進行。",
    "指實際評估作業係透過第三者方式（如由專家學者）進行。",
    "指實際評估作業係運用既有之組織架構並邀請第三者共同參與進行。",
    "其它。",
)
"""The numbers of 評估體制, from 1 to 5, in the words of the form."""

LIGHTS: Final[Mapping[LightCode, str]] = {
    "green": "★ 綠燈",
    "yellow": "▲ 黃燈",
    "red": "● 紅燈",
    "white": "□ 白燈",
}
"""A light by its shape and its word, which paper without colour keeps apart as well."""

NOT_REPORTED: Final = "未填報"
"""What stands where nobody reported anything."""

REPORTED_IN_WORDS: Final = "以文字填報，無數值"
"""What stands where words answered a target and are not at hand."""

_CABINET: Final = "行政院"


def chinese_number(number: int) -> str:
    """A number as headings count.

    >>> chinese_number(9), chinese_number(12), chinese_number(21)
    ('九', '十二', '二十一')
    """
    return write_numeral(Decimal(number), NumeralStyle.SMALL)


def stands_under_a_ministry(plan: Plan) -> bool:
    """Whether the plan is that of an agency below a ministry, which has a form of its own."""
    return plan.parent_agency is not None and plan.parent_agency != _CABINET


def contents_of(project: Project) -> str:
    """The contents of a project, numbered; only their number where their words are not known.

    >>> first = Project(key="1-1", work_plan="甲", title="乙", category="其它", content_items=3)
    >>> contents_of(first)
    '共3項'
    >>> contents_of(first.model_copy(update={"contents": ("植樹", "清潔", "巡查")}))
    '一、植樹\\n二、清潔\\n三、巡查'
    """
    if len(project.contents) == 1:
        return project.contents[0]
    if project.contents:
        counted = enumerate(project.contents, start=1)
        return "\n".join(f"{chinese_number(number)}、{text}" for number, text in counted)
    return f"共{project.content_items}項" if project.content_items else ""


def link_names(plan: Plan) -> dict[str, str]:
    """By the key of each KPI: how a project names it; two of one name say their goals.

    The goal's number is the one that stands in the KPI table. Where even that is shared, the
    KPI's own number follows.
    """
    names = Counter(indicator.name for indicator in plan.indicators)
    goals = {goal.key: goal.no for goal in plan.goals}
    with_goal = {
        one.key: one.name
        if names[one.name] == 1
        else f"{one.name}（施政目標{chinese_number(printed_goal(one, goals[one.goal]))}）"
        for one in plan.indicators
    }
    counted = Counter(with_goal.values())
    return {
        one.key: with_goal[one.key]
        if counted[with_goal[one.key]] == 1
        else f"{with_goal[one.key]}{one.no}"
        for one in plan.indicators
    }


def printed_goal(indicator: Indicator, number: int) -> int:
    """The number of the KPI's goal in the KPI table, which may count differently."""
    return number if indicator.goal_no_in_table is None else indicator.goal_no_in_table
