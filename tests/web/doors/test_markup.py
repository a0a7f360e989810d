"""Markup planted in every text is shown as text, on every page and in every file."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from html.parser import HTMLParser

import lxml.etree
import pypdfium2 as pdfium
import pytest

from guankao.web.desk.addresses import addresses
from guankao.web.organizations.matrix import Access
from web.doors.world import BACKEND, FORMULA, PLANTED, made
from web.drafts_of_tests import sample_plan

pytestmark = pytest.mark.django_db
KPI = "1-1"
PUBLIC = (
    "/112/",
    "/112/indicators/",
    "/112/projects/",
    "/112/findings/",
    "/112/示範署/",
    "/112/示範署/findings/",
    "/112/示範署/history/",
    "/search/?q=onerror",
    "/search/?q=%3Cscript%3Ealert(1)%3C/script%3E",
    "/nowhere/%3Cimg%20src=x%20onerror=alert(1)%3E/",
    "/112/?sort=%3Cimg%20src=x%20onerror=alert(1)%3E",
)
SEARCHED = "/desk/record/?q=%3Cimg%20src=x%20onerror=alert(1)%3E"
ATOM = "http://www.w3.org/2005/Atom"
HANDLER = re.compile(r"on[a-z]+")


class Page(HTMLParser):
    """What a browser would make of a page: what runs, what is asked for, and what is said."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.identifiers: list[str] = []
        self.described: list[str] = []
        self.posting = False
        self.feed(text)
        self.faults += [
            f"nothing is called {one}" for one in self.described if one not in self.identifiers
        ]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.faults.append("a script in the page")
        if tag in {"style", "iframe", "object", "embed", "base"}:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name == "style" or HANDLER.fullmatch(name):
                self.faults.append(f"{tag} {name}={value}")
            if name in {"href", "src", "action", "formaction"} and re.match(
                r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE
            ):
                self.faults.append(f"{tag} {name}={value}")
        self.identifiers += [str(given["id"])] if "id" in given else []
        self.described += str(given.get("aria-describedby") or "").split()
        if tag == "form" and (given.get("method") or "get").lower() == "post":
            self.posting = True
        if tag == "input" and given.get("name") == "csrfmiddlewaretoken":
            self.posting = False

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.posting:
            self.faults.append("a form without its token")
            self.posting = False


def body_of(answer) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content


def look_at(answer, where: str) -> str:
    """The text of a page that is as it should be; what is not fails with its address."""
    text = body_of(answer).decode()
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        assert "<img src=x" not in text, where
        assert "<script>alert" not in text, where
        assert Page(text).faults == [], where
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe-inline" not in policy, where
        assert "unsafe-eval" not in policy, where
    return text


@pytest.fixture
def world(client, sample_data, settings, tmp_path):
    settings.UPLOADS = tmp_path / "uploads"
    return made(client, published=True)


def test_the_look_at_a_page_sees_what_is_wrong():
    page = """<p style="a" onclick="b"><script>c</script><a href=" JavaScript:d">e</a>
    <form method="post"></form><input aria-describedby="gone"><style>f</style>"""
    assert len(Page(page).faults) == 7
    whole = '<form method="post"><input name="csrfmiddlewaretoken"></form><script src="a"></script>'
    assert Page(whole).faults == []


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_no_page_of_the_desk_runs_what_was_typed(client, world, language):
    client.force_login(world.insider, backend=BACKEND)
    client.cookies["guankao_language"] = language
    seen = 0
    for one in addresses():
        if one.access is Access.EVERYBODY or one.name.startswith(("account_", "mfa_")):
            continue
        for headers in ({}, {"HX-Request": "true"}):
            answer = client.get(world.address(one), headers=headers)
            if answer.status_code == 200:
                seen += "onerror" in look_at(answer, one.route)
    answer = client.get(SEARCHED)
    assert "onerror" in look_at(answer, SEARCHED)
    assert seen > 10, "what was planted is shown, as text"


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_no_page_of_the_portal_runs_what_was_typed(client, world, language):
    client.cookies["guankao_language"] = language
    pages = [
        *PUBLIC,
        f"/112/示範署/{world.pieces['<element>']}/",
        f"/112/示範署/{world.pieces['<element>']}/history/",
    ]
    seen = sum("onerror" in look_at(client.get(page), page) for page in pages)
    assert seen > 6
    written = client.get("/112/示範署/document.html")
    assert written.headers["Content-Disposition"].startswith("attachment")
    assert "<img src=x" not in body_of(written).decode()
    assert "<script" not in body_of(written).decode()
    project = f"/112/示範署/project/{sample_plan().projects[0].key}/"
    assert "onerror" in look_at(client.get(project), project)


