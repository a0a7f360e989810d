"""What can be asked about evidence: what a file may prove, and who may have it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guankao.calendars import ReportField
from guankao.documents import Indicator, Report
from guankao.results import definition_of
from guankao.results.statements import empty_report
from guankao.web.archive import files
from guankao.web.organizations.permissions import Permission, require
from guankao.web.reporting.models import EvidenceFile, ExpectedReport
from guankao.web.reporting.outcomes import element_of
from guankao.web.reporting.queries import plan_at

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor

_OF_PROJECTS = (
    (ReportField.PROGRESS, "實際進度"),
    (ReportField.MILESTONES, "已完成查核點"),
    (ReportField.ALLOTTED, "累計分配預算"),
    (ReportField.SPENT, "累計執行數"),
)
"""What a project states, in the words of the data tables."""


@dataclass(frozen=True)
class EvidenceContent:
    """A file of evidence as it is handed out: never shown in the page, whatever it is."""

    name: str
    media_type: str
    size: int
    pieces: Iterator[bytes]


def blank_report(expected: ExpectedReport) -> Report:
    """The report before anybody has stated anything; NotInPlan."""
    plan = plan_at(expected.plan.content_digest)
    return empty_report(
        element_of(plan, expected.element),
        fiscal_year=plan.fiscal_year,
        agency=plan.agency,
        period=expected.period,
        fictional=plan.fictional,
    )


def provable(expected: ExpectedReport) -> tuple[str, ...]:
    """What a file can be said to prove, beside the whole: inputs by name, or what a project says.

    Raises NotInPlan.
    """
    found = element_of(plan_at(expected.plan.content_digest), expected.element)
    if isinstance(found, Indicator):
        formula = definition_of(found, expected.plan.fiscal_year).formula
        return tuple(one.name for one in formula.inputs) if formula else ()
    return tuple(name for field, name in _OF_PROJECTS if field.value in expected.fields)


def evidence_content(*, by: Actor, expected: int, digest: str) -> EvidenceContent:
    """A file that was handed in with this report, for whoever may read the report.

    Raises NotPermitted, EvidenceFile.DoesNotExist, and FileNotFoundError where the bytes are gone.
    """
    row = ExpectedReport.objects.select_related("plan__agency").filter(pk=expected).first()
    if row is None:
        raise EvidenceFile.DoesNotExist
    require(by, Permission.READ_REPORT, at=row.plan.agency)
    found = EvidenceFile.objects.select_related("file").get(expected=row, file=digest)
    # Asked for here, so that a file that is gone is said before anything is sent.
    files.path_of(digest).stat()
    return EvidenceContent(found.name, found.file.media_type, found.file.size, files.pieces(digest))
