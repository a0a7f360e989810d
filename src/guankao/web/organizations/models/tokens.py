"""Tokens by which a program acts for a person."""

from __future__ import annotations

from django.db import models

from guankao.web.organizations.models.people import Person


class AccessToken(models.Model):
    """Leave for a program to do some things in a person's name, until a day.

    The token itself is shown once and kept nowhere: it has as much chance as a key, so its SHA-256
    is enough to know it again, and no one can get it back out of the database.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="access_tokens")
    name = models.CharField(max_length=100)
    """What its person calls it: the program that has it."""
    digest = models.CharField(max_length=64, unique=True)
    permissions = models.JSONField(default=list)
    """Codes of permissions; what the person may not do, the program may not either."""
    until_day = models.DateField()
    """The first day on which it is no longer good; days are those of Taipei."""
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    minute = models.DateTimeField(null=True)
    """The minute in which it was used last, and how often in it."""
    calls = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="token_is_named"),
        ]
        indexes = [models.Index(fields=["person", "-made_at"], name="token_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.name}"
