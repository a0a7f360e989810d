"""Who wants to be reminded how, what was sent on which day, and the daily round."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from guankao.web.organizations.models import Person
from guankao.web.planning.models.codes import one_of


class DigestState(StrEnum):
    """How far the mail of one person and day has come."""

    SENDING = "sending"
    """Taken by a worker. One that was killed here leaves it so: rather no mail than two."""
    SENT = "sent"
    FAILED = "failed"


class Preference(models.Model):
    """How somebody is reminded; whoever has said nothing is reminded in the usual way."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="reminding")
    before_due = models.BooleanField(default=True)
    """Whether they are also reminded of what is not late yet."""
    language = models.CharField(max_length=10, default="zh-hant")

    def __str__(self) -> str:
        return f"{self.person_id} {self.language}"


class Digest(models.Model):
    """The one mail that a person gets on a day. Its address and text are kept nowhere."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="digests")
    day = models.DateField()
    """In Taipei."""
    state = models.CharField(max_length=10)
    attempts = models.PositiveSmallIntegerField(default=1)
    reports = models.PositiveIntegerField()
    """How many reports it speaks of."""
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="digest_one_a_day"),
            models.CheckConstraint(condition=one_of("state", DigestState), name="digest_state"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.day.isoformat()} {self.state}"


class Round(models.Model):
    """The reminding of one day, which one worker does for all."""

    day = models.DateField(unique=True)
    taken_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=1)
    sent = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.day.isoformat()
