"""Plans set in other ways than the official form: other levels of numbers, goals as rows, codes."""

from __future__ import annotations

import pytest

from documents.interpretation.plan_papers import (
    KPI_HEADS,
    PROJECT_HEADS,
    plan_of,
    plan_paper,
    read,
    table,
)
from guankao.documents import Plan
from guankao.documents.interpretation.annual_plan.goals import find_goals
from guankao.documents.interpretation.cleaning import Cleaner
from guankao.documents.papers import COVERED, Cell, Paragraph

HEADS = (KPI_HEADS[0], *KPI_HEADS[2:])
REST = ("1", "統計數據", "全年次數", "9次", "無")


def goals_of(*texts: str) -> list[tuple[int, str, list[str]]]:
    found = find_goals([Paragraph(text) for text in texts], Cleaner())
    return [(goal.no, goal.title, [one.text for one in goal.strategies]) for goal in found]


WANTED = [(1, "保育溪流", ["巡查河岸。", "清點魚梯。"]), (2, "推廣步道", ["修整路面。"])]


@pytest.mark.parametrize(
    "texts",
    [
        ("（一）保育溪流", "1、巡查河岸。", "2、清點魚梯。", "（二）推廣步道", "1、修整路面。"),
        ("1. 保育溪流", "(1) 巡查河岸。", "(2) 清點魚梯。", "2. 推廣步道", "（１）修整路面。"),
        ("1. 保育溪流", "巡查河岸。", "清點魚梯。", "2. 推廣步道", "修整路面。"),
    ],
)
def test_goals_numbered_on_a_lower_level(texts: tuple[str, ...]) -> None:
    assert goals_of(*texts) == WANTED


def test_strategies_of_the_one_goal_do_not_become_goals() -> None:
    assert goals_of("保育溪流", "（一）巡查河岸。", "（二）清點魚梯。") == WANTED[:1]
    assert [title for _, title, _ in goals_of("1、保育", "清點：", "1、魚梯；", "2、步道。")] == [
        "1、保育"
    ]


def test_rows_over_the_whole_width_name_the_goals() -> None:
    def goal(text: str) -> tuple[str | Cell, ...]:
        return (Cell(text, columns=6), *[COVERED] * 5)

    rows = (
        goal("施政目標一、保育溪流"),
        ("1. 巡查次數", *REST),
        ("2. 植樹棵數", *REST),
        goal("（二）推廣步道"),
        ("1. 步道滿意度", *REST),
    )
    plan = plan_of(plan_paper(indicators=(table(HEADS[1:], *rows),)))
    assert [(one.key, one.goal, one.name) for one in plan.indicators] == [
        ("1-1", "1", "巡查次數"),
        ("1-2", "1", "植樹棵數"),
        ("2-1", "2", "步道滿意度"),
    ]


def test_rows_over_the_whole_width_name_the_work_plans() -> None:
    rows = (
        (Cell("河川業務", columns=4), COVERED, COVERED, COVERED),
        ("河岸巡查計畫", "公共建設", "清點設施。", "巡查次數"),
        ("魚梯修復計畫", "其它", "修復魚梯。", ""),
        (Cell("步道業務", columns=4), COVERED, COVERED, COVERED),
        ("步道整修計畫", "其它", "修整路面。", "步道滿意度"),
    )
    plan = plan_of(plan_paper(projects=(table(PROJECT_HEADS[1:], *rows, number=2),)))
    assert [(one.work_plan, one.title) for one in plan.projects] == [
        ("河川業務", "河岸巡查計畫"),
        ("河川業務", "魚梯修復計畫"),
        ("步道業務", "步道整修計畫"),
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("（一）巡查次數", "（二）植樹棵數", "（一）步道滿意度"),
        ("1-1 巡查次數", "1-2 植樹棵數", "2-1 步道滿意度"),
        ("1.1 巡查次數", "1.2 植樹棵數", "2.1 步道滿意度"),
    ],
)
def test_numbers_before_names_in_other_forms(names: tuple[str, str, str]) -> None:
    goals = ("一 保育溪流", "", "二 推廣步道")
    rows = [(goal, name, *REST) for goal, name in zip(goals, names, strict=True)]
    plan = plan_of(plan_paper(indicators=(table(HEADS, *rows),)))
    assert [(one.key, one.name) for one in plan.indicators] == [
        ("1-1", "巡查次數"),
        ("1-2", "植樹棵數"),
        ("2-1", "步道滿意度"),
    ]


def test_a_decimal_number_that_begins_one_name_stays() -> None:
    rows = [
        ("一 保育溪流", "1. 2.5公里步道", *REST),
        ("二 推廣步道", "1. 步道滿意度", *REST),
    ]
    projects = (table(PROJECT_HEADS, project("巡查計畫", "2.5公里步道"), number=2),)
    plan = plan_of(plan_paper(indicators=(table(HEADS, *rows),), projects=projects))
    assert [one.name for one in plan.indicators] == ["2.5公里步道", "步道滿意度"]


@pytest.mark.parametrize("before", ["", "numbers"])
def test_a_column_that_counts_all_rows_is_no_number_of_a_kpi(before: str) -> None:
    goals = ("一 保育溪流", "", "二 推廣步道")
    names = ("巡查次數", "植樹棵數", "步道滿意度")
    own = ("1. ", "2. ", "1. ") if before else ("", "", "")
    rows = [
        (goal, str(count), f"{number}{name}", *REST)
        for count, (goal, number, name) in enumerate(zip(goals, own, names, strict=True), 1)
    ]
    plan = plan_of(plan_paper(indicators=(table(KPI_HEADS, *rows),)))
    assert [(one.key, one.name) for one in plan.indicators] == [
        ("1-1", "巡查次數"),
        ("1-2", "植樹棵數"),
        ("2-1", "步道滿意度"),
    ]


def project(title: str, links: str = "") -> tuple[str, ...]:
    return ("河川業務", title, "其它", "清點設施。", links)


@pytest.mark.parametrize("numbers", [("1.", "2."), ("一、", "二、"), ("（一）", "（二）")])
def test_titles_of_projects_lose_their_count(numbers: tuple[str, str]) -> None:
    rows = [project(f"{numbers[0]}巡查計畫"), project(f"{numbers[1]}步道整修計畫")]
    plan = plan_of(plan_paper(projects=(table(PROJECT_HEADS, *rows, number=2),)))
    assert [one.title for one in plan.projects] == ["巡查計畫", "步道整修計畫"]


def test_numbers_that_count_nothing_stay_in_titles() -> None:
    rows = [project("3、巡查計畫"), project("2、步道整修計畫")]
    plan = plan_of(plan_paper(projects=(table(PROJECT_HEADS, *rows, number=2),)))
    assert [one.title for one in plan.projects] == ["3、巡查計畫", "2、步道整修計畫"]


def test_links_by_the_numbers_of_kpis() -> None:
    rows = [project("巡查計畫", "1-1、２-１"), project("步道整修計畫", "KPI 2-1")]
    rows.append(project("植樹計畫", "9-9"))
    paper = plan_paper(projects=(table(PROJECT_HEADS, *rows, number=2),))
    found = read(paper)
    [plan] = found.documents
    assert isinstance(plan, Plan)
    assert [one.indicators for one in plan.projects] == [("1-1", "2-1"), ("2-1",), ()]
    assert [doubt.text for doubt in found.uncertain] == ["9-9"]
