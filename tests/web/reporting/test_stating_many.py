"""Many reports by one request: created, changed, unchanged or refused; all or the right ones."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guankao.results.faults import FaultCode
from guankao.web.ledger.queries import verify
from guankao.web.reporting.actions import save_report, state_many, submit_report
from guankao.web.reporting.models import Report
from guankao.web.reporting.queries import report_at
from guankao.web.reporting.statements import Becomes, Change, Statement, TooMany, look_at
from web.reports_of_tests import (
    IN_JANUARY,
    IN_JULY,
    MINISTRY,
    actor,
    clock,
    events,
    expected,
    passes,
    people,
    plan,
    save,
    sessions,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "clock", "people", "plan"]
RATE = {"inputs.及格人數": "9", "inputs.到考人數": "10"}


def of(element: str, fields: dict[str, str], version: int = 0, period="quarter-1") -> Statement:
    return Statement(expected(element, period).pk, version, fields)


def outcomes(done) -> list[str]:
    answers = done.answers if hasattr(done, "answers") else done
    return [one.becomes.value for one in answers]


def faults(answers) -> list[tuple[str, FaultCode]]:
    return [(one.field, one.code) for answer in answers for one in answer.faults]


def test_created_then_unchanged_then_changed(plan, people):
    both = [of("kpi/1-1", RATE), of("project/1-1", {"actual": "20", "spent": "95"})]
    done = state_many(by=people["reporter"], statements=both)
    assert (done.stored, outcomes(done)) == (True, ["created", "created"])
    assert [one.version for one in done.answers] == [1, 1]
    assert report_at(Report.objects.get(expected=expected().pk).digest) == passes(9, 10)
    before = events()
    again = state_many(by=people["reporter"], statements=both)
    assert outcomes(again) == ["unchanged", "unchanged"]
    assert events() == before, "nothing was recorded, for nothing was done"
    other = [of("kpi/1-1", {"inputs.及格人數": "8"}, 1), both[1]]
    changed = state_many(by=people["reporter"], statements=other)
    assert outcomes(changed) == ["changed", "unchanged"]
    assert changed.answers[0].changes == (Change("inputs.及格人數", "9", "8"),)
    assert (changed.count(Becomes.CHANGED), changed.answers[0].version) == (1, 2)
    assert verify().breaks == ()


def test_nothing_is_stored_while_one_field_is_wrong(plan, people):
    both = [of("kpi/1-1", RATE), of("kpi/1-2", {"figure": "許多"})]
    done = state_many(by=people["reporter"], statements=both)
    assert (done.stored, outcomes(done)) == (False, ["created", "refused"])
    assert faults(done.answers) == [("figure", FaultCode.NOT_A_NUMBER)]
    assert not Report.objects.exists()


def test_the_right_ones_are_stored_where_the_person_asks_for_it(plan, people):
    both = [of("kpi/1-1", RATE), of("kpi/1-2", {"figure": "許多", "reason": "因為"})]
    done = state_many(by=people["reporter"], statements=both, only_right=True)
    assert (done.stored, outcomes(done)) == (True, ["created", "refused"])
    assert [one.expected.element for one in Report.objects.all()] == ["kpi/1-1"], (
        "of a report with a fault no part is stored"
    )


def test_an_empty_statement_begins_no_report(plan, people):
    done = state_many(by=people["reporter"], statements=[of("kpi/1-1", {"reason": "  "})])
    assert outcomes(done) == ["unchanged"]
    assert not Report.objects.exists()


def test_looking_stores_nothing(plan, people):
    answers = look_at(people["reporter"], [of("kpi/1-1", RATE)])
    assert outcomes(answers) == ["created"]
    assert not Report.objects.exists()


def test_who_was_overtaken_is_told_and_overwrites_nothing(plan, people, actor, clock):
    save(people["reporter"], passes(7, 10))
    done = state_many(by=people["reporter"], statements=[of("kpi/1-1", RATE)])
    assert faults(done.answers) == [("", FaultCode.OVERTAKEN)]
    assert "第 1 版" in done.answers[0].faults[0].message.zh
    assert report_at(Report.objects.get().digest) == passes(7, 10)


def test_what_was_handed_in_is_not_changed(plan, people):
    report = save(people["reporter"], passes(9, 10))
    submit_report(by=people["reporter"], report=report.pk, version=1)
    same = state_many(by=people["reporter"], statements=[of("kpi/1-1", RATE, 1)])
    other = state_many(
        by=people["reporter"], statements=[of("kpi/1-1", {"inputs.及格人數": "8"}, 1)]
    )
    assert outcomes(same) == ["unchanged"]
    assert faults(other.answers) == [("", FaultCode.HANDED_IN)]


@pytest.mark.parametrize(
    ("moment", "code"), [(IN_JANUARY, FaultCode.NOT_OPEN), (IN_JULY, FaultCode.CLOSED)]
)
def test_outside_the_window(plan, people, clock, moment, code):
    clock(moment)
    done = state_many(by=people["reporter"], statements=[of("kpi/1-1", RATE)])
    assert faults(done.answers) == [("", code)]


def test_one_report_twice_in_a_request(plan, people):
    twice = [of("kpi/1-1", RATE), of("kpi/1-1", {"inputs.及格人數": "8"})]
    assert faults(state_many(by=people["reporter"], statements=twice).answers) == [
        ("", FaultCode.TWICE)
    ]


def test_who_may_not_is_refused_and_strangers_are_told_nothing(plan, people, actor):
    stranger = actor("stranger")
    one = [of("kpi/1-1", RATE)]
    assert faults(look_at(stranger, one)) == [("", FaultCode.NOT_EXPECTED)]
    assert look_at(stranger, one)[0].expected is None
    assert faults(look_at(people["reviewer"], one)) == [("", FaultCode.NOT_PERMITTED)]
    nowhere = [Statement(10**15, 0, RATE)]
    assert faults(look_at(people["reporter"], nowhere)) == [("", FaultCode.NOT_EXPECTED)]
    for by in (stranger, people["reviewer"]):
        assert not state_many(by=by, statements=one, only_right=True).count(Becomes.CREATED)
    assert not Report.objects.exists()


def test_it_says_the_same_as_the_verb_for_one(plan, people):
    """A report that is saved by itself and one of many are the same text."""
    row = expected("kpi/1-2")
    save_report(by=people["reporter"], expected=row.pk, version=0, document=sessions(30))
    done = state_many(by=people["reporter"], statements=[of("kpi/1-2", {"figure": "３０場"})])
    assert outcomes(done) == ["unchanged"]


def test_looking_asks_as_much_of_four_as_of_one(plan, people):
    four = [
        of("kpi/1-1", RATE),
        of("kpi/1-2", {"figure": "30"}),
        of("project/1-1", {"actual": "20"}),
        of("project/1-2", {"actual": "20"}, period="half-1"),
    ]
    counted = []
    for statements in (four[:1], four):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            look_at(people["reporter"], statements)
        counted.append(len(asked))
    assert counted[1] <= counted[0] <= 9


def test_more_than_anybody_has_is_refused(plan, people):
    with pytest.raises(TooMany):
        state_many(by=people["reporter"], statements=[Statement(1, 0, {})] * 1001)


def test_the_fields_of_another_ministry_are_not_shown(plan, people, actor):
    head = actor("head-of-ministry", "approver", at=MINISTRY)
    assert faults(look_at(head, [of("kpi/1-1", {"nothing": "1"})])) == [
        ("", FaultCode.NOT_PERMITTED)
    ]
