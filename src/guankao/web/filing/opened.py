"""One report as somebody opened it: what it asks, what it says, and what may be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils import timezone

from guankao import documents
from guankao.calendars import ReportField, Stage, Window, period_of
from guankao.documents import Evidence, Indicator, Project
from guankao.figures import Period, Target
from guankao.results import Definition, Provided, definition_of, planned_at
from guankao.web.filing.forms import (
    IndicatorReportForm,
    ProjectReportForm,
    ReportForm,
    initial_of,
)
from guankao.web.organizations.permissions import Permission, Rights
from guankao.web.reporting.actions.recording import NotExpected
from guankao.web.reporting.actions.stating import OutsideWindow, require_taken
from guankao.web.reporting.evidence import blank_report
from guankao.web.reporting.models import ExpectedReport, Report, ReportVersion
from guankao.web.reporting.outcomes import NotInPlan, element_of
from guankao.web.reporting.queries import (
    earlier_digests,
    last_values,
    plan_at,
    report_at,
    report_of,
    rows_of_element,
    window_of_report,
)
from guankao.web.reporting.sources import provided_inputs
from guankao.web.reporting.states import EDITABLE, ReportState

REPORT = "report"
"""What the form of a report is called where this device keeps what was typed."""


@dataclass
class Opened:
    """A report that somebody may read.

    Attributes:
        expected: with its plan, agency, parent agency and report.
        rights: of whoever opened it.
        report: None where nobody began it.
    """

    expected: ExpectedReport
    rights: Rights
    report: Report | None = field(init=False)

    def __post_init__(self) -> None:
        self.report = report_of(self.expected)

    @property
    def state(self) -> ReportState | None:
        return ReportState(self.report.state) if self.report is not None else None

    @property
    def version(self) -> int:
        """The newest version; 0 where nobody began."""
        return self.report.version if self.report is not None else 0

    @cached_property
    def stored(self) -> documents.Report | None:
        """What the newest version says."""
        return report_at(self.report.digest) if self.report is not None else None

    @cached_property
    def element(self) -> Indicator | Project | None:
        """The KPI or project by the plan of today; None where the plan has it no more."""
        try:
            return element_of(plan_at(self.expected.plan.content_digest), self.expected.element)
        except NotInPlan:
            return None

    @cached_property
    def definition(self) -> Definition | None:
        """How a KPI is computed; None of a project."""
        if not isinstance(self.element, Indicator):
            return None
        return definition_of(self.element, self.expected.plan.fiscal_year)

    @property
    def target(self) -> Target | None:
        return self.definition.target if self.definition is not None else None

    @property
    def period(self) -> Period:
        return period_of(self.expected.plan.fiscal_year, self.expected.period)

    @cached_property
    def window(self) -> Window:
        """With the exception that stands."""
        return window_of_report(self.expected)

    @property
    def stage(self) -> Stage:
        return self.window.stage_at(timezone.now())

    @property
    def taken(self) -> bool:
        """Whether it may be changed and handed in at this moment, whoever asks."""
        try:
            require_taken(self.expected, self.report)
        except (OutsideWindow, NotExpected):
            return False
        return self.element is not None

    @property
    def editable(self) -> bool:
        """Whether its state lets it be changed."""
        return self.state is None or self.state in EDITABLE

    @cached_property
    def may_fill(self) -> bool:
        """Whether the person can change it now."""
        allowed = self.rights.allows(Permission.FILL_REPORT, self.expected.plan.agency)
        return allowed and self.editable and self.taken

    @cached_property
    def may_submit(self) -> bool:
        """Whether the person can hand it in now."""
        allowed = self.rights.allows(Permission.SUBMIT_REPORT, self.expected.plan.agency)
        return allowed and self.editable and self.taken

    @cached_property
    def may_withdraw(self) -> bool:
        """Whether the person can take it back now."""
        allowed = self.rights.allows(Permission.SUBMIT_REPORT, self.expected.plan.agency)
        return allowed and self.state is ReportState.SUBMITTED and self.taken

    @property
    def may_review(self) -> bool:
        """Whether the person has the page on which it is judged."""
        allowed = self.rights.allows(Permission.REVIEW_REPORT, self.expected.plan.agency)
        return allowed and self.report is not None

    @property
    def may_correct(self) -> bool:
        """Whether the person may begin a correction of what is published, or drop it."""
        allowed = self.rights.allows(Permission.FILL_REPORT, self.expected.plan.agency)
        return allowed and self.report is not None and self.report.published_version is not None

    @cached_property
    def leads_to(self) -> Sequence[str]:
        """The names of the other pages on it that the person may open."""
        agency = self.expected.plan.agency
        found = []
        if self.report is not None and self.rights.allows(Permission.REVIEW_REPORT, agency):
            found.append("report-review")
        shown = self.report is not None and self.report.published_version is not None
        if shown and self.rights.allows(Permission.FILL_REPORT, agency):
            found.append("report-correct")
        if self.rights.allows(Permission.EXCUSE_REPORT, agency):
            found.append("report-exception")
        return found

    @cached_property
    def last(self) -> Mapping[str, str]:
        """What the report of the period before stated."""
        return last_values(self.expected)

    @cached_property
    def provided(self) -> Sequence[Provided]:
        """Inputs that come from elsewhere, as they are known now."""
        return provided_inputs(self.expected) if self.definition is not None else ()

    @property
    def asked(self) -> Sequence[ReportField]:
        """What it has to state."""
        return [ReportField(one) for one in self.expected.fields]

    def form(self, **options: Any) -> ReportForm:
        """Its form; `initial` and `data` as of any form."""
        if self.definition is not None:
            known = self.stored.indicator if self.stored is not None else None
            names = {one.name for one in self.provided}
            return IndicatorReportForm(self.definition, names, known, self.last, **options)
        project = self.element
        assert isinstance(project, Project)  # noqa: S101 - `taken` saw to it
        planned = planned_at(project, self.period.end.month) is not None
        return ProjectReportForm(project, self.asked, self.last, plans_progress=planned, **options)

    @cached_property
    def begun(self) -> documents.Report:
        """What the form shows at first: what stands, or what is known before anybody begins.

        Notes on the data stay with the KPI; a milestone that was done stays done.
        """
        if self.stored is not None:
            return self.stored
        blank = blank_report(self.expected)
        before = earlier_digests(self.expected, rows_of_element(self.expected))
        last = report_at(before[-1]) if before and before[-1] else None
        noted = last.data_quality if last is not None else None
        if isinstance(self.element, Indicator):
            noted = noted or self.element.data_quality
        known: dict[str, Any] = {"data_quality": noted}
        if blank.project is not None and last is not None and last.project is not None:
            done = {"milestones": last.project.milestones}
            known["project"] = blank.project.model_copy(update=done)
        return blank.model_copy(update=known)

    def beginning(self) -> dict[str, Any]:
        """The initial values of its form."""
        return initial_of(self.form(), self.begun) | {"version": self.version}

    def document(
        self, parts: Mapping[str, Any], evidence: Sequence[Evidence] = ()
    ) -> documents.Report:
        """A report that says `parts`; `evidence` is only looked at, saving keeps what stands.

        Raises:
            pydantic.ValidationError: a text that no document may hold.
        """
        year, _slash, agency = self.expected.plan.identifier.partition("/")
        return documents.Report(
            fiscal_year=int(year),
            agency=agency,
            fictional=self.expected.plan.fictional,
            period=self.expected.period,
            evidence=tuple(evidence),
            **parts,
        )

    def at_version(self, number: int) -> documents.Report | None:
        """What a version says; None for 0. ReportVersion.DoesNotExist where there is none."""
        if number == 0:
            return None
        if self.report is None:
            raise ReportVersion.DoesNotExist
        return report_at(self.report.versions.get(number=number).digest)
