"""Which KPI a name that is none's is likely meant for."""

from __future__ import annotations

from typing import Final

from rapidfuzz import fuzz, process

from guankao.documents import Indicator, Plan

ALIKE: Final = 60
"""Percent of characters in common from which a name may be meant for a KPI."""


def nearest_indicator(plan: Plan, name: str) -> Indicator | None:
    """The KPI whose name is most like; none where nothing is like it."""
    found = process.extractOne(
        name,
        {place: one.name for place, one in enumerate(plan.indicators)},
        scorer=fuzz.ratio,
        score_cutoff=ALIKE,
    )
    return plan.indicators[found[2]] if found else None
