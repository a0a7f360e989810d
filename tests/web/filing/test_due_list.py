"""The list of reports: what is due, by when, what came back, and for whom."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
from django.test import Client

from guankao.calendars import TAIPEI
from guankao.web.filing import due
from guankao.web.filing.due import Standing
from guankao.web.filing.sentences import days_words
from guankao.web.organizations.models import Person
from guankao.web.organizations.queries import agency_called
from guankao.web.reporting.actions import accept_report, give_exception, return_report
from guankao.web.reporting.words import last_moment
from web.reports_of_tests import (
    AGENCY,
    YEAR,
    actor,
    clock,
    expected,
    passes,
    people,
    plan,
    save,
    sessions,
    submit,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "clock", "people", "plan"]


def browser_of(actor) -> Client:
    client = Client()
    client.force_login(
        Person.objects.get(code=actor.code),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


def words(answer) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def keys(answer) -> list[int]:
    return [int(key) for key in re.findall(r'href="/desk/reports/(\d+)/"', answer.content.decode())]


def standings(moment: dt.datetime) -> dict[Standing, int]:
    rows = due.in_scope(frozenset({agency_called(AGENCY).pk}), fiscal_year=YEAR)
    return {one: number for one, number in due.counted(rows, moment).items() if number}


def test_every_report_has_one_standing_at_every_edge_of_its_window(plan, people):
    one = expected()
    edges = (one.opens_at, one.due_at, one.closes_at)
    second = dt.timedelta(seconds=1)
    for edge in edges:
        for moment in (edge - second, edge, edge + second):
            found = standings(moment)
            apart = [Standing.LATE, Standing.OPEN, Standing.COMING, Standing.MISSED]
            assert sum(found.get(each, 0) for each in apart) == found[Standing.ALL], moment
    row = due.in_scope(frozenset({agency_called(AGENCY).pk}), fiscal_year=YEAR, period="quarter-1")
    at = {
        one.opens_at - second: Standing.COMING,
        one.opens_at: Standing.OPEN,
        one.due_at: Standing.LATE,
        one.closes_at: Standing.MISSED,
    }
    for moment, standing in at.items():
        listed = due.listed(row.filter(pk=one.pk), standing, moment)
        assert [each.pk for each in listed] == [one.pk], moment


def test_an_exception_makes_what_is_closed_to_be_done(plan, people, clock):
    one = expected()
    after = one.closes_at + dt.timedelta(days=1)
    clock(after)
    give_exception(
        by=people["controller"],
        expected=one.pk,
        until=after + dt.timedelta(days=3),
        reason="颱風停班",
    )
    answer = browser_of(people["reporter"]).get(f"/desk/reports/?year={YEAR}")
    assert keys(answer) == [one.pk]
    assert "同意延後" in words(answer)


def test_what_came_back_stands_first_with_its_opinion(plan, people):
    save(people["reporter"], sessions(40))
    report = submit(people["reporter"], passes(90, 100))
    return_report(by=people["reviewer"], report=report.pk, version=1, opinion="請核對到考人數")
    answer = browser_of(people["reporter"]).get(f"/desk/reports/?year={YEAR}")
    assert keys(answer)[0] == expected().pk
    assert "請核對到考人數" in words(answer)
    only = browser_of(people["reporter"]).get(f"/desk/reports/?year={YEAR}&state=returned")
    assert keys(only) == [expected().pk]


def test_what_was_handed_in_waits_for_nobody_here(plan, people):
    report = submit(people["reporter"], passes(90, 100))
    reporter = browser_of(people["reporter"])
    assert expected().pk not in keys(reporter.get(f"/desk/reports/?year={YEAR}"))
    assert keys(reporter.get("/desk/reports/?state=in-review")) == [expected().pk]
    accept_report(by=people["reviewer"], report=report.pk, version=1)
    assert keys(reporter.get("/desk/reports/?state=accepted")) == [expected().pk]


def test_whoever_signs_sees_what_is_ready_to_be_signed(plan, people):
    save(people["reporter"], passes(90, 100))
    answer = browser_of(people["head"]).get("/desk/reports/")
    assert keys(answer) == [expected().pk]
    assert "已填待送 1" in words(answer)


def test_the_list_is_narrowed_by_year_period_and_agency(plan, people):
    reporter = browser_of(people["reporter"])
    found = keys(reporter.get(f"/desk/reports/?state=all&year={YEAR}&period=quarter-2"))
    assert expected(period="quarter-2").pk in found
    assert expected().pk not in found
    assert keys(reporter.get("/desk/reports/?state=all&year=1")) == []
    controller = browser_of(people["controller"])
    assert expected().pk in keys(controller.get(f"/desk/reports/?agency={AGENCY}&year={YEAR}"))
    assert keys(controller.get("/desk/reports/?agency=外部&state=all")) == []
    assert reporter.get("/desk/reports/?state=nothing").status_code == 400
    assert reporter.get("/desk/reports/?page=99").status_code == 400


def test_nobody_sees_what_another_agency_reports(plan, people, make_person):
    stranger = make_person("reporter", at="法務部", account="elsewhere")
    client = Client()
    client.force_login(stranger, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get("/desk/reports/?state=all")
    assert keys(answer) == []
    assert "目前無應填報項目" in words(answer)
    assert client.get(f"/desk/reports/{expected().pk}/").status_code == 404


def test_the_list_asks_as_much_of_a_long_page_as_of_a_short_one(
    plan, people, django_assert_max_num_queries
):
    for one in range(2):
        save(people["reporter"], sessions(40 + one))
    reporter = browser_of(people["reporter"])
    for address in ("?state=all", "?state=returned", f"?state=all&year={YEAR}&period=quarter-1"):
        with django_assert_max_num_queries(16):
            reporter.get(f"/desk/reports/{address}")


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (dt.datetime(2023, 4, 8, 23, 59, tzinfo=TAIPEI), "還有 2 天"),
        (dt.datetime(2023, 4, 9, 0, 1, tzinfo=TAIPEI), "明天到期"),
        (dt.datetime(2023, 4, 10, 23, 59, tzinfo=TAIPEI), "今天到期"),
        (dt.datetime(2023, 4, 10, 15, 59, tzinfo=dt.UTC), "今天到期"),
        (dt.datetime(2023, 4, 10, 16, 0, tzinfo=dt.UTC), "逾期 1 天"),
        (dt.datetime(2023, 4, 12, 9, tzinfo=TAIPEI), "逾期 2 天"),
    ],
)
def test_days_are_those_of_taipei(now, said):
    midnight = dt.datetime(2023, 4, 11, tzinfo=TAIPEI)
    assert last_moment(midnight) == "2023-04-10 24:00"
    assert last_moment(midnight + dt.timedelta(hours=17)) == "2023-04-11 17:00"
    assert days_words(midnight, now) == said
