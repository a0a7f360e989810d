"""What text, names, keys, years, numbers and days a document takes and refuses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from guankao.documents import (
    RESERVED_NAMES,
    Approval,
    Goal,
    MeasureTarget,
    Plan,
    ResponsibleAgency,
    Strategy,
)


def refusal(model: Any, **values: object) -> str:
    with pytest.raises(ValidationError) as caught:
        model(**values)
    [error] = caught.value.errors()
    return str(error["msg"])


def goal(title: str) -> Goal:
    return Goal(key="1", no=1, title=title)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  有效結案率\u3000", "有效結案率"),
        ("有效結案\uf961", "有效結案率"),
        ("A\u0301", "Á"),
        ("１５件", "１５件"),
        ("\u2000標題", "標題"),
    ],
)
def test_text_is_normalised_and_stripped_and_otherwise_kept(written: str, kept: str) -> None:
    assert goal(written).title == kept
    assert Strategy(text=written).text == kept


@given(st.text(min_size=1, max_size=40))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    try:
        once = Strategy(text=text).text
    except ValidationError:
        return
    assert Strategy(text=once).text == once


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("率\x00", "contains the control character U+0000 at position 2"),
        ("\x1b[31m率", "contains the control character U+001B at position 1"),
        ("率\r\n", "contains the control character U+000D at position 2"),
        ("率\u202e%09", "contains the text direction mark U+202E at position 2"),
        ("率\u2066%09", "contains the text direction mark U+2066 at position 2"),
        ("率\u2028率", "contains the separator U+2028 at position 2"),
        (" \u3000 ", "must not be empty"),
    ],
)
def test_what_cannot_be_seen_is_refused_with_its_place(text: str, reason: str) -> None:
    assert refusal(Strategy, text=text) == f"Value error, {reason}"
    assert refusal(Goal, key="1", no=1, title=text) == f"Value error, {reason}"


def test_prose_may_have_lines_and_a_title_may_not() -> None:
    assert Strategy(text="一、甲\n二、乙").text == "一、甲\n二、乙"
    assert "one line" in refusal(Goal, key="1", no=1, title="一、甲\n二、乙")
    assert "invisible character U+200B" in refusal(Goal, key="1", no=1, title="內\u200b政部")


def test_text_is_bounded_also_after_normalising() -> None:
    assert goal("率" * 300).title == "率" * 300
    assert "at most 300" in refusal(Goal, key="1", no=1, title="率" * 301)
    # U+0958 becomes two characters in NFC: 200 of them would be read once and never again.
    assert "longer than 300" in refusal(Goal, key="1", no=1, title="\u0958" * 200)


@pytest.mark.parametrize("name", sorted(RESERVED_NAMES | {"API", "Kpi"}))
def test_words_of_public_addresses_name_no_agency(name: str) -> None:
    assert "reserved word" in refusal(Plan, fiscal_year=107, agency=name)


@pytest.mark.parametrize("name", ["內政部/警政署", "內政部?", "a#b", "a%2Fb", "a\\b"])
def test_an_agency_name_leaves_addresses_whole(name: str) -> None:
    assert "may not contain" in refusal(ResponsibleAgency, agency=name)


def test_dots_are_no_agency() -> None:
    assert "dots" in refusal(Plan, fiscal_year=107, agency="..")


@pytest.mark.parametrize("key", ["1", "1-2", "3.a", "A" * 32])
def test_keys_that_are_taken(key: str) -> None:
    assert Goal(key=key, no=1, title="x").key == key


@pytest.mark.parametrize("key", ["", "1-", "-1", "1/2", "一", "1 2", "１", "A" * 33, "1\n"])
def test_keys_that_are_refused(key: str) -> None:
    assert refusal(Goal, key=key, no=1, title="x")


def test_a_year_is_of_the_republic() -> None:
    assert Plan(fiscal_year=999, agency="內政部").fiscal_year == 999
    assert "less than or equal to 999" in refusal(Plan, fiscal_year=2018, agency="內政部")


def target(value: Any) -> MeasureTarget:
    values: dict[str, Any] = {"no": 1, "text": "x", "subject": "x", "comparator": ">="}
    return MeasureTarget(**values, value=value)


def test_numbers_are_exact_and_never_floats() -> None:
    assert target(7).value == Decimal(7)
    assert str(target(Decimal("73.10")).value) == "73.10"
    for value in (73.1, "73.1", True, Decimal("NaN"), Decimal("Infinity")):
        with pytest.raises(ValidationError):
            target(value)


def test_days_are_of_the_common_calendar() -> None:
    assert Approval(date=date(2019, 9, 11), document_no="x").date == date(2019, 9, 11)
    for written in ("2019-9-11", "2019-09-31", "108-09-11", "20190911", "2019-09-11T00:00"):
        with pytest.raises(ValidationError):
            Approval.model_validate({"date": written, "document_no": "x"})
