"""Targets (年度目標值): 「7,144人」 「10%以下」 「3達到項數」 「完成…草案」.

A target is a comparator with a figure. Where its text holds no comparator, the comparator is
inferred from the indicator's name and standard, and marked as inferred.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from guankao.figures import sentences
from guankao.figures.comparators import Written, written_after, written_before
from guankao.figures.directions import (
    Comparator,
    Direction,
    Reason,
    ReasonCode,
    infer_comparator,
)
from guankao.figures.errors import UnitsDiffer, UnreadableFigure, reading
from guankao.figures.quantities import Quantity, convert, unit_between, value_at
from guankao.figures.text import fold_width, require_legible

LONGEST_TARGET: Final = 200
"""Characters of a target's text."""

_COUNTED_AS_REACHED: Final = re.compile(r"(?P<word>達到|達成|達)(?P<unit>[^\W\d]{1,4})數$")
_ORDINAL: Final = re.compile(r"第\s*(?=[\d〇零一二三四五六七八九十])")


class Verdict(StrEnum):
    """What follows from a target and an actual figure."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_NUMERIC = "not_numeric"
    """The target names a deed and no figure; a person has to say whether it was done."""
    UNITS_DIFFER = "units_differ"


@dataclass(frozen=True, slots=True)
class Target:
    """A target as it is written and as it is meant.

    Attributes:
        text: as written, after NFC normalisation.
        comparator: how an actual figure is held against it.
        quantity: value and unit as written; ``None`` for a deed without a figure.
        explicit: whether the comparator stands in the text; where not, it was inferred.
        strict: whether the figure itself does not meet it (低於, 未滿, 超過, <, >).
        reason: the word that decided the comparator, and where it stands.
    """

    text: str
    comparator: Comparator
    quantity: Quantity | None
    explicit: bool
    strict: bool
    reason: Reason

    @property
    def direction(self) -> Direction:
        """Which actual figures are better."""
        return Direction.of(self.comparator)

    def is_met_by(self, value: Decimal) -> bool:
        """Whether ``value``, in the target's own unit, meets the target.

        Raises:
            ValueError: the target has no figure.
        """
        wanted = self._figure()
        if self.comparator is Comparator.EQUAL:
            return value == wanted
        if self.comparator is Comparator.AT_MOST:
            return value < wanted if self.strict else value <= wanted
        return value > wanted if self.strict else value >= wanted

    def is_weaker_than(self, value: Decimal) -> bool:
        """Whether the target asks for less than ``value``, in its own direction and unit.

        ``False`` for an exact target, which asks for neither more nor less.

        Raises:
            ValueError: the target has no figure.

        >>> read_target("10%以下").is_weaker_than(Decimal(8))
        True
        """
        wanted = self._figure()
        if self.comparator is Comparator.EQUAL:
            return False
        return wanted > value if self.comparator is Comparator.AT_MOST else wanted < value

    def _figure(self) -> Decimal:
        if self.quantity is None:
            raise ValueError(f"the target has no figure: {self.text}")
        return self.quantity.value


def read_target(text: str, *, name: str = "", standard: str = "") -> Target:
    """Read a target's text, and infer its comparator where it holds none.

    Args:
        text: at most 200 characters: a figure (7,144人), a figure with its comparator (10%以下),
            or a sentence with a figure in it (宣導 530 場) or with a deed alone (完成…草案).
        name: the indicator's name; helps to infer the direction.
        standard: the indicator's standard (衡量標準); weighs more than the name.

    Raises:
        UnreadableFigure: neither a figure nor a deed, two comparators that contradict each other,
            a range, or a unit that is none.

    >>> target = read_target("10%以下")
    >>> target.comparator.value, str(target.quantity), target.explicit
    ('<=', '10%', True)
    >>> str(read_target("11.2人", name="自殺死亡率").reason)
    'harm: 死亡率 (name)'
    >>> read_target("人次")
    Traceback (most recent call last):
    ...
    guankao.figures.errors.UnreadableFigure: cannot read '人次' at position 0: expected a figure \
with its unit, or a deed such as 完成…草案
    """
    whole = require_legible(text, longest=LONGEST_TARGET)
    with reading(whole):
        try:
            found = _figure_alone(whole)
        except UnreadableFigure:
            sentence = sentences.read_sentence(whole)
            if sentence is None:
                raise
            found = sentence
    if found.quantity is None:
        reason = Reason(ReasonCode.DEED, found.word, "text")
        return Target(
            whole, Comparator.MILESTONE, None, explicit=False, strict=False, reason=reason
        )
    if found.comparator is not None:
        reason = Reason(ReasonCode.WRITTEN, found.word, "text")
        return Target(
            whole,
            found.comparator,
            found.quantity,
            explicit=True,
            strict=found.strict,
            reason=reason,
        )
    comparator, reason = infer_comparator(
        found.quantity,
        name=name or found.subject,
        standard=standard,
        ordinal=found.ordinal,
    )
    return Target(whole, comparator, found.quantity, explicit=False, strict=False, reason=reason)


def _figure_alone(whole: str) -> sentences.Figure:
    """The figure that is the whole text but for its comparators."""
    folded = fold_width(whole)
    end = len(folded.rstrip())
    start = len(folded) - len(folded.lstrip())
    if start >= end:
        raise UnreadableFigure(whole, 0, "a figure with its unit, such as 90% or 280萬戶")
    before = written_before(folded, start)
    position = before.end if before else start
    ordinal = _ORDINAL.match(folded, position)
    value, unit_start, unit = value_at(folded, ordinal.end() if ordinal else position)
    after = written_after(folded, unit_start, end)
    unit_end = after.start if after else end
    if unit and folded[unit_start:unit_end].strip():
        raise UnreadableFigure(whole, unit_start, "nothing after the number")
    unit = unit or unit_between(whole, unit_start, unit_end)
    written = Written.together(before, after, whole)
    if written is None and (counted := _COUNTED_AS_REACHED.match(fold_width(unit))):
        unit = counted["unit"]
        written = Written(Comparator.AT_LEAST, counted["word"], unit_start, unit_end)
    if unit in ("年", "年度") and value >= 100:
        raise UnreadableFigure(whole, start, "a figure, where a year stands")
    quantity = Quantity(value, unit)
    if written is None:
        return sentences.Figure(quantity, ordinal=ordinal is not None)
    return sentences.Figure(quantity, written.comparator, written.word, written.strict)


def judge(target: Target, actual: Quantity) -> Verdict:
    """Hold an actual figure against a target, exactly and in the target's direction.

    Units convert where that is exact (億元 and 元, % and 百分比); nothing is rounded.

    >>> judge(read_target("8.5億元"), Quantity(Decimal("850000000"), "元")).value
    'met'
    >>> judge(read_target("90%"), Quantity(Decimal(95), "件")).value
    'units_differ'
    """
    if target.quantity is None:
        return Verdict.NOT_NUMERIC
    try:
        value = convert(actual, target.quantity.unit).value
    except UnitsDiffer:
        return Verdict.UNITS_DIFFER
    return Verdict.MET if target.is_met_by(value) else Verdict.NOT_MET
