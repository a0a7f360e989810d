"""What was published of a plan, one version after the other."""

from __future__ import annotations

from django.db import models

from guankao.web.planning.models.plans import Plan


class PublishedVersion(models.Model):
    """A text of a plan that the public saw; versions are only ever added.

    What it says is kept in the archive by its digest.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="published_versions")
    number = models.PositiveIntegerField()
    """From 1, as the public counts them; a draft counts its own."""
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    reason = models.TextField(default="")
    """Why the version before was amended; empty of the first and of documents loaded anew."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="published_version_one_number")
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} published version {self.number}"
