"""Read models of the public pages: made from the plans whenever these change, never typed."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from guankao.web.planning.models import Goal, Indicator, Plan, Section
from guankao.web.planning.models.codes import one_of
from guankao.web.reporting.models import Report, Result


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
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    notes = models.PositiveIntegerField(default=0)

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


class Linted(models.Model):
    """A document that the linter went through, and by which rules."""

    document = models.CharField(max_length=200, unique=True)
    fiscal_year = models.PositiveSmallIntegerField()
    fictional = models.BooleanField(default=False)
    content_digest = models.CharField(max_length=64)
    previous_digest = models.CharField(max_length=64, default="")
    """Of last year's plan that stood beside it; empty where there was none."""
    rules_version = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "linted documents"

    def __str__(self) -> str:
        return self.document


class Finding(models.Model):
    """What the linter says of a published document; made anew whenever that changes."""

    linted = models.ForeignKey(Linted, on_delete=models.CASCADE, related_name="findings")
    position = models.PositiveIntegerField()
    fiscal_year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=12)
    level = models.CharField(max_length=10)
    element = models.CharField(max_length=250)
    field = models.CharField(max_length=60, default="")
    message_zh = models.TextField()
    message_en = models.TextField()
    quote = models.TextField(default="")
    mark = models.JSONField(default=dict)
    """Where it stood in the file that the document was read from; empty where nobody knows."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["linted", "position"], name="finding_one_position")
        ]
        indexes = [
            models.Index(fields=["fiscal_year", "code"], name="finding_of_code"),
            models.Index(fields=["element"], name="finding_of_element"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.element}"


class SeriesYear(models.Model):
    """A KPI of one year's plan as a part of the series that goes on from year to year.

    Made anew for an agency whenever one of its plans is published.
    """

    indicator = models.OneToOneField(
        Indicator, on_delete=models.CASCADE, related_name="series_year"
    )
    series = models.CharField(max_length=250)
    """The identifier of the KPI that the series begins with."""
    fiscal_year = models.PositiveSmallIntegerField()
    before = models.CharField(max_length=250, default="")
    """The identifier of the KPI that it goes on from, in the plan before; empty of the first."""
    breaks = models.JSONField(default=list)
    """Why it cannot be compared with the one before: codes of `BreakReason`."""
    amended = models.JSONField(default=list)
    """Published versions of its own plan between which its definition changed: the number of the
    later one and the codes, as `{"version": 2, "reasons": ["formula"]}`."""
    broken = models.BooleanField(default=False)
    """Whether one of the two says something."""
    broken_years = models.JSONField(default=list)
    """The years in which the whole series breaks: what every list draws, without asking more."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "fiscal_year"], name="series_one_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.fiscal_year}"


class FigureCause(StrEnum):
    """Why a figure was made public. The code is stored: never renamed and never reused."""

    FIRST = "first"
    CORRECTED = "corrected"
    """The report was corrected, with a reason."""
    RESTATED = "restated"
    """The report of an earlier period of the same year was corrected, and this follows from it."""


class PublishedFigure(models.Model):
    """One figure that the public read of a KPI or project, for one period. Rows are only added.

    Made from reports and their results, in the transaction that publishes them; what it shows
    beside its columns is that of `result`.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="published_figures")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="published_figures")
    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="published_figures")
    element = models.CharField(max_length=60)
    """`kpi/1-2` or `project/3-2`."""
    period = models.CharField(max_length=12)
    period_end = models.DateField()
    number = models.PositiveIntegerField()
    """As the public counts: 1 is what was published first."""
    cause = models.CharField(max_length=12)
    reason = models.TextField(default="")
    """Why it was corrected."""
    published_at = models.DateTimeField()
    standing = models.BooleanField(default=True)
    """Whether it is the newest of its report."""
    latest = models.BooleanField(default=False)
    """Whether it stands, and is of the newest period of its KPI or project."""
    value = models.DecimalField(max_digits=30, decimal_places=10, null=True)
    unit = models.CharField(max_length=300, default="")
    achievement = models.DecimalField(max_digits=30, decimal_places=10, null=True)
    """A share of the target: 1 is all of it."""
    met = models.BooleanField(null=True)
    light = models.CharField(max_length=10, default="")
    """Of a KPI."""
    risk = models.CharField(max_length=10, default="")
    """Of a project."""
    planned = models.DecimalField(max_digits=30, decimal_places=10, null=True)
    """Of a project: the progress in percent that was planned; its actual one is `value`."""
    allotted = models.DecimalField(max_digits=30, decimal_places=10, null=True)
    """Of a project, in thousands of New Taiwan dollars; so is `spent`."""
    spent = models.DecimalField(max_digits=30, decimal_places=10, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="figure_one_number"),
            models.UniqueConstraint(
                fields=["report"],
                condition=models.Q(standing=True),
                name="figure_one_standing",
            ),
            models.UniqueConstraint(
                fields=["plan", "element"],
                condition=models.Q(latest=True),
                name="figure_one_latest",
            ),
            models.CheckConstraint(condition=one_of("cause", FigureCause), name="figure_cause"),
            models.CheckConstraint(
                condition=~models.Q(cause=FigureCause.CORRECTED.value) | ~models.Q(reason=""),
                name="figure_gives_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(latest=False) | models.Q(standing=True),
                name="figure_latest_stands",
            ),
        ]
        indexes = [
            models.Index(fields=["plan", "element", "period_end"], name="figure_of_element"),
            models.Index(fields=["-published_at", "-id"], name="figure_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.element} {self.period} {self.number}"


class PublishedInput(models.Model):
    """One raw figure that a published figure of a KPI was computed of, as it was stated."""

    figure = models.ForeignKey(PublishedFigure, on_delete=models.CASCADE, related_name="inputs")
    number = models.PositiveIntegerField()
    name = models.TextField()
    """Empty where the figure of the KPI itself was stated."""
    value = models.DecimalField(max_digits=30, decimal_places=10)
    unit = models.TextField(default="")
    source = models.CharField(max_length=12)
    origin = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["figure", "number"], name="input_one_number")
        ]

    def __str__(self) -> str:
        return f"{self.figure_id} {self.number}"
