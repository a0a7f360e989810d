"""The pages at the door: what a visitor gets for an address, with the sample's real plans."""

import csv
import io
import json
import re

import pytest
from django.urls import reverse

from guankao.web.planning.models import Goal, Indicator, Plan, Project
from guankao.web.planning.queries import YearOfPlans
from guankao.web.portal.addresses import address_of
from guankao.web.portal.queries.fiscal_years import year_to_open
from guankao.web.tracking.models import ActionPlan, Measure

pytestmark = pytest.mark.usefixtures("sample_data")

PAGES = (
    "/107",
    "/107/indicators",
    "/107/projects",
    "/107/guidelines",
    "/107/action-plan/integrity",
    "/107/action-plan/integrity/measure/1",
    "/107/法務部",
    "/107/法務部/history",
    "/107/guidelines/answers",
    "/107/guidelines/history",
    "/107/action-plan/integrity/history",
    "/107/內政部/kpi/1-1/history",
    "/106/法務部行政執行署",
    "/107/示範部",
    "/107/內政部/kpi/1-1",
    "/107/法務部/kpi/8-1",
    "/107/內政部/project/3-1",
)


def text_of(response):
    """What a reader sees, without the markup, in one line."""
    without_scripts = re.sub(r"<(head|svg)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", without_scripts))


def rows_of(response):
    body = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(body)))


def in_english(client):
    client.cookies["guankao_language"] = "en"


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_its_data_at_its_address(client, page):
    html, as_json, as_csv = (client.get(f"{page}{end}") for end in ("/", ".json", ".csv"))
    assert (html.status_code, as_json.status_code, as_csv.status_code) == (200, 200, 200)
    assert html.content.decode().count("<h1") == 1
    assert as_json.json()
    body = b"".join(as_csv.streaming_content)
    assert body.startswith(b"\xef\xbb\xbf")
    assert len(body.splitlines()) > 1
    for end in (".json", ".csv"):
        assert html.content.decode().count(f'href="{page}{end}"') == 2


@pytest.mark.parametrize("page", PAGES)
def test_every_page_asks_at_most_fifteen_queries(client, django_assert_max_num_queries, page):
    for end in ("/", ".json", ".csv"):
        with django_assert_max_num_queries(15):
            response = client.get(f"{page}{end}")
            b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("page", PAGES)
def test_an_unchanged_page_is_not_sent_again(client, page):
    first = client.get(f"{page}/")
    assert first.headers["ETag"]
    again = client.get(f"{page}/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    in_english(client)
    turned = client.get(f"{page}/", headers={"If-None-Match": first.headers["ETag"]})
    assert turned.status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_no_page_carries_style_or_script_of_its_own(client, page):
    html = client.get(f"{page}/").content.decode()
    assert not re.search(r"\sstyle=|<style\b|\son[a-z]+=|javascript:", html)
    assert all("src=" in tag for tag in re.findall(r"<script\b[^>]*>", html))
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html.split("</head>")[0])


def test_an_identifier_is_the_address_of_its_page(client):
    pages = [
        *Plan.objects.values_list("identifier", flat=True)[:3],
        *Indicator.objects.values_list("identifier", flat=True)[:3],
        *Project.objects.values_list("identifier", flat=True)[:3],
        *ActionPlan.objects.values_list("identifier", flat=True),
        *Measure.objects.values_list("identifier", flat=True)[:3],
    ]
    assert len(pages) == 13
    for identifier in pages:
        response = client.get(address_of(identifier))
        assert response.status_code == 200, identifier
        assert client.get(address_of(identifier)[:-1] + ".json").json()["identifier"] == identifier


def test_the_first_page_goes_on_to_the_fullest_recent_year(client):
    response = client.get("/")
    assert (response.status_code, response.headers["Location"]) == (302, "/107/")


@pytest.mark.parametrize(
    ("plans", "opened"),
    [
        ({107: 33, 106: 1}, 107),
        ({108: 1, 107: 33}, 107),
        ({108: 20, 107: 33}, 108),
        ({108: 0, 107: 1}, 107),
        ({}, None),
    ],
)
def test_a_single_early_plan_does_not_hide_a_whole_year(plans, opened):
    years = [YearOfPlans(year, number, 0) for year, number in plans.items()]
    assert year_to_open(years) == opened


