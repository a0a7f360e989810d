"""Files that prove what a report states, and for which report each was handed in."""

from __future__ import annotations

from django.db import models

from guankao.web.archive.models import KeptFile
from guankao.web.reporting.models.calendars import ExpectedReport


class EvidenceFile(models.Model):
    """A file that was handed in with one report. What it proves stands in the report itself.

    Whoever may read the report may read the file, and nobody by any other: a digest alone opens
    nothing. The row stays when the file is taken out of the report, since versions before name it.
    """

    expected = models.ForeignKey(ExpectedReport, on_delete=models.PROTECT, related_name="evidence")
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    """As the person called it."""
    person = models.CharField(max_length=100)
    person_name = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["expected", "file"], name="evidence_once_a_report")
        ]

    def __str__(self) -> str:
        return f"{self.expected_id} {self.name}"
