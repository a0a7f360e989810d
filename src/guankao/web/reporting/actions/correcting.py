"""Correct a report that the public knows, by a new version with its reason, or drop that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from guankao.web.reporting.actions.stating import put_text
from guankao.web.reporting.actions.taking import begin_step, end_step, reason_of
from guankao.web.reporting.models import Report
from guankao.web.reporting.queries import report_at
from guankao.web.reporting.states import ReportTurn

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor


class NothingPublished(ValueError):
    """There is no published report to go back to."""

    def __init__(self) -> None:
        super().__init__(_("Nothing of this report was published yet."))


@transaction.atomic
def correct_report(*, by: Actor, report: int, version: int, reason: str) -> Report:
    """Write on at a published report. It stays public as it is until the correction is published.

    Raises NotNow where a correction is under way, and WithoutReason.
    """
    taken = begin_step(by=by, report=report, turn=ReportTurn.CORRECT, version=version)
    if taken is None:
        return Report.objects.get(pk=report)
    words = reason_of(ReportTurn.CORRECT, reason)
    taken.report.reason = words
    return end_step(taken, by=by, turn=ReportTurn.CORRECT, words=words)


@transaction.atomic
def drop_correction(*, by: Actor, report: int, version: int) -> Report:
    """Leave the published report as it is; what was written stays among the versions."""
    turn = ReportTurn.DROP_CORRECTION
    taken = begin_step(by=by, report=report, turn=turn, version=version)
    if taken is None:
        return Report.objects.get(pk=report)
    row = taken.report
    if row.published_version is None:
        raise NothingPublished
    shown = row.versions.get(number=row.published_version)
    if shown.digest != row.digest:
        put_text(taken.expected, row, report_at(shown.digest), by=by)
    row.published_version = row.version
    row.reason = ""
    return end_step(taken, by=by, turn=turn)
