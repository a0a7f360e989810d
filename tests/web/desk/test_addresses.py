"""Every address against the matrix: strangers, and people of every role."""

from __future__ import annotations

import re
import uuid
from types import SimpleNamespace

import pytest
from django.urls import URLPattern, include, path
from django.views import View

from guankao.web.api.urls import api
from guankao.web.desk import addresses as walked
from guankao.web.desk.addresses import Address, UnknownAccess, addresses
from guankao.web.organizations.matrix import GRANTS, Access, Permission
from guankao.web.organizations.roles import Role

pytestmark = pytest.mark.django_db
ALL = list(addresses())
BEHIND_THE_DOOR = [one for one in ALL if one.access is not Access.EVERYBODY]


def sample_of(address: Address) -> str:
    """An address of the pattern; what stands in it need not exist, since refusal comes first."""
    pieces = {
        "<key>": "1" if "agencies" in address.route else str(uuid.UUID(int=1)),
        "<position>": "1",
        "<element>": "clause/1/1" if "guidelines" in address.route else "kpi/1-1",
        "<holding>": "1",
        "<mention>": "1",
        "<token>": "1",
        "<code>": "p-somebody",
        "<draft>": "1",
        "<expected>": "1",
        "<digest>": "0" * 64,
        "<goal>": "1",
        "<year>": "107",
    }
    route = address.route
    for name, value in pieces.items():
        route = route.replace(name, value)
    assert "<" not in route, f"give a sample for {route}"
    return route


def named(address: Address) -> str:
    return address.name


def test_the_walk_finds_every_room():
    routes = {one.route for one in ALL}
    assert {"/desk/", "/desk/import/", "/account/login/", "/107/"} - {"/107/"} <= routes
    assert any(route.startswith("/api/v1/") for route in routes)
    assert len(BEHIND_THE_DOOR) > 30


def test_an_address_that_nobody_placed_is_found(monkeypatch):
    class Forgotten(View):
        pass

    room = include(([path("secret/", Forgotten.as_view(), name="secret")], "rooms"))
    pattern: URLPattern = path("", room)  # type: ignore[assignment]
    resolver = SimpleNamespace(url_patterns=[pattern])
    monkeypatch.setattr(walked, "get_resolver", lambda: resolver)
    with pytest.raises(UnknownAccess, match="secret"):
        list(addresses())


def test_what_everybody_opens_is_the_portal_its_data_and_the_door():
    open_to_all = {one.route.split("/")[1] for one in ALL if one.access is Access.EVERYBODY}
    assert "desk" not in open_to_all
    door = {one.name for one in ALL if one.route.startswith("/account/")} & {
        one.name for one in ALL if one.access is Access.EVERYBODY
    }
    assert door == {
        "account_login",
        "account_inactive",
        "mfa_authenticate",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
    }


@pytest.mark.parametrize("address", BEHIND_THE_DOOR, ids=named)
@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_a_stranger_is_sent_to_the_door(client, sample_data, address, method):
    answer = getattr(client, method)(sample_of(address))
    if address.name == "account_logout":
        assert answer.status_code in {302, 405}
        return
    assert answer.status_code == 302
    assert answer.url.startswith("/account/login/")


