"""Agencies and the names they had."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language


class Agency(models.Model):
    """A ministry or another body that plans; `name` is its official name and its address."""

    name = models.CharField(max_length=100, unique=True)
    name_en = models.CharField(max_length=200, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    fictional = models.BooleanField(default=False)
    """Made up for demonstration: every page that shows it says so."""
    ended_on = models.DateField(null=True, blank=True)
    """The first day on which it no longer was; its plans stay."""
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )
    """The agency that it was merged into."""
    version = models.PositiveIntegerField(default=1)
    """Raised by each change, so that two administrators cannot overwrite each other unseen."""

    class Meta:
        verbose_name_plural = "agencies"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(name__contains="/"),
                name="agency_name_is_an_address",
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="agency_is_not_its_own_parent",
            ),
            models.CheckConstraint(
                condition=models.Q(successor__isnull=True)
                | (models.Q(ended_on__isnull=False) & ~models.Q(successor=models.F("id"))),
                name="agency_with_successor_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The name in the language of the page."""
        return self.name_en if get_language() == "en" and self.name_en else self.name


class FormerName(models.Model):
    """A name that an agency had until a day; documents of that time bear it for ever."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=100, unique=True)
    name_en = models.CharField(max_length=200, blank=True)
    until_day = models.DateField()
    """The first day of the name after it."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(name__contains="/"),
                name="former_name_is_an_address",
            ),
        ]

    def __str__(self) -> str:
        return self.name
