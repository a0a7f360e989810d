"""The average of several rates that a text lists, each calculated by one definition or its own."""

from __future__ import annotations

import pytest

from guankao.figures.formulas import RefusalCode, RefusedFormula, read_formula, to_text

DEFINED = "單項課程出席率＝（單項課程出席人次÷應出席人次）×100%"


def test_every_item_has_its_own_figures() -> None:
    formula = read_formula(f"急救及消防課程出席率之平均數【說明】{DEFINED}", target="90%")
    assert [item.name for item in formula.inputs] == [
        "單項課程出席人次（急救）",
        "應出席人次（急救）",
        "單項課程出席人次（消防）",
        "應出席人次（消防）",
    ]
    assert [item.name for item in formula.definitions] == ["急救課程出席率", "消防課程出席率"]


@pytest.mark.parametrize(
    "sentence",
    [
        "急救、消防及救生課程出席率之平均值。",
        "急救、消防與救生課程出席率平均。",
        "急救、消防、救生3項課程出席率之平均數。",
    ],
)
def test_three_items(sentence: str) -> None:
    formula = read_formula(sentence + DEFINED, target="90%")
    assert to_text(formula.expression).endswith("÷3")


@pytest.mark.parametrize(
    "sentence",
    [
        "各課程出席率之平均數。",
        "急救、消防等課程出席率之平均數。",
        "急救、消防、救生4項課程出席率之平均數。",
        "急救、消防課程及格率之平均數。",
        "急救課程出席率之平均數。",
        "急救、急救課程出席率之平均數。",
    ],
)
def test_an_open_list_is_refused(sentence: str) -> None:
    with pytest.raises(RefusedFormula) as refused:
        read_formula(sentence + DEFINED, target="90%")
    assert refused.value.code is RefusalCode.OPEN_AVERAGE


def test_rates_with_formulas_of_their_own() -> None:
    formula = read_formula(
        "出席率及結訓率之平均值。出席率＝出席人次÷應到人次；結訓率＝結訓人數÷開訓人數", target="90%"
    )
    assert to_text(formula.expression) == (
        "（「出席人次」÷「應到人次」＋「結訓人數」÷「開訓人數」）÷2"
    )
