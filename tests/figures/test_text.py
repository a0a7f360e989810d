"""Text on its way in: one form to store, one width to read figures in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guankao.figures import UnreadableFigure, fold_width, normalise
from guankao.figures.text import require_legible


def test_compatibility_ideographs_become_the_ordinary_ones() -> None:
    assert normalise("\uf98e\u5ea6") == "年度"


def test_full_width_letters_are_kept_in_what_is_stored() -> None:
    assert normalise("ｅ化１５％") == "ｅ化１５％"


@given(st.text())
def test_folding_keeps_every_position(text: str) -> None:
    assert len(fold_width(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold_width(fold_width(text)) == fold_width(text)


@pytest.mark.parametrize(
    "character", ["\x00", "\u202e", "\u200b", "\ufeff", "\n", "\ue000", "\ud800"]
)
def test_what_cannot_be_seen_is_refused_where_it_stands(character: str) -> None:
    with pytest.raises(UnreadableFigure) as caught:
        require_legible(f"90{character}%", longest=10)
    assert caught.value.position == 2
