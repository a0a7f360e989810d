"""Plans at the door of the room: loaded whole, read, replaced, refused."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from guankao import sample
from guankao.documents import Plan as PlanDocument
from guankao.web.ledger.actors import COMMAND_LINE, Actor
from guankao.web.ledger.models import Entry
from guankao.web.organizations.permissions import NotPermitted
from guankao.web.planning import actions
from guankao.web.planning.actions import load_plan
from guankao.web.planning.actions.plans import FictionMismatch, UnknownAgency
from guankao.web.planning.models import Goal, Indicator, Plan, Project
from guankao.web.planning.outcomes import Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(sample_data) -> PlanDocument:
    return next(
        one
        for one in sample.documents()
        if isinstance(one, PlanDocument) and one.identifier == "107/內政部"
    )


def _changed(document, **changes):
    return PlanDocument.model_validate({**document.model_dump(), **changes})


def test_the_facts_of_the_years_are_all_there(sample_data):
    real = Plan.objects.filter(fictional=False)
    assert real.filter(fiscal_year=107).count() == 33
    assert real.filter(fiscal_year=106).count() == 1
    of_107 = {"plan__fiscal_year": 107, "plan__fictional": False}
    assert Indicator.objects.filter(**of_107).count() == 470
    assert Project.objects.filter(**of_107).count() == 1111
    assert Goal.objects.filter(**of_107).count() == 252


def test_a_target_stands_as_written_and_as_read(sample_data):
    indicator = Indicator.objects.get(identifier="107/內政部/kpi/3-3")
    assert indicator.target_text == "280萬戶"
    assert (indicator.target_value, indicator.target_unit) == (Decimal(280), "萬戶")
    assert (indicator.target_base_value, indicator.target_base_unit) == (Decimal(2800000), "戶")
    assert (indicator.comparator, indicator.direction_written) == (">=", False)


def test_a_written_comparator_is_told_from_an_inferred_one(sample_data):
    written = Indicator.objects.get(identifier="107/法務部/kpi/5-1")
    assert (written.target_text, written.comparator, written.direction_written) == (
        "10%以下",
        "<=",
        True,
    )
    inferred = Indicator.objects.get(identifier="107/衛生福利部/kpi/7-3")
    assert (inferred.comparator, inferred.direction_written) == ("<=", False)
    assert inferred.direction_word == "死亡率"


def test_two_indicators_of_one_name_stay_two(sample_data):
    same = Indicator.objects.filter(plan__identifier="107/行政院原子能委員會", name="產業應用成效")
    assert same.count() == 2


def test_projects_carry_their_indicators(sample_data):
    project = Project.objects.get(plan__identifier="107/法務部", title="執行肅貪工作")
    assert [one.name for one in project.indicators.all()] == ["提升貪瀆定罪率"]
    assert project.indicator_count == 1
    for indicator in Indicator.objects.filter(plan__identifier="107/法務部"):
        assert indicator.project_count == indicator.projects.count()


def test_history_is_read_and_a_target_below_it_is_marked(sample_data):
    indicator = Indicator.objects.get(identifier="107/內政部/kpi/1-1")
    assert [(one.fiscal_year, one.value, one.unit) for one in indicator.history.all()] == [
        (103, Decimal(5842), "人"),
        (104, Decimal(6817), "人"),
        (105, Decimal(7073), "人"),
    ]
    assert indicator.surpassed_in is None
    for marked in Indicator.objects.filter(surpassed_in__isnull=False):
        assert marked.history.filter(fiscal_year=marked.surpassed_in).exists()


def test_the_same_document_twice_changes_nothing(document):
    before = Plan.objects.get(identifier="107/內政部")
    entries = Entry.objects.count()
    assert load_plan(document, by=COMMAND_LINE).outcome is Outcome.UNCHANGED
    assert Plan.objects.get(identifier="107/內政部").loaded_at == before.loaded_at
    assert Entry.objects.count() == entries


def test_a_corrected_document_replaces_and_the_record_keeps_both(document):
    goals = [{**goal, "title": "更正"} for goal in document.model_dump()["goals"]]
    loaded = load_plan(_changed(document, goals=tuple(goals)), by=COMMAND_LINE)
    assert loaded.outcome is Outcome.REPLACED
    assert set(
        Goal.objects.filter(plan__identifier="107/內政部").values_list("title", flat=True)
    ) == {"更正"}
    first, second = Entry.objects.filter(stream="107/內政部").order_by("number")
    assert (first.event, second.event) == ("plan.loaded", "plan.replaced")
    assert "content" in second.before


def test_an_unreadable_target_keeps_its_text_and_says_why(document):
    written = document.model_dump()["indicators"]
    odd = ({**written[0], "target": "5至8"}, *written[1:])
    load_plan(_changed(document, indicators=odd), by=COMMAND_LINE)
    indicator = Indicator.objects.get(identifier="107/內政部/kpi/1-1")
    assert indicator.target_text == "5至8"
    assert indicator.target_value is None
    assert indicator.comparator == ""
    assert indicator.target_problem


def test_an_agency_that_nobody_registered_is_refused(document):
    with pytest.raises(UnknownAgency, match="無此部"):
        load_plan(_changed(document, agency="無此部"), by=COMMAND_LINE)


def test_a_stranger_is_refused(document):
    with pytest.raises(NotPermitted):
        load_plan(document, by=Actor(code="stranger", name="A stranger"))


def test_where_the_entry_fails_nothing_has_changed(document, monkeypatch):
    def fail(*_arguments, **_facts):
        raise RuntimeError("no ledger")

    monkeypatch.setattr(actions.plans, "record", fail)
    goals = [{**goal, "title": "更正"} for goal in document.model_dump()["goals"]]
    with pytest.raises(RuntimeError):
        load_plan(_changed(document, goals=tuple(goals)), by=COMMAND_LINE)
    assert not Goal.objects.filter(title="更正").exists()


def test_the_database_refuses_a_second_plan_of_the_year(sample_data):
    plan = Plan.objects.get(identifier="107/內政部")
    plan.pk = None
    plan.identifier = "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        plan.save()


def test_a_newer_reader_reads_the_same_document_again(document, monkeypatch):
    Indicator.objects.filter(plan__identifier="107/內政部").update(direction="lower")
    monkeypatch.setattr(actions.plans, "READING_VERSION", actions.plans.READING_VERSION + 1)
    assert load_plan(document, by=COMMAND_LINE).outcome is Outcome.REREAD
    assert Indicator.objects.get(identifier="107/內政部/kpi/1-1").direction == "higher"
    newest = Entry.objects.filter(stream="107/內政部").order_by("-number").first()
    assert newest.event == "plan.reread"
    assert load_plan(document, by=COMMAND_LINE).outcome is Outcome.UNCHANGED


@pytest.mark.parametrize("target", [f"{10**20}件", f"{'9' * 60}件", "0.12345678901234%"])
def test_a_figure_that_no_column_holds_stays_text(document, target):
    written = document.model_dump()["indicators"]
    past = ({"fiscal_year": 105, "value": f"{10**24}件"},)
    odd = ({**written[0], "target": target, "history": past}, *written[1:])
    load_plan(_changed(document, indicators=odd), by=COMMAND_LINE)
    indicator = Indicator.objects.get(identifier="107/內政部/kpi/1-1")
    assert (indicator.target_text, indicator.target_value) == (target, None)
    assert "digits" in indicator.target_problem
    assert indicator.history.get().value is None


def test_a_made_up_plan_never_replaces_a_real_one(document):
    with pytest.raises(FictionMismatch, match="內政部"):
        load_plan(_changed(document, fictional=True), by=COMMAND_LINE)
