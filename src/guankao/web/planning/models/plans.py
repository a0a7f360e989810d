"""The annual plan with its goals and strategies."""

from __future__ import annotations

from django.db import models

from guankao.web.organizations.models import Agency

FISCAL_YEARS = models.Q(fiscal_year__gte=1, fiscal_year__lte=999)
"""ROC years; 107 is 2018."""


class Plan(models.Model):
    """What one agency promises for one fiscal year."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="plans")
    fiscal_year = models.PositiveSmallIntegerField()
    identifier = models.CharField(max_length=200, unique=True)
    chapter = models.PositiveSmallIntegerField(null=True, blank=True)
    """Its place in the book of all agencies' plans, which is the order they are listed in."""
    fictional = models.BooleanField(default=False)
    introduction = models.JSONField(default=list)
    """The paragraphs before the goals, as written."""
    content_digest = models.CharField(max_length=64)
    """SHA-256 of the document as written: the same document loaded again changes nothing."""
    reading_version = models.PositiveIntegerField()
    """Of `planning.reading`, by which the texts of this plan were read."""
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "fiscal_year"], name="plan_one_a_year"),
            models.CheckConstraint(condition=FISCAL_YEARS, name="plan_fiscal_year"),
        ]
        indexes = [models.Index(fields=["fiscal_year", "chapter", "id"], name="plan_in_book_order")]

    def __str__(self) -> str:
        return self.identifier


class Goal(models.Model):
    """A goal (施政目標) of a plan."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals")
    identifier = models.CharField(max_length=250, unique=True)
    key = models.CharField(max_length=32)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="goal_one_key_a_plan"),
            models.UniqueConstraint(fields=["plan", "number"], name="goal_one_number_a_plan"),
        ]

    def __str__(self) -> str:
        return self.identifier


class Answer(models.Model):
    """A clause of the year's policy guidelines that a goal answers, by the clause's keys.

    It points at no row of the guidelines: these may be loaded later, and amended.
    """

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveSmallIntegerField()
    section_key = models.CharField(max_length=32)
    clause_key = models.CharField(max_length=32)
    text = models.TextField(blank=True)
    """The clause as it was when the goal was tied to it; empty where its words were not known."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "section_key", "clause_key"], name="answer_once"
            )
        ]
        indexes = [models.Index(fields=["section_key", "clause_key"], name="answer_of_clause")]

    def __str__(self) -> str:
        return f"{self.goal_id} → {self.section_key}/{self.clause_key}"


class Strategy(models.Model):
    """A strategy (策略) towards a goal."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="strategies")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        verbose_name_plural = "strategies"
        constraints = [
            models.UniqueConstraint(fields=["goal", "number"], name="strategy_one_number_a_goal")
        ]

    def __str__(self) -> str:
        return f"{self.goal_id}-{self.number}"
