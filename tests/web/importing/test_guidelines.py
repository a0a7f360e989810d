"""Policy guidelines in a file begin a draft, and nothing of them is published from it."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guankao.documents import Clause, Guidelines, Section, write_document
from guankao.web.importing import tasks
from guankao.web.importing.actions import OnlyDrafted, accept_import, draft_import
from guankao.web.importing.models import Import
from guankao.web.ledger.models import Entry
from guankao.web.organizations.actors import as_actor
from guankao.web.organizations.permissions import NotPermitted
from guankao.web.planning.actions import start_guidelines
from guankao.web.planning.actions.drafts import AlreadyDrafted, guidelines_of
from guankao.web.planning.models import Draft
from guankao.web.planning.models import Guidelines as StoredGuidelines
from guankao.web.planning.states import DraftState

pytestmark = pytest.mark.django_db
YEAR = 113
SECTION = Section(key="1", no=1, title="內政", clauses=(Clause(no=1, text="健全國土規劃。"),))
TEXT = Guidelines(fiscal_year=YEAR, sections=(SECTION,))


@pytest.fixture
def browser(signed_in, settings, tmp_path):
    settings.UPLOADS = tmp_path / "uploads"
    return signed_in("controller", at="行政院")


def read(browser, document: Guidelines = TEXT) -> Import:
    """An import of a document, after it was read."""
    file = SimpleUploadedFile("方針.json", write_document(document).encode())
    key = browser.post("/desk/import/", {"file": file}).url.split("/")[-2]
    tasks.read_file_of_import.call(key)
    return Import.objects.get(pk=key)


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_button_begins_a_draft_and_publishes_nothing(browser):
    one = read(browser)
    here = f"/desk/import/{one.pk}/"
    page = browser.get(f"{here}1/").content.decode()
    assert f'action="{here}draft/"' in page
    assert "/accept/" not in page
    answer = browser.post(f"{here}draft/", {"version-1": "1"})
    draft = Draft.objects.get(identifier=TEXT.identifier)
    assert answer.url == f"/desk/guidelines/{draft.pk}/"
    assert guidelines_of(draft.digest).sections == TEXT.sections
    assert (draft.versions.get().kind, draft.agency.name) == ("imported", "行政院")
    assert not StoredGuidelines.objects.filter(fiscal_year=YEAR).exists()
    one.refresh_from_db()
    assert (one.state, one.documents.get().outcome) == ("accepted", "drafted")
    for rest in ("", "1/"):
        after = browser.get(f"{here}{rest}").content.decode()
        assert 'href="/desk/guidelines/"' in after
        assert f'href="/{TEXT.identifier}/"' not in after


def test_pressing_twice_makes_one_draft(browser):
    one = read(browser)
    for _ in range(2):
        browser.post(f"/desk/import/{one.pk}/draft/", {"version-1": "1"})
    assert Entry.objects.filter(event="guidelines.drafted").count() == 1


def test_none_are_published_from_a_file(browser):
    one = read(browser)
    with pytest.raises(OnlyDrafted):
        accept_import(by=as_actor(browser.person), key=one.pk, versions={1: 1})
    answer = browser.post(f"/desk/import/{one.pk}/accept/", {"version-1": "1"}, follow=True)
    assert "經研擬、審查及核定後公開" in text_of(answer)
    assert not StoredGuidelines.objects.filter(fiscal_year=YEAR).exists()
    one.refresh_from_db()
    assert one.state == "read"


@pytest.mark.parametrize("state", list(DraftState))
def test_a_year_that_has_a_draft_says_what_to_do(browser, state):
    by = as_actor(browser.person)
    draft = start_guidelines(by=by, agency="行政院", document=TEXT)
    Draft.objects.filter(pk=draft.pk).update(state=state.value, published_version=1)
    one = read(browser, TEXT.model_copy(update={"priorities": ("減少浪費。",)}))
    answer = browser.get(f"/desk/import/{one.pk}/1/")
    assert f'href="/desk/guidelines/{draft.pk}/"' in answer.content.decode()
    assert "/draft/" not in answer.content.decode()
    assert str(answer.context["guidelines_place"].advice) in text_of(answer)
    with pytest.raises(AlreadyDrafted):
        draft_import(by=by, key=one.pk, versions={1: 1})
    answer = browser.post(f"/desk/import/{one.pk}/draft/", {"version-1": "1"}, follow=True)
    assert "本年度已有施政方針" in text_of(answer)


def test_a_year_that_is_published_is_amended(browser, sample_data):
    one = read(browser, TEXT.model_copy(update={"fiscal_year": 107}))
    page = browser.get(f"/desk/import/{one.pk}/1/")
    assert 'href="/desk/guidelines/"' in page.content.decode()
    assert "修正" in text_of(page)
    assert "/draft/" not in page.content.decode()


def test_who_does_not_write_them_is_told_who_does(signed_in, settings, tmp_path):
    settings.UPLOADS = tmp_path / "uploads"
    browser = signed_in("planner")
    one = read(browser)
    page = browser.get(f"/desk/import/{one.pk}/1/")
    assert "管考人員" in text_of(page)
    assert "/draft/" not in page.content.decode()
    with pytest.raises(NotPermitted):
        draft_import(by=as_actor(browser.person), key=one.pk, versions={1: 1})
    answer = browser.post(f"/desk/import/{one.pk}/draft/", {"version-1": "1"}, follow=True)
    assert answer.status_code == 200
    assert not Draft.objects.exists()


def test_the_history_tells_what_became_of_the_file(browser, signed_in):
    one = read(browser)
    browser.post(f"/desk/import/{one.pk}/draft/", {"version-1": "1"})
    answer = browser.get(f"/desk/import/{one.pk}/history/")
    events = [line.entry.event for line in answer.context["lines"]]
    assert events == ["import.accepted", "import.read", "import.started"]
    assert "方針.json" in text_of(answer)
    assert browser.get(f"/desk/import/{one.pk}/history/?before=x").status_code == 400
    stranger = signed_in("controller", at="示範部", account="stranger")
    assert stranger.get(f"/desk/import/{one.pk}/history/").status_code == 404


def test_the_page_asks_few_questions(browser, django_assert_max_num_queries):
    one = read(browser)
    browser.get(f"/desk/import/{one.pk}/1/")
    with django_assert_max_num_queries(14):
        browser.get(f"/desk/import/{one.pk}/1/")
    with django_assert_max_num_queries(12):
        browser.get(f"/desk/import/{one.pk}/history/")
