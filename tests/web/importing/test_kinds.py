"""Imports of documents that are no annual plans: what the page says of them."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guankao import sample
from guankao.documents import Programme, write_document
from guankao.web.importing import tasks
from guankao.web.importing.models import Import
from guankao.web.importing.states import State
from guankao.web.ledger.models import Entry

pytestmark = pytest.mark.django_db
INDEX = "/desk/import/"


@pytest.fixture(autouse=True)
def _settings(settings, tmp_path):
    settings.UPLOADS = tmp_path / "uploads"


@pytest.fixture(autouse=True)
def _controller(signed_in):
    """The browser of every test here is that of whoever brings in what is of all agencies."""
    signed_in("controller", at="行政院")


def page_of(client, document) -> str:
    """The address of an import of a document, after it was read."""
    file = SimpleUploadedFile("文件.json", write_document(document).encode())
    answer = client.post(INDEX, {"file": file})
    tasks.read_file_of_import.call(answer.url.split("/")[-2])
    return str(answer.url)


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_document_that_the_portal_has_is_named_as_replaced(client, sample_data):
    stored = next(one for one in sample.documents() if one.kind == "action-plan")
    text = text_of(client.get(f"{page_of(client, stored)}1/"))
    assert "接受後將取代目前公開的文件" in text
    assert stored.identifier not in text, "documents are called by their names"
    assert stored.title in text


def test_an_action_plan_is_shown_measure_by_measure(client, sample_data):
    stored = next(one for one in sample.documents() if one.kind == "action-plan")
    text = text_of(client.get(f"{page_of(client, stored)}1/"))
    for measure in stored.measures:
        assert (measure.short_title or measure.text or "")[:60] in text
        assert all(lead.agency in text for lead in measure.lead_agencies)


def test_what_is_of_all_agencies_is_published_once_by_a_double_click(client, sample_data):
    stored = next(one for one in sample.documents() if one.kind == "action-plan")
    other = stored.model_copy(update={"fiscal_year": 99})
    page = page_of(client, other)
    for _ in range(2):
        answer = client.post(f"{page}accept/", {"version-1": "1"}, follow=True)
        assert "已無法進行" not in text_of(answer)
    assert Entry.objects.filter(stream=other.identifier).count() == 1
    assert "已無法進行" in text_of(client.post(f"{page}discard/", follow=True))


def test_a_document_that_the_portal_has_not_is_named_as_new(client, sample_data):
    stored = next(one for one in sample.documents() if one.kind == "action-plan")
    other = stored.model_copy(update={"fiscal_year": 99})
    assert "公開頁面尚無此文件" in text_of(client.get(f"{page_of(client, other)}1/"))


def test_a_kind_that_the_portal_does_not_keep_offers_no_acceptance(client, sample_data):
    page = page_of(client, programme())
    answer = client.get(f"{page}1/")
    text = text_of(answer)
    assert "公開頁面目前不收錄此類文件" in text
    assert "目前沒有適用於此類文件的檢查規則" in text
    assert "各項規則均無發現" not in text
    assert "/accept/" not in answer.content.decode()
    assert "/discard/" in answer.content.decode()


def test_accepting_such_a_kind_all_the_same_says_why_not(client, sample_data):
    page = page_of(client, programme())
    answer = client.post(f"{page}accept/", {"version-1": "1"}, follow=True)
    assert "這個檔案未接受任何內容" in text_of(answer)
    assert Import.objects.get(pk=page.split("/")[-2]).state == State.READ


def programme() -> Programme:
    return Programme(fiscal_year=110, code="service", title="服務改善計畫")
