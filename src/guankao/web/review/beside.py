"""What stands beside a KPI while it is written, besides how its own texts are read."""

from __future__ import annotations

from dataclasses import dataclass

from guankao.documents import Indicator, Plan
from guankao.web.planning.models import Draft
from guankao.web.portal.series import KpiHistory
from guankao.web.review.likeness import AlikeKpis, alike_kpis
from guankao.web.review.series import history_beside


@dataclass(frozen=True)
class Beside:
    """What templates/review/beside.html shows.

    Attributes:
        alike: KPIs of other agencies that are like it.
        through_years: the KPI itself in the published plans of other years.
    """

    alike: AlikeKpis
    through_years: KpiHistory


def beside_of(draft: Draft, plan: Plan, indicator: Indicator) -> Beside:
    """What stands beside a KPI of a draft that says `plan`."""
    return Beside(alike_kpis(draft, indicator), history_beside(draft, plan, indicator))
