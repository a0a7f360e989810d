"""The two calls of formulas: the answers of the command line, and nothing stored."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from guankao.cli.formula import app
from guankao.web.ledger.queries import head
from guankao.web.planning.models import Indicator

pytestmark = pytest.mark.django_db

PATHS = {"read": "/api/v1/formulas/read", "evaluate": "/api/v1/formulas/evaluate"}
both = pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
SHARE = {"id": 1, "standard": "及格人數÷到考人數×100%", "target": "90%"}


def post(path, body, **options):
    text = body if isinstance(body, str | bytes) else json.dumps(body, ensure_ascii=False)
    options = {"content_type": "application/json", **options}
    return Client(raise_request_exception=False).post(path, text, **options)


def test_one_call_and_a_list_of_calls():
    values = {"及格人數": 45, "到考人數": 60}
    one = post(PATHS["evaluate"], {**SHARE, "values": values})
    assert (one.status_code, one.json()["value"], one.json()["unit"]) == (200, 75, "%")
    assert [step["figures"] for step in one.json()["steps"]] == ["45÷60", "0.75×100%"]
    two = post(PATHS["evaluate"], [{**SHARE, "values": values}, {"id": "b", "standard": "場次"}])
    assert [answer["id"] for answer in two.json()] == [1, "b"]
    assert two.json()[0] == one.json()
    assert two.json()[1]["problems"][0]["code"] == "no_arithmetic"
    assert post(PATHS["read"], []).json() == []


@pytest.mark.parametrize("command", PATHS)
def test_the_answers_are_those_of_the_command_line(sample_data, command):
    """For every standard of the sample, byte for byte."""
    calls = [
        {
            "id": one.identifier,
            "standard": one.standard,
            "target": one.target_text,
            "name": one.name,
            "values": {"I1": 0.24, "I2": 0.26},
        }
        for one in Indicator.objects.order_by("id")[::5]
    ]
    lines = "\n".join(json.dumps(call, ensure_ascii=False) for call in calls)
    printed = CliRunner().invoke(app, [command], input=lines).stdout_bytes.decode()
    answered = post(PATHS[command], calls)
    assert answered.status_code == 200
    assert answered.content.decode() == "[" + ", ".join(printed.splitlines()) + "]"


def test_every_digit_is_kept():
    value = "0.12345678901234567890123"
    body = f'{{"id": 1, "standard": "甲數＋乙數", "values": {{"甲數": {value}, "乙數": 0}}}}'
    found = json.loads(post(PATHS["evaluate"], body).content, parse_float=Decimal)
    assert found["value"] == Decimal(value)


def test_the_year_decides_which_target_counts():
    standard = (
        "Σ（達成值÷目標值×權重）×100%：1.甲數：107至108年度目標值分別為4、5人，權重為50%。"
        "2.乙數：107至108年度目標值均為8人，權重為50%"
    )
    call = {"id": 1, "standard": standard, "target": "90%"}
    assert "÷4×50%" in post(PATHS["read"], call).json()["expression"]
    assert "÷5×50%" in post(f"{PATHS['read']}?fiscal_year=108", call).json()["expression"]


@both
def test_nothing_is_stored_and_no_cookie_is_set(sample_data, path, django_assert_num_queries):
    before = head()
    with django_assert_num_queries(0):
        answer = post(path, SHARE)
    assert head() == before
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


@both
def test_it_needs_no_token_and_takes_no_form(path):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path, SHARE, content_type="application/json").status_code == 200
    for kind in ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data"):
        assert post(path, "{}", content_type=kind).status_code == 415


@both
@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options"])
def test_other_methods_are_refused(path, method):
    answer = getattr(Client(), method)(path)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"


@both
@pytest.mark.parametrize(
    ("body", "parameter"),
    [
        (" ", None),
        ("no json", None),
        (b"\xff\xfe", None),
        ("[" * 200_000, None),
        ('{"id": 1, "standard": "甲÷乙", "values": {"甲": NaN}}', None),
        ('{"id": 1, "standard": "甲÷乙", "values": {"甲": ' + "9" * 100_000 + "}}", None),
        ({"id": 1}, "standard"),
        ({"id": True, "standard": "甲"}, "id"),
        ({"id": None, "standard": "甲"}, "id"),
        ({"id": 1.5, "standard": "甲"}, "id"),
        ({"id": 10**30, "standard": "甲"}, "id"),
        ('{"id": 1e99999999, "standard": "甲"}', "id"),
        ({"id": "a" * 201, "standard": "甲"}, "id"),
        ({"id": 1, "standard": 3}, "standard"),
        ({"id": 1, "standard": "甲", "target": None}, "target"),
        ({"id": 1, "standard": "甲", "tagret": "90%"}, "tagret"),
        ({"id": 1, "standard": "甲", "values": {"甲": "1"}}, "甲"),
        ({"id": 1, "standard": "甲", "values": {"甲": True}}, "甲"),
        ({"id": 1, "standard": "甲", "values": [1]}, "values"),
        ('{"id": "\\ud800", "standard": "甲"}', "id"),
        ('{"id": 1, "standard": "\\ud800"}', "standard"),
        ([SHARE] * 101, "calls"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_by_name(path, body, parameter):
    answer = post(path, body)
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert error["parameter"] == parameter
    assert error["message"]


@both
def test_a_body_is_bounded(path):
    large = json.dumps({**SHARE, "name": "年" * 2_000_000}, ensure_ascii=False)
    assert post(path, large).status_code == 413
    assert post(path, json.dumps(SHARE), headers={"Content-Length": "9" * 40}).status_code == 413
    assert post(f"{path}?year=107", SHARE).json()["error"]["parameter"] == "year"


HOSTILE = st.one_of(
    st.sampled_from(
        ["1e999", "-1e-999", "9" * 10_000, "=cmd|' /C calc'!A0", "\x00", "\u202e甲÷乙", "（" * 4000]
    ),
    st.text(max_size=60),
    st.text("甲乙數÷×＋－（）%^Σ占之比率1234567890.", max_size=60),
)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(standard=HOSTILE, name=HOSTILE, target=HOSTILE, value=st.decimals(allow_nan=False))
def test_nothing_that_is_sent_makes_an_error_of_ours(standard, name, target, value):
    number = "0" if value.is_infinite() else str(value)
    head = json.dumps({"id": 1, "standard": standard, "target": target, "name": name})
    body = f'{head[:-1]}, "values": {{"甲": {number}, "乙": {number}}}}}'
    for path in PATHS.values():
        assert post(path, body).status_code in {200, 400}
