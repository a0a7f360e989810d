"""Where inputs come from that nobody types, and the figures that files brought."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from guankao.web.archive.models import KeptFile
from guankao.web.organizations.models import Agency
from guankao.web.planning.models import Plan
from guankao.web.planning.models.codes import one_of


class SourceKind(StrEnum):
    """How an input is provided; the code is what a report says of it."""

    REPORT = "report"
    FILE = "file"
    COMPUTED = "computed"


class ComputedFigure(StrEnum):
    """What the system computes of the reports on a plan's projects."""

    PROJECTS = "projects"
    """How many projects the plan has."""
    MILESTONES = "milestones"
    """How many milestones of its projects are done."""
    ALLOTTED = "allotted"
    """What is allotted to them together, in thousands of New Taiwan dollars."""
    SPENT = "spent"
    """What they spent together, in thousands of New Taiwan dollars."""


class InputSource(models.Model):
    """Where one input of a KPI comes from, until somebody ends that."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="input_sources")
    element = models.CharField(max_length=60)
    """The KPI that is provided for, such as `kpi/1-2`."""
    name = models.CharField(max_length=300, blank=True)
    """Its input, as the formula calls it; empty: the figure of a KPI without a formula."""
    kind = models.CharField(max_length=10)
    from_plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, null=True, related_name="provided_sources"
    )
    """Of a report: the plan that it is on."""
    from_element = models.CharField(max_length=60, default="", blank=True)
    from_name = models.CharField(max_length=300, default="", blank=True)
    """Of a report: its input, or `actual`, `allotted` or `spent` of a project; of a file: the name
    of the figure; computed: a code of `ComputedFigure`."""
    person = models.CharField(max_length=100)
    person_name = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    ended_by = models.CharField(max_length=100, default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "element", "name"],
                condition=models.Q(ended_at__isnull=True),
                name="source_one_an_input",
            ),
            models.CheckConstraint(condition=one_of("kind", SourceKind), name="source_kind"),
            models.CheckConstraint(
                condition=models.Q(kind=SourceKind.REPORT.value, from_plan__isnull=False)
                | (~models.Q(kind=SourceKind.REPORT.value) & models.Q(from_plan__isnull=True)),
                name="source_report_names_plan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.element} {self.name}: {self.kind}"


class ProvidedFigure(models.Model):
    """A figure out of a file, for one agency and period. A newer one takes its place."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="provided_figures")
    fiscal_year = models.PositiveSmallIntegerField()
    period = models.CharField(max_length=12)
    name = models.CharField(max_length=300)
    """As it is compared: widths and spaces do not matter."""
    value = models.CharField(max_length=40)
    """Exactly, as a text."""
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=300)
    """Name of the file, and the row."""
    current = models.BooleanField(default=True)
    person = models.CharField(max_length=100)
    person_name = models.CharField(max_length=200)
    provided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "fiscal_year", "period", "name"],
                condition=models.Q(current=True),
                name="figure_one_current",
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.fiscal_year} {self.period} {self.name}"
