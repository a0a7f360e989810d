"""Figures as people type them into a report: 1,234, １２, 3億4,093萬元, 90%."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from guankao.documents.fields import MOST_DECIMALS, MOST_WHOLE_DIGITS
from guankao.figures import UnitsDiffer, UnreadableFigure, convert, read_quantity
from guankao.figures.formulas.operands import is_measure, is_rate
from guankao.figures.quantities import Quantity
from guankao.web.portal.formulas.figures import LONGEST_TYPED, read_typed

THOUSAND_DOLLARS: Final = "千元"
"""The unit of all money in reports; a thousand New Taiwan dollars."""
_SCALES: Final = "千萬億兆"


def read_input(text: str, name: str, *, percent: bool) -> Decimal:
    """The value of an input of a formula, in its base unit.

    Args:
        text: what was typed; not blank.
        name: of the input, which says whether it counts or is a rate.
        percent: whether the formula takes it as 90 and not as 0.9.

    Raises:
        ValidationError: it is no figure that the input can have.
    """
    try:
        value, in_percent = read_typed(text)
    except UnreadableFigure:
        raise no_figure(text) from None
    if in_percent and not percent:
        if is_measure(name) and not is_rate(name):
            raise ValidationError(_("This asks for a number, not for a percentage."))
        value = value.scaleb(-2)
    return _ordinary(value)


def read_figure(text: str, unit: str) -> Decimal:
    """A figure in the unit that is asked for.

    A bare numeral is in that unit; one with 億 or 萬 is a whole amount, as people say it: 3億 asked
    for in 千元 is 300,000.

    Raises:
        ValidationError: it is no figure, or in a unit that does not convert.
    """
    quantity = _quantity(text)
    if not unit:
        return _ordinary(quantity.value)
    if not quantity.unit and not any(scale in text for scale in _SCALES):
        return _ordinary(quantity.value)
    if not quantity.base.unit:
        quantity = Quantity(quantity.base.value, Quantity(Decimal(1), unit).base.unit)
    try:
        return _ordinary(convert(quantity, unit).value)
    except UnitsDiffer:
        raise ValidationError(
            _("Write it in %(wanted)s; %(typed)s cannot be converted.")
            % {"wanted": unit, "typed": quantity.unit[:20]}
        ) from None


def no_figure(text: str) -> ValidationError:
    """What is said of a text that is no figure."""
    return ValidationError(
        _("“%(typed)s” is no figure. Write it like 6,500, 3億4,093萬 or 90%%.")
        % {"typed": text.strip()[:40]}
    )


def _quantity(text: str) -> Quantity:
    if len(text) > LONGEST_TYPED:
        raise no_figure(text)
    try:
        return read_quantity(text)
    except UnreadableFigure:
        raise no_figure(text) from None


def _ordinary(value: Decimal) -> Decimal:
    """The value without idle digits, of a size that any database keeps exactly."""
    exponent = value.normalize().as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if value and (value.adjusted() >= MOST_WHOLE_DIGITS or decimals > MOST_DECIMALS):
        raise ValidationError(_("This number is beyond any amount."))
    plain = value.normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain
