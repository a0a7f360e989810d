"""The kinds of document that are drafted, and what is another matter for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from guankao.web.ledger.events import Event
from guankao.web.organizations.matrix import Permission
from guankao.web.planning.states import TABLE, Step, Transition


class DraftKind(StrEnum):
    """What is drafted. The code is stored: never renamed and never reused."""

    PLAN = "plan"
    GUIDELINES = "guidelines"


@dataclass(frozen=True)
class Drafting:
    """How one kind of document is drafted.

    Attributes:
        whole: the name of the element that stands for the whole document.
        read: the permission that whoever reads needs at the agency of the draft.
        draft: the one for whoever writes.
        comment: the one for whoever says something of it.
        drafted, saved, undone: what the ledger calls beginning, saving and undoing.
        table: the steps from state to state, with who may take them.
    """

    whole: str
    read: Permission
    draft: Permission
    comment: Permission
    drafted: Event
    saved: Event
    undone: Event
    table: Mapping[Step, Transition]


_OF_GUIDELINES: dict[Step, tuple[Permission, Event]] = {
    Step.SUBMIT: (Permission.SUBMIT_GUIDELINES, Event.GUIDELINES_SUBMITTED),
    Step.WITHDRAW: (Permission.SUBMIT_GUIDELINES, Event.GUIDELINES_WITHDRAWN),
    Step.RETURN: (Permission.REVIEW_GUIDELINES, Event.GUIDELINES_RETURNED),
    Step.APPROVE: (Permission.APPROVE_GUIDELINES, Event.GUIDELINES_APPROVED),
    Step.PUBLISH: (Permission.PUBLISH_GUIDELINES, Event.GUIDELINES_PUBLISHED),
    Step.AMEND: (Permission.DRAFT_GUIDELINES, Event.GUIDELINES_AMENDMENT_STARTED),
    Step.DROP_AMENDMENT: (Permission.DRAFT_GUIDELINES, Event.GUIDELINES_AMENDMENT_DROPPED),
}

DRAFTING: dict[DraftKind, Drafting] = {
    DraftKind.PLAN: Drafting(
        whole="plan",
        read=Permission.READ_DRAFT,
        draft=Permission.DRAFT_PLAN,
        comment=Permission.COMMENT_ON_PLAN,
        drafted=Event.PLAN_DRAFTED,
        saved=Event.PLAN_SAVED,
        undone=Event.PLAN_CHANGE_UNDONE,
        table=TABLE,
    ),
    DraftKind.GUIDELINES: Drafting(
        whole="guidelines",
        read=Permission.READ_GUIDELINES,
        draft=Permission.DRAFT_GUIDELINES,
        comment=Permission.COMMENT_ON_GUIDELINES,
        drafted=Event.GUIDELINES_DRAFTED,
        saved=Event.GUIDELINES_SAVED,
        undone=Event.GUIDELINES_CHANGE_UNDONE,
        # The same states and the same steps between them; only who and what it is called differ.
        table={
            step: replace(TABLE[step], owner=owner, event=event)
            for step, (owner, event) in _OF_GUIDELINES.items()
        },
    ),
}
"""Kind by kind. The states and what leads from one to another are those of `states.TABLE`."""


def drafting_of(kind: str) -> Drafting:
    """How a draft of this kind is written."""
    return DRAFTING[DraftKind(kind)]
