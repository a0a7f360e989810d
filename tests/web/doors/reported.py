"""A report whose every text is markup: returned with an opinion, answered, let come late."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from guankao.documents import Report, ReportedIndicator, ReportedInput
from guankao.results import definition_of
from guankao.web.ledger.actors import COMMAND_LINE, Actor
from guankao.web.reporting.actions import (
    add_evidence,
    expect_reports,
    give_exception,
    return_report,
    save_report,
    submit_report,
)
from guankao.web.reporting.models import ExpectedReport
from guankao.web.reporting.outcomes import element_of
from guankao.web.reporting.queries import plan_at

PLAN = "107/示範署"
PROOF = b"%PDF-1.7\nproof"
"""What the file of evidence holds."""


def report_of_planted_texts(
    planted: str, *, reporter: Actor, judge: Actor, controller: Actor
) -> int:
    """The key of what is expected, of which this is the report."""
    expect_reports(by=COMMAND_LINE, identifier=PLAN)
    row = (
        ExpectedReport.objects.filter(plan__identifier=PLAN, element__startswith="kpi/")
        .select_related("plan__agency")
        .order_by("due_at", "pk")[0]
    )
    until = timezone.now() + dt.timedelta(days=9)
    give_exception(by=controller, expected=row.pk, until=until, reason=planted)
    kpi = element_of(plan_at(row.plan.content_digest), row.element)
    asked = definition_of(kpi, row.plan.fiscal_year).asked
    stated = ReportedIndicator(
        key=kpi.key,
        inputs=tuple(ReportedInput(name=name, value=Decimal(1)) for name in asked),
        figure=None if asked else Decimal(1),
    )
    document = Report(
        fiscal_year=row.plan.fiscal_year,
        agency=row.plan.agency.name,
        fictional=True,
        period=row.period,
        indicator=stated,
        reason=planted,
        countermeasure=planted,
        data_quality=planted,
    )
    report = save_report(by=reporter, expected=row.pk, version=0, document=document).report
    add_evidence(by=reporter, expected=row.pk, version=1, name=f"{planted}.pdf", content=PROOF)
    seen = {"report": report.pk, "version": 2}
    submit_report(by=reporter, **seen)
    return_report(by=judge, opinion=planted, **seen)
    submit_report(by=reporter, answer=planted, **seen)
    return row.pk
