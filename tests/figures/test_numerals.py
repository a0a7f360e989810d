"""Numerals: what the documents write, what has two readings, and the way there and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guankao.figures import NumeralStyle, UnreadableFigure, read_numeral, write_numeral

READINGS = [
    ("6,500", "6500"),
    ("１２３", "123"),
    ("１．５", "1.5"),
    ("1.2", "1.2"),
    ("-0.1", "-0.1"),
    ("－０．１", "-0.1"),
    ("負三", "-3"),
    ("+5", "5"),
    ("一千二百", "1200"),
    ("壹佰", "100"),
    ("十", "10"),
    ("一十五", "15"),
    ("十五", "15"),
    ("乙", "1"),
    ("零", "0"),
    ("兩千", "2000"),
    ("一〇七", "107"),
    ("三點一四", "3.14"),
    ("一萬零五", "10005"),
    ("一億零五十萬", "100500000"),
    ("二十五萬", "250000"),
    ("3億4,093萬6千", "340936000"),
    ("3 億 4,093 萬 6 千", "340936000"),
    ("1億1,129萬5,690", "111295690"),
    ("222萬3,878", "2223878"),
    ("1.2億", "120000000"),
    ("1.1兆", "1100000000000"),
    ("5百萬", "5000000"),
    ("2千5百萬", "25000000"),
    ("5萬億", "5000000000000"),
]


@pytest.mark.parametrize(("text", "value"), READINGS)
def test_reads(text: str, value: str) -> None:
    assert read_numeral(text) == Decimal(value)


REFUSED = [
    ("", 0),
    ("  ", 0),
    ("1,23", 1),
    ("1,2345", 1),
    ("0,123", 1),
    ("1.2.3", 3),
    ("1.", 1),
    (".5", 0),
    ("--5", 1),
    ("5件", 1),
    ("百", 0),
    ("萬", 0),
    ("一百五", 2),
    ("一萬五", 2),
    ("2萬5", 2),
    ("2千5", 2),
    ("一百零", 2),
    ("一百一百", 3),
    ("一千二千", 3),
    ("1.5萬3千", 4),
    ("3萬2億", 2),
    ("一二百", 1),
    ("乙乙", 0),
    ("1 000", 2),
    ("NaN", 0),
    ("1e5", 1),
]


@pytest.mark.parametrize(("text", "position"), REFUSED)
def test_refuses_and_says_where(text: str, position: int) -> None:
    with pytest.raises(UnreadableFigure) as caught:
        read_numeral(text)
    assert (caught.value.text, caught.value.position) == (text, position)
    assert caught.value.expected


WHOLE = st.integers(min_value=-(10**16) + 1, max_value=10**16 - 1).map(Decimal)
ANY = st.decimals(
    min_value=-(10**15), max_value=10**15, allow_nan=False, allow_infinity=False, places=3
)


@given(st.one_of(WHOLE, ANY), st.sampled_from(NumeralStyle))
def test_what_is_written_is_read_back(value: Decimal, style: NumeralStyle) -> None:
    assert read_numeral(write_numeral(value, style)) == value


@pytest.mark.parametrize(
    ("value", "small", "financial"),
    [
        ("0", "零", "零"),
        ("10", "十", "壹拾"),
        ("105", "一百零五", "壹佰零伍"),
        ("20005", "二萬零五", "貳萬零伍"),
        ("110000", "十一萬", "壹拾壹萬"),
        ("100000005", "一億零五", "壹億零伍"),
        ("-1.50", "負一點五〇", "負壹點伍零"),
    ],
)
def test_writes_chinese(value: str, small: str, financial: str) -> None:
    assert write_numeral(Decimal(value), NumeralStyle.SMALL) == small
    assert write_numeral(Decimal(value), NumeralStyle.FINANCIAL) == financial


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+16", "1E+999999", "1E-31"])
def test_refuses_to_write_what_it_could_not_read(value: str) -> None:
    with pytest.raises(ValueError, match="finite number"):
        write_numeral(Decimal(value))
