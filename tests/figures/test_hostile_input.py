"""Whatever is sent, a reader answers quickly: with a value, or with the one error."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guankao.figures import (
    UnreadableFigure,
    read_numeral,
    read_period,
    read_quantity,
    read_target,
)

READERS: list[Callable[[str], object]] = [read_numeral, read_period, read_quantity, read_target]
SECONDS = 1.0

HOSTILE = [
    "9" * 1_000_000,
    "1," * 500_000,
    "一" * 1_000_000,
    "(" * 1_000_000,
    "90\x00%",
    "\u202e%09",
    "90%\u200f",
    "e\u0301" * 500_000,
    "1e999999999",
    "\ud800",
]


@pytest.mark.parametrize("text", ["9" * 62, "9" * 62 + "萬戶", "百分之" + "9" * 63])
@pytest.mark.parametrize("reader", [read_quantity, read_target])
def test_a_number_longer_than_any_amount_is_refused(
    reader: Callable[[str], object], text: str
) -> None:
    with pytest.raises(UnreadableFigure):
        reader(text)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("reader", READERS)
def test_hostile_text_is_refused_in_bounded_time(
    reader: Callable[[str], object], text: str
) -> None:
    began = time.process_time()
    with pytest.raises(UnreadableFigure) as caught:
        reader(text)
    assert time.process_time() - began < SECONDS
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize(
    "piece",
    [
        "年平均",
        "(",
        "(107年:",
        "較",
        "÷",
        "1.完成（5%）",
        "未完成",
        "再被",
        "降低率",
        "－",
        "【",
        "目標值 ",
        "\x00",
        "9",
    ],
)
def test_long_names_and_standards_are_bounded(piece: str) -> None:
    began = time.process_time()
    read_target("75%", name=piece * 100_000, standard=piece * 100_000)
    assert time.process_time() - began < SECONDS


ALPHABET = st.sampled_from(
    [
        *"0123456789.,-+%/()（）１％萬億千百十一二兆點零乙負",
        *"達到至少不超過以上下內件人元分之第 年月季半截底",
    ]
)


def refusal(reader: Callable[[str], object], text: str) -> UnreadableFigure | None:
    """The error with which a reader refuses; any other error fails the test."""
    try:
        reader(text)
    except UnreadableFigure as error:
        return error
    return None


@given(st.text(ALPHABET, max_size=30), st.sampled_from(READERS))
def test_any_mixture_is_read_or_refused_at_a_place_in_it(
    text: str, reader: Callable[[str], object]
) -> None:
    error = refusal(reader, text)
    assert error is None or (error.text == text and 0 <= error.position <= len(text))


@given(st.text(max_size=30), st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str, name: str, standard: str) -> None:
    error = refusal(lambda given: read_target(given, name=name, standard=standard), text)
    assert error is None or error.expected


@given(st.text(ALPHABET, max_size=60), st.text("降低減少率數÷－×（）。1.%年完成107:", max_size=60))
def test_any_name_and_standard_give_a_direction(name: str, standard: str) -> None:
    assert read_target("75%", name=name, standard=standard).reason.code
