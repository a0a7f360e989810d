"""Where a plan that was read can go: into which draft, or why not now and what to do first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guankao.documents import Plan
from guankao.documents.comparison import ChangeKind, ElementChange
from guankao.documents.taking import beside, differences
from guankao.web.archive.queries import document_of
from guankao.web.organizations.queries import agency_known_as
from guankao.web.planning.kinds import DraftKind
from guankao.web.planning.models import Draft
from guankao.web.planning.models import Plan as StoredPlan
from guankao.web.planning.states import EDITABLE, DraftState

ADVICE: dict[DraftState, Promise] = {
    DraftState.SUBMITTED: _(
        "The plan of this year was submitted and waits for its review. Withdraw it on its page, "
        "then take the file into it."
    ),
    DraftState.APPROVED: _(
        "The plan of this year was approved. Ask the reviewer to return it with a reason, then "
        "take the file into it."
    ),
    DraftState.PUBLISHED: _(
        "The plan of this year is published. Begin an amendment on its page, then take the file "
        "into it."
    ),
}
"""What to do first, where a draft of the same agency and year cannot be changed now."""
NEVER_DRAFTED = _(
    "The plan of this year is published. Begin an amendment of it among the plans, then take the "
    "file into it."
)


@dataclass(frozen=True)
class PlaceOfPlan:
    """What there is already where a plan of a file belongs.

    Attributes:
        draft: of the same agency and year; None where nobody began one, or it is not the person's.
        open: whether the file can be taken into that draft now.
        advice: what to do first; empty where nothing stands in the way.
        others: the drafts of other years into which it can be taken.
        losses: the goals, KPIs and projects that the plan holds and the file does not.
    """

    draft: Draft | None
    open: bool
    advice: str | Promise
    others: Sequence[Draft]
    losses: Sequence[ElementChange]

    @property
    def free(self) -> bool:
        """Whether a draft can be begun with it."""
        return self.draft is None and not self.advice


def place_of(document: Plan, agencies: frozenset[int]) -> PlaceOfPlan:
    """Where it can go for a person who drafts plans at these agencies; five questions at most."""
    agency = agency_known_as(document.agency)
    if agency is None or agency.pk not in agencies:
        return PlaceOfPlan(None, False, "", (), ())
    of_agency = Draft.objects.filter(agency=agency, kind=DraftKind.PLAN.value)
    drafts = list(of_agency.select_related("agency").order_by("-pk"))
    editable = [one for one in drafts if DraftState(one.state) in EDITABLE]
    same = next((one for one in drafts if one.fiscal_year == document.fiscal_year), None)
    others = [one for one in editable if one is not same]
    if same is not None:
        advice = ADVICE.get(DraftState(same.state), "")
        return PlaceOfPlan(same, not advice, advice, others, losses(same.digest, document))
    stored = StoredPlan.objects.filter(agency=agency, fiscal_year=document.fiscal_year).first()
    if stored is None:
        return PlaceOfPlan(None, False, "", others, ())
    return PlaceOfPlan(None, False, NEVER_DRAFTED, others, losses(stored.content_digest, document))


def losses(digest: str, document: Plan) -> tuple[ElementChange, ...]:
    """What taking all of a file would take out of the plan of this digest."""
    stands = document_of(digest)
    if not isinstance(stands, Plan):
        return ()
    changes = differences(stands, beside(stands, document)).changes
    return tuple(one for one in changes if one.kind is ChangeKind.REMOVED)