@pytest.mark.parametrize("address", BEHIND_THE_DOOR, ids=named)
def test_a_strangers_piece_of_a_page_is_sent_there_as_a_whole(client, sample_data, address):
    if not address.route.startswith("/desk/"):
        return
    answer = client.get(sample_of(address), headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/account/login/")
    assert answer.content == b""


OF_THE_DESK = [one for one in BEHIND_THE_DOOR if isinstance(one.access, Permission)]


@pytest.mark.parametrize("role", [*Role, None], ids=str)
def test_each_role_opens_exactly_what_the_matrix_says(client, signed_in, role):
    """At the top of a tree, so that reaching further down is no reason to be refused."""
    signed_in(*([role.value] if role else []), at="示範部")
    for address in OF_THE_DESK:
        allowed = role is not None and role in GRANTS[address.access]
        for method in ("get", "post"):
            answer = getattr(client, method)(sample_of(address))
            refused = answer.status_code == 403
            assert refused is not allowed, (address.route, method, answer.status_code)


@pytest.mark.parametrize("address", OF_THE_DESK, ids=named)
def test_a_form_without_its_token_is_refused(make_person, address):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(
        make_person(*[role.value for role in Role], at="示範部"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    assert strict.post(sample_of(address), {}).status_code == 403


@pytest.mark.parametrize("address", BEHIND_THE_DOOR, ids=named)
def test_every_page_has_the_policy_of_content(client, signed_in, address):
    signed_in(*[role.value for role in Role], at="示範部")
    answer = client.get(sample_of(address))
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        assert not re.search(r"<script(?![^>]*src=)|style=|onclick=", answer.content.decode())


ASK_FOR_A_TOKEN = {
    "/api/v1/reports",
    "/api/v1/reports/statements",
    "/api/v1/reports/{identifier}",
    "/api/v1/reports/{identifier}/submit",
}


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", sorted(ASK_FOR_A_TOKEN))
def test_no_call_for_programs_is_answered_without_a_token(client, signed_in, path, method):
    """Also not to a browser in which somebody is signed in: a cookie is no token."""
    signed_in(*[role.value for role in Role], at="示範部")
    address = path.replace("{identifier}", "107/示範署/kpi/1-1/report/quarter-1")
    for headers in ({}, {"Authorization": "Bearer gk_wrong"}, {"Authorization": "Bearer "}):
        answer = getattr(client, method)(address, content_type="application/json", headers=headers)
        assert answer.status_code in {401, 405, 415}, (path, method)
        assert answer.json()["error"]["status"] == answer.status_code


def test_every_call_of_the_interface_only_reads_what_is_public(client, sample_data):
    """Two take a POST: they compute what they are sent, and store nothing. Those that ask for a
    token are tried above."""
    operations = {
        (path, method)
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method in methods
    }
    assert operations
    assert {path for path, method in operations if method != "get"} == {
        "/api/v1/formulas/read",
        "/api/v1/formulas/evaluate",
        *ASK_FOR_A_TOKEN,
    } - {"/api/v1/reports"}
    routes = {one.route for one in ALL if one.access is Access.EVERYBODY}
    for path_of_call, _method in operations:
        pattern = re.sub(
            r"\{[^}]+\}", "<[^>]+>", re.escape(path_of_call).replace(r"\{", "{").replace(r"\}", "}")
        )
        assert any(re.fullmatch(pattern, route) for route in routes), path_of_call


@pytest.mark.parametrize(
    "path",
    [
        f"/desk/agencies/{10**30}/",
        f"/desk/delegations/{10**30}/end/",
        f"/desk/people/p-x/roles/{10**30}/end/",
        f"/desk/import/{uuid.UUID(int=1)}/{10**30}/",
        "/account/password/key/zzzzzzzzzzzzz-x/",
        "/desk/people/" + "a" * 500 + "/",
    ],
)
def test_no_number_makes_an_error_of_ours(client, signed_in, path):
    signed_in(*[role.value for role in Role], at="示範部")
    client.raise_request_exception = False
    for method in ("get", "post"):
        assert getattr(client, method)(path).status_code < 500


@pytest.mark.parametrize("value", ["a\x00b", "a" * 100_000, "\u202e", "'; DROP TABLE x --", "%s%n"])
def test_no_text_makes_an_error_of_ours(client, signed_in, value):
    signed_in(*[role.value for role in Role], at="示範部")
    client.raise_request_exception = False
    fields = ("login", "password", "name", "account", "agency", "role", "holding", "version", "on")
    given = dict.fromkeys(fields, value)
    for address in BEHIND_THE_DOOR:
        if address.writes and address.name != "account_logout":
            assert client.post(sample_of(address), given).status_code < 500, address.route
    for listing in ("/desk/people/", "/desk/agencies/"):
        assert client.get(listing, {"q": value}).status_code < 500
    client.logout()
    assert client.post("/account/login/", given).status_code < 500
