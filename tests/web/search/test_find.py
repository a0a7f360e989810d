"""The search finds what looking at every entry finds, in the same order, on every database.

The naive search knows nothing of indexes, so what equals it on SQLite and on PostgreSQL is the
same on both.
"""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from guankao.web.organizations.models import Agency
from guankao.web.search.folding import fold
from guankao.web.search.models import Entry
from guankao.web.search.queries import agencies_of, entries_of, find
from guankao.web.search.ranks import Kind, kind_of_rank
from guankao.web.search.words import TooManyWords
from web.search.naive_search import naive_ranks

pytestmark = pytest.mark.django_db

thorough = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(Kind),
        "agency": st.sampled_from(
            ["法務部", "內政部", "法務部行政執行署", "示範部", "各機關", "沒有"]
        ),
        "fiscal_year": st.sampled_from([106, 107, 108]),
        "fictional": st.sampled_from(["exclude", "include", "only"]),
    },
)
HOSTILE = [
    '"',
    '""',
    "'",
    "*",
    "^法",
    "法*",
    "法務 AND 部",
    "NEAR(法務 部)",
    "words : 法",
    "- + ( ) : {}",
    "%",
    "_",
    "\\",
    "￩法",
    "法￫",
    "ﷺ",
    "İ",
    "ß",
    "😀",
    "\u202e毒\u200f品",
    "\ud800",
    "\ufdd0",
    "e\u0301",
    "ｶﾞ",
    "毒" * 200,
]


def found(query, **filters):
    result = find(query, **filters)
    return result.ranks, result.complete


@pytest.fixture
def texts(sample_data):
    """Texts as people wrote them: titles, English titles and lines of other texts."""
    rows = Entry.objects.values_list("title", "title_en", "text", "agency")
    # Between the names of several agencies stands a mark that nobody wrote.
    lines = {
        line
        for *texts, agency in rows
        for text in (*texts, agency.replace("、", "\n"))
        for line in text.split("\n")
        if line
    }
    return sorted(lines)


@thorough
@given(data=st.data(), filters=FILTERS)
def test_any_part_of_a_text_finds_what_looking_at_everything_finds(texts, data, filters):
    words = []
    text = data.draw(st.sampled_from(texts))
    for _ in range(data.draw(st.integers(1, 2))):
        start = data.draw(st.integers(0, len(text) - 1))
        words.append(text[start : start + data.draw(st.integers(1, 6))])
    query = " ".join(words)
    assert found(query, **filters) == naive_ranks(query, **filters)


@thorough
@given(data=st.data())
def test_the_entry_itself_is_among_what_its_text_finds(texts, data):
    text = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, len(text) - 1))
    part = "".join(text[start : start + data.draw(st.integers(2, 12))].split())
    ranks, complete = found(part)
    if complete and fold(part):
        entries = entries_of(ranks)
        assert any(part in "".join(_all_text(entry).split()) for entry in entries)
        assert {entry.rank for entry in entries} == set(ranks)


def _all_text(entry):
    return "\n".join([entry.title, entry.title_en, entry.text, entry.agency, entry.agency_en])


@thorough
@given(query=st.one_of(st.sampled_from(HOSTILE), st.text(max_size=8)))
@example(query=" ".join(HOSTILE[:8]))
def test_whatever_is_typed_is_text_and_never_syntax(sample_data, query):
    try:
        result = found(query)
    except TooManyWords:
        assert len(query.split()) > 10
        return
    assert result == naive_ranks(query)


@pytest.mark.parametrize("query", ["毒", "年", "計畫", "法務部 毒品", "ministry", "推動 計畫 管理"])
@pytest.mark.parametrize("kind", [None, Kind.GOAL])
def test_common_and_rare_words_are_found_whole(sample_data, query, kind):
    ranks, complete = found(query, kind=kind)
    assert ranks or kind
    assert (ranks, complete) == naive_ranks(query, kind=kind)


def test_an_agency_comes_before_whatever_mentions_it(sample_data):
    first = entries_of(find("法務部").ranks[:3])
    assert [(entry.kind, entry.title) for entry in first[:2]] == [
        ("agency", "法務部"),
        ("agency", "法務部行政執行署"),
    ]


def test_kinds_are_counted_and_stand_in_their_order(sample_data):
    result = find("毒品")
    assert result.complete
    assert sum(result.kinds().values()) == result.total
    assert list(result.kinds()) == [kind for kind in Kind if kind in result.kinds()]
    assert {kind_of_rank(rank) for rank in result.ranks} == set(result.kinds())


def test_the_first_of_many_hits_are_not_counted_as_all(sample_data):
    result = find("計")
    assert not result.complete
    assert result.kinds() is None


@pytest.mark.parametrize("query", ["示範", "年", "示範部 計畫"])
def test_what_is_fictional_is_left_out_put_in_or_given_alone(sample_data, query):
    for fictional in ("exclude", "include", "only"):
        assert found(query, fictional=fictional) == naive_ranks(query, fictional=fictional)
    assert all(entry.fictional for entry in entries_of(find("示範", fictional="only").ranks))
    assert find("示範", fictional="only").total


def test_agencies_of_hits_are_those_with_most_of_them(sample_data):
    result = find("犯罪")
    assert result.complete
    agencies = agencies_of(result.ranks, most=3)
    assert agencies[0].name == "法務部"
    counted = Counter(
        entry.agency
        for entry in entries_of(result.ranks)
        if entry.kind in {"indicator", "project", "goal"}
    )
    numbers = [counted[agency.name] for agency in agencies]
    assert numbers == sorted(counted.values(), reverse=True)[:3]


def test_a_crowd_of_words_is_refused(sample_data):
    with pytest.raises(TooManyWords):
        find(" ".join("甲乙丙丁戊己庚辛壬癸子"))


def test_a_search_asks_little_of_the_database(sample_data, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        find("計畫", agency="法務部", fiscal_year=107)


def test_no_plan_of_a_common_word_reads_everything(sample_data):
    """SQLite walks its lists in rank order; a sort would mean that all hits were read first."""
    if connection.vendor != "sqlite":
        pytest.skip("a question of SQLite's plan; on PostgreSQL the way is chosen by frequency")
    from guankao.web.search.matching import sqlite

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sqlite._BY_TEXT}", ['words : "計畫"', 0, 2**62, 501])
        plan = " ".join(str(row[3]) for row in cursor.fetchall())
    assert "VIRTUAL TABLE INDEX" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize("few", [True, False])
@pytest.mark.parametrize("query", ["毒", "計畫", "法務部 毒品", "有效結案率", "不存在的詞"])
@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"agency": "法務部"},
        {"kind": Kind.PROJECT},
        {"fictional": "exclude"},
        {"fictional": "only", "fiscal_year": 107},
    ],
)
def test_both_ways_of_postgresql_find_the_same(sample_data, monkeypatch, few, query, filters):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one way")
    from guankao.web.search.matching import postgresql

    monkeypatch.setattr(postgresql, "are_few", lambda *_, **__: few)
    assert found(query, **filters) == naive_ranks(query, **filters)


def test_a_name_that_folds_to_more_than_an_index_holds_is_still_found(sample_data):
    from guankao.web.search.entries import LONGEST_NAME, entry_of_agency

    agency = Agency.objects.get(name="法務部")
    agency.name_en = "\ufdfa" * 190 + "終"
    entry = entry_of_agency(agency)
    assert len(entry.name_folded.encode()) <= LONGEST_NAME
    assert "終" in entry.text_folded
    Entry.objects.filter(rank=entry.rank).update(name_folded=entry.name_folded)
