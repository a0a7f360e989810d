"""Locking and recording, which every verb on reports begins and ends with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from guankao.web.ledger.actions import record
from guankao.web.reporting.models import ExpectedReport, Report

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor
    from guankao.web.ledger.events import Event


class NotExpected(ValueError):
    """The plan or the calendar does not ask for this report any more."""

    def __init__(self) -> None:
        super().__init__(_("This report is no longer asked for."))


def stream_of(identifier: str) -> str:
    """The stream of all reports on a plan; one for each, so that the others do not wait."""
    return f"{identifier}/reports"


def locked_expected(expected: int) -> ExpectedReport:
    """The row, with all periods of its KPI or project locked in the order of their keys.

    What one period says can depend on the others, so whoever changes one holds them all.
    """
    wanted = ExpectedReport.objects.only("plan_id", "element").get(pk=expected)
    locked = (
        ExpectedReport.objects.select_for_update(of=("self",))
        .filter(plan=wanted.plan_id, element=wanted.element)
        .select_related("plan__agency")
        .order_by("pk")
    )
    return next(row for row in locked if row.pk == expected)


def record_of_report(
    event: Event,
    expected: ExpectedReport,
    *,
    by: Actor,
    report: Report | None = None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Append an entry to the stream of the plan's reports."""
    version = {"version": report.version} if report is not None else {}
    record(
        event,
        by=by,
        stream=stream_of(expected.plan.identifier),
        subject=expected.identifier,
        words=f"{expected.plan.agency.name} {expected.plan.fiscal_year} {expected.title}",
        before=before,
        after={**version, **(after or {})},
    )
