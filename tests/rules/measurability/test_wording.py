"""What the words of a KPI count, compare and demand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from guankao.figures.formulas import read_formula
from guankao.rules.measurability.attainment import full_attainment, is_growth, quotients, terms
from guankao.rules.measurability.comparing import changed_phrase, slight_difference
from guankao.rules.measurability.counting import differ, near
from guankao.rules.measurability.lists import numbered_items
from guankao.rules.measurability.periods import (
    EARLIER,
    NO_PERIOD,
    OTHER_DATES,
    SEVERAL_YEARS,
    STATED_YEAR,
    THIS_YEAR,
    names_base,
    period_of,
)
from guankao.rules.measurability.surveys import asked_share, asked_words, speaks_of_survey
from guankao.rules.measurability.thresholds import demands, same_figure, stated_amounts
from guankao.rules.measurability.wording import (
    is_number_name,
    is_rate_name,
    names_amount,
    unit_of_target,
    units,
)


@pytest.mark.parametrize(
    "standard",
    [
        "參加人次",
        "補助家數（不含分店）",
        "新增投資金額",
        "平均等候天數",
        "環境督察（件÷年）",
        "完成3項修法",
    ],
)
def test_a_counting_word_is_seen(standard):
    assert names_amount(standard)


@pytest.mark.parametrize(
    "standard", ["發行社區貨幣", "推動數位學伴，充實教材內容", "指數之編製作業"]
)
def test_its_absence_is_seen(standard):
    assert not names_amount(standard)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("辦理場次", ("場次",)),
        ("國家數及部落數", ()),
        ("農牧場數", ()),
        ("受補助學生總人數。", ("人",)),
        ("案件數", ("件",)),
        ("通過決議之次（件）數", ("次", "件")),
    ],
)
def test_units_of_phrases(text, expected):
    assert units(text) == expected


def test_units_of_targets_lose_scale_period_and_noun():
    assert unit_of_target("萬人/月") == (4, "人")
    assert unit_of_target("站數") == (0, "站")


def test_names_of_rates_and_of_numbers():
    assert is_rate_name("提升設備妥善率。")
    assert not is_rate_name("提升行政效率")
    assert is_number_name("志工招募人數")
    assert not is_number_name("志工招募人數成長率")
    assert not is_number_name("品質綜合指數")


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("本年度完成件數", THIS_YEAR),
        ("前一年度完成件數", EARLIER),
        ("前3年平均件數", EARLIER),
        ("累計完成件數", SEVERAL_YEARS),
        ("前一年12月1日至當年11月30日止交辦件數", OTHER_DATES),
        ("104年度調查數", STATED_YEAR),
        ("107年度調查數", THIS_YEAR),
        ("完成件數", NO_PERIOD),
    ],
)
def test_periods_of_names(name, period):
    assert period_of(name, 107) is period


def test_a_base_of_growth_is_seen():
    assert names_base("較106年增加比率")
    assert not names_base("使用次數成長率")


@pytest.mark.parametrize(
    ("standard", "found"),
    [
        ("辦理稽核，合格率須達85%以上。", ("須達85%以上",)),
        ("面積達5公頃以上公園處數", ()),
        ("65歲以上長者受益人數", ()),
        ("資料正確率保持90%以上；七日內回復", ("保持90%以上",)),
    ],
)
def test_demands_end_their_clause(standard, found):
    assert demands(standard) == found


def test_a_demand_may_name_the_target_itself():
    assert same_figure("須達80分以上", "80分")
    assert not same_figure("須達80%以上", "90%")


def test_amounts_behind_a_checklist():
    assert stated_amounts("0代表「2項均未達到」1.受益戶數為1.3萬戶。2.辦理40場次") == (
        "1.3萬戶",
        "40場次",
    )


def test_items_run_from_one():
    assert numbered_items("1.甲類。2.乙類。3.丙類") == ("甲類", "乙類", "丙類")
    assert numbered_items("2.5公頃以上者5.5萬處") == ()


def test_names_that_differ_in_next_to_nothing():
    assert slight_difference("東區公司登記家數", "西區公司登記家數") is None
    assert slight_difference("公司行號與商業登記家數", "公司行號及商業登記總家數") == ("與", "及")
    assert slight_difference("完成簽署機關數", "所屬機關（構）數") == ("", "(構)")
    assert changed_phrase("輔導家數", "輔導家數") is None


def test_units_that_may_be_one_thing():
    assert near("場", "場次")
    assert differ("場次", "單位")
    assert not differ("件", "項")


def test_full_attainment_of_parts():
    def full(standard: str, target: str = "90%") -> Fraction | None:
        return full_attainment(read_formula(standard, target=target))

    assert full("（結案件數÷受理件數）×70%＋滿意度×30%") == 100
    assert full("（甲件數÷甲總數＋乙件數÷乙總數）×50%＋（丙件數÷丙總數）×50%") == 150
    assert full("100－（違規次數×2）－（逾期次數×5）", "98分") is None
    assert full("（本年度件數－前一年度件數）÷前一年度件數×100%") is None


def test_terms_quotients_and_growth():
    formula = read_formula("（甲件數÷乙件數）×60%＋使用人數成長率×40%", target="80%")
    first, second = terms(formula.expression)
    assert [(top.name, bottom.name) for top, bottom in quotients(formula.expression)] == [
        ("甲件數", "乙件數")
    ]
    assert not is_growth(first)
    assert is_growth(second)


def test_the_share_of_a_survey():
    formula = read_formula("課程滿意度×70%＋（及格人數÷應考人數）×30%", target="80%")
    share, words = asked_share(formula)
    assert (share, words) == (Fraction(Decimal("0.7")), "課程滿意度")
    assert asked_words("補助家數") is None
    assert speaks_of_survey("抽樣問卷")
