"""The feed of publications: valid Atom, in both languages, of everything that was published."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from lxml import etree

from guankao.documents import Plan as PlanDocument
from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.planning.models import PublishedVersion
from guankao.web.portal.feed import Feed, FeedEntry, as_xml
from guankao.web.portal.queries import publications as queries
from guankao.web.publishing.actions import publish
from web.reports_of_tests import actor, clock, passes, people, the_plan
from web.results_of_tests import correct, make_public, public_plan

__all__ = ["actor", "clock", "people", "public_plan"]

FEEDS = ["/publications.atom", "/publications.en.atom"]
ATOM = "{http://www.w3.org/2005/Atom}"
# RFC 3339, as RFC 4287 asks for it: with T and Z in capitals.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ONCE = ("id", "title", "updated")


def read(client, path: str = FEEDS[0]):
    answer = client.get(path)
    assert answer.status_code == 200
    return etree.fromstring(answer.content)


def entries(feed) -> list[dict[str, str]]:
    return [
        {
            "title": one.findtext(f"{ATOM}title"),
            "summary": one.findtext(f"{ATOM}summary"),
            "author": one.findtext(f"{ATOM}author/{ATOM}name"),
            "kind": one.find(f"{ATOM}category").get("term"),
            "id": one.findtext(f"{ATOM}id"),
            "address": one.find(f"{ATOM}link").get("href"),
        }
        for one in feed.iter(f"{ATOM}entry")
    ]


@pytest.mark.parametrize("path", FEEDS)
def test_it_is_what_the_standard_asks_for(client, public_plan, people, path):
    make_public(people, passes(93, 100))
    answer = client.get(path)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = etree.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    links = {
        (one.get("rel"), one.get("type")): one.get("href") for one in feed.findall(f"{ATOM}link")
    }
    assert links["self", "application/atom+xml"] == f"http://testserver{path}"
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    found = list(feed.iter(f"{ATOM}entry"))
    assert found
    for place in (feed, *found):
        for name in ONCE:
            assert len(place.findall(f"{ATOM}{name}")) == 1
            assert place.findtext(f"{ATOM}{name}").strip()
        assert MOMENT.fullmatch(place.findtext(f"{ATOM}updated"))
    for one in found:
        link = one.find(f"{ATOM}link")
        assert link.get("rel") == "alternate"
        assert link.get("href").startswith("http://testserver/")
        assert one.findtext(f"{ATOM}summary").strip()
        uuid.UUID(one.findtext(f"{ATOM}id").removeprefix("urn:uuid:"))
    ids = [one.findtext(f"{ATOM}id") for one in found]
    assert len(set(ids)) == len(ids)
    moments = [one.findtext(f"{ATOM}updated") for one in found]
    assert moments == sorted(moments, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == moments[0]


def test_plans_results_corrections_and_guidelines_are_told(client, public_plan, people):
    clean = {one["kind"] for one in entries(read(client))}
    assert {"plan", "guidelines", "action-plan"} <= clean
    make_public(people, passes(93, 100))
    [result] = [one for one in entries(read(client)) if one["kind"] == "result"]
    assert "及格率" in result["title"]
    assert "虛構" in result["title"]
    assert "93%" in result["summary"]
    assert "綠燈" in result["summary"]
    assert result["author"].startswith("示範署")
    assert result["address"].endswith("/kpi/1-1/#quarter-1")
    correct(people, passes(94, 100), "漏計一場。")
    kinds = entries(read(client))
    [correction] = [one for one in kinds if one["kind"] == "correction"]
    assert "漏計一場。" in correction["summary"]
    # What was told once keeps its id.
    assert result["id"] in [one["id"] for one in kinds]


def test_an_amendment_is_told_with_its_reason(client, public_plan, people):
    plan: PlanDocument = the_plan(introduction=("修正。",))
    publish(plan, by=COMMAND_LINE, reason="預算刪減。")
    assert PublishedVersion.objects.filter(number=2, plan__identifier=plan.identifier).exists()
    [one] = [one for one in entries(read(client)) if one["kind"] == "amendment"]
    assert "預算刪減。" in one["summary"]


def test_each_language_has_its_feed_whatever_the_browser_chose(client, public_plan, people):
    make_public(people, passes(93, 100))
    client.cookies["guankao_language"] = "zh-hant"
    english = read(client, FEEDS[1])
    assert english.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    [result] = [one for one in entries(english) if one["kind"] == "result"]
    assert "Green" in result["summary"]
    client.cookies["guankao_language"] = "en"
    assert (
        "綠燈" in next(one for one in entries(read(client)) if one["kind"] == "result")["summary"]
    )


def test_hostile_markup_is_text(client, public_plan, people):
    make_public(people, passes(93, 100))
    words = "]]><script>alert(1)</script>&<!--"
    correct(people, passes(94, 100), words)
    answer = client.get(FEEDS[0])
    assert b"<script" not in answer.content
    [one] = [
        one for one in entries(etree.fromstring(answer.content)) if one["kind"] == "correction"
    ]
    assert words in one["summary"]


def test_what_xml_cannot_hold_does_not_break_it():
    entry = FeedEntry(
        "urn:uuid:x", "a\x0bb\ud800", "c\x00", "d", "http://e/", dt.datetime.now(dt.UTC), []
    )
    feed = Feed("t\ufffe", "s", "a", "en", "http://e/f", "http://e/", [], [entry])
    read_back = etree.fromstring(as_xml(feed))
    assert read_back.findtext(f"{ATOM}entry/{ATOM}title") == "a�b�"


def test_it_is_bounded_and_not_sent_again_unchanged(client, public_plan, people, monkeypatch):
    monkeypatch.setattr(queries, "MOST_PUBLICATIONS", 3)
    make_public(people, passes(93, 100))
    assert len(entries(read(client))) == 3
    first = client.get(FEEDS[0])
    again = client.get(FEEDS[0], headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    correct(people, passes(94, 100), "漏計一場。")
    assert client.get(FEEDS[0], headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert client.get(f"{FEEDS[0]}?x=1").status_code == 400
    assert client.post(FEEDS[0]).status_code in {403, 405}


def test_it_asks_few_queries(client, sample_data, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        client.get(FEEDS[0])


def test_every_page_leads_to_it(client, sample_data):
    page = client.get("/107/").content.decode()
    for path in FEEDS:
        assert 'type="application/atom+xml" hreflang' in page
        assert f'href="{path}"' in page
