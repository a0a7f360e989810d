"""What stands beside a KPI while it is written, besides how its own texts are read."""

from __future__ import annotations

from dataclasses import dataclass

from guankao.documents import Indicator
from guankao.web.planning.models import Draft
from guankao.web.review.likeness import AlikeKpis, alike_kpis


@dataclass(frozen=True)
class Beside:
    """What templates/review/beside.html shows.

    Attributes:
        alike: KPIs of other agencies that are like it.
    """

    alike: AlikeKpis


def beside_of(draft: Draft, indicator: Indicator) -> Beside:
    """What stands beside a KPI of a draft."""
    return Beside(alike_kpis(draft, indicator))
