"""The S-curve of a project: planned and actual progress from month to month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from guankao.documents import Project


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Progress at the end of a month in percent; None where nobody has said."""

    month: int
    planned: Decimal | None
    actual: Decimal | None


def planned_at(project: Project, month: int) -> Decimal | None:
    """The progress that the plan has reached by the end of a month, 1 to 12.

    Between two months that the plan states, the earlier holds: a project is behind only a
    progress that was promised, and none is made up between.
    """
    reached = [one for one in project.planned_progress if one.month <= month]
    return reached[-1].percent if reached else None


def curve_of(project: Project, actual: Mapping[int, Decimal]) -> tuple[CurvePoint, ...]:
    """The points of the year: months that the plan or a report speaks of, in order.

    Args:
        project: the project of the plan.
        actual: progress in percent, by the month at whose end it was reported.
    """
    planned = {one.month: one.percent for one in project.planned_progress}
    return tuple(
        CurvePoint(month, planned.get(month), actual.get(month))
        for month in sorted({*planned, *actual})
    )
