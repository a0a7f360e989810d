"""A goal is tied to clauses of the guidelines: suggested, confirmed, told where they changed."""

from __future__ import annotations

import html

import pytest
from django.test import Client

from guankao.documents import Clause, Guidelines, Section, editing
from guankao.documents.answering import tie_to
from guankao.documents.guidelines_editing import with_clause, without
from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.planning.actions import save_draft, undo_version
from guankao.web.planning.models import Answer, Draft, DraftAnswer
from guankao.web.publishing.actions import publish
from guankao.web.review.actions import approve_plan, publish_plan, submit_plan
from web.drafts_of_tests import YEAR, actor, draft, events, planner, reviewer, text_of
from web.review.test_plan_pages import browser_of

pytestmark = pytest.mark.django_db
__all__ = ["actor", "draft", "planner", "reviewer"]

GUIDELINES = Guidelines(
    fiscal_year=YEAR,
    sections=(
        Section(
            key="1",
            no=1,
            title="外交及僑務",
            clauses=(
                Clause(no=1, text="強化海外僑民聯繫服務，深耕海外僑教體系，落實海外文化薪傳。"),
                Clause(no=2, text="結合僑臺商經貿網絡，拓展全球市場。"),
            ),
        ),
        Section(
            key="2", no=2, title="財政", clauses=(Clause(no=1), Clause(no=2, text="健全稅制。"))
        ),
    ),
)


@pytest.fixture
def guidelines(sample_data) -> Guidelines:
    publish(GUIDELINES, by=COMMAND_LINE)
    return GUIDELINES


@pytest.fixture
def writing(planner) -> Client:
    return browser_of(planner)


def page_of(draft: Draft, key: str = "1") -> str:
    return f"/desk/plans/{draft.pk}/goal/{key}/answers/"


def press(client: Client, draft: Draft, **fields: object):
    return client.post(page_of(draft), {"version": draft.version, **fields}, follow=True)


def answers_of(draft: Draft) -> list[str]:
    return [one.known_as for one in text_of(draft).goals[0].answers]


def test_clauses_with_words_in_common_are_suggested_and_confirmed_by_a_person(
    writing, draft, guidelines
):
    shown = writing.get(page_of(draft)).content.decode()
    assert "<mark>" in shown
    assert 'value="1/1"' in shown
    assert answers_of(draft) == []
    answer = press(writing, draft, tie="1/1")
    assert answer.status_code == 200
    assert answers_of(draft) == ["1/1"]
    assert text_of(draft).goals[0].answers[0].text == GUIDELINES.sections[0].clauses[0].text
    assert events()[-1] == "plan.saved"
    assert list(DraftAnswer.objects.values_list("goal_key", "section_key", "clause_key")) == [
        ("1", "1", "1")
    ]


def test_a_clause_without_words_can_be_chosen_by_its_number(writing, draft, guidelines):
    press(writing, draft, tie="2/1")
    assert text_of(draft).goals[0].answers[0].text is None
    assert "條文內容" in writing.get(page_of(draft)).content.decode()


def test_tying_twice_is_once_and_untying_takes_it_back(writing, draft, guidelines):
    press(writing, draft, tie="1/1")
    press(writing, draft, tie="1/1")
    assert (answers_of(draft), draft.version) == (["1/1"], 2)
    press(writing, draft, untie="1/1")
    assert answers_of(draft) == []
    assert not DraftAnswer.objects.exists()
    undo_version(by=_author(draft), draft=draft.pk, number=3)
    assert answers_of(draft) == ["1/1"]


def _author(draft: Draft):
    from guankao.web.organizations.actors import as_actor
    from guankao.web.organizations.models import Person

    return as_actor(Person.objects.get(account="author"))


@pytest.mark.parametrize("name", ["9/9", "1/99", "1", "x", "a/b/c", "/" * 40, "1/" + "9" * 400])
def test_a_clause_that_is_none_is_not_found(writing, draft, guidelines, name):
    assert press(writing, draft, tie=name).status_code == 404


def test_nothing_chosen_is_said(writing, draft, guidelines):
    assert press(writing, draft).status_code == 422
    assert writing.post(page_of(draft), {"tie": "1/1", "version": "99"}).status_code == 404
    assert writing.get(page_of(draft, "99")).status_code == 404


def test_without_guidelines_of_the_year_nothing_is_tied(writing, draft):
    shown = writing.get(page_of(draft)).content.decode()
    assert "施政方針" in shown
    assert 'name="tie"' not in shown
    assert press(writing, draft, tie="1/1").status_code == 404


def test_a_clause_that_changed_or_vanished_is_told(writing, draft, guidelines):
    press(writing, draft, tie="1/1")
    draft.refresh_from_db()
    press(writing, draft, tie="2/2")
    changed = with_clause(GUIDELINES, "1/1", "強化海外僑民聯繫服務，深耕華語文教育。")
    publish(without(changed, "clause/2/2"), by=COMMAND_LINE)
    shown = html.unescape(writing.get(page_of(draft)).content.decode())
    assert "<ins>" in shown
    assert shown.count('class="fault"') == 2
    draft.refresh_from_db()
    press(writing, draft, tie="1/1")
    assert text_of(draft).goals[0].answers[0].text == "強化海外僑民聯繫服務，深耕華語文教育。"


def test_two_people_tie_one_goal_and_both_ties_stand(writing, draft, guidelines, actor):
    first = draft.version
    press(writing, draft, tie="1/1")
    other = actor("second", "planner")
    base = draft.versions.get(number=first)
    from guankao.web.planning.actions.drafts import plan_of

    saved = save_draft(
        by=other,
        draft=draft.pk,
        version=first,
        element="goal/1",
        document=editing.with_goal(
            plan_of(base.digest), "1", {"answers": (tie_to(GUIDELINES, "1/2"),)}
        ),
    )
    assert saved.merged
    assert answers_of(draft) == ["1/1", "1/2"]


def test_a_submitted_plan_is_not_tied(writing, draft, guidelines, planner):
    submit_plan(by=planner, draft=draft.pk, version=draft.version)
    assert 'name="tie"' not in writing.get(page_of(draft)).content.decode()
    assert press(writing, draft, tie="1/1").status_code == 409


def test_the_difference_names_the_clause(writing, draft, guidelines):
    press(writing, draft, tie="1/1")
    shown = writing.get(f"/desk/plans/{draft.pk}/differences/").content.decode()
    assert "對應施政方針" in shown
    assert "1/1 強化海外僑民" in shown


def test_the_published_plan_keeps_its_ties_for_the_public(
    writing, draft, guidelines, planner, reviewer
):
    press(writing, draft, tie="1/1")
    draft.refresh_from_db()
    submit_plan(by=planner, draft=draft.pk, version=draft.version)
    approve_plan(by=reviewer, draft=draft.pk, version=draft.version)
    publish_plan(by=reviewer, draft=draft.pk, version=draft.version)
    kept = Answer.objects.filter(goal__plan__fiscal_year=YEAR).select_related("goal")
    assert [(one.goal.key, one.clause_key) for one in kept] == [("1", "1")]


def test_somebody_of_another_agency_finds_nothing(draft, guidelines, actor):
    stranger = browser_of(actor("stranger", "planner", at="示範部"))
    assert stranger.get(page_of(draft)).status_code == 404
    assert stranger.post(page_of(draft), {"tie": "1/1", "version": 1}).status_code == 404


def test_the_page_asks_a_bounded_number_of_questions(
    writing, draft, guidelines, django_assert_max_num_queries
):
    press(writing, draft, tie="1/1")
    with django_assert_max_num_queries(14):
        writing.get(page_of(draft))
