"""Targets as plans and action plans write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guankao.figures import (
    Comparator,
    Direction,
    Quantity,
    ReasonCode,
    UnreadableFigure,
    Verdict,
    judge,
    read_target,
)

WRITTEN = [
    ("10%以下", "<=", "10", "%", False, "以下"),
    ("１．５％以下", "<=", "1.5", "%", False, "以下"),
    ("5%(以下)", "<=", "5", "%", False, "以下"),
    ("達 80%", ">=", "80", "%", False, "達"),
    ("達10%以下", "<=", "10", "%", False, "以下"),
    ("至少達80%以上", ">=", "80", "%", False, "至少達"),
    ("85分(含)以上", ">=", "85", "分", False, "以上"),
    ("不低於90%", ">=", "90", "%", False, "不低於"),
    ("不超過5件", "<=", "5", "件", False, "不超過"),
    ("不逾3次", "<=", "3", "次", False, "不逾"),
    ("至多3次", "<=", "3", "次", False, "至多"),
    ("低於80小時", "<=", "80", "小時", True, "低於"),
    ("未滿3%", "<=", "3", "%", True, "未滿"),
    ("高於60%", ">=", "60", "%", True, "高於"),
    ("降至3%以下", "<=", "3", "%", False, "降至"),
    ("7日內", "<=", "7", "日", False, "內"),
    ("≥90%", ">=", "90", "%", False, "≥"),
    ("≦3次", "<=", "3", "次", False, "≤"),
    ("＜5%", "<=", "5", "%", True, "<"),
    ("> 5%", ">=", "5", "%", True, ">"),
    ("=100%", "=", "100", "%", False, "="),
    ("3達到項數", ">=", "3", "項", False, "達到"),
    ("10億3,000萬元以上", ">=", "1030000000", "元", False, "以上"),
]


@pytest.mark.parametrize(("text", "comparator", "value", "unit", "strict", "word"), WRITTEN)
def test_a_written_comparator_decides(
    text: str, comparator: str, value: str, unit: str, strict: bool, word: str
) -> None:
    target = read_target(text, name="死亡率", standard="滿意度")  # neither may turn it
    assert target.comparator == comparator
    assert target.quantity == Quantity(Decimal(value), unit)
    assert (target.explicit, target.strict) == (True, strict)
    assert (target.reason.code, target.reason.word) == (ReasonCode.WRITTEN, word)


AS_WRITTEN = [
    ("7,144人", "7144", "人"),
    ("280萬戶", "280", "萬戶"),
    ("61,761戶數", "61761", "戶數"),
    ("30累計件數", "30", "累計件數"),
    ("1增加數", "1", "增加數"),
    ("15資料集", "15", "資料集"),
    ("29次(個)數", "29", "次(個)數"),
    ("10名（年度分組排名）", "10", "名（年度分組排名）"),
    ("4.9", "4.9", ""),
    ("第1級", "1", "級"),
    ("一級", "1", "級"),
    ("41萬公噸/年", "41", "萬公噸/年"),
    ("20MHz", "20", "MHz"),
    ("-0.1%", "-0.1", "%"),
]


@pytest.mark.parametrize(("text", "value", "unit"), AS_WRITTEN)
def test_value_and_unit_stay_as_written(text: str, value: str, unit: str) -> None:
    target = read_target(text)
    assert target.quantity == Quantity(Decimal(value), unit)
    assert target.text == text
    assert not target.explicit


SENTENCES = [
    ("各機關提出廉政風險評估並採取適當的措施達 70%", ">=", "70", "%", True),
    ("普通班開設課程之校數達380所以上", ">=", "380", "所", True),
    ("完成至少7項行政作業流程透明之措施", ">=", "7", "項", True),
    ("完成專案稽核 80 案，及產出修改法令、節省公帑等效益", ">=", "80", "案", False),
    ("107年完成遊說法宣導及訓練8場次", ">=", "8", "場次", False),
    ("完成20個機關廉政試評鑑工作及第三年評估報告", ">=", "20", "個機關", False),
    ("公務員廉政倫理事件登錄1萬5,000件", ">=", "15000", "件", False),
    ("平臺瀏覽達600萬人次", ">=", "600", "萬人次", True),
    ("洗錢犯罪起訴率應與 105 年以前相較，達年成長率 20%", ">=", "20", "%", False),
    ("取得5G執照3張", ">=", "3", "張", False),
]


@pytest.mark.parametrize(("text", "comparator", "value", "unit", "explicit"), SENTENCES)
def test_the_first_counted_figure_of_a_sentence_is_the_target(
    text: str, comparator: str, value: str, unit: str, explicit: bool
) -> None:
    target = read_target(text)
    assert target.comparator == comparator
    assert target.quantity == Quantity(Decimal(value), unit)
    assert target.explicit is explicit


@pytest.mark.parametrize(
    "text",
    [
        "完成引渡法修正草案工作",
        "公布 107 年各機關廉政風險防制案例",
        "依 106 年 6 月 28 日洗錢防制法施行後之修正進度進行追蹤",
    ],
)
def test_a_deed_without_a_figure_is_a_milestone(text: str) -> None:
    target = read_target(text)
    assert target.comparator is Comparator.MILESTONE
    assert target.quantity is None
    assert judge(target, Quantity(Decimal(1), "件")) is Verdict.NOT_NUMERIC
    with pytest.raises(ValueError, match="no figure"):
        target.is_weaker_than(Decimal(1))


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("   ", 0),
        ("abc", 0),
        ("%", 0),
        ("人次", 0),
        ("特優", 0),
        ("107年", 0),
        ("10~20%", 2),
        ("2～3件", 1),
        ("5-10%", 1),
        ("±5%", 0),
        ("1,23件", 1),
        ("15件20人", 3),
        ("至少10%以下", 5),
        ("不低於不超過5%", 3),
        ("2場次以上/年", 3),
        ("$500", 0),
    ],
)
def test_refuses_and_says_where(text: str, position: int) -> None:
    with pytest.raises(UnreadableFigure) as caught:
        read_target(text)
    assert (caught.value.text, caught.value.position) == (text, position)


@pytest.mark.parametrize(
    ("text", "value", "weaker"),
    [
        ("90%以上", "95", True),
        ("90%以上", "90", False),
        ("90%以上", "85", False),
        ("10%以下", "8", True),
        ("10%以下", "10", False),
        ("10%以下", "12", False),
        ("=100%", "90", False),
    ],
)
def test_weaker_means_asking_for_less_than_was_reached(text: str, value: str, weaker: bool) -> None:
    assert read_target(text).is_weaker_than(Decimal(value)) is weaker


@pytest.mark.parametrize(
    ("text", "actual", "unit", "verdict"),
    [
        ("8.5億元", "850000000", "元", Verdict.MET),
        ("8.5億元", "849999999.99", "元", Verdict.NOT_MET),
        ("10%以下", "10.0", "百分比", Verdict.MET),
        ("10%以下", "10.1", "%", Verdict.NOT_MET),
        ("低於10%", "10", "%", Verdict.NOT_MET),
        ("高於10%", "10", "%", Verdict.NOT_MET),
        ("高於10%", "10.01", "%", Verdict.MET),
        ("=100%", "100.0", "%", Verdict.MET),
        ("=100%", "101", "%", Verdict.NOT_MET),
        ("90%", "95", "件", Verdict.UNITS_DIFFER),
        ("90%", "95", "百分點", Verdict.UNITS_DIFFER),
        ("30累計件數", "31", "件", Verdict.UNITS_DIFFER),
    ],
)
def test_judges_exactly(text: str, actual: str, unit: str, verdict: Verdict) -> None:
    assert judge(read_target(text), Quantity(Decimal(actual), unit)) is verdict


def test_every_comparator_has_its_direction() -> None:
    assert {Direction.of(comparator) for comparator in Comparator} == set(Direction)
