"""The pages of agencies: make, rename, move, merge; and what is found afterwards."""

from __future__ import annotations

import datetime
import re

import pytest
from django.utils import timezone

from guankao import sample
from guankao.documents import Plan as PlanDocument
from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.ledger.models import Entry
from guankao.web.organizations.actions import register_agency
from guankao.web.organizations.models import Agency, FormerName
from guankao.web.organizations.queries import agency_called, agency_known_as
from guankao.web.planning.models import Plan
from guankao.web.publishing.actions import publish

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _administrator(signed_in):
    """The browser of every test here is that of the administrator of 示範部."""
    signed_in("system-administrator", at="示範部", account="administrator")


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def agency(name: str = "示範署") -> Agency:
    return agency_called(name)


def step(client, which: str, what: str, /, *, follow=True, **values):
    one = agency(which)
    given = {"version": str(one.version), "on": str(timezone.localdate()), **values}
    return client.post(
        f"/desk/agencies/{one.pk}/{what}/",
        {f"{what}-{field}": value for field, value in given.items()},
        follow=follow,
    )


def events(name: str) -> list[str]:
    found = Entry.objects.filter(stream=f"agency/{name}").order_by("number")
    return list(found.values_list("event", flat=True))


def test_an_agency_is_made_under_ones_own(client):
    answer = client.post(
        "/desk/agencies/new/", {"name": "示範分署", "name_en": "", "parent": agency().pk}
    )
    made = agency("示範分署")
    assert answer.url == f"/desk/agencies/{made.pk}/"
    assert made.parent == agency()
    assert made.fictional, "what stands under a made-up agency is made up"


@pytest.mark.parametrize("name", ["", "甲/乙", "api", "甲?乙", "甲\u200b乙", "..", "名" * 61])
def test_a_name_that_is_no_address_is_told_beside_it(client, name):
    answer = client.post("/desk/agencies/new/", {"name": name, "parent": agency().pk})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["name"]


@pytest.mark.parametrize("parent", ["內政部", None])
def test_no_agency_is_made_outside_ones_own(client, parent):
    given = {"name": "新署", "parent": agency(parent).pk if parent else ""}
    assert client.post("/desk/agencies/new/", given).status_code == 422
    assert not Agency.objects.filter(name="新署").exists()


def test_an_agency_that_is_there_is_not_changed_by_making_it(client):
    answer = client.post("/desk/agencies/new/", {"name": "內政部", "parent": agency().pk})
    assert answer.status_code == 422
    assert agency("內政部").parent.name == "行政院"


def test_a_renamed_agency_keeps_its_old_name_and_its_addresses(client):
    yesterday = timezone.localdate() - DAY
    answer = step(client, "示範署", "rename", name="示範局", name_en="Bureau", on=str(yesterday))
    assert "已儲存" in text_of(answer)
    renamed = agency("示範局")
    assert agency_known_as("示範署") == renamed
    former = FormerName.objects.get(agency=renamed)
    assert (former.name, former.until_day) == ("示範署", yesterday)
    assert events("示範署")[-1] == "agency.renamed"
    old = Plan.objects.filter(agency=renamed).order_by("pk").first()
    assert old.identifier.endswith("/示範署")
    assert client.get(f"/{old.identifier}/").status_code == 200
    kpi = old.indicators.order_by("position").first()
    assert client.get(f"/{kpi.identifier}/").status_code == 200


def test_both_names_are_found(client):
    step(client, "示範署", "rename", name="晨曦局")
    for words in ("晨曦局", "示範署"):
        found = client.get(f"/search/?q={words}&kind=agency")
        assert "晨曦局" in text_of(found), words
        assert "晨曦局" in text_of(client.get(f"/desk/agencies/?q={words}")), words


def test_a_document_with_the_old_name_finds_its_agency(client):
    step(client, "示範署", "rename", name="示範局")
    document = next(
        one
        for one in sample.documents(fictional=True)
        if isinstance(one, PlanDocument) and one.agency == "示範署"
    )
    later = document.model_copy(update={"fiscal_year": 106})
    publish(later, by=COMMAND_LINE)
    assert Plan.objects.get(identifier="106/示範署").agency == agency("示範局")


