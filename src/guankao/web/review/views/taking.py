"""Take a step with a draft, of whatever kind, and what may be said against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from guankao.web.ledger.actors import Actor
from guankao.web.organizations.permissions import OwnSubmission
from guankao.web.planning.actions.drafts import AlreadyDrafted, NothingToCopy
from guankao.web.planning.kinds import DraftKind
from guankao.web.planning.models import Draft
from guankao.web.planning.states import NotNow, Step, Transition
from guankao.web.review.actions import (
    amend_guidelines,
    approve_plan,
    drop_amendment,
    publish_plan,
    return_plan,
    start_amendment,
    submit_plan,
    withdraw_plan,
)
from guankao.web.review.actions.amending import NothingPublished
from guankao.web.review.actions.taking import ChangedSince, WithoutAnswer, WithoutReason


@dataclass(frozen=True)
class Typed:
    """What was typed for a step and did not lead to it.

    Attributes:
        place: where it was typed: the code of a step, or the identifier of what is to be amended.
        words: the text.
        fault: what is wrong with the text; empty where something else was.
    """

    place: str
    words: str
    fault: str = ""


WORDLESS = (WithoutAnswer, WithoutReason)
"""What is wrong with the words of a step; told beside the field in which they are typed."""

REFUSALS = (
    AlreadyDrafted,
    ChangedSince,
    NotNow,
    NothingPublished,
    NothingToCopy,
    OwnSubmission,
    WithoutAnswer,
    WithoutReason,
)
"""What a verb says to a person in a sentence; the page is shown again with it."""


BACKWARD: Final = frozenset({Step.WITHDRAW, Step.RETURN, Step.DROP_AMENDMENT})
"""Steps that take a draft back: offered after those that take it on, on quieter buttons."""


def in_order(
    steps: Iterable[Step], table: Mapping[Step, Transition]
) -> list[tuple[Step, Transition, bool]]:
    """The steps as a page offers them, each with its line of the table and whether it is quiet."""
    offered = sorted(steps, key=lambda step: step in BACKWARD)
    return [(step, table[step], step in BACKWARD) for step in offered]


def take(step: Step, draft: Draft, *, by: Actor, version: int, words: str) -> None:
    """Call the verb of a step; which steps there are, the table of states says.

    Raises what the verb raises; the sentences for a person are among REFUSALS.
    """
    if step is Step.SUBMIT:
        submit_plan(by=by, draft=draft.pk, version=version, answer=words)
    elif step is Step.WITHDRAW:
        withdraw_plan(by=by, draft=draft.pk, version=version)
    elif step is Step.RETURN:
        return_plan(by=by, draft=draft.pk, version=version, reason=words)
    elif step is Step.APPROVE:
        approve_plan(by=by, draft=draft.pk, version=version, words=words)
    elif step is Step.PUBLISH:
        publish_plan(by=by, draft=draft.pk, version=version)
    elif step is Step.AMEND:
        _amend(draft, by=by, reason=words)
    else:
        drop_amendment(by=by, draft=draft.pk, version=version)


def _amend(draft: Draft, *, by: Actor, reason: str) -> None:
    if draft.kind == DraftKind.GUIDELINES.value:
        agency = draft.agency.name
        amend_guidelines(by=by, identifier=draft.identifier, agency=agency, reason=reason)
    else:
        start_amendment(by=by, identifier=draft.identifier, reason=reason)
