"""The formula as a tree: small frozen nodes that hold no behaviour.

Evaluating, rendering and compiling are functions over them, in modules of their own. Every node
knows the span of text that it was read from; two nodes are equal when they mean the same,
wherever they stood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the text: from ``start`` up to and without ``end``."""

    start: int
    end: int


NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands in the text: 100,000 or 365日."""

    value: Decimal
    unit: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Input:
    """A quantity that someone has to state, in the words of the text.

    Attributes:
        name: what it is called.
        default: its value where the text gives one (預估受益戶數1,800戶), in the base unit.
        unit: the unit of that value.
    """

    name: str
    default: Decimal | None = None
    unit: str = field(default="", compare=False)
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Percent:
    """So many hundredths: 70%, or an input that is stated as a percentage."""

    operand: Node
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Negate:
    """A minus sign in front."""

    operand: Node
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Add:
    """left ＋ right"""

    left: Node
    right: Node
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Subtract:
    """left － right"""

    left: Node
    right: Node
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Multiply:
    """left × right"""

    left: Node
    right: Node
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Divide:
    """left ÷ right"""

    left: Node
    right: Node
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Power:
    """base ^ exponent, the exponent a small whole number."""

    base: Node
    exponent: int
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Minimum:
    """The smallest of several: a cap."""

    operands: tuple[Node, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Maximum:
    """The largest of several: a floor."""

    operands: tuple[Node, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Defined:
    """A name that the text itself explains by arithmetic: I1：甲÷乙."""

    name: str
    expression: Node
    span: Span = field(default=NOWHERE, compare=False)


Binary = Add | Subtract | Multiply | Divide
Node = Number | Input | Percent | Negate | Binary | Power | Minimum | Maximum | Defined


@dataclass(frozen=True, slots=True)
class Formula:
    """A standard that calculates.

    Attributes:
        text: the standard, after NFC normalisation; where one bracket was missing, with it.
        expression: the tree; its value is a plain number, 90% being 0.9.
        factor: what the tree's value is multiplied by to stand in ``unit``: 100 where a ratio is
            wanted in percent, 0.0001 where 張 are wanted in 萬張.
        unit: the unit of the result, as the target writes it.
    """

    text: str
    expression: Node
    factor: Decimal = Decimal(1)
    unit: str = ""

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The inputs, each once, in the order in which they are used.

        >>> share = Divide(Input("甲"), Add(Input("甲"), Input("乙")))
        >>> [item.name for item in Formula("", share).inputs]
        ['甲', '乙']
        """
        found: dict[str, Input] = {}
        for node in walk(self.expression):
            if isinstance(node, Input):
                found.setdefault(node.name, node)
        return tuple(found.values())

    @property
    def definitions(self) -> tuple[Defined, ...]:
        """The names that the text explains by arithmetic of their own, each once."""
        found: dict[str, Defined] = {}
        for node in walk(self.expression):
            if isinstance(node, Defined):
                found.setdefault(node.name, node)
        return tuple(found.values())


def children(node: Node) -> tuple[Node, ...]:
    """The nodes right under ``node``, from left to right."""
    match node:
        case Number() | Input():
            return ()
        case Percent(operand=operand) | Negate(operand=operand):
            return (operand,)
        case Power(base=base):
            return (base,)
        case Defined(expression=expression):
            return (expression,)
        case Minimum(operands=operands) | Maximum(operands=operands):
            return operands
        case _:
            return (node.left, node.right)


def walk(node: Node) -> Iterator[Node]:
    """``node`` and every node under it, from left to right."""
    yield node
    for child in children(node):
        yield from walk(child)


def rebuilt(  # noqa: PLR0911  one case a node
    node: Node,
    change: Callable[[Input], Node],
    define: Callable[[Defined], Node] | None = None,
) -> Node:
    """The same tree with every input replaced by what ``change`` makes of it.

    Args:
        node: the tree.
        change: what becomes of an input.
        define: what becomes of a defined name, once its definition is rebuilt; stays where absent.

    >>> rebuilt(Negate(Input("甲")), lambda item: Input(item.name + "數")).operand.name
    '甲數'
    """

    def again(inner: Node) -> Node:
        return rebuilt(inner, change, define)

    match node:
        case Input():
            return change(node)
        case Number():
            return node
        case Defined():
            defined = Defined(node.name, again(node.expression), node.span)
            return define(defined) if define is not None else defined
        case Percent() | Negate():
            return type(node)(again(node.operand), node.span)
        case Power():
            return Power(again(node.base), node.exponent, node.span)
        case Minimum() | Maximum():
            return type(node)(tuple(again(item) for item in node.operands), node.span)
        case _:
            return type(node)(again(node.left), again(node.right), node.span)


def addends(node: Node) -> list[Node]:
    """What a sum adds, from left to right; the node itself where it is none.

    >>> [item.name for item in addends(Add(Add(Input("甲"), Input("乙")), Input("丙")))]
    ['甲', '乙', '丙']
    """
    if isinstance(node, Add):
        return [*addends(node.left), *addends(node.right)]
    return [node]


def total(nodes: list[Node], span: Span = NOWHERE) -> Node:
    """The sum of one node or more.

    >>> total([Input("甲"), Input("乙")]) == Add(Input("甲"), Input("乙"))
    True
    """
    whole = nodes[0]
    for node in nodes[1:]:
        whole = Add(whole, node, span)
    return whole
