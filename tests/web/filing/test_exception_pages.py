"""Letting a report come later: who is missing, giving it, ending it, and what is public of it."""

from __future__ import annotations

import datetime as dt

import pytest

from guankao.calendars import TAIPEI
from guankao.web.reporting.exceptions import exceptions_of_year, past, standing
from guankao.web.reporting.models import LateException
from web.filing.pages_of_tests import browser, text
from web.reports_of_tests import (
    YEAR,
    actor,
    clock,
    events,
    expected,
    passes,
    people,
    plan,
    published,
    submit,
    the_plan,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "browser", "clock", "people", "plan"]
LIST = "/desk/reports/exceptions/"
AFTER_CLOSING = dt.datetime(2023, 4, 25, 9, tzinfo=TAIPEI)
GIVEN = {"until": "2023-05-01T00:00", "reason": "颱風停班三日。"}


def page() -> str:
    return f"/desk/reports/{expected().pk}/exception/"


@pytest.fixture
def late(plan, clock):
    clock(AFTER_CLOSING)


def test_what_is_missing_leads_to_the_exception(late, browser):
    listed = text(browser("controller").get(LIST))
    assert page() in listed
    assert "已關閉" in listed
    answer = browser("controller").post(page(), GIVEN)
    assert (answer.status_code, answer.url) == (302, page())
    given = LateException.objects.get()
    assert given.until == dt.datetime(2023, 5, 1, tzinfo=TAIPEI)
    assert "颱風停班三日。" in text(browser("controller").get(f"{LIST}?show=standing"))
    assert "2023-04-30 24:00" in text(browser("controller").get(page()))


def test_the_report_comes_by_the_exception(late, people, browser):
    browser("controller").post(page(), GIVEN)
    assert submit(people["reporter"], passes(9, 10)).state == "submitted"
    assert page() not in text(browser("controller").get(LIST)), "it is not missing any more"


def test_it_ends_once_and_then_is_past(late, browser):
    controller = browser("controller")
    controller.post(page(), GIVEN)
    for _ in range(2):
        assert controller.post(page(), {"end": "1"}).status_code == 302
    assert events()[1:] == ["exception.given", "exception.ended"]
    assert "颱風停班三日。" not in text(controller.get(f"{LIST}?show=standing"))
    assert "颱風停班三日。" in text(controller.get(f"{LIST}?show=past"))


def test_given_twice_it_is_given_once(late, browser):
    for _ in range(2):
        assert browser("controller").post(page(), GIVEN).status_code == 302
    assert LateException.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"until": "tomorrow"}, "until"),
        ({"until": ""}, "until"),
        ({"until": "2023-04-01T00:00"}, "until"),
        ({"until": "2199-01-01T00:00"}, "until"),
        ({"reason": "  "}, "reason"),
        ({"reason": "長" * 2001}, "reason"),
    ],
)
def test_what_is_wrong_is_told_beside_the_field_and_kept(late, browser, wrong, field):
    answer = browser("controller").post(page(), GIVEN | wrong)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in text(answer)
    kept = (GIVEN | wrong)["reason"].strip()
    assert kept in text(answer)
    assert not LateException.objects.exists()


def test_a_controller_alone_gives_exceptions(late, browser, people, actor):
    for who in ("reporter", "reviewer", "head"):
        assert browser(who).get(page()).status_code == 403
        assert browser(who).post(page(), GIVEN).status_code == 403
        assert browser(who).get(LIST).status_code == 403
    people["elsewhere"] = actor("elsewhere", "controller", at="法務部")
    assert browser("elsewhere").get(page()).status_code == 404
    assert browser("elsewhere").post(page(), GIVEN).status_code == 404
    assert not LateException.objects.exists()


def test_what_is_no_longer_asked_for_is_not_excused(late, browser):
    address = page()
    published(the_plan(indicators=()))
    assert browser("controller").post(address, GIVEN).status_code == 409


def test_the_public_can_ask_for_all_of_a_year(late, browser, clock):
    browser("controller").post(page(), GIVEN)
    found = exceptions_of_year(YEAR)
    assert [one.reason for one in found] == ["颱風停班三日。"]
    before, after = AFTER_CLOSING, dt.datetime(2023, 5, 1, tzinfo=TAIPEI)
    assert standing(found, before).count() == 1
    assert standing(found, after).count() == 0, "the moment until which it holds is out of it"
    assert past(found, after).count() == 1
    assert exceptions_of_year(YEAR + 1).count() == 0


@pytest.mark.parametrize("query", ["", "?show=standing", "?show=past"])
def test_the_lists_ask_a_bounded_number_of_questions(
    late, browser, query, django_assert_max_num_queries
):
    client = browser("controller")
    client.post(page(), GIVEN)
    with django_assert_max_num_queries(16):
        assert client.get(f"{LIST}{query}").status_code == 200
    assert client.get(f"{LIST}?show=all").status_code == 400
