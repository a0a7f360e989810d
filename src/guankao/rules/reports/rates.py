"""Whether a stated rate follows from the counts beside it."""

from __future__ import annotations

import re
from typing import Final

from guankao.documents.action_plan import Measure
from guankao.rules.reports.arithmetic import matches, quotient_that_makes
from guankao.rules.reports.prose import Figure
from guankao.rules.reports.results import wanted

_ACHIEVED: Final = re.compile(r"達成率(?:為|達|計)?$")
_BESIDE: Final = re.compile(r"[\s,(]*(?:目標)?達成率(?:為|達|計)?\s*")
_RATE: Final = re.compile(r"(?:率|比例)(?:為|達|計|約)?$")
_STEM: Final = re.compile(r"(\w{2})(?:比率|比例|率)(?:為|達|計|約)?$")
_COMPARED: Final = re.compile(r"較|成長|增加|減少|相比|上年|去年")


def contradiction(measure: Measure, piece: str, rate: Figure, counts: list[Figure]) -> str | None:
    """What the figures give instead; None where they make the rate, or nothing is certain."""
    if not counts or not _RATE.search(rate.label):
        return None
    if _ACHIEVED.search(rate.label):
        beside = _BESIDE.fullmatch(piece[counts[-1].end : rate.start])
        return _against_target(measure, rate, counts[-1]) if beside else None
    pair = _of_which(piece, rate, counts) or _named_part(piece, rate, counts)
    if pair is None or not pair[1].value or quotient_that_makes(rate, counts) is not None:
        return None
    part, whole = pair
    return f"{part.value:,f}÷{whole.value:,f}＝{part.value / whole.value * 100:.2f}%"


def _of_which(piece: str, rate: Figure, counts: list[Figure]) -> tuple[Figure, Figure] | None:
    """Part and whole where 其中 stands between them: 受理 200 件，其中核准 140 件."""
    one_unit = len({count.unit for count in counts}) == 1
    if "其中" not in piece[counts[0].end : rate.start] or not one_unit or not 2 <= len(counts) <= 3:
        return None
    return counts[1], counts[0]


def _named_part(piece: str, rate: Figure, counts: list[Figure]) -> tuple[Figure, Figure] | None:
    """Part and whole where the rate is named for the part: 抽查 80 家，合格 76 家，合格率."""
    stem = _STEM.search(rate.label)
    if stem is None or _COMPARED.search(piece[: rate.start]):
        return None
    part = next((it for it in reversed(counts) if stem[1] in it.label), None)
    if part is None:
        return None
    wholes = [it for it in counts if it.unit == part.unit and it is not part]
    alone = len(wholes) == 1 and wholes[0].start < part.start
    return (part, wholes[0]) if alone else None


def _against_target(measure: Measure, rate: Figure, count: Figure) -> str | None:
    asked = [one for one in wanted(measure) if one.unit == count.unit and one.value]
    ratios = [count.value / one.value * 100 for one in asked]
    if not asked or any(matches(ratio, rate) for ratio in ratios):
        return None
    return f"{count.value:,f}÷{asked[0].value:,f}＝{ratios[0]:.2f}%"