def test_an_installation_without_plans_says_how_to_load_some(client, monkeypatch):
    monkeypatch.setattr("guankao.web.portal.views.fiscal_year.years_of_plans", list)
    response = client.get("/")
    assert response.status_code == 200
    assert "guankao load" in text_of(response)


def test_the_year_counts_what_the_plans_hold_and_nothing_fictional(client):
    figures = client.get("/107.json").json()["figures"]
    real = {"plan__fiscal_year": 107, "plan__fictional": False}
    assert figures["agencies"] == 33
    assert figures["goals"] == Goal.objects.filter(**real).count()
    assert figures["indicators"] == Indicator.objects.filter(**real).count() == 470
    assert figures["projects"] == Project.objects.filter(**real).count() == 1111
    assert Plan.objects.filter(fiscal_year=107).count() > 33


def test_each_figure_of_the_year_leads_to_the_list_that_it_counts(client):
    html = client.get("/107/").content.decode()
    links = re.findall(
        r'href="(/107/(?:indicators|projects)/\?[^"]+)">(?:<b>)?([^<]+)(?:</b>)?[^<]*</a>'
        r'(?:</th><td class="number">([\d,]+)</td>)?',
        html,
    )
    assert len(links) == 4 + 3 + 4 + 3 + 1
    for address, words, figure in links:
        counted = int(re.sub(r"\D", "", figure or words))
        page, _question, query = address.partition("?")
        found = client.get(f"{page[:-1]}.json?{query}").json()
        assert found["count"] == counted, address


def test_the_table_of_agencies_sorts(client):
    first = re.compile(r'<tbody>\s*<tr>\s*<th scope="row"><a [^>]+>([^<]+)')
    table = client.get("/107/?sort=-projects").content.decode().split('id="agencies"')[1]
    assert first.search(table)[1] == "教育部"
    assert re.search(r'aria-sort="descending"[^>]*><a id="sort-projects"', table)
    assert "?sort=projects" in table
    turned = client.get("/107/?sort=projects").content.decode().split('id="agencies"')[1]
    assert re.search(r'aria-sort="ascending"[^>]*><a id="sort-projects"', turned)
    in_book_order = [one["agency"]["name"] for one in client.get("/107.json").json()["agencies"]]
    assert in_book_order[:3] == ["內政部", "外交部", "國防部"]


def test_the_demonstration_stands_apart_and_says_so(client):
    data = client.get("/107.json").json()
    assert [one["agency"]["name"] for one in data["demonstration"]] == ["示範部", "示範署"]
    assert not any(one["fictional"] for one in data["agencies"])
    assert not any(row["agency"].startswith("示範") for row in rows_of(client.get("/107.csv")))


@pytest.mark.parametrize(
    "address",
    [
        "/107/示範部/",
        "/107/示範部/kpi/1-1/",
        "/107/示範署/project/1-1/",
        "/107/indicators/?agency=示範部",
        "/107/projects/?agency=示範署",
    ],
)
def test_every_page_with_made_up_figures_says_so(client, address):
    assert "notice-fictional" in client.get(address).content.decode()
    in_english(client)
    assert "Fictional." in text_of(client.get(address))


def test_lists_leave_the_demonstration_out_unless_it_is_asked_for(client):
    everything = rows_of(client.get("/107/indicators.csv"))
    assert len(everything) == 470
    assert {row["fictional"] for row in everything} == {"false"}
    asked = rows_of(client.get("/107/indicators.csv?agency=示範部"))
    assert {row["fictional"] for row in asked} == {"true"}


