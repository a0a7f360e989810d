"""The pages of people, as a browser asks for them."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from guankao.web.ledger.models import Entry
from guankao.web.organizations.actors import as_actor
from guankao.web.organizations.models import Holding, Person
from guankao.web.organizations.permissions import Permission, rights_of
from guankao.web.organizations.queries import agency_called

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _administrator(signed_in):
    """The browser of every test here is that of the administrator of 示範部."""
    signed_in("system-administrator", at="示範部", account="administrator")


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def key_of(name: str) -> str:
    return str(agency_called(name).pk)


def facts(**other) -> dict[str, str]:
    return {"name": "林美", "account": "Lin.Mei", "agency": key_of("示範署"), **other}


def made(client) -> Person:
    answer = client.post("/desk/people/new/", facts())
    person = Person.objects.get(account="lin.mei")
    assert answer.url == f"/desk/people/{person.code}/"
    return person


def test_a_person_is_made_given_a_role_and_found(client):
    person = made(client)
    answer = client.post(
        f"/desk/people/{person.code}/roles/",
        {"role": "planner", "agency": key_of("示範署"), "from_day": str(timezone.localdate())},
        follow=True,
    )
    assert "角色已指派" in text_of(answer)
    assert rights_of(as_actor(person)).allows(Permission.IMPORT_DOCUMENT)
    shown = text_of(client.get("/desk/people/?q=lin"))
    assert "林美" in shown
    assert "計畫承辦人" in shown
    assert "林美" not in text_of(client.get("/desk/people/?q=nobody"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "名" * 101),
        ("name", "看不\u202e見"),
        ("account", "two words"),
        ("account", "<b>x</b>"),
        ("account", "a" * 151),
        ("agency", ""),
        ("agency", "nothing"),
        ("agency", "999999"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_kept(client, field, value):
    answer = client.post("/desk/people/new/", facts(**{field: value}))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    kept = "lin.mei" if field != "account" else "林美"
    assert kept in answer.content.decode().lower()
    assert not Person.objects.filter(name="林美").exists()


def test_another_agency_cannot_be_chosen(client):
    answer = client.post("/desk/people/new/", facts(agency=key_of("內政部")))
    assert answer.status_code == 422
    assert "內政部" not in text_of(answer)


def test_an_account_that_is_taken_is_told_at_the_account(client):
    made(client)
    answer = client.post("/desk/people/new/", facts())
    assert answer.status_code == 422
    assert answer.context["form"].errors["account"]


def test_two_administrators_at_once(client):
    person = made(client)
    address = f"/desk/people/{person.code}/change/"
    page = client.get(address)
    version = page.context["form"]["version"].value()
    first = client.post(address, facts(name="先改", version=version))
    assert first.status_code == 302
    second = client.post(address, facts(name="後改", version=version))
    assert second.status_code == 409
    shown = second.content.decode()
    assert "先改" in shown
    assert "後改" in shown
    again = re.search(r'name="version" value="(\d+)"', shown)[1]
    assert client.post(address, facts(name="後改", version=again)).status_code == 302
    person.refresh_from_db()
    assert person.name == "後改"


def test_a_form_without_its_version_overwrites_nothing(client):
    person = made(client)
    address = f"/desk/people/{person.code}/change/"
    assert client.post(address, facts(name="改")).status_code == 409


def test_a_role_that_is_held_is_told_and_what_was_typed_is_kept(client, make_person):
    person = make_person("planner", account="one")
    answer = client.post(
        f"/desk/people/{person.code}/roles/",
        {"role": "planner", "agency": key_of("示範署"), "from_day": "2030-01-31"},
    )
    assert answer.status_code == 422
    assert "已有此角色" in text_of(answer)
    assert 'value="2030-01-31"' in answer.content.decode()


@pytest.mark.parametrize("day", ["31/1/2030", "2030-02-30", "0001-01-01", "9999-12-31", "x" * 999])
def test_a_day_that_is_none_is_told_at_the_day(client, make_person, day):
    person = make_person(account="one")
    answer = client.post(
        f"/desk/people/{person.code}/roles/",
        {"role": "planner", "agency": key_of("示範署"), "from_day": day},
    )
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["from_day"]
    assert not person.holdings.exists()


def test_a_role_cannot_be_given_beyond_ones_agencies(client, make_person):
    person = make_person(account="one")
    answer = client.post(
        f"/desk/people/{person.code}/roles/",
        {"role": "controller", "agency": key_of("行政院"), "from_day": "2030-01-31"},
    )
    assert answer.status_code == 422
    assert not person.holdings.exists()


def test_a_role_is_ended_with_a_button(client, make_person):
    person = make_person("planner", account="one")
    holding = person.holdings.get()
    answer = client.post(f"/desk/people/{person.code}/roles/{holding.pk}/end/", follow=True)
    assert "角色已終止" in text_of(answer)
    assert rights_of(as_actor(person)).holdings == ()


def test_a_role_of_somebody_else_is_not_ended_by_its_number(client, make_person):
    person = make_person("planner", account="one")
    other = make_person("planner", at="內政部", account="other")
    address = f"/desk/people/{person.code}/roles/{other.holdings.get().pk}/end/"
    assert client.post(address).status_code == 404
    assert other.holdings.get().until_day is None


def test_a_link_is_shown_once_and_recorded(client, make_person):
    person = make_person(account="one")
    answer = client.post(f"/desk/people/{person.code}/invite/")
    assert "http://testserver/account/password/key/" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert "password/key" not in client.get(f"/desk/people/{person.code}/").content.decode()
    newest = Entry.objects.filter(stream=f"person/{person.code}").order_by("-number").first()
    assert newest.event == "person.invited"


def test_a_person_is_ended_and_found_among_the_ended(client, make_person):
    person = make_person("planner", account="one")
    client.post(f"/desk/people/{person.code}/end/")
    assert "某one" not in text_of(client.get("/desk/people/"))
    assert "某one" in text_of(client.get("/desk/people/?ended=1"))
    shown = text_of(client.get(f"/desk/people/{person.code}/"))
    assert "停用日期" in shown
    assert "確定停用" not in shown
    again = client.post(f"/desk/people/{person.code}/end/", follow=True)
    assert "已於稍早停用" in text_of(again)


@pytest.mark.parametrize(
    "piece", ["", "change/", "invite/", "reset-factor/", "end/", "roles/", "roles/1/end/"]
)
def test_people_of_other_agencies_do_not_exist(client, make_person, piece):
    other = make_person("planner", at="內政部", account="other")
    address = f"/desk/people/{other.code}/{piece}"
    assert client.get(address).status_code in {404, 405}
    assert client.post(address, facts(version="1")).status_code in {404, 405}
    other.refresh_from_db()
    assert other.is_active
    assert other.account == "other"


def test_who_only_sees_is_offered_no_step(client, signed_in, make_person):
    person = make_person("planner", account="one")
    signed_in("auditor", at="示範部", account="auditor")
    shown = client.get(f"/desk/people/{person.code}/").content.decode()
    assert "某one" in shown
    assert 'method="post"' not in shown.split("</nav>", 2)[-1]
    assert client.post(f"/desk/people/{person.code}/end/").status_code == 403
    assert client.get("/desk/people/new/").status_code == 403


def test_a_reviewer_sees_people_below_and_not_beside(client, signed_in, make_person):
    below = make_person("planner", account="below")
    beside = make_person("planner", at="示範部", account="beside")
    signed_in("reviewer", at="示範部", account="reviewer")
    assert client.get(f"/desk/people/{below.code}/").status_code == 200
    assert client.get(f"/desk/people/{beside.code}/").status_code == 404


def test_markup_in_a_name_is_shown_as_text(client):
    answer = client.post(
        "/desk/people/new/", facts(name='<script>alert("1")</script>'), follow=True
    )
    assert "<script>alert" not in answer.content.decode()
    assert "&lt;script&gt;alert(" in answer.content.decode()
    listed = client.get("/desk/people/").content.decode()
    assert "<script>alert" not in listed


@pytest.mark.parametrize("page", ["0", "-1", "x", "99", "9" * 30, "٣"])
def test_a_page_that_is_not_is_refused_by_name(client, page):
    assert client.get(f"/desk/people/?page={page}").status_code == 400


def test_many_people_stand_on_several_pages(client, make_person, django_assert_num_queries):
    agency = agency_called("示範署")
    Person.objects.bulk_create(
        Person(
            account=f"n{number}",
            name=f"號{number:03}",
            agency=agency,
            registered_at=timezone.now(),
        )
        for number in range(120)
    )
    Holding.objects.bulk_create(
        Holding(
            person=person,
            role="planner",
            agency=agency,
            from_day=timezone.localdate(),
            given_by="command-line",
        )
        for person in Person.objects.filter(account__startswith="n")
    )
    with django_assert_num_queries(9):
        answer = client.get("/desk/people/?q=號&page=2")
    assert "號050" in text_of(answer)
    assert "號049" not in text_of(answer)


def test_the_pages_are_complete_in_english(client, make_person):
    person = make_person("planner", account="one")
    client.cookies["guankao_language"] = "en"
    shown = text_of(client.get(f"/desk/people/{person.code}/"))
    for words in ("Give a role", "New link to a password", "Planner", "no end set"):
        assert words in shown
