"""Reminders: who is told what on which day, in which language, once; and mail that fails."""

from __future__ import annotations

import datetime as dt
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from guankao.calendars import TAIPEI
from guankao.web.ledger.actors import COMMAND_LINE, WORKER
from guankao.web.ledger.models import Entry
from guankao.web.organizations.actions.people import change_own_email, end_person
from guankao.web.organizations.permissions import NotPermitted
from guankao.web.reminders.actions import begin_round, change_preference, remind
from guankao.web.reminders.actions.preferring import UnknownLanguage
from guankao.web.reminders.actions.rounds import GIVEN_UP_AFTER, TRIED_AGAIN_AFTER
from guankao.web.reminders.models import Digest, Preference, Round
from guankao.web.reporting.actions import give_exception, return_report
from web.reports_of_tests import (
    actor,
    clock,
    events,
    expected,
    passes,
    people,
    plan,
    sessions,
    submit,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "clock", "people", "plan"]
DUE = dt.date(2023, 4, 10)
"""The last day on which a report of the first quarter is on time; it closes ten days later."""


def at(day: dt.date, hour: int = 9) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), tzinfo=TAIPEI)


def days(count: int) -> dt.timedelta:
    return dt.timedelta(days=count)


@pytest.fixture
def reporter(plan, people):
    change_own_email(by=people["reporter"], email="states@agency.example")
    return people["reporter"]


@pytest.fixture
def on(clock, settings):
    """Send what is to be told on a day, and give the mails."""
    settings.SITE_ADDRESS = "https://plans.example"

    def send(day: dt.date) -> list:
        clock(at(day))
        mail.outbox.clear()
        remind(by=WORKER, day=day)
        return list(mail.outbox)

    return send


@pytest.mark.parametrize("offset", range(-9, 12))
def test_on_which_days(reporter, on, offset):
    told = offset in {-7, -3, -1, 0, 1, 3, 7}
    assert bool(on(DUE + days(offset))) is told


def test_what_a_letter_says(reporter, people, on):
    (letter,) = on(DUE - days(3))
    assert letter.to == ["states@agency.example"]
    assert letter.subject == "[管考] 3 份即將到期"
    assert "及格率" in letter.body
    assert "112年第1季" in letter.body
    assert "2023-04-10" in letter.body
    assert "https://plans.example/desk/reminders/" in letter.body
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    submit(people["reporter"], passes(9, 10))
    (later,) = on(DUE + days(1))
    assert later.subject == "[管考] 2 份逾期"
    assert "及格率" not in later.body


def test_what_came_back_is_told_with_the_rest(reporter, people, on, clock):
    clock(at(DUE - days(2)))
    report = submit(people["reporter"], passes(9, 10))
    return_report(
        by=people["reviewer"], report=report.pk, version=report.version, opinion="請附名冊。"
    )
    (letter,) = on(DUE - days(1))
    assert letter.subject == "[管考] 1 份退回、2 份即將到期"
    assert "名冊" not in letter.body, "an opinion is not for an open post card"


def test_in_the_language_of_the_person(reporter, on):
    change_preference(by=reporter, email="a@b.example", before_due=True, language="en")
    (letter,) = on(DUE - days(3))
    assert letter.subject == "[Guankao] 3 are due soon"
    assert "Dear " in letter.body
    with pytest.raises(UnknownLanguage):
        change_preference(by=reporter, email="", before_due=True, language="fr")


def test_who_wants_nothing_before_the_due_time(reporter, on):
    change_preference(by=reporter, email="a@b.example", before_due=False, language="en")
    assert on(DUE - days(3)) == []
    (letter,) = on(DUE + days(1))
    assert letter.subject == "[Guankao] 3 reports are late"


def test_once_a_day_however_many_workers_there_are(reporter, on):
    assert len(on(DUE - days(3))) == 1
    assert on(DUE - days(3)) == []
    assert [one.state for one in Digest.objects.all()] == ["sent"]
    assert len(on(DUE - days(1))) == 1


def test_who_has_no_right_or_no_address_gets_none(reporter, people, on):
    for one in ("reviewer", "controller"):
        change_own_email(by=people[one], email=f"{one}@ministry.example")
    assert [letter.to for letter in on(DUE - days(3))] == [["states@agency.example"]]
    change_own_email(by=people["head"], email="signs@agency.example")
    to = [letter.to[0] for letter in on(DUE - days(1))]
    assert sorted(to) == ["signs@agency.example", "states@agency.example"]
    end_person(by=COMMAND_LINE, code=people["head"].code)
    change_own_email(by=reporter, email="")
    assert on(DUE + days(1)) == []


