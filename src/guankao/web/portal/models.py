"""Read models of the public pages: made from the plans whenever these change, never typed."""

from __future__ import annotations

from django.db import models

from guankao.web.planning.models import Goal, Plan, Section


class PlanFigures(models.Model):
    """What the pages count about one plan, so that a year of any size is one query."""

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="figures")
    goals = models.PositiveIntegerField()
    indicators = models.PositiveIntegerField()
    projects = models.PositiveIntegerField()
    formula = models.PositiveIntegerField()
    count = models.PositiveIntegerField()
    survey = models.PositiveIntegerField()
    milestone = models.PositiveIntegerField()
    direction_higher = models.PositiveIntegerField()
    direction_lower = models.PositiveIntegerField()
    direction_other = models.PositiveIntegerField()
    direction_inferred = models.PositiveIntegerField()
    public_construction = models.PositiveIntegerField()
    social_development = models.PositiveIntegerField()
    science_technology = models.PositiveIntegerField()
    other_category = models.PositiveIntegerField()
    indicators_without_project = models.PositiveIntegerField()
    projects_without_indicator = models.PositiveIntegerField()
    targets_below_reached = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "plan figures"

    def __str__(self) -> str:
        return f"figures of {self.plan_id}"


class SectionMatch(models.Model):
    """A plan, or one goal of it, that stands under a section of the guidelines by a word."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="matches")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="section_matches")
    goal = models.ForeignKey(
        Goal, null=True, blank=True, on_delete=models.CASCADE, related_name="section_matches"
    )
    """Absent where it is the agency's own name that holds the word."""
    word = models.CharField(max_length=100)

    class Meta:
        verbose_name_plural = "section matches"
        indexes = [models.Index(fields=["section", "plan"], name="section_match_order")]

    def __str__(self) -> str:
        return f"{self.section_id} {self.word} {self.plan_id}"
