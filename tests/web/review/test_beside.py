"""What stands beside a KPI while it is written: what others measure, and its own earlier years."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guankao.documents.comparison.likeness import Likeness
from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.planning.models import Indicator
from guankao.web.publishing.actions import publish
from guankao.web.review.likeness import MOST_SHOWN, alike_kpis
from guankao.web.review.series import history_beside
from guankao.web.search.likeness import MOST_CANDIDATES, indicators_like
from web.drafts_of_tests import actor, draft, planner, retold, sample_plan, text_of
from web.review.test_plan_pages import at, browser_of

pytestmark = pytest.mark.django_db
__all__ = ["actor", "draft", "planner"]
BUDGET = "機關年度資本門預算執行率"


def one_of(draft, name=BUDGET):
    return next(one for one in text_of(draft).indicators if one.name == name)


def test_published_kpis_of_other_agencies_are_told_with_their_words(draft):
    alike = alike_kpis(draft, one_of(draft))
    assert len(alike.shown) == MOST_SHOWN
    assert {each.likeness for each in alike.shown} == {Likeness.SAME}
    assert {each.one.plan.fiscal_year for each in alike.shown} == {107}
    assert len({each.one.plan.agency.name for each in alike.shown}) == MOST_SHOWN
    # The 33 ministries have it, under one name or the other.
    assert alike.more >= 25


def test_an_agency_is_not_warned_of_itself(draft):
    publish(sample_plan(), by=COMMAND_LINE)
    names = {each.one.plan.agency.name for each in alike_kpis(draft, one_of(draft)).shown}
    assert names
    assert draft.agency.name not in names


def test_a_real_agency_is_not_told_of_made_up_ones(draft):
    made_up = sample_plan().model_copy(update={"agency": "示範部", "parent_agency": None})
    only = retold(
        made_up, made_up.indicators[0].key, name="虛構之特有指標名稱", standard="虛構特有之衡量標準"
    )
    publish(only, by=COMMAND_LINE)
    own = one_of(draft, made_up.indicators[0].name).model_copy(
        update={"name": "虛構之特有指標名稱", "standard": "虛構特有之衡量標準"}
    )
    draft.agency.fictional = False
    assert alike_kpis(draft, own).shown == []
    draft.agency.fictional = True
    assert [each.one.plan.agency.name for each in alike_kpis(draft, own).shown] == ["示範部"]


def test_what_nobody_measures_has_nothing_beside_it(draft):
    own = one_of(draft).model_copy(update={"name": "繭絲虹膜", "standard": "鱷蜥鯪鯉之棲地數"})
    assert alike_kpis(draft, own).shown == []
    signs = one_of(draft).model_copy(update={"name": '"*) OR (', "standard": "'; --"})
    assert alike_kpis(draft, signs).shown == []


def test_few_questions_are_asked_and_few_kpis_compared(draft):
    own = one_of(draft)
    assert draft.agency.fictional
    with CaptureQueriesContext(connection) as asked:
        alike_kpis(draft, own)
    assert len(asked) <= 7
    found = indicators_like(BUDGET, own.standard, years=[107, 106])
    assert 33 <= len(found) <= 2 * MOST_CANDIDATES
    assert Indicator.objects.filter(identifier__in=found).count() == len(found)
    assert indicators_like("", "", years=[107]) == []
    assert indicators_like(BUDGET, "", years=[]) == []


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_the_page_says_in_what_they_are_alike_and_leads_there(draft, planner, language):
    browser = browser_of(planner)
    browser.cookies["guankao_language"] = language
    page = browser.get(at(draft, f"kpi/{one_of(draft).key}/")).content.decode()
    words = {"zh-hant": "名稱與衡量標準均相同", "en": "the same name and standard"}[language]
    assert page.count(words) == MOST_SHOWN
    assert "/kpi/" in page.split('id="alike"')[1]


def test_earlier_years_stand_beside_with_the_break_that_the_draft_makes(draft, planner):
    key = text_of(draft).indicators[0].key
    before = retold(
        sample_plan().model_copy(update={"fiscal_year": 111}),
        key,
        target="70%",
        standard="（滿意件數÷調查件數）×100%",
    )
    publish(before, by=COMMAND_LINE)
    now = retold(text_of(draft), key, target="65%", standard="（30日內結案件數÷受理件數）×100%")
    told = history_beside(draft, now, next(one for one in now.indicators if one.key == key))
    years = {one.fiscal_year: one for one in told.years}
    assert years[111].target.text == "70%"
    assert years[112].own
    assert [note.codes for note in years[112].breaks] == [("formula",)]
    assert told.series.drawn_breaks == (112,)
    page = browser_of(planner).get(at(draft, f"kpi/{key}/")).content.decode()
    assert "歷年數值" in page
    assert "70%" in page


def test_an_amendment_is_held_against_what_is_published(draft):
    published = text_of(draft)
    publish(published, by=COMMAND_LINE)
    key = published.indicators[0].key
    now = retold(published, key, standard="（30日內結案件數÷受理件數）×100%", target="65%")
    told = history_beside(draft, now, next(one for one in now.indicators if one.key == key))
    assert [note.codes for year in told.years for note in year.breaks]
    same = history_beside(draft, published, published.indicators[0])
    assert not same.broken
