"""What all readers share: grids laid out in full, and numbers of lists written as shown."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.grids import GridLines, PlacedCell, lay_out
from guankao.documents.formats.limits import Limits
from guankao.documents.formats.meter import Meter
from guankao.documents.formats.numbering import SCHEMES, write_number
from guankao.documents.formats.obstacles import Obstacle
from guankao.documents.marks import Mark
from guankao.figures.numerals import read_numeral

PLACES = st.integers(0, 6)
SPANS = st.integers(1, 4)
CELLS = st.lists(
    st.builds(PlacedCell, PLACES, PLACES, st.sampled_from(["", "甲", "乙丙"]), SPANS, SPANS),
    max_size=20,
)


@given(CELLS, st.integers(0, 7))
def test_every_grid_is_full_and_its_spans_cover_what_they_say(
    cells: list[PlacedCell], rows: int
) -> None:
    grid = lay_out(cells, GridLines(rows), Mark(table=1), Meter(Limits()))
    assert len(grid) == rows
    width = len(grid[0].cells) if grid else 0
    covered = 0
    for number, row in enumerate(grid):
        assert len(row.cells) == width
        for column, cell in enumerate(row.cells):
            assert number + cell.rows <= rows
            assert column + cell.columns <= width
            covered += cell.rows * cell.columns - 1
            for below in grid[number : number + cell.rows]:
                spanned = below.cells[column : column + cell.columns]
                assert all(one.covered or one is cell for one in spanned)
    assert covered == sum(cell.covered for row in grid for cell in row.cells)


def test_the_first_of_two_cells_at_one_place_has_it() -> None:
    cells = [PlacedCell(0, 0, "甲"), PlacedCell(0, 0, "乙")]
    (row,) = lay_out(cells, GridLines(1), Mark(), Meter(Limits()))
    assert row.texts == ("甲",)


def test_places_of_all_tables_are_counted_together() -> None:
    meter = Meter(Limits(cells=10))
    lay_out([PlacedCell(0, 2, "甲")], GridLines(3), Mark(), meter)
    with pytest.raises(UnreadableFile) as raised:
        lay_out([PlacedCell(0, 0, "甲")], GridLines(2), Mark(), meter)
    assert raised.value.obstacle is Obstacle.TOO_MANY_CELLS


@pytest.mark.parametrize(
    ("scheme", "number", "written"),
    [
        ("decimal-two-digits", 7, "07"),
        ("decimal-wide", 12, "１２"),
        ("letters", 28, "bb"),
        ("letters-upper", 1, "A"),
        ("roman", 1994, "mcmxciv"),
        ("chinese-positional", 107, "一〇七"),
        ("chinese-financial", 3, "參"),
        ("stems", 10, "癸"),
        ("branches", 13, "子"),
        ("circled", 20, "⑳"),
        ("circled", 21, "21"),
        ("none", 4, ""),
        ("unheard-of", 4, "4"),
        ("chinese", 99_999, "99999"),
        ("roman", 0, "0"),
        ("letters", -3, "-3"),
    ],
)
def test_a_number_is_written_as_the_program_shows_it(
    scheme: str, number: int, written: str
) -> None:
    assert write_number(number, scheme) == written


@given(st.integers(1, 9_999), st.sampled_from(["chinese", "chinese-financial", "decimal-wide"]))
def test_numerals_of_lists_are_numerals_of_figures(number: int, scheme: str) -> None:
    assert read_numeral(write_number(number, scheme)) == Decimal(number)


@given(st.integers(), st.sampled_from(sorted(SCHEMES)))
def test_no_number_breaks_a_scheme(number: int, scheme: str) -> None:
    assert len(write_number(number, scheme)) <= max(20, len(str(number)))
