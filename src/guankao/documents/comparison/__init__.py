"""Two plans element by element: two versions of one, or the plans of two years."""

from guankao.documents.comparison.breaks import BreakReason, breaks_between
from guankao.documents.comparison.changes import (
    ChangeKind,
    ElementChange,
    FieldChange,
    Pairs,
    PlanComparison,
    compare,
    compare_guidelines,
    pair_indicators,
    pairs_by_key,
    pairs_by_likeness,
)
from guankao.documents.comparison.words import Piece, PieceKind, words_between

__all__ = [
    "BreakReason",
    "ChangeKind",
    "ElementChange",
    "FieldChange",
    "Pairs",
    "Piece",
    "PieceKind",
    "PlanComparison",
    "breaks_between",
    "compare",
    "compare_guidelines",
    "pair_indicators",
    "pairs_by_key",
    "pairs_by_likeness",
    "words_between",
]
