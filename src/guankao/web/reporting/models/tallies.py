"""What is counted of the reports of a plan, kept so that nobody counts millions to see a board."""

from __future__ import annotations

from django.db import models

from guankao.web.planning.models import Plan

COUNTS = (
    "expected",
    "drafted",
    "returned",
    "received",
    "on_time",
    "excused",
    "late",
    "to_hand_in",
    "to_review",
    "to_review_finally",
    "to_publish",
    "green",
    "yellow",
    "red",
    "white",
    "high",
    "middle",
    "low",
    "risk_unknown",
    "surpassed",
    "far_above",
    "from_plan",
    "worked_out",
    "from_reports",
    "from_files",
    "from_system",
    "carried",
    "typed",
)
"""Each a whole number; what each counts is told in `reporting.tallies`."""
AMOUNTS = ("allotted", "spent")
"""In thousands of New Taiwan dollars."""


class Tally(models.Model):
    """The reports of one plan, period, control level and due time, counted.

    A row without a period counts each KPI and project once, by the newest report that stands.
    It says nothing that other tables do not: `reporting.tallies` counts them anew.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="tallies")
    period = models.CharField(max_length=12, default="")
    """The code of the period; empty of what stands now."""
    period_end = models.DateField(null=True)
    control_level = models.CharField(max_length=10, default="")
    """Of projects; empty of KPIs."""
    due_at = models.DateTimeField(null=True)
    expected = models.PositiveIntegerField(default=0)
    drafted = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    received = models.PositiveIntegerField(default=0)
    on_time = models.PositiveIntegerField(default=0)
    excused = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    to_hand_in = models.PositiveIntegerField(default=0)
    to_review = models.PositiveIntegerField(default=0)
    to_review_finally = models.PositiveIntegerField(default=0)
    to_publish = models.PositiveIntegerField(default=0)
    green = models.PositiveIntegerField(default=0)
    yellow = models.PositiveIntegerField(default=0)
    red = models.PositiveIntegerField(default=0)
    white = models.PositiveIntegerField(default=0)
    high = models.PositiveIntegerField(default=0)
    middle = models.PositiveIntegerField(default=0)
    low = models.PositiveIntegerField(default=0)
    risk_unknown = models.PositiveIntegerField(default=0)
    surpassed = models.PositiveIntegerField(default=0)
    far_above = models.PositiveIntegerField(default=0)
    from_plan = models.PositiveIntegerField(default=0)
    worked_out = models.PositiveIntegerField(default=0)
    from_reports = models.PositiveIntegerField(default=0)
    from_files = models.PositiveIntegerField(default=0)
    from_system = models.PositiveIntegerField(default=0)
    carried = models.PositiveIntegerField(default=0)
    typed = models.PositiveIntegerField(default=0)
    allotted = models.DecimalField(max_digits=30, decimal_places=10, default=0)
    spent = models.DecimalField(max_digits=30, decimal_places=10, default=0)

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "period", "control_level", "due_at"],
                condition=models.Q(due_at__isnull=False),
                name="tally_one_a_period",
            ),
            models.UniqueConstraint(
                fields=["plan", "control_level"],
                condition=models.Q(period=""),
                name="tally_one_of_now",
            ),
            models.CheckConstraint(
                condition=models.Q(period="", due_at__isnull=True, period_end__isnull=True)
                | (~models.Q(period="") & models.Q(due_at__isnull=False, period_end__isnull=False)),
                name="tally_of_a_period_or_of_now",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.period or 'now'} {self.control_level}"


class PlanBurden(models.Model):
    """How many fields a published plan has, and how many of them nobody had to write."""

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="burden")
    fields = models.PositiveIntegerField()
    carried = models.PositiveIntegerField()
    """As the copied plan of an earlier year had them."""
    read = models.PositiveIntegerField()
    """As they were read out of a document."""
    typed = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.plan_id} {self.typed} of {self.fields}"
