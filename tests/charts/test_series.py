"""Which figures of a KPI can be drawn on one scale."""

from decimal import Decimal

import pytest

from guankao.charts import (
    Point,
    Series,
    Stated,
    chart_words,
    draw_svg,
    history_chart,
    indicator_series,
    series_in_words,
    series_of,
)
from guankao.documents import HistoryValue, Indicator
from guankao.figures import Quantity


def stated(year, value, unit):
    return Stated(year, f"{value}{unit}", Quantity(Decimal(value), unit))


def indicator(**changed):
    fields = {
        "key": "1-1",
        "goal": "1",
        "no": 1,
        "name": "完成接管戶數",
        "evaluation_arrangement": 1,
        "evaluation_method": "統計數據",
        "standard": "截至當年度累計接管戶數",
        "target": "12萬戶",
        "history": (
            HistoryValue(fiscal_year=106, value="98,500戶"),
            HistoryValue(fiscal_year=105, value="7.5萬戶"),
            HistoryValue(fiscal_year=104, value="未統計"),
        ),
    }
    return Indicator(**{**fields, **changed})


def test_years_come_in_order_and_on_the_scale_of_the_target():
    series = indicator_series(indicator(), 107)
    assert [(one.fiscal_year, one.value) for one in series.points] == [
        (105, Decimal("7.5")),
        (106, Decimal("9.85")),
    ]
    assert (series.target, series.unit, series.target_text) == (Decimal(12), "萬戶", "12萬戶")


def test_what_was_reached_is_on_the_same_scale():
    series = indicator_series(indicator(), 107, actual="123,000戶")
    assert series.actual.value == Decimal("12.3")
    assert series.actual.text == "123,000戶"


def test_what_was_reached_can_be_drawn_without_a_history():
    series = indicator_series(indicator(history=()), 107, actual="11萬戶")
    assert series.points == ()
    assert series.actual.value == 11


@pytest.mark.parametrize("actual", ["已完成", "80%"], ids=["no figure", "another unit"])
def test_what_cannot_be_compared_is_left_out(actual):
    assert indicator_series(indicator(), 107, actual=actual).actual is None


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"target": "完成法案送審"}, id="a deed"),
        pytest.param({"target": "10~20%"}, id="an unreadable target"),
        pytest.param({"history": ()}, id="no history"),
        pytest.param({"target": "90%"}, id="another unit throughout"),
    ],
)
def test_there_may_be_nothing_to_draw(changed):
    assert indicator_series(indicator(**changed), 107) is None


def test_a_figure_of_another_unit_leaves_the_others():
    series = series_of(
        107, Quantity(Decimal(90), "%"), "90%", [stated(105, 3, "件"), stated(106, 88, "%")]
    )
    assert [one.fiscal_year for one in series.points] == [106]


def test_no_line_leads_over_a_changed_definition():
    points = tuple(Point(year, f"{year}件", Decimal(year)) for year in (104, 105, 106, 107))
    series = Series(points, 109, Decimal(120), "120件", "件", breaks=(90, 106, 106, 200))
    assert series.drawn_breaks == (106,)
    assert [series.stretch_of(one.fiscal_year) for one in points] == [0, 0, 1, 1]
    drawn = history_chart(series, chart_words("zh-Hant"))
    line = next(one for one in drawn["layer"] if one["mark"]["type"] == "line")
    assert line["encoding"]["detail"]["field"] == "stretch"
    upright = next(one for one in drawn["layer"] if one["mark"].get("style") == "break")
    assert upright["encoding"]["x"]["bandPosition"] == 0
    assert "106" in series_in_words(series, "件數")
    assert "定義變更" in draw_svg(drawn)


def test_without_a_break_nothing_is_interrupted():
    points = (Point(106, "1件", Decimal(1)),)
    drawn = history_chart(Series(points, 107, Decimal(2), "2件", "件"), chart_words("en"))
    assert all(one["mark"].get("style") != "break" for one in drawn["layer"])
