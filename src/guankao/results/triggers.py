"""What can put a project at risk."""

from __future__ import annotations

from enum import StrEnum


class Trigger(StrEnum):
    """The code is stored: never renamed and never reused."""

    PROGRESS_GAP = "progress-gap"
    """Percentage points behind the planned progress."""
    BUDGET_GAP = "budget-gap"
    """Percent of the allotted budget that was not spent."""
    MILESTONE_LATE = "milestone-late"
    """Days by which the latest open milestone is overdue at the end of the period."""
    MAY_NOT_FINISH = "may-not-finish"
    """How many times faster than so far the rest of the year has to go."""
    STEEP_CURVE = "steep-curve"
    """Percentage points that every remaining month has to bring."""
    PUBLIC_CONCERN = "public-concern"
    """The public is concerned: a person says so."""
    KEY_MILESTONE = "key-milestone"
    """A milestone that much depends on is open: a person says so."""

    @property
    def is_stated(self) -> bool:
        """Whether only a person can say so, since no figure of a report tells."""
        return self in {Trigger.PUBLIC_CONCERN, Trigger.KEY_MILESTONE}
