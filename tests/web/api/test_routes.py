"""The API: true to the documents, exact in figures, bounded, and plain about what it refuses."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.organizations.actions import register_agency
from guankao.web.organizations.models import Agency
from guankao.web.planning.models import Goal, Indicator, Plan, Project
from guankao.web.tracking.models import Measure

pytestmark = pytest.mark.django_db

LISTS = {
    "years": "",
    "agencies": "法務部",
    "plans": "107/內政部",
    "goals": "107/內政部/goal/1",
    "indicators": "107/內政部/kpi/1-1",
    "projects": "107/法務部/project/1-1",
    "guidelines": "107/guidelines",
    "action-plans": "107/action-plan/integrity",
    "measures": "107/action-plan/integrity/measure/12",
}
every_list = pytest.mark.parametrize("name", LISTS)
every_detail = pytest.mark.parametrize("name", [name for name in LISTS if LISTS[name]])


@pytest.fixture
def api(client, sample_data):
    def ask(path, **options):
        return client.get(f"/api/v1/{path}", **options)

    return ask


def everything(api, path):
    """All rows of a list, page by page."""
    rows, address = [], f"/api/v1/{path}"
    while address:
        page = api(address.removeprefix("/api/v1/")).json()
        rows += page["results"]
        address = page["next"]
    assert page["count"] == len(rows)
    return rows


@pytest.mark.parametrize(
    ("name", "model", "real"),
    [
        ("agencies", Agency, {"fictional": False}),
        ("plans", Plan, {"fictional": False}),
        ("goals", Goal, {"plan__fictional": False}),
        ("indicators", Indicator, {"plan__fictional": False}),
        ("projects", Project, {"plan__fictional": False}),
        ("measures", Measure, {}),
    ],
)
def test_a_list_gives_every_row_once_and_no_fictional_one(api, name, model, real):
    rows = everything(api, f"{name}?limit=97")
    key = "name" if name == "agencies" else "identifier"
    wanted = model.objects.filter(**real).values_list(key, flat=True)
    assert sorted(row[key] for row in rows) == sorted(wanted)
    assert not any(row.get("fictional") for row in rows)


def test_fictional_rows_come_when_asked_for(api):
    alone = everything(api, "plans?fictional=only")
    assert alone
    assert all(row["fictional"] for row in alone)
    both = everything(api, "plans?fictional=include")
    assert len(both) == len(alone) + len(everything(api, "plans"))


@every_detail
def test_one_thing_is_found_by_its_identifier_written_in_any_way(api, name):
    plain = api(f"{name}/{quote(LISTS[name])}")
    assert plain.status_code == 200
    closed = api(f"{name}/{quote(LISTS[name], safe='')}")
    assert closed.json() == plain.json()
    assert plain.json().get("identifier", LISTS[name]) == LISTS[name]


def test_what_a_row_says_is_what_the_document_says(api):
    indicator = api("indicators/107/內政部/kpi/1-1").json()
    assert indicator["name"] == "提升斷絕毒品供給成效"
    assert indicator["target"]["text"] == "7,144人"
    assert indicator["target"]["value"] == "7144"
    assert indicator["target"]["comparator"] == ">="
    assert [past["value"] for past in indicator["history"]] == ["5842", "6817", "7073"]
    assert (indicator["fiscal_year"], indicator["ce_year"]) == (107, 2018)
    assert "107/內政部/project/8-1" in indicator["projects"]


def test_figures_are_strings_of_plain_digits(api):
    values = [row["target"]["value"] for row in everything(api, "indicators?limit=200")]
    assert any(value is None for value in values) or values
    for value in filter(None, values):
        assert isinstance(value, str)
        assert not value.endswith(".")
        assert "E" not in value
        assert "." not in value or not value.endswith("0")


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("indicators?agency=法務部", lambda row: row["agency"] == "法務部"),
        ("indicators?fiscal_year=106", lambda row: row["fiscal_year"] == 106),
        ("indicators?kind=survey", lambda row: row["kind"] == "survey"),
        ("indicators?direction=lower", lambda row: row["direction"]["value"] == "lower"),
        ("indicators?inferred=yes", lambda row: row["direction"]["written"] is False),
        ("indicators?inferred=no", lambda row: row["direction"]["written"] is True),
        ("indicators?only=without-project", lambda row: row["project_count"] == 0),
        ("indicators?only=below-reached", lambda row: row["surpassed_in"] is not None),
        ("projects?category=other", lambda row: row["category"] == "other"),
        ("projects?only=without-indicator", lambda row: row["indicators"] == []),
        ("measures?verdict=not_met", lambda row: row["verdict"] == "not_met"),
        (
            "measures?agency=法務部",
            lambda row: "法務部" in {agency["name"] for agency in row["agencies"]},
        ),
        (
            "measures?action_plan=107/action-plan/integrity",
            lambda row: row["action_plan"] == "107/action-plan/integrity",
        ),
        ("agencies?parent=法務部", lambda row: row["parent"] == "法務部"),
        ("goals?agency=內政部", lambda row: row["agency"] == "內政部"),
        ("guidelines?fiscal_year=107", lambda row: row["fiscal_year"] == 107),
    ],
)
def test_a_filter_keeps_what_it_says(api, query, holds):
    name = query.split("?")[0]
    kept = everything(api, query)
    assert kept
    assert all(map(holds, kept))
    others = [row for row in everything(api, f"{name}?limit=200") if row not in kept]
    # What is left out by the filter is what does not hold; where the direction could not be
    # read, neither answer about it holds.
    if "inferred" not in query:
        assert not any(map(holds, others))


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("indicators?limit=0", "limit"),
        ("indicators?limit=201", "limit"),
        ("indicators?limit=ten", "limit"),
        ("indicators?offset=-1", "offset"),
        ("indicators?offset=99999999999999999999999", "offset"),
        ("indicators?fiscal_year=0", "fiscal_year"),
        ("indicators?fiscal_year=9223372036854775808", "fiscal_year"),
        ("indicators?kind=magic", "kind"),
        ("indicators?agency=", "agency"),
        ("indicators?agency=" + "a" * 101, "agency"),
        ("indicators?ministry=法務部", "ministry"),
        ("indicators?limit=1&limit=2", "limit"),
        ("indicators/107/內政部/kpi/1-1?verbose=1", "verbose"),
        ("search", "q"),
        ("search?q=" + "毒" * 201, "q"),
        ("search?q=甲+乙+丙+丁+戊+己+庚+辛+壬+癸+子", "q"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(api, path, parameter):
    answer = api(path)
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert error["status"] == 400
    assert error["parameter"] == parameter
    assert error["message"]
    assert "ETag" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "plans/107/沒有這個部",
        "plans/%00",
        "indicators/" + "a" * 5000,
        "agencies/%E2%80%AE法務部",
        "indicators/107/內政部/kpi/1-1/",
        "nothing",
        "plans/",
    ],
)
def test_what_is_not_there_is_404_in_json(api, path):
    answer = api(path)
    assert answer.status_code == 404
    assert answer.json()["error"]["status"] == 404


@every_list
def test_an_answer_asks_at_most_twelve_queries(api, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        assert api(f"{name}?limit=200").status_code == 200
    if LISTS[name]:
        with django_assert_max_num_queries(12):
            assert api(f"{name}/{LISTS[name]}").status_code == 200


@pytest.mark.parametrize("path", ["plans", "plans/107/內政部", "search?q=毒", "openapi.json"])
def test_an_unchanged_answer_is_not_sent_again(api, path):
    first = api(path)
    again = api(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    register_agency(by=COMMAND_LINE, name="新設機關")
    assert api(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_what_has_no_route_is_answered_in_the_shape_of_every_error(api):
    answer = api("nope")
    assert answer.status_code == 404
    assert answer.json() == {
        "error": {
            "status": 404,
            "message": "There is nothing at this address.",
            "parameter": None,
        }
    }


def test_another_address_is_another_version(api):
    assert api("plans").headers["ETag"] != api("plans?limit=1").headers["ETag"]


@pytest.mark.parametrize("path", ["plans", "search?q=毒", "openapi.json", "docs/"])
def test_head_is_answered_and_nothing_can_be_written(client, sample_data, path):
    assert client.head(f"/api/v1/{path}").status_code == 200
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(f"/api/v1/{path}").status_code == 405


def test_pages_lead_to_one_another(api):
    first = api("goals?limit=10&agency=內政部&fictional=include").json()
    assert first["previous"] is None
    whole = everything(api, "goals?limit=3&agency=內政部")
    middle = api("goals?limit=2&offset=3&agency=內政部").json()
    assert middle["results"] == whole[3:5]
    assert "offset=1" in middle["previous"]
    assert api("goals?offset=9999999").json()["results"] == []


def test_the_search_gives_what_the_page_gives(api, client):
    for query in ("毒品", "法務部 毒品", "計"):
        page = client.get(f"/search.json?q={quote(query)}").json()
        hits = api(f"search?q={quote(query)}&limit=200&fictional=include").json()
        assert hits["count"] == page["total"]
        assert hits["complete"] == page["complete"]
        assert [row["identifier"] for row in hits["results"]] == [
            row["identifier"] for row in page["results"][:200]
        ]


def test_the_search_leaves_fictional_rows_out_like_every_list(api):
    def fictional_of(parameters=""):
        return {row["fictional"] for row in api(f"search?q=示範{parameters}").json()["results"]}

    assert True not in fictional_of()
    assert True in fictional_of("&fictional=include")
    assert fictional_of("&fictional=only") == {True}


def test_the_search_counts_no_kinds_of_more_hits_than_it_gives(api):
    few, many = api("search?q=毒品").json(), api("search?q=計").json()
    assert sum(few["kinds"].values()) == few["count"]
    assert (many["complete"], many["kinds"]) == (False, None)


def test_the_root_leads_to_the_description(client, sample_data):
    answer = client.get("/api/v1/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/api/v1/docs/"
