"""Read a standard (衡量標準) as a formula, or refuse with a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from guankao.figures.errors import UnreadableFigure
from guankao.figures.formulas import listed_averages, naming, scopes, sums, symbols, words
from guankao.figures.formulas.brackets import mended
from guankao.figures.formulas.errors import RefusalCode, RefusedFormula
from guankao.figures.formulas.examples import without_examples
from guankao.figures.formulas.items import Group, Item, Word
from guankao.figures.formulas.kinds import Kind, settle
from guankao.figures.formulas.lexer import fold, items_of, legible
from guankao.figures.formulas.nodes import (
    Add,
    Formula,
    Input,
    Multiply,
    Node,
    Number,
    Percent,
    Power,
    Subtract,
    children,
    walk,
)
from guankao.figures.formulas.operands import is_measure, is_rate
from guankao.figures.formulas.parser import parse
from guankao.figures.formulas.segments import Segment, segments_of
from guankao.figures.quantities import split_scale
from guankao.figures.targets import read_target

_CHANGES_THE_RESULT: Final = re.compile(
    r"另累計|另加|再加|另計|加分|扣分|減分|上限|最高以|之平均|的平均|平均數|平均值|"
    r"[並再](?:扣除|加計|乘以|除以|減去|加上)|"
    r"(?<!增)(?:扣減?|減列|加計?)\s*[\d.]+\s*[%分]|"
    r"以\s*(?:0|100)\s*[分%]?\s*計|不予?計分"
)
_REMARK_CHANGES_THE_RESULT: Final = re.compile(
    r"上限|以\s*0\s*[分%]?\s*計|不予?計分|以\s*100\s*[分%]?\s*計|加分|扣分|max", re.IGNORECASE
)
_SIGNS_UNKNOWN: Final = re.compile(r"[√∛∏∫]|根號|平方根|立方根|幾何平均|對數")
_REFERENCE: Final = re.compile(
    r"(?=.*[(]1[)]\s*[\u4e00-\u9fff]).*?"
    r"(?:[÷×*/+⊖=]\s*[(]\d[)](?=\s*(?:$|[^\s(\[【〔\w]))|[(]\d[)]\s*[÷×*/+⊖])"
)
"""（1）÷（2）: entries of a list, and no numbers."""
_REMARK_AVERAGES: Final = re.compile(
    r"(?:^|[,;。])(?:係|以|取|採|按|為|依)*[^,;。]{0,8}平均(?:值|數)?(?:計算|計之|計)?。?$"
)
_UNIT_REMARK: Final = re.compile(
    r"[(\[](?:單位:?)?(?P<scale>[百千]?[萬億兆]|[百千])?(?P<unit>美元|元|公噸|噸|度|人次|人|戶|公里)[)\]]"
)
HIGHEST_DEGREE: Final = 500
"""How often a figure may be multiplied with figures; bounds the digits of an exact result."""
_CALCULATES_AT_ALL: Final = re.compile(r"[÷×Σ⊖+]")
_POINTS: Final = ("分", "")


def read_formula(
    standard: str, *, target: str = "", name: str = "", fiscal_year: int | None = None
) -> Formula:
    """Read a standard as a formula.

    Args:
        standard: at most 4,000 characters, as the plan writes it or as a planner wrote it beside.
        target: the target's text (90%); its unit is the unit of the result.
        name: the indicator's name; helps to read the target.
        fiscal_year: which of several years' targets counts, where the text lists them by year.

    Raises:
        RefusedFormula: nothing is calculated, or it cannot be read for certain.

    >>> formula = read_formula("（及格人數÷到考人數）×100%", target="90%")
    >>> [item.name for item in formula.inputs], formula.unit
    (['及格人數', '到考人數'], '%')
    >>> read_formula("全年到考人數", target="200人")
    Traceback (most recent call last):
    ...
    guankao.figures.formulas.errors.RefusedFormula: cannot read '全年到考人數' at position 0: \
