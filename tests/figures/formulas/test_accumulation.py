"""A year's figure from figures of its periods."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guankao.figures.formulas import (
    Accumulation,
    IncompletePeriods,
    accumulate,
    ratio_of_sums,
)

TWO, FIVE, ZERO = Decimal(2), Decimal(5), Decimal(0)


@pytest.mark.parametrize(
    ("rule", "figures", "wanted"),
    [
        (Accumulation.SUM, [TWO, ZERO, FIVE], Decimal(7)),
        (Accumulation.LATEST, [TWO, FIVE, None, None], FIVE),
        (Accumulation.LATEST, [TWO, FIVE, ZERO], ZERO),
        (Accumulation.AVERAGE, [TWO, ZERO, Decimal(4)], TWO),
        (Accumulation.STOCK_AT_END, [None, TWO, FIVE], FIVE),
        (Accumulation.STOCK_AT_END, [TWO, ZERO], ZERO),
    ],
)
def test_rules(rule: Accumulation, figures: list[Decimal | None], wanted: Decimal) -> None:
    assert accumulate(figures, rule) == wanted


@pytest.mark.parametrize(
    ("rule", "figures", "missing"),
    [
        (Accumulation.SUM, [TWO, None, FIVE], (1,)),
        (Accumulation.AVERAGE, [None, TWO], (0,)),
        (Accumulation.STOCK_AT_END, [TWO, FIVE, None], (2,)),
        (Accumulation.LATEST, [None, None], (0, 1)),
        (Accumulation.SUM, [], ()),
        (Accumulation.LATEST, [], ()),
        (Accumulation.STOCK_AT_END, [], ()),
    ],
)
def test_missing_is_not_zero(
    rule: Accumulation, figures: list[Decimal | None], missing: tuple[int, ...]
) -> None:
    with pytest.raises(IncompletePeriods) as incomplete:
        accumulate(figures, rule)
    assert incomplete.value.missing == missing


def test_a_rate_of_the_year_is_not_the_mean_of_the_rates() -> None:
    done, due = [Decimal(1), Decimal(90)], [Decimal(10), Decimal(100)]
    assert ratio_of_sums(done, due) == Decimal(91) / Decimal(110)


def test_a_rate_needs_both_rows() -> None:
    with pytest.raises(IncompletePeriods):
        ratio_of_sums([TWO, None], [FIVE, FIVE])
    with pytest.raises(ZeroDivisionError):
        ratio_of_sums([TWO], [ZERO])
