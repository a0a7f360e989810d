"""People, and what each holds at which agency for how long."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from guankao.web.organizations.models.agencies import Agency
from guankao.web.organizations.roles import Role

CODE_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""No letter that is taken for another when a code is read out."""


def new_code() -> str:
    """A code that says nothing of the person and is never given twice."""
    return "p-" + "".join(secrets.choice(CODE_LETTERS) for _ in range(10))


class People(BaseUserManager["Person"]):
    """How sign-in finds a person; people are made by the verb `register_person` alone."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(account__iexact=username or "")


class Person(AbstractBaseUser):
    """Somebody who signs in. Never deleted, only ended: the record speaks of people for ever."""

    code = models.CharField(max_length=20, unique=True, default=new_code, editable=False)
    """What the ledger calls the person; never changed and never shown to the public."""
    account = models.CharField(max_length=150, unique=True)
    """What the person signs in with: a staff account or an e-mail address, in small letters."""
    name = models.CharField(max_length=100)
    email = models.EmailField(max_length=254, blank=True, default="")
    """Where reminders go; empty where the person wants none. Never shown but to the person and to
    whoever looks after the account."""
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="people")
    """Where the person works, whose administrators look after the account."""
    is_active = models.BooleanField(default=True)
    registered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    """Raised by each change, so that two administrators cannot overwrite each other unseen."""

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "account"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(Lower("account"), name="person_one_account"),
            models.CheckConstraint(
                condition=models.Q(is_active=True, ended_at__isnull=True)
                | models.Q(is_active=False, ended_at__isnull=False),
                name="person_is_active_until_ended",
            ),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(account=""), name="person_is_named"
            ),
        ]
        indexes = [models.Index(fields=["name"], name="person_by_name")]

    def __str__(self) -> str:
        return self.code


class Holding(models.Model):
    """A role of one person at one agency, from a day until the day before another."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="holdings")
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    """The first day on which it is no longer held; days are those of Taipei."""
    given_by = models.CharField(max_length=100)
    """The code of the actor who gave it."""
    delegated_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="delegations"
    )
    """The holding whose holder lets this person act in their place; it ends with that one."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="holding_role"
            ),
            models.CheckConstraint(
                condition=models.Q(until_day__isnull=True)
                | models.Q(until_day__gte=models.F("from_day")),
                name="holding_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=models.Q(delegated_from__isnull=True) | models.Q(until_day__isnull=False),
                name="delegation_has_an_end",
            ),
        ]
        indexes = [models.Index(fields=["person", "from_day"], name="holding_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.agency_id}"
