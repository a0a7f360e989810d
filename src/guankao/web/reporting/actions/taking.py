"""What every step has in common: lock, permission, state, change, results, ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from guankao.calendars import Stage
from guankao.documents.fields import visible
from guankao.web.organizations.permissions import (
    NotPermitted,
    Permission,
    refuse_own_submission,
    rights_of,
)
from guankao.web.reporting.actions.computing import restate
from guankao.web.reporting.actions.recording import locked_expected, record_of_report
from guankao.web.reporting.actions.tallying import tally_element
from guankao.web.reporting.models import ExpectedReport, Report, ReportStep
from guankao.web.reporting.queries import last_step, submitters
from guankao.web.reporting.states import TABLE, ReportState, ReportTurn, require_state

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor

LONGEST_REASON = 4_000


class WithoutReason(ValueError):
    """A step that has to say why, and did not; or said more than anybody reads."""

    def __init__(self, turn: ReportTurn) -> None:
        self.turn = turn
        super().__init__(
            _("Say why, in at most %(most)d characters: it is kept for ever.")
            % {"most": LONGEST_REASON}
        )


class ChangedSince(ValueError):
    """The text was changed since the person looked at it; nothing was done."""

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__(
            _("The report was changed since you opened this page. Look at it again, then decide.")
        )


@dataclass(frozen=True)
class Taken:
    """A report locked for a step, with what is expected of it."""

    expected: ExpectedReport
    report: Report


def begin_step(*, by: Actor, report: int, turn: ReportTurn, version: int) -> Taken | None:
    """The locked report, where the person and the state allow the step.

    None says that the same person took this very step just now: a button was pressed twice.
    Raises Report.DoesNotExist, NotPermitted, OwnSubmission, NotNow, and ChangedSince.
    """
    key = Report.objects.values_list("expected", flat=True).get(pk=report)
    expected = locked_expected(key)
    row = Report.objects.select_for_update().get(pk=report)
    transition = TABLE[turn]
    acting_for = _require_one(by, transition.owners, expected)
    if transition.reviews:
        refuse_own_submission(by, submitted_by=submitters(row), acting_for=acting_for)
    if _was_taken(row, turn, by, version):
        return None
    require_state(ReportState(row.state), turn, final_review=expected.final_review)
    if row.version != version:
        raise ChangedSince(row.version)
    return Taken(expected, row)


def end_step(
    taken: Taken, *, by: Actor, turn: ReportTurn, words: str = "", stage: Stage | None = None
) -> Report:
    """Change the state, keep what was said, compute what follows, and record it."""
    row, transition = taken.report, TABLE[turn]
    before = row.state
    row.state = transition.after.value
    row.changed_at = timezone.now()
    row.save()
    last = last_step(row)
    ReportStep.objects.create(
        report=row,
        number=last.number + 1 if last else 1,
        step=turn.value,
        version=row.version,
        stage=stage.value if stage else "",
        words=words,
        person=by.code,
        person_name=by.name,
        person_agency=by.agency,
        taken_at=row.changed_at,
    )
    restate(taken.expected, handed_in=turn is ReportTurn.SUBMIT)
    tally_element(taken.expected)
    record_of_report(
        transition.event,
        taken.expected,
        by=by,
        report=row,
        before={"state": before},
        after={
            "state": row.state,
            "content": row.digest,
            **({"stage": stage.value} if stage else {}),
            **({"words": words} if words else {}),
        },
    )
    return row


def reason_of(turn: ReportTurn, words: str) -> str:
    """The words as they are kept; WithoutReason where the step needs some."""
    said = visible(words)
    if (TABLE[turn].gives_reason and not said) or len(said) > LONGEST_REASON:
        raise WithoutReason(turn)
    return said


def _require_one(
    by: Actor, owners: tuple[Permission, ...], expected: ExpectedReport
) -> frozenset[str]:
    """In whose place the person does it; refuse where none of the permissions is theirs."""
    rights, agency = rights_of(by), expected.plan.agency
    if not any(rights.allows(one, agency) for one in owners):
        raise NotPermitted(by, owners[0], agency.label)
    return frozenset().union(*(rights.stands_for(one, agency) for one in owners))


def _was_taken(row: Report, turn: ReportTurn, by: Actor, version: int) -> bool:
    last = last_step(row)
    return (
        last is not None
        and (last.step, last.person, last.version) == (turn.value, by.code, version)
        and row.version == version
        and row.state == TABLE[turn].after.value
    )
