"""The description of the API is true: what it says is accepted, answered and refused, is."""

from __future__ import annotations

from html import unescape
from re import DOTALL, MULTILINE, findall

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

pytestmark = pytest.mark.django_db

COMPUTING = {"/api/v1/formulas/read", "/api/v1/formulas/evaluate"}
FOR_PROGRAMS = "/api/v1/reports"
"""Routes that ask for a token; test_reports.py calls them with one."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]


@pytest.fixture
def description(sample_data):
    """The schema, with the program called in this process.

    A real server closes its connection between requests; here it holds the test's data.
    """
    from guankao.web.wsgi import application

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_route_does_what_its_description_says(description, mode):
    """With what the description allows, and with what it forbids."""
    tried = 0
    for found in description.get_all_operations():
        operation = found.ok()
        if mode is GenerationMode.NEGATIVE and not operation.query and not operation.body:
            continue  # any text at all is an identifier, so nothing is forbidden

        @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def check(case):
            # In this process nothing unpacks what the program packs.
            case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})

        check()
        tried += 1
    assert tried >= 10


def test_it_describes_every_route_and_answer_in_words(client, sample_data):
    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    identifiers = set()
    for path, operations in described["paths"].items():
        if path.startswith(FOR_PROGRAMS):
            identifiers |= {one["operationId"] for one in operations.values()}
            continue
        method = "post" if path in COMPUTING else "get"
        assert list(operations) == [method]
        operation = operations[method]
        identifiers.add(operation["operationId"])
        assert operation["summary"].endswith("."), path
        assert len(operation["tags"]) == 1
        statuses = {"200", "304", "400"} | ({"404"} if "{" in path else set())
        if method == "post":
            statuses = {"200", "400", "413", "415"}
        assert set(operation["responses"]) == statuses
        for parameter in operation["parameters"]:
            if parameter["in"] == "query":
                assert parameter["description"].endswith("."), (path, parameter["name"])
                assert "anyOf" not in parameter["schema"]
    assert len(identifiers) == sum(map(len, described["paths"].values()))
    for name in ("years", "agencies", "plans", "goals", "indicators", "projects", "guidelines"):
        assert f"/api/v1/{name}" in described["paths"]
    for name in ("action-plans", "measures", "search"):
        assert f"/api/v1/{name}" in described["paths"]


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_the_page_for_people_tells_the_same(client, sample_data, language):
    client.cookies["guankao_language"] = language
    described = client.get("/api/v1/openapi.json").json()
    shown = client.get("/api/v1/docs/").content.decode()
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            assert f"<code>{method.upper()} {path}</code>" in shown
            assert escape(operation["summary"]) in shown
            for parameter in operation["parameters"]:
                assert f"<code>{parameter['name']}</code>" in shown
    for name, answer in described["components"]["schemas"].items():
        if "results" not in answer.get("properties", {"results": 0}):
            assert f'id="schema-{name}"' in shown


def test_its_examples_are_there(client, sample_data):
    shown = client.get("/api/v1/docs/").content.decode()
    examples = findall(r'Example: <a href="([^"]+)"', shown)
    assert len(examples) > 15
    for address in examples:
        assert client.get(unescape(address)).status_code == 200, address


def test_the_bodies_that_it_shows_are_answered(client, sample_data):
    shown = client.get("/api/v1/docs/").content.decode()
    bodies = findall(r"POST ([^<]+)</code>.*?<pre[^>]*><code>([^<]+)</code>", shown, DOTALL)
    stateless = [(path, body) for path, body in bodies if not path.startswith(FOR_PROGRAMS)]
    assert {path for path, _body in stateless} == COMPUTING
    for path, body in stateless:
        answer = client.post(path, unescape(body), content_type="application/json")
        assert answer.json()["ok"] is True, path


def test_every_link_within_the_page_leads_somewhere(client, sample_data):
    shown = client.get("/api/v1/docs/").content.decode()
    anchors = set(findall(r'id="([^"]+)"', shown))
    assert set(findall(r'href="#([^"]+)"', shown)) <= anchors


def test_the_page_of_the_documentation_lists_every_route(client, sample_data, request):
    page = (request.config.rootpath / "docs/reference/api.md").read_text(encoding="utf-8")
    listed = {
        f"/api/v1{route}": set(findall(r"`([^`]+)`", parameters))
        for route, parameters in findall(r"^\| `(/[^`]+)` \| [^|]+ \|([^|\n]*)\|$", page, MULTILINE)
    }
    described = client.get("/api/v1/openapi.json").json()["paths"]
    assert listed == {
        path: {
            one["name"]
            for operation in operations.values()
            for one in operation["parameters"]
            if one["in"] == "query"
        }
        for path, operations in described.items()
    }
