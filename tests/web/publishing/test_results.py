"""Every figure that was public stays, beside the one that took its place."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from guankao.web.planning.models import Plan
from guankao.web.publishing.actions import tell_results_of_plan
from guankao.web.publishing.models import PublishedFigure
from guankao.web.reporting.actions import correct_report, drop_correction
from guankao.web.reporting.models import Report as StoredReport
from guankao.web.reporting.models import Result
from web.reports_of_tests import (
    IN_JULY,
    PLAN,
    actor,
    clock,
    passes,
    people,
    progress,
    submit,
)
from web.results_of_tests import correct, make_public, public_plan

__all__ = ["actor", "clock", "people", "public_plan"]

pytestmark = pytest.mark.usefixtures("public_plan")


def told(element: str = "kpi/1-1") -> list[tuple[object, ...]]:
    rows = PublishedFigure.objects.filter(plan__identifier=PLAN, element=element)
    return [
        (row.period, row.number, row.cause, str(row.value.normalize()), row.standing, row.latest)
        for row in rows.order_by("period_end", "number")
    ]


def test_nothing_is_public_before_it_is_published(people):
    submit(people["reporter"], passes(80, 100, reason="試題較難。"))
    assert told() == []


def test_what_is_published_is_told_once(people):
    report = make_public(people, passes(90, 100))
    row = PublishedFigure.objects.get()
    assert told() == [("quarter-1", 1, "first", "9E+1", True, True)]
    assert (row.light, row.unit, row.met) == ("green", "%", True)
    assert row.achievement == 1
    assert row.published_at == report.changed_at
    tell_results_of_plan(Plan.objects.get(identifier=PLAN).pk)
    assert PublishedFigure.objects.count() == 1


def test_a_correction_and_what_follows_from_it_stand_beside_what_was(people, clock):
    make_public(people, passes(90, 100))
    clock(IN_JULY)
    make_public(people, passes(95, 100, "quarter-2"))
    correct(people, passes(94, 100), "漏計一場。")
    assert told() == [
        ("quarter-1", 1, "first", "9E+1", False, False),
        ("quarter-1", 2, "corrected", "94", True, False),
        ("quarter-2", 1, "first", "92.5", False, False),
        ("quarter-2", 2, "restated", "94.5", True, True),
    ]
    reasons = PublishedFigure.objects.order_by("period_end", "number")
    assert list(reasons.values_list("reason", flat=True)) == ["", "漏計一場。", "", ""]


def test_a_correction_that_is_under_way_or_dropped_changes_nothing(people):
    report = make_public(people, passes(90, 100))
    before = told()
    at = {"report": report.pk, "version": report.version}
    correct_report(by=people["reporter"], reason="再查。", **at)
    report = submit(people["reporter"], passes(99, 100))
    assert told() == before
    from guankao.web.reporting.actions import withdraw_report

    at = {"report": report.pk, "version": report.version}
    withdraw_report(by=people["reporter"], **at)
    drop_correction(by=people["reporter"], **at)
    assert told() == before
    row = PublishedFigure.objects.get()
    stored = StoredReport.objects.get()
    assert row.result.version == stored.published_version


def test_a_project_is_told_with_its_risk(people):
    behind = progress(actual=Decimal(5))
    said = {"reason": "進度落後。", "countermeasure": "趕工。"}
    make_public(people, behind.model_copy(update=said))
    row = PublishedFigure.objects.get(element="project/1-1")
    assert (row.value, row.unit, row.risk, row.light) == (5, "%", "high", "")


def test_what_follows_and_fails_undoes_the_verb(people, monkeypatch):
    def fail(*_arguments: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("guankao.web.publishing.actions.results._tell", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        make_public(people, passes(90, 100))
    assert not StoredReport.objects.filter(published_version__isnull=False).exists()


def test_the_database_refuses_two_figures_that_stand(people):
    make_public(people, passes(90, 100))
    row = PublishedFigure.objects.get()
    row.pk, row.number = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    row.standing, row.latest, row.cause = False, False, "corrected"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()  # a correction without its reason


def test_a_rebuild_finds_the_same(people, clock):
    make_public(people, passes(90, 100))
    clock(IN_JULY)
    make_public(people, passes(95, 100, "quarter-2"))
    before = told()
    PublishedFigure.objects.all().delete()
    tell_results_of_plan(Plan.objects.get(identifier=PLAN).pk)
    assert told() == before
    assert Result.objects.filter(published_figures__isnull=False).count() == 2
