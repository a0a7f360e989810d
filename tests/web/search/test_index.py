"""What is found follows what is published: replaced with its document, never left over."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import connection

from guankao import documents, sample
from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.planning.models import Plan
from guankao.web.publishing.actions import publish
from guankao.web.search import actions
from guankao.web.search.actions import index_plan
from guankao.web.search.folding import fold
from guankao.web.search.grams import EVERY_ENTRY, tokens
from guankao.web.search.models import Entry, Frequency
from guankao.web.search.queries import entries_of, find
from guankao.web.search.ranks import Kind, OutOfRank, rank_of
from web.search.naive_search import naive_ranks

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(sample_data) -> documents.Plan:
    return next(
        document
        for document in sample.documents()
        if isinstance(document, documents.Plan) and document.agency == "法務部"
    )


def with_first_indicator(plan: documents.Plan, **changes: object) -> documents.Plan:
    first, *others = plan.indicators
    return plan.model_copy(update={"indicators": (first.model_copy(update=changes), *others)})


def test_a_corrected_plan_is_found_by_its_new_words_only(plan):
    old = plan.indicators[0].name
    before = find(old)
    assert before.total >= 1
    publish(with_first_indicator(plan, name="飛天麵條怪獸指標"), by=COMMAND_LINE)
    assert [entry.title for entry in entries_of(find("麵條怪獸").ranks)] == ["飛天麵條怪獸指標"]
    assert find(old).total == before.total - 1
    publish(plan, by=COMMAND_LINE)
    assert find("麵條怪獸").total == 0
    assert find(old).ranks == before.ranks


def test_after_many_changes_the_search_still_equals_looking_at_everything(plan):
    for number in range(3):
        publish(with_first_indicator(plan, name=f"第{number}次更正毒品指標"), by=COMMAND_LINE)
    for query in ("毒品", "更正", "次", "法務部 更正", "年"):
        result = find(query)
        assert (result.ranks, result.complete) == naive_ranks(query), query


def test_a_plan_that_loses_a_project_loses_its_entry(plan):
    removed = plan.projects[-1]
    publish(plan.model_copy(update={"projects": plan.projects[:-1]}), by=COMMAND_LINE)
    assert not Entry.objects.filter(identifier=f"107/法務部/project/{removed.key}").exists()
    result = find(removed.title)
    assert (result.ranks, result.complete) == naive_ranks(removed.title)


def test_an_agency_is_found_in_the_years_of_its_plans_and_in_both_languages(sample_data):
    for query in ("行政執行署", "administrative ENFORCEMENT"):
        assert any(
            entry.kind == "agency" and entry.title == "法務部行政執行署"
            for entry in entries_of(find(query, kind=Kind.AGENCY).ranks)
        ), query
    assert find("法務部行政執行署", kind=Kind.AGENCY, fiscal_year=106).total == 1


def test_each_thing_is_found_by_its_own_words_and_by_whose_it_is(sample_data):
    from guankao.web.planning.models import Indicator, Project
    from guankao.web.tracking.models import Measure

    indicator = Indicator.objects.get(identifier="107/內政部/kpi/1-1")
    project = Project.objects.get(identifier="107/法務部/project/1-1")
    measure = Measure.objects.get(identifier="107/action-plan/integrity/measure/12")
    expected = {
        indicator.identifier: [
            indicator.name,
            indicator.standard,
            indicator.target_text,
            indicator.goal.title,
            "內政部",
            "Ministry of the Interior",
        ],
        project.identifier: [project.title, project.work_plan, "法務部", "Ministry of Justice"],
        measure.identifier: [
            measure.short_title,
            measure.short_title_en,
            measure.strategy.title,
            measure.strategy.title_en,
            *(target.text for target in measure.targets.all()),
            *(one.name for one in measure.agencies.all()),
            *(unit for one in measure.agencies.all() for unit in one.units),
        ],
    }
    for identifier, texts in expected.items():
        entry = Entry.objects.get(identifier=identifier)
        for text in texts:
            assert fold(text) in entry.text_folded, (identifier, text)


def test_every_plan_goal_indicator_project_measure_and_section_has_its_entry(sample_data):
    from guankao.web.planning.models import Goal, Indicator, Project, Section
    from guankao.web.tracking.models import Measure

    for kind, model in {
        "indicator": Indicator,
        "project": Project,
        "goal": Goal,
        "measure": Measure,
        "section": Section,
    }.items():
        entries = Entry.objects.filter(kind=kind).values_list("identifier", flat=True)
        assert set(entries) == set(model.objects.values_list("identifier", flat=True)), kind
    planning = set(Plan.objects.values_list("agency__name", flat=True))
    found = set(Entry.objects.filter(kind="agency").values_list("identifier", flat=True))
    assert planning <= found


def test_nothing_is_indexed_outside_the_transaction_that_changes_it(monkeypatch, sample_data):
    outside = SimpleNamespace(in_atomic_block=False, vendor=connection.vendor)
    monkeypatch.setattr(actions, "connection", outside)
    with pytest.raises(RuntimeError):
        index_plan(Plan.objects.first())


def test_frequencies_are_those_of_the_entries(plan):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL chooses its way by frequencies")
    publish(with_first_indicator(plan, name="飛天麵條怪獸指標"), by=COMMAND_LINE)
    publish(plan, by=COMMAND_LINE)
    counted: dict[tuple[bool, str], int] = {}
    for entry in Entry.objects.all():
        for in_name, text in ((True, entry.name_folded), (False, entry.text_folded)):
            for token in tokens(text) | {EVERY_ENTRY, *entry.facets.split()}:
                counted[in_name, token] = counted.get((in_name, token), 0) + 1
    kept = {
        (in_name, token): entries
        for in_name, token, entries in Frequency.objects.values_list("in_name", "token", "entries")
        if entries
    }
    assert kept == counted


def test_a_document_beyond_what_a_rank_can_hold_is_refused():
    place = {"fiscal_year": 107, "chapter": None}
    assert rank_of(Kind.SECTION, **place, document=2**20 - 1, position=2**16 - 1) < 2**63
    for document, position in ((2**20, 1), (1, 2**16)):
        with pytest.raises(OutOfRank):
            rank_of(Kind.GOAL, **place, document=document, position=position)


def test_ranks_keep_kind_then_newest_year_then_the_order_of_the_book():
    def rank(kind=Kind.INDICATOR, year=107, chapter=5, document=7, position=3):
        return rank_of(
            kind, fiscal_year=year, chapter=chapter, document=document, position=position
        )

    assert rank(kind=Kind.AGENCY, year=1) < rank() < rank(kind=Kind.MEASURE, year=999)
    assert rank(year=108, chapter=99) < rank() < rank(year=106, chapter=1)
    assert rank(chapter=4, document=99) < rank() < rank(chapter=None, document=1)
    assert rank(document=6, position=9) < rank() < rank(document=8, position=1)
    assert rank(position=2) < rank() < rank(position=4)
