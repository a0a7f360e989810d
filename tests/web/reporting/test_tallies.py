"""The counts that boards show: kept by every verb, and those that the reports give."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guankao.documents import HistoryValue, ReportedIndicator, ReportedInput
from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.reporting.actions import (
    Origin,
    accept_report,
    correct_report,
    count_again,
    drop_correction,
    publish_report,
    return_report,
    set_source,
    withdraw_report,
)
from guankao.web.reporting.models import ExpectedReport, PlanBurden, Result, SourceKind, Tally
from guankao.web.reporting.tallies import CONDITIONS, tally_differences, with_facts
from web.reports_of_tests import (
    IN_JULY,
    PLAN,
    actor,
    clock,
    expected,
    of,
    passes,
    people,
    plan,
    progress,
    published,
    save,
    sessions,
    submit,
    the_plan,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "clock", "people", "plan"]


def tally(period: str = "quarter-1", level: str = "") -> Tally:
    return Tally.objects.get(period=period, control_level=level)


def told(one: Tally, *names: str) -> tuple[int, ...]:
    return tuple(getattr(one, name) for name in names)


def as_counted() -> None:
    """What is kept is what the reports give, and what a list of each count would show."""
    assert list(tally_differences()) == []
    for one in Tally.objects.all():
        rows = with_facts(ExpectedReport.objects.filter(control_level=one.control_level))
        rows = rows.filter(period=one.period) if one.period else rows.filter(newest=True)
        for name, condition in CONDITIONS.items():
            assert getattr(one, name) == rows.filter(condition).count(), name


def test_what_is_expected_is_counted_from_the_first_day(plan):
    assert told(tally(), "expected", "received", "drafted") == (2, 0, 0)
    assert tally("half-1", "self").expected == 1
    assert tally("", "cabinet").expected == 1, "each project once"
    assert Tally.objects.filter(period="").count() == 3
    as_counted()


def test_each_step_of_a_report_is_counted(plan, people, clock):
    save(people["reporter"], passes(9, 10))
    assert told(tally(), "drafted", "to_hand_in", "received") == (1, 1, 0)
    report = submit(people["reporter"], passes(9, 10))
    assert told(tally(), "drafted", "received", "on_time", "to_review", "green") == (0, 1, 1, 1, 1)
    return_report(by=people["reviewer"], report=report.pk, version=1, opinion="請查明。")
    assert told(tally(), "returned", "received", "green", "to_hand_in") == (1, 0, 0, 1)
    as_counted()
    report = submit(people["reporter"], passes(1, 10, reason="試辦。"), answer="已更正。")
    accept_report(by=people["reviewer"], report=report.pk, version=report.version)
    assert told(tally(), "received", "to_publish", "red") == (1, 1, 1)
    report.refresh_from_db()
    publish_report(by=people["reviewer"], report=report.pk, version=report.version)
    correct_report(by=people["reporter"], report=report.pk, version=report.version, reason="筆誤")
    assert told(tally(), "received", "red", "to_hand_in", "drafted") == (1, 1, 1, 0), "still public"
    save(people["reporter"], passes(10, 10))
    as_counted()
    report.refresh_from_db()
    drop_correction(by=people["reporter"], report=report.pk, version=report.version)
    as_counted()


def test_taking_back_is_counted(plan, people):
    report = submit(people["reporter"], passes(9, 10))
    withdraw_report(by=people["reporter"], report=report.pk, version=1)
    assert told(tally(), "received", "drafted", "on_time") == (0, 1, 0)
    as_counted()


def test_what_stands_now_is_of_the_newest_period(plan, people, clock):
    submit(people["reporter"], passes(1, 10, reason="試辦。"))
    assert told(tally(""), "expected", "red", "green") == (2, 1, 0)
    clock(IN_JULY)
    submit(people["reporter"], passes(90, 90, "quarter-2"))
    assert told(tally(""), "expected", "red", "green") == (2, 0, 1)
    assert told(tally("quarter-2"), "received", "green") == (1, 1)
    assert ExpectedReport.objects.filter(newest=True, element="kpi/1-1").get().period == "quarter-2"
    as_counted()


def test_money_and_risk_are_of_projects(plan, people):
    submit(people["reporter"], progress())
    one = tally("", "cabinet")
    assert (one.allotted, one.spent, one.middle) == (Decimal(100), Decimal(95), 1)
    assert tally("").allotted == 0
    as_counted()


def test_a_target_that_was_half_exceeded_is_counted(plan, people):
    submit(people["reporter"], sessions(150))
    assert tally("").far_above == 1
    as_counted()


def test_a_target_that_an_earlier_year_surpassed_is_counted(people):
    past = HistoryValue(fiscal_year=111, value="95%")
    kpi = the_plan().indicators[0].model_copy(update={"history": (past,)})
    published(the_plan(indicators=(kpi,)))
    assert tally("").surpassed == 1
    as_counted()


def test_who_filled_in_each_field_is_counted(plan, people, clock):
    submit(people["reporter"], passes(9, 10, data_quality="抽查三成。"))
    one = tally()
    assert told(one, "typed", "from_files", "from_plan", "worked_out") == (3, 0, 4, 3)
    inputs = (ReportedInput(name="及格人數", value=Decimal(9), source="file", origin="成績.csv"),)
    clock(IN_JULY)
    # Nobody says by themselves that a figure came from another report; a source that was set does.
    origin = Origin(SourceKind.REPORT, element="kpi/1-2")
    set_source(by=people["reporter"], plan=PLAN, element="kpi/1-1", name="到考人數", origin=origin)
    save(people["reporter"], sessions(10, "quarter-2"))
    again = of(ReportedIndicator(key="1-1", inputs=inputs), "quarter-2", data_quality="抽查三成。")
    submit(people["reporter"], again)
    one = tally("quarter-2")
    assert told(one, "typed", "from_files", "from_reports", "carried") == (0, 1, 1, 1)
    assert told(tally(""), "typed") == (0,)
    as_counted()


def test_an_amendment_that_takes_a_kpi_out_is_counted(plan, people):
    submit(people["reporter"], passes(9, 10))
    published(the_plan(indicators=the_plan().indicators[1:]))
    assert told(tally(), "expected", "received") == (1, 0)
    as_counted()


def test_a_count_that_somebody_altered_is_named_and_mended(plan, people):
    submit(people["reporter"], passes(9, 10))
    Tally.objects.filter(period="quarter-1", control_level="").update(green=7)
    [found] = tally_differences()
    assert found.identifier == expected().plan.identifier
    assert count_again(by=COMMAND_LINE, plan=expected().plan_id)
    assert not count_again(by=COMMAND_LINE, plan=expected().plan_id)
    as_counted()


def test_a_count_that_is_gone_is_made_again(plan):
    Tally.objects.all().delete()
    ExpectedReport.objects.update(newest=False)
    assert count_again(by=COMMAND_LINE, plan=expected().plan_id)
    as_counted()


def test_a_plan_that_was_only_loaded_has_no_burden(plan):
    assert not PlanBurden.objects.exists()
    assert not Result.objects.exists()
