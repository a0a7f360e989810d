"""A figure is held against what the same period of earlier years came to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.planning.actions import load_plan
from guankao.web.planning.models import Plan
from guankao.web.reporting.checking import differences
from guankao.web.reporting.models import ExpectedReport, Report, ReportVersion, Result
from guankao.web.reporting.past import as_figures, earlier_results
from guankao.web.reporting.queries import current_result, plan_at, preview
from web.reports_of_tests import (
    YEAR,
    actor,
    clock,
    expected,
    passes,
    people,
    plan,
    submit,
    the_plan,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "clock", "people", "plan"]


def year_with(value: int, *, back: int, state: str = "published", **changed: object) -> None:
    """A year that was reported and published then: its rows, as they stand when it is over."""
    earlier = the_plan(fiscal_year=YEAR - back, **changed)
    load_plan(earlier, by=COMMAND_LINE)
    row = Plan.objects.get(identifier=earlier.identifier)
    this = expected()
    facts = {
        field.attname: getattr(this, field.attname)
        for field in ExpectedReport._meta.concrete_fields
        if field.name not in {"id", "plan", "identifier"}
    }
    identifier = this.identifier.replace(str(YEAR), str(YEAR - back), 1)
    then = ExpectedReport.objects.create(plan=row, identifier=identifier, **facts)
    moment = this.made_at
    report = Report.objects.create(
        expected=then,
        state=state,
        digest="0" * 64,
        published_version=1 if state == "published" else None,
        created_at=moment,
        changed_at=moment,
    )
    ReportVersion.objects.create(report=report, number=1, digest="0" * 64, saved_at=moment)
    Result.objects.create(
        report=report,
        number=1,
        version=1,
        plan_digest=row.content_digest,
        digest="0" * 64,
        content={"value": str(value)},
        value=value,
        computed_at=moment,
    )


def history():
    return earlier_results(expected(), plan_at(expected().plan.content_digest))


def test_earlier_years_say_what_is_usual(plan, people):
    for back, value in enumerate((91, 92, 90, 93), start=1):
        year_with(value, back=back)
    assert as_figures(history()) == {
        YEAR - 4: Decimal(93),
        YEAR - 3: Decimal(90),
        YEAR - 2: Decimal(92),
        YEAR - 1: Decimal(91),
    }
    codes = [one.code for one in preview(expected(), passes(40, 100)).problems]
    assert "far-from-history" in codes
    report = submit(people["reporter"], passes(95, 100))
    result = current_result(report)
    assert [year for year, _value in result.history] == [YEAR - 4, YEAR - 3, YEAR - 2, YEAR - 1]
    mine = [one for one in differences() if one.identifier == expected().identifier]
    assert mine == []
    # What was known on the day of submission stays with the result.
    Result.objects.filter(report__expected__plan__fiscal_year=YEAR - 1).update(
        content={"value": "1"}
    )
    assert [one for one in differences() if one.identifier == expected().identifier] == []


def test_only_what_was_accepted_and_measured_in_the_same_way_counts(plan, people):
    year_with(91, back=1, state="submitted")
    kpis = the_plan().indicators
    other = kpis[0].model_copy(update={"standard": "及格人數÷報名人數×100%"})
    year_with(92, back=2, indicators=(other, *kpis[1:]))
    year_with(93, back=3)
    assert as_figures(history()) == {YEAR - 3: Decimal(93)}
