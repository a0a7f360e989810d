"""From a report to its publication: who may take which step, from where, and what is kept of it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from guankao.calendars import TAIPEI, Stage
from guankao.web.archive.models import KeptDocument
from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.ledger.queries import verify
from guankao.web.organizations.actions import delegate_role, give_role
from guankao.web.organizations.permissions import NotPermitted, OwnSubmission
from guankao.web.organizations.queries import agency_called
from guankao.web.organizations.roles import Role
from guankao.web.reporting.actions import (
    Review,
    accept_report,
    correct_report,
    drop_correction,
    give_exception,
    publish_report,
    return_report,
    save_report,
    submit_report,
    unaccept_report,
    withdraw_report,
)
from guankao.web.reporting.actions.correcting import NothingPublished
from guankao.web.reporting.actions.recording import NotExpected
from guankao.web.reporting.actions.stating import AnotherReport, OutsideWindow, Overtaken
from guankao.web.reporting.actions.steps import Hindered, WithoutAnswer
from guankao.web.reporting.actions.taking import ChangedSince, WithoutReason
from guankao.web.reporting.models import Report, ReportStep
from guankao.web.reporting.queries import (
    handed_in_at_stage,
    last_values,
    report_at,
    standing_of,
    steps_of,
    unanswered_return,
    waiting_at,
)
from guankao.web.reporting.states import (
    TABLE,
    NotNow,
    ReportState,
    ReportTurn,
    diagram,
    turns_from,
)
from web.reports_of_tests import (
    IN_JULY,
    actor,
    clock,
    events,
    expected,
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


def at(report: Report) -> dict[str, int]:
    report.refresh_from_db()
    return {"report": report.pk, "version": report.version}


def state(report: Report) -> str:
    report.refresh_from_db()
    return report.state


def accepted(people, document=None) -> Report:
    report = submit(people["reporter"], document or passes(9, 10))
    return accept_report(by=people["reviewer"], **at(report))


def test_the_whole_way(plan, people):
    report = submit(people["reporter"], passes(8, 10))
    return_report(by=people["reviewer"], opinion="請附名冊。", **at(report))
    assert unanswered_return(report).words == "請附名冊。"
    with pytest.raises(WithoutAnswer):
        submit_report(by=people["reporter"], **at(report))
    report = submit(people["reporter"], passes(9, 10), answer="已更正。")
    accept_report(by=people["reviewer"], words="同意。", **at(report))
    publish_report(by=people["reviewer"], **at(report))
    assert state(report) == "published"
    assert report.published_version == 2
    assert report_at(report.digest) == passes(9, 10)
    assert [(one.step, one.version, one.words) for one in steps_of(report)] == [
        ("submit", 1, ""),
        ("return", 1, "請附名冊。"),
        ("submit", 2, "已更正。"),
        ("accept", 2, "同意。"),
        ("publish", 2, ""),
    ]
    assert events() == [
        "reports.expected",
        "report.saved",
        "report.submitted",
        "report.returned",
        "report.saved",
        "report.submitted",
        "report.accepted",
        "report.published",
    ]
    assert verify().breaks == ()


def test_the_cabinets_project_is_reviewed_twice(plan, people):
    milestones = ({"due": dt.date(2023, 3, 1), "title": "決標", "done_on": dt.date(2023, 2, 1)},)
    report = submit(people["reporter"], progress(milestones=milestones))
    agencies = frozenset({expected().plan.agency_id})
    assert list(waiting_at(agencies, final=False)) == [report]
    accept_report(by=people["reviewer"], **at(report))
    accept_report(by=people["reviewer"], **at(report))
    assert state(report) == "passed", "pressed twice, and agreed to once"
    assert list(waiting_at(agencies, final=True)) == [report]
    with pytest.raises(NotPermitted):
        accept_report(by=people["reviewer"], review=Review.FINAL, **at(report))
    with pytest.raises(NotNow):
        publish_report(by=people["reviewer"], **at(report))
    accept_report(by=people["controller"], review=Review.FINAL, **at(report))
    assert state(report) == "accepted"


def test_the_final_review_can_return_it_and_the_first_begins_again(plan, people):
    report = submit(people["reporter"], progress(milestones=()))
    accept_report(by=people["reviewer"], **at(report))
    return_report(by=people["controller"], opinion="缺。", review=Review.FINAL, **at(report))
    assert state(report) == "returned"
    submit_report(by=people["reporter"], answer="已補。", **at(report))
    assert state(report) == "submitted"


def test_what_was_agreed_to_is_taken_back_at_that_level_or_above(plan, people):
    report = accepted(people)
    with pytest.raises(WithoutReason):
        unaccept_report(by=people["reviewer"], reason=" ", **at(report))
    with pytest.raises(NotPermitted):
        unaccept_report(by=people["head"], reason="誤按。", **at(report))
    unaccept_report(by=people["reviewer"], reason="誤按。", **at(report))
    assert state(report) == "submitted"
    accept_report(by=people["reviewer"], **at(report))
    unaccept_report(by=people["controller"], reason="抽查。", **at(report))
    assert state(report) == "submitted"


def test_what_the_controller_accepted_the_reviewer_cannot_take_back(plan, people):
    report = submit(people["reporter"], progress(milestones=()))
    accept_report(by=people["reviewer"], **at(report))
    accept_report(by=people["controller"], review=Review.FINAL, **at(report))
    for review in Review:
        with pytest.raises((NotPermitted, NotNow)):
            unaccept_report(by=people["reviewer"], reason="誤。", review=review, **at(report))
    assert state(report) == "accepted"
    unaccept_report(by=people["controller"], reason="誤。", review=Review.FINAL, **at(report))
    assert state(report) == "passed"
    unaccept_report(by=people["reviewer"], reason="誤。", **at(report))
    assert state(report) == "submitted"


def test_every_state_by_every_step_is_decided_by_the_table(plan, people):
    """The verbs refuse what the table does not hold, whoever asks."""
    report = submit(people["reporter"], passes(9, 10))
    verbs = {
        ReportTurn.SUBMIT: lambda: submit_report(by=people["head"], **at(report)),
        ReportTurn.WITHDRAW: lambda: withdraw_report(by=people["head"], **at(report)),
        ReportTurn.RETURN: lambda: return_report(by=people["reviewer"], opinion="x", **at(report)),
        ReportTurn.ACCEPT: lambda: accept_report(by=people["reviewer"], **at(report)),
        ReportTurn.RETURN_FINALLY: lambda: return_report(
            by=people["controller"], opinion="x", review=Review.FINAL, **at(report)
        ),
        ReportTurn.ACCEPT_FINALLY: lambda: accept_report(
            by=people["controller"], review=Review.FINAL, **at(report)
        ),
        ReportTurn.UNACCEPT: lambda: unaccept_report(
            by=people["controller"], reason="x", **at(report)
        ),
        ReportTurn.UNACCEPT_FINALLY: lambda: unaccept_report(
            by=people["controller"], reason="x", review=Review.FINAL, **at(report)
        ),
        ReportTurn.PUBLISH: lambda: publish_report(by=people["reviewer"], **at(report)),
        ReportTurn.CORRECT: lambda: correct_report(by=people["reporter"], reason="x", **at(report)),
        ReportTurn.DROP_CORRECTION: lambda: drop_correction(by=people["reporter"], **at(report)),
    }
    for before in ReportState:
        shown = report.version if before is ReportState.PUBLISHED else None
        for turn, verb in verbs.items():
            with transaction.atomic():
                Report.objects.filter(pk=report.pk).update(
                    state=before.value, published_version=shown
                )
                if turn in turns_from(before, final_review=False):
                    if turn is ReportTurn.DROP_CORRECTION:
                        with pytest.raises(NothingPublished):
                            verb()
                    else:
                        verb()
                        assert state(report) == TABLE[turn].after.value, (before, turn)
                else:
                    with pytest.raises(NotNow):
                        verb()
                transaction.set_rollback(True)


def test_every_step_has_an_owner_and_every_state_can_be_reached():
    assert set(TABLE) == set(ReportTurn)
    assert all(line.owners for line in TABLE.values())
    reached = {line.after for line in TABLE.values()}
    assert reached == set(ReportState)
    assert {one for one in ReportState if not turns_from(one, final_review=True)} == set()


def test_the_diagram_of_the_page_is_the_table():
    page = Path(__file__).parents[3] / "docs" / "explanation" / "from-report-to-publication.md"
    assert f"```mermaid\n{diagram()}\n```" in page.read_text(encoding="utf-8")


def test_nobody_reviews_what_they_handed_in(plan, people, actor):
    both = actor("both", "reporter", "approver", at="示範署")
    report = submit(both, passes(9, 10))
    accept_report(by=people["reviewer"], **at(report))
    unaccept_report(by=people["reviewer"], reason="誤。", **at(report))
    handed_in = ReportStep.objects.get(report=report, step="submit")
    ReportStep.objects.filter(pk=handed_in.pk).update(person=people["controller"].code)
    with pytest.raises(OwnSubmission):
        accept_report(by=people["controller"], **at(report))
    with pytest.raises(OwnSubmission):
        return_report(by=people["controller"], opinion="x", **at(report))


def test_nobody_reviews_in_the_place_of_who_handed_it_in(plan, people, actor):
    """A lent role helps as little as an own one."""
    both = actor("both", "reporter")
    day = dt.date(2023, 4, 5)
    holding = give_role(
        by=COMMAND_LINE,
        code=both.code,
        role=Role.REVIEWER,
        agency=agency_called("示範部"),
        from_day=day,
    )
    friend = actor("friend", at="示範部")
    delegate_role(
        by=both, holding=holding.pk, code=friend.code, from_day=day, until_day=dt.date(2023, 4, 9)
    )
    report = submit(both, passes(9, 10))
    with pytest.raises(OwnSubmission):
        accept_report(by=friend, **at(report))
    accept_report(by=people["reviewer"], **at(report))


@pytest.mark.parametrize("who", ["head", "reviewer", "controller"])
def test_only_a_reporter_of_the_agency_fills_in(plan, people, who):
    with pytest.raises(NotPermitted):
        save(people[who], passes(9, 10))
    assert not Report.objects.exists()


def test_the_second_person_sees_what_the_first_saved(plan, people, actor):
    other = actor("other", "reporter")
    first = save_report(
        by=people["reporter"], expected=expected().pk, version=0, document=passes(9, 10)
    )
    assert first.changed
    with pytest.raises(Overtaken) as overtaken:
        save_report(by=other, expected=expected().pk, version=0, document=passes(8, 10))
    assert (overtaken.value.version, overtaken.value.now) == (1, passes(9, 10))
    again = save_report(
        by=people["reporter"], expected=expected().pk, version=0, document=passes(9, 10)
    )
    assert not again.changed, "the same request again is harmless"
    assert events()[1:] == ["report.saved"]
    save_report(by=other, expected=expected().pk, version=1, document=passes(8, 10))
    assert [one.person for one in first.report.versions.order_by("number")] == [
        people["reporter"].code,
        other.code,
    ]
    with pytest.raises(ChangedSince):
        submit_report(by=people["reporter"], report=first.report.pk, version=1)


def test_a_button_pressed_twice_does_once_what_it_does(plan, people):
    report = save(people["reporter"], passes(9, 10))
    for _ in range(2):
        submit_report(by=people["reporter"], **at(report))
    for _ in range(2):
        accept_report(by=people["reviewer"], **at(report))
    for _ in range(2):
        publish_report(by=people["reviewer"], **at(report))
    for _ in range(2):
        correct_report(by=people["reporter"], reason="誤植。", **at(report))
    assert len(steps_of(report)) == 4
    assert len(events()) == 6


def test_a_report_on_something_else_is_refused(plan, people):
    for document in (
        sessions(5),
        passes(9, 10, "quarter-2"),
        passes(9, 10).model_copy(update={"fictional": False}),
    ):
        with pytest.raises(AnotherReport):
            save_report(by=people["reporter"], expected=expected().pk, version=0, document=document)


@pytest.mark.parametrize(
    ("moment", "stage"),
    [
        ("2023-04-01T00:00:00", Stage.OPEN),
        ("2023-04-10T23:59:59", Stage.OPEN),
        ("2023-04-11T00:00:00", Stage.LATE),
        ("2023-04-20T23:59:59", Stage.LATE),
    ],
)
def test_a_report_is_taken_within_its_window(plan, people, clock, moment, stage):
    clock(dt.datetime.fromisoformat(moment).replace(tzinfo=TAIPEI))
    report = submit(people["reporter"], passes(9, 10))
    assert handed_in_at_stage(report) is stage


@pytest.mark.parametrize("moment", ["2023-03-31T23:59:59", "2023-04-21T00:00:00"])
def test_it_is_not_taken_outside_of_it(plan, people, clock, moment):
    clock(dt.datetime.fromisoformat(moment).replace(tzinfo=TAIPEI))
    with pytest.raises(OutsideWindow):
        save(people["reporter"], passes(9, 10))


def test_an_exception_opens_the_closed_window(plan, people, clock):
    clock(dt.datetime(2023, 4, 25, tzinfo=TAIPEI))
    until = dt.datetime(2023, 5, 1, tzinfo=TAIPEI)
    give_exception(by=people["controller"], expected=expected().pk, until=until, reason="天災。")
    report = submit(people["reporter"], passes(9, 10))
    assert handed_in_at_stage(report) is Stage.EXCUSED
    with pytest.raises(OutsideWindow):
        save(people["reporter"], sessions(5))


def test_what_was_returned_is_taken_after_the_window_too(plan, people, clock):
    report = submit(people["reporter"], passes(9, 10))
    clock(IN_JULY)
    with pytest.raises(OutsideWindow):
        withdraw_report(by=people["reporter"], **at(report))
    return_report(by=people["reviewer"], opinion="請更正。", **at(report))
    report = submit(people["reporter"], passes(8, 9), answer="已更正。")
    assert state(report) == "submitted"
    assert handed_in_at_stage(report) is Stage.OPEN, "it first came in time"


def test_what_hinders_is_named_and_nothing_is_handed_in(plan, people):
    report = save(people["reporter"], passes(1, 10))
    with pytest.raises(Hindered) as hindered:
        submit_report(by=people["reporter"], **at(report))
    assert [one.field for one in hindered.value.problems] == ["reason"]
    assert state(report) == "draft"
    submit(people["reporter"], passes(1, 10, reason="名冊更正。"))


def test_what_is_locked_is_not_filled_in(plan, people):
    report = accepted(people)
    with pytest.raises(NotNow):
        save(people["reporter"], passes(8, 10))
    publish_report(by=people["reviewer"], **at(report))
    with pytest.raises(NotNow):
        save(people["reporter"], passes(8, 10))


def test_what_is_no_longer_asked_for_is_not_taken(plan, people):
    report = save(people["reporter"], passes(9, 10))
    published(the_plan(indicators=()))
    with pytest.raises(NotExpected):
        save(people["reporter"], passes(8, 10))
    with pytest.raises(NotExpected):
        submit_report(by=people["reporter"], **at(report))
    assert state(report) == "draft", "what was reported stays"


def test_a_published_figure_is_corrected_by_a_new_version_with_its_reason(plan, people, clock):
    report = accepted(people)
    publish_report(by=people["reviewer"], **at(report))
    shown = report_at(report.digest)
    clock(IN_JULY)
    with pytest.raises(WithoutReason):
        correct_report(by=people["reporter"], reason="", **at(report))
    correct_report(by=people["reporter"], reason="名冊重複。", **at(report))
    assert report_at(standing_of(Report.objects.get(pk=report.pk)).digest) == shown
    report = submit(people["reporter"], passes(45, 50))
    assert report_at(standing_of(report).digest) == shown, "until the correction is published"
    assert report.corrects
    accept_report(by=people["reviewer"], **at(report))
    publish_report(by=people["reviewer"], **at(report))
    assert (state(report), report.published_version, report.reason) == ("published", 2, "")
    texts = [report_at(one.digest) for one in report.versions.order_by("number")]
    assert texts == [shown, passes(45, 50)], "both stay readable"
    assert steps_of(report)[3].words == "名冊重複。"


def test_a_correction_can_be_dropped(plan, people):
    report = accepted(people)
    publish_report(by=people["reviewer"], **at(report))
    correct_report(by=people["reporter"], reason="名冊重複。", **at(report))
    save(people["reporter"], passes(45, 50))
    drop_correction(by=people["reporter"], **at(report))
    assert state(report) == "published"
    assert report_at(report.digest) == passes(9, 10)
    assert report.published_version == report.version == 3
    other = save(people["reporter"], sessions(5, reason="受疫情影響。"))
    with pytest.raises(NothingPublished):
        drop_correction(by=people["reporter"], **at(other))


def test_the_last_values_stand_beside_what_is_asked(plan, people, clock):
    submit(people["reporter"], passes(9, 10))
    submit(people["reporter"], sessions(30))
    submit(people["reporter"], progress(milestones=()))
    assert last_values(expected(period="quarter-2")) == {"及格人數": "9", "到考人數": "10"}
    assert last_values(expected("kpi/1-2", "quarter-2")) == {"": "30"}
    assert last_values(expected("project/1-1", "quarter-2"))["spent"] == "95"
    assert last_values(expected()) == {}


def test_what_is_kept_is_kept_by_its_digest(plan, people):
    report = save(people["reporter"], passes(9, 10))
    kept = KeptDocument.objects.get(digest=report.digest)
    assert kept.identifier == expected().identifier


def test_the_database_refuses_what_no_verb_makes(plan, people):
    report = accepted(people)
    for changed in ({"state": "lost"}, {"state": "published"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Report.objects.filter(pk=report.pk).update(**changed)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportStep.objects.filter(report=report, step="accept").update(step="return", words="")
    assert Decimal(report.results.get(current=True).content["value"]) == 90
