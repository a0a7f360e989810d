"""Reports of the fictional agency taken the whole way to the public, by the verbs."""

from __future__ import annotations

import pytest

from guankao.documents import Plan, Report
from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.publishing.actions import publish as publish_document
from guankao.web.reporting.actions import (
    Review,
    accept_report,
    correct_report,
    expect_reports,
    publish_report,
)
from guankao.web.reporting.models import Report as StoredReport
from web.reports_of_tests import expected, submit, the_plan


@pytest.fixture
def public_plan(people) -> Plan:
    """The plan of the tests in the portal, with the reports that it brings."""
    publish_document(the_plan(), by=COMMAND_LINE)
    expect_reports(by=COMMAND_LINE, identifier=the_plan().identifier)
    return the_plan()


def make_public(people, document: Report) -> StoredReport:
    """Take what the reporter states through its reviews to the public."""
    submit(people["reporter"], document)
    return accept_and_publish(people, document)


def accept_and_publish(people, document: Report) -> StoredReport:
    """Take what was handed in through its reviews to the public."""
    report = StoredReport.objects.get(expected=expected(document.element, document.period))
    step = {"report": report.pk, "version": report.version}
    accept_report(by=people["reviewer"], **step)
    if expected(document.element, document.period).final_review:
        accept_report(by=people["controller"], review=Review.FINAL, **step)
    return publish_report(by=people["reviewer"], **step)


def correct(people, document: Report, reason: str) -> StoredReport:
    """Take a correction of a published report the same way."""
    report = StoredReport.objects.get(expected=expected(document.element, document.period))
    correct_report(by=people["reporter"], report=report.pk, version=report.version, reason=reason)
    return make_public(people, document)
