"""Made-up agencies write made-up guidelines, which every page marks, and no others."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from guankao.web.organizations.permissions import NotPermitted, Permission, rights_of
from guankao.web.organizations.queries import agency_called
from guankao.web.planning.actions import start_guidelines
from guankao.web.planning.actions.drafts import guidelines_of
from guankao.web.planning.actions.guidelines import OtherWorld
from guankao.web.planning.models import Draft
from guankao.web.planning.models import Guidelines as StoredGuidelines
from guankao.web.publishing.actions import NotKept, publish
from guankao.web.review.actions import amend_guidelines, approve_plan, publish_plan, submit_plan
from web.drafts_of_tests import MINISTRY, actor
from web.review.test_guidelines import IDENTIFIER, TEXT, YEAR, draft, judge, publish_all, writer
from web.review.test_plan_pages import browser_of

pytestmark = pytest.mark.django_db
__all__ = ["actor", "draft", "judge", "writer"]
CABINET = "行政院"
MARK = "並非行政院實際發布之內容"


def test_what_a_made_up_ministry_publishes_is_marked(draft, writer, judge):
    assert guidelines_of(draft.digest).fictional
    publish_all(draft, writer, judge)
    stored = StoredGuidelines.objects.get(identifier=IDENTIFIER)
    assert stored.fictional
    for page in ("", "answers/", "history/"):
        assert MARK in Client().get(f"/{IDENTIFIER}/{page}").content.decode(), page
        assert MARK not in Client().get(f"/107/guidelines/{page}").content.decode(), page
    assert Client().get(f"/{IDENTIFIER}.json").json()["fictional"] is True
    sections = b"".join(Client().get("/data/guideline_sections.csv")).decode()
    assert f"{YEAR}/guidelines" not in sections
    assert "107/guidelines" in sections


def test_the_real_ones_are_not_amended_by_a_made_up_ministry(writer, sample_data):
    before = StoredGuidelines.objects.get(fiscal_year=107).content_digest
    with pytest.raises(OtherWorld):
        amend_guidelines(by=writer, identifier="107/guidelines", agency=MINISTRY, reason="改。")
    with pytest.raises(NotPermitted):
        amend_guidelines(by=writer, identifier="107/guidelines", agency=CABINET, reason="改。")
    answer = browser_of(writer).post(
        "/desk/guidelines/", {"amend": "107/guidelines", "words": "改。"}, follow=True
    )
    assert "虛構機關" in re.sub(r"<[^>]+>", "", answer.content.decode())
    assert StoredGuidelines.objects.get(fiscal_year=107).content_digest == before
    assert not Draft.objects.exists()


def test_the_real_cabinets_draft_is_out_of_their_reach(actor, writer, judge):
    real = actor("real", "controller", at=CABINET)
    with pytest.raises(OtherWorld):
        start_guidelines(by=real, agency=CABINET, document=TEXT)
    words = TEXT.model_copy(update={"fictional": False})
    draft = start_guidelines(by=real, agency=CABINET, document=words)
    assert not guidelines_of(draft.digest).fictional
    submit_plan(by=real, draft=draft.pk, version=1)
    with pytest.raises(NotPermitted):
        approve_plan(by=judge, draft=draft.pk, version=1)
    assert browser_of(judge).get(f"/desk/guidelines/{draft.pk}/").status_code == 404
    cabinet, ministry = agency_called(CABINET), agency_called(MINISTRY)
    made_up = rights_of(judge)
    assert not made_up.allows(Permission.APPROVE_GUIDELINES, cabinet)
    assert cabinet.pk not in made_up.agencies(Permission.APPROVE_GUIDELINES)
    assert ministry.pk in made_up.agencies(Permission.APPROVE_GUIDELINES)
    assert rights_of(real).allows(Permission.APPROVE_GUIDELINES, ministry)
    other = actor("real2", "approver", at=CABINET)
    approve_plan(by=other, draft=draft.pk, version=1)
    publish_plan(by=other, draft=draft.pk, version=1)
    assert MARK not in Client().get(f"/{IDENTIFIER}/").content.decode()


def test_a_draft_from_before_is_not_published_unmarked(draft, writer, judge):
    """Such as a made-up ministry had begun before the mark was known."""
    with pytest.raises(OtherWorld):
        publish(
            guidelines_of(draft.digest).model_copy(update={"fictional": False}),
            by=judge,
            permission=Permission.PUBLISH_GUIDELINES,
            at=draft.agency,
        )


def test_made_up_ones_are_not_taken_from_a_file(sample_data):
    from guankao.web.ledger.actors import COMMAND_LINE

    with pytest.raises(NotKept):
        publish(TEXT, by=COMMAND_LINE)
