"""Why a formula was refused: one exception, with a code, the place and a sentence."""

from __future__ import annotations

from enum import StrEnum

from guankao.figures.errors import UnreadableFigure


class RefusalCode(StrEnum):
    """The kind of trouble, for counting and for translating."""

    NO_ARITHMETIC = "no_arithmetic"
    """The text counts or describes something; there is nothing to calculate."""
    ILLEGIBLE = "illegible"
    """Control characters, direction marks, or nothing at all."""
    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    UNBALANCED_BRACKET = "unbalanced_bracket"
    OPEN_SUM = "open_sum"
    """The scope of Σ is open: no list says what is added."""
    OPEN_AVERAGE = "open_average"
    """An average of several results, and no list says of which."""
    OPEN_YEAR = "open_year"
    """Targets of several years are listed, and no year was asked for."""
    SAME_NAME = "same_name"
    """One name seems to stand for two different things."""
    SEVERAL_FORMULAS = "several_formulas"
    WEIGHTS = "weights"
    """The weights of the parts do not add up to the whole."""
    CONDITION = "condition"
    """A part counts only under a condition, which arithmetic does not say."""
    WORDS_CALCULATE = "words_calculate"
    """Words beside the signs change the result."""
    OPERAND = "operand"
    """A quantity, a number or a bracket is missing."""
    EXPONENT = "exponent"
    UNIT = "unit"
    """The result cannot be in the unit that is asked for."""


class RefusedFormula(UnreadableFigure):
    """A standard that is not read as a formula, because that would be a guess.

    Attributes:
        code: the kind of trouble.
        text: the standard, after NFC normalisation.
        position: where the trouble begins, as an offset into ``text``.
        expected: what would be accepted there, as an English phrase.
    """

    def __init__(self, text: str, position: int, code: RefusalCode, expected: str) -> None:
        self.code = code
        super().__init__(text, position, expected)

    @property
    def sentence(self) -> str:
        """What is wrong, where, and what would be accepted.

        >>> RefusedFormula("甲÷", 2, RefusalCode.OPERAND, "a quantity").sentence
        'operand at position 2: expected a quantity'
        """
        return f"{self.code.value.replace('_', ' ')} at position {self.position}: expected " + (
            self.expected
        )
