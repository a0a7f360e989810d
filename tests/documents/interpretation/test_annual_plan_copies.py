"""Copies of plans that programs made: spaced figures, narrow signs, formula markup, tags."""

from __future__ import annotations

import pytest

from documents.interpretation.plan_papers import (
    KPI_HEADS,
    KPI_ROWS,
    PROJECT_HEADS,
    plan_of,
    plan_paper,
    table,
)
from guankao.documents.interpretation.cleaning import Cleaner
from guankao.documents.interpretation.formula_markup import without_formula_markup
from guankao.documents.interpretation.spacing import closed_up, spaces_are_habit
from guankao.documents.interpretation.widths import widened
from guankao.documents.papers import Paper

CONTENTS = "一、" + "修復 3 處護岸，長 250 公尺，經費 12 億元。" * 3
SPACED = ("河川業務(2/4)", "河岸 (5G) 巡查計畫", "公共建設", CONTENTS, "巡查次數(1 月至 6 月)")
ROW = (
    "一 保育溪流",
    "1",
    "巡查次數(1 月至 6 月)",
    "1",
    "統計數據",
    "(甲 + 乙) ÷ (丙-丁)",
    "6,500 人",
    "無",
)


def copy() -> Paper:
    rows = table(KPI_HEADS, ROW, KPI_ROWS[1])
    projects = table(PROJECT_HEADS, SPACED, ("", *SPACED[1:]), number=2)
    return plan_paper(indicators=(rows,), projects=(projects,))


def test_a_copy_that_spaces_every_figure_is_known_by_it() -> None:
    assert spaces_are_habit(copy())
    assert not spaces_are_habit(plan_paper())


def test_figures_close_up_and_signs_are_wide_again() -> None:
    plan = plan_of(copy())
    assert plan.indicators[0].target == "6,500人"
    assert plan.indicators[0].name == "巡查次數（1月至6月）"
    assert plan.indicators[0].standard == "（甲＋乙）÷（丙－丁）"
    assert plan.projects[0].title == "河岸（5G）巡查計畫"
    assert plan.projects[0].work_plan == "河川業務（2/4）"
    assert plan.projects[0].indicators == ("1-1",)


def test_one_spaced_figure_is_no_habit_and_stays() -> None:
    row = (*KPI_ROWS[0][:6], "120 次", "無")
    plan = plan_of(plan_paper(indicators=(table(KPI_HEADS, row, KPI_ROWS[1]),)))
    assert plan.indicators[0].target == "120 次"


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("98 年 7 月 8 日", "98年7月8日"),
        ("核心網路 (NG Core) 系統", "核心網路(NG Core)系統"),
        ("APEC 會議", "APEC會議"),
        ("甲　乙", "甲乙"),
        ("Open Data 2.0 平台", "Open Data 2.0平台"),
    ],
)
def test_spaces_between_latin_words_stay(text: str, closed: str) -> None:
    assert closed_up(text) == closed
    assert closed_up(closed) == closed


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("106-109年", "106-109年"),
        ("i-Voting平台", "i-Voting平台"),
        ("(甲-乙)÷乙", "（甲－乙）÷乙"),
        ("{[(I1^2×I2)+丙]}", "｛[（I1^2×I2）＋丙]｝"),
        ("plain (text) a+b", "plain (text) a+b"),
    ],
)
def test_signs_are_widened_in_chinese_only(text: str, wide: str) -> None:
    assert widened(text) == wide


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        (r"$\frac{\text{甲}}{\text{乙}} \times 100\%$", "(甲)÷(乙)×100%"),
        (r"率 $\{[(I^2 \times J)] \div (I + J)\} \times 100\%$。", "率 {[(I^2×J)]÷(I+J)}×100%。"),
        (r"\(\text{甲} \geq 3\)", "甲≥3"),
        (r"\[a \cdot b\]", "a×b"),
        ("每件 $500，共 $1,000", "每件 $500，共 $1,000"),
        (r"$\alpha \leq 1$", "alpha≤1"),
    ],
)  # fmt: skip
def test_formula_markup_becomes_plain_signs(marked: str, plain: str) -> None:
    assert without_formula_markup(marked) == plain


def test_a_line_that_ends_no_sentence_goes_on() -> None:
    cleaner = Cleaner()
    assert (
        cleaner.prose(cleaner.lines("辦理甲、\n乙二項。\n每年檢討")) == "辦理甲、乙二項。\n每年檢討"
    )
    assert cleaner.line("公共\n建設") == "公共建設"
