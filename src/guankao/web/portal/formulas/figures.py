"""Figures as a person types them, and as the working shows them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from guankao.figures import UnreadableFigure, read_quantity

LONGEST_TYPED: Final = 64
"""Characters of a typed figure, as long as the longest numeral."""

DECIMALS_OF_WORKING: Final = 10
LARGEST_SHOWN: Final = 40
"""Powers of ten beyond which a figure is shown by its first digits."""

_WIDE: Final = Context(prec=20_000)
"""Room for the digits of any result; nothing is computed here, only cut."""
_DIGIT: Final = re.compile(r"\d")
_LONG: Final = re.compile(rf"\d[\d,]*\.\d{{{DECIMALS_OF_WORKING + 1},}}")


def read_typed(text: str) -> tuple[Decimal, bool]:
    """The value of a typed figure in its base unit, and whether it was given in percent.

    Raises:
        UnreadableFigure: it is no figure.

    >>> read_typed("3億4,093萬"), read_typed("１２３"), read_typed("90%")
    ((Decimal('340930000'), False), (Decimal('123'), False), (Decimal('90'), True))
    """
    if len(text) > LONGEST_TYPED:
        raise UnreadableFigure(text[:LONGEST_TYPED], 0, f"at most {LONGEST_TYPED} characters")
    quantity = read_quantity(text)
    if _DIGIT.search(quantity.unit):  # 0x10: two numbers, or no number at all
        raise UnreadableFigure(text, 0, "one number, and its unit without digits")
    return quantity.base.value, quantity.unit.startswith("%")


def rounded(value: Decimal, decimals: int) -> Decimal:
    """A value with so many decimals, a half going away from nought.

    >>> rounded(Decimal("24.665"), 2), rounded(Decimal("-0.5"), 0)
    (Decimal('24.67'), Decimal('-1'))
    """
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE)


def written(value: Decimal, decimals: int = DECIMALS_OF_WORKING) -> str:
    """A figure with thousands separated, cut to some decimals without trailing zeros.

    >>> written(Decimal("1234.5000")), written(Decimal(1) / 3, 4), written(Decimal("1E+50"))
    ('1,234.5', '0.3333', '1.000E+50')
    """
    if value.adjusted() > LARGEST_SHOWN:
        return f"{value:.3E}"
    text = f"{rounded(value, decimals):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def shortened(figures: str) -> str:
    """A line of working with its endless decimals cut, each marked as cut.

    >>> shortened("0.33333333333333333333×70%＋1,800")
    '0.3333333333…×70%＋1,800'
    """

    def cut(found: re.Match[str]) -> str:
        whole, _, rest = found[0].partition(".")
        kept = rest[:DECIMALS_OF_WORKING]
        return f"{whole}.{kept}…" if rest[DECIMALS_OF_WORKING:].strip("0") else f"{whole}.{kept}"

    return _LONG.sub(cut, figures)
