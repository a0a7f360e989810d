import pytest
from django.db import IntegrityError, transaction

from guankao.web.ledger.actors import COMMAND_LINE, Actor
from guankao.web.ledger.models import Entry
from guankao.web.organizations.actions import AgencyCycle, agencies, register_agency
from guankao.web.organizations.models import Agency
from guankao.web.organizations.permissions import NotPermitted

pytestmark = pytest.mark.django_db
STRANGER = Actor(code="stranger", name="A stranger")


def test_an_agency_is_registered_under_its_parent():
    register_agency(by=COMMAND_LINE, name="測試部", name_en="Ministry of Tests")
    agency = register_agency(by=COMMAND_LINE, name="測試署", parent="測試部")
    assert agency.parent == Agency.objects.get(name="測試部")
    entry = Entry.objects.get(stream="agency/測試署")
    assert (entry.event, entry.actor, entry.subject_words) == (
        "agency.registered",
        "command-line",
        "測試署",
    )


def test_registering_twice_changes_nothing():
    register_agency(by=COMMAND_LINE, name="測試部")
    register_agency(by=COMMAND_LINE, name="測試部")
    assert Entry.objects.filter(stream="agency/測試部").count() == 1


def test_a_change_is_recorded_with_before_and_after():
    register_agency(by=COMMAND_LINE, name="測試部")
    register_agency(by=COMMAND_LINE, name="測試部", name_en="Ministry of Tests")
    entry = Entry.objects.get(stream="agency/測試部", number=2)
    assert entry.event == "agency.changed"
    assert '"name_en":""' in entry.before
    assert '"name_en":"Ministry of Tests"' in entry.after


def test_a_stranger_is_refused_and_nothing_is_stored():
    with pytest.raises(NotPermitted, match="A stranger"):
        register_agency(by=STRANGER, name="測試部")
    assert not Agency.objects.filter(name="測試部").exists()


def test_where_the_entry_fails_nothing_has_changed(monkeypatch):
    def fail(*_arguments, **_facts):
        raise RuntimeError("no ledger")

    monkeypatch.setattr(agencies, "record", fail)
    with pytest.raises(RuntimeError):
        register_agency(by=COMMAND_LINE, name="測試部")
    assert not Agency.objects.filter(name="測試部").exists()


def test_an_unknown_parent_is_refused():
    with pytest.raises(Agency.DoesNotExist):
        register_agency(by=COMMAND_LINE, name="測試署", parent="無此部")


@pytest.mark.parametrize("name", ["", "甲/乙"])
def test_the_database_refuses_a_name_that_is_no_address(name):
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.create(name=name)


def test_the_sample_has_the_tree(sample_data):
    assert Agency.objects.get(name="法務部行政執行署").parent.name == "法務部"
    assert Agency.objects.get(name="內政部").parent.name == "行政院"
    assert Agency.objects.get(name="示範署").parent.name == "示範部"
    assert set(Agency.objects.filter(fictional=True).values_list("name", flat=True)) == {
        "示範部",
        "示範署",
    }


def test_no_agency_stands_under_itself():
    register_agency(by=COMMAND_LINE, name="測試部")
    register_agency(by=COMMAND_LINE, name="測試署", parent="測試部")
    with pytest.raises(AgencyCycle, match="測試部"):
        register_agency(by=COMMAND_LINE, name="測試部", parent="測試署")
