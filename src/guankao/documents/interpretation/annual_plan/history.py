"""Values of earlier years that a remark tells (過去年度實際值)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guankao.figures import fold_width

_OPENS: Final = re.compile(
    r"(?:本指標)?(?:過去|歷)年度?(?:之)?實[際績]值(?:分別)?(?:為)?\s*[：:︰]?\s*"
)
_ONE: Final = re.compile(
    r"[，、；,;\s]*(?P<year>\d{2,3})\s*年度?\s*(?:[：:︰]|為)?\s*(?P<value>[^，；;。、\n年至]+?)"
    r"(?P<aside>\([^()]*\))?(?=[，、；;。]|,(?!\d{3})|\s*\d{2,3}\s*年|$)"
)
_SEVERAL: Final = re.compile(
    r"[，、；,;\s]*(?P<first>\d{2,3})\s*年度?\s*(?:至|-|~|～)\s*(?P<last>\d{2,3})\s*年度?(?:間|期間)?(?:均|皆|都)?為?"
    r"\s*(?P<value>[^，；;。、]+?)(?=[，；;。、]|$)"
)
_SINCE: Final = re.compile(
    r"[，、；,;\s]*自\s*(?P<first>\d{2,3})\s*年度?起?已?連續\s*(?P<years>\d{1,2})\s*年(?:獲評|獲得|均為|為|達|獲)?"
    r"(?P<value>[^，；;。、]+?)(?=[，；;。、]|$)"
)
_NONE: Final = re.compile(r"(?:尚)?(?:無|未)(?:相關)?(?:數據|資料|統計|辦理)?|-+|—+")


@dataclass(frozen=True, slots=True)
class Reached:
    """What was reached in a year, as written."""

    fiscal_year: int
    value: str


def take_history(remark: str) -> tuple[list[Reached], str]:
    """The earlier values that a remark tells, and what else it says.

    >>> take_history("過去年度實際值為：103年：無數據，104年：53處。考量人力。")
    ([Reached(fiscal_year=104, value='53處')], '考量人力。')
    >>> take_history("本指標過去年度實際值為：103年至104年均為第1級。")[0]
    [Reached(fiscal_year=103, value='第1級'), Reached(fiscal_year=104, value='第1級')]
    """
    opening = _OPENS.search(remark)
    if opening is None:
        return [], remark.strip()
    folded = _folded(remark)
    reached: list[Reached] = []
    at = opening.end()
    while found := _next(folded, at):
        value = remark[found.start("value") : found.end("value")].strip()
        if not _NONE.fullmatch(value):
            reached += [Reached(year, value) for year in _years(found)]
        at = found.end()
    if at == opening.end():
        return [], remark.strip()
    before = remark[: opening.start()].strip()
    after = remark[at:].lstrip("，。；;、 \n").strip()
    return reached, "".join(piece for piece in (before, after) if piece)


def _next(folded: str, at: int) -> re.Match[str] | None:
    """What the text tells next of earlier years; none where it goes on with something else."""
    matches = (form.match(folded, at) for form in (_SEVERAL, _SINCE, _ONE))
    return next(filter(None, matches), None)


def _folded(text: str) -> str:
    """Figures in one width; Chinese stops stay, since a half-width comma stands inside figures."""
    return "".join(
        character if character in "，；：" else fold_width(character) for character in text
    )


def _years(found: re.Match[str]) -> range:
    groups = found.groupdict()
    if "year" in groups:
        return range(int(found["year"]), int(found["year"]) + 1)
    first = int(found["first"])
    if "years" in groups:
        return range(first, first + int(found["years"]))
    return range(first, min(int(found["last"]), first + 30) + 1)
