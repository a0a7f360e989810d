"""Submit, withdraw, return, accept, take back, publish: one step from state to state each."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from guankao.results import ReportProblem, hindering, outdated
from guankao.web.reporting.actions.stating import require_taken
from guankao.web.reporting.actions.taking import begin_step, end_step, reason_of
from guankao.web.reporting.models import Report
from guankao.web.reporting.queries import preview, report_at, unanswered_return
from guankao.web.reporting.sources import provided_inputs
from guankao.web.reporting.states import ReportTurn

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor


class Review(StrEnum):
    """Which of the two reviews a person acts in."""

    FIRST = "first"
    """初審: the parent agency."""
    FINAL = "final"
    """複審: the controller, where the control level asks for it."""


class Hindered(ValueError):
    """The report has problems with which it cannot be submitted."""

    def __init__(self, problems: tuple[ReportProblem, ...]) -> None:
        self.problems = problems
        super().__init__(
            _("The report cannot be handed in yet: %(count)d places need a word or a figure.")
            % {"count": len(problems)}
        )


class WithoutAnswer(ValueError):
    """The report was returned, and the submission does not say what became of the opinion."""

    def __init__(self) -> None:
        super().__init__(
            _("The report was returned. Say what you changed, or why not, before it is handed in.")
        )


@transaction.atomic
def submit_report(*, by: Actor, report: int, version: int, answer: str = "") -> Report:
    """Hand the report in as it stands; what follows from it is computed and kept.

    `version` is the one that the person saw; `answer` is said to the opinion of the last return
    and may not be missing where there was one (WithoutAnswer). Raises OutsideWindow, NotExpected
    and Hindered.
    """
    taken = begin_step(by=by, report=report, turn=ReportTurn.SUBMIT, version=version)
    if taken is None:
        return Report.objects.get(pk=report)
    stage = require_taken(taken.expected, taken.report)
    said = reason_of(ReportTurn.SUBMIT, answer)
    if not said and unanswered_return(taken.report) is not None:
        raise WithoutAnswer
    document = report_at(taken.report.digest)
    found = preview(taken.expected, document, typed=False).problems
    problems = hindering((*found, *outdated(document, provided_inputs(taken.expected))))
    if problems:
        raise Hindered(problems)
    return end_step(taken, by=by, turn=ReportTurn.SUBMIT, words=said, stage=stage)


@transaction.atomic
def withdraw_report(*, by: Actor, report: int, version: int) -> Report:
    """Take a report back to go on filling it in, before anybody decided.

    Only while it could be handed in again: OutsideWindow else.
    """
    taken = begin_step(by=by, report=report, turn=ReportTurn.WITHDRAW, version=version)
    if taken is None:
        return Report.objects.get(pk=report)
    require_taken(taken.expected, taken.report)
    return end_step(taken, by=by, turn=ReportTurn.WITHDRAW)


@transaction.atomic
def return_report(
    *, by: Actor, report: int, version: int, opinion: str, review: Review = Review.FIRST
) -> Report:
    """Give the report back with an opinion, which is kept for ever."""
    turn = ReportTurn.RETURN if review is Review.FIRST else ReportTurn.RETURN_FINALLY
    return _taken(by=by, report=report, version=version, turn=turn, words=opinion)


@transaction.atomic
def accept_report(
    *, by: Actor, report: int, version: int, words: str = "", review: Review = Review.FIRST
) -> Report:
    """Agree to the report as it stands; from here on it is locked.

    Whoever agrees names the review, so that pressing twice never agrees in both.
    """
    turn = ReportTurn.ACCEPT_FINALLY
    if review is Review.FIRST:
        goes_on = Report.objects.filter(pk=report, expected__final_review=True).exists()
        turn = ReportTurn.PASS if goes_on else ReportTurn.ACCEPT
    return _taken(by=by, report=report, version=version, turn=turn, words=words)


@transaction.atomic
def unaccept_report(
    *, by: Actor, report: int, version: int, reason: str, review: Review = Review.FIRST
) -> Report:
    """Take an agreement back, at the level that gave it or above; the review before goes on."""
    turn = ReportTurn.UNACCEPT_FINALLY
    if review is Review.FIRST:
        goes_on = Report.objects.filter(pk=report, expected__final_review=True).exists()
        turn = ReportTurn.UNPASS if goes_on else ReportTurn.UNACCEPT
    return _taken(by=by, report=report, version=version, turn=turn, words=reason)


@transaction.atomic
def publish_report(*, by: Actor, report: int, version: int) -> Report:
    """Let the public see the accepted report; a correction takes the place of what it saw.

    The version before stays readable.
    """
    taken = begin_step(by=by, report=report, turn=ReportTurn.PUBLISH, version=version)
    if taken is None:
        return Report.objects.get(pk=report)
    taken.report.published_version = taken.report.version
    taken.report.reason = ""
    return end_step(taken, by=by, turn=ReportTurn.PUBLISH)


def _taken(*, by: Actor, report: int, version: int, turn: ReportTurn, words: str) -> Report:
    taken = begin_step(by=by, report=report, turn=turn, version=version)
    if taken is None:
        return Report.objects.get(pk=report)
    return end_step(taken, by=by, turn=turn, words=reason_of(turn, words))
