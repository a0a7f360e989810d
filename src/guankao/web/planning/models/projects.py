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
