"""What a table must be before it is put on a page."""

import pytest

from documents.formats.papers_of_tests import TABLE
from guankao.documents.formats.unwritable import UnwritablePaper, require_grid
from guankao.documents.papers import COVERED, Cell, Row, Table

ONE = Cell("一")
WIDE = Cell("寬", columns=2)
TALL = Cell("高", rows=2)
BLOCK = Cell("塊", rows=2, columns=2)


def table(*rows):
    return Table(tuple(Row(cells) for cells in rows))


@pytest.mark.parametrize(
    "grid",
    [
        TABLE,
        table((ONE, ONE), (ONE, ONE)),
        table((WIDE, COVERED), (ONE, ONE)),
        table((BLOCK, COVERED, TALL), (COVERED, COVERED, COVERED), (ONE, WIDE, COVERED)),
    ],
)
def test_a_grid_is_accepted(grid):
    require_grid(grid)


@pytest.mark.parametrize(
    ("grid", "place"),
    [
        pytest.param(table((ONE, ONE), (ONE,)), "row 2 has 1 cells", id="a short row"),
        pytest.param(table((WIDE, ONE)), "row 1, cell 2", id="a covered place with a cell"),
        pytest.param(table((ONE, COVERED)), "row 1, cell 2", id="a hole"),
        pytest.param(table((ONE, WIDE)), "row 1, cell 2", id="beyond the right"),
        pytest.param(table((ONE, ONE), (TALL, ONE)), "row 2, cell 1", id="beyond the end"),
        pytest.param(
            table((ONE, TALL, ONE), (WIDE, COVERED, ONE)), "row 2, cell 1", id="two spans cross"
        ),
    ],
)
def test_what_is_no_grid_is_refused_with_its_place(grid, place):
    with pytest.raises(UnwritablePaper, match=place):
        require_grid(grid)
