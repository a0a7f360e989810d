"""How columns are set and what characters follow one another."""

from __future__ import annotations

import pytest

from guankao.documents.interpretation.collected_plans.chapters import chapters_of, is_book
from guankao.documents.interpretation.collected_plans.goals import goals_of
from guankao.documents.interpretation.collected_plans.indicator_cells import targets_at
from guankao.documents.interpretation.collected_plans.language import Language
from guankao.documents.interpretation.setting import (
    fills,
    first_unit,
    may_break,
)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("件數", "件"),
        ("數，並", "數，"),
        ("（甲乙）", "（甲"),
        ("2,500件", "2,500"),
        ("GDP成長", "GDP"),
    ],
)
def test_what_stays_together(text: str, unit: str) -> None:
    assert first_unit(text) == unit


@pytest.mark.parametrize(
    ("line", "following", "full"),
    [
        ("一二三四五六七八九", "十", True),
        ("一二三四五六七八", "九", False),
        ("一二三四五六七八", "九、", True),
        ("一二三四五六七", "「八九", False),
        ("一二三四五六七八", "「九", True),
    ],
)
def test_a_line_is_full_where_the_next_unit_had_no_room(
    line: str, following: str, full: bool
) -> None:
    assert fills(line, following, 9) is full


def test_figures_and_words_are_not_broken() -> None:
    assert not may_break("約1", "20件")
    assert not may_break("使用Op", "enData")
    assert may_break("共120", "件")


def test_a_text_does_not_vouch_for_itself() -> None:
    once = Language(["甲乙丙"])
    twice = Language(["甲乙丙", "甲乙丁"])
    assert once.cost("甲", "乙", own=True) > twice.cost("甲", "乙", own=True)
    assert twice.cost("甲", "乙", own=False) < twice.cost("甲", "丙", own=False)


def test_what_costs_a_running_text() -> None:
    language = Language(["水質改善水質監測"])
    costs = language.running("水質改善")
    assert len(costs) == 5
    assert costs[0] == 0
    assert costs == sorted(costs)


@pytest.mark.parametrize("target", ["57處", "-0.1%", "1,500人", "第1級", "2.2萬人/月", "10%以下"])
def test_targets_end_where_the_linkage_begins(target: str) -> None:
    text = f"件數{target}無"
    assert len("件數") + len(target) in list(targets_at(text, 2))


def test_words_are_no_target() -> None:
    assert list(targets_at("件數如附件無", 2)) == []


def test_goals_of_more_than_ten() -> None:
    numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    text = "".join(f"{numeral}、目標{numeral}項（一）辦理。" for numeral in numerals)
    assert [goal.number for goal in goals_of(text)] == list(range(1, 13))


def test_a_goal_whose_sentence_stands_behind_a_colon() -> None:
    [goal] = goals_of("一、節約能源：汰換老舊設備，降低用電。")
    assert (goal.title, goal.strategies[0][0]) == ("節約能源", "汰換老舊設備，降低用電。")


def test_a_number_inside_a_strategy_begins_no_goal() -> None:
    goals = list(
        goals_of("一、改善（一）依第二、三條辦理，見第（二）款。（二）其餘。二、推廣（一）宣導。")
    )
    assert [len(goal.strategies) for goal in goals] == [2, 1]


def test_a_chapter_printed_with_the_number_of_the_one_before() -> None:
    body = "110年度施政計畫壹、年度施政目標及策略一、甲（一）乙。"
    text = "".join(
        f"{name}{name}{body}{page}"
        for name, page in zip(("水利部", "農業部", "文教部"), ("2-1", "2-1", "4-1"), strict=True)
    )
    assert is_book(text)
    assert [one.number for one in chapters_of(text)] == [2, 3, 4]


def test_two_chapters_make_no_book() -> None:
    assert not is_book("甲乙部甲乙部110年度施政計畫丙丁部丙丁部110年度施政計畫")
