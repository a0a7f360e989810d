"""What is deducted for each occurrence: 每發生乙次停機扣2%, and more of it under a condition.

A condition such as 若屬人為疏失者，每次扣3% makes no if of the formula. It makes a second count:
the occurrences of that kind are counted apart, and each costs its own deduction. Without a word
that the second comes on top (另扣), an occurrence of that kind costs the second only, so the
first count is named without them, and nobody can state one occurrence twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from guankao.figures.formulas.errors import RefusalCode, RefusedFormula
from guankao.figures.formulas.items import Group
from guankao.figures.formulas.lexer import fold
from guankao.figures.formulas.nodes import Input, Multiply, Node, Number, Percent, Span, total
from guankao.figures.formulas.operands import Place, named, trimmed

_DEDUCTS: Final = r"(?:扣減|減列|扣除|扣|減)\s*(?P<rate>[\d.]+)\s*(?P<unit>%|分)"
_PENALTY: Final = re.compile(
    r"每?(?P<verb>發生|出現|有|逾期|延遲|延誤)?(?:[1一乙](?P<first>[次件項日天]))?"
    r"(?P<what>.*?)(?:出現|發生)?(?:每?[1一乙](?P<second>[次件項日天]))?"
    rf",?{_DEDUCTS}"
)
_CONDITION: Final = re.compile(
    r"(?P<lead>(?:[但惟且])?(?:若|如|倘若?|其中|凡)(?:為|係)?)(?P<what>.+?)"
    rf"[,;]?(?:則|即)?每?[1一乙]?[次件項日天](?P<more>則|改|另|再|加)?{_DEDUCTS}"
)
_THRESHOLD: Final = re.compile(r"\d|累計|超過|以上|以下|達到|滿[一二三四五六七八九十]|連續")
_CONDITIONAL: Final = re.compile(r"\d|若|倘|如[有因屬為]|者$")
_LISTS: Final = re.compile(r"扣[減除]?\s*[\d.]+\s*[%分]")
_STATED_ALONE: Final = re.compile(r"每(?:發生|出現|有|逾期|延遲|延誤|[1一乙])")
_SPEAKS: Final = re.compile(r"每(?:發生|出現|逾期|延遲|延誤|[1一乙]).*扣(?!除)")
_BRACKETS: Final = {"(": ")", "[": "]", "{": "}", "【": "】", "〔": "〕"}
_ON_TOP: Final = ("另", "再", "加")
_COUNTS: Final = re.compile(r"[次件項日天]?數$")


@dataclass(frozen=True, slots=True)
class _Penalty:
    count: Input
    rate: Node
    counter: str
    span: Span
    conditional: bool = False
    on_top: bool = False


def lists_penalties(text: str) -> bool:
    """Whether a text, one character for each sign, says what is deducted.

    >>> lists_penalties("每發生乙次停機扣2%"), lists_penalties("扣除重複件數")
    (True, False)
    """
    return _LISTS.search(text) is not None


def speaks_of_penalty(text: str) -> bool:
    """Whether a text tells of a deduction for each occurrence, in whatever way.

    >>> speaks_of_penalty("每發生乙次停機扣1至3%"), speaks_of_penalty("扣除重複件數")
    (True, False)
    """
    return _SPEAKS.search(text) is not None


def of_bracket(whole: str, group: Group) -> Node:
    """【每發生乙次停機扣2%，每逾期乙件扣1%】: their sum.

    Raises:
        RefusedFormula: a condition that does not say what an occurrence then costs, or that
            depends on how many there are.
    """
    found: list[_Penalty] = []
    for place in _clauses(Place(whole, *group.inner)):
        read = _plain(place)
        if read is not None:
            found.append(read)
            continue
        main = next((item for item in reversed(found) if not item.conditional), None)
        conditional = _under_condition(place, main) if main is not None else None
        if conditional is None:
            expected = "so much for each occurrence, without a condition"
            raise RefusedFormula(whole, group.start, RefusalCode.CONDITION, expected)
        found.append(conditional)
    if not found:
        raise RefusedFormula(whole, group.start, RefusalCode.OPERAND, "what is deducted")
    if len({item.on_top for item in found if item.conditional}) > 1:
        expected = "conditions that all replace the deduction, or all add to it"
        raise RefusedFormula(whole, group.start, RefusalCode.CONDITION, expected)
    return total([_costs(item) for item in _counted_once(found)], Span(group.start, group.end))


def penalty(place: Place) -> Node | None:
    """每發生乙次停機扣2%, without a bracket; ``None`` where it is something else.

    >>> penalty(Place("每發生乙次停機扣2%", 0, 10)).left.name
    '停機次數'
    """
    text = place.text.strip()
    if _STATED_ALONE.match(text) is None:
        return None
    read = _plain(place)
    return None if read is None else _costs(read)


def _costs(item: _Penalty) -> Node:
    return Multiply(item.count, item.rate, item.span)


def _clauses(place: Place) -> Iterator[Place]:
    """The pieces that each name a deduction; a condition stays with its own."""
    text = place.text
    lead = len(text) - len(text.lstrip())
    bare = text.strip()
    if bare[:1] in _BRACKETS and bare[-1:] == _BRACKETS[bare[0]]:
        start = place.start + lead + 1
        yield from _clauses(Place(place.whole, start, start + len(bare) - 2))
        return
    begin, depth = 0, 0
    for at, character in enumerate(text):
        depth += (character in _BRACKETS) - (character in _BRACKETS.values())
        if depth or character not in ",;。、及":
            continue
        if _LISTS.search(text[begin:at]):
            yield _stripped(Place(place.whole, place.start + begin, place.start + at))
            begin = at + 1
    if text[begin:].strip(" ,;。"):
        yield _stripped(Place(place.whole, place.start + begin, place.end))


def _stripped(place: Place) -> Place:
    text = place.text
    lead = len(text) - len(text.lstrip(" ,;。"))
    return Place(place.whole, place.start + lead, place.start + len(text.rstrip(" ,;。")))


def _rate(match: re.Match[str], place: Place) -> Node:
    value: Node = Number(Decimal(match["rate"]), span=place.span)
    return Percent(value, place.span) if match["unit"] == "%" else value


def _plain(place: Place) -> _Penalty | None:
    match = _PENALTY.fullmatch(place.text)
    if match is None or re.fullmatch(r"\d*\.?\d+", match["rate"]) is None:
        return None
    group = "what" if match["what"] else "verb"
    if not match[group] or _CONDITIONAL.search(match["what"]) or _LISTS.search(match["what"]):
        return None
    if "," in match["what"] or ";" in match["what"]:
        return None
    counter = match["first"] or match["second"] or "次"
    start = place.start + match.start(group)
    name = named(trimmed(Place(place.whole, start, place.start + match.end(group))))
    if not _COUNTS.search(name):
        name += f"{counter}數"
    count = Input(name, unit="次", span=place.span)
    return _Penalty(count, _rate(match, place), counter, place.span)


def _under_condition(place: Place, main: _Penalty) -> _Penalty | None:
    match = _CONDITION.fullmatch(place.text)
    if match is None or re.fullmatch(r"\d*\.?\d+", match["rate"]) is None:
        return None
    rate = _rate(match, place)
    same_unit = isinstance(rate, Percent) == isinstance(main.rate, Percent)
    if not same_unit or _THRESHOLD.search(match["what"]) or _LISTS.search(match["what"]):
        return None
    start = place.start + match.start("what")
    kind = named(trimmed(Place(place.whole, start, place.start + match.end("what"))))
    if not fold(kind).strip():
        return None
    count = Input(f"{main.count.name}（{kind}）", unit="次", span=place.span)
    on_top = match["more"] in _ON_TOP
    return _Penalty(count, rate, main.counter, place.span, conditional=True, on_top=on_top)


def _counted_once(found: list[_Penalty]) -> Iterator[_Penalty]:
    """The list, where a count whose kinds cost something else says that it leaves them out."""
    for at, item in enumerate(found):
        kinds: list[_Penalty] = []
        for following in found[at + 1 :]:
            if not following.conditional:
                break
            kinds.append(following)
        if item.conditional or all(kind.on_top for kind in kinds):
            yield item
        else:
            name = f"{item.count.name}（另行扣減者除外）"
            count = Input(name, unit=item.count.unit, span=item.count.span)
            yield _Penalty(count, item.rate, item.counter, item.span)
