"""Store what follows from reports, of which texts, and by which rules."""

from __future__ import annotations

from dataclasses import asdict

from django.utils import timezone

from guankao import documents
from guankao.web.reporting.burden import burden_of_report
from guankao.web.reporting.models import ExpectedReport, Report, Result
from guankao.web.reporting.outcomes import (
    NotInPlan,
    as_columns,
    as_content,
    money_of,
    outcome_of,
    rules_of_year,
)
from guankao.web.reporting.past import History, earlier_results
from guankao.web.reporting.queries import (
    current_result,
    earlier_digests,
    plan_at,
    report_at,
    report_of,
    rows_of_element,
    standing_of,
)
from guankao.web.reporting.signals import public_results_changed
from guankao.web.reporting.states import HANDED_IN, ReportState


def restate(expected: ExpectedReport, *, handed_in: bool = False) -> None:
    """Compute every period of the KPI or project that depends on this one, inside the verb.

    A result that would be the same stays. `handed_in` says that this period was submitted just
    now, so that it is computed by the plan of today; all others keep the plan that they were
    handed in under. A published figure that changes with an earlier one gets a new row.
    """
    rows = rows_of_element(expected)
    for row in rows:
        report = report_of(row)
        if report is None or row.period_end < expected.period_end:
            continue
        fresh = handed_in and row.pk == expected.pk
        for version, digest in _counting(report).items():
            _compute(row, report, version, digest, earlier_digests(row, rows), fresh=fresh)
    if any(report.published_version for report in map(report_of, rows) if report):
        public_results_changed.send(sender=Result, plan=expected.plan_id, element=expected.element)


def _counting(report: Report) -> dict[int, str]:
    """The versions whose results somebody reads: the one that stands, and the one in review."""
    found: dict[int, str] = {}
    standing = standing_of(report)
    if standing is not None:
        found[standing.version] = standing.digest
    if ReportState(report.state) in HANDED_IN:
        found[report.version] = report.digest
    return found


def _compute(
    expected: ExpectedReport,
    report: Report,
    version: int,
    digest: str,
    earlier: list[str | None],
    *,
    fresh: bool,
) -> None:
    known = current_result(report, version)
    plan_digest = expected.plan.content_digest
    before = None
    if not (fresh and version == report.version):
        # A text that was handed in once is judged by the plan of that day, whatever came since.
        before = known or report.results.filter(digest=digest).order_by("-number").first()
        plan_digest = before.plan_digest if before else plan_digest
    if before is not None:
        history = [(year, value) for year, value in before.history]
    else:
        history = history_of(expected, plan_digest)
    rules = rules_of_year(expected.plan.fiscal_year)
    inputs = (plan_digest, digest, earlier, rules.named(), [list(one) for one in history])
    if known is not None and inputs == (
        known.plan_digest,
        known.digest,
        known.earlier,
        known.rules,
        known.history,
    ):
        return
    try:
        outcome = outcome_of(
            plan_at(plan_digest),
            expected.element,
            expected.period,
            [report_at(one) if one else None for one in (*earlier, digest)],
            fields=expected.fields,
            rules=rules,
            history=history,
        )
    except NotInPlan:
        return
    document, before_it = report_at(digest), _before(earlier)
    burden = burden_of_report(plan_at(plan_digest), document, outcome, before_it)
    report.results.filter(version=version, current=True).update(current=False)
    Result.objects.create(
        report=report,
        number=report.results.count() + 1,
        version=version,
        plan_digest=plan_digest,
        digest=digest,
        earlier=earlier,
        history=history,
        rules=rules.named(),
        content=as_content(outcome),
        computed_at=timezone.now(),
        **as_columns(outcome),
        **money_of(document),
        **asdict(burden),
    )


def history_of(expected: ExpectedReport, plan_digest: str) -> History:
    """What is known of earlier years by now; nothing where the plan has the KPI no more."""
    try:
        return earlier_results(expected, plan_at(plan_digest))
    except NotInPlan:
        return []


def _before(earlier: list[str | None]) -> documents.Report | None:
    """The report of the period before, where it stands."""
    return report_at(earlier[-1]) if earlier and earlier[-1] else None
