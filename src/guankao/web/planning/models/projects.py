"""Projects and the KPIs that they serve."""

from __future__ import annotations

from django.db import models

from guankao.web.planning.models.indicators import Indicator
from guankao.web.planning.models.plans import Plan


class Project(models.Model):
    """One important project (重要計畫項目) under a work plan (工作計畫)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="projects")
    identifier = models.CharField(max_length=250, unique=True)
    key = models.CharField(max_length=32)
    position = models.PositiveIntegerField()
    work_plan = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    category = models.CharField(max_length=30)
    content_items = models.PositiveSmallIntegerField(default=0)
    contents = models.JSONField(default=list)
    """The items themselves as written; empty where only their number is known."""
    budget = models.DecimalField(max_digits=30, decimal_places=10, null=True, blank=True)
    """Of the year, in thousands of New Taiwan dollars."""
    control_level = models.CharField(max_length=20, blank=True)
    """行政院, 部會 or 自行; empty where the plan does not say."""
    indicators = models.ManyToManyField(
        Indicator, through="ProjectIndicator", related_name="projects"
    )
    indicator_count = models.PositiveIntegerField(default=0)
    """How many KPIs it serves: counted when the plan is loaded."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="project_one_key_a_plan"),
            models.UniqueConstraint(fields=["plan", "position"], name="project_one_position"),
        ]

    def __str__(self) -> str:
        return self.identifier


class ProjectIndicator(models.Model):
    """The link of a project to a KPI."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "indicator"], name="project_indicator_once")
        ]

    def __str__(self) -> str:
        return f"{self.project_id} → {self.indicator_id}"


class Milestone(models.Model):
    """What of a project is to be done by a day (查核點)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="milestones")
    number = models.PositiveSmallIntegerField()
    due = models.DateField()
    title = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="milestone_one_number")
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.due}"


class PlannedProgress(models.Model):
    """How far a project is to be at the end of a month, from the start of the year."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="planned_progress")
    month = models.PositiveSmallIntegerField()
    percent = models.DecimalField(max_digits=30, decimal_places=10)

    class Meta:
        verbose_name_plural = "planned progress"
        constraints = [
            models.UniqueConstraint(fields=["project", "month"], name="progress_one_a_month"),
            models.CheckConstraint(
                condition=models.Q(month__gte=1, month__lte=12), name="progress_month_1_to_12"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.month}"