@pytest.mark.parametrize(
    ("query", "condition"),
    [
        ("kind=survey", lambda row: row["kind"] == "survey"),
        ("direction=lower", lambda row: row["direction"] == "lower"),
        ("direction=other", lambda row: row["direction"] not in {"lower", "higher"}),
        ("inferred=no", lambda row: row["direction_written"] == "true"),
        ("linkage=public-construction", lambda row: "public-construction" in row["linkage"]),
        ("only=without-project", lambda row: row["project_count"] == "0"),
        ("only=below-reached", lambda row: row["surpassed_in"] != ""),
        ("agency=外交部", lambda row: row["agency"] == "外交部"),
        ("agency=外交部&kind=count", lambda r: (r["agency"], r["kind"]) == ("外交部", "count")),
    ],
)
def test_a_list_of_kpis_holds_what_its_filters_say_and_all_of_it(client, query, condition):
    everything = rows_of(client.get("/107/indicators.csv"))
    found = rows_of(client.get(f"/107/indicators.csv?{query}"))
    assert found == [row for row in everything if condition(row)]
    assert 0 < len(found) < len(everything)


@pytest.mark.parametrize(
    ("query", "condition"),
    [
        ("category=social-development", lambda row: row["category"] == "social-development"),
        ("only=without-indicator", lambda row: row["indicators"] == ""),
        ("agency=財政部", lambda row: row["agency"] == "財政部"),
    ],
)
def test_a_list_of_projects_holds_what_its_filters_say_and_all_of_it(client, query, condition):
    everything = rows_of(client.get("/107/projects.csv"))
    found = rows_of(client.get(f"/107/projects.csv?{query}"))
    assert len(everything) == 1111
    assert found == [row for row in everything if condition(row)]
    assert 0 < len(found) < len(everything)


def test_pages_of_a_list_join_without_gap_or_overlap(client):
    first = client.get("/107/indicators.json").json()
    assert (first["count"], first["pages"]) == (470, 10)
    pages = [client.get(f"/107/indicators.json?page={n}").json() for n in range(1, 11)]
    together = [one["identifier"] for page in pages for one in page["indicators"]]
    assert together == [row["identifier"] for row in rows_of(client.get("/107/indicators.csv"))]
    links = client.get("/107/indicators/?kind=formula&page=2").content.decode()
    assert 'href="?kind=formula&amp;page=3"' in links
    assert 'href="?kind=formula"' in links


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("/107/?sort=beauty", "sort"),
        ("/107/?page=0", "page"),
        ("/107/?page=2", "page"),
        ("/107/?page=x", "page"),
        ("/107/indicators/?kind=poem", "kind"),
        ("/107/indicators/?agency=內政", "agency"),
        ("/107/indicators/?page=11", "page"),
        ("/107/indicators/?kind=count&kind=survey", "kind"),
        ("/107/projects/?categorie=other", "categorie"),
        ("/107/action-plan/integrity/?verdict=fine", "verdict"),
        ("/107/action-plan/integrity/?agency=臺灣省政府", "agency"),
        ("/107/法務部/?q=x", "q"),
        ("/107/內政部/kpi/1-1/?page=1", "page"),
    ],
)
def test_a_bad_parameter_is_refused_by_name(client, address, named):
    response = client.get(address)
    assert response.status_code == 400
    assert f"「{named}」" in text_of(response)
    path, _question, query = address.partition("?")
    as_json = client.get(f"{path[:-1]}.json?{query}")
    assert as_json.status_code == 400
    error = as_json.json()["error"]
    assert error["parameter"] == named
    assert error["message"].startswith(f"網址中的參數「{named}」")


def test_an_error_as_data_says_why(client):
    error = client.get("/107/indicators.json?page=0").json()["error"]
    assert error["message"].endswith("不得小於 1。")
    assert client.get("/105/內政部.json").json()["error"]["parameter"] is None


@pytest.mark.parametrize(
    ("address", "goes_on_to"),
    [
        ("/107/indicators/?agency=&kind=count&direction=", "/107/indicators/?kind=count"),
        ("/107/projects/?agency=&category=", "/107/projects/"),
        (
            "/107/action-plan/integrity/?agency=&verdict=met",
            "/107/action-plan/integrity/?verdict=met",
        ),
        ("/search/?q=%E6%AF%92&kind=&year=", "/search/?q=%E6%AF%92"),
    ],
)
def test_blank_filters_do_not_stay_in_the_address(client, address, goes_on_to):
    response = client.get(address)
    assert (response.status_code, response.headers["Location"]) == (302, goes_on_to)
    assert client.get(goes_on_to).status_code == 200


