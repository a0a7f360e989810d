"""Charts as specifications and as SVG: what they show, and that it is always the same."""

import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import etree

from guankao.charts import (
    Point,
    Series,
    chart_words,
    draw_svg,
    history_chart,
    history_figure,
    series_in_words,
)
from guankao.charts.history import HEIGHT
from guankao.documents.fonts import SANS, SERIF

SERIES = Series(
    points=(Point(104, "75.2%", Decimal("75.2")), Point(106, "81%", Decimal(81))),
    fiscal_year=107,
    target=Decimal(85),
    target_text="85%",
    unit="%",
)
REACHED = replace(SERIES, actual=Point(107, "87.4%", Decimal("87.4")))


@pytest.fixture(autouse=True)
def drawer():
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")


def chart(series, language="zh-Hant"):
    return history_chart(series, chart_words(language))


def texts(svg):
    return [one.text for one in etree.fromstring(svg.encode()).iter("{*}text")]


def test_a_specification_is_plain_data():
    assert json.loads(json.dumps(chart(REACHED))) == chart(REACHED)


def test_the_drawing_shows_the_figures_in_the_documents_own_words():
    shown = texts(draw_svg(chart(REACHED)))
    for text in ("75.2%", "81%", "目標值：85%", "實際值：87.4%", "105 (2016)"):
        assert text in shown


def test_the_words_follow_the_language():
    shown = texts(draw_svg(chart(REACHED, "en")))
    assert {"Target: 85%", "Reached: 87.4%", "Fiscal year"} <= set(shown)


def test_nothing_reached_draws_nothing():
    assert not any("實際值" in (text or "") for text in texts(draw_svg(chart(SERIES))))


def heights(svg):
    """By its words: how far down a text of the marks stands."""
    found = {}
    for one in etree.fromstring(svg.encode()).iter("{*}text"):
        place = re.search(r"translate\([-\d.]+,([-\d.]+)\)", one.get("transform", ""))
        if place and one.text:
            found[one.text] = float(place[1])
    return found


@pytest.mark.parametrize(
    ("reached", "above"),
    [("87.4%", "實際值：87.4%"), ("84%", "目標值：85%")],
    ids=["surpassed", "missed"],
)
def test_target_and_what_was_reached_do_not_cover_each_other(reached, above):
    point = Point(107, reached, Decimal(reached.rstrip("%")))
    found = heights(draw_svg(chart(replace(SERIES, actual=point))))
    words = {text: down for text, down in found.items() if "值：" in text}
    assert min(words, key=words.get) == above
    assert max(words.values()) - min(words.values()) >= 24


@pytest.mark.parametrize("reached", ["60%", "99%"], ids=["lowest", "highest"])
def test_words_stay_off_the_axis(reached):
    point = Point(107, reached, Decimal(reached.rstrip("%")))
    found = heights(draw_svg(chart(replace(SERIES, actual=point))))
    assert all(8 <= down <= HEIGHT - 8 for text, down in found.items() if "值：" in text)


def test_the_same_chart_is_the_same_text_in_the_same_process():
    first = draw_svg(chart(SERIES))
    draw_svg(chart(REACHED))
    assert draw_svg(chart(SERIES)) == first


def test_the_drawing_names_only_the_packaged_fonts_and_is_as_wide_as_asked():
    drawn = draw_svg(chart(REACHED), width=400)
    assert set(re.findall(r'font-family="([^"]+)"', drawn)) == {SERIF, SANS}
    assert etree.fromstring(drawn.encode()).get("width") == "400"


def test_nothing_is_fetched():
    away = {"data": {"url": "https://data.example/figures.csv"}, "mark": "point"}
    with pytest.raises(ValueError, match="not allowed"):
        draw_svg(away)


def test_a_figure_says_in_words_what_it_shows():
    figure = history_figure(REACHED, "服務滿意度")
    assert figure.alternative == (
        "服務滿意度：104 年度 75.2%、106 年度 81%；107 年度目標值 85%，實際值 87.4%。"
    )
    assert figure.svg == draw_svg(chart(REACHED))


def test_the_sentence_exists_in_english_and_without_earlier_years():
    told = series_in_words(replace(SERIES, points=()), "Satisfaction", "en")
    assert told == "Satisfaction: no earlier figures; target of 107: 85%."
