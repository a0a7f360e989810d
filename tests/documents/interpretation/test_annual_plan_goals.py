"""Goals and strategies: numbers, broken lines, titles with their text, paragraphs run together."""

from __future__ import annotations

import pytest

from guankao.documents.interpretation.annual_plan.goals import FoundGoal, find_goals
from guankao.documents.interpretation.cleaning import Cleaner
from guankao.documents.papers import Paragraph


def goals_of(*texts: str) -> list[tuple[int, str, list[str]]]:
    found: list[FoundGoal] = find_goals([Paragraph(text) for text in texts], Cleaner())
    return [(goal.no, goal.title, [one.text for one in goal.strategies]) for goal in found]


def test_lists_of_a_text_copy() -> None:
    assert goals_of("一、保育溪流", "- (一) 巡查河岸。", "- (二) 清點魚梯。") == [
        (1, "保育溪流", ["巡查河岸。", "清點魚梯。"])
    ]


def test_a_strategy_that_a_page_broke_goes_on() -> None:
    assert goals_of("一、保育溪流", "（一）巡查河", "岸，並清點魚梯。", "（二）植樹。") == [
        (1, "保育溪流", ["巡查河岸，並清點魚梯。", "植樹。"])
    ]


def test_numbered_lists_inside_a_strategy_belong_to_it() -> None:
    assert goals_of("一、保育溪流", "（一）工作如下：", "１、巡查。", "２、植樹。") == [
        (1, "保育溪流", ["工作如下：１、巡查。２、植樹。"])
    ]


def test_chinese_numbers_that_do_not_go_on_begin_no_goal() -> None:
    assert [
        no for no, _, _ in goals_of("一、保育溪流", "（一）含：", "一、護岸；", "二、推廣步道")
    ] == [1, 2]


def test_an_unnumbered_text_under_a_title_is_its_strategy() -> None:
    assert goals_of("一、保育溪流", "巡查並植樹。", "二、推廣步道", "修整路面。", "設置路標。") == [
        (1, "保育溪流", ["巡查並植樹。"]),
        (2, "推廣步道", ["修整路面。", "設置路標。"]),
    ]


def test_the_text_behind_a_colon_is_the_one_strategy() -> None:
    assert goals_of(
        "一、保育溪流：依「溪流法」辦理：巡查並植樹。", "二、推廣步道", "（一）修路。"
    ) == [
        (1, "保育溪流", ["依「溪流法」辦理：巡查並植樹。"]),
        (2, "推廣步道", ["修路。"]),
    ]


def test_a_colon_in_a_title_with_strategies_stays() -> None:
    assert goals_of("一、保育：溪流與濕地", "（一）巡查。") == [(1, "保育：溪流與濕地", ["巡查。"])]


def test_one_goal_without_a_number_is_the_first() -> None:
    assert goals_of("保育溪流，推廣步道", "（一）巡查。", "（二）修路。") == [
        (1, "保育溪流，推廣步道", ["巡查。", "修路。"])
    ]


def test_more_than_ten_goals() -> None:
    numbers = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    found = goals_of(*(f"{number}、目標{number}" for number in numbers))
    assert [no for no, _, _ in found] == list(range(1, 13))


def test_strategies_run_together_are_told_apart() -> None:
    assert goals_of("一、保育溪流", "（一）巡查河岸。（二）植樹（三）清淤。", "（四）驗收。") == [
        (1, "保育溪流", ["巡查河岸。", "植樹", "清淤。", "驗收。"])
    ]


@pytest.mark.parametrize("text", ["（一）巡查，如（二）所列。", "（一）依（二）辦理。"])
def test_a_reference_to_a_number_divides_nothing(text: str) -> None:
    [(_, _, strategies)] = goals_of("一、保育溪流", text, "（二）植樹。")
    assert strategies == [text.removeprefix("（一）"), "植樹。"]


def test_titles_broken_over_lines_of_one_paragraph_are_joined() -> None:
    assert goals_of("一、保育溪\n流與濕地", "（一）巡查。")[0][1] == "保育溪流與濕地"


def test_strategies_that_are_counted_with_bare_numbers() -> None:
    assert goals_of(
        "一、保育溪流", "1、巡查河岸，", "並清點。", "2、植樹。", "二、修路", "1.鋪面。"
    ) == [
        (1, "保育溪流", ["巡查河岸，並清點。", "植樹。"]),
        (2, "修路", ["鋪面。"]),
    ]


def test_bare_numbers_that_do_not_count_on_stay_in_their_strategy() -> None:
    assert goals_of("一、保育溪流", "1、植樹：", "1、苗圃。", "3、養護。") == [
        (1, "保育溪流", ["植樹：1、苗圃。3、養護。"])
    ]
