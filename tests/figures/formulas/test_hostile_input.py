"""Text that wants to break the reader: refused with a reason, in bounded time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guankao.figures.formulas import RefusalCode, RefusedFormula, evaluate, read_formula
from guankao.figures.formulas.lexer import LONGEST_FORMULA

SECONDS = 3.0

SIGNS = "（）()【】〔〕［］{}「」＋－×÷*/^²Σ=＝：:，,。；、%"
PHRASES = (
    "甲件數|滿意度|占|較前一年度增加數|之比率|1,800戶|權重為40%|106至109年度目標值分別為|×100%|1.|2.|（1）|"
    "A1：|註：|分子：|每發生乙次|扣2%|"
    "各占50%|min|合計|9|0.5|^9|以上|平均值|\n|年度目標值|7-20年生|Max=1| |及"
)
PIECES = st.sampled_from([*SIGNS, *PHRASES.split("|")])
TEXTS = st.lists(PIECES, max_size=60).map("".join)
TARGETS = st.sampled_from(["90%", "2,500萬張", "3項", "4.9", "", "10%以下", "85分", "完成草案"])


def read_within_time(text: str, target: str) -> None:
    begun = time.process_time()
    trouble: RefusedFormula | None = None
    try:
        formula = read_formula(text, target=target, fiscal_year=107)
        assert formula.inputs
        evaluate(formula, {})
    except RefusedFormula as refused:
        trouble = refused
    assert trouble is None or 0 <= trouble.position <= len(trouble.text)
    assert time.process_time() - begun < SECONDS


@settings(deadline=None)
@given(TEXTS, TARGETS)
def test_pieces_of_formulas_in_any_order(text: str, target: str) -> None:
    read_within_time(text, target)


@settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=30))
def test_any_text(text: str, target: str) -> None:
    read_within_time(text, target)


@pytest.mark.parametrize(
    "text",
    [
        "（" * 4_000,
        "（" * 2_000 + "甲÷乙" + "）" * 1_990,
        "（" * 24 + "甲÷乙" + "）" * 24,
        "甲＋" * 1_333,
        "－" * 4_000,
        "甲^9" * 1_000,
        "÷" * 4_000,
        "「" * 4_000,
        "占" * 4_000,
        "較增加" * 1_300 + "數",
        "比增加" * 1_300 + "數",
        "。占" * 2_000,
        "9" * 4_000,
        "9" * 1_999 + "÷" + "9" * 2_000,
        "甲÷" + "1,000" * 700,
        "每" * 2_000 + "扣" * 2_000,
        "1." * 2_000,
        "甲：" * 2_000,
        "（甲占" * 1_000 + "÷",
        "加上" * 1_900 + "3%÷2",
        "及" * 3_900 + "合計",
        "Σ（達成值÷目標值×權重）" + "人1人（1%）" * 400,
        "Σ（達成值÷目標值×權重）" + "1.甲：106至109年度目標值分別為6、6、6、6，權重為50%。" * 80,
        "甲×5%" * 600,
        "占50%" * 800,
        "甲占50%" * 700,
    ],
)
def test_long_repetitions(text: str) -> None:
    read_within_time(text, "90%")


def test_powers_of_powers_are_refused() -> None:
    text = "甲"
    for _ in range(20):
        text = f"（{text}）^9"
    with pytest.raises(RefusedFormula) as refused:
        read_formula(f"{text}÷乙", target="90%")
    assert refused.value.code is RefusalCode.EXPONENT


def test_definitions_that_double_each_other_are_refused() -> None:
    lines = [f"A{n}：A{n + 1}×A{n + 1}" for n in range(1, 40)]
    with pytest.raises(RefusedFormula) as refused:
        read_formula("A1÷乙。" + "。".join(lines), target="90%")
    assert refused.value.code is RefusalCode.TOO_LONG


def test_length_is_bounded() -> None:
    with pytest.raises(RefusedFormula) as refused:
        read_formula("甲÷乙" * LONGEST_FORMULA)
    assert refused.value.code is RefusalCode.TOO_LONG


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')÷乙數",
        "（lambda: 1/0）()÷乙數",
        "{{7*7}}÷${甲}",
        "甲數');DROP TABLE--÷乙數",
    ],
)
def test_code_is_only_text(text: str) -> None:
    read_within_time(text, "90%")
