"""Which KPI of last year's plan became which KPI of this year's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from guankao.documents.plan import Goal, Indicator, Plan
from guankao.figures import fold_width
from guankao.figures.formulas import Formula, RefusedFormula, to_text

_YEAR: Final = re.compile(r"\d{2,3}(?=\s*(?:學)?年)")
ALIKE: Final = 70
"""Percent of characters in common from which two names may be one KPI, renamed."""
SAME_STANDARD: Final = 85
"""Percent of characters in common from which two standards measure the same."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One KPI in both years.

    Attributes:
        before: as last year's plan has it.
        now: as this year's plan has it.
        renamed: whether its name changed, so that the pair rests on likeness.
    """

    before: Indicator
    now: Indicator
    renamed: bool


def pairs(previous: Plan, plan: Plan) -> tuple[Pair, ...]:
    """The KPIs that stand in both plans: by name, then by likeness of name or standard."""
    return _pairs(previous.indicators, plan.indicators)


@lru_cache(maxsize=64)
def _pairs(before: tuple[Indicator, ...], now: tuple[Indicator, ...]) -> tuple[Pair, ...]:
    found: list[Pair] = []
    left = list(before)
    fresh: list[Indicator] = []
    for indicator in now:
        same = [one for one in left if _folded(one.name) == _folded(indicator.name)]
        if same:
            # Of two that share a name the one with the same number is meant.
            kept = next((one for one in same if one.key == indicator.key), same[0])
            left.remove(kept)
            found.append(Pair(kept, indicator, renamed=False))
        else:
            fresh.append(indicator)
    found += _alike(left, fresh)
    return tuple(sorted(found, key=lambda pair: now.index(pair.now)))


def _alike(before: list[Indicator], now: list[Indicator]) -> Iterator[Pair]:
    """The pairs by likeness, the likest first, each KPI once."""
    ranked = sorted(
        ((likeness(old, new), place, old, new) for place, old in enumerate(before) for new in now),
        key=lambda each: (-each[0], each[1], each[3].key),
    )
    taken: set[str] = set()
    for score, _, old, new in ranked:
        if score < ALIKE or f"<{old.key}" in taken or f">{new.key}" in taken:
            continue
        taken |= {f"<{old.key}", f">{new.key}"}
        yield Pair(old, new, renamed=True)


def likeness(before: Indicator, now: Indicator) -> float:
    """How alike two KPIs are, in percent: by their names, or by long standards nearly the same."""
    by_name = fuzz.ratio(_folded(before.name), _folded(now.name))
    by_standard = fuzz.ratio(_folded(before.standard), _folded(now.standard))
    return max(by_name, by_standard if by_standard >= SAME_STANDARD else 0)


def plain(text: str) -> str:
    """The text without what changes from year to year: widths, spaces and numbers of years."""
    return _YEAR.sub("", fold_width(text)).replace(" ", "")


def same_definition(
    pair: Pair, before: Formula | RefusedFormula, now: Formula | RefusedFormula
) -> bool:
    """Whether both years measure the same: by their formulas where both are read."""
    if plain(pair.before.standard) == plain(pair.now.standard):
        return True
    if isinstance(before, Formula) and isinstance(now, Formula):
        return plain(to_text(before.expression)) == plain(to_text(now.expression))
    return False


def dropped_goals(previous: Plan, plan: Plan) -> Iterator[Goal]:
    """The goals of last year that no goal of this year is like."""
    titles = [_folded(goal.title) for goal in plan.goals]
    for goal in previous.goals:
        if all(fuzz.ratio(_folded(goal.title), title) < ALIKE for title in titles):
            yield goal


@lru_cache(maxsize=2048)
def _folded(text: str) -> str:
    return fold_width(text).replace(" ", "").rstrip("。")
