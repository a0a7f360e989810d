"""Answers that were given to programs, so that the same request again is answered alike."""

from __future__ import annotations

from django.db import models


class KeptAnswer(models.Model):
    """What was answered to one request of one caller under the key that the caller gave it."""

    caller = models.CharField(max_length=20)
    """The code of the person for whom the program acts."""
    key = models.CharField(max_length=100)
    request_digest = models.CharField(max_length=64)
    """SHA-256 of method, path and body."""
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(default="")
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["caller", "key"], name="answer_once_a_key"),
        ]
        indexes = [models.Index(fields=["kept_at"], name="answer_by_time")]

    def __str__(self) -> str:
        return f"{self.caller} {self.key}"
