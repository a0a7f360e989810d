"""docs/reference/addresses.md lists every public address, and each example answers."""

from __future__ import annotations

import re

import pytest
from django.urls import URLPattern

from guankao.web.portal.formulas import parameters_of
from guankao.web.portal.parameters import Parameters
from guankao.web.portal.urls import urlpatterns

PAGE = "docs/reference/addresses.md"
OF_PARAMETERS = {
    "YearParameters": "a fiscal year",
    "IndicatorParameters": "KPIs of a year",
    "ProjectParameters": "projects of a year",
    "ResultParameters": "results of a year",
    "ActionPlanParameters": "an action plan",
    "FindingParameters": "findings of a year",
    "AnswerParameters": "answers to the guidelines",
    "DifferenceParameters": "differences of a plan",
    "HistoryParameters": "a history",
    "SearchParameters": "search",
    "ValueParameters": "a KPI",
}
"""What the page calls each set of parameters; a new one needs its row and its line here."""


def written(pattern: URLPattern) -> str:
    return "/" + re.sub(r"<\w+:(\w+)>", r"<\1>", str(pattern.pattern))


@pytest.fixture(scope="module")
def routes() -> list[str]:
    """The routes as the page writes them; data forms of a page are not listed by themselves."""
    all_routes = [written(pattern) for pattern in urlpatterns]
    twins = {f"{route.rstrip('/')}.{form}" for route in all_routes for form in ("json", "csv")}
    return [route for route in all_routes if route not in twins]


def test_every_route_is_on_the_page_and_no_other(routes, tables):
    listed = [
        row["address"].strip("`")
        for heading in ("Pages", "Other addresses")
        for row in tables(PAGE, heading)
    ]
    assert sorted(listed) == sorted(routes)


def test_pages_have_their_data_forms_and_the_others_have_not(tables):
    all_routes = {written(pattern) for pattern in urlpatterns}
    for heading, has_twins in (("Pages", True), ("Other addresses", False)):
        for row in tables(PAGE, heading):
            route = row["address"].strip("`").rstrip("/")
            twins = {f"{route}.json", f"{route}.csv"} & all_routes
            assert len(twins) == (2 if has_twins else 0), route


@pytest.mark.parametrize("heading", ["Pages", "Other addresses"])
def test_every_example_answers(heading, client, sample_data, tables):
    for row in tables(PAGE, heading):
        address = row["example"].strip("`")
        answer = client.get(address)
        assert answer.status_code in ({200} if heading == "Pages" else {200, 302}), address
        answer.close()
        if heading == "Pages":
            path, _, query = address.partition("?")
            for form in ("json", "csv"):
                twin = client.get(f"{path.rstrip('/')}.{form}?{query}")
                assert twin.status_code == 200, f"{address} as {form}"
                twin.close()


def test_the_example_stands_for_its_route(tables):
    for heading in ("Pages", "Other addresses"):
        for row in tables(PAGE, heading):
            pattern = re.sub(
                r"<\w+>",
                "[^/]+",
                re.escape(row["address"].strip("`")).replace(r"\<", "<").replace(r"\>", ">"),
            )
            path = row["example"].strip("`").partition("?")[0]
            assert re.fullmatch(pattern, path), row


def test_every_parameter_is_on_the_page(tables):
    rows = {row["page"]: row["parameters"] for row in tables(PAGE, "Query parameters")}
    assert set(rows) == set(OF_PARAMETERS.values())
    found = {
        kind.__name__: kind
        for kind in Parameters.__subclasses__()
        if kind.__module__.startswith("guankao.web.portal.")  # the desk's are no public ones
    }
    assert set(found) == set(OF_PARAMETERS)
    for name, page in OF_PARAMETERS.items():
        listed = re.findall(r"`([^`]+)`", re.sub(r" \([^)]*\)", "", rows[page]))
        # A formula has as many values as inputs; the page gives the first two.
        kind = parameters_of(2) if name == "ValueParameters" else found[name]
        assert listed == list(kind.model_fields), page


def test_the_orders_of_a_year_are_on_the_page(tables):
    from typing import get_args

    from guankao.web.portal.views.fiscal_year import SortName

    rows = {row["page"]: row["parameters"] for row in tables(PAGE, "Query parameters")}
    in_brackets = re.search(r"`sort` \(([^)]*)\)", rows["a fiscal year"])
    assert in_brackets
    orders = [name for name in get_args(SortName) if not name.startswith("-")]
    assert re.findall(r"`([^`]+)`", in_brackets[1]) == orders


def test_answers_are_as_told(client, sample_data):
    assert client.get("/107").status_code == 301
    assert client.get("/107/?nope=1").status_code == 400
    assert client.get("/107/?utm_source=x").status_code == 200
    assert client.get("/999/").status_code == 404
    assert client.get("/api/v1/docs/").status_code == 200
    assert client.post("/107/").status_code == 405
    assert client.get("/107/?lang=en").url == "/107/"
    error = client.get("/107.json?nope=1")
    assert set(error.json()["error"]) == {"status", "message", "parameter"}
    assert error.json()["error"]["parameter"] == "nope"
    first = client.get("/107.json")
    again = client.get("/107.json", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
