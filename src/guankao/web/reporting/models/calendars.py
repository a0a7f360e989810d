"""Calendars that a government adopted, the reports that are expected by them, and exceptions."""

from __future__ import annotations

import datetime

from django.db import models

from guankao.calendars import Window
from guankao.web.planning.models import Plan
from guankao.web.reporting.levels import ControlLevel


class Calendar(models.Model):
    """A calendar that takes the place of those that ship. A version is never changed."""

    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField(null=True)
    content = models.TextField()
    """The calendar as `guankao.calendars.read_calendar` reads it."""
    adopted_by = models.CharField(max_length=100)
    adopted_by_name = models.CharField(max_length=200)
    adopted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="calendar_one_version"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class ExpectedReport(models.Model):
    """One report that is to come: known from the first day of the year."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="expected_reports")
    identifier = models.CharField(max_length=250, unique=True)
    element = models.CharField(max_length=60)
    """`kpi/1-2` or `project/3-2`."""
    title = models.CharField(max_length=300)
    """What the plan calls it, at the last time that it was looked at."""
    period = models.CharField(max_length=12)
    """The code of the period, such as quarter-1."""
    period_end = models.DateField()
    control_level = models.CharField(max_length=10)
    """Of a project; empty of a KPI."""
    fields = models.JSONField(default=list)
    """Codes of `guankao.calendars.ReportField`."""
    final_review = models.BooleanField(default=False)
    """Whether the controller reviews after the parent agency."""
    opens_at = models.DateTimeField()
    due_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    calendar_code = models.CharField(max_length=40)
    calendar_version = models.PositiveIntegerField()
    withdrawn_at = models.DateTimeField(null=True)
    """When the plan or the calendar ceased to ask for it; what was reported stays."""
    made_at = models.DateTimeField()
    newest = models.BooleanField(default=False)
    """Whether it is by this period that its KPI or project is judged now: the last whose report
    stands, or the last of the year where none does."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "element", "period"], name="expected_once_a_period"
            ),
            models.CheckConstraint(
                condition=models.Q(opens_at__lt=models.F("due_at"))
                & models.Q(due_at__lte=models.F("closes_at")),
                name="expected_window_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(control_level__in=["", *[one.value for one in ControlLevel]]),
                name="expected_control_level",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], name="expected_by_due"),
            models.Index(fields=["plan", "period_end"], name="expected_of_plan"),
        ]

    def __str__(self) -> str:
        return self.identifier

    def window(self, excused_until: datetime.datetime | None = None) -> Window:
        """When it is taken, with an exception where one was granted."""
        return Window(self.opens_at, self.due_at, self.closes_at, excused_until)


class LateException(models.Model):
    """Leave to hand in one report later: who gave it, why, until when. Public."""

    expected = models.ForeignKey(
        ExpectedReport, on_delete=models.PROTECT, related_name="exceptions"
    )
    until = models.DateTimeField()
    """The first moment that it no longer covers."""
    reason = models.TextField()
    person = models.CharField(max_length=100)
    person_name = models.CharField(max_length=200)
    given_at = models.DateTimeField()
    ended_by = models.CharField(max_length=100, default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["expected"],
                condition=models.Q(ended_at__isnull=True),
                name="exception_one_a_report",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="exception_gives_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.expected_id} until {self.until.isoformat()}"
