"""Indicators (KPIs) with their target as written and as read, and their history."""

from __future__ import annotations

from django.db import models

from guankao.web.planning.models.plans import Goal, Plan


class Indicator(models.Model):
    """One key performance indicator of a plan.

    The fields from `comparator` on are read out of the text by `guankao.figures`; the text is
    what was promised, the reading is what Guankao makes of it. Where the target cannot be read,
    `target_problem` says why and the read fields are empty.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="indicators")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="indicators")
    identifier = models.CharField(max_length=250, unique=True)
    key = models.CharField(max_length=32)
    position = models.PositiveIntegerField()
    """Its place in the plan's table, from 1."""
    number = models.PositiveSmallIntegerField()
    goal_number_in_table = models.PositiveSmallIntegerField(null=True, blank=True)
    name = models.CharField(max_length=300)
    evaluation_arrangement = models.PositiveSmallIntegerField()
    evaluation_method = models.CharField(max_length=300)
    standard = models.TextField()
    standard_remark = models.TextField(blank=True)
    note = models.TextField(blank=True)
    linkage = models.JSONField(default=list)
    """Codes of project categories, in the order of the document."""
    target_text = models.CharField(max_length=300)

    owner = models.CharField(max_length=300, blank=True)
    """The unit that answers for it."""
    data_source = models.TextField(blank=True)
    data_quality = models.TextField(blank=True)
    result_level = models.CharField(max_length=10, blank=True)
    """Code of `guankao.documents.fields.ResultLevel`; empty where the plan does not say."""
    accumulation = models.CharField(max_length=20, blank=True)
    """Code of `guankao.figures.formulas.Accumulation`; empty where the plan does not say."""
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    baseline_text = models.CharField(max_length=300, blank=True)
    weaker_target_reason = models.TextField(blank=True)
    """Why the target is weaker than what was reached."""

    comparator = models.CharField(max_length=10, blank=True)
    target_value = models.DecimalField(max_digits=30, decimal_places=10, null=True, blank=True)
    target_unit = models.CharField(max_length=300, blank=True)
    target_base_value = models.DecimalField(max_digits=30, decimal_places=10, null=True, blank=True)
    target_base_unit = models.CharField(max_length=300, blank=True)
    direction = models.CharField(max_length=10, blank=True)
    direction_written = models.BooleanField(default=False)
    """False where the direction was inferred; a person can confirm or turn it at the desk."""
    direction_reason = models.CharField(max_length=20, blank=True)
    """Code of `guankao.figures.ReasonCode`, with the word that decided and where it stands."""
    direction_word = models.CharField(max_length=300, blank=True)
    direction_word_in = models.CharField(max_length=10, blank=True)
    target_problem = models.CharField(max_length=500, blank=True)
    kind = models.CharField(max_length=10)

    project_count = models.PositiveIntegerField(default=0)
    """How many projects carry it: counted when the plan is loaded, for lists that filter by it."""
    surpassed_in = models.PositiveSmallIntegerField(null=True, blank=True)
    """The last earlier year whose figure was already better than this target."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="indicator_one_key_a_plan"),
            models.UniqueConstraint(fields=["plan", "position"], name="indicator_one_position"),
            models.CheckConstraint(
                condition=models.Q(evaluation_arrangement__gte=1, evaluation_arrangement__lte=5),
                name="indicator_arrangement_1_to_5",
            ),
        ]
        indexes = [models.Index(fields=["name"], name="indicator_by_name")]

    def __str__(self) -> str:
        return self.identifier


class HistoryValue(models.Model):
    """What was reached in an earlier year, as the plan states it and as it was read."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="history")
    fiscal_year = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    value = models.DecimalField(max_digits=30, decimal_places=10, null=True, blank=True)
    unit = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "fiscal_year"], name="history_one_value_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.fiscal_year} {self.text}"


class YearTarget(models.Model):
    """The target of a year of the medium term, as the plan states it and as it was read."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="year_targets")
    fiscal_year = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    value = models.DecimalField(max_digits=30, decimal_places=10, null=True, blank=True)
    unit = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "fiscal_year"], name="year_target_one_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.fiscal_year} {self.text}"
