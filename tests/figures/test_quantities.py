"""Quantities: the unit as written, the base unit, and exact conversion."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guankao.figures import Quantity, UnitsDiffer, UnreadableFigure, convert, read_quantity

READINGS = [
    ("280萬戶", "280", "萬戶", "2800000", "戶"),
    ("2.2萬人/月", "2.2", "萬人/月", "22000", "人/月"),
    ("8.5億元", "8.5", "億元", "850000000", "元"),
    ("1.1兆元", "1.1", "兆元", "1100000000000", "元"),
    ("357千公秉油當量", "357", "千公秉油當量", "357000", "公秉油當量"),
    ("22,500千件", "22500", "千件", "22500000", "件"),
    ("1,620百萬噸", "1620", "百萬噸", "1620000000", "噸"),
    ("584萬瓩", "584", "萬瓩", "5840000", "瓩"),
    ("3千公噸", "3", "千公噸", "3000", "公噸"),
    ("12億千瓦時", "12", "億千瓦時", "1200000000", "千瓦時"),
    ("3千瓦", "3", "千瓦", "3", "千瓦"),
    ("5百分點", "5", "百分點", "5", "百分點"),
    ("9,800公斤", "9800", "公斤", "9800", "公斤"),
    ("200公里", "200", "公里", "200", "公里"),
    ("3 億 4,093 萬 6 千元", "340936000", "元", "340936000", "元"),
    ("1億1,129萬5,690元", "111295690", "元", "111295690", "元"),
    ("222萬3,878戶", "2223878", "戶", "2223878", "戶"),
    ("1萬5,000件", "15000", "件", "15000", "件"),
    ("十二萬人", "120000", "人", "120000", "人"),
    ("4.9", "4.9", "", "4.9", ""),
    ("一級", "1", "級", "1", "級"),
    ("乙次", "1", "次", "1", "次"),
    ("１５件", "15", "件", "15", "件"),
    ("５％", "5", "%", "5", "%"),
    ("百分之八十", "80", "%", "80", "%"),
    ("-8.4%", "-8.4", "%", "-8.4", "%"),
    ("17.23分／戶", "17.23", "分／戶", "17.23", "分／戶"),
    ("0.56次／百萬離場次", "0.56", "次／百萬離場次", "0.56", "次／百萬離場次"),
    ("19μg/m3", "19", "μg/m3", "19", "μg/m3"),
    ("3條河川/年或處工業區/年", "3", "條河川/年或處工業區/年", "3", "條河川/年或處工業區/年"),
    ("29次(個)數", "29", "次(個)數", "29", "次(個)數"),
    ("21.88千公噸CO2(吸存量)", "21.88", "千公噸CO2(吸存量)", "21880", "公噸CO2(吸存量)"),
    ("10名（年度分組排名）", "10", "名（年度分組排名）", "10", "名（年度分組排名）"),
]


@pytest.mark.parametrize(("text", "value", "unit", "base_value", "base_unit"), READINGS)
def test_reads(text: str, value: str, unit: str, base_value: str, base_unit: str) -> None:
    quantity = read_quantity(text)
    assert quantity == Quantity(Decimal(value), unit)
    assert quantity.base == Quantity(Decimal(base_value), base_unit)
    assert "E" not in str(quantity.base)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "件",
        "%",
        "乙級",
        "1,23件",
        "15件20人",
        "90% 95%",
        "10~20%",
        "1/2",
        "三分之二",
        "2場次以上/年",
        "百分之八十件",
        "15件，完成草案",
        "15件)",
        "15" + "件" * 21,
    ],
)
def test_refuses(text: str) -> None:
    with pytest.raises(UnreadableFigure) as caught:
        read_quantity(text)
    assert caught.value.text == text


VALUES = st.decimals(
    min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=2
)
UNITS = st.sampled_from(
    ["", "%", "元", "萬元", "億元", "千公噸", "百萬噸", "人次", "分／戶", "萬人/月", "資料集"]
)


@given(VALUES, UNITS)
def test_what_is_printed_is_read_back(value: Decimal, unit: str) -> None:
    quantity = Quantity(value, unit)
    assert read_quantity(str(quantity)) == quantity


@given(VALUES, st.sampled_from(["元", "千元", "萬元", "百萬元", "億元", "兆元"]))
def test_conversion_there_and_back_is_exact(value: Decimal, unit: str) -> None:
    quantity = Quantity(value, "億元")
    assert convert(convert(quantity, unit), "億元").value == value


def test_percent_has_two_names_and_points_are_another_unit() -> None:
    assert convert(Quantity(Decimal(5), "百分比"), "%") == Quantity(Decimal(5), "%")
    with pytest.raises(UnitsDiffer):
        convert(Quantity(Decimal(5), "百分點"), "%")


@pytest.mark.parametrize(
    ("unit", "wanted"), [("件", "人"), ("公里", "公尺"), ("千瓦", "瓦"), ("", "%")]
)
def test_other_units_do_not_convert(unit: str, wanted: str) -> None:
    with pytest.raises(UnitsDiffer) as caught:
        convert(Quantity(Decimal(1), unit), wanted)
    assert (caught.value.unit, caught.value.wanted) == (unit, wanted)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+100", "1E-100"])
def test_a_quantity_is_finite_and_of_ordinary_size(value: str) -> None:
    with pytest.raises(ValueError, match="ordinary size"):
        Quantity(Decimal(value), "件")
