"""Which figure of a report answers a target, and when none is given."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guankao.documents.interpretation.action_plan.actuals import SEVERAL, read_actuals
from guankao.documents.interpretation.action_plan.agencies import responsible_agencies
from guankao.documents.interpretation.action_plan.mentions import kindred
from guankao.documents.interpretation.action_plan.targets import read_targets

CERTAIN = [
    ("查核工程品質 20 件", "全年查核工程品質 24 件。", 24),
    ("汰換老舊路燈 900 盞", "完成汰換老舊路燈 1,200 盞，節電可觀。", 1200),
    ("輔導農民人數 50 人", "輔導農民人數總計 61 人，其中青年 20 人。", 61),
    ("植樹 3 萬株", "本年植樹 3.5萬株。", Decimal("3.5")),
    ("滿意度達 80%", "問卷顯示滿意度為 83.2%，較上年增加 2%。", Decimal("83.2")),
    (
        "道路巡查里程 400 公里",
        "甲隊巡查 100 公里、乙隊巡查 320 公里，道路巡查里程合計 420 公里。",
        420,
    ),
]
DOUBTFUL = [
    # Parts of a sum that nobody states.
    ("道路巡查 400 公里", "1. 甲隊道路巡查 100 公里。 2. 乙隊道路巡查 320 公里。"),
    # The unit is another one.
    ("製作教材 3 件", "完成 3 門課程。"),
    # The rate of attainment is no result, nor is the target repeated.
    ("簽署完成率 100%", "達成率為 104%。"),
    ("查獲 30 案", "原訂目標值 30 案，因故順延。"),
    # Two counts of one thing.
    ("核准率 70%", "線路核准率 73.8%；案件核准率 75%。"),
]


@pytest.mark.parametrize(("target", "report", "value"), CERTAIN)
def test_a_figure_with_the_targets_words_and_unit_answers_it(
    target: str, report: str, value: Decimal
) -> None:
    [actual], doubts = read_actuals(read_targets(target, ""), report)
    assert actual.value == Decimal(value)
    assert actual.text is not None
    assert actual.text in report
    assert doubts == ()


@pytest.mark.parametrize(("target", "report"), DOUBTFUL)
def test_where_it_could_be_another_none_is_given(target: str, report: str) -> None:
    actuals, doubts = read_actuals(read_targets(target, ""), report)
    assert actuals == ()
    assert [doubt.target for doubt in doubts] == [1]


def test_items_answer_the_targets_of_the_same_number() -> None:
    targets = read_targets("1. 抽查 10 家。 2. 輔導 5 家。", "")
    actuals, _ = read_actuals(targets, "1. 全年抽查 12 家。 2. 全年輔導 6 家。")
    assert [(one.target, one.value) for one in actuals] == [(1, 12), (2, 6)]


def test_one_figure_never_answers_two_targets() -> None:
    targets = read_targets("1. 抽查商店 10 家。 2. 輔導商店 5 家。", "")
    actuals, doubts = read_actuals(targets, "抽查商店及輔導商店計 18 家。")
    assert actuals == ()
    assert {doubt.reason for doubt in doubts} == {SEVERAL}


def test_a_deed_is_answered_in_words() -> None:
    [actual], _ = read_actuals(read_targets("完成草案送審。", ""), "草案已送審。")
    assert (actual.value, actual.text) == (None, "草案已送審。")


def test_a_target_of_several_figures_has_parts() -> None:
    [target] = read_targets("受理陳情 2,100 件；現場訪視 165 次。", "")
    assert [(part.subject, part.value, part.unit) for part in target.parts] == [
        ("受理陳情", 2100, "件"),
        ("現場訪視", 165, "次"),
    ]
    actuals, _ = read_actuals([target], "受理陳情 2,200 件，現場訪視 170 次。")
    assert [(one.part, one.value) for one in actuals] == [(1, 2200), (2, 170)]


def test_a_bare_figure_counts_what_the_indicator_says() -> None:
    [target] = read_targets("15案", "審查補助申請案件")
    assert (target.subject, target.value, target.unit) == ("審查補助申請案件", 15, "案")


def test_a_year_in_front_is_no_figure() -> None:
    [target] = read_targets("109年辦理訓練及宣導8場次", "")
    assert (target.value, target.unit, target.parts) == (8, "場次", ())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("億元", "元", True), ("場", "場次", True), ("件", "門", False), ("%", "百分點", False)],
)
def test_units_that_count_the_same(one: str, other: str, same: bool) -> None:
    assert kindred(one, other) is same


@pytest.mark.parametrize(
    ("text", "lead", "co"),
    [
        ("各機關、甲部(一司、二司)", ["各機關", "甲部"], []),
        ("主辦機關：甲部。 協辦機關：乙部、丙會", ["甲部"], ["乙部", "丙會"]),
        ("", [], []),
    ],
)
def test_agencies_in_the_lead_and_those_that_help(
    text: str, lead: list[str], co: list[str]
) -> None:
    leads, cos = responsible_agencies(text)
    assert [one.agency for one in leads] == lead
    assert [one.agency for one in cos] == co
