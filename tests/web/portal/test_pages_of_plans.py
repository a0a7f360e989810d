"""An agency's plan, its KPIs and projects, the action plan and the guidelines, page by page."""

import re

import pytest

from guankao.web.planning.models import Goal, Indicator, Section
from guankao.web.portal.templatetags.words import notes_left_out
from guankao.web.tracking.models import Measure, MeasureTarget
from guankao.web.tracking.verdicts import MeasureVerdict

pytestmark = pytest.mark.usefixtures("sample_data")

VERDICTS = tuple(verdict.value for verdict in MeasureVerdict)


def main_of(response):
    return response.content.decode().split("<main")[1].split("</main>")[0]


def text_of(response):
    """What a reader sees of the page's own part, in one line."""
    without_drawings = re.sub(r"<svg\b.*?</svg>", " ", main_of(response), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", without_drawings))


def test_an_agency_shows_its_goals_in_order_with_every_kpi(client):
    response = client.get("/107/法務部/")
    goals = Goal.objects.filter(plan__identifier="107/法務部").order_by("number")
    places = [main_of(response).index(f'id="goal-{goal.key}"') for goal in goals]
    assert places == sorted(places)
    for indicator in Indicator.objects.filter(plan__identifier="107/法務部"):
        assert f'id="kpi-{indicator.key}"' in main_of(response)
        assert indicator.target_text in text_of(response)


def test_a_kpi_row_says_direction_inferred_and_what_was_reached(client):
    main = main_of(client.get("/107/內政部/"))
    row = main.split('id="kpi-7-1"')[1].split("</tr>")[0]
    assert "90%" in row
    assert "越高越好" in row
    assert "推定" in row
    assert "較 105 年度已達數值寬鬆" in row
    assert re.search(r'<svg class="history"[^>]+aria-label="[^"]*91\.66%[^"]*90%"', row)
    written = main_of(client.get("/107/示範部/")).split('id="kpi-2-2"')[1].split("</tr>")[0]
    assert "越低越好" in written
    assert "推定" not in written


def test_an_agency_shows_parent_children_and_the_measures_it_answers_for(client):
    data = client.get("/107/法務部.json").json()
    assert data["parent"] == "行政院"
    assert "法務部行政執行署" in data["children"]
    assert data["measures"][0]["measures"] == 29
    html = main_of(client.get("/107/法務部/"))
    assert "/106/%E6%B3%95%E5%8B%99%E9%83%A8%E8%A1%8C%E6%94%BF%E5%9F%B7%E8%A1%8C%E7%BD%B2/" in html
    child = client.get("/106/法務部行政執行署.json").json()
    assert child["parent"] == "法務部"


def test_the_same_kpi_with_another_definition_is_pointed_out(client):
    assert "同名指標" in text_of(client.get("/107/法務部/"))
    assert "衡量標準不同" in text_of(client.get("/106/法務部行政執行署/"))
    page = text_of(client.get("/106/法務部行政執行署/kpi/1-1/"))
    assert "24.5%" in page
    assert "25%" in page
    assert "非線性組合" in page
    same = client.get("/107/法務部/kpi/8-1.json").json()["same_name"]
    assert [one["identifier"] for one in same] == ["106/法務部行政執行署/kpi/1-1"]


def test_a_name_that_all_agencies_share_leads_to_the_search(client):
    data = client.get("/107/內政部/kpi/7-1.json").json()
    assert data["same_name"] == []
    assert data["more_of_same_name"] == 31
    assert re.search(
        r'href="/search/\?q=[^"]+">[^<]*31', main_of(client.get("/107/內政部/kpi/7-1/"))
    )


def test_a_goal_leads_to_its_place_on_the_agency_page(client):
    response = client.get("/107/法務部/goal/3/")
    assert response.status_code == 302
    assert response.headers["Location"].endswith("/#goal-3")
    assert 'id="goal-3"' in main_of(client.get("/107/法務部/"))
    assert client.get("/107/法務部/goal/77/").status_code == 404


def test_a_kpi_says_everything_about_itself(client):
    page = text_of(client.get("/107/內政部/kpi/3-3/"))
    for words in ("280萬戶", "2,800,000", "至少", "推定", "256萬3,975戶", "統計數據", "3-2", "3-4"):
        assert words in page
    assert "運用既有之組織架構" in page
    data = client.get("/107/內政部/kpi/3-3.json").json()
    assert data["direction"]["written"] is False
    assert data["direction"]["word"]
    assert [past["value"] for past in data["history"]] == ["2223878", "2404070", "2563975"]
    assert len(data["projects"]) == 8


def test_a_target_that_cannot_be_read_says_why(client):
    Indicator.objects.filter(identifier="107/內政部/kpi/1-1").update(
        target_problem="no figure", target_value=None, comparator="", direction=""
    )
    assert "no figure" in text_of(client.get("/107/內政部/kpi/1-1/"))
    assert "未能判讀" in text_of(client.get("/107/內政部/"))
    assert client.get("/107/內政部/kpi/1-1/chart.json").status_code == 404


def test_a_project_shows_its_work_plan_and_the_kpis_it_serves(client):
    page = text_of(client.get("/106/法務部行政執行署/project/2-1/"))
    assert "行政執行機關擴（遷）建計畫" in page
    assert "提升執行案件有效結案率" in page
    assert "社會發展" in page
    nothing = client.get("/107/示範部/project/3-2/")
    assert "未將此重要計畫項目與關鍵績效指標關聯" in text_of(nothing)


def test_the_action_plan_counts_its_verdicts(client):
    data = client.get("/107/action-plan/integrity.json").json()
    assert len(data["measures"]) == 46
    assert data["verdicts"] == {
        verdict: Measure.objects.filter(verdict=verdict).count() for verdict in VERDICTS
    }
    assert sum(data["verdicts"].values()) == 46
    assert (data["verdicts"]["not_met"], data["verdicts"]["no_figure"]) == (2, 1)
    assert sum(data["verdicts_of_targets"].values()) == MeasureTarget.objects.count()
    html = main_of(client.get("/107/action-plan/integrity/"))
    shown = re.findall(r'verdict=(\w+)">(\d+)</a>', html)
    assert dict(shown) == {name: str(number) for name, number in data["verdicts"].items()}


def test_a_verdict_is_never_told_by_colour_alone(client):
    html = main_of(client.get("/107/action-plan/integrity/"))
    marks = re.findall(
        r'<span class="verdict verdict-([\w-]+)">(<svg.*?</svg>) ([^<]+)</span>', html
    )
    assert {word for _code, _shape, word in marks} == {
        "達成",
        "未達成",
        "無法判定",
        "單位不同",
        "未填報數值",
        "非數值",
        "無目標值",
    }
    assert len({shape for _code, shape, _word in marks}) == 7


@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_action_plan_filters_by_verdict(client, verdict):
    found = client.get(f"/107/action-plan/integrity.json?verdict={verdict}").json()["measures"]
    expected = Measure.objects.filter(verdict=verdict).values_list("key", flat=True)
    assert {measure["key"] for measure in found} == set(expected)


def test_a_verdict_that_leaves_something_open_says_why(client):
    assert "目標值為數值，但未填報數值。" in text_of(
        client.get("/107/action-plan/integrity/measure/12/")
    )
    assert "單位不同，請人工判斷。" in text_of(client.get("/107/action-plan/integrity/measure/17/"))


def test_the_action_plan_filters_by_agency_and_counts_within(client):
    data = client.get("/107/action-plan/integrity.json?agency=法務部").json()
    assert len(data["measures"]) == sum(data["verdicts"].values()) == 29
    for measure in data["measures"]:
        assert "法務部" in {one["name"] for one in measure["agencies"]}
    both = client.get("/107/action-plan/integrity.json?agency=法務部&verdict=not_met").json()
    assert [measure["verdict"] for measure in both["measures"]] == ["not_met"] * len(
        both["measures"]
    )
    assert both["verdicts"] == data["verdicts"]


def test_each_target_stands_beside_its_report(client):
    page = text_of(client.get("/107/action-plan/integrity/measure/1/"))
    assert re.search(r"達 70% ≥ 70 % 72\.69 % 達成", page)
    assert "文字敘述 無數值 非數值" in page
    rows = client.get("/107/action-plan/integrity/measure/1.json").json()["targets"]
    assert rows[0]["value"] == "70"
    assert rows[0]["reported"][0]["value"] == "72.69"


def test_a_day_is_told_in_both_countings(client):
    assert "108 年 9 月 11 日（2019-09-11）" in text_of(client.get("/107/action-plan/integrity/"))
    client.cookies["guankao_language"] = "en"
    assert (
        "年" not in text_of(client.get("/107/action-plan/integrity/")).split("2019-09-11")[0][-20:]
    )


def test_notes_that_a_standard_refers_to_and_the_plan_does_not_hold_are_missed(client):
    assert "註文未收錄" in text_of(client.get("/107/法務部/kpi/8-1/"))
    assert "註文未收錄" not in text_of(client.get("/107/法務部/kpi/1-1/"))


@pytest.mark.parametrize(
    ("standard", "note", "missed"),
    [
        ("件數【註1】÷件數【註 2】", "", True),
        ("件數【註1】", "註1：指有效件數", False),
        ("件數（註一）\n註一：指有效件數", "", False),
        ("件數（註1、註2）\n註1：指有效件數", "", True),
        ("件數，備註1格", "", False),
        ("註冊人數÷人口數", "", False),
    ],
)
def test_a_reference_to_a_note_counts_where_no_text_of_it_is_there(standard, note, missed):
    assert notes_left_out(Indicator(standard=standard, note=note)) is missed


def test_a_target_of_another_scale_than_its_history_is_told_in_base_units_too(client):
    indicator = Indicator.objects.get(identifier="107/內政部/kpi/1-1")
    Indicator.objects.filter(pk=indicator.pk).update(
        target_value="0.7", target_unit="萬人", target_base_value="7000", target_base_unit="人"
    )
    history = main_of(client.get("/107/內政部/kpi/1-1/")).split('id="history"')[1]
    assert re.search(r"0\.7<span>萬人</span> = 7,000<span>人</span>", history)


def test_the_guidelines_show_who_stands_under_a_section_and_why(client):
    data = client.get("/107/guidelines.json").json()
    assert len(data["sections"]) == Section.objects.count() == 8
    education = data["sections"][4]
    assert education["words"] == ["教育", "文化", "科技"]
    by_name = {one["agency"]: one["words"] for one in education["agencies"]}
    assert by_name["教育部"] == ["教育"]
    for agency in education["agencies"]:
        for goal in agency["goals"]:
            assert all(word in goal["title"] for word in goal["words"])
            assert goal["words"]
    assert not any(one["agency"].startswith("示範") for one in education["agencies"])
    assert "<mark>教育</mark>部" in main_of(client.get("/107/guidelines/"))


def test_a_section_of_any_size_shows_only_the_first(client, monkeypatch):
    monkeypatch.setattr("guankao.web.portal.queries.guidelines.MOST_MATCHES", 2)
    education = client.get("/107/guidelines.json").json()["sections"][4]
    shown = sum(len(one["goals"]) + bool(one["words"]) for one in education["agencies"])
    assert shown == 2
    assert education["shortened"] is True
    assert education["goal_count"] > 2


def test_a_section_leads_to_its_place(client):
    response = client.get("/107/guidelines/section/3/")
    assert response.headers["Location"] == "/107/guidelines/#section-3"
    assert client.get("/107/guidelines/section/99/").status_code == 404
