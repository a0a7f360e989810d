"""The board, its lists and its files: who sees what, and that each figure is its list."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from django.test import Client

from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.organizations.actions import give_role, register_agency
from guankao.web.organizations.models import Person
from guankao.web.organizations.permissions import rights_of
from guankao.web.organizations.queries import agency_called
from guankao.web.organizations.roles import Role
from guankao.web.overview.lists import reports_of
from guankao.web.overview.parameters import BoardParameters, ListParameters
from guankao.web.overview.queries import board_of, waiting, with_leave
from guankao.web.overview.scope import scope_of
from guankao.web.overview.whats import What
from guankao.web.planning.actions import load_plan
from guankao.web.reporting.actions import (
    accept_report,
    expect_reports,
    give_exception,
    return_report,
)
from web.reports_of_tests import (
    AGENCY,
    IN_JULY,
    MINISTRY,
    PLAN,
    YEAR,
    actor,
    clock,
    expected,
    passes,
    people,
    plan,
    progress,
    sessions,
    submit,
    the_plan,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "clock", "people", "plan"]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BOARD, LIST = "/desk/overview/", "/desk/overview/reports/"


@pytest.fixture
def year(plan, people, clock):
    """A first quarter with a green light, a return and money; a second that nobody began."""
    submit(people["reporter"], passes(9, 10))
    returned = submit(people["reporter"], sessions(30))
    return_report(by=people["reviewer"], report=returned.pk, version=1, opinion="請查明。")
    submit(people["reporter"], progress())
    clock(IN_JULY.replace(day=25))


@pytest.fixture
def sign_in(client):
    def sign(account: str) -> Client:
        client.force_login(Person.objects.get(account=account), backend=BACKEND)
        return client

    return sign


def scope(by, **asked):
    return scope_of(rights_of(by), BoardParameters(**asked))


def listed(by, what: What, **asked) -> list[str]:
    wanted = ListParameters(what=what, **asked)
    found = reports_of(scope_of(rights_of(by), wanted), wanted)
    return [one.identifier.removeprefix(f"{PLAN}/") for one in found]


def test_the_board_counts_what_is_known(year, people):
    board = board_of(scope(people["controller"]), 1)
    [row] = board.rows
    assert row.agency.name == AGENCY
    names = ("expected", "received", "on_time", "late", "returned", "missing", "green", "middle")
    assert [row.totals[name] for name in names] == [14, 2, 2, 0, 1, 4, 1, 1]
    assert (row.totals["allotted"], row.totals["spent"]) == (100, 95)
    assert [str(end) for end in board.ends][:2] == ["2023-03-31", "2023-06-30"]
    first, second = (row.cells[end] for end in board.ends[:2])
    assert (first["expected"], first["received"], first["missing"]) == (3, 2, 0)
    assert (second["expected"], second["received"], second["missing"]) == (4, 0, 4)


@pytest.mark.parametrize("until", [None, 3, 6])
@pytest.mark.parametrize("level", [None, "kpi", "cabinet", "self"])
def test_each_figure_is_the_length_of_its_list(year, people, until, level):
    asked = {"until": until, "level": level}
    found = board_of(scope(people["controller"], **asked), 1)
    for what in set(What) - {What.MONEY, What.TO_HAND_IN, What.TO_REVIEW_FINALLY}:
        if what.column in found.total:
            assert len(listed(people["controller"], what, **asked)) == found.total[what.column], (
                what
            )


def test_what_waits_is_counted_where_somebody_may_do_it(year, people):
    submit(people["reporter"], sessions(30), answer="已更正。")
    assert dict(waiting(scope(people["reviewer"]))) == {What.TO_REVIEW: 3, What.TO_PUBLISH: 0}
    assert dict(waiting(scope(people["head"]))) == {What.TO_HAND_IN: 0}
    assert len(listed(people["reviewer"], What.TO_REVIEW)) == 3
    assert listed(people["head"], What.TO_REVIEW) == [], "the head of the agency reviews nothing"


def test_leave_is_told_beside_what_is_missing(year, people, clock):
    row = expected(period="quarter-2")
    until = IN_JULY.replace(day=30)
    give_exception(by=people["controller"], expected=row.pk, until=until, reason="颱風。")
    assert with_leave(scope(people["controller"])) == 1
    clock(until)
    assert with_leave(scope(people["controller"])) == 0


def test_the_lists_narrow(year, people):
    controller = people["controller"]
    assert listed(controller, What.MISSING) == [
        "kpi/1-1/report/quarter-2",
        "kpi/1-2/report/quarter-2",
        "project/1-1/report/quarter-2",
        "project/1-2/report/half-1",
    ]
    assert listed(controller, What.RETURNED) == ["kpi/1-2/report/quarter-1"]
    assert listed(controller, What.GREEN) == ["kpi/1-1/report/quarter-1"]
    assert listed(controller, What.MONEY) == ["project/1-1/report/quarter-1"]
    assert listed(controller, What.EXPECTED, until=6, level="self") == ["project/1-2/report/half-1"]
    assert listed(controller, What.MISSING, q="沒有這個機關") == []


def test_who_reads_nothing_is_refused(year, sign_in, make_person):
    make_person("planner", at=MINISTRY, account="elsewhere")
    make_person(at=AGENCY, account="noone")
    for page in (BOARD, LIST, "/desk/overview/burden/", "/desk/overview/board.csv"):
        assert sign_in("noone").get(page).status_code == 403
        assert sign_in("elsewhere").get(page).status_code == 200
    for page in (BOARD, LIST):
        assert AGENCY not in sign_in("elsewhere").get(page).content.decode()
    file = sign_in("elsewhere").get("/desk/overview/board.json").getvalue()
    assert json.loads(file)["rows"] == []
    assert Client().get(BOARD).status_code == 302


def test_the_parameters_of_somebody_elses_agency_show_nothing(year, people, sign_in, make_person):
    make_person("planner", at=MINISTRY, account="elsewhere")
    agency = expected().plan.agency_id
    text = sign_in("elsewhere").get(f"{LIST}?agency={agency}&under={agency}").content.decode()
    assert AGENCY not in text
    assert "示範系統" not in text


def test_an_auditor_reads_and_a_reporter_sees_their_own(year, sign_in, make_person):
    make_person("auditor", at=MINISTRY, account="reads")
    assert "示範署" in sign_in("reads").get(BOARD).content.decode()
    text = sign_in("states").get(BOARD).content.decode()
    assert "示範署" in text


def test_a_cell_leads_to_its_list(year, sign_in):
    client = sign_in("controls")
    board = client.get(f"{BOARD}?year={YEAR}&made_up=1").content.decode()
    wanted = re.search(r'href="([^"]*what=returned[^"]*agency=[^"]*)"', board)
    assert wanted
    page = client.get(wanted[1].replace("&amp;", "&")).content.decode()
    assert "宣導場次" in page
    assert "及格率" not in page
    assert f'href="/desk/reports/{expected("kpi/1-2").pk}/"' in page


def test_lights_have_a_shape_and_a_word(year, sign_in):
    page = sign_in("controls").get(f"{LIST}?what=green").content.decode()
    assert 'class="light light-green"' in page
    assert "★" in page
    assert "綠" in page


def test_nobody_sees_a_figure_of_a_report_that_was_returned(year, sign_in):
    page = sign_in("controls").get(f"{LIST}?what=returned").content.decode()
    assert "場" not in re.sub(r"<a [^>]*>[^<]*</a>", "", page[page.index('id="results"') :])


def test_the_files_say_the_same(year, people, sign_in):
    client = sign_in("controls")
    text = b"".join(client.get("/desk/overview/board.csv")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["agency"] for row in rows} == {AGENCY}
    [june] = [row for row in rows if row["period_end"] == "2023-06-30"]
    assert (june["expected"], june["missing"]) == ("4", "4")
    [now] = [row for row in rows if row["period_end"] == "now"]
    assert (now["green"], now["allotted"], now["expected"]) == ("1", "100", "")
    found = client.get("/desk/overview/board.json").getvalue()
    data = json.loads(found)
    assert len(data["rows"]) == len(rows)
    listed_rows = json.loads(
        client.get("/desk/overview/reports.json?what=missing").getvalue().decode()
    )["rows"]
    assert [row["period"] for row in listed_rows] == ["quarter-2"] * 3 + ["half-1"]
    assert listed_rows[0]["state"] == ""


def test_what_is_wrong_in_an_address_is_named(year, sign_in):
    client = sign_in("controls")
    for query in ("until=13", "what=nothing", "year=abc", "page=2", "level=x", "nope=1"):
        assert client.get(f"{LIST}?{query}").status_code == 400, query
    assert client.get(f"{BOARD}?page=2").status_code == 400


def test_before_anything_is_expected_the_pages_say_so(people, sign_in):
    for page in (BOARD, LIST, "/desk/overview/burden/"):
        answer = sign_in("controls").get(page)
        assert answer.status_code == 200
        assert "<table" not in answer.content.decode()


def test_two_years_stand_apart(plan, people):
    load_plan(the_plan(fiscal_year=YEAR + 1), by=COMMAND_LINE)
    expect_reports(by=COMMAND_LINE, identifier=f"{YEAR + 1}/{AGENCY}")
    found = scope(people["controller"])
    assert found.years == (YEAR + 1, YEAR)
    assert found.year == YEAR, "the year that has begun"
    assert board_of(found, 1).total["expected"] == 14
    assert scope(people["controller"], year=YEAR + 1).year == YEAR + 1


def test_what_is_made_up_is_never_mixed_with_the_rest(year, people, actor, clock):
    register_agency(by=COMMAND_LINE, name="真部")
    real = the_plan(agency="真部", parent_agency=None, fictional=False)
    load_plan(real, by=COMMAND_LINE)
    expect_reports(by=COMMAND_LINE, identifier=f"{YEAR}/真部")
    both = actor("both", "controller", at="真部")
    give_role(
        by=COMMAND_LINE,
        code=both.code,
        role=Role.CONTROLLER,
        agency=agency_called(MINISTRY),
        from_day=IN_JULY.date(),
    )
    found = scope(both)
    assert found.both
    assert [row.agency.name for row in board_of(found, 1).rows] == ["真部"]
    made_up = scope(both, made_up="1")
    assert [row.agency.name for row in board_of(made_up, 1).rows] == [AGENCY]


def test_accepting_changes_the_board_at_once(year, people):
    report = expected().report
    accept_report(by=people["reviewer"], report=report.pk, version=report.version)
    found = dict(waiting(scope(people["reviewer"])))
    assert (found[What.TO_PUBLISH], found[What.TO_REVIEW]) == (1, 1)


@pytest.mark.parametrize("page", [BOARD, LIST, "/desk/overview/burden/"])
def test_a_page_asks_no_more_the_more_there_is(page, year, sign_in, django_assert_max_num_queries):
    client = sign_in("controls")
    client.get(page)
    with django_assert_max_num_queries(16):
        assert client.get(page).status_code == 200
