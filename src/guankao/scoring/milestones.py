"""Milestones: a work in steps, each of which brings it to a share of the whole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal


class StepsDoNotGrow(ValueError):
    """Steps whose shares do not grow from above 0 to at most 1."""


def share_of_steps(shares: Sequence[Decimal], done: int | None) -> Decimal | None:
    """The share that the steps done so far amount to; ``None`` where nobody has said.

    Args:
        shares: what the work amounts to after each step, such as 0.25, 0.75 and 1.
        done: how many steps are done, in order; 0 is nothing done, ``None`` is unknown.

    >>> share_of_steps([Decimal("0.25"), Decimal("0.75"), Decimal(1)], 2)
    Decimal('0.75')
    >>> share_of_steps([Decimal("0.75"), Decimal("0.25")], 1)
    Traceback (most recent call last):
    ...
    guankao.scoring.milestones.StepsDoNotGrow: step 2 brings the work from 0.75 to 0.25
    """
    last = Decimal(0)
    for number, share in enumerate(shares, start=1):
        if not last < share <= 1:
            raise StepsDoNotGrow(f"step {number} brings the work from {last} to {share}")
        last = share
    if done is None:
        return None
    if not 0 <= done <= len(shares):
        raise ValueError(f"{done} steps are done, of {len(shares)}")
    return shares[done - 1] if done else Decimal(0)
