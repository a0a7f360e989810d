"""Two people change the guidelines at once: both changes stand, or a conflict says what cannot."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from documents.guidelines_of_tests import small_guidelines
from guankao.documents import Guidelines
from guankao.documents.comparison import ChangeKind, compare_guidelines
from guankao.documents.guidelines_editing import (
    moved,
    with_clause,
    with_new_clause,
    with_priorities,
    with_section,
    without,
)
from guankao.documents.guidelines_merging import merge_guidelines

BASE = small_guidelines()


def together(theirs: Guidelines, mine: Guidelines) -> Guidelines:
    both = merge_guidelines(BASE, theirs, mine)
    assert both.conflicts == ()
    return both.guidelines


def conflicts(theirs: Guidelines, mine: Guidelines) -> list[tuple[str, str]]:
    both = merge_guidelines(BASE, theirs, mine)
    assert both.conflicts
    assert both.guidelines == theirs
    return [(one.element, one.field) for one in both.conflicts]


def test_two_clauses_and_the_priorities_changed_by_two_people():
    theirs = with_priorities(with_clause(BASE, "1/1", "甲二。"), ["新。"])
    both = together(theirs, with_clause(BASE, "2/1", "丙二。"))
    assert both == with_clause(theirs, "2/1", "丙二。")


def test_one_clause_changed_differently_is_a_conflict():
    theirs, mine = with_clause(BASE, "1/1", "甲二。"), with_clause(BASE, "1/1", "甲三。")
    assert conflicts(theirs, mine) == [("clause/1/1", "text")]
    assert conflicts(without(BASE, "clause/1/1"), mine) == [("clause/1/1", "")]


def test_both_add_a_clause_and_a_section_of_one_name():
    theirs = with_section(with_new_clause(BASE, "1", "他人。"), None, "他章")
    mine = with_new_clause(
        with_section(with_new_clause(BASE, "1", "自己。"), None, "己章"), "3", "戊。"
    )
    both = together(theirs, mine)
    assert [one.text for one in both.sections[0].clauses] == [
        "甲。",
        "乙。",
        None,
        "他人。",
        "自己。",
    ]
    assert [(one.title, len(one.clauses)) for one in both.sections[2:]] == [
        ("他章", 0),
        ("己章", 1),
    ]


def test_one_moves_while_the_other_writes():
    both = together(moved(BASE, "clause/1/2", 1), with_clause(BASE, "1/2", "乙二。"))
    assert [one.text for one in both.sections[0].clauses] == ["乙二。", "甲。", None]


def test_a_clause_added_to_a_section_that_somebody_took_out_is_a_conflict():
    theirs = without(without(BASE, "clause/2/1"), "section/2")
    assert conflicts(theirs, with_new_clause(BASE, "2", "丁。")) == [("clause/2/2", "")]


CHANGES = st.sampled_from(
    [
        lambda one: with_clause(one, "1/1", "改。"),
        lambda one: with_clause(one, "1/1", "另改。"),
        lambda one: with_new_clause(one, "1", "增。"),
        lambda one: without(one, "clause/1/2"),
        lambda one: moved(one, "clause/1/3", 1),
        lambda one: moved(one, "section/2", 1),
        lambda one: with_section(one, None, "增章"),
        lambda one: with_section(one, "2", "改章"),
        lambda one: with_priorities(one, []),
    ]
)


@given(theirs=CHANGES, mine=CHANGES)
def test_whatever_two_do_the_outcome_holds_what_each_did_or_names_a_conflict(theirs, mine):
    there, own = theirs(BASE), mine(BASE)
    assert merge_guidelines(BASE, BASE, own).guidelines == own
    assert merge_guidelines(BASE, there, BASE).guidelines == there
    both = merge_guidelines(BASE, there, own)
    if both.conflicts:
        assert both.guidelines == there
    else:
        Guidelines.model_validate(both.guidelines)


def test_the_difference_names_what_was_added_removed_changed_and_moved():
    before = with_clause(BASE, "1/1", "健全地方財政，提升效能。")
    now = with_clause(before, "1/1", "健全地方財政，提升效能並加強輔導。")
    now = moved(with_new_clause(without(now, "clause/2/1"), "1", "新增。"), "section/2", 1)
    found = {(one.kind, one.element) for one in compare_guidelines(before, now).changes}
    assert (ChangeKind.CHANGED, "clause/1/1") in found
    assert (ChangeKind.ADDED, "clause/1/4") in found
    assert (ChangeKind.REMOVED, "clause/2/1") in found
    assert any(kind is ChangeKind.MOVED and one.startswith("section/") for kind, one in found)
    assert compare_guidelines(BASE, BASE).changes == ()


def test_a_clause_that_gets_its_words_is_changed_and_not_another_one():
    [change] = compare_guidelines(BASE, with_clause(BASE, "1/3", "己。")).changes
    assert (change.kind, change.element) == (ChangeKind.CHANGED, "clause/1/3")
    assert [(one.field, one.before, one.now) for one in change.fields] == [("text", "", "己。")]
