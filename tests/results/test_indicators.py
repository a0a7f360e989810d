"""The result of a KPI: year to date, light, and what is wrong with the report."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guankao.calendars import ReportField, period_of
from guankao.figures import PeriodKind
from guankao.results import (
    Against,
    ReportProblemCode,
    compute_indicator,
    definition_of,
    hindering,
)
from guankao.scoring import Light, Scheme, scheme_for
from results.reports_of_tests import YEAR, counted, counts, kpi, past, states

Code = ReportProblemCode
SCHEME: Scheme = scheme_for("plan", YEAR)


def outcome(indicator, *reports, **more):
    """Of as many quarters as there are reports, the last of them being reported on."""
    return compute_indicator(
        definition_of(indicator, YEAR),
        reports,
        period=period_of(YEAR, f"quarter-{len(reports)}"),
        scheme=SCHEME,
        **more,
    )


def codes(found) -> list[Code]:
    return [one.code for one in found.problems]


def test_a_rate_of_the_year_is_made_of_sums_and_not_of_rates():
    found = outcome(kpi(), states(1, 10), states(90, 90))
    assert found.value == 91
    assert found.values == {"及格人數": 91, "到考人數": 100}
    assert (found.light, found.against) == (Light.GREEN, Against.TARGET)
    assert found.steps[0].figures == "91÷100"
    assert found.example
    assert codes(found) == []


@pytest.mark.parametrize(
    ("rule", "value"),
    [("sum", 12), ("latest", 7), ("average", 4), ("stock_at_end", 7)],
)
def test_periods_come_together_by_the_rule_of_the_kpi(rule, value):
    figures = [counts(0), counts(5), counts(7, reason="更正。")]
    assert outcome(counted(accumulation=rule), *figures).value == value


def test_inputs_come_together_before_the_formula_runs():
    found = outcome(kpi(accumulation="average"), states(1, 10), states(90, 90))
    assert found.value == 91
    assert outcome(kpi(accumulation="latest"), states(1, 10), states(45, 50)).value == 90


def test_a_zero_is_a_figure_and_a_blank_is_none():
    zero = outcome(counted(), counts(0), counts(0))
    assert zero.value == 0
    assert Code.FIGURE_MISSING not in codes(zero)
    blank = outcome(counted(), counts(0), counts(None))
    assert blank.value is None
    assert blank.light is Light.WHITE
    assert codes(blank) == [Code.FIGURE_MISSING]


def test_an_input_that_is_not_stated_is_named():
    found = outcome(kpi(), states(None, 60))
    assert [(one.code, one.field) for one in found.problems] == [
        (Code.INPUT_MISSING, "inputs.及格人數")
    ]
    assert "及格人數" in found.problems[0].message.zh
    assert "及格人數" in found.problems[0].message.en
    assert hindering(found.problems) == found.problems
    assert found.light is Light.WHITE


def test_a_sum_without_an_earlier_period_is_unknown_and_says_which():
    found = outcome(kpi(), states(9, 10), None, states(9, 10))
    assert found.value is None
    assert found.light is Light.WHITE
    [missing] = found.problems
    assert missing.code is Code.PERIODS_MISSING
    assert "第2季" in missing.message.zh
    assert "quarter 2" in missing.message.en
    assert not hindering(found.problems), "the agency cannot mend it in this report"
    assert outcome(kpi(accumulation="latest"), None, states(9, 10)).value == 90


def test_what_an_earlier_report_states_is_still_missing_in_this_one():
    found = outcome(kpi(), states(9, 10), states(9, None))
    assert (Code.INPUT_MISSING, "inputs.到考人數") in [
        (one.code, one.field) for one in found.problems
    ]


def test_a_division_by_nothing_is_a_problem_and_no_result():
    found = outcome(kpi(), states(0, 0))
    assert codes(found) == [Code.DIVISION_BY_ZERO]
    assert "到考人數" in found.problems[0].message.zh
    assert (found.value, found.light) == (None, Light.WHITE)


def test_an_input_that_the_standard_does_not_have_is_refused():
    stranger = states(9, 10).model_copy(
        update={
            "indicator": states(9, 10).indicator.model_copy(
                update={
                    "inputs": (
                        *states(9, 10).indicator.inputs,
                        states(1).indicator.inputs[0].model_copy(update={"name": "缺考人數"}),
                    )
                }
            )
        }
    )
    [found] = outcome(kpi(), stranger).problems
    assert (found.code, found.field) == (Code.INPUT_UNKNOWN, "inputs.缺考人數")


def test_widths_of_letters_do_not_make_another_input():
    indicator = kpi(standard="（Ａ案件數÷Ｂ案件數）×100%")
    [numerator, denominator] = definition_of(indicator, YEAR).asked
    report = states(9, 10)
    inputs = tuple(
        one.model_copy(update={"name": name})
        for one, name in zip(report.indicator.inputs, ("A案件數", "B案件數"), strict=True)
    )
    other = report.model_copy(
        update={"indicator": report.indicator.model_copy(update={"inputs": inputs})}
    )
    found = outcome(indicator, other)
    assert found.value == 90
    assert set(found.values) == {numerator, denominator}


def test_a_count_is_held_against_the_months_gone_by_and_a_rate_against_the_target():
    slow = outcome(counted(), counts(20, reason="受疫情影響。"), counts(25))
    assert (slow.value, slow.against) == (45, Against.PACE)
    assert slow.light is Light.YELLOW
    assert slow.achievement.ratio == Decimal("0.45")
    assert outcome(counted(), counts(25)).light is Light.GREEN
    assert outcome(kpi(), states(90, 100)).light is Light.GREEN
    assert outcome(counted(accumulation="stock_at_end"), counts(25)).against is Against.TARGET


def test_at_the_end_of_the_year_everything_is_held_against_the_target():
    found = outcome(counted(), counts(20), counts(20), counts(20), counts(39))
    assert (found.value, found.against, found.light) == (99, Against.TARGET, Light.YELLOW)


def test_nobody_guesses_how_periods_add_up():
    found = outcome(counted(accumulation=None), counts(80))
    assert (found.against, found.light) == (Against.NOTHING, Light.WHITE)
    assert codes(found) == [Code.ACCUMULATION_UNKNOWN]
    assert not hindering(found.problems)
    at_end = outcome(counted(accumulation=None), *[counts(figure) for figure in (1, 50, 80, 100)])
    assert (at_end.value, at_end.light) == (100, Light.GREEN)


def test_less_is_better_where_the_target_says_so():
    fewer = counted(name="事故件數", standard="事故件數", target="20件以下")
    best = outcome(fewer, counts(2), counts(3), counts(5), counts(5))
    assert (best.value, best.light) == (15, Light.GREEN)
    assert best.achievement.ratio == 1
    worse = outcome(fewer, counts(2), counts(3), counts(5), counts(15, reason="天候。"))
    assert worse.light is Light.YELLOW
    assert outcome(fewer, counts(6, reason="天候。")).light is Light.YELLOW, "5 belong to a quarter"


def test_red_asks_for_a_reason():
    found = outcome(kpi(), states(1, 10))
    assert found.light is Light.RED
    assert codes(found) == [Code.RED, Code.REASON_MISSING]
    assert [one.field for one in hindering(found.problems)] == ["reason"]
    assert codes(outcome(kpi(), states(1, 10, reason="名冊更正。"))) == [Code.RED]


def test_a_part_above_its_whole_is_asked_about():
    [found] = outcome(kpi(), states(11, 10)).problems
    assert (found.code, dict(found.facts)) == (Code.PART_ABOVE_WHOLE, {"part": "11", "whole": "10"})
    assert not hindering([found])
    assert outcome(kpi(), states(10, 10)).problems == ()
    above = kpi(standard="實際人數÷預計人數×100%", target="110%")
    report = states(12, 10)
    names = ("實際人數", "預計人數")
    inputs = tuple(
        one.model_copy(update={"name": name})
        for one, name in zip(report.indicator.inputs, names, strict=True)
    )
    of_another = report.model_copy(
        update={"indicator": report.indicator.model_copy(update={"inputs": inputs})}
    )
    assert outcome(above, of_another).problems == ()


def test_parts_above_their_total_are_asked_about():
    indicator = kpi(standard="（甲案件數＋乙案件數）÷總案件數×100%")
    report = states(1, 10)
    one = report.indicator.inputs[0]
    inputs = tuple(
        one.model_copy(update={"name": name, "value": Decimal(value)})
        for name, value in (("甲案件數", 7), ("乙案件數", 5), ("總案件數", 10))
    )
    changed = report.indicator.model_copy(update={"inputs": inputs})
    found = outcome(indicator, report.model_copy(update={"indicator": changed}))
    assert codes(found) == [Code.PARTS_ABOVE_TOTAL]


def test_growth_is_no_part():
    indicator = kpi(standard="（本年度人數－去年度人數）÷去年度人數×100%", target="5%")
    report = states(1, 10)
    one = report.indicator.inputs[0]
    inputs = tuple(
        one.model_copy(update={"name": name, "value": Decimal(value)})
        for name, value in (("本年度人數", 30), ("去年度人數", 10))
    )
    changed = report.indicator.model_copy(update={"inputs": inputs})
    found = outcome(indicator, report.model_copy(update={"indicator": changed}))
    assert (found.value, found.problems) == (200, ())


def test_what_counts_from_the_start_of_the_year_falls_only_with_a_reason():
    since_january = counted(accumulation="latest")
    fallen = outcome(since_january, counts(60), None, counts(80, reason="x"), counts(79))
    assert codes(fallen) == [Code.CUMULATIVE_FALLS, Code.RED, Code.REASON_MISSING]
    assert fallen.problems[0].facts["before"] == "80"
    corrected = outcome(since_january, counts(60), counts(59, reason="重複計列，更正。"))
    assert codes(corrected) == [Code.CUMULATIVE_FALLS]
    assert not hindering(corrected.problems)
    assert codes(outcome(counted(accumulation="sum"), counts(60), counts(59))) == []


def test_far_from_earlier_years_is_asked_about():
    indicator = counted(
        accumulation="latest", target="90場", history=past("98場", "101場", "99場", "102場")
    )
    quarters = [counts(30), counts(60), counts(90)]
    usual = outcome(indicator, *quarters, counts(103))
    assert codes(usual) == []
    far = outcome(indicator, *quarters, counts(400))
    assert codes(far) == [Code.FAR_FROM_HISTORY, Code.REASON_MISSING]
    assert {"value", "low", "high"} == set(far.problems[0].facts)
    interim = outcome(
        indicator, counts(40), earlier=dict(enumerate(map(Decimal, (5, 6, 5, 7)), start=108))
    )
    assert Code.FAR_FROM_HISTORY in codes(interim)
    assert codes(outcome(indicator, counts(40))) == []


def test_units_convert_where_that_is_exact_and_are_refused_where_not():
    money = counted(name="投資金額", standard="投資金額", target="8億元")
    report = counts(200000000, "元")
    assert outcome(money, report).value == 2
    other = outcome(money, counts(5, "件"))
    assert codes(other) == [Code.UNITS_DIFFER]
    assert (other.value, other.light) == (None, Light.WHITE)


def test_the_calendar_can_ask_for_more():
    fields = (ReportField.FIGURES, ReportField.DATA_QUALITY, ReportField.EVIDENCE)
    found = outcome(kpi(), states(9, 10), fields=fields)
    assert [one.field for one in found.problems] == ["data_quality", "evidence"]
    assert {one.code for one in found.problems} == {Code.FIELD_MISSING}


def test_a_target_that_cannot_be_read_gives_no_light():
    found = outcome(counted(target="人次"), counts(5))
    assert (found.value, found.light) == (5, Light.WHITE)


FIGURES = st.lists(st.integers(0, 10**9), min_size=4, max_size=4)


@settings(deadline=None)
@given(FIGURES)
def test_a_sum_grows_from_quarter_to_quarter(figures):
    reports = [counts(figure, reason="說明。") for figure in figures]
    values = [outcome(counted(), *reports[:n]).value for n in range(1, 5)]
    assert values == [sum(figures[:n]) for n in range(1, 5)]


@settings(deadline=None)
@given(FIGURES, st.sampled_from(["sum", "latest", "average", "stock_at_end", None]))
def test_the_same_reports_give_the_same_outcome_whatever_is_asked_before(figures, rule):
    reports = [counts(figure) for figure in figures]
    first = outcome(counted(accumulation=rule), *reports)
    outcome(counted(), counts(1))
    assert outcome(counted(accumulation=rule), *reports) == first


@settings(deadline=None)
@given(FIGURES, st.integers(0, 3))
def test_a_blank_quarter_never_makes_a_smaller_sum(figures, blank):
    reports = [counts(figure) for figure in figures]
    reports[blank] = None
    found = outcome(counted(), *reports)
    assert found.value is None
    assert found.light is Light.WHITE


def test_there_is_no_outcome_of_nothing():
    with pytest.raises(ValueError, match="the last of the reports"):
        compute_indicator(
            definition_of(kpi(), YEAR), [], period=period_of(YEAR, "year"), scheme=SCHEME
        )
    assert period_of(YEAR, "year").kind is PeriodKind.YEAR
