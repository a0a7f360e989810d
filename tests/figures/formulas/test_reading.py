"""How standards are read, kind by kind: text, target, and the formula in plain signs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guankao.figures.formulas import Formula, RefusalCode, RefusedFormula, read_formula, to_text


def read(standard: str, target: str = "90%", *, year: int | None = None) -> Formula:
    return read_formula(standard, target=target, fiscal_year=year)


def shown(formula: Formula) -> str:
    """The expression without the quotation marks around names."""
    return to_text(formula.expression).replace("「", "").replace("」", "")


BRACKETS = [
    ("（出席人數÷報名人數）×100%", "出席人數÷報名人數×100%"),
    ("【（甲件數－乙件數）÷乙件數】×100％", "（甲件數－乙件數）÷乙件數×100%"),
    ("〔甲件數÷（乙件數＋丙件數）〕×100%", "甲件數÷（乙件數＋丙件數）×100%"),
    ("﹛（甲額÷乙額）－1﹜×100%", "（甲額÷乙額－1）×100%"),
    ("「（甲場次）－（乙場次）」÷（乙場次）×100%", "（甲場次－乙場次）÷乙場次×100%"),
    ("「開館日數÷全年日數×100%。」", "開館日數÷全年日數×100%"),
    ("[(甲件數*2)+乙件數]/(丙件數)*100%", "（甲件數×2＋乙件數）÷丙件數×100%"),
]

REMARKS = [
    ("（及格人數÷應考人數（不含缺考））×100%（各數含補考）", "及格人數÷應考人數×100%"),
    ("核列盈（賸）餘數÷編列盈（賸）餘數", "核列盈（賸）餘數÷編列盈（賸）餘數"),
    ("館藏冊數÷最高年（89年）之館藏冊數", "館藏冊數÷最高年（89年）之館藏冊數"),
    ("甲件數【註】÷乙件數×100%本項由第三方查核。", "甲件數÷乙件數×100%"),
    ("巡查完成率【完成點數÷應巡點數】×100%", "完成點數÷應巡點數×100%"),
    ("借閱成效（借閱冊數÷館藏冊數）×100%註：以年底計", "借閱冊數÷館藏冊數×100%"),
    ("推動閱讀，擴大服務。借閱人數÷設籍人數，以年底為準", "借閱人數÷設籍人數"),
    ("逐步推廣（衡量標準：（甲額－乙額）÷甲額。統計含離島）", "（甲額－乙額）÷甲額"),
    ("7-20年生樹木存活株數÷7-20年生樹木總數", "7-20年生樹木存活株數÷7-20年生樹木總數"),
    ("達成進度80%以上之案數÷總案數×100%", "達成進度80%以上之案數÷總案數×100%"),
]

LABELS = [
    ("到館率=到館人次÷設籍人數×100%", "到館人次÷設籍人數×100%"),
    ("到館率之計算式：到館人次÷設籍人數×100%", "到館人次÷設籍人數×100%"),
    ("分子：到館人次分母：設籍人數公式=（分子÷分母）×100%", "到館人次÷設籍人數×100%"),
    ("（甲人次－乙人次）÷乙人次＝3%", "（甲人次－乙人次）÷乙人次"),
    ("【說明】及格率=（及格人數÷到考人數）×100%", "及格人數÷到考人數×100%"),
    (
        "（A1＋A2）÷A×100%A1：第一類家數（計3類）A2：第二類家數A：總家數",
        "（第一類家數＋第二類家數）÷總家數×100%",
    ),
    (
        "合計量=新植量＋復舊量。新植量=新植面積×每公頃2.5公噸。復舊量=復舊面積×每公頃3公噸",
        "新植面積×2.5＋復舊面積×3",
    ),
]

WEIGHTS = [
    ("甲率×70%＋乙率×30%", "甲率×70%＋乙率×30%"),
    ("1.（甲件數÷乙件數）×60%2.（滿意度調查結果）×40%", "甲件數÷乙件數×60%＋滿意度調查結果%×40%"),
    (
        "1.東區：（實到人數÷應到人數）×50%。2.西區：（實到人數÷應到人數）×50%。",
        "東區：實到人數÷東區：應到人數×50%＋西區：實到人數÷西區：應到人數×50%",
    ),
    (
        "1.登記率：登記數÷推估數。絕育率：絕育數÷登記數。2.採前開2項指標各占50%合計。",
        "登記數÷推估數×50%＋絕育數÷登記數×50%",
    ),
    ("100－（黃燈數×2）－（紅燈數×5）≧95分", "100－黃燈數×2－紅燈數×5"),
    (
        "【（甲次數）÷（預計完成檢查30次）】×100%－【（每發生乙次事故扣2%）】",
        "甲次數÷預計完成檢查×100%－事故次數×2%",
    ),
]

CONSTANTS = [
    ("（受益戶數）÷（3年預估受益戶數1,200戶）×100%", {"3年預估受益戶數": 1200}),
    ("完成處數÷全國25處園區×100%", {"全國25處園區": 25}),
    ("（甲人次÷乙部數）÷每部人次50萬加上2%增長值×100%", {"每部人次": 500000}),
    ("以5,000件為基準件數；甲件數÷基準件數", {"基準件數": 5000}),
    ("（年度達成值÷年度目標值）×100%註：106-109年度目標值40件。", {"年度目標值": 40}),
    ("1－停機日數÷（12×365日）", {}),
]


@pytest.mark.parametrize(("standard", "wanted"), BRACKETS + REMARKS + LABELS + WEIGHTS)
def test_signs(standard: str, wanted: str) -> None:
    target = "95分" if "分" in standard[-3:] else "90%"
    target = "20公噸" if "公噸" in standard else target
    assert shown(read(standard, target)) == wanted


@pytest.mark.parametrize(("standard", "wanted"), CONSTANTS)
def test_constants_in_names(standard: str, wanted: dict[str, int]) -> None:
    given = {item.name: item.default for item in read(standard).inputs if item.default is not None}
    assert given == {name: Decimal(value) for name, value in wanted.items()}


LIST = (
    "達成率=Σ【（各項目達成值÷各項目目標值）×各項目權重】×100%：1.參加活動，累計人次：106年為2萬人次，"
    "107至108年度目標值均為3萬人次，權重為60%。2.課程滿意度：106至108年度目標值分別為80%、85%、90%，權重為40%"
)


def test_sum_over_a_list_takes_the_targets_of_the_year() -> None:
    formula = read(LIST, year=107)
    assert shown(formula) == ("（參加活動，累計人次÷30,000×60%＋課程滿意度%÷85%×40%）×100%")
    assert "20,000" in shown(read(LIST, year=106))


def test_sum_over_a_list_refuses_to_choose_a_year() -> None:
    with pytest.raises(RefusedFormula) as refused:
        read(LIST)
    assert refused.value.code is RefusalCode.OPEN_YEAR


def test_sum_over_a_list_with_points() -> None:
    text = (
        "1.計算方式=Σ〔（各項年度達成值÷各項年度目標值）×各項配分〕。2.目標值及配分：新設據點4處（40分）"
        "投資2億元（60分）"
    )
    assert shown(read(text, "85分")) == "新設據點÷4×40＋投資÷200,000,000×60"


def test_sum_over_a_list_with_a_cap() -> None:
    text = (
        "達成率=Σ（達成值÷目標值×權重）×100%（達成值÷目標值Max=1）。"
        "服務人數：500人（40%）展覽場次：20場（60%）"
    )
    assert shown(read(text)) == ("（min（服務人數÷500，1）×40%＋min（展覽場次÷20，1）×60%）×100%")


def test_own_formula_in_an_entry_of_a_list() -> None:
    text = (
        "達成率=Σ【（達成值÷目標值）×權重】×100%：1.宣導人次：107年至108年目標值分別為50、60人次，權重為50%。"
        "2.成長率：【（甲人數－乙人數）÷乙人數】×100%，107至108年度成長率分別為5%、6%，權重為50%"
    )
    assert "（甲人數－乙人數）÷乙人數×100%÷6%×50%" in shown(read(text, year=108))


WORDS = [
    ("得獎件數占參展件數之比率", "90%", "得獎件數÷參展件數"),
    ("測驗及格人數佔到訓人數之比例", "90%", "測驗及格人數÷到訓人數"),
    ("開立張數較前一年度增加數", "30張", "開立張數－前一年度（開立張數）"),
    (
        "火警件數較前3年平均火警件數減少比率（不含誤報）",
        "3%",
        "（前3年平均火警件數－火警件數）÷前3年平均火警件數",
    ),
    ("產量較104年度產量成長之比率", "3%", "（產量－104年度產量）÷104年度產量"),
    ("事故件數減少比率（基準值為90年至92年平均值）", "3%", None),
    ("學員結果占60%及教師結果占40%", "90%", "學員結果×60%＋教師結果×40%"),
    ("加權計算（使用次數成長率佔55%、滿意度佔45%）", "90%", "使用次數成長率×55%＋滿意度×45%"),
    ("1.演講場次。2.展覽次數。以上場次及次數合計為總次數。", "9次", "演講場次＋展覽次數"),
    ("技術授權金額及企業配合款合計", "9元", "技術授權金額＋企業配合款"),
    ("正常還款金額（貸放金額－逾放金額）之成長率", "8%", None),
]


@pytest.mark.parametrize(("standard", "target", "wanted"), WORDS)
def test_words(standard: str, target: str, wanted: str | None) -> None:
    formula = read(standard, target)
    if wanted is not None:
        assert shown(formula) == wanted


def test_growth_needs_each_figure_for_both_years() -> None:
    formula = read("還款金額（貸放金額－逾放金額）之成長率", "8%")
    assert [item.name for item in formula.inputs] == [
        "貸放金額（本年度）",
        "逾放金額（本年度）",
        "貸放金額（前一年度）",
        "逾放金額（前一年度）",
    ]


def test_points_against_a_base() -> None:
    formula = read("舉債數÷歲出總額比率較基期（3.5%）減少之百分比", "0.3%")
    assert shown(formula) == "3.5%－舉債數÷歲出總額"


def test_one_name_for_two_things_is_told_apart() -> None:
    formula = read("（室內展覽＋戶外展覽得獎件數）÷（室內展覽＋戶外展覽參展件數）")
    assert [item.name for item in formula.inputs] == [
        "室內展覽（得獎件數）",
        "戶外展覽得獎件數",
        "室內展覽（參展件數）",
        "戶外展覽參展件數",
    ]


def test_one_name_for_two_things_is_refused_where_nothing_tells_them_apart() -> None:
    with pytest.raises(RefusedFormula) as refused:
        read("（調解＋仲裁成立件數）÷（調解＋仲裁結案件數）")
    assert refused.value.code is RefusalCode.SAME_NAME


def test_targets_of_different_things_are_told_apart() -> None:
    text = (
        "（甲隊數÷年度目標值）×50%＋（乙人數÷年度目標值）×50%。"
        "目標值：（1）甲隊每年20隊；（2）乙每年400人"
    )
    formula = read(text)
    assert [(item.name, item.default) for item in formula.inputs] == [
        ("甲隊數", None),
        ("年度目標值（甲隊數）", Decimal(20)),
        ("乙人數", None),
        ("年度目標值（乙人數）", Decimal(400)),
    ]


def test_average_of_a_difference_is_a_difference_of_averages() -> None:
    formula = read("各區（完成時間）－（送達時間）之平均值", "30分鐘")
    assert shown(formula) == "完成時間（平均值）－送達時間（平均值）"


def test_missing_bracket_is_put_in_where_it_changes_nothing() -> None:
    text = "（本年班數－去年班數）÷去年班數）×100%"
    assert shown(read(text)) == "（本年班數－去年班數）÷去年班數×100%"


@pytest.mark.parametrize(
    ("standard", "target", "factor", "unit"),
    [
        ("甲數÷乙數", "90%", "100", "%"),
        ("甲數÷乙數×100%", "10%以下", "100", "%"),
        ("甲數÷乙數×100", "90%", "1", "%"),
        ("甲率×0.4＋乙率×0.6", "60%", "1", "%"),
        ("被引用數÷論文篇數", "4.9", "1", ""),
        ("甲張數－乙張數", "2,500萬張", "0.0001", "萬張"),
        ("甲數÷乙數×100%", "85分", "100", "分"),
        ("甲數÷乙數×100,000", "12人", "1", "人"),
        ("甲數÷乙數×100%", "", "100", "%"),
        ("甲數÷乙數", "", "1", ""),
    ],
)
def test_result_is_in_the_unit_of_the_target(
    standard: str, target: str, factor: str, unit: str
) -> None:
    formula = read(standard, target)
    assert (formula.factor, formula.unit) == (Decimal(factor), unit)


def test_every_name_knows_where_it_stood() -> None:
    text = "成效（甲件數÷乙件數）×100%"
    for item in read(text).inputs:
        assert text[item.span.start : item.span.end] == item.name


def test_quotation_marks_inside_a_name_stay_when_it_is_written_and_read_again() -> None:
    text = "具「甲」、「乙」效益之計畫數÷總計畫數×100%"
    formula = read(text)
    assert formula.inputs[0].name == "具『甲』、『乙』效益之計畫數"
    assert read(to_text(formula.expression)).expression == formula.expression


def test_entries_without_a_year_are_refused() -> None:
    text = (
        "Σ【（達成值÷目標值）×權重】：1.甲：107年至108年止，權重為50%。"
        "2.乙：107年至108年止，權重為50%"
    )
    with pytest.raises(RefusedFormula) as refused:
        read(text, year=107)
    assert refused.value.code is RefusalCode.OPEN_YEAR
