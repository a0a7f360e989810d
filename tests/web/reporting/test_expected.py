"""What is expected exists from the start of the year, and follows the plan and the calendar."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.db import IntegrityError, transaction

from guankao.calendars import TAIPEI, Stage, calendar_for
from guankao.documents import Goal
from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.ledger.models import Entry
from guankao.web.ledger.queries import verify
from guankao.web.organizations.permissions import NotPermitted
from guankao.web.planning.actions import start_draft
from guankao.web.planning.models import Plan as StoredPlan
from guankao.web.reporting.actions import (
    adopt_calendar,
    end_exception,
    expect_reports,
    give_exception,
)
from guankao.web.reporting.actions.calendars import VersionTaken
from guankao.web.reporting.actions.exceptions import RefusedException
from guankao.web.reporting.models import Calendar, ExpectedReport, LateException
from guankao.web.reporting.queries import (
    expected_at,
    missing_at,
    standing_calendar,
    window_of_report,
)
from guankao.web.reporting.tallies import missing_count
from guankao.web.review.actions import approve_plan, publish_plan, start_amendment, submit_plan
from web.reports_of_tests import (
    IN_APRIL,
    IN_JULY,
    PLAN,
    STREAM,
    YEAR,
    actor,
    clock,
    events,
    expected,
    passes,
    people,
    plan,
    published,
    save,
    submit,
    the_plan,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "clock", "people", "plan"]


def rows() -> list[ExpectedReport]:
    return list(ExpectedReport.objects.filter(plan__identifier=PLAN).order_by("pk"))


def standing() -> set[str]:
    return {row.identifier for row in rows() if row.withdrawn_at is None}


def test_a_published_plan_brings_its_reports(plan):
    assert len(rows()) == 2 * 4 + 4 + 2
    first = expected()
    assert first.identifier == f"{PLAN}/kpi/1-1/report/quarter-1"
    assert (first.title, first.fields, first.final_review) == ("及格率", ["figures"], False)
    assert first.due_at.astimezone(TAIPEI).isoformat() == "2023-04-11T00:00:00+08:00"
    assert expected("project/1-1").control_level == "cabinet"
    assert expected("project/1-1").final_review
    assert expected("project/1-2", "half-1").control_level == "self"
    assert events() == ["reports.expected"]


def test_the_same_plan_again_changes_nothing(plan):
    before = [(row.pk, row.made_at) for row in rows()]
    assert not expect_reports(by=COMMAND_LINE, identifier=PLAN).anything
    assert [(row.pk, row.made_at) for row in rows()] == before
    assert events() == ["reports.expected"]


def test_an_amendment_adds_and_withdraws_and_nothing_is_removed(plan, people):
    submit(people["reporter"], passes(9, 10))
    amended = the_plan(
        indicators=(
            the_plan().indicators[0].model_copy(update={"name": "合格率"}),
            the_plan().indicators[1].model_copy(update={"key": "1-3", "no": 3}),
        )
    )
    published(amended)
    assert {row.element for row in rows() if row.withdrawn_at} == {"kpi/1-2"}
    assert f"{PLAN}/kpi/1-3/report/quarter-4" in standing()
    assert expected().title == "合格率"
    assert expected().report.state == "submitted"
    published(the_plan())
    assert {row.element for row in rows() if row.withdrawn_at} == {"kpi/1-3"}
    entry = Entry.objects.filter(stream=STREAM, event="reports.expected").latest("number")
    assert json.loads(entry.after)["restored"] == 4


def test_publishing_at_the_desk_brings_them_too(people, actor):
    planner = actor("writes", "planner")
    later = the_plan(fiscal_year=YEAR + 1)
    draft = start_draft(by=planner, document=later)
    submit_plan(by=planner, draft=draft.pk, version=1)
    approve_plan(by=people["reviewer"], draft=draft.pk, version=1)
    publish_plan(by=people["reviewer"], draft=draft.pk, version=1)
    assert ExpectedReport.objects.filter(plan__identifier=later.identifier).count() == 14
    start_amendment(by=planner, identifier=later.identifier, reason="修正。")
    assert ExpectedReport.objects.filter(plan__identifier=later.identifier).count() == 14
    assert verify().breaks == ()


def test_plans_that_were_only_loaded_bring_nothing(sample_data):
    """Nobody asked the ministries of the sample for reports, so none of them is late."""
    assert ExpectedReport.objects.count() == 0
    assert StoredPlan.objects.count() > 30


def test_a_year_without_a_calendar_expects_nothing(people):
    published(the_plan(fiscal_year=90))
    assert ExpectedReport.objects.count() == 0


@pytest.mark.parametrize("who", ["reporter", "head", "reviewer"])
def test_only_a_controller_works_it_out_by_hand(plan, people, who):
    with pytest.raises(NotPermitted):
        expect_reports(by=people[who], identifier=PLAN)
    expect_reports(by=people["controller"], identifier=PLAN)


def calendar(version: int = 7, **changed: object) -> str:
    shipped = calendar_for("plan", YEAR).model_dump(mode="json")
    return json.dumps(shipped | {"version": version, "example": False} | changed)


def earlier_due() -> list[dict[str, object]]:
    turns = calendar_for("plan", YEAR).model_dump(mode="json")["turns"]
    return [{**turn, "due": {"month": 1, "day": 5, "time": "17:30"}} for turn in turns]


def test_an_adopted_calendar_takes_the_place_of_what_ships(plan, people):
    submit(people["reporter"], passes(9, 10))
    adopt_calendar(by=people["controller"], content=calendar(turns=earlier_due()))
    assert not standing_calendar("plan", YEAR).example
    done = expect_reports(by=COMMAND_LINE, identifier=PLAN)
    assert (done.changed, done.added, done.withdrawn) == (13, 0, 0)
    assert expected().due_at.astimezone(TAIPEI).day == 11, "it was begun by the rules before"
    assert expected("kpi/1-2").due_at.astimezone(TAIPEI).isoformat() == "2023-04-05T17:30:00+08:00"
    assert expected("kpi/1-2").calendar_version == 7
    assert events("calendar/annual-plan-example") == ["calendar.adopted"]


def test_a_calendar_is_adopted_once_and_never_changed(people):
    row = adopt_calendar(by=people["controller"], content=calendar())
    assert adopt_calendar(by=people["controller"], content=calendar()) == row
    with pytest.raises(VersionTaken, match="7"):
        adopt_calendar(by=people["controller"], content=calendar(turns=earlier_due()))
    with pytest.raises(ValueError, match="no turn for the frequency"):
        adopt_calendar(by=people["controller"], content=calendar(version=8, turns=[]))
    assert Calendar.objects.count() == 1
    for who in ("reporter", "reviewer"):
        with pytest.raises(NotPermitted):
            adopt_calendar(by=people[who], content=calendar(version=9))


def test_what_is_missing_is_known(plan, people):
    agencies = frozenset({expected().plan.agency_id})
    assert not missing_at(agencies, IN_APRIL).exists()
    mid_april = dt.datetime(2023, 4, 11, tzinfo=TAIPEI)
    assert {row.element for row in missing_at(agencies, mid_april)} == {
        "kpi/1-1",
        "kpi/1-2",
        "project/1-1",
    }
    save(people["reporter"], passes(9, 10))
    assert missing_at(agencies, mid_april).count() == 3, "what is not handed in is missing"
    for moment in (IN_APRIL, mid_april):
        assert missing_count(agencies, moment) == missing_at(agencies, moment).count()
    submit(people["reporter"], passes(9, 10))
    assert {row.element for row in missing_at(agencies, mid_april)} == {"kpi/1-2", "project/1-1"}
    assert expected_at(agencies).count() == 14
    assert not expected_at(frozenset()).exists()


LATER = dt.datetime(2023, 5, 1, tzinfo=TAIPEI)


def test_an_exception_lengthens_one_window_until_it_ends(plan, people):
    row = expected()
    given = give_exception(by=people["controller"], expected=row.pk, until=LATER, reason="天災。")
    again = give_exception(by=people["controller"], expected=row.pk, until=LATER, reason=" 天災。")
    assert again == given
    in_april = dt.datetime(2023, 4, 25, tzinfo=TAIPEI)
    assert window_of_report(row).stage_at(in_april) is Stage.EXCUSED
    assert window_of_report(expected("kpi/1-2")).stage_at(in_april) is Stage.CLOSED
    longer = LATER + dt.timedelta(days=1)
    give_exception(by=people["controller"], expected=row.pk, until=longer, reason="天災。")
    assert LateException.objects.filter(ended_at__isnull=True).get().until == longer
    end_exception(by=people["controller"], expected=row.pk)
    end_exception(by=people["controller"], expected=row.pk)
    assert window_of_report(row).stage_at(in_april) is Stage.CLOSED
    assert events()[1:] == ["exception.given", "exception.given", "exception.ended"]


@pytest.mark.parametrize(
    ("until", "reason"),
    [
        (LATER, "  "),
        (LATER, "長" * 2_001),
        (IN_APRIL, "天災。"),
        (dt.datetime(2023, 4, 10, tzinfo=TAIPEI), "天災。"),
        (dt.datetime(2025, 4, 10, tzinfo=TAIPEI), "天災。"),
        (dt.datetime(2023, 5, 1), "天災。"),  # noqa: DTZ001 - which is what is refused
    ],
)
def test_an_exception_says_why_and_helps(plan, people, until, reason):
    with pytest.raises((RefusedException, ValueError)):
        give_exception(by=people["controller"], expected=expected().pk, until=until, reason=reason)
    assert not LateException.objects.exists()


@pytest.mark.parametrize("who", ["reporter", "head", "reviewer"])
def test_only_a_controller_grants_exceptions(plan, people, who):
    with pytest.raises(NotPermitted):
        give_exception(by=people[who], expected=expected().pk, until=LATER, reason="天災。")
    with pytest.raises(NotPermitted):
        end_exception(by=people[who], expected=expected().pk)


def test_the_database_holds_the_window_too(plan):
    row = expected()
    for changed in ({"due_at": row.opens_at}, {"closes_at": row.opens_at}, {"control_level": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ExpectedReport.objects.filter(pk=row.pk).update(**changed)
    with pytest.raises(IntegrityError), transaction.atomic():
        LateException.objects.create(
            expected=row, until=LATER, reason="", person="x", person_name="x", given_at=IN_JULY
        )


def test_a_plan_of_many_elements_asks_few_questions(people, django_assert_max_num_queries):
    one = the_plan().indicators[0]
    many = tuple(
        one.model_copy(update={"key": f"1-{number}", "no": number}) for number in range(1, 60)
    )
    published(the_plan(goals=(Goal(key="1", no=1, title="示範目標"),), indicators=many))
    with django_assert_max_num_queries(16):
        expect_reports(by=people["controller"], identifier=PLAN)
