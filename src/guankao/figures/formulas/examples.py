"""Worked examples beside a formula: 107年：200÷250×100%. They calculate, and say nothing new."""

from __future__ import annotations

import re
from typing import Final

from guankao.figures.formulas.errors import RefusedFormula
from guankao.figures.formulas.lexer import fold
from guankao.figures.formulas.nodes import Input, walk
from guankao.figures.formulas.parser import parse
from guankao.figures.formulas.segments import Segment

_OF_A_YEAR: Final = re.compile(r"(?:民國)?\d{2,3}(?:學)?年.{0,8}|例如?|舉例|範例|")


def without_examples(whole: str, segments: list[Segment]) -> list[Segment]:
    """The clauses without those that calculate with figures alone, where another has names."""
    examples = [
        segment
        for segment in segments
        if segment.calculates
        and _OF_A_YEAR.fullmatch(fold(segment.label))
        and _has_figures_alone(whole, segment)
    ]
    calculating = [segment for segment in segments if segment.calculates]
    if len(examples) == len(calculating):
        return segments
    return [segment for segment in segments if segment not in examples]


def _has_figures_alone(whole: str, segment: Segment) -> bool:
    try:
        tree = parse(whole, segment.items)
    except RefusedFormula:
        return False
    return not any(isinstance(item, Input) for item in walk(tree))
