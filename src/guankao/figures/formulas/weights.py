"""Weights that stand beside what they weigh: 準時率（40%）＋妥善率（60%）."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from guankao.figures.formulas.errors import RefusalCode, RefusedFormula
from guankao.figures.formulas.items import Group, Item, Sign, Word
from guankao.figures.formulas.lexer import fold

_WEIGHT: Final = re.compile(
    r"\s*(?P<said>權重|權數|權值|配分|比重|[占佔])?\s*(?:各?為|:)?\s*(?P<weight>\d{1,3}(?:\.\d+)?)\s*%\s*"
)
_RATE_WITH_WEIGHT: Final = re.compile(
    r"(?P<name>[^\d%]+[^\W\d](?<=[率度])|[^\d%]+(?:得分|分數|結果))(?P<weight>\d{1,2}(?:\.\d+)?)%"
)
WHOLE: Final = Decimal(100)


def weight_in(text: str) -> Decimal | None:
    """The weight that is all of a text, in percent: 權重40%, 占40%, 40%.

    >>> weight_in("權重為40%"), weight_in("目標值40%")
    (Decimal('40'), None)
    """
    match = _WEIGHT.fullmatch(text)
    return Decimal(match["weight"]) if match else None


def says_weight(text: str) -> bool:
    """Whether a text is a weight and says so: 權重40%, and not 40% alone."""
    match = _WEIGHT.fullmatch(text)
    return match is not None and match["said"] is not None


def bracketed_weight(whole: str, item: Item | None) -> Decimal | None:
    """The weight in a bracket, in percent; ``None`` where the item is something else."""
    if not isinstance(item, Group) or item.calculates:
        return None
    return weight_in(fold(whole[slice(*item.inner)]))


def weighted_addends(whole: str, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items with ×40% in place of （40%） behind each addend.

    Raises:
        RefusedFormula: several addends, some of them with a weight, that make no whole.
    """
    items = _spelt_weights(whole, items)
    ends = [at for at, item in enumerate(items) if _adds(item)] + [len(items)]
    if len(ends) < 2 or 0 in ends:
        return items
    bracketed = {end: _weight_behind(whole, items[:end]) for end in ends}
    if not any(weight is not None for weight in bracketed.values()):
        return items
    begins = [0, *(end + 1 for end in ends[:-1])]
    weights = {
        end: _factor(items[begin:end]) if bracketed[end] is None else bracketed[end]
        for begin, end in zip(begins, ends, strict=True)
    }
    subtracts = any(isinstance(item, Sign) and item.text == "-" for item in items)
    if (
        subtracts
        or sum(weight or 0 for weight in weights.values()) != WHOLE
        or None in weights.values()
    ):
        position = next(items[end - 1].start for end in ends if weights[end] is not None)
        expected = "a weight behind each addend, and that they add up to 100%"
        raise RefusedFormula(whole, position, RefusalCode.WEIGHTS, expected)
    changed: list[Item] = []
    for at, item in enumerate(items):
        if bracketed.get(at + 1) is not None:
            changed += [Sign("*", item.start, item.start + 1), _percentage(whole, item)]
        else:
            changed.append(item)
    return tuple(changed)


def _spelt_weights(whole: str, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """甲滿意度70%＋乙滿意度30%, where all that is added are rates with the parts of a whole."""
    words = items[::2]
    if len(items) < 3 or not all(
        isinstance(sign, Sign) and sign.text == "+" for sign in items[1::2]
    ):
        return items
    matches = [
        _RATE_WITH_WEIGHT.fullmatch(fold(word.text)) if isinstance(word, Word) else None
        for word in words
    ]
    found = [match for match in matches if match is not None]
    if len(found) < len(words) or sum(Decimal(match["weight"]) for match in found) != WHOLE:
        return items
    changed: list[Item] = []
    for at, match in enumerate(found):
        start = items[2 * at].start
        middle, end = start + match.end("name"), start + match.end()
        changed += items[2 * at - 1 : 2 * at] if at else ()
        changed.append(Word(whole[start:middle], start, middle))
        changed.append(Sign("*", middle, middle))
        changed.append(Word(whole[middle:end], middle, end))
    return tuple(changed)


def _weight_behind(whole: str, addend: tuple[Item, ...]) -> Decimal | None:
    """The weight at the end of an addend: in a bracket, or as 占60% behind one."""
    last = addend[-1]
    before = addend[-2] if len(addend) > 1 else None
    if isinstance(last, Word) and isinstance(before, Group) and says_weight(fold(last.text)):
        return weight_in(fold(last.text))
    return bracketed_weight(whole, last)


def _factor(addend: tuple[Item, ...]) -> Decimal | None:
    """The weight that an addend has as a factor already: ×80% at its end."""
    if len(addend) < 3 or not isinstance(addend[-1], Word):
        return None
    sign = addend[-2]
    if not (isinstance(sign, Sign) and sign.text == "*"):
        return None
    return weight_in(fold(addend[-1].text))


def _adds(item: Item) -> bool:
    return isinstance(item, Sign) and item.text in "+-"


def _percentage(whole: str, item: Item) -> Word:
    """The 40% inside （權重40%）, with its own span."""
    text = fold(whole[item.start : item.end])
    match = re.search(r"\d[\d.]*\s*%", text)
    start, end = match.span() if match else (0, len(text))
    return Word(whole[item.start + start : item.start + end], item.start + start, item.start + end)
