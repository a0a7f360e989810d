"""Sums, rates and changes that the prose of a report states."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guankao.rules.reports.arithmetic import (
    SumKind,
    matches,
    quotient_that_makes,
    stated_sums,
)
from guankao.rules.reports.changes import stated_changes
from guankao.rules.reports.prose import figures, items, prose, quoted, sentences

counts = st.integers(min_value=1, max_value=99_999)
parts = st.lists(counts, min_size=2, max_size=8)
PLACES = ["東區", "西區", "南區", "北區", "山區", "海區", "市區", "郊區"]


def _listed(values: list[int], joint: str) -> str:
    return joint.join(f"{place}{value:,}件" for place, value in zip(PLACES, values, strict=False))


def test_figures_are_read_with_scale_unit_and_words():
    text = prose("107年完成第 2 次盤點，節省公帑 1 億 1,129 萬 5,690 元，計1萬7,916件、達 60.5%。")
    assert [(str(one), one.label) for one in figures(text)] == [
        ("111,295,690元", "節省公帑"),
        ("17,916件", "計"),
        ("60.5%", "達"),
    ]


def test_dates_ordinals_and_bare_numbers_are_no_figures():
    text = prose("於107年12月7日召開第3次會議（字第10800294520號），共同研商 PM2.5 議題")
    assert figures(text) == ()


def test_markup_is_no_text_and_places_stay():
    report = "<p>１. 輔導 １２ 家</p>"
    (figure,) = figures(prose(report))
    assert (figure.value, figure.unit) == (12, "家")
    assert quoted(report, figure.start, figure.end) == "１２ 家"


def test_items_and_sentences_cover_the_text():
    text = prose("前言。1. 甲 3 件。 2. 乙 4 件；丙 5 件。")
    assert [text[start:end] for start, end in items(text)] == [
        "1. 甲 3 件。 ",
        "2. 乙 4 件;丙 5 件。",
    ]
    assert "".join(text[start:end] for start, end in sentences(text)) == text


@given(parts)
def test_parts_in_brackets_make_their_total(values):
    text = prose(f"全年{sum(values):,}件（{_listed(values, '、')}）。")
    (found,) = stated_sums(text)
    assert found.kind is SumKind.IN_BRACKETS
    assert found.complete
    assert found.sum == found.total.value == sum(values)


@given(parts, st.integers(min_value=1, max_value=500))
def test_a_wrong_total_is_seen(values, gap):
    text = prose(f"{_listed(values, '、')}，共計{sum(values) + gap:,}件。")
    found = [one for one in stated_sums(text) if one.kind is SumKind.SUMMED_UP]
    assert [one.total.value - one.sum for one in found] == [gap]
    assert found[0].complete


@pytest.mark.parametrize(
    "text",
    [
        "累計158件（本期19件、上期12件）。",
        "辦理40場（參加1,200人、志工30人）。",
        "受理90件，其中罰鍰類17件最多，其次警告類13件。",
        "共有70校開設904門課程，共計1萬6,149人次修習。",
        "甲區5件。乙區6件。丙區共計30件。",
    ],
)
def test_what_is_not_certainly_a_sum_is_none(text):
    assert [one for one in stated_sums(prose(text)) if one.complete] == []


@given(st.integers(min_value=1, max_value=10_000), st.integers(min_value=1, max_value=10_000))
def test_a_rate_follows_from_its_own_counts(part, whole):
    rounded = (Decimal(part) / Decimal(whole) * 100).quantize(Decimal("0.01"))
    (one, other, rate) = figures(prose(f"完成{part}件、列管{whole}件，比率{rounded:f}%"))
    assert quotient_that_makes(rate, [one, other]) is not None


@pytest.mark.parametrize(
    ("written", "percentage", "is_it"),
    [
        ("60.5%", "60.517", True),
        ("60.5%", "60.58", True),
        ("60.5%", "60.6", False),
        ("75%", "75.24", True),
        ("73.8%", "73.753", True),
    ],
)
def test_a_rate_may_be_rounded_or_cut_off(written, percentage, is_it):
    (rate,) = figures(written)
    assert matches(Decimal(percentage), rate) is is_it


@given(counts, counts)
def test_a_change_is_the_difference_of_its_two_figures(now, before):
    word = "增加" if now >= before else "減少"
    gap = abs(now - before)
    (right,) = stated_changes(prose(f"受理{now:,}件，較前一年{before:,}件{word}{gap:,}件。"))
    (wrong,) = stated_changes(prose(f"受理{now:,}件，較前一年{before:,}件{word}{gap + 1:,}件。"))
    assert not right.is_wrong
    assert wrong.is_wrong


def test_a_long_report_is_bounded():
    found = figures(prose("辦理 3 場、" * 50_000))
    assert len(found) <= 400
