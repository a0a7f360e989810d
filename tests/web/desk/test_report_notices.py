"""What waits of the reports stands on the start page, and goes when it is dealt with."""

from __future__ import annotations

import datetime as dt

import pytest

from guankao.calendars import TAIPEI
from guankao.web.organizations.permissions import rights_of
from guankao.web.reporting.actions import (
    accept_report,
    end_exception,
    give_exception,
    publish_report,
    return_report,
    unaccept_report,
)
from guankao.web.reporting.notices import NEWS_FOR, report_notices_for
from web.filing.pages_of_tests import browser, text
from web.reports_of_tests import (
    IN_APRIL,
    actor,
    clock,
    expected,
    passes,
    people,
    plan,
    progress,
    sessions,
    submit,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "browser", "clock", "people", "plan"]
MILESTONES = ({"due": dt.date(2023, 3, 1), "title": "決標", "done_on": dt.date(2023, 2, 1)},)


def waiting(by):
    return report_notices_for(by.code, rights_of(by))


def test_the_reviewer_is_told_how_many_wait_and_since_when(plan, people, browser):
    submit(people["reporter"], passes(9, 10))
    submit(people["reporter"], sessions(25))
    page = text(browser("reviewer").get("/desk/"))
    assert "2 項填報等待初審" in page
    assert "/desk/reports/review/?queue=first" in page
    found = waiting(people["reviewer"]).waiting
    assert [(one.queue, one.number, one.since) for one in found] == [("first", 2, IN_APRIL)]
    assert not waiting(people["reporter"]).any


def test_the_controller_is_told_of_the_final_review(plan, people):
    report = submit(people["reporter"], progress(milestones=MILESTONES))
    accept_report(by=people["reviewer"], report=report.pk, version=1)
    assert [one.queue for one in waiting(people["controller"]).waiting] == ["final"]
    assert not waiting(people["reviewer"]).waiting


def test_what_came_back_stands_with_its_opinion_until_it_is_answered(plan, people, browser):
    report = submit(people["reporter"], passes(8, 10, reason="名冊。"))
    return_report(by=people["reviewer"], report=report.pk, version=1, opinion="請附名冊。")
    for who in ("reporter", "head"):
        page = text(browser(who).get("/desk/"))
        assert "請附名冊。" in page, who
        assert f'<a href="/desk/reports/{report.expected_id}/">指標 1-1 及格率' in page
    submit(people["reporter"], passes(9, 10), answer="已附。")
    assert not waiting(people["reporter"]).returned


def test_what_became_of_it_is_news_for_some_days(plan, people, browser, clock):
    report = submit(people["reporter"], passes(9, 10))
    accept_report(by=people["reviewer"], report=report.pk, version=1, words="做得好。")
    page = text(browser("reporter").get("/desk/"))
    assert "審查通過填報" in page
    assert "做得好。" in page
    unaccept_report(by=people["reviewer"], report=report.pk, version=1, reason="誤按。")
    (news,) = waiting(people["reporter"]).news
    assert news.taken_back
    assert news.step.words == "誤按。"
    accept_report(by=people["reviewer"], report=report.pk, version=1)
    publish_report(by=people["reviewer"], report=report.pk, version=1)
    (news,) = waiting(people["reporter"]).news
    assert news.step.step == "publish"
    clock(IN_APRIL + NEWS_FOR + dt.timedelta(days=1))
    assert not waiting(people["reporter"]).any
    assert not waiting(people["head"]).news, "it was not theirs"


def test_leave_to_come_later_stands_until_it_is_used_or_ended(plan, people, browser, clock):
    clock(dt.datetime(2023, 4, 25, tzinfo=TAIPEI))
    for element in ("kpi/1-1", "kpi/1-2"):
        give_exception(
            by=people["controller"],
            expected=expected(element).pk,
            until=dt.datetime(2023, 5, 1, tzinfo=TAIPEI),
            reason="颱風停班。",
        )
    page = text(browser("reporter").get("/desk/"))
    assert page.count("颱風停班。") == 2
    submit(people["reporter"], passes(9, 10))
    (left,) = waiting(people["reporter"]).excused
    end_exception(by=people["controller"], expected=left.expected_id)
    assert not waiting(people["reporter"]).excused


@pytest.mark.parametrize("who", ["reporter", "reviewer", "controller", "head"])
def test_the_start_page_asks_as_much_of_one_report_as_of_many(
    plan, people, browser, who, django_assert_max_num_queries
):
    for document in (passes(9, 10), sessions(25), progress(milestones=MILESTONES)):
        report = submit(people["reporter"], document)
        return_report(by=people["reviewer"], report=report.pk, version=1, opinion="請說明。")
    client = browser(who)
    with django_assert_max_num_queries(28):
        assert client.get("/desk/").status_code == 200


def test_the_navigation_leads_where_one_may_go_and_says_where_one_is(plan, people, browser):
    report = submit(people["reporter"], passes(9, 10))
    reviewer = browser("reviewer")
    page = text(reviewer.get(f"/desk/reports/{report.expected_id}/review/"))
    assert '<a href="/desk/reports/review/" aria-current="true">審查</a>' in page
    page = text(reviewer.get("/desk/reports/review/"))
    assert '<a href="/desk/reports/review/" aria-current="page">審查</a>' in page
    assert "/desk/record/" not in page
    assert '<a href="/desk/" aria-current="page">' in text(reviewer.get("/desk/"))
    assert "/desk/reports/review/" not in text(browser("reporter").get("/desk/"))
    assert 'aria-current="page">我的帳號' in text(reviewer.get("/account/2fa/"))
