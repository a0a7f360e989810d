"""The states of a draft: who may take which step, from where, and where it leads.

The owners and events stand here as they are for plans; `kinds` says what they are for guidelines.

This is the one table. docs/explanation/from-draft-to-publication.md shows it as a diagram, and a
test compares the two. Whether a person may take a step is the other question, which the matrix of
`organizations` answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from guankao.web.ledger.events import Event
from guankao.web.organizations.matrix import Permission


class DraftState(StrEnum):
    """Where the plan of one agency for one year stands on its way to the public."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"


class Step(StrEnum):
    """What can be done to a draft as a whole."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RETURN = "return"
    APPROVE = "approve"
    PUBLISH = "publish"
    AMEND = "amend"
    DROP_AMENDMENT = "drop-amendment"


@dataclass(frozen=True)
class Transition:
    """One line of the table.

    Attributes:
        before: the states from which the step may be taken.
        after: the state it leads to.
        owner: the permission that whoever takes it needs at the agency of the plan.
        event: what the ledger calls it.
        words: what a button says.
        reviews: whether it judges what somebody wrote or submitted, who then may not take it.
        gives_reason: whether it may not be taken without words that are kept for ever.
    """

    before: frozenset[DraftState]
    after: DraftState
    owner: Permission
    event: Event
    words: Promise
    reviews: bool = False
    gives_reason: bool = False


def _from(*states: DraftState) -> frozenset[DraftState]:
    return frozenset(states)


TABLE: dict[Step, Transition] = {
    Step.SUBMIT: Transition(
        _from(DraftState.DRAFT, DraftState.RETURNED),
        DraftState.SUBMITTED,
        Permission.SUBMIT_PLAN,
        Event.PLAN_SUBMITTED,
        _("Submit"),
    ),
    Step.WITHDRAW: Transition(
        _from(DraftState.SUBMITTED),
        DraftState.DRAFT,
        Permission.SUBMIT_PLAN,
        Event.PLAN_WITHDRAWN,
        _("Withdraw"),
    ),
    Step.RETURN: Transition(
        _from(DraftState.SUBMITTED, DraftState.APPROVED),
        DraftState.RETURNED,
        Permission.REVIEW_PLAN,
        Event.PLAN_RETURNED,
        _("Return with a reason"),
        reviews=True,
        gives_reason=True,
    ),
    Step.APPROVE: Transition(
        _from(DraftState.SUBMITTED),
        DraftState.APPROVED,
        Permission.APPROVE_PLAN,
        Event.PLAN_APPROVED,
        _("Approve"),
        reviews=True,
    ),
    Step.PUBLISH: Transition(
        _from(DraftState.APPROVED),
        DraftState.PUBLISHED,
        Permission.PUBLISH_PLAN,
        Event.PLAN_PUBLISHED,
        _("Publish"),
        reviews=True,
    ),
    Step.AMEND: Transition(
        _from(DraftState.PUBLISHED),
        DraftState.DRAFT,
        Permission.DRAFT_PLAN,
        Event.PLAN_AMENDMENT_STARTED,
        _("Begin an amendment"),
        gives_reason=True,
    ),
    Step.DROP_AMENDMENT: Transition(
        _from(DraftState.DRAFT, DraftState.RETURNED),
        DraftState.PUBLISHED,
        Permission.DRAFT_PLAN,
        Event.PLAN_AMENDMENT_DROPPED,
        _("Drop the amendment"),
    ),
}
"""Step by step. What stands here is allowed; everything else is refused."""

EDITABLE = _from(DraftState.DRAFT, DraftState.RETURNED)
"""The states in which elements of the plan may be changed."""

WORDS: dict[DraftState, Promise] = {
    DraftState.DRAFT: _("Draft"),
    DraftState.SUBMITTED: _("Submitted"),
    DraftState.RETURNED: _("Returned"),
    DraftState.APPROVED: pgettext_lazy("state of a plan", "Approved"),
    DraftState.PUBLISHED: _("Published"),
}


class NotNow(ValueError):
    """The state does not allow it; somebody else may have been quicker."""

    def __init__(self, state: DraftState, step: Step | None = None) -> None:
        self.state = state
        self.step = step
        facts = {"state": WORDS[state], "step": TABLE[step].words if step else ""}
        super().__init__(
            gettext("“%(step)s” cannot be done now: the state is “%(state)s”.") % facts
            if step
            else gettext("This cannot be changed now: the state is “%(state)s”.") % facts
        )


def require_state(state: DraftState, step: Step) -> Transition:
    """The line of the table for a step, or NotNow where it may not be taken from this state.

    >>> require_state(DraftState.SUBMITTED, Step.APPROVE).after.value
    'approved'
    """
    transition = TABLE[step]
    if state not in transition.before:
        raise NotNow(state, step)
    return transition


def steps_from(state: DraftState) -> tuple[Step, ...]:
    """The steps that lead on from a state, in the order of the table."""
    return tuple(step for step, transition in TABLE.items() if state in transition.before)


def diagram() -> str:
    """The table as a diagram in Mermaid's language, as the page of docs/ shows it."""
    lines = ["stateDiagram-v2", f"    [*] --> {DraftState.DRAFT.value}"]
    for step, transition in TABLE.items():
        lines += [
            f"    {state.value} --> {transition.after.value}: {step.value}"
            for state in DraftState
            if state in transition.before
        ]
    return "\n".join(lines)
