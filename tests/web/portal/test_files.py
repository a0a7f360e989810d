"""Official documents from the pages: what the portal shows comes out as a file, and reads back."""

from __future__ import annotations

import io
import zipfile
from urllib.parse import unquote

import pytest

from guankao import sample
from guankao.documents import read_document
from guankao.documents.reading import read_here
from guankao.documents.writing import FILE_FORMATS
from guankao.web.portal import files

pytestmark = pytest.mark.django_db
PLAN = "/107/法務部/document"
ACTION_PLAN = "/107/action-plan/integrity/document"


@pytest.mark.parametrize("form", FILE_FORMATS)
@pytest.mark.parametrize("address", [PLAN, ACTION_PLAN])
def test_every_format_on_the_page_comes_as_an_attachment(client, sample_data, address, form):
    answer = client.get(f"{address}.{form}")
    kinds = FILE_FORMATS[form].kinds
    if ("plan" if address == PLAN else "action-plan") not in kinds:
        assert answer.status_code == 404
        return
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == FILE_FORMATS[form].media_type
    disposition = unquote(answer.headers["Content-Disposition"])
    assert disposition.startswith("attachment")
    assert "107" in disposition
    assert disposition.endswith(FILE_FORMATS[form].suffix)
    assert answer.content


def test_the_page_lists_every_format_that_answers(client, sample_data):
    page = client.get("/107/法務部/").content.decode()
    for form in files.downloads_of("plan"):
        assert f"document.{form.form}" in page
    page = client.get("/107/action-plan/integrity/").content.decode()
    assert "document.xlsx" in page
    assert "document.stratml" not in page


@pytest.mark.parametrize("form", ["odt", "docx", "pdf"])
def test_what_is_downloaded_reads_back_to_the_plan(client, sample_data, form):
    plan = next(one for one in sample.documents() if one.identifier == "107/僑務委員會")
    data = client.get(f"/107/僑務委員會/document.{form}").content
    (found,) = read_here(data).documents
    assert found.goals == plan.goals
    assert [(one.key, one.name, one.target, one.standard) for one in found.indicators] == [
        (one.key, one.name, one.target, one.standard) for one in plan.indicators
    ]
    assert [(one.title, one.indicators) for one in found.projects] == [
        (one.title, one.indicators) for one in plan.projects
    ]


def test_the_interchange_file_is_the_document_itself(client, sample_data):
    plan = next(one for one in sample.documents() if one.identifier == "107/法務部")
    assert read_document(client.get(f"{PLAN}.json").content) == plan


def test_an_unchanged_file_is_not_sent_again(client, sample_data):
    first = client.get(f"{PLAN}.odt")
    again = client.get(f"{PLAN}.odt", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    other = client.get(f"{PLAN}.docx", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{PLAN}.doc", 404),
        (f"{PLAN}.", 404),
        ("/107/無此部/document.odt", 404),
        ("/99/book.pdf", 404),
        (f"{PLAN}.odt?page=2", 400),
        ("/107/book.pdf?x=1", 400),
    ],
)
def test_what_is_not_there_is_refused(client, sample_data, address, status):
    assert client.get(address).status_code == status


def test_a_file_that_is_asked_for_by_another_method_is_refused(client, sample_data):
    assert client.post(f"{PLAN}.odt").status_code == 405


def test_the_book_holds_every_agency_of_the_year_and_no_other(
    client, sample_data, settings, tmp_path, monkeypatch
):
    settings.PAPERS = tmp_path
    monkeypatch.setattr(files, "KEPT_BOOKS", 1)
    answer = client.get("/107/book.pdf")
    data = b"".join(answer.streaming_content)
    assert data.startswith(b"%PDF-")
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        contents = "".join(page.extract_text() for page in pdf.pages[:4])
    real = [one for one in sample.documents() if one.kind == "plan" and one.fiscal_year == 107]
    assert all(one.agency in contents for one in real)
    assert "示範部" not in contents
    assert len(list(tmp_path.glob("book-*.pdf"))) == 1


def test_the_book_is_bound_once(client, sample_data, settings, tmp_path, monkeypatch):
    settings.PAPERS = tmp_path
    bound = []
    monkeypatch.setattr(files, "write_book", lambda book: bound.append(book) or b"%PDF-")
    for _ in range(3):
        assert b"".join(client.get("/106/book.pdf").streaming_content) == b"%PDF-"
    assert len(bound) == 1


def test_a_made_up_plan_says_so_in_its_files(client, sample_data):
    plan = next(one for one in sample.documents(fictional=True) if one.kind == "plan")
    data = client.get(f"/{plan.identifier}/document.odt").content
    text = zipfile.ZipFile(io.BytesIO(data)).read("content.xml").decode()
    assert "虛構" in text or "示範" in text
