"""What every step has in common: lock, permission, state, change, ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from guankao.documents.fields import visible
from guankao.web.organizations.permissions import refuse_own_submission, require, rights_of
from guankao.web.planning.actions.drafts import record_of_draft
from guankao.web.planning.kinds import drafting_of
from guankao.web.planning.models import Draft, PlanStep
from guankao.web.planning.states import TABLE, DraftState, Step, require_state
from guankao.web.review.queries import last_step, submitters

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor

LONGEST_REASON = 4_000


class WithoutReason(ValueError):
    """A step that has to say why, and did not; or said more than anybody reads."""

    def __init__(self, step: Step) -> None:
        self.step = step
        super().__init__(
            _("Say why, in at most %(most)d characters: it is kept for ever.")
            % {"most": LONGEST_REASON}
        )


class WithoutAnswer(ValueError):
    """It was returned, and the submission does not say what became of the reason."""

    def __init__(self) -> None:
        super().__init__(
            _("It was returned. Say what you changed, or why not, before it is submitted.")
        )


class ChangedSince(ValueError):
    """The text was changed since the person looked at it; nothing was done."""

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__(
            _("It was changed since you opened this page. Look at it again, then decide.")
        )


def begin_step(*, by: Actor, draft: int, step: Step, version: int) -> Draft | None:
    """The locked draft, where the person and the state allow the step.

    None says that the same person took this very step just now: a button was pressed twice.
    Raises NotPermitted, OwnSubmission, NotNow, and ChangedSince where `version` is not the one
    that stands.
    """
    row = Draft.objects.select_for_update(of=("self",)).select_related("agency").get(pk=draft)
    transition = drafting_of(row.kind).table[step]
    require(by, transition.owner, at=row.agency)
    if transition.reviews:
        acting_for = rights_of(by).stands_for(transition.owner, row.agency)
        refuse_own_submission(by, submitted_by=submitters(row), acting_for=acting_for)
    if _was_taken(row, step, by, version):
        return None
    require_state(DraftState(row.state), step)
    if row.version != version:
        raise ChangedSince(row.version)
    return row


def end_step(row: Draft, *, by: Actor, step: Step, words: str = "") -> PlanStep:
    """Change the state, keep what was said, and record it."""
    transition = drafting_of(row.kind).table[step]
    before = row.state
    acting_for = sorted(rights_of(by).stands_for(transition.owner, row.agency))
    row.state = transition.after.value
    row.changed_at = timezone.now()
    row.save()
    last = last_step(row)
    taken = PlanStep.objects.create(
        draft=row,
        number=last.number + 1 if last else 1,
        step=step.value,
        version=row.version,
        words=words,
        person=by.code,
        person_name=by.name,
        person_agency=by.agency,
        in_place_of=acting_for,
        taken_at=row.changed_at,
    )
    record_of_draft(
        transition.event,
        row,
        by=by,
        before={"state": before},
        after={
            "state": row.state,
            "content": row.digest,
            **({"words": words} if words else {}),
            **({"in_place_of": acting_for} if acting_for else {}),
        },
    )
    return taken


def reason_of(step: Step, words: str) -> str:
    """The words as they are kept; WithoutReason where the step needs some."""
    said = visible(words)
    if (TABLE[step].gives_reason and not said) or len(said) > LONGEST_REASON:
        raise WithoutReason(step)
    return said


def _was_taken(row: Draft, step: Step, by: Actor, version: int) -> bool:
    last = last_step(row)
    return (
        last is not None
        and (last.step, last.person, last.version) == (step.value, by.code, version)
        and row.version == version
        and row.state == TABLE[step].after.value
    )
