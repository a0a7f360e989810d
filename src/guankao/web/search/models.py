"""What can be found: one row for each thing that has a page, in the order of results.

The full-text tables of SQLite and the indexes of PostgreSQL stand beside it (migration 0001);
they are filled from these rows by `actions` and hold nothing of their own.
"""

from __future__ import annotations

from django.db import models

from guankao.web.search.ranks import Kind


class Entry(models.Model):
    """One thing that can be found."""

    rank = models.BigIntegerField(primary_key=True)
    document = models.CharField(max_length=250)
    """What it is replaced with: the identifier of its document, or `agency/…` for an agency."""
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])
    fiscal_year = models.PositiveSmallIntegerField(null=True, blank=True)
    """Absent for an agency, which stands over the years."""
    identifier = models.CharField(max_length=250)
    path = models.CharField(max_length=1000)
    """The identifier of the page that shows it, for some with a query behind it."""
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    agency = models.TextField(blank=True)
    agency_en = models.TextField(blank=True)
    text = models.TextField(blank=True)
    """The other texts that it is found by, as written, one a line."""
    fictional = models.BooleanField(default=False)
    name_folded = models.TextField()
    text_folded = models.TextField()
    """Names and texts together, so that a search of everything is one search."""
    facets = models.TextField(blank=True)
    """What it can be filtered by, as tokens between spaces: years, agencies, being fictional."""

    class Meta:
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["document"], name="search_entry_of_document")]

    def __str__(self) -> str:
        return f"{self.kind} {self.identifier}"


class Frequency(models.Model):
    """In how many entries a token stands; kept on PostgreSQL, whose search chooses its way by it.

    It decides how quickly a search answers, never what it finds.
    """

    in_name = models.BooleanField()
    token = models.TextField()
    entries = models.IntegerField()

    class Meta:
        verbose_name_plural = "frequencies"
        constraints = [
            models.UniqueConstraint(fields=["token", "in_name"], name="search_one_frequency")
        ]

    def __str__(self) -> str:
        return f"{self.token}: {self.entries}"
