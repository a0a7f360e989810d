"""What was reported: every version of it, every step it took, and what was computed of it."""

from __future__ import annotations

from django.db import models

from guankao.web.planning.models.codes import one_of
from guankao.web.reporting.models.calendars import ExpectedReport
from guankao.web.reporting.states import ReportState, ReportTurn


class Report(models.Model):
    """The report on one KPI or project for one period.

    What it says is kept in the archive by its digest; the newest version is the report.
    """

    expected = models.OneToOneField(ExpectedReport, on_delete=models.PROTECT, related_name="report")
    state = models.CharField(max_length=12, default=ReportState.DRAFT.value)
    version = models.PositiveIntegerField(default=1)
    """The number of the newest version; raised by each save."""
    digest = models.CharField(max_length=64)
    published_version = models.PositiveIntegerField(null=True)
    """The version that the public sees; none before the first publication."""
    reason = models.TextField(default="")
    """Why the published report is corrected; empty where it is not."""
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=one_of("state", ReportState), name="report_state"),
            models.CheckConstraint(
                condition=~models.Q(state=ReportState.PUBLISHED.value)
                | models.Q(
                    published_version__isnull=False,
                    published_version=models.F("version"),
                    reason="",
                ),
                name="report_published_whole",
            ),
        ]
        indexes = [models.Index(fields=["state", "-changed_at"], name="report_by_state")]

    def __str__(self) -> str:
        return f"{self.expected_id} {self.state} {self.version}"

    @property
    def corrects(self) -> bool:
        """Whether it changes a figure that the public already knows."""
        return bool(self.published_version) and self.state != ReportState.PUBLISHED


class ReportVersion(models.Model):
    """One text of a report. Versions are only ever added."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    person = models.CharField(max_length=100)
    """The code of the actor."""
    person_name = models.CharField(max_length=200)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="report_version_one_number")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} version {self.number}"


class ReportStep(models.Model):
    """One step of a report from state to state, with its opinion or answer. Kept for ever."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    """The version of the text that the person had before them."""
    stage = models.CharField(max_length=10, default="")
    """Of a submission: where it lay in the window (`guankao.calendars.Stage`)."""
    words = models.TextField(default="")
    person = models.CharField(max_length=100)
    person_name = models.CharField(max_length=200)
    person_agency = models.CharField(max_length=200, default="")
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="report_step_one_number"),
            models.CheckConstraint(condition=one_of("step", ReportTurn), name="report_step_known"),
            models.CheckConstraint(
                condition=~models.Q(
                    step__in=[
                        ReportTurn.RETURN.value,
                        ReportTurn.RETURN_FINALLY.value,
                        ReportTurn.UNPASS.value,
                        ReportTurn.UNACCEPT.value,
                        ReportTurn.UNACCEPT_FINALLY.value,
                        ReportTurn.CORRECT.value,
                    ]
                )
                | ~models.Q(words=""),
                name="report_step_gives_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.step}"


class Result(models.Model):
    """What was computed of one version of a report, and of which texts, so that it can be again.

    A report of an earlier period that changes makes a new row; the row before stays.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="results")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    """The version of the report that it is of."""
    current = models.BooleanField(default=True)
    """Whether it is the newest of its version."""
    plan_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    earlier = models.JSONField(default=list)
    """The digests of the reports of the year's earlier periods, in order; null where none stood."""
    history = models.JSONField(default=list)
    """Results of the same period in earlier years, as known then: year and value as a text."""
    rules = models.JSONField(default=dict)
    """Code and version of the scheme of lights, or of the warning rules."""
    content = models.JSONField()
    """The whole outcome, every figure exactly, as a text."""
    value = models.DecimalField(max_digits=30, decimal_places=10, null=True)
    """For lists and charts; rounded, where `content` is exact."""
    unit = models.CharField(max_length=300, default="")
    achievement = models.DecimalField(max_digits=30, decimal_places=10, null=True)
    met = models.BooleanField(null=True)
    light = models.CharField(max_length=10, default="")
    risk = models.CharField(max_length=10, default="")
    example = models.BooleanField(default=False)
    allotted = models.DecimalField(max_digits=30, decimal_places=10, null=True)
    """Of a project, as its report states it: thousands of New Taiwan dollars since January."""
    spent = models.DecimalField(max_digits=30, decimal_places=10, null=True)
    from_plan = models.PositiveSmallIntegerField(default=0)
    """The fields of the report by who filled them in: `reporting.burden` says what is counted."""
    worked_out = models.PositiveSmallIntegerField(default=0)
    from_reports = models.PositiveSmallIntegerField(default=0)
    from_files = models.PositiveSmallIntegerField(default=0)
    from_system = models.PositiveSmallIntegerField(default=0)
    carried = models.PositiveSmallIntegerField(default=0)
    typed = models.PositiveSmallIntegerField(default=0)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="result_one_number"),
            models.UniqueConstraint(
                fields=["report", "version"],
                condition=models.Q(current=True),
                name="result_one_current",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.version} {self.light or self.risk}"
