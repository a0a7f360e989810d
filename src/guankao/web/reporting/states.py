"""The states of a report: who may take which step, from where, and where it leads.

This is the one table. docs/explanation/from-report-to-publication.md shows it as a diagram, and a
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


class ReportState(StrEnum):
    """Where a report stands on its way to the public."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PASSED = "passed"
    """The first review agreed; the final review is to come."""
    ACCEPTED = "accepted"
    PUBLISHED = "published"


class ReportTurn(StrEnum):
    """What can be done to a report as a whole."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RETURN = "return"
    PASS = "pass"  # noqa: S105 - a step
    ACCEPT = "accept"
    RETURN_FINALLY = "return-finally"
    ACCEPT_FINALLY = "accept-finally"
    UNPASS = "unpass"
    UNACCEPT = "unaccept"
    UNACCEPT_FINALLY = "unaccept-finally"
    PUBLISH = "publish"
    CORRECT = "correct"
    DROP_CORRECTION = "drop-correction"


@dataclass(frozen=True)
class Transition:
    """One line of the table.

    Attributes:
        before: the states from which the step may be taken.
        after: the state it leads to.
        owners: the permissions of which whoever takes it needs one, at the agency of the plan.
        event: what the ledger calls it.
        words: what a button says.
        final_review: None, or whether the report must have a final review, or must have none.
        reviews: whether it judges what somebody submitted, who then may not take it.
        gives_reason: whether it may not be taken without words that are kept for ever.
    """

    before: frozenset[ReportState]
    after: ReportState
    owners: tuple[Permission, ...]
    event: Event
    words: Promise
    final_review: bool | None = None
    reviews: bool = False
    gives_reason: bool = False


def _from(*states: ReportState) -> frozenset[ReportState]:
    return frozenset(states)


_FIRST = (Permission.REVIEW_REPORT,)
_FINAL = (Permission.REVIEW_REPORT_FINALLY,)
_EITHER = (Permission.REVIEW_REPORT, Permission.REVIEW_REPORT_FINALLY)
"""Whoever agreed can take it back, and so can whoever stands above."""

TABLE: dict[ReportTurn, Transition] = {
    ReportTurn.SUBMIT: Transition(
        _from(ReportState.DRAFT, ReportState.RETURNED),
        ReportState.SUBMITTED,
        (Permission.SUBMIT_REPORT,),
        Event.REPORT_SUBMITTED,
        pgettext_lazy("step of a report", "Submit the report"),
    ),
    ReportTurn.WITHDRAW: Transition(
        _from(ReportState.SUBMITTED),
        ReportState.DRAFT,
        (Permission.SUBMIT_REPORT,),
        Event.REPORT_WITHDRAWN,
        _("Withdraw the report"),
    ),
    ReportTurn.RETURN: Transition(
        _from(ReportState.SUBMITTED),
        ReportState.RETURNED,
        _FIRST,
        Event.REPORT_RETURNED,
        _("Return with an opinion"),
        reviews=True,
        gives_reason=True,
    ),
    ReportTurn.PASS: Transition(
        _from(ReportState.SUBMITTED),
        ReportState.PASSED,
        _FIRST,
        Event.REPORT_PASSED,
        _("Pass on to the final review"),
        final_review=True,
        reviews=True,
    ),
    ReportTurn.ACCEPT: Transition(
        _from(ReportState.SUBMITTED),
        ReportState.ACCEPTED,
        _FIRST,
        Event.REPORT_ACCEPTED,
        _("Accept the report"),
        final_review=False,
        reviews=True,
    ),
    ReportTurn.RETURN_FINALLY: Transition(
        _from(ReportState.PASSED),
        ReportState.RETURNED,
        _FINAL,
        Event.REPORT_RETURNED,
        _("Return with an opinion of the final review"),
        final_review=True,
        reviews=True,
        gives_reason=True,
    ),
    ReportTurn.ACCEPT_FINALLY: Transition(
        _from(ReportState.PASSED),
        ReportState.ACCEPTED,
        _FINAL,
        Event.REPORT_ACCEPTED,
        _("Accept in the final review"),
        final_review=True,
        reviews=True,
    ),
    ReportTurn.UNPASS: Transition(
        _from(ReportState.PASSED),
        ReportState.SUBMITTED,
        _EITHER,
        Event.REPORT_UNACCEPTED,
        _("Take the first review back"),
        final_review=True,
        gives_reason=True,
    ),
    ReportTurn.UNACCEPT: Transition(
        _from(ReportState.ACCEPTED),
        ReportState.SUBMITTED,
        _EITHER,
        Event.REPORT_UNACCEPTED,
        _("Take the acceptance back"),
        final_review=False,
        gives_reason=True,
    ),
    ReportTurn.UNACCEPT_FINALLY: Transition(
        _from(ReportState.ACCEPTED),
        ReportState.PASSED,
        _FINAL,
        Event.REPORT_UNACCEPTED,
        _("Take the final review back"),
        final_review=True,
        gives_reason=True,
    ),
    ReportTurn.PUBLISH: Transition(
        _from(ReportState.ACCEPTED),
        ReportState.PUBLISHED,
        (Permission.PUBLISH_REPORT,),
        Event.REPORT_PUBLISHED,
        _("Publish the report"),
    ),
    ReportTurn.CORRECT: Transition(
        _from(ReportState.PUBLISHED),
        ReportState.DRAFT,
        (Permission.FILL_REPORT,),
        Event.REPORT_CORRECTION_STARTED,
        _("Begin a correction"),
        gives_reason=True,
    ),
    ReportTurn.DROP_CORRECTION: Transition(
        _from(ReportState.DRAFT, ReportState.RETURNED),
        ReportState.PUBLISHED,
        (Permission.FILL_REPORT,),
        Event.REPORT_CORRECTION_DROPPED,
        _("Drop the correction"),
    ),
}
"""Step by step. What stands here is allowed; everything else is refused."""

EDITABLE = _from(ReportState.DRAFT, ReportState.RETURNED)
"""The states in which a report may be changed."""

HANDED_IN = _from(
    ReportState.SUBMITTED, ReportState.PASSED, ReportState.ACCEPTED, ReportState.PUBLISHED
)
"""The states in which what a report says stands."""

WORDS: dict[ReportState, Promise] = {
    ReportState.DRAFT: pgettext_lazy("state of a report", "Being filled in"),
    ReportState.SUBMITTED: pgettext_lazy("state of a report", "Handed in"),
    ReportState.RETURNED: pgettext_lazy("state of a report", "Returned"),
    ReportState.PASSED: pgettext_lazy("state of a report", "In the final review"),
    ReportState.ACCEPTED: pgettext_lazy("state of a report", "Accepted"),
    ReportState.PUBLISHED: pgettext_lazy("state of a report", "Published"),
}


class NotNow(ValueError):
    """The state does not allow it; somebody else may have been quicker."""

    def __init__(self, state: ReportState, turn: ReportTurn | None = None) -> None:
        self.state = state
        self.turn = turn
        facts = {"state": WORDS[state], "step": TABLE[turn].words if turn else ""}
        super().__init__(
            gettext("“%(step)s” cannot be done now: the report is “%(state)s”.") % facts
            if turn
            else gettext("The report cannot be changed now: it is “%(state)s”.") % facts
        )


def require_state(state: ReportState, turn: ReportTurn, *, final_review: bool) -> Transition:
    """The line of the table for a step, or NotNow where it may not be taken.

    >>> require_state(ReportState.SUBMITTED, ReportTurn.PASS, final_review=True).after.value
    'passed'
    """
    transition = TABLE[turn]
    asked = transition.final_review
    if state not in transition.before or (asked is not None and asked != final_review):
        raise NotNow(state, turn)
    return transition


def turns_from(state: ReportState, *, final_review: bool) -> tuple[ReportTurn, ...]:
    """The steps that lead on from a state, in the order of the table."""
    return tuple(
        turn
        for turn, line in TABLE.items()
        if state in line.before and line.final_review in {None, final_review}
    )


def diagram() -> str:
    """The table as a diagram in Mermaid's language, as the page of docs/ shows it."""
    lines = ["stateDiagram-v2", f"    [*] --> {ReportState.DRAFT.value}"]
    for turn, transition in TABLE.items():
        lines += [
            f"    {state.value} --> {transition.after.value}: {turn.value}"
            for state in ReportState
            if state in transition.before
        ]
    return "\n".join(lines)
