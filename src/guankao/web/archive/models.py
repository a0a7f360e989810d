"""Documents as they were stored. What was published once stays readable when it is replaced."""

from __future__ import annotations

from django.db import models


class KeptDocument(models.Model):
    """The text of a document in the interchange format, addressed by its SHA-256."""

    digest = models.CharField(max_length=64, primary_key=True)
    identifier = models.CharField(max_length=200)
    content = models.TextField()
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["identifier", "kept_at"], name="kept_of_identifier")]

    def __str__(self) -> str:
        return f"{self.identifier} {self.digest[:12]}"


class KeptFile(models.Model):
    """A file that people handed in as proof; its bytes stand in `files` by their SHA-256."""

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveIntegerField()
    """In bytes."""
    media_type = models.CharField(max_length=100)
    """What its bytes say that it is."""
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.media_type} {self.digest[:12]}"
