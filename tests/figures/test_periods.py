"""Periods of the fiscal year, in the words of reports."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guankao.figures import Period, PeriodKind, UnreadableFigure, read_period

READINGS = [
    ("107年度", 107, date(2018, 1, 1), date(2018, 12, 31), PeriodKind.YEAR),
    ("民國107年", 107, date(2018, 1, 1), date(2018, 12, 31), PeriodKind.YEAR),
    ("民國一百零七年度", 107, date(2018, 1, 1), date(2018, 12, 31), PeriodKind.YEAR),
    ("１０７年", 107, date(2018, 1, 1), date(2018, 12, 31), PeriodKind.YEAR),
    ("2018年", 107, date(2018, 1, 1), date(2018, 12, 31), PeriodKind.YEAR),
    ("西元2018年", 107, date(2018, 1, 1), date(2018, 12, 31), PeriodKind.YEAR),
    ("107年上半年", 107, date(2018, 1, 1), date(2018, 6, 30), PeriodKind.HALF),
    ("107年度下半年", 107, date(2018, 7, 1), date(2018, 12, 31), PeriodKind.HALF),
    ("107年第3季", 107, date(2018, 7, 1), date(2018, 9, 30), PeriodKind.QUARTER),
    ("107 年度第三季", 107, date(2018, 7, 1), date(2018, 9, 30), PeriodKind.QUARTER),
    ("105年2月", 105, date(2016, 2, 1), date(2016, 2, 29), PeriodKind.MONTH),
    ("107年十二月份", 107, date(2018, 12, 1), date(2018, 12, 31), PeriodKind.MONTH),
    ("截至107年9月底", 107, date(2018, 1, 1), date(2018, 9, 30), PeriodKind.THROUGH),
    ("107年截至9月", 107, date(2018, 1, 1), date(2018, 9, 30), PeriodKind.THROUGH),
]


@pytest.mark.parametrize(("text", "year", "start", "end", "kind"), READINGS)
def test_reads(text: str, year: int, start: date, end: date, kind: PeriodKind) -> None:
    assert read_period(text) == Period(year, start, end, kind)


@pytest.mark.parametrize("text", ["上半年", "第3季", "9月", "截至9月底"])
def test_a_part_of_a_year_needs_the_year(text: str) -> None:
    assert read_period(text, fiscal_year=107).fiscal_year == 107
    with pytest.raises(UnreadableFigure, match="a fiscal year"):
        read_period(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "年",
        "107",
        "0年",
        "1911年",
        "西元107年",
        "107年第0季",
        "107年第5季",
        "107年13月",
        "107年9月底",
        "截至107年",
        "106至109年",
        "107年第3季報",
        "107年度\x00",
        "9" * 41,
        "一百五年",
    ],
)
def test_refuses(text: str) -> None:
    with pytest.raises(UnreadableFigure):
        read_period(text)


@given(st.integers(1, 999), st.sampled_from(PeriodKind), st.integers(1, 12))
def test_the_chinese_label_is_read_back(year: int, kind: PeriodKind, number: int) -> None:
    most = {PeriodKind.YEAR: 1, PeriodKind.HALF: 2, PeriodKind.QUARTER: 4}.get(kind, 12)
    period = Period.of(year, kind, (number - 1) % most + 1)
    assert read_period(period.label("zh")) == period


@pytest.mark.parametrize(("kind", "parts"), [(PeriodKind.HALF, 2), (PeriodKind.QUARTER, 4)])
def test_the_parts_of_a_year_join_without_gap(kind: PeriodKind, parts: int) -> None:
    spans = [Period.of(107, kind, number) for number in range(1, parts + 1)]
    assert spans[0].start == date(2018, 1, 1)
    assert spans[-1].end == date(2018, 12, 31)
    assert all(before.end + timedelta(days=1) == after.start for before, after in pairwise(spans))


@pytest.mark.parametrize(("kind", "number"), [(PeriodKind.YEAR, 2), (PeriodKind.QUARTER, 5)])
def test_a_part_that_does_not_exist_is_refused(kind: PeriodKind, number: int) -> None:
    with pytest.raises(ValueError, match="of the kind"):
        Period.of(107, kind, number)


def test_labels_give_both_years_in_english() -> None:
    assert Period.of(107).label("en") == "FY107 (2018)"
    assert Period.of(107, PeriodKind.MONTH, 9).label("en") == "September of FY107 (2018)"
