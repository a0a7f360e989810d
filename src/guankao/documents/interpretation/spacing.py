"""Spaces in a paper: part of the text, or only put between Chinese and figures by whoever set it.

Government writes 6,500人. Some programs set `6,500 人`, and a copy made from such a page keeps the
spaces. Nothing in one value tells which it is, the whole paper does: where most borders between a
figure and a Chinese word have a space, the spaces are the habit of the page.
"""

from __future__ import annotations

import re
from typing import Final

from guankao.documents.papers import Paper

_CHINESE: Final = r"[\u2e80-\u2fff\u3005-\u3007\u3400-\u9fff\uf900-\ufaff]"
_SPACE: Final = r"[ \t\u3000\u00a0\u2000-\u200a\u202f]"
_BORDER: Final = re.compile(
    rf"(?:(?<=\d)(?P<after>{_SPACE}?)(?={_CHINESE}))|(?:(?<={_CHINESE})(?P<before>{_SPACE}?)(?=\d))"
)
_SPACES: Final = re.compile(rf"{_SPACE}+")
_LATIN: Final = r"[A-Za-z0-9.,;:&'()-]"
_BETWEEN_LATIN: Final = re.compile(rf"(?<={_LATIN}) (?=[A-Za-z&(])|(?<=[A-Za-z,&)]) (?={_LATIN})")
_KEPT: Final = "\ue000"
_COUNT: Final = re.compile(r"共 \d+ 項")
_ENOUGH: Final = 20
"""Borders; fewer than these tell nothing."""


def spaces_are_habit(paper: Paper) -> bool:
    """Whether the spaces of a paper say nothing: nearly all figures in its tables stand off.

    Only tables count. Headings are spaced in many a paper whose tables are not, and 共 3 項 is how
    the official layout writes a number of items.
    """
    borders = spaced = 0
    for table in paper.tables:
        for cell in (cell for row in table.rows for cell in row.cells):
            for border in _BORDER.finditer("" if _COUNT.fullmatch(cell.text) else cell.text):
                borders += 1
                spaced += bool(border["after"] or border["before"])
    return borders >= _ENOUGH and spaced * 10 >= borders * 9


def closed_up(text: str) -> str:
    """The text without spaces, but for those between two Latin words or a word and a figure.

    >>> closed_up("98 年 7 月，核心網路 (NG Core) 系統")
    '98年7月，核心網路(NG Core)系統'
    """
    single = _SPACES.sub(" ", text)
    kept = _BETWEEN_LATIN.sub(_KEPT, single)
    return kept.replace(" ", "").replace(_KEPT, " ")


def without_white_space(text: str) -> str:
    """The text with no white space at all, for comparing.

    >>> without_white_space(" 與 KPI\\n關聯 ")
    '與KPI關聯'
    """
    return "".join(text.split())
