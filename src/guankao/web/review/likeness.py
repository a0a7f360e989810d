"""KPIs of other agencies that are like one that is being written."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise

from guankao.documents import Indicator
from guankao.documents.comparison import Piece, words_between
from guankao.documents.comparison.likeness import Alike, Likeness, likest
from guankao.web.planning.models import Draft
from guankao.web.planning.models import Indicator as StoredIndicator
from guankao.web.planning.models import Plan as StoredPlan
from guankao.web.review.terms import LIKENESSES
from guankao.web.search.likeness import indicators_like

MOST_SHOWN = 5


@dataclass(frozen=True)
class AlikeKpi:
    """One published KPI that is like the one being written.

    Attributes:
        one: it, with its plan and agency.
        words: in what it is alike.
        standard: its standard word by word against the one being written: `in` is only its own.
    """

    one: StoredIndicator
    words: str | Promise
    likeness: Likeness
    standard: tuple[Piece, ...]


@dataclass(frozen=True)
class AlikeKpis:
    """The likest few, and how many more there are among those that were compared."""

    shown: list[AlikeKpi]
    more: int


def alike_kpis(draft: Draft, indicator: Indicator) -> AlikeKpis:
    """Published KPIs of other agencies, of the plan's year and of the newest, the likest first.

    Six questions to the database at most. Made-up agencies are told of only to made-up ones.
    """
    others = StoredPlan.objects.exclude(agency=draft.agency_id)
    if not draft.agency.fictional:
        others = others.filter(fictional=False)
    newest = others.order_by("-fiscal_year").values_list("fiscal_year", flat=True).first()
    if newest is None:
        return AlikeKpis([], 0)
    years = list(dict.fromkeys((draft.fiscal_year, newest)))
    found = indicators_like(indicator.name, indicator.standard, years=years)
    of_others = ~Q(plan__agency=draft.agency_id)
    if not draft.agency.fictional:
        of_others &= Q(plan__fictional=False)
    compared = (
        StoredIndicator.objects.filter(of_others, identifier__in=found)
        .select_related("plan__agency")
        .only("identifier", "name", "standard", "target_text", "plan__fiscal_year", "plan__agency")
        .order_by("-plan__fiscal_year", "plan_id", "position")
    )
    alike = likest(
        (indicator.name, indicator.standard),
        compared,
        lambda one: (one.name, one.standard),
        most=len(found),
    )
    return AlikeKpis(
        [_shown(each, indicator) for each in alike[:MOST_SHOWN]], max(0, len(alike) - MOST_SHOWN)
    )


def _shown(alike: Alike[StoredIndicator], indicator: Indicator) -> AlikeKpi:
    return AlikeKpi(
        alike.one,
        LIKENESSES[alike.likeness],
        alike.likeness,
        words_between(indicator.standard, alike.one.standard),
    )
