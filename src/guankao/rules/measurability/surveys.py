"""What of a KPI is asked of people, and how much of it."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from guankao.figures.formulas import Formula
from guankao.rules.measurability.attainment import inputs_under, terms, weight_of
from guankao.rules.measurability.wording import clause_before, fold

_ASKED: Final = re.compile(
    r"(?:滿意(?:度|以上|人數)|表示同意|同意比[率例]|認同度|職場評價|調查結果)"
)
_SURVEY: Final = re.compile(r"滿意|問卷|調查|抽樣|同意|認同")
_BUDGET: Final = re.compile(r"預算|實支數|概算|決算")


def asked_words(text: str) -> str | None:
    """The words that say that people are asked, or None.

    >>> asked_words("學員滿意度"), asked_words("輔導家數")
    ('學員滿意度', None)
    """
    folded = re.sub(r"[×÷+]", ",", fold(text))
    found = _ASKED.search(folded)
    return clause_before(folded, found.end()) if found else None


def speaks_of_survey(text: str) -> bool:
    """Whether a text speaks of a survey at all."""
    return _SURVEY.search(text) is not None


def asked_share(formula: Formula) -> tuple[Fraction, str | None]:
    """The share of a formula's weights that falls to what people are asked, and its words.

    A formula of one part counts as a whole.
    """
    parts = list(terms(formula.expression))
    if len(parts) == 1:
        words = asked_words("，".join(item.name for item in inputs_under(parts[0])))
        return Fraction(1 if words else 0), words
    weights = [weight_of(part) or Fraction(1) for part in parts]
    said = [asked_words("，".join(item.name for item in inputs_under(part))) for part in parts]
    total = sum(weights)
    asked = sum(weight for weight, words in zip(weights, said, strict=True) if words)
    return asked / total if total else Fraction(0), next(filter(None, said), None)


def is_budget(standard: str) -> bool:
    """Whether a standard speaks of the budget."""
    return _BUDGET.search(standard) is not None
