"""Drafts of guidelines wait on the desk as drafts of plans do."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from guankao.documents.guidelines_editing import without
from guankao.web.organizations.permissions import rights_of
from guankao.web.planning.actions import add_comment, save_draft
from guankao.web.planning.models import Mention
from guankao.web.planning.notices import count_of_mentions, notices_for
from guankao.web.review.actions import approve_plan, publish_plan, return_plan, submit_plan
from web.drafts_of_tests import MINISTRY, actor
from web.review.test_guidelines import TEXT, YEAR, draft, judge, writer
from web.review.test_plan_pages import browser_of

pytestmark = pytest.mark.django_db
__all__ = ["actor", "draft", "judge", "writer"]
CLAUSE = "clause/1/1"


def waiting(by):
    return notices_for(by.code, rights_of(by))


def shown_to(by) -> str:
    return browser_of(by).get("/desk/").content.decode()


def test_they_wait_for_whoever_may_decide_and_publish(draft, writer, judge, actor):
    below = actor("below", "approver", "controller")
    here = f'href="/desk/guidelines/{draft.pk}/"'
    assert here not in shown_to(judge)
    submit_plan(by=writer, draft=draft.pk, version=1)
    assert waiting(judge).to_decide == [draft]
    assert here in shown_to(judge)
    assert not waiting(writer).any, "who submitted does not decide"
    assert not waiting(below).any
    approve_plan(by=judge, draft=draft.pk, version=1)
    assert waiting(judge).to_decide == []
    assert waiting(judge).to_publish == [draft]
    assert [step.step for _draft, step in waiting(writer).news] == ["approve"]
    publish_plan(by=judge, draft=draft.pk, version=1)
    assert waiting(judge).to_publish == []
    assert [step.step for _draft, step in waiting(writer).news] == ["publish"]


def test_who_submitted_is_told_of_a_return(draft, writer, judge):
    submit_plan(by=writer, draft=draft.pk, version=1)
    return_plan(by=judge, draft=draft.pk, version=1, reason="請補充財政條文。")
    assert [step.words for _draft, step in waiting(writer).returned] == ["請補充財政條文。"]
    page = shown_to(writer)
    assert f'href="/desk/guidelines/{draft.pk}/"' in page
    assert f"施政方針 {YEAR}" in re.sub(r"<[^>]+>", "", page)


def test_a_mention_in_them_waits_until_it_is_opened(draft, writer, judge):
    add_comment(by=judge, draft=draft.pk, element=CLAUSE, text="@writer 請再斟酌。")
    assert count_of_mentions(writer.code) == 1
    assert "請再斟酌" in shown_to(writer)
    answer = browser_of(writer).get(f"/desk/mentions/{Mention.objects.get().pk}/")
    assert answer.url == f"/desk/guidelines/{draft.pk}/{CLAUSE}/#comments"
    assert browser_of(writer).get(answer.url).status_code == 200
    assert waiting(writer).mentions == []


def test_a_mention_at_what_was_taken_out_leads_to_the_whole(draft, writer, judge):
    add_comment(by=judge, draft=draft.pk, element=CLAUSE, text="@writer 請刪。")
    save_draft(by=writer, draft=draft.pk, version=1, element=CLAUSE, document=without(TEXT, CLAUSE))
    answer = browser_of(writer).get(f"/desk/mentions/{Mention.objects.get().pk}/")
    assert answer.url == f"/desk/guidelines/{draft.pk}/"


def test_the_desk_asks_as_few_questions_with_them(
    draft, writer, judge, django_assert_max_num_queries
):
    for number in range(20):
        add_comment(by=writer, draft=draft.pk, element=CLAUSE, text=f"@judge {number}")
    submit_plan(by=writer, draft=draft.pk, version=1)
    browser: Client = browser_of(judge)
    browser.get("/desk/")
    with django_assert_max_num_queries(24):
        assert len(browser.get("/desk/").context["notices"].mentions) == 20


def test_their_history_is_told_in_words(draft, writer, judge, actor, django_assert_max_num_queries):
    for number in range(2, 5):
        section = TEXT.sections[0].model_copy(update={"title": f"內政{number}"})
        changed = TEXT.model_copy(update={"sections": (section, *TEXT.sections[1:])})
        draft.refresh_from_db()
        save_draft(
            by=writer,
            draft=draft.pk,
            version=draft.version,
            element="section/1",
            document=changed,
        )
    submit_plan(by=writer, draft=draft.pk, version=4)
    page = f"/desk/guidelines/{draft.pk}/history/"
    browser = browser_of(judge)
    browser.get(page)
    with django_assert_max_num_queries(12):
        lines = browser.get(page).context["lines"]
    assert [(line.entry.event, line.count) for line in lines] == [
        ("guidelines.submitted", 1),
        ("guidelines.saved", 3),
        ("guidelines.drafted", 1),
    ]
    narrowed = browser.get(page, {"element": "section/1"})
    assert [line.count for line in narrowed.context["lines"]] == [3]
    assert browser.get(page, {"element": "nothing/1"}).status_code == 200
    assert page in browser.get(f"/desk/guidelines/{draft.pk}/").content.decode()
    assert browser.get(f"/desk/plans/{draft.pk}/history/").status_code == 404
    below = actor("below", "controller", at="示範署")
    assert MINISTRY not in below.agency
    assert browser_of(below).get(page).status_code in {403, 404}
