"""How government writes numbers: numerals, periods, quantities and targets.

The lowest room of the house. It knows no clock, no file and no framework; every reader returns a
value or raises :class:`UnreadableFigure` with the text, the place and what would be accepted.
"""

from guankao.figures.directions import Comparator, Direction, Reason, ReasonCode
from guankao.figures.errors import UnitsDiffer, UnreadableFigure
from guankao.figures.numerals import NumeralStyle, read_numeral, write_numeral
from guankao.figures.periods import Period, PeriodKind, read_period
from guankao.figures.quantities import Quantity, convert, read_quantity
from guankao.figures.targets import Target, Verdict, judge, read_target
from guankao.figures.text import fold_width, normalise

__all__ = [
    "Comparator",
    "Direction",
    "NumeralStyle",
    "Period",
    "PeriodKind",
    "Quantity",
    "Reason",
    "ReasonCode",
    "Target",
    "UnitsDiffer",
    "UnreadableFigure",
    "Verdict",
    "convert",
    "fold_width",
    "judge",
    "normalise",
    "read_numeral",
    "read_period",
    "read_quantity",
    "read_target",
    "write_numeral",
]
