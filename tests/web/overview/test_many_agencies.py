"""A board of more agencies than a page holds: by parent, opened, searched, turned."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from guankao.web.organizations.models import Agency, Person
from guankao.web.organizations.permissions import rights_of
from guankao.web.overview.parameters import BoardParameters
from guankao.web.overview.queries import ROWS_A_PAGE, board_of
from guankao.web.overview.scope import scope_of
from guankao.web.planning.models import Plan
from guankao.web.reporting.models import Tally
from web.reports_of_tests import MINISTRY, YEAR, actor, clock, people, plan

pytestmark = pytest.mark.django_db
__all__ = ["actor", "clock", "people", "plan"]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
UNDER_THE_FIRST = 65


@pytest.fixture
def country(people):
    """Two ministries with 65 and 3 agencies; the last of the second has the most missing."""
    top = Agency.objects.get(name=MINISTRY)
    first, second = (
        Agency.objects.create(name=name, parent=top, fictional=True) for name in ("甲部", "乙部")
    )
    for number in range(UNDER_THE_FIRST + 3):
        above = first if number < UNDER_THE_FIRST else second
        agency = Agency.objects.create(name=f"第{number:03d}署", parent=above, fictional=True)
        a_plan = Plan.objects.create(
            agency=agency,
            fiscal_year=YEAR,
            identifier=f"{YEAR}/{agency.name}",
            fictional=True,
            content_digest="0" * 64,
            reading_version=1,
            loaded_at=timezone.now(),
        )
        due = timezone.now() - dt.timedelta(days=1)
        counts = {"expected": 10, "received": 8 if number < UNDER_THE_FIRST else 1, "late": 1}
        end = dt.date(YEAR + 1911, 3, 31)
        Tally.objects.create(plan=a_plan, period="quarter-1", period_end=end, due_at=due, **counts)
        Tally.objects.create(plan=a_plan, expected=10, red=2, green=number % 3)
    return first, second


def board(by, page: int = 1, **asked):
    return board_of(scope_of(rights_of(by), BoardParameters(**asked)), page)


def test_those_above_stand_for_them(country, people):
    first, second = country
    found = board(people["controller"])
    assert found.grouped
    assert [(row.agency, row.many) for row in found.rows] == [(first, 65), (second, 3)]
    assert [row.totals["missing"] for row in found.rows] == [130, 27]
    assert found.total["expected"] == 680
    assert found.rows[1].totals["red"] == 6


def test_a_ministry_opens_and_its_pages_turn(country, people):
    first, second = country
    opened = board(people["controller"], under=second.pk)
    assert [row.totals["missing"] for row in opened.rows] == [9, 9, 9]
    assert not opened.grouped
    large = board(people["controller"], under=first.pk)
    assert (large.count, len(large.rows), large.last) == (65, ROWS_A_PAGE, 2)
    assert large.total["expected"] == 650, "all, and not only those of the page"
    assert len(board(people["controller"], 2, under=first.pk).rows) == 5
    assert board(people["controller"], 3, under=first.pk) is None


def test_a_name_finds_agencies_and_not_their_parents(country, people):
    found = board(people["controller"], q="第06")
    assert [row.agency.name for row in found.rows][:3] == ["第065署", "第066署", "第067署"]
    assert found.count == 8


def test_the_most_troubled_stand_first(country, people):
    found = board(people["controller"], q="署")
    assert found.count == 68
    assert [row.totals["missing"] for row in found.rows[:4]] == [9, 9, 9, 2]


@pytest.mark.parametrize(
    "page", ["/desk/overview/", "/desk/overview/burden/", "/desk/overview/?q=署"]
)
def test_seventy_agencies_ask_no_more_than_one(
    page, country, client, django_assert_max_num_queries
):
    client.force_login(Person.objects.get(account="controls"), backend=BACKEND)
    client.get(page)
    with django_assert_max_num_queries(16):
        assert client.get(page).status_code == 200


def test_months_have_one_column_and_tell_shares_of_thousands(country, client):
    for number in range(1, 8):
        end = dt.date(YEAR + 1911, number, 28)
        a_plan = Plan.objects.get(agency__name="第067署")
        Tally.objects.create(
            plan=a_plan,
            period=f"month-{number}",
            period_end=end,
            due_at=timezone.now() - dt.timedelta(days=1),
            expected=2_000,
            received=1_999,
        )
    client.force_login(Person.objects.get(account="controls"), backend=BACKEND)
    page = client.get("/desk/overview/").content.decode()
    assert ">99%</a>" in page, "not all came, so it is not 100 %"
    assert "1999/2000" in page, "the figures themselves are read aloud"
    assert "已報／應報" not in page
