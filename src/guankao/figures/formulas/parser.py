"""From items to a tree: operator precedence, and brackets that group against those that remark.

A Pratt parser: each sign has a binding power, and an expression takes every sign that binds
tighter than where it began. What makes official text different from code is in the operands: a
bracket behind a name is a remark unless it calculates, and then the name is its label.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from guankao.figures.formulas import averages, operands, penalties, totals, words
from guankao.figures.formulas.errors import RefusalCode, RefusedFormula
from guankao.figures.formulas.items import Group, Item, Mark, Sign, Word
from guankao.figures.formulas.lexer import fold
from guankao.figures.formulas.nodes import (
    Add,
    Divide,
    Input,
    Maximum,
    Minimum,
    Multiply,
    Negate,
    Node,
    Percent,
    Power,
    Span,
    Subtract,
    rebuilt,
)
from guankao.figures.formulas.operands import Place
from guankao.figures.formulas.weights import weighted_addends

HIGHEST_EXPONENT: Final = 9

_BINDING: Final = {"+": 2, "-": 2, "*": 4, "/": 4, "^": 8, "%": 10}
_SHARE: Final = 1
_UNARY: Final = 6
_NODES: Final[dict[str, type[Add | Subtract | Multiply | Divide]]] = {
    "+": Add,
    "-": Subtract,
    "*": Multiply,
    "/": Divide,
}
_FUNCTIONS: Final[dict[str, type[Minimum | Maximum]]] = {
    "min": Minimum,
    "max": Maximum,
    "最小值": Minimum,
    "最大值": Maximum,
}
_EMPTY_SUFFIX: Final = re.compile(
    r"(?:之|的)?(?:比率|比例|百分比|百分率|比值|值|數|數值|者|合計|總和|總計|等)?[、。,]?"
)
_GROWTH: Final = re.compile(
    r"(?:之|的)?(?:年度?)?(?P<way>成長|增加|增長|減少|降低|下降)(?:率|比率|幅度|百分比|比例)"
)
_AGAINST_BASE: Final = re.compile(
    r"(?P<now>.*?)(?:之?比[率例值])?(?:較|與)(?:基期|基準|基準值)(?:值|比較|相較)?"
)
_POINTS: Final = re.compile(
    r"(?:之|的)?(?P<way>增加|成長|提升|提高|上升|減少|降低|下降)(?:之|的)?(?:百分比|百分點)"
)
_SCOPE: Final = re.compile(r"[各每]\w{1,6}")
_BEHIND_A_BRACKET: Final = ("占", "佔", "之", "的")
_EXPONENT: Final = re.compile(r"\d{1,2}")


SumReader = Callable[[Group], Node]
"""What Σ adds, given the bracket behind it."""


def parse(whole: str, items: tuple[Item, ...], sum_of: SumReader | None = None) -> Node:
    """The tree of one expression that takes all of ``items``.

    Args:
        whole: the standard that the items stand in.
        items: the expression.
        sum_of: reads Σ and its bracket; without it Σ is refused.

    Raises:
        RefusedFormula: an operand is missing, or words stand where a sign should.
    """
    items = weighted_addends(whole, items)
    if (compared := _against_base(whole, items)) is not None:
        return compared
    if (averaged := _average(whole, items)) is not None:
        return averaged
    parser = _Parser(whole, items, sum_of)
    node = parser.expression(0)
    if (rest := parser.next) is not None:
        expected = "a sign of arithmetic, or the end of the formula"
        raise RefusedFormula(whole, rest.start, RefusalCode.WORDS_CALCULATE, expected)
    return node


def _against_base(whole: str, items: tuple[Item, ...]) -> Node | None:
    """甲÷乙比率較基期（3.5%）減少之百分比: the difference of two percentages, in points."""
    if len(items) < 4:
        return None
    words, base, change = items[-3:]
    if not (isinstance(words, Word) and isinstance(base, Group) and isinstance(change, Word)):
        return None
    now = _AGAINST_BASE.fullmatch(fold(words.text))
    way = _POINTS.fullmatch(fold(change.text))
    if now is None or way is None or base.calculates:
        return None
    earlier = parse(whole, base.items)
    if not isinstance(earlier, Percent):
        return None
    last = Word(words.text[: now.end("now")], words.start, words.start + now.end("now"))
    ratio = parse(whole, (*items[:-3], last) if last.text.strip() else items[:-3])
    span = Span(ratio.span.start, change.end)
    if way["way"] in ("減少", "降低", "下降"):
        return Subtract(earlier, ratio, span)
    return Subtract(ratio, earlier, span)


def _average(whole: str, items: tuple[Item, ...]) -> Node | None:
    """（甲時間）－（乙時間）之平均值 and （甲率＋乙率）之平均值; ``None`` for anything else."""
    if len(items) < 2 or not isinstance(last := items[-1], Word):
        return None
    if averages.AVERAGE.fullmatch(fold(last.text)) is None:
        return None
    node = parse(whole, items[:-1])
    span = Span(items[0].start, last.end)
    if len(items) == 2 and isinstance(node, Add):
        return averages.mean_of_bracket(node, span) or _refuse_average(whole, last)
    return averages.mean_of_differences(node) or _refuse_average(whole, last)


def _refuse_average(whole: str, last: Word) -> Node:
    expected = "what the average is taken over"
    raise RefusedFormula(whole, last.start, RefusalCode.OPEN_AVERAGE, expected)


class _Parser:
    def __init__(
        self, whole: str, items: tuple[Item, ...], sum_of: SumReader | None = None
    ) -> None:
        self.whole = whole
        self.sum_of = sum_of
        self.items = items
        self.position = 0

    @property
    def next(self) -> Item | None:
        return self.items[self.position] if self.position < len(self.items) else None

    def take(self) -> Item:
        item = self.items[self.position]
        self.position += 1
        return item

    def refused(self, code: RefusalCode, expected: str) -> RefusedFormula:
        end = self.items[-1].end if self.items else 0
        return RefusedFormula(self.whole, self.next.start if self.next else end, code, expected)

    def expression(self, least: int) -> Node:
        left = self.operand()
        while True:
            item = self.next
            if isinstance(item, Word):
                if least > _SHARE or (share := self.share(left, item)) is None:
                    return left
                left = share
                continue
            if not isinstance(item, Sign) or item.text not in _BINDING:
                return left
            binding = _BINDING[item.text]
            if binding <= least:
                return left
            self.take()
            left = self.joined(left, item, binding)

    def joined(self, left: Node, sign: Sign, binding: int) -> Node:
        if sign.text == "%":
            return Percent(left, Span(left.span.start, sign.end))
        if sign.text == "^":
            return self.power(left)
        right = self.expression(binding)
        if sign.text == "/" and _divides_twice(left):
            raise self.refused(RefusalCode.SEVERAL_FORMULAS, "brackets around each quotient")
        return _NODES[sign.text](left, right, Span(left.span.start, right.span.end))

    def power(self, base: Node) -> Node:
        item = self.next
        written = fold(item.text) if isinstance(item, Word) else ""
        if not _EXPONENT.fullmatch(written) or int(written) > HIGHEST_EXPONENT:
            expected = f"a whole exponent from 0 to {HIGHEST_EXPONENT}"
            raise self.refused(RefusalCode.EXPONENT, expected)
        end = self.take().end
        if isinstance(self.next, Sign) and self.next.text == "^":
            raise self.refused(RefusalCode.EXPONENT, "brackets around one of two exponents")
        return Power(base, int(written), Span(base.span.start, end))

    def share(self, left: Node, item: Word) -> Node | None:
        """（甲）＋（乙）占丙之百分比: the share of all that stands in front, if that is a sum."""
        whole = operands.share_of(Place(self.whole, item.start, item.end))
        if whole is None:
            return None
        if not isinstance(left, Input | Add):
            raise self.refused(RefusalCode.WORDS_CALCULATE, "a bracket around what is divided")
        self.take()
        return Divide(left, whole, Span(left.span.start, item.end))

    def operand(self) -> Node:
        item = self.next
        match item:
            case Sign(text="-"):
                self.take()
                node = self.expression(_UNARY)
                return Negate(node, Span(item.start, node.span.end))
            case Sign(text="Σ"):
                return self.sum(item)
            case Group():
                return self.bracketed(item)
            case Word():
                return self.name()
            case Mark(text="#" | "##"):
                self.take()
                return self.operand()
        raise self.refused(RefusalCode.OPERAND, "a quantity, a number or a bracket")

    def sum(self, sign: Sign) -> Node:
        """Σ and what it adds: a list, or one quantity whose total is a single figure."""
        self.take()
        group = self.next
        if self.sum_of is not None and isinstance(group, Group) and group.calculates:
            self.take()
            return self.sum_of(group)
        if isinstance(group, Word | Group):
            node = self.bracketed(group) if isinstance(group, Group) else self.name()
            if (whole := totals.total_of(node, sign.start)) is not None and (
                totals.scope_is_certain(self.items, self.position, whole)
            ):
                return whole
        expected = "a list of what Σ adds, with the value of each"
        raise RefusedFormula(self.whole, sign.start, RefusalCode.OPEN_SUM, expected)

    def bracketed(self, group: Group) -> Node:
        after = self.items[self.position + 1] if self.position + 1 < len(self.items) else None
        part_of_name = isinstance(after, Word) and fold(after.text)[:1] not in _BEHIND_A_BRACKET
        if not group.calculates and part_of_name:
            return self.name()
        self.take()
        node = parse_group(self.whole, group)
        return self.after_bracket(node)

    def after_bracket(self, node: Node) -> Node:
        """Pass over remarks and words that change nothing; refuse words that do."""
        self.skip_remarks()
        item = self.next
        if not isinstance(item, Word) or _opens_share(item):
            return node
        text = fold(item.text)
        if growth := _GROWTH.fullmatch(text):
            self.take()
            return grown(node, down=growth["way"] in ("減少", "降低", "下降"))
        if averages.AVERAGE.fullmatch(text) and (
            mean := averages.mean_of_bracket(node, Span(node.span.start, item.end))
        ):
            self.take()
            return mean
        if "平均" in text:
            raise self.refused(RefusalCode.OPEN_AVERAGE, "what the average is taken over")
        if _EMPTY_SUFFIX.fullmatch(text):
            self.take()
            self.skip_remarks()
        return node

    def skip_remarks(self) -> None:
        while isinstance(self.next, Group) and not self.next.calculates:
            if penalties.lists_penalties(fold(self.whole[self.next.start : self.next.end])):
                raise self.refused(RefusalCode.CONDITION, "a sign in front of what is deducted")
            self.take()

    def name(self) -> Node:
        """A name: words, with short remarks within (核列盈（賸）餘) and behind them."""
        start = end = self.items[self.position].start
        while isinstance(item := self.next, Word | Group | Mark):
            function = fold(self.whole[start:end]).lower() in _FUNCTIONS
            if isinstance(item, Group) and (item.calculates or function):
                return self.labelled(item)
            if isinstance(item, Word):
                if _opens_share(item) and end > start:
                    break
                if self.is_new_operand(item):
                    break
                end = item.end
            elif isinstance(item, Mark):
                if item.text != "," or not self.goes_on():
                    break
            elif not self.goes_on():
                if (scoped := self.within_scope(start, end, item)) is not None:
                    return scoped
                constant = operands.with_constant(
                    Place(self.whole, start, end), Place(self.whole, *item.inner)
                )
                self.skip_remarks()
                if constant is not None:
                    return constant
                break
            self.take()
        place = Place(self.whole, start, end)
        if (penalty := penalties.penalty(place)) is not None:
            return penalty
        if penalties.speaks_of_penalty(place.text):
            raise place.refused(RefusalCode.CONDITION, "so much for each occurrence")
        return words.compound(place) or operands.operand(place)

    def within_scope(self, start: int, end: int, group: Group) -> Node | None:
        """各縣市（完成時間）: the bracket is the quantity, and the words say of whom."""
        if not _SCOPE.fullmatch(fold(self.whole[start:end])):
            return None
        if not operands.is_measure(self.whole[slice(*group.inner)]):
            return None
        self.take()
        return parse_group(self.whole, group)

    def is_new_operand(self, item: Word) -> bool:
        """Whether a word cannot go on the name before it: 100% ends, and prose begins."""
        before = self.items[self.position - 1] if self.position else None
        return isinstance(before, Word)

    def goes_on(self) -> bool:
        """Whether a word follows the item at hand, so that the name is not at its end."""
        after = self.items[self.position + 1] if self.position + 1 < len(self.items) else None
        return isinstance(after, Word) and not _opens_share(after)

    def labelled(self, group: Group) -> Node:
        """超收率【（甲－乙）÷乙】: the name says what the bracket is; or min(…)."""
        self.take()
        before = self.items[self.position - 2]
        function = _FUNCTIONS.get(fold(before.text).lower()) if isinstance(before, Word) else None
        if function is not None:
            parts = split(group.items)
            span = Span(before.start, group.end)
            return function(tuple(parse(self.whole, part) for part in parts), span)
        return self.after_bracket(parse_group(self.whole, group))


def split(items: tuple[Item, ...]) -> list[tuple[Item, ...]]:
    """The pieces between commas."""
    parts: list[list[Item]] = [[]]
    for item in items:
        if isinstance(item, Mark) and item.text == ",":
            parts.append([])
        else:
            parts[-1].append(item)
    return [tuple(part) for part in parts]


def parse_group(whole: str, group: Group) -> Node:
    """The expression in a bracket, or the penalties that it lists."""
    text = fold(whole[group.start + 1 : group.end - 1])
    if not group.calculates and penalties.lists_penalties(text):
        return penalties.of_bracket(whole, group)
    if group.prose:
        code, expected = RefusalCode.SEVERAL_FORMULAS, "one expression in the bracket"
        raise RefusedFormula(whole, group.start, code, expected)
    return parse(whole, group.items)


def grown(node: Node, *, down: bool) -> Node:
    """Growth of an expression against the year before: each input is needed for both years."""
    now, before = _of_year(node, "本年度"), _of_year(node, "前一年度")
    change = Subtract(before, now, node.span) if down else Subtract(now, before, node.span)
    return Divide(change, before, node.span)


def _of_year(node: Node, year: str) -> Node:
    def for_year(item: Input) -> Node:
        if item.default is not None:
            return item
        return Input(f"{item.name}（{year}）", None, item.unit, item.span)

    return rebuilt(node, for_year)


def _divides_twice(left: Node) -> bool:
    """甲÷乙及丙÷丁: two quotients in one sentence, and no quotient of a quotient."""
    return (
        isinstance(left, Divide)
        and isinstance(left.right, Input)
        and re.search(r"[及與和或且、]", left.right.name) is not None
    )


def _opens_share(item: Word) -> bool:
    return fold(item.text)[:1] in ("占", "佔")
