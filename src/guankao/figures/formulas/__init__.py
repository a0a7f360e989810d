"""Formulas: the standards (衡量標準) of plans that calculate.

``read_formula`` turns official text into a tree of named inputs, or raises
:class:`RefusedFormula` with the reason and the place.
"""

from guankao.figures.formulas.errors import RefusalCode, RefusedFormula
from guankao.figures.formulas.nodes import Formula, Input
from guankao.figures.formulas.reader import read_formula

__all__ = ["Formula", "Input", "RefusalCode", "RefusedFormula", "read_formula"]
