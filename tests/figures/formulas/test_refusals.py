"""What is refused, with which reason, and where."""

from __future__ import annotations

import pytest

from guankao.figures.formulas import RefusalCode, RefusedFormula, read_formula

NO_ARITHMETIC = [
    ("辦理研習之人次", "900人次"),
    ("1.完成規劃作業2.完成設計作業", "1件"),
    ("1.草案送審（50%）。2.公布施行（100%）", "75%"),
    ("供水量為3.9萬噸／日", "3項"),
    ("平均處理量（公噸÷日）", "100公噸/日"),
    ("跨域/跨界研究展覽", "5檔次"),
    ("ACI/ASQ評比排名", "10名"),
    ("辦理場次/參與人次", "50場次"),
    ("推動5＋2產業之家數", "20家"),
    ("因應COVID－19之宣導場次", "20場"),
    ("配合新政策－建立新機制", "3項"),
    ("106-109年累計件數", "20件"),
    ("甲館及乙館參觀人次", "20人次"),
    ("民眾滿意度比率", "90%"),
    ("時間較規定時間縮短2分鐘之達成比率", "91%"),
    ("統計各項訊息則數，包括：1.正面則數。2.負面則數", "50則"),
    ("是否達下列標準（0代表「未達到」、1代表「達到」1.件數為98件", "1項"),
    ("參與人數≧年度目標值", "50人"),
    ("1+1", "2%"),
    ("", "2%"),
]

REFUSED = [
    ("（甲數÷乙數】×100%", "90%", RefusalCode.UNBALANCED_BRACKET),
    ("甲＋乙）÷丙", "90%", RefusalCode.UNBALANCED_BRACKET),
    ("Σ（達成值÷目標值）×80%＋（甲數÷乙數）×20%", "90%", RefusalCode.OPEN_SUM),
    ("Σ執行數÷預算數×80%", "90%", RefusalCode.OPEN_SUM),
    (
        "Σ（達成值÷目標值×權重）：人數：5人（40%）場次：2場（40%）",
        "90%",
        RefusalCode.WEIGHTS,
    ),
    ("1.甲率×40%2.乙率×50%", "90%", RefusalCode.WEIGHTS),
    ("兩類業務申辦率之平均數【說明】單類申辦率＝甲數÷乙數", "90%", RefusalCode.OPEN_AVERAGE),
    ("1.甲率×60%。2.推動措施2項以上×40%", "90%", RefusalCode.CONDITION),
    ("（甲數÷乙數）×100%（未達80%者以0分計）", "90%", RefusalCode.CONDITION),
    ("甲數÷乙數－【每發生乙次事故扣1%，累計達3次者，每次扣3%】", "90%", RefusalCode.CONDITION),
    ("甲數÷乙數×100%，並扣除丙數", "90%", RefusalCode.WORDS_CALCULATE),
    ("完成甲計畫（50%），另累計進度（分年預算÷總預算×50%）", "90%", RefusalCode.WORDS_CALCULATE),
    ("甲率=甲數÷總數。乙率=乙數÷總數", "90%", RefusalCode.SEVERAL_FORMULAS),
    ("甲數÷乙數及丙數÷丁數", "90%", RefusalCode.SEVERAL_FORMULAS),
    ("甲數÷", "90%", RefusalCode.OPERAND),
    ("甲數÷×乙數", "90%", RefusalCode.OPERAND),
    ("（甲數－）÷乙數", "90%", RefusalCode.OPERAND),
    ("甲數÷指標2×5新創家數", "90%", RefusalCode.WORDS_CALCULATE),
    ("（）÷乙數", "90%", RefusalCode.OPERAND),
    ("甲數^20÷乙數", "90%", RefusalCode.EXPONENT),
    ("甲數^乙數÷丙數", "90%", RefusalCode.EXPONENT),
    ("甲件數－乙件數", "90%", RefusalCode.UNIT),
    ("甲件數＋乙件數÷丙件數", "90%", RefusalCode.UNIT),
    ("甲件數÷乙件數×100%", "2項", RefusalCode.UNIT),
    ("甲：乙÷丙。乙：甲÷丙。丁＝甲÷丙", "90%", RefusalCode.SAME_NAME),
    ("甲數\x00÷乙數", "90%", RefusalCode.ILLEGIBLE),
    ("甲數\u202e÷乙數", "90%", RefusalCode.ILLEGIBLE),
]


@pytest.mark.parametrize(("standard", "target"), NO_ARITHMETIC)
def test_no_arithmetic(standard: str, target: str) -> None:
    with pytest.raises(RefusedFormula) as refused:
        read_formula(standard, target=target, fiscal_year=107)
    assert refused.value.code is RefusalCode.NO_ARITHMETIC


@pytest.mark.parametrize(("standard", "target", "code"), REFUSED)
def test_refused(standard: str, target: str, code: RefusalCode) -> None:
    with pytest.raises(RefusedFormula) as refused:
        read_formula(standard, target=target, fiscal_year=107)
    assert refused.value.code is code
    assert 0 <= refused.value.position <= len(refused.value.text)
    assert refused.value.sentence


def test_the_place_of_a_bracket_without_its_partner() -> None:
    with pytest.raises(RefusedFormula) as refused:
        read_formula("甲＋乙）÷丙", target="90%")
    assert refused.value.position == 3
