"""The steps of a report with what was said at each, as pages tell them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guankao.web.reporting.models import Report, ReportStep
from guankao.web.reporting.queries import RETURNS, steps_of
from guankao.web.reporting.states import ReportTurn

WORDS: dict[ReportTurn, Promise] = {
    ReportTurn.SUBMIT: _("Handed in"),
    ReportTurn.WITHDRAW: _("Withdrawn"),
    ReportTurn.RETURN: _("Returned in the first review"),
    ReportTurn.PASS: _("Agreed to in the first review"),
    ReportTurn.ACCEPT: _("Accepted in the first review"),
    ReportTurn.RETURN_FINALLY: _("Returned in the final review"),
    ReportTurn.ACCEPT_FINALLY: _("Accepted in the final review"),
    ReportTurn.UNPASS: _("First review taken back"),
    ReportTurn.UNACCEPT: _("Acceptance taken back"),
    ReportTurn.UNACCEPT_FINALLY: _("Final review taken back"),
    ReportTurn.PUBLISH: _("Published to everybody"),
    ReportTurn.CORRECT: _("Correction begun"),
    ReportTurn.DROP_CORRECTION: _("Correction dropped"),
}


@dataclass(frozen=True)
class Taken:
    """One step that was taken."""

    step: ReportStep

    @property
    def words(self) -> Promise:
        return WORDS[ReportTurn(self.step.step)]

    @property
    def returns(self) -> bool:
        """Whether it is an opinion with which the report came back."""
        return self.step.step in RETURNS

    @property
    def answers(self) -> bool:
        """Whether its words answer an opinion."""
        return self.step.step == ReportTurn.SUBMIT.value

    @staticmethod
    def unanswered(taken: Sequence[Taken]) -> ReportStep | None:
        """The last opinion that no submission followed, or None."""
        for one in reversed(taken):
            if one.answers:
                return None
            if one.returns:
                return one.step
        return None


def taken_of(report: Report | None) -> Sequence[Taken]:
    """The steps of a report, the first first; none where nobody began it."""
    return [Taken(one) for one in steps_of(report)] if report is not None else []
