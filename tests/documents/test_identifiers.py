"""Identifiers: readable, equal to the public address, and refused with the piece at fault."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.document_strategies import agencies, codes, documents, keys, years
from guankao.documents import (
    AnyDocument,
    Identifier,
    Plan,
    Subject,
    UnreadableIdentifier,
    action_plan_identifier,
    goal_identifier,
    guidelines_identifier,
    indicator_identifier,
    measure_identifier,
    parse_identifier,
    plan_identifier,
    programme_identifier,
    project_identifier,
    section_identifier,
)


@pytest.mark.parametrize(
    ("identifier", "taken_apart"),
    [
        ("107/內政部", Identifier(Subject.PLAN, 107, "內政部")),
        ("107/內政部/goal/1", Identifier(Subject.GOAL, 107, "內政部", "1")),
        ("107/內政部/kpi/1-2", Identifier(Subject.INDICATOR, 107, "內政部", "1-2")),
        ("107/法務部/project/3-2", Identifier(Subject.PROJECT, 107, "法務部", "3-2")),
        ("107/action-plan/integrity", Identifier(Subject.ACTION_PLAN, 107, "integrity")),
        (
            "107/action-plan/integrity/measure/12",
            Identifier(Subject.MEASURE, 107, "integrity", "12"),
        ),
        ("107/guidelines", Identifier(Subject.GUIDELINES, 107)),
        ("107/guidelines/section/3", Identifier(Subject.SECTION, 107, None, "3")),
        ("107/programme/service", Identifier(Subject.PROGRAMME, 107, "service")),
    ],
)
def test_identifiers_are_taken_apart_and_put_together(
    identifier: str, taken_apart: Identifier
) -> None:
    assert parse_identifier(identifier) == taken_apart
    assert str(taken_apart) == identifier


@given(years, agencies, codes, keys)
def test_what_is_built_can_be_taken_apart(year: int, agency: str, code: str, key: str) -> None:
    name = Plan(fiscal_year=year, agency=agency).agency
    for identifier in (
        plan_identifier(year, name),
        goal_identifier(year, name, key),
        indicator_identifier(year, name, key),
        project_identifier(year, name, key),
        action_plan_identifier(year, code),
        measure_identifier(year, code, key),
        programme_identifier(year, code),
        guidelines_identifier(year),
        section_identifier(year, key),
    ):
        assert str(parse_identifier(identifier)) == identifier


@given(documents)
@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_every_piece_of_every_document_has_its_own_address(document: AnyDocument) -> None:
    identifiers = list(document.identifiers())
    assert len(set(identifiers)) == len(identifiers)
    assert identifiers[0] == document.identifier
    for identifier in identifiers:
        assert str(parse_identifier(identifier)) == identifier


def test_a_compatibility_ideograph_finds_the_same_agency() -> None:
    assert str(parse_identifier("107/\uf9e4科部")) == "107/理科部"


@pytest.mark.parametrize(
    ("text", "piece", "expected"),
    [
        ("", "", "is not a fiscal year between 1 and 999"),
        ("2018/內政部", "2018", "is not a fiscal year between 1 and 999"),
        ("0/內政部", "0", "is not a fiscal year between 1 and 999"),
        ("１０７/內政部", "１０７", "is not a fiscal year between 1 and 999"),
        ("內政部/107", "內政部", "is not a fiscal year between 1 and 999"),
        ("107", "107", "is a year alone"),
        ("107/", "", "is not a name that an agency can have"),
        ("107/search", "search", "is not a name that an agency can have"),
        ("107/ 內政部", " 內政部", "is not a name that an agency can have"),
        ("107/內政部/indicator/1-2", "indicator", "is not known here; goal or kpi or project"),
        ("107/內政部/kpi", "", "is not a key"),
        ("107/內政部/kpi/一", "一", "is not a key"),
        ("107/內政部/kpi/1-2/3", "3", "stands after the end"),
        ("107/內政部/kpi/1-2/", "", "stands after the end"),
        ("107/guidelines/goal/1", "goal", "is not known here; section can follow"),
        ("107/action-plan", "", "is not a code"),
        ("107/action-plan/Integrity", "Integrity", "is not a code"),
        ("107/action-plan/integrity/kpi/1", "kpi", "is not known here; measure can follow"),
        ("107/programme/service/step/1", "step", "stands after the end"),
        ("107/內政部\x00", "內政部\x00", "is not a name that an agency can have"),
        ("107/\u202e部", "\u202e部", "is not a name that an agency can have"),
    ],
)
def test_a_refusal_names_the_piece_at_fault(text: str, piece: str, expected: str) -> None:
    with pytest.raises(UnreadableIdentifier) as caught:
        parse_identifier(text)
    assert caught.value.text == text
    assert caught.value.piece == piece
    assert caught.value.expected.startswith(expected)
    assert str(caught.value).isprintable()


def test_a_refusal_stays_short() -> None:
    with pytest.raises(UnreadableIdentifier) as caught:
        parse_identifier("107/" + "內" * 10_000)
    assert len(str(caught.value)) < 300


@given(
    st.one_of(
        st.text(max_size=30),
        st.lists(
            st.sampled_from(
                ["107", "內政部", "kpi", "1-2", "guidelines", "action-plan", "", "\x00"]
            ),
            max_size=6,
        ).map("/".join),
    )
)
def test_any_text_is_an_identifier_or_refused(text: str) -> None:
    try:
        identifier = parse_identifier(text)
    except UnreadableIdentifier as error:
        refusal = error
    else:
        assert parse_identifier(str(identifier)) == identifier
        return
    assert str(refusal).isprintable()
