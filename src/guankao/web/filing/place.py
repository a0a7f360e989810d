"""Where a report stands and what happens next, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _

from guankao.calendars import Stage
from guankao.web.filing.opened import Opened
from guankao.web.filing.sentences import first_moment
from guankao.web.reporting.states import ReportState
from guankao.web.reporting.words import last_moment


def next_words(one: Opened) -> str:
    """What happens next, and who has it now."""
    if one.expected.withdrawn_at is not None:
        return _("This report is no longer asked for. What was reported stays.")
    if one.state is None or one.editable:
        return _to_be_done(one)
    parent = one.expected.plan.agency.parent
    who = parent.label if parent else _("the controller")
    return _in_hand(one) % {"who": who}


def _in_hand(one: Opened) -> str:
    """Who has what was handed in."""
    goes_on = one.expected.final_review
    sentences = {
        ReportState.SUBMITTED: _(
            "It is handed in. %(who)s reviews it first, then the controller finally."
        )
        if goes_on
        else _("It is handed in. %(who)s reviews it now."),
        ReportState.PASSED: _("%(who)s agreed in the first review. The controller has it now."),
        ReportState.ACCEPTED: _(
            "It is accepted and locked. The public sees it once it is published."
        ),
        ReportState.PUBLISHED: _(
            "It is published. It is changed only by a correction, with its reason."
        ),
    }
    return sentences[ReportState(one.report.state if one.report else "")]


def _to_be_done(one: Opened) -> str:
    moments = {
        "opens": first_moment(one.expected.opens_at),
        "due": last_moment(one.expected.due_at),
        "closes": last_moment(one.expected.closes_at),
        "until": last_moment(one.window.excused_until or one.expected.closes_at),
    }
    if one.state is ReportState.RETURNED:
        return _("It came back. Change what the opinion asks for, answer it, and hand it in again.")
    if one.report is not None and one.report.corrects:
        return _(
            "A correction is being written. The public sees the version before until this one is "
            "handed in, accepted and published."
        )
    sentences = {
        Stage.NOT_YET: _("It can be filled in from %(opens)s on."),
        Stage.OPEN: _("Fill it in and hand it in by %(due)s; then it is reviewed."),
        Stage.LATE: _("It was due by %(due)s. It is still taken until %(closes)s, as late."),
        Stage.EXCUSED: _("It was due by %(due)s. By an exception it is taken until %(until)s."),
        Stage.CLOSED: _(
            "It closed at %(closes)s. The controller can let it come later; ask for it in time."
        ),
    }
    return sentences[one.stage] % moments
