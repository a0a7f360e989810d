"""Many reports at once: what is stated of each, and what would become of it. Nothing is stored.

Workbooks and programs bring their statements here, so that both are answered alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils import timezone

from guankao import documents
from guankao.calendars import Stage
from guankao.results.faults import Fault, FaultCode, fault
from guankao.results.statements import empty_report, restated, same_statement, stated_in
from guankao.web.archive.queries import documents_of
from guankao.web.organizations.permissions import Permission, rights_of
from guankao.web.reporting.models import ExpectedReport, LateException, ReportStep
from guankao.web.reporting.outcomes import NotInPlan, element_of
from guankao.web.reporting.queries import RETURNS, plan_at, report_at, report_of
from guankao.web.reporting.sources import elements_with_sources, provided_inputs
from guankao.web.reporting.states import EDITABLE, ReportState

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor
    from guankao.web.organizations.permissions import Rights

MOST_STATEMENTS = 1_000
"""Reports in one request. The largest plan has 124 of a period."""


class TooMany(ValueError):
    """More statements than are taken at once."""


@dataclass(frozen=True)
class Statement:
    """What somebody states of one report.

    Attributes:
        expected: the key of what is expected.
        version: of the report that they saw; 0 where there was none.
        fields: texts by the names of `guankao.results.statements`.
    """

    expected: int
    version: int
    fields: Mapping[str, str]


class Becomes(StrEnum):
    """What becomes of a report."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class Change:
    """One field with what stood there and what is stated now; "" is nothing."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Answer:
    """What becomes of one statement.

    Attributes:
        statement: what was stated.
        expected: None where there is no such report, or nothing that this person may know of.
        becomes: what storing does, or has done.
        version: of the report that stands; 0 where there is none.
        document: as it would stand; None where it is refused.
        faults: why it is refused.
        changes: field by field.
    """

    statement: Statement
    expected: ExpectedReport | None
    becomes: Becomes
    version: int = 0
    document: documents.Report | None = None
    faults: tuple[Fault, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def changes_anything(self) -> bool:
        """Whether there is something to store."""
        return self.becomes in {Becomes.CREATED, Becomes.CHANGED}


@dataclass(frozen=True)
class _Known:
    """What is asked of the database once for all statements."""

    rights: Rights
    rows: Mapping[int, ExpectedReport]
    excused: Mapping[int, LateException]
    returned: frozenset[int]
    provided: frozenset[tuple[int, str]]
    """Plan and element of KPIs of which something comes from elsewhere."""


def look_at(by: Actor, statements: Sequence[Statement]) -> tuple[Answer, ...]:
    """What storing the statements would do, in their order, by a bounded number of questions.

    Raises:
        TooMany: more than MOST_STATEMENTS.
    """
    if len(statements) > MOST_STATEMENTS:
        raise TooMany(len(statements))
    known = _known(by, statements)
    seen: set[int] = set()
    answers = []
    for one in statements:
        answer = _answer(one, known)
        if one.expected in seen and answer.expected is not None:
            answer = _refused(answer, fault("", FaultCode.TWICE))
        seen.add(one.expected)
        answers.append(answer)
    return tuple(answers)


def _known(by: Actor, statements: Sequence[Statement]) -> _Known:
    keys = {one.expected for one in statements}
    found = ExpectedReport.objects.filter(pk__in=keys).select_related("plan__agency", "report")
    rows = {row.pk: row for row in found}
    reports = [report for row in rows.values() if (report := report_of(row)) is not None]
    documents_of([one.digest for one in reports])
    exceptions = LateException.objects.filter(expected__in=rows, ended_at__isnull=True)
    returned = (
        ReportStep.objects.filter(report__in=reports, step__in=RETURNS)
        .order_by()
        .values_list("report", flat=True)
        .distinct()
    )
    return _Known(
        rights_of(by),
        rows,
        {one.expected_id: one for one in exceptions},
        frozenset(returned),
        elements_with_sources(row.plan_id for row in rows.values()),
    )


def _answer(statement: Statement, known: _Known) -> Answer:
    row = known.rows.get(statement.expected)
    # What a person may not read, they are not told of.
    if row is None or not known.rights.allows(Permission.READ_REPORT, row.plan.agency):
        missing = (fault("", FaultCode.NOT_EXPECTED),)
        return Answer(statement, None, Becomes.REFUSED, faults=missing)
    report = report_of(row)
    answer = Answer(statement, row, Becomes.UNCHANGED, version=report.version if report else 0)
    if not known.rights.allows(Permission.FILL_REPORT, row.plan.agency):
        return _refused(answer, fault("", FaultCode.NOT_PERMITTED))
    try:
        stands, document, faults = _restated(row, statement, known)
    except NotInPlan:
        return _refused(answer, fault("", FaultCode.NOT_EXPECTED))
    if not faults and same_statement(document, stands):
        return replace(answer, document=document)
    hindered = () if faults else _hindering(row, statement, known)
    if faults or hindered:
        return _refused(answer, *faults, *hindered)
    return replace(
        answer,
        becomes=Becomes.CHANGED if report is not None else Becomes.CREATED,
        document=document,
        changes=_changes(stated_in(stands), stated_in(document)),
    )


def _restated(
    row: ExpectedReport, statement: Statement, known: _Known
) -> tuple[documents.Report, documents.Report, tuple[Fault, ...]]:
    """What stands, or an empty report; what it would be; and the faults of its fields."""
    plan = plan_at(row.plan.content_digest)
    element = element_of(plan, row.element)
    report = report_of(row)
    if report is not None:
        stands = report_at(report.digest)
    else:
        stands = empty_report(
            element,
            fiscal_year=plan.fiscal_year,
            agency=plan.agency,
            period=row.period,
            fictional=plan.fictional,
        )
    provided = provided_inputs(row) if (row.plan_id, row.element) in known.provided else ()
    found = restated(element, stands, statement.fields, provided)
    return stands, found.report, found.faults


def _hindering(row: ExpectedReport, statement: Statement, known: _Known) -> tuple[Fault, ...]:
    """Why the report is not taken now, by the same rules as the verb that saves."""
    report = report_of(row)
    if row.withdrawn_at is not None:
        return (fault("", FaultCode.NOT_EXPECTED),)
    exception = known.excused.get(row.pk)
    stage = row.window(exception.until if exception else None).stage_at(timezone.now())
    goes_on = report is not None and (
        report.published_version is not None or report.pk in known.returned
    )
    if not goes_on and stage in {Stage.NOT_YET, Stage.CLOSED}:
        code = FaultCode.NOT_OPEN if stage is Stage.NOT_YET else FaultCode.CLOSED
        return (fault("", code),)
    if report is not None and ReportState(report.state) not in EDITABLE:
        return (fault("", FaultCode.HANDED_IN),)
    stands = report.version if report is not None else 0
    if statement.version != stands:
        return (fault("", FaultCode.OVERTAKEN, version=str(stands)),)
    return ()


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Change, ...]:
    names = list(dict.fromkeys([*after, *before]))
    return tuple(
        Change(name, before.get(name, ""), after.get(name, ""))
        for name in names
        if before.get(name) != after.get(name)
    )


def _refused(answer: Answer, *faults: Fault) -> Answer:
    return replace(answer, becomes=Becomes.REFUSED, document=None, faults=faults, changes=())
