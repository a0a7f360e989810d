"""No address and no parameter makes the program fall over: 2xx, 3xx or 4xx, never 5xx."""

from urllib.parse import quote

import pytest
from django.apps import apps
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from guankao.web.ledger.queries import head

pytestmark = pytest.mark.django_db

ROUTES = [
    "/{0}/",
    "/{0}.json",
    "/107/{0}/",
    "/107/{0}.csv",
    "/107/{0}/kpi/1-1/",
    "/107/內政部/kpi/{0}/",
    "/107/內政部/kpi/{0}.json",
    "/107/內政部/project/{0}/",
    "/107/內政部/goal/{0}/",
    "/107/action-plan/{0}/",
    "/107/action-plan/integrity/measure/{0}/",
    "/107/guidelines/section/{0}/",
    "/data/{0}.csv",
    "/data/{0}.parquet",
    "/api/v1/{0}",
    "/api/v1/plans/{0}",
    "/api/v1/indicators/{0}",
]
PARAMETERS = [
    ("/107/", "sort"),
    ("/107/", "page"),
    ("/107/indicators/", "kind"),
    ("/107/indicators/", "agency"),
    ("/107/indicators/", "page"),
    ("/107/projects/", "category"),
    ("/107/results/", "light"),
    ("/107/results/", "show"),
    ("/107/results/", "agency"),
    ("/107/action-plan/integrity/", "verdict"),
    ("/107/action-plan/integrity/", "agency"),
    ("/107/財政部/kpi/3-2/", "v1"),
    ("/107/法務部/kpi/8-1.json", "v2"),
    ("/107/財政部/kpi/3-2.csv", "v1"),
    ("/search/", "q"),
    ("/search/", "kind"),
    ("/search/", "year"),
    ("/search/", "page"),
    ("/search.json", "q"),
    ("/search.csv", "q"),
    ("/api/v1/search", "q"),
    ("/api/v1/indicators", "limit"),
    ("/api/v1/indicators", "fiscal_year"),
]
NASTY = ["\x00", "a" * 10_000, "\u202e\u200f內政部", "../" * 20, "%", "'\"--", "٣", "😀", "0" * 40]

text = st.one_of(
    st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
)
thorough = settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _ask(path: str) -> int:
    client = Client(raise_request_exception=False)
    response = client.get(path)
    if response.streaming:
        for _part in response.streaming_content:
            break
    return response.status_code


@thorough
@given(route=st.sampled_from(ROUTES), piece=text)
@example(route=ROUTES[2], piece="\x00")
@example(route=ROUTES[5], piece="a" * 10_000)
@example(route=ROUTES[2], piece="\u202e\u200f內政部")
def test_no_piece_of_an_address_makes_an_error_of_ours(sample_data, route, piece):
    assert _ask(route.format(quote(piece, safe=""))) < 500


@thorough
@given(place=st.sampled_from(PARAMETERS), value=text)
@example(place=("/search/", "q"), value="\x00")
@example(place=("/search/", "q"), value="毒\u202e品")
@example(place=("/107/", "page"), value="9" * 30)
def test_no_parameter_makes_an_error_of_ours(sample_data, place, value):
    path, name = place
    assert _ask(f"{path}?{name}={quote(value, safe='')}") < 500


@pytest.mark.parametrize("path", ["/%ff/", "/107/%ed%a0%80/", "/search/?q=%ff", "//evil.example/"])
def test_bytes_that_are_no_text_are_answered(sample_data, path):
    assert _ask(path) < 500


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("path", ["/107/", "/search/", "/data/agencies.csv", "/api/v1/plans"])
def test_nothing_public_can_be_written(sample_data, client, method, path):
    status = getattr(client, method)(path).status_code
    assert status in ({200, 405} if method == "options" else {403, 405})


def test_what_computes_what_it_is_sent_writes_nothing(sample_data, client):
    """The only two routes that take a POST."""
    before = {model: model.objects.count() for model in apps.get_models()}
    newest = head()
    call = {"id": 1, "standard": "甲件數÷乙件數", "values": {"甲件數": 1, "乙件數": 2}}
    for path in ("/api/v1/formulas/read", "/api/v1/formulas/evaluate"):
        assert client.post(path, call, content_type="application/json").json()["ok"] is True
    assert head() == newest
    assert before == {model: model.objects.count() for model in apps.get_models()}
