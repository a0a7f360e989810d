"""Case records: formulas over whole columns, on any backend of Ibis.    [extra: cases]"""

from guankao.cases.columns import MissingColumn, formula_column

__all__ = ["MissingColumn", "formula_column"]
