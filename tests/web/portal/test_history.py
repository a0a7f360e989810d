"""The history of a document, in words: who, what, when, from what to what."""

from __future__ import annotations

import csv
import html
import io
import json
import re

import pytest
from django.db import transaction

from guankao import sample
from guankao.web.ledger.actions import record
from guankao.web.ledger.actors import COMMAND_LINE, Actor
from guankao.web.ledger.events import PUBLIC, WORDS, Event
from guankao.web.portal.queries.history import STEPS_A_PAGE
from guankao.web.publishing.actions import publish

pytestmark = pytest.mark.django_db

PAGES = [
    "/107/內政部/history",
    "/107/內政部/kpi/7-2/history",
    "/107/guidelines/history",
    "/107/action-plan/integrity/history",
]
PERSON = Actor(code="person/4711", name="王小明", agency="示範署")


def text_of(answer) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


@pytest.fixture
def corrected(sample_data):
    """A plan of the sample, published again without its last project."""
    plan = next(one for one in sample.documents() if one.identifier == "107/內政部")
    publish(plan.model_copy(update={"projects": plan.projects[:-1]}), by=COMMAND_LINE)
    return plan


def _record(event, *, by=PERSON, **after):
    with transaction.atomic():
        return record(
            event, by=by, stream="107/內政部", subject="107/內政部", words="內政部 107", after=after
        )


@pytest.mark.parametrize("page", PAGES)
def test_a_document_tells_who_loaded_it_and_when(client, sample_data, page):
    answer = client.get(f"{page}/")
    assert answer.status_code == 200
    said = text_of(answer)
    assert COMMAND_LINE.name in said
    assert re.search(r"\d+ 年 \d+ 月 \d+ 日（\d{4}-\d\d-\d\d） \d\d:\d\d", said)
    english = text_of(client.get(f"{page}/", headers={"cookie": "guankao_language=en"}))
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d \(ROC \d+\)", english)
    assert "ed the " in english


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_that_show_a_thing_lead_to_its_history(client, sample_data, page):
    shown = page.removesuffix("history")
    answer = client.get(shown)
    links = {html.unescape(one) for one in re.findall(r'href="([^"]+)"', answer.content.decode())}
    from urllib.parse import unquote

    assert f"{page}/" in {unquote(one) for one in links}


def test_a_correction_shows_what_it_was_before_and_after(client, corrected):
    said = text_of(client.get("/107/內政部/history/"))
    number = len(corrected.projects)
    assert str(WORDS[Event.PLAN_REPLACED]) in said or "取代" in said
    assert f" {number} {number - 1} " in said
    entries = client.get("/107/內政部/history.json").json()["entries"]
    assert [entry["number"] for entry in entries] == [2, 1]
    assert entries[0]["before"]["projects"] == number
    assert entries[0]["after"]["projects"] == number - 1
    assert entries[0]["before"]["content"] == entries[1]["after"]["content"]
    assert entries[1]["before"] == {}


def test_the_spreadsheet_holds_the_whole_history_from_its_start(client, corrected):
    answer = client.get("/107/內政部/history.csv")
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert [row["number"] for row in rows] == ["1", "2"]
    assert json.loads(rows[1]["after"])["projects"] == len(corrected.projects) - 1
    assert rows[0]["event"] == "plan.loaded"


@pytest.mark.parametrize("form", ["/", ".json", ".csv"])
def test_a_person_is_told_by_their_agency_and_never_by_name(client, sample_data, form):
    _record(Event.PLAN_REPLACED, projects=3)
    content = client.get(f"/107/內政部/history{form}").getvalue().decode()
    assert "示範署" in content
    assert PERSON.name not in content
    assert PERSON.code not in content


@pytest.mark.parametrize("form", ["/", ".json", ".csv"])
def test_only_what_is_meant_for_everybody_is_told(client, sample_data, form):
    _record(Event.PLAN_REPLACED, projects=3, reason="只給審查人看")
    _record(Event.IMPORT_CORRECTED, projects=987654, element="內部")
    content = client.get(f"/107/內政部/history{form}").getvalue().decode()
    assert "只給審查人看" not in content
    assert "987654" not in content
    assert Event.IMPORT_CORRECTED not in PUBLIC


@pytest.mark.parametrize("form", ["/", ".csv"])
def test_words_of_the_record_are_no_markup(client, sample_data, form):
    _record(Event.PLAN_REPLACED, by=Actor("x", "x", agency="<b>署</b>"), projects="<i>3</i>")
    content = client.get(f"/107/內政部/history{form}").getvalue().decode()
    if form == "/":
        assert "<b>" not in content
        assert "<i>" not in content
        assert "&lt;b&gt;署" in content


def test_a_long_history_is_turned_page_by_page(client, sample_data):
    for step in range(STEPS_A_PAGE + 5):
        _record(Event.PLAN_REPLACED, by=COMMAND_LINE, projects=step)
    first = client.get("/107/內政部/history.json").json()
    assert len(first["entries"]) == STEPS_A_PAGE
    second = client.get(f"/107/內政部/history.json?before={first['older']}").json()
    numbers = [entry["number"] for entry in first["entries"] + second["entries"]]
    assert numbers == list(range(STEPS_A_PAGE + 6, 0, -1))
    assert second["older"] is None
    # The facts before an entry at the foot of a page are those of the entry on the next.
    assert first["entries"][-1]["before"]["projects"] == second["entries"][0]["after"]["projects"]
    page = client.get("/107/內政部/history/")
    assert f'href="?before={first["older"]}"' in page.content.decode()
    assert (
        'href="?"' in client.get(f"/107/內政部/history/?before={first['older']}").content.decode()
    )


@pytest.mark.parametrize("query", ["before=0", "before=x", "page=2", f"before={2**63}"])
def test_what_cannot_be_used_is_refused_by_name(client, sample_data, query):
    answer = client.get(f"/107/內政部/history.json?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"]["parameter"] == query.split("=")[0]


@pytest.mark.parametrize(
    "address",
    [
        "/107/無此機關/history/",
        "/999/guidelines/history/",
        "/107/action-plan/none/history/",
        "/107/內政部/kpi/99-99/history/",
    ],
)
def test_nothing_has_no_history(client, sample_data, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("form", ["/", ".json", ".csv"])
def test_the_pages_ask_few_queries(client, corrected, django_assert_max_num_queries, page, form):
    for step in range(20):
        _record(Event.PLAN_REPLACED, by=COMMAND_LINE, projects=step)
    with django_assert_max_num_queries(6):
        answer = client.get(f"{page}{form}")
        assert answer.status_code == 200
        answer.close()
