"""Action plans: measures of many agencies, their targets, and what was reported of them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language

from guankao.web.organizations.models import Agency
from guankao.web.planning.models.plans import FISCAL_YEARS


def _in_page_language(chinese: str, english: str) -> str:
    return english if get_language() == "en" and english else chinese


class ActionPlan(models.Model):
    """An action plan (行動方案) for one fiscal year."""

    identifier = models.CharField(max_length=200, unique=True)
    code = models.CharField(max_length=40)
    fiscal_year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    document_number = models.CharField(max_length=300, blank=True)
    content_digest = models.CharField(max_length=64)
    reading_version = models.PositiveIntegerField()
    """Of `tracking.verdicts`, by which its figures were judged."""
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fiscal_year", "code"], name="action_plan_one_a_year"),
            models.CheckConstraint(condition=FISCAL_YEARS, name="action_plan_fiscal_year"),
        ]

    def __str__(self) -> str:
        return self.identifier

    @property
    def label(self) -> str:
        return _in_page_language(self.title, self.title_en)


class ActionPlanStrategy(models.Model):
    action_plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="strategies")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "action plan strategies"
        constraints = [
            models.UniqueConstraint(
                fields=["action_plan", "number"], name="action_plan_strategy_one_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.action_plan_id}-{self.number}"

    @property
    def label(self) -> str:
        return _in_page_language(self.title, self.title_en)


class Measure(models.Model):
    """One measure (執行措施). Its verdict sums up those of its targets."""

    action_plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="measures")
    strategy = models.ForeignKey(
        ActionPlanStrategy, on_delete=models.PROTECT, related_name="measures"
    )
    identifier = models.CharField(max_length=250, unique=True)
    key = models.CharField(max_length=32)
    number = models.PositiveSmallIntegerField()
    number_in_strategy = models.PositiveSmallIntegerField()
    short_title = models.CharField(max_length=300)
    short_title_en = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    verdict = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action_plan", "key"], name="measure_one_key"),
            models.UniqueConstraint(fields=["action_plan", "number"], name="measure_one_number"),
        ]

    def __str__(self) -> str:
        return self.identifier

    @property
    def label(self) -> str:
        return _in_page_language(self.short_title, self.short_title_en)


class ResponsibleAgency(models.Model):
    """An agency that leads or helps with a measure, by the name that the document gives it.

    Some are no agency but a group (各機關), so the name stands beside the link.
    """

    LEAD = "lead"
    CO = "co"

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="agencies")
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=4, choices=[(LEAD, "lead"), (CO, "co")])
    name = models.CharField(max_length=100)
    units = models.JSONField(default=list)
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="measures"
    )

    class Meta:
        verbose_name_plural = "responsible agencies"
        constraints = [
            models.UniqueConstraint(fields=["measure", "position"], name="responsible_one_position")
        ]
        indexes = [models.Index(fields=["name"], name="responsible_by_name")]

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"


class MeasureTarget(models.Model):
    """One figure to be reached; a target of the text that holds several has one row for each."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="targets")
    position = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    part = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField()
    subject = models.TextField()
    comparator = models.CharField(max_length=10)
    value = models.DecimalField(max_digits=30, decimal_places=10, null=True, blank=True)
    unit = models.CharField(max_length=300, blank=True)
    verdict = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "position"], name="target_one_position")
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}-{self.number}"


class ReportedFigure(models.Model):
    """What the document reports for a target; `computed` shows arithmetic that it left undone."""

    target = models.ForeignKey(MeasureTarget, on_delete=models.PROTECT, related_name="reported")
    position = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=30, decimal_places=10, null=True, blank=True)
    unit = models.CharField(max_length=300, blank=True)
    agency_name = models.CharField(max_length=100, blank=True)
    basis = models.CharField(max_length=300, blank=True)
    computed = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "position"], name="reported_one_position")
        ]

    def __str__(self) -> str:
        return f"{self.target_id}: {self.value} {self.unit}"
