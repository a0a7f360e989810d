"""What Guankao reads out of an indicator's texts when it is stored: pure, no database."""

from __future__ import annotations

from decimal import localcontext
from typing import TYPE_CHECKING

from guankao.documents import kind_of
from guankao.documents.fields import MOST_DECIMALS, MOST_DIGITS, MOST_WHOLE_DIGITS
from guankao.figures import (
    Quantity,
    Target,
    UnitsDiffer,
    UnreadableFigure,
    convert,
    read_quantity,
    read_target,
)
from guankao.web.planning.models import HistoryValue, Indicator, YearTarget

if TYPE_CHECKING:
    from guankao import documents

CATEGORY_CODES = {
    "公共建設": "public-construction",
    "社會發展": "social-development",
    "科技發展": "science-technology",
    "其它": "other",
}
"""計畫類別 as stored and as it stands in addresses."""


READING_VERSION = 3
"""Raised by one whenever `figures` or `documents` read a text differently than before.

A plan that was read by another version is read again when its document is loaded again; the
document's own digest would call it unchanged.
"""


def read_indicator_texts(indicator: Indicator) -> Target | None:
    """Fill the read fields of an unsaved indicator from its texts.

    An unreadable target is no fault of the document: the text stays the promise, and the row
    says why it was not read.
    """
    indicator.kind = kind_of(
        indicator.evaluation_method, indicator.standard, indicator.target_text, indicator.name
    ).value
    try:
        target = read_target(
            indicator.target_text, name=indicator.name, standard=indicator.standard
        )
    except UnreadableFigure as problem:
        indicator.target_problem = str(problem)
        return None
    if target.quantity is not None and not _is_kept(target.quantity):
        indicator.target_problem = (
            f"more than {MOST_WHOLE_DIGITS} digits before the point or {MOST_DECIMALS} after it"
        )
        return None
    indicator.comparator = target.comparator.value
    indicator.direction = target.direction.value
    indicator.direction_written = target.explicit
    indicator.direction_reason = target.reason.code.value
    indicator.direction_word = target.reason.word
    indicator.direction_word_in = target.reason.where
    if target.quantity is not None:
        indicator.target_value = target.quantity.value
        indicator.target_unit = target.quantity.unit
        indicator.target_base_value = target.quantity.base.value
        indicator.target_base_unit = target.quantity.base.unit
    return target


def read_history(
    document: documents.Indicator, indicator: Indicator, target: Target | None
) -> list[HistoryValue]:
    """The earlier years' values, unsaved; marks on `indicator` the last that beat the target."""
    values = []
    for past in document.history:
        value = HistoryValue(indicator=indicator, fiscal_year=past.fiscal_year, text=past.value)
        try:
            quantity = read_quantity(past.value)
        except UnreadableFigure:
            values.append(value)
            continue
        if not _is_kept(quantity):
            values.append(value)
            continue
        value.value, value.unit = quantity.value, quantity.unit
        values.append(value)
        if target is not None and _surpassed(target, quantity):
            year = past.fiscal_year
            indicator.surpassed_in = max(year, indicator.surpassed_in or year)
    return values


def read_year_targets(document: documents.Indicator, indicator: Indicator) -> list[YearTarget]:
    """The targets of the medium term, unsaved; their figures where they can be read."""
    targets = []
    for planned in document.year_targets:
        row = YearTarget(indicator=indicator, fiscal_year=planned.fiscal_year, text=planned.target)
        try:
            quantity = read_target(
                planned.target, name=document.name, standard=document.standard
            ).quantity
        except UnreadableFigure:
            quantity = None
        if quantity is not None and _is_kept(quantity):
            row.value, row.unit = quantity.value, quantity.unit
        targets.append(row)
    return targets


def _is_kept(quantity: Quantity) -> bool:
    """Whether the columns hold the figure exactly, as written and in its base unit.

    SQLite would keep a longer one somehow and fail when it is asked for.
    """
    with localcontext(prec=2 * MOST_DIGITS):
        return all(
            value.adjusted() < MOST_WHOLE_DIGITS and value == round(value, MOST_DECIMALS)
            for value in (quantity.value, quantity.base.value)
        )


def _surpassed(target: Target, reached: Quantity) -> bool:
    """Whether an earlier figure asks for more than the target; other units say nothing."""
    if target.quantity is None:
        return False
    try:
        return target.is_weaker_than(convert(reached, target.quantity.unit).value)
    except UnitsDiffer:
        return False