expected arithmetic, such as （甲÷乙）×100%
    """
    asked = _Asked(target, name, fiscal_year)
    whole = legible(standard)
    try:
        return _read(whole, asked)
    except RefusedFormula as refused:
        if refused.code is not RefusalCode.UNBALANCED_BRACKET:
            raise
        formula = _mended(whole, refused.position, asked)
        if formula is None:
            raise
        return formula


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is known of the indicator beside its standard."""

    target: str
    name: str
    fiscal_year: int | None


def _mended(whole: str, position: int, asked: _Asked) -> Formula | None:
    """The formula where a bracket is missing, if all places for it give the same one."""
    found: list[Formula] = []
    for text in mended(whole, position):
        try:
            formula = _read(text, asked)
        except RefusedFormula:
            continue
        if found and (formula.expression, formula.factor) != (
            found[0].expression,
            found[0].factor,
        ):
            return None
        found.append(formula)
    return found[0] if found else None


def _read(whole: str, asked: _Asked) -> Formula:
    items = _items(whole)
    segments = segments_of(whole, items)
    calculating = [segment for segment in segments if segment.calculates]
    if calculating:
        segments = without_examples(whole, segments)
        node = _Reading(whole, items, segments, asked.fiscal_year).tree()
    else:
        found = words.read_words(whole)
        if found is None:
            raise _no_arithmetic(whole)
        node = found
    node = naming.one_name_each(whole, scopes.told_apart(whole, node, items))
    prose = [_prose(whole, segment) for segment in segments if not segment.calculates]
    node = naming.with_defaults(node, [*prose, *_remarks(whole, items)])
    _require_arithmetic(whole, node, asked.target)
    if _degree(node) > HIGHEST_DEGREE:
        expected = f"figures multiplied with each other at most {HIGHEST_DEGREE} times"
        raise RefusedFormula(whole, 0, RefusalCode.EXPONENT, expected)
    _require_no_percent_of_ratio(whole, node)
    node, kind = settle(node)
    factor, unit = _result(whole, node, kind, asked.target, asked.name)
    return Formula(whole, node, factor, unit)


def _no_arithmetic(whole: str) -> RefusedFormula:
    expected = "arithmetic, such as （甲÷乙）×100%"
    return RefusedFormula(whole, 0, RefusalCode.NO_ARITHMETIC, expected)


def _require_arithmetic(whole: str, node: Node, target: str) -> None:
    """Refuse prose whose signs only look like arithmetic: 甲政策－乙機制, 場次/人次.

    Raises:
        RefusedFormula: nothing to state, or what is added or subtracted is no quantity.
    """
    nodes = list(walk(node))
    names = [item.name for item in nodes if isinstance(item, Input)]
    quantities = [is_measure(name) or is_rate(name) or name.isascii() for name in names]
    folded = fold(whole)
    if not names:
        raise _no_arithmetic(whole)
    if isinstance(node, Input):
        expected = "a list of what Σ adds, or a calculation with its total"
        raise RefusedFormula(whole, 0, RefusalCode.OPEN_SUM, expected)
    if all(isinstance(item, Input | Add | Subtract | Multiply) for item in nodes) and (
        "「" not in whole
    ):
        every = any(isinstance(item, Subtract | Multiply) for item in nodes)
        letters = [name.isascii() for name in names]
        mixed = any(letters) and not all(letters)  # A＋級
        if mixed or not (all(quantities) if every else any(quantities)):
            raise _no_arithmetic(whole)
    doubtful = "/" in folded and not re.search(r"[÷×Σ⊖+=*「%]", folded)
    if doubtful and "%" not in fold(target):
        raise _no_arithmetic(whole)


