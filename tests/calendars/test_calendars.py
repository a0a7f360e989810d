"""Calendars are data that hang together; what is expected follows from a plan and a calendar."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from guankao import sample
from guankao.calendars import (
    ReportField,
    UnknownCalendar,
    UnknownPeriod,
    calendar_for,
    calendars,
    code_of,
    expected_reports,
    period_of,
    periods_of,
    read_calendar,
)
from guankao.documents import Plan
from guankao.figures import PeriodKind


def plan(identifier: str = "107/僑務委員會") -> Plan:
    found = next(one for one in sample.documents() if one.identifier == identifier)
    assert isinstance(found, Plan)
    return found


def written(**changed: object) -> str:
    content = calendar_for("plan", 107).model_dump(mode="json") | changed
    return json.dumps(content)


def test_what_ships_is_read_and_names_its_source():
    shipped = list(calendars())
    assert len({(one.code, one.version) for one in shipped}) == len(shipped) >= 2
    for calendar in shipped:
        assert calendar.source.title
        assert calendar.example
        assert read_calendar(calendar.model_dump_json()) == calendar


def test_a_year_has_its_own_calendar():
    before, after = calendar_for("plan", 105), calendar_for("plan", 106)
    assert before.asked_of("project", "行政院").frequency is PeriodKind.MONTH
    assert after.asked_of("project", "行政院").frequency is PeriodKind.QUARTER
    assert after.asked_of("project", "行政院").final_review
    assert not after.asked_of("project", "部會").final_review


@pytest.mark.parametrize(("kind", "year"), [("plan", 97), ("programme", 107)])
def test_no_calendar_is_made_up(kind, year):
    with pytest.raises(UnknownCalendar):
        calendar_for(kind, year)


def test_the_newest_that_holds_is_taken():
    older = calendar_for("plan", 107)
    newer = older.model_copy(update={"version": 3})
    ended = older.model_copy(update={"version": 9, "last_year": 106})
    assert calendar_for("plan", 107, [newer, older, ended]) is newer
    assert calendar_for("plan", 106, [newer, older, ended]) is ended


MOMENT = {"month": 1, "day": 1, "time": "00:00"}
TURN = {"frequency": "year", "opens": MOMENT, "due": MOMENT, "closes": MOMENT}
KPI = {"subject": "indicator", "frequency": "quarter", "fields": ["figures"]}

MOVED = {
    "fiscal_year": 107,
    "period": "quarter-1",
    "opens": "2018-04-03T00:00:00+08:00",
    "due": "2018-04-20T00:00:00+08:00",
    "closes": "2018-05-01T00:00:00+08:00",
}


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"last_year": 100}, "last year lies before"),
        ({"turns": []}, "there is no turn for the frequency quarter"),
        (
            {"turns": [{**TURN, "frequency": "quarter"}], "asked": [KPI]},
            "opens, is due and closes in this order",
        ),
        ({"turns": [{**TURN, "frequency": "through"}]}, "a month, a quarter"),
        ({"turns": [{**TURN, "due": {**MOMENT, "time": "24:01"}}]}, r"turns\.0\.due\.time"),
        ({"turns": [{**TURN, "due": {**MOMENT, "day": 0}}]}, r"turns\.0\.due\.day"),
        ({"asked": [KPI, KPI]}, "is asked twice"),
        ({"asked": [{**KPI, "fields": []}]}, "states nothing"),
        ({"asked": [{**KPI, "fields": ["figures", "figures"]}]}, "a field is asked twice"),
        ({"asked": [{**KPI, "control_level": "部會"}]}, "a KPI has none"),
        ({"asked": [{**KPI, "subject": "project"}]}, "by its control level"),
        ({"asked": [{**KPI, "fields": ["mood"]}]}, r"asked\.0\.fields\.0"),
        ({"strict": True}, "strict"),
        ({"moved": [MOVED, MOVED]}, "a period is moved twice"),
        ({"moved": [{**MOVED, "fiscal_year": 105}]}, "a year that the calendar does not hold in"),
        ({"moved": [{**MOVED, "period": "quarter-5"}]}, r"moved\.0\.period"),
        ({"moved": [{**MOVED, "due": "2018-05-08T00:00:00+08:00"}]}, "in this order"),
        ({"moved": [{**MOVED, "opens": "2018-04-03T00:00:00"}]}, "timezone"),
    ],
)
def test_what_does_not_hang_together_is_refused_with_the_place(changed, fault):
    with pytest.raises(ValueError, match=fault):
        read_calendar(written(**changed))


def test_a_day_that_only_some_months_have_is_tried_in_every_month():
    day_31 = {
        "frequency": "month",
        "opens": {"month": 1, "day": 28, "time": "24:00"},
        "due": {"month": 1, "day": 29, "time": "24:00"},
        "closes": {"month": 1, "day": 31, "time": "24:00"},
    }
    asked = [{**KPI, "frequency": "month"}]
    with pytest.raises(ValueError, match="in this order"):  # a February of 28 days
        read_calendar(written(turns=[day_31], asked=asked))
    earlier = {**day_31, "opens": {"month": 1, "day": 27, "time": "24:00"}}
    assert read_calendar(written(turns=[earlier], asked=asked))


def test_every_kpi_and_project_is_expected_in_every_period():
    found = expected_reports(plan(), calendar_for("plan", 107))
    assert len({(one.element, one.period) for one in found}) == len(found)
    asked = Counter(one.element for one in found)
    assert set(asked) == {f"kpi/{one.key}" for one in plan().indicators} | {
        f"project/{one.key}" for one in plan().projects
    }
    assert {asked[f"kpi/{one.key}"] for one in plan().indicators} == {4}
    assert {asked[f"project/{one.key}"] for one in plan().projects} == {2}
    assert found == expected_reports(plan(), calendar_for("plan", 107))
    assert (
        expected_reports(
            plan().model_copy(update={"indicators": (), "projects": ()}), calendar_for("plan", 107)
        )
        == ()
    )


def test_the_control_level_decides_the_form():
    project = plan().projects[0]
    by_level = {}
    for level in ("行政院", "部會", "自行", None):
        changed = project.model_copy(update={"control_level": level})
        one_project = plan().model_copy(update={"indicators": (), "projects": (changed,)})
        by_level[level] = expected_reports(one_project, calendar_for("plan", 107))
    assert [len(by_level[level]) for level in ("行政院", "部會", "自行", None)] == [4, 4, 2, 2]
    assert by_level[None] == by_level["自行"]
    assert {one.final_review for one in by_level["行政院"]} == {True}
    assert ReportField.MILESTONES not in by_level["自行"][0].fields
    assert by_level["部會"][3].window.due.isoformat() == "2019-01-11T00:00:00+08:00"


def test_the_window_of_one_period_can_be_moved():
    calendar = read_calendar(written(moved=[MOVED]))
    found = {
        one.period.number: one.window
        for one in expected_reports(plan(), calendar)
        if one.element == "kpi/1-1"
    }
    assert found[1].due.isoformat() == "2018-04-20T00:00:00+08:00"
    assert found[2].due.isoformat() == "2018-07-11T00:00:00+08:00"
    assert read_calendar(calendar.model_dump_json()) == calendar


def test_what_a_calendar_does_not_ask_for_is_not_expected():
    calendar = calendar_for("plan", 107)
    only_kpis = calendar.model_copy(update={"asked": calendar.asked[:1]})
    assert {one.element[:3] for one in expected_reports(plan(), only_kpis)} == {"kpi"}


@pytest.mark.parametrize("kind", [kind for kind in PeriodKind if kind is not PeriodKind.THROUGH])
def test_a_period_is_told_by_its_code(kind):
    for period in periods_of(107, kind):
        assert period_of(107, code_of(period)) == period


@pytest.mark.parametrize(
    "code",
    [
        "",
        "year-1",
        "quarter-0",
        "quarter-5",
        "month-13",
        "half-3",
        "Quarter-1",
        "month-01",
        "through-3",
        "month-１",
    ],
)
def test_what_is_no_period_is_refused(code):
    with pytest.raises(UnknownPeriod):
        period_of(107, code)
