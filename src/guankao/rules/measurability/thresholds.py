"""Values that a standard asks for, beside or instead of the target column.

A figure is a demand where a word asks for it (至少, 須達, 以上) and the words behind it do not make
it part of what is counted: 合格率達80%以上 asks, 成績達80分以上之人數 says who is counted.
"""

from __future__ import annotations

import re
from typing import Final

from guankao.rules.measurability.wording import fold

_FIGURE: Final = r"\d[\d,]*(?:\.\d+)?\s*[萬億兆千]?\s*(?:%|[^\W\d]{1,4}?)"
_DEMAND: Final = re.compile(
    rf"(?:至少|應達|須達|需達|可達|值?預計達|達成|高於|低於|不超過|少於|達)\s*(?P<asked>{_FIGURE})"
    rf"(?:以[上下內]|(?=[,。;)】]|$))"
    rf"|(?:[≧≥≦≤]|[<>]=?)\s*(?P<signed>{_FIGURE})(?=[,。;)】]|$)"
    rf"|(?:減少|增加|保持[著在]?|為|有|率|件數|隻數|完成|措施)\s*(?P<limited>{_FIGURE})以[上下]"
    rf"|(?:均需|須|應).{{0,10}}(?:增加|減少|成長)\s*(?P<grown>{_FIGURE})(?=[,。;)】]|$)"
)
_ENDS: Final = re.compile(r"\s*(?:[,。;:)(【】×*、]|$|之目標)")
"""A demand ends its clause; with a noun behind it (5公頃以上公園處數) it says what is counted."""
_AGE_OR_RANK: Final = re.compile(r"歲|級|職等|學年|公尺|億元以上|萬元以上")
_SCORED: Final = re.compile(r"是否達(?:成|到)?(?:下列|以下|各項)|[01]\s*代表|達成值計算方式")
_AMOUNT: Final = re.compile(
    r"(?<![\d.,、至-])(?:成長率|為|達)?(\d[\d,]*(?:\.\d+)?\s*[萬億千]?"
    r"(?:%|家次|人次|場次|平方公里|噸[/÷]日|[件戶個篇人案場次項處家公噸頃]{1,2}))(?![歲」])"
)
_LEGEND: Final = re.compile(r"\d代表「[^」]*」")


def is_scored(standard: str) -> bool:
    """Whether a standard scores how many of its own conditions are met."""
    return _SCORED.search(fold(standard)) is not None


def demands(standard: str) -> tuple[str, ...]:
    """The values that a standard asks for, as written.

    >>> demands("訪視合格率至少達80%以上，不合格者輔導"), demands("成績達80分以上之人數")
    (('至少達80%以上',), ())
    """
    folded = fold(standard)
    found = []
    for match in _DEMAND.finditer(folded):
        start = match.start()
        while start > 0 and folded[start - 1] in "至須應需少":
            start -= 1
        if not _ENDS.match(folded, match.end()) or _AGE_OR_RANK.search(match[0]):
            continue
        found.append(standard[start : match.end()])
    return tuple(found)


def stated_amounts(standard: str) -> tuple[str, ...]:
    """The amounts with a unit that a list of conditions names, without its legend.

    >>> stated_amounts("是否達下列各項標準（1代表「達到1項」）1.完工50件。2.受益1.2萬戶")
    ('50件', '1.2萬戶')
    """
    folded = _LEGEND.sub("", fold(standard))
    return tuple(dict.fromkeys(match[1] for match in _AMOUNT.finditer(folded)))


def same_figure(demand: str, target: str) -> bool:
    """Whether a demand names the figure of the target."""
    numbers = re.compile(r"\d[\d,]*(?:\.\d+)?")
    first = {match.replace(",", "") for match in numbers.findall(fold(demand))}
    return bool(first & {match.replace(",", "") for match in numbers.findall(fold(target))})
