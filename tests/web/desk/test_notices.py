"""What waits for a person stands on their desk, and goes away when it is dealt with."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from guankao.web.organizations.models import Person
from guankao.web.organizations.permissions import rights_of
from guankao.web.planning.actions import add_comment, resolve_comment, see_mention
from guankao.web.planning.models import Mention, PlanStep
from guankao.web.planning.notices import NEWS_FOR, count_of_mentions, notices_for
from guankao.web.review.actions import approve_plan, publish_plan, return_plan, submit_plan
from web.drafts_of_tests import actor, approver, draft, planner, reviewer, sample_plan

pytestmark = pytest.mark.django_db
__all__ = ["actor", "approver", "draft", "planner", "reviewer"]
KPI = f"kpi/{sample_plan().indicators[0].key}"


def waiting(by):
    return notices_for(by.code, rights_of(by))


@pytest.fixture
def browser_of(client):
    def browser(by):
        client.force_login(
            Person.objects.get(code=by.code),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        return client

    return browser


def test_a_mention_waits_until_it_is_opened(draft, planner, reviewer, browser_of):
    add_comment(by=reviewer, draft=draft.pk, element=KPI, text="@author 請補資料來源。")
    browser = browser_of(planner)
    page = browser.get("/desk/").content.decode()
    assert "請補資料來源" in page
    assert re.search(r'class="count">1<', page)
    mention = Mention.objects.get()
    answer = browser.get(f"/desk/mentions/{mention.pk}/")
    assert answer.url == f"/desk/plans/{draft.pk}/{KPI}/#comments"
    assert browser.get(answer.url).status_code == 200
    page = browser.get("/desk/").content.decode()
    assert "請補資料來源" not in page
    assert 'class="count"' not in page


def test_a_mention_goes_when_the_comment_is_resolved(draft, planner, reviewer):
    comment = add_comment(by=reviewer, draft=draft.pk, element=KPI, text="@author @judge 請看。")
    assert count_of_mentions(planner.code) == 1
    assert count_of_mentions(reviewer.code) == 0, "nobody is told by themselves"
    resolve_comment(by=planner, draft=draft.pk, comment=comment.pk)
    assert waiting(planner).mentions == []


def test_a_mention_is_opened_by_whom_it_is_for_alone(draft, planner, reviewer, browser_of):
    add_comment(by=reviewer, draft=draft.pk, element=KPI, text="@author 請看。")
    mention = Mention.objects.get()
    with pytest.raises(Mention.DoesNotExist):
        see_mention(by=reviewer, mention=mention.pk)
    assert browser_of(reviewer).get(f"/desk/mentions/{mention.pk}/").status_code == 404
    mention.refresh_from_db()
    assert mention.seen_at is None
    first = see_mention(by=planner, mention=mention.pk).seen_at
    assert see_mention(by=planner, mention=mention.pk).seen_at == first


def test_a_mention_of_what_may_not_be_read_any_more_is_not_shown(draft, planner, reviewer):
    add_comment(by=reviewer, draft=draft.pk, element=KPI, text="@author 請看。")
    from guankao.web.organizations.models import Holding

    Holding.objects.filter(person__code=planner.code).update(until_day=timezone.localdate())
    assert waiting(planner).mentions == []


def test_who_cannot_be_told_is_said_to_the_writer(draft, reviewer, planner, actor, browser_of):
    actor("stranger", "planner", at="內政部")
    browser = browser_of(reviewer)
    answer = browser.post(
        f"/desk/plans/{draft.pk}/comments/{KPI}/",
        {"text": "@author @stranger @nobody 請看。"},
        follow=True,
    )
    told = [str(message) for message in answer.context["messages"]]
    assert len(told) == 1
    assert "stranger、nobody" in told[0]
    assert "author" not in told[0]
    assert list(Mention.objects.values_list("person", flat=True)) == [planner.code]


def test_colleagues_are_offered_by_account_or_name(draft, planner, reviewer, actor, browser_of):
    actor("stranger", "planner", at="內政部")
    browser = browser_of(reviewer)

    def offered(begun: str) -> list[str]:
        answer = browser.get(f"/desk/plans/{draft.pk}/colleagues/", {"q": begun})
        return [one["account"] for one in answer.json()["colleagues"]]

    assert offered("") == ["author"]
    assert offered("AU") == ["author"]
    assert offered("某auth") == ["author"]
    assert offered("str") == []
    assert offered("%") == []


def test_a_submission_waits_for_whoever_may_decide(draft, planner, reviewer, approver, actor):
    apart = actor("apart", "reviewer", at="內政部")
    submit_plan(by=planner, draft=draft.pk, version=1)
    assert waiting(reviewer).to_decide == waiting(approver).to_decide == [draft]
    assert not waiting(apart).any
    assert not waiting(planner).any
    approve_plan(by=reviewer, draft=draft.pk, version=1)
    assert waiting(reviewer).to_decide == []
    assert waiting(approver).to_publish == [draft]


def test_who_wrote_is_not_asked_to_decide(draft, planner, make_person):
    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.organizations.actions import give_role
    from guankao.web.organizations.queries import agency_called
    from guankao.web.organizations.roles import Role

    give_role(
        by=COMMAND_LINE,
        code=planner.code,
        role=Role.REVIEWER,
        agency=agency_called("示範部"),
        from_day=timezone.localdate(),
    )
    submit_plan(by=planner, draft=draft.pk, version=1)
    assert waiting(planner).to_decide == []


def test_what_became_of_a_submission_is_told_to_who_submitted(draft, planner, reviewer, actor):
    other = actor("other", "planner")
    submit_plan(by=planner, draft=draft.pk, version=1)
    return_plan(by=reviewer, draft=draft.pk, version=1, reason="請補充。")
    assert [step.words for _draft, step in waiting(planner).returned] == ["請補充。"]
    assert not waiting(other).any
    submit_plan(by=planner, draft=draft.pk, version=1, answer="已補充。")
    assert not waiting(planner).any
    approve_plan(by=reviewer, draft=draft.pk, version=1)
    publish_plan(by=reviewer, draft=draft.pk, version=1)
    assert [step.step for _draft, step in waiting(planner).news] == ["publish"]
    old = timezone.now() - NEWS_FOR - NEWS_FOR
    PlanStep.objects.filter(draft=draft, step="publish").update(taken_at=old)
    assert not waiting(planner).any


def test_the_desk_asks_few_questions_however_much_waits(
    draft, planner, reviewer, browser_of, django_assert_max_num_queries
):
    for number in range(20):
        add_comment(by=planner, draft=draft.pk, element=KPI, text=f"@judge {number}")
    submit_plan(by=planner, draft=draft.pk, version=1)
    browser = browser_of(reviewer)
    browser.get("/desk/")
    with django_assert_max_num_queries(24):
        assert len(browser.get("/desk/").context["notices"].mentions) == 20
