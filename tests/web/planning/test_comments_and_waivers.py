"""What is said about a draft, and what of the linter's findings somebody lets stand."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from guankao.documents.editing import NoSuchElement
from guankao.rules import UnknownRule
from guankao.web.ledger.models import Entry
from guankao.web.organizations.permissions import NotPermitted
from guankao.web.planning.actions import (
    add_comment,
    end_waiver,
    resolve_comment,
    waive_finding,
)
from guankao.web.planning.actions.comments import EmptyComment
from guankao.web.planning.actions.waivers import RefusedWaiver
from guankao.web.planning.mentions import accounts_in
from guankao.web.planning.models import Comment, Draft, Waiver
from web.drafts_of_tests import IDENTIFIER, actor, draft, events, planner, reviewer, sample_plan

pytestmark = pytest.mark.django_db
__all__ = ["actor", "draft", "planner", "reviewer"]

KPI = f"kpi/{sample_plan().indicators[0].key}"


def soon(days: int = 30) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def waive(by, draft, **values) -> Waiver:
    given = {
        "code": "GK301",
        "element": f"{IDENTIFIER}/{KPI}",
        "reason": "法規修正，案件減少。",
        "until": soon(),
        **values,
    }
    return waive_finding(by=by, draft=draft.pk, **given)


def test_a_comment_speaks_of_an_element_and_to_a_colleague(draft, planner, reviewer, actor):
    stranger = actor("stranger", "planner", at="內政部")
    text = f"@judge 請看，也請 @author；@stranger 看不到。{stranger.name}"
    comment = add_comment(by=reviewer, draft=draft.pk, element=KPI, text=text)
    assert [one.person for one in comment.mentions.all()] == [planner.code]
    assert (comment.version, comment.person) == (1, reviewer.code)
    assert events()[-1] == "comment.made"
    entry = Entry.objects.filter(stream=IDENTIFIER).latest("number")
    assert entry.subject == f"{IDENTIFIER}/{KPI}"
    assert "請看" not in entry.after


def test_accounts_are_told_from_what_follows_them():
    assert accounts_in("謝謝 @a.b, @a.b. 與 @c") == ["a.b", "c"]
    assert accounts_in("請@Planner2看；x@example.org 寄來，@amy@agency.gov.tw。") == [
        "planner2",
        "amy@agency.gov.tw",
    ]


@pytest.mark.parametrize("text", ["", " \n ", "長" * 4_001])
def test_an_empty_or_endless_comment_is_refused(draft, planner, text):
    with pytest.raises(EmptyComment):
        add_comment(by=planner, draft=draft.pk, element="plan", text=text)


def test_a_comment_needs_its_element(draft, planner):
    with pytest.raises(NoSuchElement):
        add_comment(by=planner, draft=draft.pk, element="kpi/99-9", text="看不到")


def test_a_comment_is_resolved_once_and_by_somebody(draft, planner, reviewer):
    comment = add_comment(by=reviewer, draft=draft.pk, element="plan", text="請補充前言。")
    for _ in range(2):
        resolve_comment(by=planner, draft=draft.pk, comment=comment.pk)
    comment.refresh_from_db()
    assert comment.resolved_by == planner.code
    assert events().count("comment.resolved") == 1


def test_a_comment_is_resolved_only_by_way_of_its_own_draft(draft, planner, actor):
    comment = add_comment(by=planner, draft=draft.pk, element="plan", text="請補充。")
    with pytest.raises(Draft.DoesNotExist):
        resolve_comment(by=planner, draft=draft.pk + 1, comment=comment.pk)
    stranger = actor("stranger", "planner", "reviewer", at="內政部")
    with pytest.raises(NotPermitted):
        resolve_comment(by=stranger, draft=draft.pk, comment=comment.pk)
    with pytest.raises(NotPermitted):
        add_comment(by=stranger, draft=draft.pk, element="plan", text="不應看到")
    with pytest.raises(Comment.DoesNotExist):
        resolve_comment(by=planner, draft=draft.pk, comment=comment.pk + 1)


def test_comments_are_made_in_every_state(draft, planner, reviewer):
    Draft.objects.filter(pk=draft.pk).update(state="submitted")
    add_comment(by=reviewer, draft=draft.pk, element=KPI, text="請說明目標值。")


def test_a_waiver_says_who_why_and_until_when(draft, planner):
    waiver = waive(planner, draft)
    assert (waiver.person, waiver.reason, waiver.until_day) == (
        planner.code,
        "法規修正，案件減少。",
        soon(),
    )
    entry = Entry.objects.filter(stream=IDENTIFIER).latest("number")
    assert (entry.event, entry.subject) == ("waiver.given", f"{IDENTIFIER}/{KPI}")
    assert "法規修正，案件減少。" in entry.after


@pytest.mark.parametrize(
    "fault",
    [
        {"reason": " "},
        {"reason": "長" * 2_001},
        {"until": soon(-1)},
        {"until": soon(4 * 366)},
        {"element": "107/內政部/kpi/1-1"},
        {"element": f"{IDENTIFIER}x"},
        {"code": "GK000"},
        {"code": "unused-waiver"},
    ],
)
def test_a_waiver_without_measure_is_refused(draft, planner, fault):
    with pytest.raises(RefusedWaiver):
        waive(planner, draft, **fault)
    assert not Waiver.objects.exists()


def test_only_rules_that_there_are_can_be_waived(draft, planner):
    with pytest.raises(UnknownRule):
        waive(planner, draft, code="GK999")


def test_a_second_waiver_of_a_finding_takes_the_place_of_the_first(draft, planner):
    first = waive(planner, draft)
    assert waive(planner, draft).pk == first.pk
    second = waive(planner, draft, reason="另有說明。")
    first.refresh_from_db()
    assert first.ended_at is not None
    assert events().count("waiver.given") == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.filter(pk=first.pk).update(ended_at=None)
    assert second.ended_at is None


def test_a_waiver_is_ended_once(draft, planner):
    waiver = waive(planner, draft)
    for _ in range(2):
        end_waiver(by=planner, draft=draft.pk, waiver=waiver.pk)
    assert events().count("waiver.ended") == 1


def test_only_the_agency_lets_a_finding_stand(draft, reviewer):
    with pytest.raises(NotPermitted):
        waive(reviewer, draft)
