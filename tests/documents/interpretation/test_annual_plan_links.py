"""The names of KPIs in a project's cell, and its contents item by item."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guankao.documents.interpretation.annual_plan.contents import divide_contents
from guankao.documents.interpretation.annual_plan.links import NearName, divide_links
from guankao.documents.interpretation.cleaning import Cleaner

NAMES = ["巡查次數", "河岸、濕地巡查次數", "濕地", "步道滿意度，逐年提升", "修路（含橋梁）長度"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("巡查次數", [0]),
        ("巡查次數、濕地", [0, 2]),
        ("河岸、濕地巡查次數", [1]),
        ("濕地、河岸、濕地巡查次數、巡查次數", [2, 1, 0]),
        ("步道滿意度，逐年提升、濕地", [3, 2]),
        ("步道滿意度、逐年提升", [3]),
        ("修路(含橋梁)長度；巡查次數。", [4, 0]),
        ("巡查 次數\n濕地", [0, 2]),
        ("巡查次數濕地", [0, 2]),
        ("巡查次數、巡查次數", [0]),
        ("", []),
        ("無", []),
        ("－", []),
    ],
)
def test_names_are_found(text: str, names: list[int]) -> None:
    links = divide_links(text, NAMES)
    assert links.names == tuple(NAMES[place] for place in names)
    assert links.near == links.unmatched == ()


def test_the_longest_name_wins_whatever_the_order() -> None:
    assert divide_links("河岸、濕地巡查次數", list(reversed(NAMES))).names == (NAMES[1],)


def test_a_name_inside_another_word_is_no_link() -> None:
    links = divide_links("大濕地復育率", NAMES)
    assert (links.names, links.unmatched) == ((), ("大濕地復育率",))


def test_what_is_no_name_is_given_back() -> None:
    links = divide_links("巡查次數、清淤噸數、植樹棵數、濕地", NAMES)
    assert links.names == ("巡查次數", "濕地")
    assert links.unmatched == ("清淤噸數", "植樹棵數")


def test_a_misspelt_name_is_taken_and_told() -> None:
    names = ["提升溪流巡查人員專業訓練時數", "步道滿意度"]
    links = divide_links("提昇溪流巡查人員專業訓練時數", names)
    assert links.names == (names[0],)
    assert links.near == (NearName("提昇溪流巡查人員專業訓練時數", names[0]),)


def test_two_names_about_as_near_are_left_to_people() -> None:
    names = ["溪流巡查人員訓練時數（上半年）", "溪流巡查人員訓練時數（下半年）"]
    links = divide_links("溪流巡查人員訓練時數（全半年）", names)
    assert (links.names, len(links.unmatched)) == ((), 1)


@pytest.mark.parametrize("text", ["、甲" * 5_000, "巡查次數" * 2_000])
def test_a_cell_that_is_no_list_of_names_is_given_back(text: str) -> None:
    links = divide_links(text, NAMES)
    assert (links.names, links.unmatched) == ((), (text,))


def test_a_long_list_is_divided() -> None:
    assert divide_links("甲乙、" * 1_000 + "濕地", NAMES).names == ("濕地",)


def test_a_name_of_signs_only_is_no_name() -> None:
    assert divide_links("濕地", ["。", "濕地"]).names == ("濕地",)


@given(st.lists(st.sampled_from(NAMES), unique=True))
def test_any_list_of_names_is_divided_into_them(names: list[str]) -> None:
    assert set(divide_links("、".join(names), NAMES).names) == set(names)


def items_of(text: str) -> tuple[str, ...]:
    return divide_contents(text, Cleaner()).items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("一、清淤。\n二、植樹。\n三、驗收。", ["清淤。", "植樹。", "驗收。"]),
        ("一、清淤。 二、植樹。", ["清淤。", "植樹。"]),
        ("<p>一、清淤。</p> <p>二、植樹。</p>", ["清淤。", "植樹。"]),
        ("修復第一、二期護岸。", ["修復第一、二期護岸。"]),
        ("一、辦理第一、二期。\n二、植樹。", ["辦理第一、二期。", "植樹。"]),
        ("包含二項工作：\n一、清淤。\n二、植樹。", ["包含二項工作：\n清淤。", "植樹。"]),
        (
            "一、清淤：\n（一）上游。\n（二）下游。\n二、植樹。",
            ["清淤：\n（一）上游。\n（二）下游。", "植樹。"],
        ),
        ("（一）清淤。\n（二）植樹。", ["清淤。", "植樹。"]),
        ("1.清淤。\n2.植樹1.5公頃。", ["清淤。", "植樹1.5公頃。"]),
        ("維護如下：（一）清淤；（二）植樹。", ["維護如下：（一）清淤；（二）植樹。"]),
        ("一、清淤。", ["清淤。"]),
        ("一、二期護岸修復。", ["一、二期護岸修復。"]),
        ("清淤，\n並植樹。", ["清淤，並植樹。"]),
        ("", []),
    ],
)
def test_contents(text: str, items: list[str]) -> None:
    assert items_of(text) == tuple(items)


def test_more_than_ten_items() -> None:
    numbers = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    text = "\n".join(f"{number}、工作{number}。" for number in numbers)
    assert len(items_of(text)) == 12


def test_only_the_number_of_items() -> None:
    found = divide_contents("共 4 項", Cleaner())
    assert (found.items, found.count) == ((), 4)
