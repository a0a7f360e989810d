"""What the benchmark of the last afternoon makes: a quarter that is open whenever it is run."""

from __future__ import annotations

import datetime as dt

import pytest
from benchmarks.afternoon_filling import counted_plan, open_calendar, quarter_before

from guankao.calendars import (
    TAIPEI,
    Stage,
    code_of,
    expected_reports,
    read_calendar,
)


@pytest.mark.parametrize(
    "day", [dt.date(2026, 1, 1), dt.date(2026, 3, 31), dt.date(2026, 11, 20), dt.date(2027, 7, 1)]
)
def test_the_quarter_that_ended_last_is_open_on_every_day(day):
    year, period = quarter_before(day)
    calendar = read_calendar(open_calendar(year))
    found = [
        one
        for one in expected_reports(counted_plan("測試機關", year, 3), calendar)
        if code_of(one.period) == period
    ]
    moment = dt.datetime.combine(day, dt.time(12), tzinfo=TAIPEI)
    assert [one.window.stage_at(moment) for one in found] == [Stage.OPEN] * 3


def test_quarters():
    assert quarter_before(dt.date(2018, 4, 1)) == (107, "quarter-1")
    assert quarter_before(dt.date(2018, 3, 31)) == (106, "quarter-4")
