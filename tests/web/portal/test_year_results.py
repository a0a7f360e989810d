"""The results of an agency and of a year: lights counted, and who has not reported."""

from __future__ import annotations

import datetime as dt

import pytest

from guankao.calendars import TAIPEI
from guankao.web.organizations.models import Agency
from guankao.web.planning.models import Plan
from guankao.web.reporting.actions import give_exception
from web.portal.test_pages_of_plans import main_of, text_of
from web.reports_of_tests import (
    AGENCY,
    IN_JULY,
    PLAN,
    YEAR,
    actor,
    clock,
    expected,
    passes,
    people,
    sessions,
)
from web.results_of_tests import correct, make_public, public_plan

__all__ = ["actor", "clock", "people", "public_plan"]

pytestmark = pytest.mark.usefixtures("public_plan")

IN_MAY = dt.datetime(2023, 5, 15, 9, tzinfo=TAIPEI)


def become_real() -> None:
    """The same plan as if a real agency had written it; nobody can report on it from here on."""
    Agency.objects.filter(name=AGENCY).update(fictional=False)
    Plan.objects.filter(identifier=PLAN).update(fictional=False)


def csv_of(client, address: str) -> list[str]:
    return b"".join(client.get(address).streaming_content).decode("utf-8-sig").strip().split("\r\n")


def test_an_agency_counts_its_lights_and_what_was_not_handed_in(client, people, clock):
    make_public(people, passes(93, 100))
    clock(IN_MAY)
    answer = client.get(f"/{PLAN}/")
    said = text_of(answer)
    assert "★ 綠燈 1" in said
    data = client.get(f"/{PLAN}.json").json()
    assert data["results"]["lights"] == {"green": 1, "yellow": 0, "red": 0, "white": 0}
    missing = data["results"]["reports_not_handed_in"]
    assert missing == data["results"]["reports_due"] - 1
    assert f"{missing} 件未填報" in said
    first, second = data["goals"][0]["indicators"]
    assert first["latest_result"]["value"] == "93"
    assert first["latest_result"]["light"] == "green"
    assert second["latest_result"] is None
    row = main_of(answer).split('id="kpi-1-2"')[1].split("</tr>")[0]
    assert "□" in row
    assert "尚未公布" in row
    assert csv_of(client, f"/{PLAN}.csv")[1].split(",")[-7:-1] == [
        "quarter-1",
        "93",
        "%",
        "1.0333333333",
        "true",
        "green",
    ]


def test_a_year_counts_real_agencies_and_no_fictional_one(client, people, clock):
    make_public(people, passes(93, 100))
    clock(IN_MAY)
    data = client.get(f"/{YEAR}.json").json()
    assert sum(data["results"]["lights"].values()) == 0
    assert data["results"]["reports_due"] == 0
    assert data["demonstration"][0]["results"]["lights"]["green"] == 1
    assert client.get(f"/{YEAR}/results.json").json()["count"] == 0


def test_a_year_shows_each_agency_with_its_lights_and_its_silence(client, people, clock):
    make_public(people, passes(93, 100))
    clock(IN_MAY)
    become_real()
    data = client.get(f"/{YEAR}.json").json()
    assert data["results"]["lights"]["green"] == 1
    assert data["results"] == data["agencies"][0]["results"]
    row = main_of(client.get(f"/{YEAR}/")).split("<tbody>")[-1].split("</tr>")[0]
    assert "★" in row
    assert f"show=missing&amp;agency={'%E7%A4%BA'}" in row


def test_results_are_listed_by_light_and_by_risk(client, people):
    make_public(people, passes(93, 100))
    make_public(people, sessions(5, reason="場地不足。"))
    become_real()
    found = client.get(f"/{YEAR}/results.json").json()["results"]
    assert [one["identifier"] for one in found] == [f"{PLAN}/kpi/1-1", f"{PLAN}/kpi/1-2"]
    red = client.get(f"/{YEAR}/results.json?light=red").json()["results"]
    assert [(one["title"], one["value"], one["light"]) for one in red] == [("宣導場次", "5", "red")]
    assert client.get(f"/{YEAR}/results.json?risk=high").json()["count"] == 0
    assert "宣導場次" in text_of(client.get(f"/{YEAR}/results/?light=red"))
    assert len(csv_of(client, f"/{YEAR}/results.csv?light=red")) == 2


def test_corrections_are_listed_with_their_reason(client, people):
    make_public(people, passes(93, 100))
    address = f"/{YEAR}/results.json?show=corrected&agency={AGENCY}"
    assert client.get(address).json()["count"] == 0
    correct(people, passes(94, 100), "漏計一場。")
    [one] = client.get(address).json()["results"]
    become_real()
    assert (one["value"], one["version"], one["reason_of_correction"]) == ("94", 2, "漏計一場。")
    assert "漏計一場。" in text_of(client.get(f"/{YEAR}/results/?show=corrected"))


def test_who_did_not_report_is_listed_until_it_is_handed_in(client, people, clock):
    assert client.get(f"/{YEAR}/results.json?show=missing&agency={AGENCY}").json()["count"] == 0
    clock(IN_MAY)
    address = f"/{YEAR}/results.json?show=missing&agency={AGENCY}"
    before = client.get(address).json()["not_handed_in"]
    assert f"{PLAN}/kpi/1-1/report/quarter-1" in [one["identifier"] for one in before]
    row = expected()
    until = IN_MAY + dt.timedelta(days=2)
    give_exception(by=people["controller"], expected=row.pk, until=until, reason="颱風停班。")
    assert client.get(address).json()["count"] == len(before) - 1
    [excused] = client.get(f"/{YEAR}/results.json?show=excused&agency={AGENCY}").json()[
        "not_handed_in"
    ]
    assert excused["exception"]["reason"] == "颱風停班。"
    assert "颱風停班。" in text_of(client.get(f"/{YEAR}/results/?show=excused&agency={AGENCY}"))
    clock(until)
    assert client.get(address).json()["count"] == len(before)
    assert (
        len(csv_of(client, f"/{YEAR}/results.csv?show=missing&agency={AGENCY}")) == len(before) + 1
    )
    clock(IN_MAY)
    make_public(people, passes(93, 100))
    assert client.get(address).json()["count"] == len(before) - 1


@pytest.mark.parametrize(
    ("page", "most"),
    [
        (f"/{YEAR}/", 14),
        (f"/{PLAN}/", 20),
        (f"/{YEAR}/results/", 8),
        (f"/{YEAR}/results/?show=missing", 9),
    ],
)
def test_the_pages_ask_few_queries_whatever_was_reported(
    client, people, clock, django_assert_max_num_queries, page, most
):
    make_public(people, passes(93, 100))
    make_public(people, sessions(30))
    clock(IN_JULY)
    make_public(people, passes(93, 100, "quarter-2"))
    with django_assert_max_num_queries(most):
        assert client.get(page).status_code == 200


@pytest.mark.parametrize("query", ["light=blue", "show=all", "risk=1", "agency=無此機關", "page=9"])
def test_a_filter_that_means_nothing_is_refused(client, query):
    assert client.get(f"/{YEAR}/results/?{query}").status_code == 400
    assert client.get("/999/results/").status_code == 404
