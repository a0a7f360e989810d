"""The page of the record: who may read what of it, how it is narrowed, checked and taken away."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import html
import io
import json
import re

import pytest
from django.db import transaction
from django.utils import timezone

from guankao.web.desk.record import streams_within, told
from guankao.web.ledger.actions import record
from guankao.web.ledger.actors import WORKER
from guankao.web.ledger.events import Event
from guankao.web.ledger.links import check_links
from guankao.web.ledger.models import Entry
from guankao.web.ledger.queries import EntryFilter, all_entries, find_entries
from guankao.web.organizations.actors import as_actor
from guankao.web.organizations.permissions import rights_of
from web.drafts_of_tests import IDENTIFIER, actor, draft, planner, save
from web.ledger.tampering import without_protection

pytestmark = pytest.mark.django_db
__all__ = ["actor", "draft", "planner"]
PAGE = "/desk/record/"


def text_of(answer) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def streams_read_by(person) -> set[str]:
    wanted = EntryFilter(streams=streams_within(rights_of(as_actor(person))))
    return {entry.stream for entry in all_entries(wanted)}


@pytest.fixture
def auditor(signed_in):
    return signed_in("auditor", at="示範署", account="watcher")


def test_an_auditor_reads_what_belongs_to_the_own_agency_and_those_below(
    draft, make_person, planner
):
    with transaction.atomic():
        record(
            Event.IMPORT_STARTED, by=planner, stream="import/x", subject="import/x", words="import"
        )
        record(Event.IMPORT_READ, by=WORKER, stream="import/x", subject="import/x", words="import")
    below = streams_read_by(make_person("auditor", at="示範署", account="below"))
    assert {IDENTIFIER, "107/示範署", "agency/示範署", "import/x"} <= below
    assert f"person/{planner.code}" in below
    assert not {one for one in below if "內政部" in one or "guidelines" in one}
    assert "agency/示範部" not in below
    above = streams_read_by(make_person("auditor", at="示範部", account="above"))
    assert below | {"agency/示範部", "107/guidelines"} <= above
    assert "107/內政部" not in above
    apart = streams_read_by(make_person("auditor", at="內政部", account="apart"))
    assert {"107/內政部", "agency/內政部"} <= apart
    assert not below & apart


def test_the_page_tells_it_in_words_in_both_languages(auditor, draft, planner):
    save(draft, planner, target="9,999人")
    shown = text_of(auditor.get(PAGE, {"object": IDENTIFIER}))
    for words in ("開始研擬施政計畫", "修改施政計畫草案", "某author", "示範署 112"):
        assert words in shown
    auditor.cookies["guankao_language"] = "en"
    shown = text_of(auditor.get(PAGE, {"object": IDENTIFIER}))
    assert "changed the draft of the annual plan" in shown


@pytest.mark.parametrize(
    ("narrow", "events"),
    [
        ({}, {"plan.drafted", "plan.saved"}),
        ({"event": "plan"}, {"plan.drafted", "plan.saved"}),
        ({"event": "plan.saved"}, {"plan.saved"}),
        ({"event": "comment"}, set()),
        ({"person": "author"}, {"plan.drafted", "plan.saved"}),
        ({"person": "nobody"}, set()),
        ({"agency": "示範署"}, {"plan.drafted", "plan.saved"}),
        ({"q": "kpi/1-1"}, {"plan.saved"}),
        ({"q": "某author 示範署"}, {"plan.drafted", "plan.saved"}),
        ({"q": "沒有這個字"}, set()),
        ({"since": "2199-01-01"}, set()),
        ({"until": "1999-01-01"}, set()),
        ({"object": f"{IDENTIFIER}/kpi/1-1"}, {"plan.saved"}),
    ],
)
def test_the_record_is_narrowed_and_taken_away(auditor, draft, planner, narrow, events):
    save(draft, planner, target="9,999人")
    wanted = {"object": IDENTIFIER, **narrow}
    answer = auditor.get(PAGE, wanted)
    assert (answer.status_code, len(answer.context["lines"])) == (200, len(events))
    answer = auditor.get(f"{PAGE}entries.jsonl", wanted)
    lines = b"".join(answer).decode().splitlines()
    assert {json.loads(line)["event"] for line in lines} == events


def test_days_are_those_of_taipei_and_both_ends_belong(auditor, draft):
    today = timezone.localdate()
    days = {"object": IDENTIFIER, "since": str(today), "until": str(today)}
    assert len(auditor.get(PAGE, days).context["lines"]) == 1
    tomorrow = str(today + dt.timedelta(days=1))
    assert not auditor.get(PAGE, {**days, "since": tomorrow, "until": tomorrow}).context["lines"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("since", "yesterday"),
        ("until", "2018-13-01"),
        ("event", "plan.eaten"),
        ("agency", "內政部"),
        ("q", "長" * 101),
        ("person", "長" * 151),
        ("object", "長" * 301),
    ],
)
def test_what_cannot_be_asked_is_said_beside_the_field(auditor, field, value):
    answer = auditor.get(PAGE, {field: value})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'id="id_{field}_error"' in page
    assert re.search(rf'name="{field}"[^>]*aria-invalid="true"', page)
    assert re.search(rf'name="{field}"[^>]*aria-describedby="[^"]*id_{field}_error', page)
    assert auditor.get(f"{PAGE}entries.csv", {field: value}).status_code == 400


def test_the_last_day_is_not_before_the_first(auditor):
    answer = auditor.get(PAGE, {"since": "2018-02-01", "until": "2018-01-31"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["until"])


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "１"])
def test_a_page_that_is_none_is_refused_by_name(auditor, before):
    assert auditor.get(PAGE, {"before": before}).status_code == 400


def test_a_digest_can_be_computed_from_the_export_alone(auditor, draft, planner):
    save(draft, planner, target="9,999人")
    body = b"".join(auditor.get(f"{PAGE}entries.jsonl", {"object": IDENTIFIER}))
    entries = [json.loads(line) for line in body.decode().splitlines()]
    assert [one["number"] for one in entries] == [1, 2]
    for before, one in zip([None, *entries], entries, strict=False):
        content = [value for name, value in one.items() if name != "digest"]
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        assert hashlib.sha256(text.encode()).hexdigest() == one["digest"]
        assert one["previous_digest"] == (before["digest"] if before else "")
    sheet = b"".join(auditor.get(f"{PAGE}entries.csv", {"object": IDENTIFIER})).decode()
    rows = list(csv.DictReader(io.StringIO(sheet.removeprefix("\ufeff"))))
    assert [row["digest"] for row in rows] == [one["digest"] for one in entries]


def test_the_button_says_that_the_chain_holds_or_where_it_breaks(auditor, draft, planner):
    save(draft, planner, target="9,999人")
    asked = {"object": IDENTIFIER, "check": "1"}
    assert "紀錄鏈完整" in text_of(auditor.get(PAGE, asked))
    first = Entry.objects.get(stream=IDENTIFIER, number=1)
    without_protection("UPDATE ledger_entry SET actor_name = '別人' WHERE id = %s", [first.pk])
    links = auditor.get(PAGE, asked).context["links"]
    assert (links.checked, [one.number for one in links.breaks]) == (2, [1])


def test_an_entry_taken_out_is_missed_by_the_one_after_it(draft, planner):
    save(draft, planner, target="9,999人")
    first, second = Entry.objects.filter(stream=IDENTIFIER).order_by("number")
    without_protection("DELETE FROM ledger_entry WHERE id = %s", [first.pk])
    assert [one.number for one in check_links([second.pk]).breaks] == [2]
    assert check_links([]).checked == 0


def test_words_are_looked_for_a_bounded_stretch_at_a_time(monkeypatch, draft, planner):
    from guankao.web.ledger import queries

    monkeypatch.setattr(queries, "MOST_SEARCHED", 3)
    for number in range(8):
        save(draft, planner, target=f"{number + 1}人")
    wanted = EntryFilter(stream=IDENTIFIER, words="begun")
    seen, before, pages = [], None, 0
    while True:
        page = find_entries(wanted, before=before)
        seen += [entry.event for entry in page.entries]
        pages += 1
        if page.older is None:
            break
        assert page.searched_back_to is not None
        before = page.older
    assert (seen, pages) == (["plan.drafted"], 4)


def test_the_page_asks_few_questions_whatever_it_shows(
    auditor, draft, planner, django_assert_max_num_queries
):
    for number in range(12):
        save(draft, planner, target=f"{number + 1}人")
    with django_assert_max_num_queries(16):
        assert len(auditor.get(PAGE).context["lines"]) > 12


def test_saves_in_a_row_are_one_line_on_the_page_of_an_object(draft, planner):
    for number in range(5):
        save(draft, planner, target=f"{number + 1}人")
    entries = find_entries(EntryFilter(stream=IDENTIFIER)).entries
    lines = told(entries, grouped=True)
    assert [(line.entry.event, line.count) for line in lines] == [
        ("plan.saved", 5),
        ("plan.drafted", 1),
    ]
    assert len(told(entries)) == 6


def test_the_pages_of_objects_tell_what_was_done_to_them(signed_in, draft, planner, make_person):
    save(draft, planner, target="9,999人")
    browser = signed_in("system-administrator", "auditor", "controller", at="示範部", account="all")
    assert "指派角色" in text_of(browser.get(f"/desk/people/{planner.code}/"))
    agency = draft.agency_id
    assert "登錄機關" in text_of(browser.get(f"/desk/agencies/{agency}/"))
    history = f"/desk/plans/{draft.pk}/history/"
    assert [line.entry.event for line in browser.get(history).context["lines"]] == [
        "plan.saved",
        "plan.drafted",
    ]
    of_kpi = browser.get(history, {"element": "kpi/1-1"}).context["lines"]
    assert [line.entry.event for line in of_kpi] == ["plan.saved"]
    assert browser.get(history, {"before": "x"}).status_code == 400


def test_a_colleague_does_not_see_when_somebody_signed_in(signed_in, planner):
    browser = signed_in("approver", at="示範署", account="chief")
    answer = browser.get(f"/desk/people/{planner.code}/")
    assert (answer.status_code, answer.context["lines"]) == (200, ())