def test_a_name_of_old_is_not_given_to_another(client):
    step(client, "示範署", "rename", name="示範局")
    answer = client.post("/desk/agencies/new/", {"name": "示範署", "parent": agency("示範部").pk})
    assert answer.status_code == 422
    assert "曾使用此名稱" in text_of(answer)
    refused = step(client, "示範部", "rename", name="示範署")
    assert refused.status_code == 422


def test_an_agency_may_take_its_own_old_name_again(client):
    step(client, "示範署", "rename", name="示範局")
    assert step(client, "示範局", "rename", name="示範署").status_code == 200
    assert [one.name for one in FormerName.objects.all()] == ["示範局"]
    assert agency_known_as("示範局") == agency("示範署")


def test_the_english_name_alone_is_no_renaming(client):
    step(client, "示範署", "rename", name="示範署", name_en="Other words")
    assert agency().name_en == "Other words"
    assert not FormerName.objects.exists()


@pytest.mark.parametrize("what", ["rename", "merge"])
def test_a_day_to_come_is_refused_and_what_was_typed_is_kept(client, what):
    tomorrow = str(timezone.localdate() + DAY)
    answer = step(
        client, "示範署", what, name="示範局", other=str(agency("示範部").pk), on=tomorrow
    )
    assert answer.status_code == 422
    assert "尚未到來" in text_of(answer)
    assert f'value="{tomorrow}"' in answer.content.decode()


def test_two_administrators_at_once(client):
    first = agency()
    step(client, "示範署", "rename", name="示範局")
    answer = client.post(
        f"/desk/agencies/{first.pk}/rename/",
        {
            "rename-name": "示範處",
            "rename-version": str(first.version),
            "rename-on": str(timezone.localdate()),
        },
    )
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "示範局" in shown
    assert 'value="示範處"' in shown
    assert f'name="rename-version" value="{first.version + 1}"' in shown


def test_an_agency_is_moved_and_never_under_itself(client):
    child = register_agency(by=COMMAND_LINE, name="示範分署", parent="示範署", fictional=True)
    refused = step(client, "示範署", "move", other=str(child.pk))
    assert refused.status_code == 422
    assert "上級機關" in text_of(refused)
    step(client, "示範分署", "move", other=str(agency("示範部").pk))
    assert agency("示範分署").parent == agency("示範部")


def test_a_merged_agency_ends_with_its_roles_and_its_people_move(client, make_person):
    heir = register_agency(by=COMMAND_LINE, name="承接署", parent="示範部", fictional=True)
    child = register_agency(by=COMMAND_LINE, name="示範分署", parent="示範署", fictional=True)
    person = make_person("planner", account="one")
    plans = list(agency().plans.values_list("identifier", flat=True))
    answer = step(client, "示範署", "merge", other=str(heir.pk))
    assert "併入承接署" in text_of(answer).replace(" ", "")
    person.refresh_from_db()
    child.refresh_from_db()
    assert person.agency == heir
    assert child.parent == heir
    assert person.holdings.get().until_day == timezone.localdate()
    assert events("示範署")[-1] == "agency.merged"
    for identifier in plans:
        assert client.get(f"/{identifier}/").status_code == 200
    again = client.post(f"/desk/agencies/{agency().pk}/rename/", {"rename-name": "又改"})
    assert again.status_code in {404, 422}
    assert agency().name == "示範署"


def test_nothing_is_merged_into_what_has_ended(client):
    heir = register_agency(by=COMMAND_LINE, name="承接署", parent="示範部", fictional=True)
    step(client, "示範署", "merge", other=str(heir.pk))
    third = register_agency(by=COMMAND_LINE, name="第三署", parent="示範部", fictional=True)
    answer = step(client, "第三署", "merge", other=str(agency().pk))
    assert answer.status_code == 422
    third.refresh_from_db()
    assert third.ended_on is None


@pytest.mark.parametrize("piece", ["", "rename/", "move/", "merge/"])
def test_other_agencies_do_not_exist(client, piece):
    other = agency("內政部")
    address = f"/desk/agencies/{other.pk}/{piece}"
    assert client.get(address).status_code in {404, 405}
    assert client.post(address, {"rename-name": "x"}).status_code in {404, 405}
    assert "內政部" not in text_of(client.get("/desk/agencies/"))


def test_the_list_asks_a_fixed_number_of_questions(client, django_assert_num_queries):
    with django_assert_num_queries(9):
        client.get("/desk/agencies/")
