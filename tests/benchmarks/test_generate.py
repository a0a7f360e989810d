"""The generated country has the sample's shapes at any size; nothing here measures time."""

from __future__ import annotations

from collections import Counter
from statistics import mean

import pytest
from benchmarks.generate import Country
from benchmarks.words import SEARCH_WORDS

from guankao import documents
from guankao.documents import read_document, write_document


@pytest.fixture(scope="module")
def country() -> Country:
    return Country()


def _plans(found) -> list[documents.Plan]:
    return [one for one in found if isinstance(one, documents.Plan)]


def _shape(plan: documents.Plan) -> object:
    return (
        plan.fiscal_year,
        plan.chapter,
        [(goal.key, goal.no) for goal in plan.goals],
        [(one.key, one.goal) for one in plan.indicators],
        [(one.key, one.category, one.indicators) for one in plan.projects],
    )


def _texts(plans: list[documents.Plan]) -> list[str]:
    return [
        *(goal.title for plan in plans for goal in plan.goals),
        *(f"{one.name}\n{one.standard}" for plan in plans for one in plan.indicators),
        *(f"{one.work_plan}\n{one.title}" for plan in plans for one in plan.projects),
    ]


def test_a_copy_has_the_shapes_of_the_sample(country):
    _agencies, found = country.copy(2)
    assert [_shape(plan) for plan in _plans(found)] == [_shape(plan) for plan in country.plans]


def test_the_same_copy_is_the_same_every_time(country):
    assert country.copy(3) == Country().copy(3)


def test_no_two_copies_say_the_same(country):
    _agencies, second = country.copy(2)
    _agencies, third = country.copy(3)
    names = [
        [one.name for plan in _plans(found) for one in plan.indicators] for found in (second, third)
    ]
    same = sum(one == other for one, other in zip(*names, strict=True))
    assert same < len(names[0]) / 10


def test_every_document_is_valid_and_reads_back(country):
    _agencies, found = country.copy(1)
    for document in found:
        assert read_document(write_document(document)) == document


def test_the_first_copy_alone_has_the_guidelines_and_the_action_plan(country):
    kinds = [Counter(one.kind for one in country.copy(number)[1]) for number in (1, 2)]
    assert kinds[0] == {"plan": len(country.plans), "guidelines": 1, "action-plan": 1}
    assert kinds[1] == {"plan": len(country.plans)}


def test_agencies_are_registered_before_those_that_name_them(country):
    agencies, found = country.copy(100)
    known: set[str] = set()
    for agency in agencies:
        assert agency.parent is None or agency.parent in known
        known.add(agency.name)
    assert {plan.agency for plan in _plans(found)} <= known
    assert all(name.endswith("0100") for name in known)


def test_the_action_plan_is_in_the_hands_of_registered_agencies(country):
    agencies, found = country.copy(1)
    known = {agency.name for agency in agencies} | {"各機關"}
    plan = next(one for one in found if isinstance(one, documents.ActionPlan))
    named = {one.agency for measure in plan.measures for one in measure.lead_agencies}
    assert named <= known


@pytest.mark.parametrize("word", SEARCH_WORDS)
def test_a_word_stands_in_much_the_same_share_of_the_texts(country, word):
    """Words that stood in one text can come to stand in two: the share may rise, hardly fall."""
    before = sum(word in text for text in _texts(country.plans))
    after = mean(
        sum(word in text for text in _texts(_plans(country.copy(number)[1])))
        for number in (1, 2, 3, 4)
    )
    assert 0.6 * before <= after <= 1.5 * before


def test_recombined_texts_keep_their_brackets_in_pairs(country):
    _agencies, found = country.copy(5)
    before = Counter(
        one.standard.count("〔") - one.standard.count("〕") for one in country.indicators
    )
    after = Counter(
        one.standard.count("〔") - one.standard.count("〕")
        for plan in _plans(found)
        for one in plan.indicators
    )
    assert before == after
