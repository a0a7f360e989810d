"""A KPI through the years: targets, results, and the years in which its definition changed."""

from __future__ import annotations

import html
import re

import pytest

from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.planning.models import Indicator
from guankao.web.publishing.actions import publish
from guankao.web.publishing.models import SeriesYear
from web.drafts_of_tests import AGENCY, YEAR, retold, sample_plan, year_after

pytestmark = pytest.mark.django_db
KEY = sample_plan().indicators[0].key
PAGE = f"/{YEAR + 2}/{AGENCY}/kpi/{KEY}/"


def text_of(answer) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def first_year():
    return retold(
        sample_plan(),
        KEY,
        name="民眾申辦案件滿意度",
        standard="（滿意件數÷調查件數）×100%",
        target="80%",
        history=({"fiscal_year": YEAR - 1, "value": "78%"},),
    )


@pytest.fixture
def three_years(sample_data):
    """Three years' plans; the KPI is counted otherwise from the third on."""
    first = first_year()
    second = year_after(
        first,
        target="82%",
        history=(
            {"fiscal_year": YEAR - 1, "value": "78%"},
            {"fiscal_year": YEAR, "value": "81%"},
        ),
    )
    third = year_after(
        second,
        target="70%",
        standard="（30日內結案件數÷受理件數）×100%",
        year_targets=({"fiscal_year": YEAR + 3, "target": "75%"},),
    )
    for plan in (first, second, third):
        publish(plan, by=COMMAND_LINE)
    return first, second, third


def test_the_same_kpi_is_one_series_and_breaks_where_its_definition_changed(three_years):
    rows = SeriesYear.objects.filter(series=f"{YEAR}/{AGENCY}/kpi/{KEY}").order_by("fiscal_year")
    assert [(row.fiscal_year, row.breaks) for row in rows] == [
        (YEAR, []),
        (YEAR + 1, []),
        (YEAR + 2, ["formula"]),
    ]
    assert [row.before for row in rows][1:] == [
        f"{YEAR}/{AGENCY}/kpi/{KEY}",
        f"{YEAR + 1}/{AGENCY}/kpi/{KEY}",
    ]


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_the_page_tells_the_years_with_the_break_between_them(client, three_years, language):
    client.cookies["guankao_language"] = language
    answer = client.get(PAGE)
    said = text_of(answer)
    table = said[said.rindex("歷年數值" if language == "zh-hant" else "Through the years") :]
    changed = {"zh-hant": "定義變更", "en": "Definition changed"}[language]
    # The break stands in the table in words, before the year from which on it holds.
    assert table.index("81%") < table.index(changed) < table.index("70%")
    assert "75%" in table
    assert f"/differences/?before={YEAR + 1}#kpi-{KEY}" in answer.content.decode()


def test_the_chart_has_the_figures_of_the_table_and_is_interrupted(client, three_years):
    years = client.get(f"{PAGE[:-1]}.json").json()["years"]
    assert [
        (one["fiscal_year"], (one["reached"] or {}).get("text"), (one["target"] or {}).get("text"))
        for one in years
    ] == [
        (YEAR - 1, "78%", None),
        (YEAR, "81%", "80%"),
        (YEAR + 1, None, "82%"),
        (YEAR + 2, None, "70%"),
        (YEAR + 3, None, None),
    ]
    assert years[3]["definition_changed"][0]["reasons"] == ["formula"]
    assert years[4]["planned"]["text"] == "75%"
    drawn = client.get(f"{PAGE}chart.json").json()
    marks = [
        layer["mark"].get("style") for layer in drawn["layer"] if isinstance(layer["mark"], dict)
    ]
    assert "break" in marks
    shown = str(drawn["datasets"])
    for text in ("78%", "81%", "80%", "82%", "70%", "75%", "定義變更"):
        assert text in shown


def test_an_earlier_plan_shows_what_later_plans_say_it_reached(client, three_years):
    years = client.get(f"/{YEAR}/{AGENCY}/kpi/{KEY}.json").json()["years"]
    own = next(one for one in years if one["fiscal_year"] == YEAR)
    assert own["reached"]["text"] == "81%"
    assert own["reached_stated_in"].startswith(f"{YEAR + 2}/")


def test_a_year_published_between_two_is_put_between_them(client, sample_data):
    first = first_year()
    second = year_after(first, standard="（滿意件數÷回收件數）×100%")
    third = year_after(second)
    for plan in (third, first):
        publish(plan, by=COMMAND_LINE)
    series = f"{YEAR}/{AGENCY}/kpi/{KEY}"
    assert SeriesYear.objects.get(series=series, fiscal_year=YEAR + 2).breaks == ["formula"]
    publish(second, by=COMMAND_LINE)
    broken = SeriesYear.objects.filter(series=series, broken=True)
    assert [row.fiscal_year for row in broken] == [YEAR + 1]


def test_an_amendment_that_changes_the_definition_breaks_the_series_within_the_year(
    client, sample_data
):
    plan = first_year()
    publish(plan, by=COMMAND_LINE)
    changed = retold(plan, KEY, standard="（30日內結案件數÷受理件數）×100%")
    publish(changed, by=COMMAND_LINE, reason="改以結案時效衡量")
    row = SeriesYear.objects.get(indicator__identifier=f"{YEAR}/{AGENCY}/kpi/{KEY}")
    assert row.amended == [{"version": 2, "reasons": ["formula"]}]
    # Another amendment that leaves the KPI as it is does not take the break away.
    publish(
        changed.model_copy(update={"introduction": ("前言。",)}), by=COMMAND_LINE, reason="補前言"
    )
    row = SeriesYear.objects.get(indicator__identifier=f"{YEAR}/{AGENCY}/kpi/{KEY}")
    assert row.amended == [{"version": 2, "reasons": ["formula"]}]
    page = client.get(f"/{YEAR}/{AGENCY}/kpi/{KEY}/").content.decode()
    assert f"?before={YEAR}v1&amp;after={YEAR}v2#kpi-{KEY}" in page
    # Nor does the next year's plan.
    publish(year_after(changed), by=COMMAND_LINE)
    assert [row.fiscal_year for row in SeriesYear.objects.filter(broken=True)] == [YEAR]


def test_the_marks_of_lists_show_the_break(client, three_years):
    for address in (f"/{YEAR + 2}/{AGENCY}/", f"/{YEAR + 2}/indicators/?agency={AGENCY}"):
        page = client.get(address).content.decode()
        assert 'class="break-line"' in page, address
        assert f"{YEAR + 2} 年度定義變更" in page


def test_what_a_plan_states_beyond_its_table_is_shown(client, sample_data):
    plan = retold(
        first_year(),
        KEY,
        owner="綜合規劃組",
        data_source="案件管理系統",
        data_quality="不含離線案件",
        result_level="outcome",
        accumulation="average",
        baseline={"fiscal_year": YEAR - 2, "value": "74%"},
        weaker_target_reason="受理量倍增",
    )
    publish(plan, by=COMMAND_LINE)
    said = text_of(client.get(f"/{YEAR}/{AGENCY}/kpi/{KEY}/"))
    for words in ("綜合規劃組", "案件管理系統", "不含離線案件", "成果", "74%", "受理量倍增"):
        assert words in said
    row = Indicator.objects.get(identifier=f"{YEAR}/{AGENCY}/kpi/{KEY}")
    assert (row.accumulation, row.baseline_year) == ("average", YEAR - 2)


def test_the_page_asks_few_queries_however_many_years_there_are(
    client, three_years, django_assert_max_num_queries
):
    with django_assert_max_num_queries(16):
        assert client.get(PAGE).status_code == 200
