"""The result of a project: progress, money, milestones, and the risk with what triggered it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guankao.calendars import ReportField, period_of
from guankao.documents import ReportedMilestone
from guankao.results import (
    ReportProblemCode,
    RiskLevel,
    Trigger,
    UnknownWarningRules,
    compute_project,
    hindering,
    outlier_of,
    planned_at,
    read_warning_rules,
    risk_of,
    warning_rules_for,
)
from results.reports_of_tests import YEAR, progress, project

Code = ReportProblemCode
RULES = warning_rules_for(YEAR)
ALL = (ReportField.PROGRESS, ReportField.MILESTONES, ReportField.ALLOTTED, ReportField.SPENT)
AWARDED = ReportedMilestone(due=date(2021, 3, 1), title="決標", done_on=date(2021, 2, 20))


def outcome(one, *reports, fields=ALL, **more):
    """Of as many quarters as there are reports, the last of them being reported on."""
    periods = [period_of(YEAR, f"quarter-{number}") for number in range(1, len(reports) + 1)]
    return compute_project(one, reports, periods=periods, rules=RULES, fields=fields, **more)


def codes(found) -> list[Code]:
    return [one.code for one in found.problems]


def on_track(**of):
    return progress(**({"actual": 20, "allotted": 100, "spent": 90, "milestones": (AWARDED,)} | of))


def test_a_project_on_track_has_no_problem_and_a_low_risk():
    found = outcome(project(), on_track())
    assert (found.planned, found.actual, found.variance, found.spent_share) == (20, 20, 0, 90)
    assert found.problems == ()
    # A tenth of the budget is not spent: the rules call that a middle risk.
    assert found.risk.level is RiskLevel.MIDDLE
    assert outcome(project(), on_track(spent=95)).risk.level is RiskLevel.LOW
    assert found.risk.example


def test_what_triggered_the_risk_is_told_with_figure_and_threshold():
    found = outcome(project(), on_track(actual=8, reason="x", countermeasure="x"))
    told = {one.trigger: (one.level, one.figure, one.threshold) for one in found.risk.triggered}
    assert found.risk.level is RiskLevel.HIGH
    assert told[Trigger.PROGRESS_GAP] == (RiskLevel.HIGH, 12, 10)
    assert told[Trigger.BUDGET_GAP] == (RiskLevel.MIDDLE, 10, 10)
    assert told[Trigger.MAY_NOT_FINISH][0] is RiskLevel.HIGH
    assert Trigger.STEEP_CURVE not in told


def test_people_can_say_what_no_figure_tells():
    found = outcome(project(), on_track(spent=100), stated=[Trigger.PUBLIC_CONCERN])
    [told] = found.risk.triggered
    assert (told.trigger, told.level, told.figure) == (
        Trigger.PUBLIC_CONCERN,
        RiskLevel.HIGH,
        None,
    )
    assert risk_of({}, RULES, [Trigger.PROGRESS_GAP]).level is RiskLevel.UNKNOWN


def test_nothing_stated_is_an_unknown_risk_and_no_low_one():
    plain = project(milestones=())
    found = outcome(plain, progress())
    assert found.risk.level is RiskLevel.UNKNOWN
    assert [one.field for one in found.problems] == ["actual", "allotted", "spent"]
    assert outcome(plain, None, fields=()).risk.level is RiskLevel.UNKNOWN


def test_nothing_done_is_a_figure():
    found = outcome(project(), progress(actual=0, allotted=100, spent=0, milestones=(AWARDED,)))
    assert (found.actual, found.variance, found.spent_share) == (0, -20, 0)
    assert Code.FIELD_MISSING not in codes(found)


def test_behind_asks_why_and_what_is_done_about_it():
    found = outcome(project(), on_track(actual=15))
    assert codes(found) == [Code.BEHIND, Code.REASON_MISSING, Code.COUNTERMEASURE_MISSING]
    assert [one.field for one in hindering(found.problems)] == ["reason", "countermeasure"]
    answered = on_track(actual=15, reason="天候。", countermeasure="加派機具。")
    assert not hindering(outcome(project(), answered).problems)
    assert codes(outcome(project(), on_track(actual="15.01"))) == []


def test_little_spent_asks_why():
    found = outcome(project(), on_track(spent="79.99"))
    assert codes(found)[0] is Code.MONEY_BEHIND
    assert found.problems[0].facts == {"rate": "79.99", "least": "80"}
    assert codes(outcome(project(), on_track(spent=80))) == []
    assert outcome(project(), on_track(allotted=0, spent=0)).spent_share is None


def test_more_spent_than_allotted_and_more_allotted_than_there_is():
    found = outcome(project(), on_track(allotted=1001, spent=1002))
    assert codes(found) == [Code.SPENT_ABOVE_ALLOTTED, Code.ALLOTTED_ABOVE_BUDGET]
    assert not hindering(found.problems)


def test_progress_and_money_fall_only_with_a_reason():
    found = outcome(project(), on_track(actual=60), on_track(actual=55, allotted=99))
    assert [(one.code, one.field) for one in found.problems][:2] == [
        (Code.CUMULATIVE_FALLS, "actual"),
        (Code.CUMULATIVE_FALLS, "allotted"),
    ]
    assert "實際進度" in found.problems[0].message.zh
    assert "progress" in found.problems[0].message.en
    assert Code.REASON_MISSING in codes(found)
    corrected = on_track(actual=55, allotted=99, reason="重新核算。")
    assert not hindering(outcome(project(), on_track(actual=60), corrected).problems)
    assert Code.CUMULATIVE_FALLS in codes(
        outcome(project(), on_track(actual=60), None, on_track(actual=59))
    )


def test_a_milestone_is_late_after_its_day():
    found = outcome(project(), on_track(milestones=()))
    assert [one.title for one in found.overdue] == ["決標"]
    assert codes(found) == [Code.MILESTONE_LATE]
    assert found.problems[0].facts["days"] == "30"
    three = [on_track(actual=actual) for actual in (20, 50, 80)]
    on_the_day = outcome(project(), *three)
    assert [one.title for one in on_the_day.overdue] == ["完工"]
    assert codes(on_the_day) == []


def test_milestones_that_nobody_asks_for_are_not_late():
    found = outcome(project(), on_track(milestones=()), fields=(ReportField.PROGRESS,))
    assert (found.overdue, codes(found)) == ((), [])
    assert Trigger.MILESTONE_LATE not in {one.trigger for one in found.risk.triggered}


def test_a_milestone_of_no_plan_and_one_of_the_future_are_refused():
    other = AWARDED.model_copy(update={"title": "開工"})
    later = AWARDED.model_copy(update={"done_on": date(2021, 4, 1)})
    last_day = AWARDED.model_copy(update={"done_on": date(2021, 3, 31)})
    found = outcome(project(), on_track(milestones=(AWARDED, other)))
    assert codes(found) == [Code.MILESTONE_UNKNOWN]
    assert codes(outcome(project(), on_track(milestones=(later,)))) == [Code.MILESTONE_DONE_LATER]
    assert codes(outcome(project(), on_track(milestones=(last_day,)))) == []


def test_where_the_plan_has_no_curve_the_report_states_its_own():
    plain = project(planned_progress=())
    found = outcome(plain, on_track(planned=30, actual=20))
    assert (found.planned, found.variance) == (30, -10)
    assert outcome(plain, on_track()).variance is None
    assert outcome(project(), on_track(planned=90)).planned == 20, "what was promised holds"


def test_the_curve_has_what_is_known():
    found = outcome(project(), on_track(actual=18), None, on_track(actual=80))
    assert [(one.month, one.planned, one.actual) for one in found.curve] == [
        (3, 20, 18),
        (6, 50, None),
        (9, 80, 80),
        (12, 100, None),
    ]


def test_between_two_months_the_earlier_promise_holds():
    assert planned_at(project(), 2) is None
    assert [planned_at(project(), month) for month in (3, 5, 6, 12)] == [20, 20, 50, 100]


def test_the_last_month_has_no_rest_of_the_year():
    four = [on_track(actual=actual) for actual in (20, 50, 80, 90)]
    told = {one.trigger for one in outcome(project(), *four).risk.triggered}
    assert Trigger.MAY_NOT_FINISH not in told
    assert Trigger.PROGRESS_GAP in told


LEVELS = {RiskLevel.LOW: 0, RiskLevel.MIDDLE: 1, RiskLevel.HIGH: 2}
GAPS = st.decimals(0, 100, places=2)


@settings(deadline=None)
@given(GAPS, GAPS)
def test_a_wider_gap_is_never_a_lower_risk(one, other):
    narrow, wide = sorted((one, other))
    risks = [risk_of({Trigger.PROGRESS_GAP: gap}, RULES).level for gap in (narrow, wide)]
    assert LEVELS[risks[0]] <= LEVELS[risks[1]]


@pytest.mark.parametrize(
    ("gap", "level"), [("4.99", "low"), ("5", "middle"), ("9.99", "middle"), ("10", "high")]
)
def test_a_gap_lies_in_exactly_one_level(gap, level):
    assert risk_of({Trigger.PROGRESS_GAP: Decimal(gap)}, RULES).level.value == level


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"thresholds": [{"trigger": "progress-gap"}]}, "needs a figure"),
        ({"thresholds": [{"trigger": "progress-gap", "middle": 5, "high": 5}]}, "begins above"),
        ({"thresholds": [{"trigger": "mood", "high": 5}]}, r"thresholds\.0\.trigger"),
        ({"thresholds": [{"trigger": "public-concern", "high": 5}]}, "has no threshold"),
        ({"thresholds": [{"trigger": "budget-gap", "high": 5}] * 2}, "two thresholds"),
        ({"last_year": 1}, "lies before"),
    ],
)
def test_warning_rules_hang_together(changed, fault):
    content = RULES.model_dump(mode="json") | changed
    with pytest.raises(ValueError, match=fault):
        read_warning_rules(json.dumps(content))


def test_no_rules_are_made_up_for_a_year():
    with pytest.raises(UnknownWarningRules):
        warning_rules_for(97)


def test_there_is_one_report_for_each_period():
    with pytest.raises(ValueError, match="one report for each period"):
        compute_project(project(), [None], periods=[], rules=RULES)


USUAL = [Decimal(figure) for figure in (100, 104, 98, 101)]


def test_one_wild_year_does_not_hide_another():
    wild = [*USUAL, Decimal(10**6)]
    assert outlier_of(Decimal(500), wild) is not None
    assert outlier_of(Decimal(102), wild) is None


def test_of_few_or_equal_years_nothing_is_said():
    assert outlier_of(Decimal(10**6), USUAL[:3]) is None
    assert outlier_of(Decimal(10**6), [Decimal(5)] * 6) is None


@settings(deadline=None)
@given(st.lists(st.integers(-(10**6), 10**6), min_size=4, max_size=9), st.integers(-99, 99))
def test_what_lies_among_the_earlier_figures_and_their_middle_is_usual(earlier, shift):
    figures = [Decimal(one) for one in earlier]
    middle = sorted(figures)[len(figures) // 2]
    assert outlier_of(middle, figures) is None
    moved = [one + shift for one in figures]
    far, far_moved = outlier_of(Decimal(10**9), figures), outlier_of(Decimal(10**9 + shift), moved)
    assert (far is None) == (far_moved is None)
