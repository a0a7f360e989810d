"""What waits for a person, as the rows of drafts and comments have it; nothing is kept beside them.

Only that a mention was seen is a fact of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from guankao.web.organizations.permissions import Rights
from guankao.web.planning.kinds import DRAFTING
from guankao.web.planning.models import Draft, Mention, PlanStep, PlanVersion
from guankao.web.planning.rounds import authors_of_round, last_submission
from guankao.web.planning.states import DraftState, Step

MOST = 50
"""Of each kind; what is dealt with makes room."""
NEWS_FOR = dt.timedelta(days=14)
"""How long it is news that one's plan, or guidelines, were approved or published."""


@dataclass(frozen=True)
class Notices:
    """What to look at: who asked, what to decide, what to publish, what became of one's own."""

    mentions: Sequence[Mention]
    to_decide: Sequence[Draft]
    to_publish: Sequence[Draft]
    returned: Sequence[tuple[Draft, PlanStep]]
    news: Sequence[tuple[Draft, PlanStep]]

    @property
    def any(self) -> bool:
        return any((self.mentions, self.to_decide, self.to_publish, self.returned, self.news))


def notices_for(code: str, rights: Rights) -> Notices:
    """Everything that waits for a person; seven questions to the database at most."""
    own = _own_decided(code)
    return Notices(
        mentions=list(mentions_of(code, rights)[:MOST]),
        to_decide=_for_others(DraftState.SUBMITTED, Step.APPROVE, code, rights),
        to_publish=_for_others(DraftState.APPROVED, Step.PUBLISH, code, rights),
        returned=[one for one in own if one[0].state == DraftState.RETURNED],
        news=[one for one in own if one[0].state != DraftState.RETURNED],
    )


def mentions_of(code: str, rights: Rights) -> QuerySet[Mention]:
    """Comments in which the person was spoken to and which they have not seen, the latest first."""
    readable = Q(pk__in=[])
    for kind, drafting in DRAFTING.items():
        readable |= Q(
            comment__draft__kind=kind.value,
            comment__draft__agency__in=rights.agencies(drafting.read),
        )
    return (
        Mention.objects.filter(readable, person=code, seen_at__isnull=True)
        .select_related("comment__draft__agency")
        .order_by("-pk")
    )


def count_of_mentions(code: str) -> int:
    """How many of them there are, for the navigation."""
    return Mention.objects.filter(person=code, seen_at__isnull=True).count()


def _for_others(state: DraftState, step: Step, code: str, rights: Rights) -> list[Draft]:
    """Drafts in a state that the person may lead on: none that they wrote or submitted."""
    owners = {kind.value: drafting.table[step].owner for kind, drafting in DRAFTING.items()}
    allowed = {kind: rights.agencies(owner) for kind, owner in owners.items()}
    if not any(allowed.values()):
        return []
    theirs = Q(pk__in=[])
    for kind, keys in allowed.items():
        theirs |= Q(kind=kind, agency__in=keys)
    written = PlanVersion.objects.filter(person=code)
    found = (
        Draft.objects.filter(theirs, state=state.value)
        .select_related("agency")
        .prefetch_related("steps", Prefetch("versions", written, to_attr="written"))
        .order_by("changed_at")[:MOST]
    )
    return [
        one
        for one in found
        if not {code, *rights.stands_for(owners[one.kind], one.agency)}
        & authors_of_round(one, one.steps.all(), one.written)
    ]


def _own_decided(code: str) -> list[tuple[Draft, PlanStep]]:
    """Drafts whose last submission was the person's, with the step by which it was decided."""
    mine = PlanStep.objects.filter(step=Step.SUBMIT.value, person=code).order_by()
    found = (
        Draft.objects.filter(
            pk__in=mine.values("draft"),
            state__in=[DraftState.RETURNED, DraftState.APPROVED, DraftState.PUBLISHED],
        )
        .select_related("agency")
        .prefetch_related("steps")
        .order_by("-changed_at")[:MOST]
    )
    since = timezone.now() - NEWS_FOR
    decided = []
    for draft in found:
        steps = sorted(draft.steps.all(), key=lambda one: one.number)
        last = last_submission(steps)
        if last is None or last.person != code or steps[-1].person == code:
            continue
        if draft.state == DraftState.RETURNED or steps[-1].taken_at >= since:
            decided.append((draft, steps[-1]))
    return decided
