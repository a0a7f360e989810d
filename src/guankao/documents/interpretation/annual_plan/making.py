"""A plan in the making: what its parts share while they are put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from guankao.documents.interpretation.account import Account
from guankao.documents.interpretation.annual_plan.goals import FoundGoal
from guankao.documents.interpretation.cleaning import Cleaner
from guankao.documents.plan import Goal, Indicator


@dataclass(slots=True)
class Making:
    """Which plan it is, how its texts are cleaned, and the pieces that are ready."""

    agency: str
    fiscal_year: int
    cleaner: Cleaner
    account: Account = field(default_factory=Account)
    found_goals: list[FoundGoal] = field(default_factory=list)
    goals: tuple[Goal, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    def identifier(self, of: Callable[[int, str, str], str], key: str) -> str:
        """The identifier of a piece of this plan."""
        return of(self.fiscal_year, self.agency, key)
