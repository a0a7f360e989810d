"""Folding: what makes no difference to a search, and where a folded character was written."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guankao.figures import normalise
from guankao.web.search.folding import END, START, fold, fold_fields, fold_with_places
from guankao.web.search.highlighting import excerpts, mark

anything = st.text(max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＫＰＩ", "kpi"),
        ("85%", "８５％"),
        ("3 億 4,093 萬", "3億4,093萬"),
        ("㈱", "(株)"),
        ("毒\u200f品", "毒品"),
        ("毒\u3000品", "毒品"),
        ("Straße", "STRASSE"),
        ("\uf9b5", "例"),
        ("葛\U000e0100", "葛"),
    ],
)
def test_these_are_the_same_to_a_search(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("毒", "品"), ("1", "一"), ("台", "臺"), ("-", "－ー")])
def test_these_are_not(one, other):
    assert fold(one) != fold(other)


@given(anything)
@example("￩￫")
@example("\"'*()^:-")
def test_a_folded_text_holds_no_sentinel_no_space_and_no_ascii(text):
    folded = fold(text)
    assert START not in folded
    assert END not in folded
    assert not any(character.isascii() or character.isspace() for character in folded)


@given(anything, st.data())
def test_every_part_of_a_text_folds_to_a_part_of_its_folded_text(text, data):
    text = normalise(text)
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    assert fold(part) in fold(text)


@given(anything)
def test_each_folded_character_knows_where_it_was_written(text):
    text = normalise(text)
    folded, places = fold_with_places(text)
    assert folded == fold(text)
    assert len(places) == len(folded)
    assert places == sorted(places)
    assert "".join(fold(text[place]) for place in sorted(set(places))) == folded


def test_no_word_reaches_over_the_end_of_a_field():
    assert fold("部法") not in fold_fields(["法務部", "法規"])


@given(anything, st.lists(st.text(min_size=1, max_size=3), max_size=3))
@example("<script>毒品</script>", ["毒品"])
def test_marking_changes_no_text(text, words):
    folded = [word for word in map(fold, words) if word]
    assert "".join(piece.text for piece in mark(text, folded)) == text


def test_overlapping_words_are_marked_once():
    assert [
        (piece.text, piece.marked) for piece in mark("查獲毒品案", [fold("獲毒"), fold("毒品")])
    ] == [
        ("查", False),
        ("獲毒品", True),
        ("案", False),
    ]


def test_an_excerpt_shows_the_neighbourhood_of_a_word_that_the_title_lacks():
    text = "甲" * 100 + "毒品" + "乙" * 100 + "\n第二行"
    (pieces,) = excerpts(text, [fold("毒品"), fold("犯罪")], title="犯罪防制")
    shown = "".join(piece.text for piece in pieces)
    assert shown.startswith("…甲")
    assert shown.endswith("乙…")
    assert [piece.text for piece in pieces if piece.marked] == ["毒品"]
    assert len(shown) < 90


def test_without_a_word_of_its_own_an_excerpt_is_the_beginning_of_the_text():
    (pieces,) = excerpts("丙" * 80, [fold("毒")], title="毒品")
    assert "".join(piece.text for piece in pieces) == "丙" * 36 + "…"
    assert excerpts("", [fold("毒")], title="毒品") == []