def test_no_cell_of_a_table_is_a_formula(client, world):
    for page in (
        "/112/indicators.csv",
        "/112/projects.csv",
        "/112/示範署.csv",
        "/data/indicators.csv",
        "/112/示範署/document.csv",
    ):
        data = body_of(client.get(page))
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                texts = [archive.read(name).decode("utf-8-sig") for name in archive.namelist()]
        else:
            texts = [data.decode("utf-8-sig")]
        cells = [cell for text in texts for row in csv.reader(io.StringIO(text)) for cell in row]
        assert cells, page
        assert [one for one in cells if one.startswith(("=", "@", "+cmd"))] == [], page
    client.force_login(world.insider, backend=BACKEND)
    text = body_of(client.get("/desk/record/entries.csv")).decode("utf-8-sig")
    assert not [
        cell for row in csv.reader(io.StringIO(text)) for cell in row if cell.startswith(("=", "@"))
    ]


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_no_cell_of_a_workbook_is_a_formula(client, world, form):
    data = body_of(client.get(f"/112/示範署/document.{form}"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith(".xml")}
    said = b"".join(parts.values())
    assert b"calc" in said
    assert b"<f>" not in said
    assert b"table:formula" not in said
    assert b"<img src=x" not in said


def test_what_cannot_be_seen_is_refused_by_the_plan(world):
    from pydantic import ValidationError

    from guankao.documents import editing

    plan = sample_plan()
    for sign in ("\0", "\u202e", "\x1b"):
        with pytest.raises(ValidationError):
            editing.with_indicator(
                plan, plan.indicators[0].key, {"name": f"名稱{sign}"}, key_follows=False
            )


def test_what_was_planted_is_what_is_shown(client, world):
    """To the letter: nothing is dropped or computed on the way."""
    text = client.get("/112/示範署.json").content.decode()
    assert "{{7*7}}" in text
    assert PLANTED[:25] in text.replace("\\u003C", "<").replace("\\u003E", ">")
    shown = client.get("/112/示範署/").content.decode()
    assert "{{7*7}}" in shown
    assert FORMULA[:5] in shown


@pytest.mark.parametrize("address", ["/publications.atom", "/publications.en.atom"])
def test_no_reader_of_feeds_runs_what_was_typed(client, world, address):
    """What was typed is text: no element, and nothing that a reader of feeds takes for HTML."""
    feed = lxml.etree.fromstring(body_of(client.get(address)))
    assert {lxml.etree.QName(one).namespace for one in feed.iter()} == {ATOM}
    for one in feed.iter():
        assert one.get("type") not in {"html", "xhtml"} or PLANTED not in (one.text or "")
        assert not (one.get("href") or "").lower().startswith(("javascript:", "data:"))
    said = "".join(feed.itertext())
    assert "112" in said
    assert ("onerror" in said) is address.endswith(".en.atom"), "the English name of the agency"


def test_a_pdf_holds_what_was_typed_as_text(client, world):
    data = body_of(client.get("/112/示範署/document.pdf"))
    with pdfium.PdfDocument(data) as file:
        pages = [page.get_textpage().get_text_range() for page in file]
    text = "".join("".join(pages).split())
    assert "".join(PLANTED.split())[:25] in text
    for sign in (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile"):
        assert sign not in data
