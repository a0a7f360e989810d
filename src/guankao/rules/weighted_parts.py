"""The weighted parts of a composite KPI: 甲÷乙×70%＋丙×30%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from guankao.figures.formulas import Formula, RefusalCode, RefusedFormula, to_text
from guankao.figures.formulas.nodes import Add, Defined, Input, Multiply, Node, Number, Percent

_WEIGHT_IN_TEXT: Final = re.compile(r"[×＊*xX]\s*(\d{1,3}(?:\.\d+)?)\s*[%％]")
_DIVIDES: Final = re.compile(r"[÷/／]|率|滿意")
_WHOLE: Final = Decimal(1)
_HUNDRED: Final = Decimal(100)
_NEARLY: Final = Decimal("0.001")
_GROWS: Final = re.compile(r"成長|增加|減少|幅度|－")
_SYMBOL: Final = re.compile(r"「(?:指標|子項|[A-Za-z])\s*\d{0,2}」")


@dataclass(frozen=True, slots=True)
class WeightedPart:
    """One part of a composite.

    Attributes:
        text: the part in the words of the standard, without its weight.
        weight: its share of the whole; the weights of all parts add up to 1.
        deed: whether it is done or not done, so that nothing lies between.
    """

    text: str
    weight: Decimal
    deed: bool = False

    @property
    def boundless(self) -> bool:
        """Whether it is a growth, which has no full mark."""
        return _GROWS.search(self.text) is not None

    @property
    def opaque(self) -> bool:
        """Whether it is only a symbol, explained somewhere else."""
        return _SYMBOL.fullmatch(self.text) is not None


def weighted_parts(reading: Formula | RefusedFormula) -> tuple[WeightedPart, ...]:
    """The parts of a composite; none where it is no composite, or its weights are not the whole.

    Where the formula was refused because a part is a deed and no figure, the weights are taken
    from the text.

    >>> from guankao.figures.formulas import read_formula
    >>> found = weighted_parts(read_formula("（甲數÷乙數）×70%＋（丙數÷丁數）×30%", target="90%"))
    >>> [(part.text, str(part.weight)) for part in found]
    [('「甲數」÷「乙數」', '0.7'), ('「丙數」÷「丁數」', '0.3')]
    """
    if isinstance(reading, RefusedFormula):
        if reading.code is not RefusalCode.CONDITION:
            return ()
        parts = tuple(_parts_of_text(reading.text))
    else:
        parts = tuple(_parts_of_tree(reading.expression, _WHOLE))
    total = sum((part.weight for part in parts), Decimal(0))
    return parts if len(parts) > 1 and abs(total - _WHOLE) <= _NEARLY else ()


def main_parts(parts: tuple[WeightedPart, ...]) -> tuple[WeightedPart, ...]:
    """The parts that matter: those that are no deeds where some are, else the heaviest."""
    if not parts:
        return ()
    if any(part.deed for part in parts):
        return tuple(part for part in parts if not part.deed)
    return (max(parts, key=lambda part: (part.weight, part.boundless)),)


def _parts_of_tree(node: Node, weight: Decimal) -> Iterator[WeightedPart]:
    inner, factor = _without_factor(node)
    weight *= factor
    if isinstance(inner, Add):
        for side in (inner.left, inner.right):
            yield from _parts_of_tree(side, weight)
    else:
        yield WeightedPart(to_text(inner), weight.normalize())


def _without_factor(node: Node) -> tuple[Node, Decimal]:
    """A product without its constant factors, and their product; 100% is 1."""
    if isinstance(node, Defined) and not isinstance(node.expression, Input):
        return _without_factor(node.expression)
    if not isinstance(node, Multiply):
        return node, _WHOLE
    for constant, other in ((node.right, node.left), (node.left, node.right)):
        value = _constant(constant)
        if value is not None:
            inner, factor = _without_factor(other)
            return inner, factor * value
    return node, _WHOLE


def _constant(node: Node) -> Decimal | None:
    if isinstance(node, Percent) and isinstance(node.operand, Number):
        return node.operand.value / _HUNDRED
    return node.value if isinstance(node, Number) else None


def _parts_of_text(text: str) -> Iterator[WeightedPart]:
    begin = 0
    for found in _WEIGHT_IN_TEXT.finditer(text):
        part = text[begin : found.start()].strip("。；;、，, ")
        yield WeightedPart(part, Decimal(found[1]) / _HUNDRED, deed=not _DIVIDES.search(part))
        begin = found.end()
