"""The cabinet's policy guidelines of a year."""

from __future__ import annotations

from django.db import models

from guankao.web.planning.models.plans import FISCAL_YEARS


class Guidelines(models.Model):
    """The policy guidelines (施政方針) of one fiscal year."""

    fiscal_year = models.PositiveSmallIntegerField(unique=True)
    identifier = models.CharField(max_length=200, unique=True)
    fictional = models.BooleanField(default=False)
    content_digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "guidelines"
        constraints = [
            models.CheckConstraint(condition=FISCAL_YEARS, name="guidelines_fiscal_year")
        ]

    def __str__(self) -> str:
        return self.identifier


class Section(models.Model):
    guidelines = models.ForeignKey(Guidelines, on_delete=models.PROTECT, related_name="sections")
    identifier = models.CharField(max_length=250, unique=True)
    key = models.CharField(max_length=32)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    clause_count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guidelines", "number"], name="section_one_number"),
            models.UniqueConstraint(fields=["guidelines", "key"], name="section_one_key"),
        ]

    def __str__(self) -> str:
        return self.identifier


class Clause(models.Model):
    """A clause of a section; its sentence may be absent where a document gives only the count."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="clauses")
    key = models.CharField(max_length=32)
    """By which goals name it; its number, unless it was moved since."""
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["section", "number"], name="clause_one_number"),
            models.UniqueConstraint(fields=["section", "key"], name="clause_one_key"),
        ]

    def __str__(self) -> str:
        return f"{self.section_id}-{self.number}"