def test_an_exception_moves_the_day(reporter, people, on, clock):
    clock(at(DUE - days(5)))
    for row in (expected(), expected("kpi/1-2"), expected("project/1-1")):
        give_exception(
            by=people["controller"], expected=row.pk, until=at(DUE + days(6), 0), reason="颱風。"
        )
    assert on(DUE + days(1)) == []
    (letter,) = on(DUE + days(4))
    assert letter.subject == "[管考] 3 份即將到期"
    assert "2023-04-15" in letter.body


class Failing(EmailBackend):
    """A server that hangs up on one person."""

    def send_messages(self, messages):
        if messages[0].to == ["states@agency.example"]:
            raise SMTPServerDisconnected("states@agency.example is unknown here")
        return super().send_messages(messages)


def test_a_mail_that_fails_loses_no_other_and_is_tried_again(
    reporter, people, on, settings, caplog
):
    change_own_email(by=people["head"], email="signs@agency.example")
    settings.EMAIL_BACKEND = f"{__name__}.Failing"
    assert [letter.to for letter in on(DUE - days(3))] == [["signs@agency.example"]]
    row = Round.objects.get()
    assert (row.sent, row.failed) == (1, 1)
    assert "agency.example" not in caplog.text, "no address in a log"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert [letter.to for letter in on(DUE - days(3))] == [["states@agency.example"]]
    row.refresh_from_db()
    assert (row.sent, row.failed) == (2, 0)


@pytest.fixture
def morning(plan, clock, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    clock(at(DUE))
    return clock


def test_one_worker_takes_the_round_of_a_day(morning):
    assert begin_round(by=WORKER).day == DUE
    assert begin_round(by=WORKER) is None
    morning(at(DUE) + GIVEN_UP_AFTER + dt.timedelta(seconds=1))
    assert begin_round(by=WORKER).attempts == 2, "whoever had it was killed"
    remind(by=WORKER, day=DUE)
    morning(at(DUE) + 3 * GIVEN_UP_AFTER)
    assert begin_round(by=WORKER) is None, "it has ended"
    morning(at(DUE + days(1)))
    assert begin_round(by=WORKER).day == DUE + days(1)


def test_a_round_with_failures_is_taken_again_a_few_times(morning):
    begin_round(by=WORKER)
    for number in range(1, 6):
        now = at(DUE) + number * (TRIED_AGAIN_AFTER + dt.timedelta(minutes=1))
        Round.objects.update(failed=1, ended_at=now - TRIED_AGAIN_AFTER - dt.timedelta(seconds=1))
        morning(now)
        assert (begin_round(by=WORKER) is not None) is (number < 4)


def test_not_before_the_hour_and_not_without_a_server(morning, settings):
    settings.DEMO = False
    morning(at(DUE, hour=7))
    assert begin_round(by=WORKER) is None
    morning(at(DUE))
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert begin_round(by=WORKER) is None
    assert not Round.objects.exists()


def test_only_the_worker_reminds(plan, people):
    for verb in (lambda by: begin_round(by=by), lambda by: remind(by=by, day=DUE)):
        with pytest.raises(NotPermitted):
            verb(people["reporter"])


def test_the_ledger_counts_and_names_nobody(reporter, on):
    on(DUE - days(3))
    assert events("reminders") == ["reminders.sent"]
    for entry in Entry.objects.all():
        assert "agency.example" not in entry.after
    change_preference(by=reporter, email="new@b.example", before_due=True, language="en")
    change_preference(by=reporter, email="new@b.example", before_due=True, language="en")
    told = events(f"person/{reporter.code}")[-2:]
    assert told == ["person.changed", "person.reminding-changed"]
    assert Preference.objects.count() == 1


def test_a_year_that_is_long_closed_is_not_told_of(reporter, on):
    assert on(dt.date(2026, 4, 1)) == []


def test_two_figures_of_one_report_are_one_item(reporter, people, on):
    submit(people["reporter"], sessions(30))
    (letter,) = on(DUE - days(3))
    assert letter.subject == "[管考] 2 份即將到期"
