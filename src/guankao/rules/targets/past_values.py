"""The values of earlier years beside a target, in the target's unit."""

from __future__ import annotations

from decimal import Decimal

from guankao.documents import HistoryValue, Indicator
from guankao.figures import UnitsDiffer, UnreadableFigure, convert, read_quantity


def past_values(indicator: Indicator, unit: str) -> list[tuple[HistoryValue, Decimal]]:
    """The values that can be compared with the target, the latest last.

    >>> from guankao.documents import HistoryValue
    >>> known = Indicator.model_construct(history=(HistoryValue(fiscal_year=105, value="2萬人"),))
    >>> [str(figure) for _, figure in past_values(known, "人")]
    ['20000']
    """
    known = []
    for value in sorted(indicator.history, key=lambda one: one.fiscal_year):
        try:
            figure = convert(read_quantity(value.value.removeprefix("第")), unit).value
        except (UnreadableFigure, UnitsDiffer):
            continue
        known.append((value, figure))
    return known
