"""Where what was read can go: into which draft, or why not now and what to do first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guankao.documents import Guidelines, Plan
from guankao.documents.comparison import ChangeKind, ElementChange
from guankao.documents.taking import beside, differences
from guankao.web.archive.queries import document_of
from guankao.web.organizations.permissions import Permission, Rights
from guankao.web.organizations.queries import agency_known_as
from guankao.web.planning.guideline_queries import guideline_writers
from guankao.web.planning.kinds import DraftKind
from guankao.web.planning.models import Draft
from guankao.web.planning.models import Guidelines as StoredGuidelines
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


GUIDELINES_ADVICE: dict[DraftState, Promise] = {
    DraftState.DRAFT: _(
        "There is a draft of the guidelines of this year. Write on in it piece by piece, with the "
        "file beside you; then discard the file."
    ),
    DraftState.RETURNED: _(
        "The draft of the guidelines of this year was returned. Write on in it piece by piece, "
        "with the file beside you; then discard the file."
    ),
    DraftState.SUBMITTED: _(
        "The guidelines of this year were submitted and wait to be decided. Withdraw them on "
        "their page to write on."
    ),
    DraftState.APPROVED: _(
        "The guidelines of this year were approved. Ask somebody who approves to return them with "
        "a reason."
    ),
    DraftState.PUBLISHED: _(
        "The guidelines of this year are published. Begin an amendment on their page, and change "
        "there what the file says otherwise."
    ),
}
"""The same of guidelines, of which nothing is taken out of a file into a draft that there is."""
GUIDELINES_NEVER_DRAFTED = _(
    "The guidelines of this year are published. Begin an amendment of them among the policy "
    "guidelines, and change there what the file says otherwise."
)
NOT_THE_WRITER = _(
    "The policy guidelines are drafted by controllers at the agency that stands at the top. Give "
    "the file to one of them."
)


@dataclass(frozen=True)
class PlaceOfGuidelines:
    """What there is already where the guidelines of a file belong.

    Attributes:
        draft: of the same year; None where nobody began one, or the person may not read it.
        advice: what to do instead; empty where a draft can be begun with them.
        writes: whether the person may draft guidelines at all.
    """

    draft: Draft | None
    advice: str | Promise
    writes: bool

    @property
    def free(self) -> bool:
        """Whether a draft can be begun with it."""
        return not self.advice


def place_of_guidelines(document: Guidelines, rights: Rights, *, own: str) -> PlaceOfGuidelines:
    """Where they can go for a person of the agency `own`; four questions at most."""
    if not guideline_writers(rights, own=own):
        return PlaceOfGuidelines(None, NOT_THE_WRITER, writes=False)
    of_year = Draft.objects.filter(identifier=document.identifier).select_related("agency")
    draft = of_year.first()
    if draft is not None:
        mine = rights.allows(Permission.READ_GUIDELINES, draft.agency)
        advice = GUIDELINES_ADVICE[DraftState(draft.state)]
        return PlaceOfGuidelines(draft if mine else None, advice, writes=True)
    published = StoredGuidelines.objects.filter(fiscal_year=document.fiscal_year).exists()
    return PlaceOfGuidelines(None, GUIDELINES_NEVER_DRAFTED if published else "", writes=True)


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
