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
Compared = tuple[int, str, str]
"""Key, name and standard of a KPI."""


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

    Seven questions to the database at most. Made-up agencies are told of only to made-up ones.
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
    # Hundreds are compared and a few are shown: only these are read whole.
    compared = (
        StoredIndicator.objects.filter(of_others, identifier__in=found)
        .order_by("-plan__fiscal_year", "plan_id", "position")
        .values_list("pk", "name", "standard")
    )
    alike = likest(
        (indicator.name, indicator.standard), compared, lambda one: one[1:], most=len(found)
    )
    likest_few = alike[:MOST_SHOWN]
    whole = StoredIndicator.objects.select_related("plan__agency").in_bulk(
        [each.one[0] for each in likest_few]
    )
    return AlikeKpis(
        # A plan that is published anew just now takes its KPIs with it.
        [
            _shown(each, whole[each.one[0]], indicator)
            for each in likest_few
            if each.one[0] in whole
        ],
        max(0, len(alike) - MOST_SHOWN),
    )


def _shown(alike: Alike[Compared], one: StoredIndicator, indicator: Indicator) -> AlikeKpi:
    return AlikeKpi(
        one,
        LIKENESSES[alike.likeness],
        alike.likeness,
        words_between(indicator.standard, one.standard),
    )
