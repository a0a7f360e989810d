"""The annual plan (施政計畫) as it is printed: three parts, with the tables of KPIs and projects.

The form of a ministry and the form of an agency below one (施政目標與重點) differ in their words.
Their source is the collected annual plans of the cabinet for fiscal year 107 and the published
goals of the Administrative Enforcement Agency for fiscal year 106.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from guankao.documents.official.words import (
    CHAPTER,
    EVALUATION_ARRANGEMENTS,
    FICTIONAL_NOTICE,
    HISTORY_BEGINS,
    NO_LINKAGE,
    PARENT_AGENCY,
    chinese_number,
    contents_of,
    link_names,
    printed_goal,
    stands_under_a_ministry,
)
from guankao.documents.papers import COVERED, Block, Cell, Paper, Paragraph, Row, Style, Table
from guankao.documents.plan import Indicator, Plan, Project

INDICATOR_COLUMNS: Final = (
    "施政目標",
    "關鍵績效指標",
    "評估體制",
    "評估方式",
    "衡量標準",
    "年度目標值",
    "與中長程個案計畫關聯",
)
"""The second stands over two columns: the number of the KPI and its name."""

PROJECT_COLUMNS: Final = ("工作計畫名稱", "重要計畫項目", "計畫類別", "實施內容", "與KPI關聯")

INDICATOR_WIDTHS: Final = (17, 5, 20, 7, 9, 34, 14, 14)
PROJECT_WIDTHS: Final = (18, 36, 13, 18, 30)
PROJECT_WIDTHS_WITH_CONTENTS: Final = (15, 22, 12, 45, 18)
"""Relative widths of the columns; contents that are more than their number need the most."""


@dataclass(frozen=True, slots=True)
class _Form:
    """The words in which the two forms of an annual plan differ."""

    title: str
    goals: str
    goal_column: str
    projects: str


def plan_paper(plan: Plan) -> Paper:
    """The annual plan of an agency in its official layout."""
    form = _agency_form(plan) if stands_under_a_ministry(plan) else _ministry_form(plan)
    return Paper(
        blocks=tuple(_blocks(plan, form)),
        title=form.title,
        notice=FICTIONAL_NOTICE if plan.fictional else None,
    )


def _ministry_form(plan: Plan) -> _Form:
    return _Form(
        title=f"{plan.agency} {plan.fiscal_year} 年度施政計畫",
        goals="壹、年度施政目標及策略",
        goal_column="施政目標",
        projects="參、年度重要計畫",
    )


def _agency_form(plan: Plan) -> _Form:
    return _Form(
        title=f"{plan.agency} {plan.fiscal_year} 年度施政目標與重點",
        goals="壹、年度施政目標",
        goal_column="關鍵策略目標",
        projects=f"參、{plan.agency}年度重要施政計畫",
    )


def _blocks(plan: Plan, form: _Form) -> Iterator[Block]:
    yield Paragraph(form.title, Style.TITLE)
    if plan.fictional:
        yield Paragraph(FICTIONAL_NOTICE, Style.NOTE)
    for paragraph in plan.introduction:
        yield Paragraph(paragraph)
    yield Paragraph(form.goals, Style.SECTION)
    for goal in plan.goals:
        yield Paragraph(f"{chinese_number(goal.no)}、{goal.title}", Style.HEADING)
        for number, strategy in enumerate(goal.strategies, start=1):
            yield Paragraph(f"（{chinese_number(number)}）{strategy.text}", Style.ITEM)
    yield Paragraph("貳、年度關鍵績效指標", Style.SECTION)
    if plan.indicators:
        yield indicator_table(plan, form.goal_column)
        yield from _code_list()
    yield Paragraph(form.projects, Style.SECTION)
    if plan.projects:
        yield project_table(plan)
    yield from _closing_notes(plan)


def indicator_table(plan: Plan, goal_column: str = INDICATOR_COLUMNS[0]) -> Table:
    """The KPIs of a plan, each goal spanning its own (年度關鍵績效指標)."""
    goals = {goal.key: goal for goal in plan.goals}
    rows = [Row(tuple(_heads(goal_column)), heading=True)]
    for _, group in groupby(plan.indicators, lambda one: (one.goal, one.goal_no_in_table)):
        indicators = list(group)
        goal = goals[indicators[0].goal]
        number = chinese_number(printed_goal(indicators[0], goal.no))
        first = Cell(f"{number} {goal.title}", rows=len(indicators))
        for place, indicator in enumerate(indicators):
            rows.append(Row((COVERED if place else first, *_indicator_cells(indicator))))
    return Table(tuple(rows), widths=INDICATOR_WIDTHS)


def project_table(plan: Plan) -> Table:
    """The important projects of a plan, each work plan spanning its own (年度重要計畫)."""
    names = link_names(plan)
    rows = [_head_row(PROJECT_COLUMNS)]
    for work_plan, group in groupby(plan.projects, lambda project: project.work_plan):
        projects = list(group)
        first = Cell(work_plan, rows=len(projects))
        for place, project in enumerate(projects):
            rows.append(Row((COVERED if place else first, *_project_cells(project, names))))
    told = any(project.contents for project in plan.projects)
    widths = PROJECT_WIDTHS_WITH_CONTENTS if told else PROJECT_WIDTHS
    return Table(tuple(rows), widths=widths)


def _heads(goal_column: str) -> Iterator[Cell]:
    yield Cell(goal_column, heading=True)
    yield Cell(INDICATOR_COLUMNS[1], columns=2, heading=True)
    yield COVERED
    for name in INDICATOR_COLUMNS[2:]:
        yield Cell(name, heading=True)


def _head_row(names: Sequence[str]) -> Row:
    return Row(tuple(Cell(name, heading=True) for name in names), heading=True)


def _indicator_cells(indicator: Indicator) -> Iterator[Cell]:
    yield Cell(str(indicator.no))
    yield Cell(indicator.name)
    yield Cell(str(indicator.evaluation_arrangement))
    yield Cell(indicator.evaluation_method)
    yield Cell("\n".join(_standard(indicator)))
    yield Cell(indicator.target)
    yield Cell("/".join(indicator.linkage) or NO_LINKAGE)


def _standard(indicator: Indicator) -> Iterator[str]:
    """The standard, and the remarks that the form keeps in its cell, each in its brackets."""
    yield indicator.standard
    remark = indicator.standard_remark or ""
    if indicator.history:
        values = "，".join(f"{one.fiscal_year}年：{one.value}" for one in indicator.history)
        remark = f"{HISTORY_BEGINS}{values}" + (f"。{remark}" if remark else "")
    if remark:
        yield f"【備註：{remark}】"
    if indicator.note and indicator.note not in indicator.standard:
        yield f"【說明：{indicator.note}】"


def _project_cells(project: Project, names: dict[str, str]) -> Iterator[Cell]:
    yield Cell(project.title)
    yield Cell(project.category)
    yield Cell(contents_of(project))
    yield Cell("、".join(names[key] for key in project.indicators))


def _code_list() -> Iterator[Paragraph]:
    yield Paragraph("註：評估體制之數字代號意義如下：", Style.NOTE)
    for number, words in enumerate(EVALUATION_ARRANGEMENTS, start=1):
        yield Paragraph(f"{number}.{words}", Style.NOTE)


def _closing_notes(plan: Plan) -> Iterator[Paragraph]:
    """What the document says of itself and the form has no place for."""
    if plan.parent_agency:
        yield Paragraph(f"{PARENT_AGENCY}{plan.parent_agency}", Style.NOTE)
    if plan.chapter:
        yield Paragraph(f"{CHAPTER}{plan.chapter}", Style.NOTE)
