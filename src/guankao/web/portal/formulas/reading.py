"""How the standard of a KPI is read: a formula, or the reason why it is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from guankao.documents import IndicatorKind
from guankao.figures.formulas import (
    Formula,
    RefusalCode,
    RefusedFormula,
    read_formula,
    to_text,
)
from guankao.web.planning.models import Indicator
from guankao.web.portal.spreadsheet import plain

MOST_INPUTS: Final = 24
"""Fields of one calculator; a formula with more is shown, and computed by program."""

LONGEST_MARK: Final = 24
"""Characters that are marked from the place of a trouble on."""

LONGEST_BESIDE: Final = 60
"""Characters of a formula that stands beside its official text; a longer one stands below."""

_WITHOUT_PLACE: Final = frozenset({RefusalCode.UNIT, RefusalCode.TOO_LONG, RefusalCode.ILLEGIBLE})
"""Troubles of the standard as a whole."""
_END_OF_PIECE: Final = re.compile(r"[。；;，,、：:\n]")


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with the place of the trouble cut out of it; where there is none, all is before."""

    before: str
    marked: str
    after: str


@dataclass(frozen=True)
class Reading:
    """What Guankao makes of a standard: exactly one of the two."""

    formula: Formula | None
    refused: RefusedFormula | None
    kind: str
    """The kind of the KPI, which decides whether a refusal is worth a word."""

    @property
    def calculable(self) -> bool:
        """Whether a person can try it out on the page."""
        return self.formula is not None and 0 < len(self.formula.inputs) <= MOST_INPUTS

    @property
    def refusal(self) -> RefusedFormula | None:
        """The refusal that is worth showing: of something that calculates."""
        refused = self.refused
        return refused if refused and refused.code is not RefusalCode.NO_ARITHMETIC else None

    @property
    def left_open(self) -> bool:
        """Whether the KPI is a rate or a growth, and its standard leaves open how it comes."""
        return (
            self.refused is not None
            and self.refusal is None
            and self.kind == IndicatorKind.FORMULA.value
        )

    @cached_property
    def marked(self) -> MarkedText:
        """The official text with the place of the trouble."""
        refused = self.refused
        if refused is None:
            return MarkedText("", "", "")
        text = refused.text
        if refused.code in _WITHOUT_PLACE:
            return MarkedText(text, "", "")
        start = min(refused.position, max(len(text) - 1, 0))
        end = _END_OF_PIECE.search(text, start + 1)
        stop = min(end.start() if end else len(text), start + LONGEST_MARK)
        return MarkedText(text[:start], text[start:stop], text[stop:])

    @property
    def wide(self) -> bool:
        """Whether the mathematics needs the whole width of the page."""
        return len(self.expression) > LONGEST_BESIDE

    @property
    def expression(self) -> str:
        """The formula in one line of the notation that the reader reads again, or ''."""
        return "" if self.formula is None else to_text(self.formula.expression)

    def data(self) -> dict[str, Any]:
        """What the `.json` form says of it."""
        formula, refused = self.formula, self.refused
        return {
            "expression": self.expression or None,
            "unit": None if formula is None else formula.unit,
            "inputs": []
            if formula is None
            else [
                {
                    "name": item.name,
                    "default": None if item.default is None else plain(item.default),
                    "unit": item.unit,
                }
                for item in formula.inputs
            ],
            "definitions": []
            if formula is None
            else [
                {"name": one.name, "expression": to_text(one.expression, brief=True)}
                for one in formula.definitions
            ],
            "refusal": None
            if refused is None
            else {
                "code": refused.code.value,
                "position": refused.position,
                "message": refused.sentence,
            },
        }


def reading_of(indicator: Indicator) -> Reading:
    """Read the standard of a KPI; needs its plan."""
    try:
        formula = read_formula(
            indicator.standard,
            target=indicator.target_text,
            name=indicator.name,
            fiscal_year=indicator.plan.fiscal_year,
        )
    except RefusedFormula as refused:
        return Reading(None, refused, indicator.kind)
    return Reading(formula, None, indicator.kind)
