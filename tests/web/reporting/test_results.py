"""Stored results: of which texts, by which rules, and that each can be computed again."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from guankao.calendars import TAIPEI
from guankao.web.archive.models import KeptDocument
from guankao.web.reporting.actions import (
    accept_report,
    correct_report,
    drop_correction,
    publish_report,
    return_report,
    withdraw_report,
)
from guankao.web.reporting.checking import differences
from guankao.web.reporting.models import Report, Result
from guankao.web.reporting.queries import current_result, preview
from web.reports_of_tests import (
    IN_JULY,
    actor,
    clock,
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


def shown(report: Report, people) -> Report:
    accept_report(by=people["reviewer"], report=report.pk, version=report.version)
    return publish_report(by=people["reviewer"], report=report.pk, version=report.version)


def two_quarters(people, clock) -> tuple[Report, Report]:
    first = submit(people["reporter"], passes(1, 10, reason="試辦。"))
    shown(first, people)
    clock(IN_JULY)
    second = submit(people["reporter"], passes(90, 90, "quarter-2"))
    return first, shown(second, people)


def test_a_result_is_stored_with_what_it_was_computed_of(plan, people, clock):
    first, second = two_quarters(people, clock)
    result = current_result(second)
    assert (result.value, result.unit, result.light) == (Decimal(91), "%", "green")
    assert result.earlier == [first.digest]
    assert (result.digest, result.plan_digest) == (
        second.digest,
        expected().plan.content_digest,
    )
    assert result.content["values"] == {"到考人數": "100", "及格人數": "91"}
    assert result.content["steps"][0][2] == "91÷100"
    assert result.rules["scheme"] == ["annual-plan-example", 1]
    assert result.example
    assert list(differences()) == []


def test_saving_computes_nothing_and_looking_stores_nothing(plan, people):
    save(people["reporter"], passes(9, 10))
    assert preview(expected(), passes(9, 10)).value == 90
    assert not Result.objects.exists()


def test_a_projects_result_has_its_risk(plan, people):
    report = submit(people["reporter"], progress(milestones=()))
    result = current_result(report)
    assert (result.risk, result.light, result.value) == ("middle", "", Decimal(20))
    assert result.content["triggered"] == [["milestone-late", "middle", "30", "1"]]
    assert list(differences()) == []


def test_a_correction_computes_the_later_periods_anew_and_keeps_what_was(plan, people, clock):
    first, second = two_quarters(people, clock)
    correct_report(by=people["reporter"], report=first.pk, version=1, reason="名冊重複。")
    corrected = submit(people["reporter"], passes(10, 10))
    assert current_result(second).value == 91, "not before the correction is published"
    assert current_result(corrected).value == 100, "the reviewer sees what it would be"
    assert current_result(corrected, 1).value == 10
    shown(corrected, people)
    now = current_result(second)
    assert (now.value, now.number, now.earlier) == (Decimal(100), 2, [corrected.digest])
    assert [one.value for one in second.results.order_by("number")] == [91, 100]
    assert list(differences()) == []


def test_a_dropped_correction_leaves_every_result_as_it_was(plan, people, clock):
    first, second = two_quarters(people, clock)
    correct_report(by=people["reporter"], report=first.pk, version=1, reason="名冊重複。")
    save(people["reporter"], passes(10, 10))
    published(the_plan(indicators=(the_plan().indicators[0].model_copy(update={"target": "95%"}),)))
    first.refresh_from_db()
    drop_correction(by=people["reporter"], report=first.pk, version=first.version)
    first.refresh_from_db()
    assert current_result(first).plan_digest == current_result(first, 1).plan_digest
    assert current_result(first).content == current_result(first, 1).content
    assert second.results.count() == 1
    assert list(differences()) == []


def test_what_was_handed_in_is_judged_by_the_plan_of_its_day(plan, people, clock):
    first, second = two_quarters(people, clock)
    published(the_plan(indicators=(the_plan().indicators[0].model_copy(update={"target": "99%"}),)))
    assert current_result(second).light == "green"
    clock(dt.datetime(2023, 10, 5, tzinfo=TAIPEI))
    third = submit(people["reporter"], passes(0, 0, "quarter-3", reason="本季未辦理。"))
    assert current_result(third).light == "yellow"
    assert current_result(second).light == "green"
    assert first.results.count() == second.results.count() == 1


def test_what_is_taken_back_no_longer_counts(plan, people, clock):
    first = submit(people["reporter"], passes(9, 10))
    clock(IN_JULY)
    second = submit(people["reporter"], passes(9, 10, "quarter-2"))
    assert current_result(second).value == 90
    return_report(by=people["reviewer"], report=first.pk, version=1, opinion="請更正。")
    unknown = current_result(second)
    assert (unknown.value, unknown.light, unknown.earlier) == (None, "white", [None])
    submit(people["reporter"], passes(10, 10), answer="已更正。")
    assert current_result(second).value == 95
    withdraw_report(by=people["reporter"], report=first.pk, version=2)
    assert current_result(second).value is None
    assert list(differences()) == []


def test_blanks_are_computed_again_too(plan, people, clock):
    clock(IN_JULY)
    report = submit(people["reporter"], passes(9, 10, "quarter-2"))
    result = current_result(report)
    assert (result.value, result.light, result.earlier) == (None, "white", [None])
    assert [one[0] for one in result.content["problems"]] == ["periods-missing"]
    assert list(differences()) == []
    Result.objects.filter(pk=result.pk).update(content=result.content | {"value": "0"})
    assert [one.identifier for one in differences()] == [expected(period="quarter-2").identifier]


def test_every_result_that_was_changed_by_hand_is_named(plan, people, clock):
    first, second = two_quarters(people, clock)
    result = current_result(second)
    Result.objects.filter(pk=result.pk).update(content=result.content | {"light": "red"})
    [found] = differences()
    assert (found.identifier, found.number) == (second.expected.identifier, 1)
    assert "another result" in found.reason
    Result.objects.filter(pk=result.pk).update(content=result.content)
    assert list(differences()) == []
    Result.objects.filter(pk=result.pk).update(rules={"scheme": ["x", 1], "warnings": ["x", 1]})
    assert "do not ship any more" in next(differences()).reason
    Result.objects.filter(pk=result.pk).update(rules=result.rules)
    Report.objects.filter(pk=first.pk).update(state="draft", published_version=None)
    found = [one for one in differences() if one.identifier == second.expected.identifier]
    assert "another text by now" in found[0].reason


def test_an_altered_text_is_not_taken_for_the_one_that_was_reported(plan, people):
    from guankao.web.archive import memory

    report = submit(people["reporter"], passes(9, 10))
    kept = KeptDocument.objects.get(digest=report.digest)
    KeptDocument.objects.filter(pk=kept.pk).update(content=kept.content.replace("9", "8", 1))
    memory.documents.clear()
    reasons = [one.reason for one in differences() if one.identifier == expected().identifier]
    assert f"the text {report.digest[:12]} is not kept, or was altered" in reasons


def test_a_long_figure_is_exact_in_the_content(plan, people):
    report = submit(people["reporter"], passes(1, 3, reason="試辦。"))
    result = current_result(report)
    assert result.content["value"] == "33.33333333333333333333333333"
    assert result.value == Decimal("33.3333333333")
    counted = submit(people["reporter"], sessions(10**19, reason="誤植？"))
    assert current_result(counted).content["value"] == str(10**19)


def test_a_column_that_was_changed_by_hand_is_named(plan, people, clock):
    _first, second = two_quarters(people, clock)
    Result.objects.filter(pk=current_result(second).pk).update(value=Decimal(99))
    assert (
        next(one.reason for one in differences()) == "its column value is not what its texts give"
    )


def test_a_result_that_is_gone_is_missed(plan, people):
    report = submit(people["reporter"], passes(9, 10))
    Result.objects.filter(report=report).update(current=False)
    assert "what was handed in has no result" in [one.reason for one in differences()]


def test_how_far_it_is_is_told_plan_by_plan(plan, people, clock):
    two_quarters(people, clock)
    told = []
    assert list(differences(told.append)) == []
    assert told == [2]


def test_a_plan_is_computed_again_by_a_bounded_number_of_questions(
    plan, people, clock, django_assert_max_num_queries
):
    submit(people["reporter"], sessions(10, reason="試辦。"))
    submit(people["reporter"], progress())
    two_quarters(people, clock)
    with django_assert_max_num_queries(14):
        assert list(differences()) == []
