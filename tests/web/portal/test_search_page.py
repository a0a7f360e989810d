"""The page of the search: what it shows, what it refuses, and how little it asks."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import quote

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def search(client, sample_data):
    def ask(query="", *, form="/search/", **parameters):
        pairs = {"q": query, **parameters} if query else parameters
        return client.get(form + "?" + "&".join(f"{k}={quote(str(v))}" for k, v in pairs.items()))

    return ask


def page(response):
    assert response.status_code == 200
    return response.content.decode()


def test_without_words_it_says_how_to_search(search):
    shown = page(search())
    assert 'id="how"' in shown
    assert "<mark>" not in shown


def test_hits_are_marked_and_lead_to_their_pages(search):
    shown = page(search("毒品"))
    assert "<mark>毒品</mark>" in shown
    assert f'href="/{quote("107/內政部/kpi/1-1")}/"' in shown


def test_every_page_that_a_hit_leads_to_is_there(search, client):
    for query in ("廉政", "毒品", "執行署", "教育、文化"):
        for result in search(query, form="/search.json").json()["results"][:40]:
            answer = client.get(result["address"])
            assert answer.status_code in {200, 302}, result["address"]


def test_what_is_typed_comes_back_as_text(search):
    shown = page(search("<script>alert(1)</script>"))
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown


def test_a_text_of_a_document_is_escaped_between_its_marks(search):
    from guankao.web.search.models import Entry

    entry = Entry.objects.get(identifier="107/內政部/kpi/1-1")
    Entry.objects.filter(rank=entry.rank).update(title="<b>斷絕毒品</b>")
    shown = page(search("毒品"))
    assert "&lt;b&gt;斷絕<mark>毒品</mark>&lt;/b&gt;" in shown


def test_filters_narrow_the_hits(search):
    everything = search("計畫", form="/search.json", kind="goal").json()
    assert {row["kind"] for row in everything["results"]} == {"goal"}
    narrowed = search("計畫", form="/search.json", agency="法務部", year=107).json()
    assert 0 < narrowed["total"] < 100
    assert {(row["fiscal_year"]) for row in narrowed["results"]} <= {107, None}
    assert all("法務部" in row["agency"] or row["kind"] == "agency" for row in narrowed["results"])


def test_a_common_word_says_more_than_and_turns_pages(search):
    shown = page(search("計"))
    assert "500" in shown
    assert 'rel="next"' in shown
    second = page(search("計", page=2))
    assert 'start="21"' in second
    assert page(search("計", page=25))
    assert search("計", page=26).status_code == 400


def test_of_too_many_hits_every_kind_is_offered_and_none_is_counted(search):
    data = search("計", form="/search.json").json()
    assert (data["complete"], data["kinds"]) == (False, None)
    shown = page(search("計"))
    for kind in ("indicator", "measure", "project", "goal", "section"):
        assert f"kind={kind}" in shown
    assert not re.search(r"kind=project\">[^<]*\d", shown)
    assert 'id="by-agency"' not in shown


def test_a_fictional_agency_says_so_wherever_it_is_offered(search):
    shown = page(search("線上"))
    offered = shown.split('id="by-agency"')[1]
    assert "agency=" + quote("示範部") in offered
    assert "<strong>" in offered


def test_nothing_found_is_said_and_filters_can_be_taken_off(search):
    shown = page(search("不存在的詞", year=107))
    assert 'id="results"' in shown
    assert "year=107" not in shown.split('id="results"')[1].split("</main>")[0]


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ({"query": "毒" * 201}, "q"),
        ({"query": "毒" * 10_000}, "q"),
        ({"query": " ".join("甲乙丙丁戊己庚辛壬癸子")}, "q"),
        ({"query": "毒", "kind": "ministry"}, "kind"),
        ({"query": "毒", "agency": "沒有這個機關"}, "agency"),
        ({"query": "毒", "year": 0}, "year"),
        ({"query": "毒", "year": "一百零七"}, "year"),
        ({"query": "毒", "page": 9}, "page"),
        ({"query": "毒", "sort": "name"}, "sort"),
    ],
)
@pytest.mark.parametrize("form", ["/search/", "/search.json"])
def test_what_cannot_be_used_is_refused_by_name(search, parameters, named, form):
    answer = search(form=form, **parameters)
    assert answer.status_code == 400
    assert f"「{named}」" in answer.content.decode() or f"“{named}”" in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    ['"', "*", "a OR b", "NEAR(", "\u202e毒\u200f", "😀", "％00", "'--", "words:毒", "\ufffd"],
)
def test_hostile_words_are_words(search, query):
    assert search(query).status_code == 200
    assert search(query, form="/search.json").status_code == 200


@pytest.mark.parametrize("raw", ["%ed%a0%80", "%ff", "%f0%9f", "+", "%E2%80%8B"])
def test_bytes_that_are_no_text_are_answered(client, sample_data, raw):
    assert client.get(f"/search/?q={raw}").status_code == 200


@pytest.mark.parametrize("query", ["毒品", "計", "法務部 毒品", "不存在的詞"])
def test_a_page_asks_at_most_twelve_queries(search, django_assert_max_num_queries, query):
    with django_assert_max_num_queries(12):
        page(search(query, year=107))


def test_the_data_forms_hold_every_hit(search):
    data = search("毒品", form="/search.json").json()
    assert data["complete"] is True
    assert data["total"] == len(data["results"]) == sum(data["kinds"].values())
    lines = b"".join(search("毒品", form="/search.csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(lines)))
    assert [row["identifier"] for row in rows] == [row["identifier"] for row in data["results"]]


def test_in_english_names_are_english_where_there_are_any(search, client):
    client.cookies["guankao_language"] = "en"
    shown = page(search("法務部"))
    assert ">Ministry of Justice</a>" in shown
    assert '<span class="small" lang="zh-Hant"><mark>法務部</mark></span>' in shown


def test_fictional_hits_say_so(search):
    rows = search("示範", form="/search.json").json()["results"]
    assert rows
    assert all(row["fictional"] for row in rows if "示範部" in row["agency"])
    assert '<strong class="small">' in page(search("示範部"))
    assert '<strong class="small">' not in page(search("內政部"))
