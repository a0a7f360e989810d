"""What stands beside the standard in its cell, and the values of earlier years in it."""

from __future__ import annotations

import pytest

from guankao.documents.interpretation.annual_plan.history import Reached, take_history
from guankao.documents.interpretation.annual_plan.remarks import take_apart

OPENING = "本指標過去年度實際值為："


@pytest.mark.parametrize(
    "cell",
    [
        "【（甲－乙）÷乙】×100%",
        "完成項數【說明】每年檢討，含三大類",
        "依協議辦理【目標值＝甲÷乙×100%】",
        "檢查缺失改善比率【（改善家數÷缺失家數）×100%】",
        "設定進度（107年：完成草案）",
        "說明會參加人數",
        "註冊人數÷招生人數",
    ],
)
def test_brackets_and_words_of_the_standard_stay(cell: str) -> None:
    found = take_apart(cell)
    assert (found.text, found.remark, found.note, found.history) == (cell, None, None, ())


@pytest.mark.parametrize(
    "brackets", ["【備註：{}】", "（備註：{}）", "(備註:{})", "﹛備註：{}﹜", "〔附註：{}〕"]
)
def test_a_remark_in_any_brackets_is_no_part_of_the_standard(brackets: str) -> None:
    found = take_apart(f"（甲÷乙）×100%{brackets.format('含（展延）案件。')}")
    assert found.text == "（甲÷乙）×100%"
    assert found.remark == "含（展延）案件。"


def test_a_remark_that_is_never_closed_runs_to_the_end() -> None:
    found = take_apart("完成件數【備註：每年檢討。")
    assert (found.text, found.remark) == ("完成件數", "每年檢討。")


def test_text_behind_a_remark_belongs_to_the_standard() -> None:
    assert take_apart("完成件數【備註：每年檢討。】（不含展延）").text == "完成件數（不含展延）"


def test_a_note_in_brackets() -> None:
    found = take_apart("指標1×50%＋指標2×50%【註：指標1：甲÷乙。】")
    assert (found.text, found.note) == ("指標1×50%＋指標2×50%", "指標1：甲÷乙。")


@pytest.mark.parametrize("before", ["\n", " ", "\u3000", "\n　"])
def test_a_note_that_stands_off_is_no_part_of_the_standard(before: str) -> None:
    found = take_apart(f"兩項調查各占50%{before}註：問卷由專家審定。")
    assert (found.text, found.note) == ("兩項調查各占50%", "問卷由專家審定。")


def test_a_note_into_which_the_sentence_runs_is_both() -> None:
    cell = "主動調查件數。註：含跨區案件。"
    found = take_apart(cell)
    assert (found.text, found.note) == (cell, "含跨區案件。")


def test_a_plain_remark_at_the_end_is_no_part_of_the_standard() -> None:
    found = take_apart("【甲÷乙】×100%備註：1.甲＝丙÷丁。2.乙取三年平均。")
    assert (found.text, found.remark) == ("【甲÷乙】×100%", "1.甲＝丙÷丁。2.乙取三年平均。")


def test_a_supplement_behind_a_star_is_a_note() -> None:
    found = take_apart("完成項數÷應辦項數×100%\n※補充說明：分三階段。")
    assert (found.text, found.note) == ("完成項數÷應辦項數×100%", "補充說明：分三階段。")


def test_notes_begin_where_a_pointer_comes_again() -> None:
    found = take_apart("（有效件數【註】÷終結件數）×100%【註】有效件數：全部完成者。")
    assert found.text == "（有效件數【註】÷終結件數）×100%"
    assert found.note == "【註】有效件數：全部完成者。"


def test_numbered_pointers_keep_apart() -> None:
    found = take_apart("甲【註1】與乙【註 2】之比 【註 1】甲：一。 【註2】乙：二。")
    assert found.text == "甲【註1】與乙【註 2】之比"
    assert found.note == "【註 1】甲：一。 【註2】乙：二。"


def test_an_explanation_on_its_own_line_is_the_note() -> None:
    found = take_apart("完成件數\n【說明：含展延。】")
    assert (found.text, found.note) == ("完成件數", "含展延。")


def test_history_is_taken_out_of_the_remark() -> None:
    found = take_apart(f"查獲件數【備註：{OPENING}103年：5,842人，104年：6,817人。逐年檢討。】")
    assert found.text == "查獲件數"
    assert found.history == (Reached(103, "5,842人"), Reached(104, "6,817人"))
    assert found.remark == "逐年檢討。"


def test_a_remark_that_is_all_history_leaves_no_remark() -> None:
    found = take_apart(f"查獲件數【備註：{OPENING}103年：8.5%，104年：-0.4%】")
    assert found.history == (Reached(103, "8.5%"), Reached(104, "-0.4%"))
    assert found.remark is None


@pytest.mark.parametrize(
    ("told", "reached"),
    [
        ("103年：無相關數據，104年：53處", [(104, "53處")]),
        ("103年：107.8億元，104年：222萬3,878戶", [(103, "107.8億元"), (104, "222萬3,878戶")]),
        ("１０３年：５件；１０４年：６件", [(103, "５件"), (104, "６件")]),
        ("103年度為1.5%，104年度為2%。", [(103, "1.5%"), (104, "2%")]),
        (
            "103年：42個（流量：8,839MB），104年：73個（流量：9MB）。",
            [(103, "42個"), (104, "73個")],
        ),
        ("103 年：5,842 人，104 年：53 處。", [(103, "5,842 人"), (104, "53 處")]),
        ("103年至105年均為第1級。", [(103, "第1級"), (104, "第1級"), (105, "第1級")]),
        ("自103年起已連續2年獲評第1級。", [(103, "第1級"), (104, "第1級")]),
        ("103年：申報截止日後15日，104年：11日", [(103, "申報截止日後15日"), (104, "11日")]),
    ],
)
def test_values_of_earlier_years(told: str, reached: list[tuple[int, str]]) -> None:
    found, _ = take_history(f"{OPENING}{told}")
    assert [(one.fiscal_year, one.value) for one in found] == reached


@pytest.mark.parametrize(
    "remark",
    ["各年度預定項目為：106年：完成草案。", "本指標尚無過去年度實際值。考量人力。", "每年檢討。"],
)
def test_a_remark_without_earlier_values_stays_whole(remark: str) -> None:
    assert take_history(remark) == ([], remark)


def test_a_year_told_twice_counts_once() -> None:
    found = take_apart(
        f"件數【備註：{OPENING}103年：5件】【備註：{OPENING}103年：6件，104年：7件】"
    )
    assert found.history == (Reached(103, "5件"), Reached(104, "7件"))
