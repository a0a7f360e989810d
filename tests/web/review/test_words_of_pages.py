"""What the pages of drafts say and offer: in the page's language, the way forward first."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from guankao.web.planning.actions import add_comment
from guankao.web.planning.models import Mention
from guankao.web.review.actions import submit_plan
from guankao.web.review.drafts import view_of
from web.drafts_of_tests import AGENCY, actor, draft, planner, reviewer, sample_plan, save
from web.review.test_plan_pages import browser_of

pytestmark = pytest.mark.django_db
__all__ = ["actor", "draft", "planner", "reviewer"]
KPI = f"kpi/{sample_plan().indicators[0].key}"
ENGLISH = "Demonstration Administration (fictional)"


def in_english(client: Client) -> Client:
    client.cookies["guankao_language"] = "en"
    return client


def test_the_reviewer_is_offered_the_way_forward_first(draft, planner, approver_too):
    submit_plan(by=planner, draft=draft.pk, version=1)
    page = browser_of(approver_too).get(f"/desk/plans/{draft.pk}/").content.decode()
    forward, back = page.index("/approve/"), page.index("/return/")
    assert forward < back
    assert re.search(r"<button>核定</button>", page)
    assert re.search(r'<button class="quiet">附理由退回</button>', page)


@pytest.fixture
def approver_too(actor):
    return actor("head", "approver", "reviewer", at="示範部")


@pytest.mark.parametrize(("language", "label"), [("zh-hant", AGENCY), ("en", ENGLISH)])
def test_whose_plan_is_begun_is_named_in_the_language_of_the_page(draft, planner, language, label):
    browser = browser_of(planner)
    browser.cookies["guankao_language"] = language
    page = browser.get("/desk/plans/").content.decode()
    assert f'<option value="{AGENCY}">{label}</option>' in page
    answer = browser.post("/desk/plans/", {"agency": ENGLISH, "fiscal_year": 120, "source": "copy"})
    assert answer.status_code == 422, "a plan is begun by the official name alone"


def test_what_may_stand_is_chosen_by_its_words(draft, planner):
    finding = next(one for one in view_of(draft).waived.open if "/kpi/" in one.element)
    element = finding.element.split("/", 2)[2]
    browser = browser_of(planner)
    chosen = {
        language: re.search(
            rf'<option value="{finding.code}">([^<]*)</option>',
            _page(browser, draft.pk, element, language),
        )[1]
        for language in ("zh-hant", "en")
    }
    for said in chosen.values():
        assert said.startswith(f"{finding.code} ")
        assert len(said) > len(finding.code) + 5
    assert chosen["zh-hant"] != chosen["en"]


def _page(browser: Client, draft: int, element: str, language: str) -> str:
    browser.cookies["guankao_language"] = language
    return browser.get(f"/desk/plans/{draft}/{element}/").content.decode()


def test_a_comment_that_is_shown_was_seen(draft, planner, reviewer):
    """By whichever way the person came to the page; what asks somebody else stays unseen."""
    add_comment(by=reviewer, draft=draft.pk, element=KPI, text="@author 請看。")
    add_comment(by=reviewer, draft=draft.pk, element="plan", text="@author 這裡也是。")
    browser = browser_of(reviewer)
    browser.get(f"/desk/plans/{draft.pk}/{KPI}/")
    assert Mention.objects.filter(seen_at__isnull=True).count() == 2
    browser = browser_of(planner)
    page = browser.get(f"/desk/plans/{draft.pk}/{KPI}/").content.decode()
    assert re.search(r'class="count">1<', page)
    assert Mention.objects.get(seen_at__isnull=True).comment.element == "plan"


def test_a_first_version_has_none_before_it(draft, planner):
    browser = browser_of(planner)
    assert "與前一版的差異" not in browser.get(f"/desk/plans/{draft.pk}/").content.decode()
    save(draft, planner, target="93%")
    assert "與前一版的差異" in browser.get(f"/desk/plans/{draft.pk}/").content.decode()
