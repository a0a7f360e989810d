"""Guidelines are changed piece by piece, and what goals name stays known by its key."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from documents.guidelines_of_tests import small_guidelines
from guankao.documents import read_document, write_document
from guankao.documents.answering import Standing, standing_of, tie_to
from guankao.documents.editing import NoSuchElement
from guankao.documents.guidelines_editing import (
    SectionNotEmpty,
    copied,
    moved,
    piece_of,
    place_of,
    with_clause,
    with_new_clause,
    with_priorities,
    with_section,
    without,
)

BASE = small_guidelines()


def names(guidelines, section: int = 0) -> list[tuple[int, str, str | None]]:
    return [(one.no, one.known_as, one.text) for one in guidelines.sections[section].clauses]


def test_a_clause_that_moves_keeps_the_name_by_which_goals_know_it():
    after = moved(BASE, "clause/1/2", 1)
    assert names(after) == [(1, "2", "乙。"), (2, "1", "甲。"), (3, "3", None)]
    assert read_document(write_document(after)) == after
    assert moved(after, "clause/1/2", 2) == BASE


def test_a_new_clause_never_takes_the_name_of_one_that_was_taken_out():
    after = with_new_clause(without(BASE, "clause/1/1"), "1", "丁。")
    assert names(after) == [(1, "2", "乙。"), (2, "3", None), (3, "3.2", "丁。")]


def test_sections_are_added_renamed_moved_and_taken_out():
    after = with_section(with_section(BASE, None, "交通"), "2", "財政及金融")
    assert [one.title for one in after.sections] == ["內政", "財政及金融", "交通"]
    after = moved(after, "section/3", 1)
    assert [(one.no, one.key) for one in after.sections] == [(1, "3"), (2, "1"), (3, "2")]
    assert [one.key for one in without(after, "section/3").sections] == ["1", "2"]
    with pytest.raises(SectionNotEmpty):
        without(after, "section/1")


def test_words_and_priorities_are_changed_and_checked():
    assert names(with_clause(BASE, "1/3", "己。"))[2] == (3, "3", "己。")
    assert with_priorities(BASE, ["一。", "二。"]).priorities == ("一。", "二。")
    with pytest.raises(ValidationError):
        with_clause(BASE, "1/1", "率\x00")
    with pytest.raises(ValidationError):
        with_priorities(BASE, [""])


@pytest.mark.parametrize("element", ["clause/9/1", "section/9", "goal/1", "clause", "", "section"])
def test_what_is_not_there_is_not_found(element):
    for attempt in (piece_of, place_of, without):
        with pytest.raises(NoSuchElement):
            attempt(BASE, element)
    with pytest.raises(NoSuchElement):
        moved(BASE, element, 1)


def test_a_copy_for_another_year_keeps_what_is_said():
    after = copied(BASE, 113)
    assert (after.identifier, after.sections, after.priorities) == (
        "113/guidelines",
        BASE.sections,
        BASE.priorities,
    )


def test_a_tie_tells_whether_its_clause_still_stands():
    tied = tie_to(BASE, "1/2")
    assert standing_of(tied, BASE).standing is Standing.SAME
    assert standing_of(tied, moved(BASE, "clause/1/2", 1)).standing is Standing.SAME
    changed = standing_of(tied, with_clause(BASE, "1/2", "另一事。"))
    assert (changed.standing, changed.text) == (Standing.CHANGED, "另一事。")
    assert standing_of(tied, without(BASE, "clause/1/2")).standing is Standing.GONE
    unknown = tie_to(BASE, "1/3")
    assert standing_of(unknown, with_clause(BASE, "1/3", "己。")).standing is Standing.SAME
