"""Windows are half-open: every moment has one answer, whatever clock it is read from."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guankao.calendars import (
    TAIPEI,
    MomentRule,
    Stage,
    Window,
    calendar_for,
    period_of,
    periods_of,
    window_of,
)
from guankao.calendars.windows import moment_of
from guankao.figures import PeriodKind

TICK = timedelta(microseconds=1)
ZONES = st.one_of(
    st.sampled_from(["UTC", "Asia/Tokyo", "America/New_York", "Pacific/Apia"]).map(ZoneInfo),
    st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
MOMENTS = st.integers(0, 50 * 366 * 24 * 60).map(
    lambda minutes: datetime(2009, 1, 1, tzinfo=TAIPEI) + timedelta(minutes=minutes)
)
SPANS = st.integers(1, 400 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


@st.composite
def windows(draw: st.DrawFn) -> Window:
    opens = draw(MOMENTS)
    due = opens + draw(SPANS)
    return Window(opens, due, due + draw(st.one_of(st.just(timedelta()), SPANS)))


@settings(deadline=None)
@given(windows(), ZONES)
def test_before_at_and_after_each_edge(window: Window, zone) -> None:
    def stage(moment: datetime) -> Stage:
        return window.stage_at(moment.astimezone(zone))

    assert stage(window.opens - TICK) is Stage.NOT_YET
    assert stage(window.opens) is Stage.OPEN
    assert stage(window.due - TICK) is Stage.OPEN
    assert stage(window.due) is (Stage.LATE if window.due < window.closes else Stage.CLOSED)
    assert stage(window.closes - TICK) is not Stage.CLOSED
    assert stage(window.closes) is Stage.CLOSED
    assert stage(window.closes + TICK) is Stage.CLOSED


@settings(deadline=None)
@given(windows(), MOMENTS, ZONES)
def test_every_moment_has_one_stage_in_every_time_zone(window, moment, zone) -> None:
    stage = window.stage_at(moment)
    assert window.stage_at(moment.astimezone(zone)) is stage
    assert window.stage_at(moment.astimezone(UTC)) is stage
    assert window.takes(moment) is (window.opens <= moment < window.closes)


@settings(deadline=None)
@given(windows(), MOMENTS, MOMENTS)
def test_an_exception_only_lengthens(window: Window, until: datetime, moment: datetime) -> None:
    longer = window.extended(until)
    if window.takes(moment):
        assert longer.takes(moment)
    assert longer.takes(moment) is (window.opens <= moment < max(window.closes, until))
    if window.opens <= moment < window.due:
        assert longer.stage_at(moment) is Stage.OPEN
    elif window.due <= moment < until:
        assert longer.stage_at(moment) is Stage.EXCUSED


@settings(deadline=None)
@given(windows(), MOMENTS, MOMENTS)
def test_of_two_exceptions_the_longer_holds(window: Window, one: datetime, other: datetime):
    assert window.extended(one).extended(other) == window.extended(max(one, other))


def test_an_exception_ends_at_its_moment_and_not_after():
    window = window_of(calendar_for("plan", 107).turns[0], period_of(107, "month-1"))
    until = window.closes + timedelta(days=3)
    longer = window.extended(until)
    assert longer.stage_at(until - TICK) is Stage.EXCUSED
    assert longer.stage_at(until) is Stage.CLOSED


@pytest.mark.parametrize("moment", ["opens", "due", "closes"])
def test_a_moment_without_a_time_zone_is_refused(moment):
    window = window_of(calendar_for("plan", 107).turns[0], period_of(107, "month-1"))
    naive = getattr(window, moment).replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        window.stage_at(naive)
    with pytest.raises(ValueError, match="time zone"):
        window.extended(naive)
    moments = {name: getattr(window, name) for name in ("opens", "due", "closes")}
    with pytest.raises(ValueError, match="time zone"):
        Window(**(moments | {moment: naive}))


def test_a_window_that_is_turned_round_is_refused():
    at = datetime(2018, 4, 1, tzinfo=TAIPEI)
    for opens, due, closes in ((1, 1, 2), (2, 1, 3), (1, 3, 2)):
        with pytest.raises(ValueError, match="in this order"):
            Window(*(at + timedelta(days=day) for day in (opens, due, closes)))


@settings(deadline=None)
@given(
    st.integers(98, 200),
    st.sampled_from([PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF]),
)
def test_windows_follow_their_periods_through_the_ends_of_years(year, kind):
    turn = calendar_for("plan", 107).turn_of(kind)
    before = None
    for period in (*periods_of(year, kind), *periods_of(year + 1, kind)):
        window = window_of(turn, period)
        assert window.opens.date() > period.end
        assert window.opens == datetime.combine(
            period.end + timedelta(days=1), datetime.min.time(), TAIPEI
        )
        assert window.opens.utcoffset() == timedelta(hours=8)
        if before is not None:
            assert before.closes <= window.opens
        before = window


@pytest.mark.parametrize(
    ("rule", "end", "moment"),
    [
        ((1, 20, "24:00"), date(2018, 12, 31), "2019-01-21T00:00:00+08:00"),
        ((0, 31, "24:00"), date(2018, 12, 31), "2019-01-01T00:00:00+08:00"),
        ((2, 31, "17:30"), date(2018, 12, 31), "2019-02-28T17:30:00+08:00"),
        ((2, 31, "24:00"), date(2019, 12, 31), "2020-03-01T00:00:00+08:00"),
        ((12, 1, "00:00"), date(2018, 6, 30), "2019-06-01T00:00:00+08:00"),
    ],
)
def test_a_rule_names_a_moment_in_taipei(rule, end, moment):
    month, day, time = rule
    found = moment_of(MomentRule(month=month, day=day, time=time), end)
    assert found.isoformat() == moment
