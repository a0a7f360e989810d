"""The demonstration's year of reports: every state is there, and made only once."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from django.utils import timezone

from guankao.calendars import Stage
from guankao.web.commands.loading import load_sample
from guankao.web.desk.demonstration import make_people
from guankao.web.desk.demonstration_reports import AGENCY, MINISTRY, REPORTS, make_reports
from guankao.web.ledger.models import Entry
from guankao.web.ledger.queries import verify
from guankao.web.organizations.queries import agency_called
from guankao.web.reporting.checking import differences
from guankao.web.reporting.models import ExpectedReport, Report
from guankao.web.reporting.queries import missing_at, window_of_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration():
    load_sample()
    make_people()
    make_reports()


def test_every_state_can_be_looked_at(demonstration):
    states = Counter(Report.objects.values_list("state", flat=True))
    assert sum(states.values()) == len(REPORTS)
    assert set(states) == {"published", "returned", "submitted", "passed"}
    assert not list(differences())


def test_one_period_was_missed_and_others_are_open(demonstration):
    agencies = frozenset({agency_called(MINISTRY).pk, agency_called(AGENCY).pk})
    missing = missing_at(agencies, timezone.now())
    assert {row.period for row in missing} == {"half-1"}
    now = timezone.now()
    stages = {
        row.period: window_of_report(row).stage_at(now) for row in ExpectedReport.objects.all()
    }
    assert stages.pop("half-1") is Stage.CLOSED
    assert set(stages.values()) == {Stage.OPEN}


def test_a_second_time_changes_nothing(demonstration):
    before = Entry.objects.count()
    make_reports(timezone.localdate() + dt.timedelta(days=9))
    assert Entry.objects.count() == before


def test_its_record_holds_together(demonstration):
    assert verify().breaks == ()
