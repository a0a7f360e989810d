"""What was read out of a file becomes a draft, and nothing of it public."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guankao.documents.formats.odt.writer import write_odt
from guankao.documents.official import plan_paper
from guankao.web.importing import tasks
from guankao.web.importing.actions import Changed, NotDrafted, draft_import
from guankao.web.importing.models import Import
from guankao.web.ledger.models import Entry
from guankao.web.organizations.actors import as_actor
from guankao.web.planning.actions.drafts import AlreadyDrafted
from guankao.web.planning.models import Draft
from guankao.web.planning.models import Plan as StoredPlan
from web.drafts_of_tests import IDENTIFIER, events, sample_plan, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(signed_in, settings, tmp_path):
    settings.UPLOADS = tmp_path / "uploads"
    return signed_in("planner")


@pytest.fixture
def was_read(browser) -> Import:
    data = write_odt(plan_paper(sample_plan()))
    answer = browser.post("/desk/import/", {"file": SimpleUploadedFile("計畫.odt", data)})
    key = answer.url.split("/")[-2]
    tasks.read_file_of_import.call(key)
    return Import.objects.get(pk=key)


def test_the_button_begins_a_draft(browser, was_read):
    here = f"/desk/import/{was_read.pk}/"
    assert f'action="{here}draft/"' in browser.get(here, follow=True).content.decode()
    answer = browser.post(f"{here}draft/", {"version-1": "1"})
    draft = Draft.objects.get(identifier=IDENTIFIER)
    assert answer.url == f"/desk/plans/{draft.pk}/"
    assert [one.name for one in text_of(draft).indicators] == [
        one.name for one in sample_plan().indicators
    ]
    assert draft.versions.get().kind == "imported"
    assert events() == ["plan.drafted"]
    assert not StoredPlan.objects.filter(identifier=IDENTIFIER).exists()
    was_read.refresh_from_db()
    assert (was_read.state, was_read.documents.get().outcome) == ("accepted", "drafted")
    last = Entry.objects.filter(stream=f"import/{was_read.pk}").latest("number")
    assert last.event == "import.accepted"
    for rest in ("", "1/"):
        assert 'href="/desk/plans/"' in browser.get(f"{here}{rest}", follow=True).content.decode()


def test_pressing_twice_makes_one_draft(browser, was_read):
    for _ in range(2):
        browser.post(f"/desk/import/{was_read.pk}/draft/", {"version-1": "1"})
    assert events() == ["plan.drafted"]


def test_a_year_that_is_drafted_already_says_so_and_keeps_the_file(browser, was_read):
    by = as_actor(browser.person)
    draft_import(by=by, key=was_read.pk, versions={1: 1})
    Import.objects.filter(pk=was_read.pk).update(state="read")
    was_read.documents.update(outcome="")
    with pytest.raises(AlreadyDrafted):
        draft_import(by=by, key=was_read.pk, versions={1: 1})
    answer = browser.post(f"/desk/import/{was_read.pk}/draft/", {"version-1": "1"}, follow=True)
    assert "該機關本年度已有計畫" in answer.content.decode()
    assert 'action="/desk/import/' not in answer.content.decode().partition("/draft/")[0][-200:]


def test_what_was_corrected_meanwhile_is_not_drafted_unseen(browser, was_read):
    with pytest.raises(Changed):
        draft_import(by=as_actor(browser.person), key=was_read.pk, versions={1: 2})
    assert not Draft.objects.exists()


def test_what_is_not_drafted_here_begins_none(browser, was_read):
    from guankao.documents import Programme, write_document

    row = was_read.documents.get()
    row.content = write_document(Programme(fiscal_year=112, code="service", title="服務"))
    row.kind = "programme"
    row.save()
    here = f"/desk/import/{was_read.pk}/"
    assert f'action="{here}draft/"' not in browser.get(here, follow=True).content.decode()
    with pytest.raises(NotDrafted):
        draft_import(by=as_actor(browser.person), key=was_read.pk, versions={1: 1})
    answer = browser.post(f"{here}draft/", {"version-1": "1"}, follow=True)
    assert "只有年度施政計畫與施政方針可以研擬" in answer.content.decode()