def _require_no_percent_of_ratio(whole: str, node: Node) -> None:
    """Refuse （甲÷乙）%: a hundredth of the quotient is written, and a percentage is meant.

    Raises:
        RefusedFormula: there is one.
    """
    for item in walk(node):
        if not isinstance(item, Percent) or isinstance(item.operand, Input | Number):
            continue
        if settle(item.operand)[1] is Kind.RATIO:
            expected = "×100% behind a quotient, and no % alone"
            raise RefusedFormula(whole, item.span.start, RefusalCode.UNIT, expected)


def _degree(node: Node) -> int:
    """How many figures are multiplied with each other, at most, to calculate a node exactly."""
    if isinstance(node, Power):
        return _degree(node.base) * max(node.exponent, 1)
    return sum(_degree(child) for child in children(node)) or 1


def _items(whole: str) -> tuple[Item, ...]:
    if not whole.strip():
        raise _no_arithmetic(whole)
    try:
        return items_of(whole)
    except RefusedFormula:
        if _CALCULATES_AT_ALL.search(fold(whole)) is None:
            raise _no_arithmetic(whole) from None
        raise


def _prose(whole: str, segment: Segment) -> str:
    text = fold(whole[segment.start : segment.end])
    return f"{segment.label}:{text}" if segment.label else text


def _remarks(whole: str, items: tuple[Item, ...]) -> list[str]:
    """What stands in brackets that calculate nothing."""
    found: list[str] = []
    for item in items:
        if isinstance(item, Group):
            if item.calculates:
                found.extend(_remarks(whole, item.items))
            else:
                found.append(fold(whole[slice(*item.inner)]))
    return found


class _Reading:
    """One standard with its clauses: which is the formula, which explain it."""

    def __init__(
        self,
        whole: str,
        items: tuple[Item, ...],
        segments: list[Segment],
        fiscal_year: int | None,
    ) -> None:
        self.whole = whole
        self.items = items
        self.segments = segments
        self.fiscal_year = fiscal_year
        self.calculating = [segment for segment in segments if segment.calculates]

    def tree(self) -> Node:
        """The tree, with its definitions put in."""
        for segment in self.calculating:
            if sums.runs_over_list(segment.items):
                return sums.sum_over_list(
                    self.whole, self.items, segment, fiscal_year=self.fiscal_year
                )
        if (average := listed_averages.average_of_list(self.whole, self.segments)) is not None:
            return average
        self.refuse_words()
        if (implied := self.parts()) is not None:
            return implied
        return self.defined()

    def refuse_words(self) -> None:
        """Refuse where words beside the arithmetic change what it gives."""
        for segment in self.segments:
            first = segment.items[0] if segment.items else None
            if not segment.calculates:
                text = _prose(self.whole, segment)
            elif isinstance(first, Word) and len(segment.items) > 1:
                following = segment.items[1]
                text = fold(first.text) if isinstance(following, Group) else ""
            else:
                text = ""
            if match := _CHANGES_THE_RESULT.search(text):
                averages = "平均" in match[0]
                code = RefusalCode.OPEN_AVERAGE if averages else RefusalCode.WORDS_CALCULATE
                expected = "the whole calculation in signs"
                raise RefusedFormula(self.whole, segment.start, code, expected)

        self.refuse_signs_unknown()
        for remark in _remarks(self.whole, self.items):
            if _REMARK_CHANGES_THE_RESULT.search(remark):
                code, expected = RefusalCode.CONDITION, "the whole calculation in signs"
                raise RefusedFormula(self.whole, self.calculating[0].end, code, expected)

    def refuse_signs_unknown(self) -> None:
        """Refuse roots and the like, and an average of all that is asked for in a remark."""
        text = fold(self.whole)
        if match := _SIGNS_UNKNOWN.search(text) or _REFERENCE.match(text):
            code, expected = RefusalCode.WORDS_CALCULATE, "the signs + - × ÷ ^ and brackets"
            raise RefusedFormula(self.whole, match.start(), code, expected)
        for item in self.items:
            if isinstance(item, Group) and not item.calculates:
                remark = fold(self.whole[slice(*item.inner)])
                if _REMARK_AVERAGES.search(remark) and item.start > self.calculating[0].start:
                    code, expected = RefusalCode.OPEN_AVERAGE, "the whole calculation in signs"
                    raise RefusedFormula(self.whole, item.start, code, expected)
        scales: dict[str, str] = {}
        for match in _UNIT_REMARK.finditer(text):
            if scales.setdefault(match["unit"], match["scale"]) != match["scale"]:
                expected = "every quantity in the same unit"
                raise RefusedFormula(self.whole, match.start(), RefusalCode.UNIT, expected)

    def parts(self) -> Node | None:
        """Numbered parts with weights, or results that weigh the same."""
        numbers = [(part.level, part.number) for part in self.calculating]
        prose = "。".join(
            _prose(self.whole, segment) for segment in self.segments if not segment.calculates
        )
        if (stated := sums.parts_with_stated_weights(self.whole, self.segments)) is not None:
            return stated
        if len(numbers) < 2:
            return None
        if (node := sums.parts_with_weights_as_factors(self.whole, self.calculating)) is not None:
            return node
        if len(set(numbers)) == len(numbers) and all(number for _, number in numbers):
            node = sums.weighted_parts(self.whole, self.calculating)
            if node is not None:
                return node
        return sums.equal_parts(self.whole, self.calculating, prose)

    def defined(self) -> Node:
        """The one formula that no other uses, with the others put into it."""
        renamed = symbols.meanings(self.whole, self.segments, self.items)
        trees = [
            naming.substituted(self.whole, parse(self.whole, segment.items), renamed)
            for segment in self.calculating
        ]
        used = {fold(item.name) for tree in trees for item in walk(tree) if isinstance(item, Input)}
        explaining = {
            fold(segment.label): tree
            for segment, tree in zip(self.calculating, trees, strict=True)
            if segment.label and _key(segment.label) in used
        }
        main = [
            tree
            for segment, tree in zip(self.calculating, trees, strict=True)
            if not segment.label or _key(segment.label) not in used
        ]
        if len(main) != 1:
            code, expected = RefusalCode.SEVERAL_FORMULAS, "one formula"
            raise RefusedFormula(self.whole, self.calculating[-1].start, code, expected)
        sums.require_all_weights(self.whole, main[0], self.segments)
        return naming.substituted(self.whole, main[0], explaining)


