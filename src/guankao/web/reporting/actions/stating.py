"""Fill in a report. Every text that it ever had is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from guankao import documents
from guankao.calendars import Stage
from guankao.results import with_provided
from guankao.web.archive.actions import digest_of, keep
from guankao.web.ledger.events import Event
from guankao.web.organizations.permissions import Permission, require
from guankao.web.reporting.actions.recording import (
    NotExpected,
    locked_expected,
    record_of_report,
)
from guankao.web.reporting.actions.tallying import tally_element
from guankao.web.reporting.models import ExpectedReport, Report, ReportVersion
from guankao.web.reporting.queries import RETURNS, report_at, window_of_report
from guankao.web.reporting.sources import provided_inputs
from guankao.web.reporting.states import EDITABLE, NotNow, ReportState

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor


class AnotherReport(ValueError):
    """The text is on another KPI, project, agency or period than is expected."""


class OutsideWindow(ValueError):
    """The report is not taken yet, or not any more."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        super().__init__(
            _("This period is not open yet.")
            if stage is Stage.NOT_YET
            else _("This period is closed. The controller can let the report come later.")
        )


class Overtaken(ValueError):
    """Somebody else filled in the same report meanwhile; nothing was saved.

    Attributes:
        version: the version that stands now.
        now: what it says; None where nobody has said anything.
    """

    def __init__(self, version: int, now: documents.Report | None) -> None:
        self.version = version
        self.now = now
        super().__init__(_("Somebody else filled in this report meanwhile."))


@dataclass(frozen=True)
class Saved:
    """What saving did; the same text again changes nothing."""

    report: Report
    changed: bool


@transaction.atomic
def save_report(*, by: Actor, expected: int, version: int, document: documents.Report) -> Saved:
    """Save what a person stated.

    `version` is the one that they opened, 0 where there was none. Files of evidence are added and
    removed by verbs of their own: those that stand are carried over, whatever the text names, so
    that nobody names a file of somebody else's report. Inputs that come from elsewhere are taken
    from there, whatever was typed. Raises Overtaken, NotNow,
    OutsideWindow, NotExpected, AnotherReport, and ExpectedReport.DoesNotExist.
    """
    row = locked_expected(expected)
    require(by, Permission.FILL_REPORT, at=row.plan.agency)
    if (document.identifier, document.fictional) != (row.identifier, row.plan.fictional):
        raise AnotherReport(f"{document.identifier} is not {row.identifier}.")
    report = Report.objects.select_for_update().filter(expected=row).first()
    evidence = report_at(report.digest).evidence if report is not None else ()
    document = document.model_copy(update={"evidence": evidence})
    document = with_provided(document, provided_inputs(row))
    digest = digest_of(document)
    if report is not None and report.digest == digest:
        return Saved(report, changed=False)
    require_taken(row, report)
    if report is not None and ReportState(report.state) not in EDITABLE:
        raise NotNow(ReportState(report.state))
    if version != (report.version if report else 0):
        raise Overtaken(
            report.version if report else 0, report_at(report.digest) if report else None
        )
    before = {"content": report.digest} if report else {}
    begun = report is None
    report = put_text(row, report, document, by=by)
    if begun:
        tally_element(row)
    record_of_report(
        Event.REPORT_SAVED, row, by=by, report=report, before=before, after={"content": digest}
    )
    return Saved(report, changed=True)


def put_text(
    expected: ExpectedReport, report: Report | None, document: documents.Report, *, by: Actor
) -> Report:
    """Make a text the newest version, inside the transaction of the verb that calls."""
    now = timezone.now()
    if report is None:
        report = Report(expected=expected, version=0, created_at=now)
    report.digest = keep(document)
    report.version += 1
    report.changed_at = now
    report.save()
    ReportVersion.objects.create(
        report=report,
        number=report.version,
        digest=report.digest,
        person=by.code,
        person_name=by.name,
        saved_at=now,
    )
    return report


def require_taken(expected: ExpectedReport, report: Report | None) -> Stage:
    """The stage of this moment; refuse where a report is not taken.

    What a reviewer gave back, and a correction of what the public knows, are taken at any time.
    """
    if expected.withdrawn_at is not None:
        raise NotExpected
    stage = window_of_report(expected).stage_at(timezone.now())
    if stage not in {Stage.NOT_YET, Stage.CLOSED}:
        return stage
    if report is not None and (
        report.published_version is not None or report.steps.filter(step__in=RETURNS).exists()
    ):
        return stage
    raise OutsideWindow(stage)
