"""The chart of a KPI: what it draws, and that every part of it can be drawn."""

from decimal import Decimal
from pathlib import Path

import pytest

from guankao.charts import Point, Series
from guankao.web.planning.models import HistoryValue, Indicator, Plan
from guankao.web.portal.charts import history_chart
from guankao.web.portal.series import series_of
from guankao.web.portal.vega import write_vega_script


def indicator(value, unit):
    return Indicator(
        plan=Plan(fiscal_year=107),
        target_text=f"{value}{unit}",
        target_value=value,
        target_unit=unit,
    )


def past(year, value, unit):
    return HistoryValue(fiscal_year=year, text=f"{value}{unit}", value=value, unit=unit)


def test_earlier_figures_come_to_the_scale_of_the_target():
    series = series_of(
        indicator(Decimal(280), "萬戶"),
        [past(105, Decimal(2563975), "戶"), past(104, Decimal("240.4"), "萬戶")],
    )
    assert [(one.fiscal_year, one.value) for one in series.points] == [
        (104, Decimal("240.4")),
        (105, Decimal("256.3975")),
    ]


def test_a_figure_in_another_unit_or_none_is_not_drawn():
    found = series_of(
        indicator(Decimal(90), "%"),
        [past(104, Decimal(12), "件"), past(105, None, ""), past(106, Decimal(88), "%")],
    )
    assert [one.fiscal_year for one in found.points] == [106]
    assert series_of(indicator(Decimal(90), "%"), [past(104, Decimal(12), "件")]) is None
    assert series_of(indicator(None, ""), [past(104, Decimal(12), "件")]) is None


def test_a_year_without_a_figure_keeps_its_place():
    series = Series((Point(103, "1", Decimal(1)),), 107, Decimal(2), "2件", "件")
    chart = history_chart(series)
    scale = chart["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert scale == ["103 (2014)", "104 (2015)", "105 (2016)", "106 (2017)", "107 (2018)"]


def test_the_chart_can_be_drawn_and_shows_the_documents_own_words():
    vl_convert = pytest.importorskip("vl_convert")
    series = Series(
        (Point(105, "256萬3,975戶", Decimal("256.3975")),), 107, Decimal(280), "280萬戶", "萬戶"
    )
    drawn = vl_convert.vegalite_to_svg({**history_chart(series), "width": 500})
    assert "256萬3,975戶" in drawn
    assert "280萬戶" in drawn


def test_the_page_offers_the_chart_only_where_there_is_a_history(client, sample_data):
    with_history = client.get("/107/內政部/kpi/1-1/").content.decode()
    assert "/kpi/1-1/chart.json" in with_history
    assert "vega-embed.js" in with_history
    chart = client.get("/107/內政部/kpi/1-1/chart.json")
    assert chart.headers["Content-Type"] == "application/json"
    assert chart.json()["layer"]
    without = client.get("/107/外交部/kpi/1-1/").content.decode()
    assert "chart.json" not in without
    assert "vega-embed.js" not in without
    assert client.get("/107/外交部/kpi/1-1/chart.json").status_code == 404


def test_the_chart_follows_the_language(client, sample_data):
    client.cookies["guankao_language"] = "en"
    english = client.get("/107/內政部/kpi/1-1/chart.json").content.decode()
    assert "Target: 7,144人" in english
    assert "Fiscal year" in english


def test_the_script_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    vl_convert = pytest.importorskip("vl_convert")
    path = write_vega_script(tmp_path)
    assert "vegaEmbed" in path.read_text(encoding="utf-8")
    assert [one.name for one in path.parent.iterdir()] == ["vega-embed.js"]

    def cut_off(_snippet: str) -> str:
        raise RuntimeError("the power went")

    monkeypatch.setattr(vl_convert, "javascript_bundle", cut_off)
    with pytest.raises(RuntimeError):
        write_vega_script(tmp_path / "second")
    assert not list(Path(tmp_path / "second").rglob("*.js*"))