def test_projects_come_by_the_same_few_queries_however_many(
    client, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr("guankao.web.portal.views.lists.ROWS_AT_A_TIME", 10)
    with django_assert_max_num_queries(12):
        rows = rows_of(client.get("/107/projects.csv"))
    listed = [
        project
        for number in range(1, 24)
        for project in client.get(f"/107/projects.json?page={number}").json()["projects"]
    ]
    assert [row["identifier"] for row in rows] == [one["identifier"] for one in listed]
    assert [row["indicators"] for row in rows] == [
        "; ".join(one.rpartition("/")[2] for one in project["indicators"]) for project in listed
    ]


@pytest.mark.parametrize(
    ("address", "searched"),
    [
        ("/107/內政郶/", "內政郶"),
        ("/107/內政郶.csv/", "內政郶"),
        ("/107/內政部/kpi/9-9/", "9-9"),
        ("/999/", ""),
        ("/107/action-plan/nothing/", "nothing"),
        ("/106/guidelines/", "guidelines"),
        ("/0107/", ""),
    ],
)
def test_what_is_not_there_is_answered_with_a_search(client, address, searched):
    response = client.get(address)
    assert response.status_code == 404
    box = re.search(r'<input id="search-words"[^>]*value="([^"]*)"', response.content.decode())
    assert box
    assert searched in {box[1], ""}
    assert client.get(address[:-1] + ".json").status_code == 404


def test_a_year_without_its_plan_leads_to_those_it_has(client):
    response = client.get("/105/內政部/kpi/1-1/")
    assert response.status_code == 404
    assert f'href="{reverse("agency", args=[107, "內政部"])}"' in response.content.decode()
    assert "107 年度" in text_of(response)


def test_cells_of_a_spreadsheet_are_harmless(client):
    Indicator.objects.filter(identifier="107/內政部/kpi/1-1").update(name="=1+1")
    names = [row["name"] for row in rows_of(client.get("/107/內政部.csv"))]
    assert names[0] == "'=1+1"
    assert client.get("/107/內政部/kpi/1-1.json").json()["name"] == "=1+1"


def test_the_language_turns_and_stays(client):
    assert client.get("/107/法務部/").content.decode().count('<html lang="zh-Hant">') == 1
    chosen = client.get("/107/indicators/?kind=survey&lang=en")
    assert chosen.status_code == 302
    assert chosen.headers["Location"] == "/107/indicators/?kind=survey"
    english = client.get("/107/法務部/").content.decode()
    assert '<html lang="en">' in english
    assert "Ministry of Justice" in english
    back = re.search(r'href="(\?[^"]+)" hreflang="zh-Hant"', english)[1]
    assert client.get(f"/107/法務部/{back}").cookies["guankao_language"].value == "zh-hant"


def test_chinese_texts_on_an_english_page_say_that_they_are(client):
    in_english(client)
    main = client.get("/107/內政部/").content.decode().split("<main")[1].split("</main>")[0]
    for text in re.findall(r">([^<]*[\u4e00-\u9fff][^<]*)<", main):
        tag = main[: main.index(f">{text}<")].rpartition("<")[2]
        assert 'lang="zh-Hant"' in tag, text
    assert '<h3 id="goal-1-title"><span class="ordinal">1</span> <span lang="zh-Hant">' in main


def test_every_figure_in_json_is_exact_text(client):
    data = json.loads(client.get("/107/內政部.json").content, parse_float=pytest.fail)
    target = data["goals"][2]["indicators"][2]["target"]
    assert target == {
        "text": "280萬戶",
        "comparator": ">=",
        "value": "280",
        "unit": "萬戶",
        "base_value": "2800000",
        "base_unit": "戶",
        "problem": "",
    }
    assert (data["fiscal_year"], data["ce_year"]) == (107, 2018)
