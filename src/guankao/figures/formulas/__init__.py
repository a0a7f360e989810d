"""Formulas: the standards (衡量標準) of plans that calculate.

``read_formula`` turns official text into a tree of named inputs, or raises
:class:`RefusedFormula` with the reason and the place. ``evaluate`` computes it exactly and shows
its working, ``compile_formula`` makes a function of it, ``to_text`` and ``to_mathml`` show it.
"""

from guankao.figures.formulas.accumulation import (
    Accumulation,
    IncompletePeriods,
    accumulate,
    ratio_of_sums,
)
from guankao.figures.formulas.calls import compile_formula
from guankao.figures.formulas.errors import RefusalCode, RefusedFormula
from guankao.figures.formulas.evaluate import Problem, ProblemCode, Result, Step, evaluate
from guankao.figures.formulas.mathml import to_mathml
from guankao.figures.formulas.nodes import Formula, Input
from guankao.figures.formulas.reader import read_formula
from guankao.figures.formulas.render import to_text

__all__ = [
    "Accumulation",
    "Formula",
    "IncompletePeriods",
    "Input",
    "Problem",
    "ProblemCode",
    "RefusalCode",
    "RefusedFormula",
    "Result",
    "Step",
    "accumulate",
    "compile_formula",
    "evaluate",
    "ratio_of_sums",
    "read_formula",
    "to_mathml",
    "to_text",
]
