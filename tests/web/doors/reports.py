"""A report whose every text is markup: stated, handed in and returned, and open to be written."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from guankao.documents import ReportedIndicator, ReportedInput
from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.organizations.actors import as_actor
from guankao.web.organizations.models import Person
from guankao.web.reporting.actions import (
    expect_reports,
    give_exception,
    return_report,
    save_report,
    submit_report,
)
from guankao.web.reporting.evidence import blank_report, provable
from guankao.web.reporting.models import ExpectedReport


def reported(insider: Person, judge: Person, identifier: str, planted: str) -> int:
    """The key of what is expected on the first KPI of a plan, returned with an opinion."""
    expect_reports(by=COMMAND_LINE, identifier=identifier)
    one = ExpectedReport.objects.filter(
        plan__identifier=identifier, element__startswith="kpi/"
    ).order_by("pk")[0]
    by = as_actor(insider)
    until = timezone.now() + dt.timedelta(days=9)
    give_exception(by=by, expected=one.pk, until=until, reason=planted)
    inputs = tuple(ReportedInput(name=name, value=Decimal(1)) for name in provable(one))
    stated = ReportedIndicator(
        key=one.element.partition("/")[2],
        inputs=inputs,
        figure=None if inputs else Decimal(1),
        source="typed" if inputs else "file",
        origin=None if inputs else planted,
    )
    texts = dict.fromkeys(("reason", "countermeasure", "data_quality"), planted)
    document = blank_report(one).model_copy(update={"indicator": stated, **texts})
    report = save_report(by=by, expected=one.pk, version=0, document=document).report
    submit_report(by=by, report=report.pk, version=report.version, answer=planted)
    return_report(by=as_actor(judge), report=report.pk, version=report.version, opinion=planted)
    return one.pk
