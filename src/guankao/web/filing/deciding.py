"""Which steps a reviewer is offered with a report, and how each of them is taken."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from guankao.web.filing.queue import Queue, QueueRow
from guankao.web.ledger.actors import Actor
from guankao.web.organizations.permissions import NotPermitted, OwnSubmission, Rights
from guankao.web.reporting.actions import (
    Review,
    accept_report,
    publish_report,
    return_report,
    unaccept_report,
)
from guankao.web.reporting.actions.recording import NotExpected
from guankao.web.reporting.actions.taking import ChangedSince, WithoutReason
from guankao.web.reporting.models import Report
from guankao.web.reporting.queries import last_step
from guankao.web.reporting.states import (
    TABLE,
    NotNow,
    ReportState,
    ReportTurn,
    Transition,
    turns_from,
)

OFFERED = frozenset(ReportTurn) - {
    ReportTurn.SUBMIT,
    ReportTurn.WITHDRAW,
    ReportTurn.CORRECT,
    ReportTurn.DROP_CORRECTION,
}
"""What is done on the page of a review; the others are the reporter's."""
AGREEING = frozenset(
    {ReportTurn.PASS, ReportTurn.ACCEPT, ReportTurn.ACCEPT_FINALLY, ReportTurn.PUBLISH}
)
"""What leads on; these stand first."""
REFUSALS = (ChangedSince, NotExpected, NotNow, OwnSubmission, WithoutReason)
"""What a verb says to a person in a sentence."""

_FINAL = frozenset(
    {ReportTurn.RETURN_FINALLY, ReportTurn.ACCEPT_FINALLY, ReportTurn.UNACCEPT_FINALLY}
)


@dataclass(frozen=True)
class Offer:
    """A step that a person may take now."""

    turn: ReportTurn
    line: Transition

    @property
    def agrees(self) -> bool:
        return self.turn in AGREEING

    @property
    def takes_back(self) -> bool:
        return self.turn in {
            ReportTurn.UNPASS,
            ReportTurn.UNACCEPT,
            ReportTurn.UNACCEPT_FINALLY,
        }

    @property
    def may_say(self) -> bool:
        """Whether words can go with it."""
        return self.turn is not ReportTurn.PUBLISH


def offers(
    report: Report, rights: Rights, by: Actor, submitted_by: Collection[str]
) -> Sequence[Offer]:
    """The steps from here that the person may take, those that agree first."""
    agency = report.expected.plan.agency
    found = []
    for turn in turns_from(ReportState(report.state), final_review=report.expected.final_review):
        line = TABLE[turn]
        owners = [one for one in line.owners if rights.allows(one, agency)]
        if turn not in OFFERED or not owners:
            continue
        if line.reviews and reviews_own(submitted_by, rights, by, line, report):
            continue
        found.append(Offer(turn, line))
    return sorted(found, key=lambda one: not one.agrees)


def reviews_own(
    submitted_by: Collection[str], rights: Rights, by: Actor, line: Transition, report: Report
) -> bool:
    """Whether the person, or whom they stand for, handed the report in."""
    agency = report.expected.plan.agency
    acting_for: set[str] = set()
    for owner in line.owners:
        acting_for |= rights.stands_for(owner, agency)
    return bool({by.code, *acting_for} & set(submitted_by))


def take(turn: ReportTurn, *, by: Actor, report: int, version: int, words: str) -> Report:
    """Call the verb of a step; which steps there are, the table of states says.

    Raises what the verb raises; the sentences for a person are among REFUSALS.
    """
    review = Review.FINAL if turn in _FINAL else Review.FIRST
    if turn is ReportTurn.PUBLISH:
        return publish_report(by=by, report=report, version=version)
    if turn in {ReportTurn.RETURN, ReportTurn.RETURN_FINALLY}:
        return return_report(by=by, report=report, version=version, opinion=words, review=review)
    if turn in AGREEING:
        return accept_report(by=by, report=report, version=version, words=words, review=review)
    return unaccept_report(by=by, report=report, version=version, reason=words, review=review)


def who_was_quicker(report: Report) -> str:
    """Who took the last step, which one and when: for whoever comes second. '' where none was."""
    step = last_step(report)
    if step is None:
        return ""
    return _("%(person)s (%(agency)s) was here at %(moment)s: %(step)s.") % {
        "person": step.person_name,
        "agency": step.person_agency,
        "moment": timezone.localtime(step.taken_at).strftime("%Y-%m-%d %H:%M"),
        "step": TABLE[ReportTurn(step.step)].words,
    }


@dataclass(frozen=True)
class Outcome:
    """What became of one report of many."""

    report: Report
    done: bool
    words: str
    """Why not; '' where it was done."""


@dataclass(frozen=True)
class LeftOut:
    """Which reports of a bulk step are left for a look of their own."""

    red: bool = True
    problems: bool = True
    late: bool = False

    def why(self, row: QueueRow) -> str:
        """Why a report is left out; '' where it is not."""
        if self.red and row.red:
            return _("Left out: red light or high risk.")
        if self.problems and row.problems:
            return _("Left out: it has something to look at.")
        if self.late and row.late:
            return _("Left out: it came late.")
        return ""


_BULK = {
    Queue.FIRST: ReportTurn.ACCEPT,
    Queue.FINAL: ReportTurn.ACCEPT_FINALLY,
    Queue.PUBLISH: ReportTurn.PUBLISH,
}


def decide_many(
    queue: Queue,
    rows: Iterable[QueueRow],
    versions: dict[int, int],
    left_out: LeftOut,
    *,
    by: Actor,
) -> Sequence[Outcome]:
    """Accept, or publish, each report in a transaction of its own; one refusal stops no other.

    `versions` are those that the person saw, by the key of the report.
    """
    done = []
    for row in rows:
        report = row.report
        if why := left_out.why(row):
            done.append(Outcome(report, done=False, words=why))
            continue
        try:
            take(_BULK[queue], by=by, report=report.pk, version=versions[report.pk], words="")
        except (*REFUSALS, NotPermitted) as refusal:
            told = f"{refusal} {who_was_quicker(report)}".strip()
            done.append(Outcome(report, done=False, words=told))
        else:
            done.append(Outcome(report, done=True, words=""))
    return done
