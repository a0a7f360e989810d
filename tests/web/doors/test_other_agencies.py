"""Every identifier of an agency, tried by people who have no business there."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core import serializers

from guankao.web.desk.addresses import Address, addresses
from guankao.web.ledger.models import Entry
from guankao.web.organizations.matrix import Access
from web.doors.world import BACKEND, PLANTED, made, stranger_of_another_agency

pytestmark = pytest.mark.django_db
BEHIND = [one for one in addresses() if one.access is not Access.EVERYBODY]
WITH_IDENTIFIER = [one for one in BEHIND if one.route.startswith("/desk/") and "<" in one.route]
GIVEN = {
    "version": "1",
    "version-1": "1",
    "words": "理由",
    "text": "留言",
    "code": "GK301",
    "reason": "理由",
    "until": "2199-01-01",
    "name": "改名",
    "account": "taken",
    "role": "planner",
    "from_day": "2026-01-01",
    "undo": "1",
    "end": "GK301",
    "resolve": "1",
    "remove": "1",
    "step": "accept",
    "report": "1:1",
    "queue": "first",
}
"""What forms send: if it is not refused for who sends it, it would often be taken."""


@pytest.fixture
def world(client, sample_data, settings, tmp_path):
    settings.UPLOADS = tmp_path / "uploads"
    return made(client, published=False)


def everything() -> dict[str, str]:
    """All rows of people, imports, drafts and reports, but for when somebody signed in."""
    rooms = (
        "guankao.web.organizations",
        "guankao.web.importing",
        "guankao.web.planning.models.dr",
        "guankao.web.reporting",
    )
    return {
        model._meta.label: serializers.serialize("json", model.objects.order_by("pk"))
        for model in apps.get_models()
        if model.__module__.startswith(rooms) and model._meta.label != "organizations.Person"
    }


def tried(client, address: str) -> list[int]:
    client.raise_request_exception = False
    statuses = [
        client.get(address).status_code,
        client.get(address, headers={"HX-Request": "true"}).status_code,
        client.post(address, GIVEN).status_code,
        client.post(address, GIVEN, headers={"HX-Request": "true"}).status_code,
    ]
    statuses += [
        getattr(client, method)(address).status_code for method in ("put", "patch", "delete")
    ]
    return statuses


def test_somebody_of_another_agency_reaches_nothing_and_changes_nothing(client, world):
    stranger_of_another_agency(client)
    before, entries = everything(), Entry.objects.count()
    assert len(WITH_IDENTIFIER) > 30
    for one in WITH_IDENTIFIER:
        address = world.address(one)
        for status in tried(client, address):
            assert status in {403, 404, 405}, (one.route, status)
    assert Entry.objects.count() == entries
    assert everything() == before


def test_somebody_without_a_role_reaches_nothing_and_changes_nothing(client, world, make_person):
    client.force_login(make_person(at="示範署", account="noone"), backend=BACKEND)
    before, entries = everything(), Entry.objects.count()
    for one in WITH_IDENTIFIER:
        for status in tried(client, world.address(one)):
            assert status in {403, 404, 405}, (one.route, status)
    assert Entry.objects.count() == entries
    assert everything() == before


def test_what_belongs_there_is_reached_by_whoever_does(client, world):
    """Or the two tests above would prove nothing: the same addresses are there for the insider."""
    client.force_login(world.insider, backend=BACKEND)
    client.raise_request_exception = False
    read_only: list[Address] = []
    for one in WITH_IDENTIFIER:
        status = client.get(world.address(one)).status_code
        assert status in {200, 302, 405, 422}, (one.route, status)
        if status in {200, 302}:
            read_only.append(one)
    assert len(read_only) > 12


def test_no_list_shows_what_belongs_to_another_agency(client, world):
    stranger_of_another_agency(client)
    lists = [one for one in BEHIND if one.route.startswith("/desk/") and "<" not in one.route]
    assert len(lists) > 6
    for one in lists:
        answer = client.get(one.route)
        body = b"".join(answer).decode() if answer.streaming else answer.content.decode()
        for secret in (world.insider.code, str(world.draft.pk) + "/kpi", "writer", "judge"):
            assert secret not in body, (one.route, secret)


def test_what_is_not_published_is_nowhere_in_the_portal(client, world):
    for address in (
        "/112/示範署/",
        "/112/示範署/findings/",
        "/112/示範署/history/",
        "/112/示範署/document.json",
        f"/112/示範署/{world.pieces['<element>']}/",
    ):
        assert client.get(address).status_code == 404, address
    for address in ("/search/?q=onerror", "/search.json?q=onerror", "/data/indicators.csv"):
        answer = client.get(address)
        body = b"".join(answer).decode() if answer.streaming else answer.content.decode()
        assert PLANTED not in body
        assert "112/示範署" not in body