def _key(label: str) -> str:
    return fold(label)


def _result(whole: str, node: Node, kind: Kind, target: str, name: str) -> tuple[Decimal, str]:
    """What the tree's value is multiplied by to stand in the unit of the target."""
    unit = _unit(target, name, whole)
    hundredfold = any(
        isinstance(item, Multiply) and Percent(Number(Decimal(100))) in (item.left, item.right)
        for item in walk(node)
    )
    if kind is Kind.MIXED or (unit == "%" and kind is Kind.COUNT):
        expected = "a result in the unit of the target; this adds or gives counts"
        raise RefusedFormula(whole, 0, RefusalCode.UNIT, expected)
    if unit == "%" or (unit is None and hundredfold):
        return (Decimal(100) if kind is Kind.RATIO else Decimal(1)), "%"
    if kind is Kind.RATIO and hundredfold:
        if unit in _POINTS:
            return Decimal(100), unit or ""
        expected = f"a result in {unit}; this gives a percentage"
        raise RefusedFormula(whole, 0, RefusalCode.UNIT, expected)
    power, _ = split_scale(fold(unit or ""))
    return Decimal(1).scaleb(-power), unit or ""


def _unit(target: str, name: str, standard: str) -> str | None:
    """The unit of the target; ``None`` where there is no target."""
    if not target.strip():
        return None
    try:
        quantity = read_target(target, name=name, standard=standard).quantity
    except UnreadableFigure:
        return "%" if re.search(r"\d\s*[%％]", target) else ""
    return quantity.unit if quantity else ""
