"""What can be asked about agencies and people."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from guankao.web.organizations.models import AccessToken, Agency, FormerName, Holding, Person


def agency_called(name: str) -> Agency:
    """The agency of this official name, with its parent; Agency.DoesNotExist says there is none."""
    return Agency.objects.select_related("parent").get(name=name)


def agencies_called(names: Iterable[str]) -> dict[str, Agency]:
    """The agencies of these official names by name; one that there is not is left out."""
    return {one.name: one for one in Agency.objects.filter(name__in=set(names))}


def agency_known_as(name: str) -> Agency | None:
    """The agency that is, or once was, called so; None where no agency ever was."""
    agency = Agency.objects.select_related("parent").filter(name=name).first()
    if agency is not None:
        return agency
    former = FormerName.objects.select_related("agency__parent").filter(name=name).first()
    return former.agency if former else None


def agencies(*, parent: str | None = None, fictional: bool | None = None) -> QuerySet[Agency]:
    """Agencies in the order of their registration, which puts parents before their children."""
    found = Agency.objects.select_related("parent").order_by("pk")
    if parent is not None:
        found = found.filter(parent__name=parent)
    if fictional is not None:
        found = found.filter(fictional=fictional)
    return found


def agency_with_relatives(name: str) -> Agency:
    """The agency with the agencies under it and its plans, the latest first."""
    return (
        Agency.objects.select_related("parent")
        .prefetch_related(Prefetch("children", Agency.objects.order_by("pk")), "plans")
        .get(name=name)
    )


def parents() -> dict[int, int | None]:
    """The whole tree: the key of every agency with that of the agency above it."""
    return dict(Agency.objects.values_list("pk", "parent_id"))


def agencies_above(agency: Agency) -> list[int]:
    """The keys of an agency and of all that it stands under, itself first."""
    tree = parents()
    keys: list[int] = []
    key: int | None = agency.pk
    while key is not None and key not in keys:
        keys.append(key)
        key = tree.get(key)
    return keys


def current(day: datetime.date | None = None, prefix: str = "") -> Q:
    """The condition that a holding holds on a day, in Taipei; of a delegation, its own days."""
    day = day or timezone.localdate()
    return Q(**{f"{prefix}from_day__lte": day}) & (
        Q(**{f"{prefix}until_day__isnull": True}) | Q(**{f"{prefix}until_day__gt": day})
    )


def in_force(day: datetime.date | None = None) -> QuerySet[Holding]:
    """Holdings that hold on a day: a delegation only while what it was given from holds too."""
    source = current(day, "delegated_from__") & Q(delegated_from__person__is_active=True)
    return Holding.objects.filter(current(day), person__is_active=True).filter(
        Q(delegated_from__isnull=True) | source
    )


def holdings_today(code: str) -> list[Holding]:
    """What a person holds today, by the code that the ledger knows.

    Every page of the desk asks this, and every verb again: it brings no more than they look at.
    """
    return list(in_force().filter(person__code=code).select_related("agency").order_by("pk"))


def holdings_of(person: Person) -> list[Holding]:
    """All that a person holds, held or will hold, the latest first."""
    return list(
        person.holdings.select_related("agency", "delegated_from__person").order_by(
            "-from_day", "-pk"
        )
    )


def open_holdings(person: Person) -> QuerySet[Holding]:
    """What a person holds today or will hold."""
    today = timezone.localdate()
    return person.holdings.filter(Q(until_day__isnull=True) | Q(until_day__gt=today))


def has_second_factor(code: str) -> bool:
    """Whether the person signs in with a second factor; a demonstration does not ask for it."""
    return settings.DEMO or has_totp(code)


def has_totp(code: str) -> bool:
    """Whether the person has set up an authenticator app."""
    found = Authenticator.objects.filter(user__code=code, type=Authenticator.Type.TOTP)
    return bool(found.exists())


def current_tokens(code: str) -> QuerySet[AccessToken]:
    """The tokens of a person that are good today, the newest first."""
    return AccessToken.objects.filter(
        person__code=code, ended_at__isnull=True, until_day__gt=timezone.localdate()
    ).order_by("-made_at", "-pk")


def lent_by(person: Person) -> QuerySet[Holding]:
    """What others hold in the place of a person, today or later."""
    today = timezone.localdate()
    return (
        Holding.objects.filter(delegated_from__person=person, until_day__gt=today)
        .select_related("person", "agency")
        .order_by("until_day", "pk")
    )


def is_lent_by(code: str, holding: int) -> bool:
    """Whether a holding was lent by the person of this code."""
    return Holding.objects.filter(pk=holding, delegated_from__person__code=code).exists()


def people(*, agencies: frozenset[int], words: str = "", ended: bool = False) -> QuerySet[Person]:
    """People who work at one of the agencies, by name; ended ones only where asked for."""
    found = (
        Person.objects.filter(agency__in=agencies, is_active=not ended)
        .select_related("agency")
        .annotate(
            with_second_factor=Exists(
                Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
            )
        )
        .prefetch_related(
            Prefetch(
                "holdings",
                in_force().select_related("agency").order_by("pk"),
                to_attr="held_today",
            )
        )
        .order_by("agency_id", "name", "pk")
    )
    for word in words.split():
        found = found.filter(
            Q(name__icontains=word) | Q(account__icontains=word) | Q(agency__name__icontains=word)
        )
    return found


def person_with(code: str) -> Person:
    """The person of a code, with the agency; or Person.DoesNotExist."""
    return Person.objects.select_related("agency__parent").get(code=code)


def agencies_found(words: str, *, keys: frozenset[int]) -> QuerySet[Agency]:
    """Agencies by any name that they have or had, in the order of the tree's registration."""
    found = (
        Agency.objects.filter(pk__in=keys)
        .select_related("parent", "successor")
        .prefetch_related(Prefetch("former_names", FormerName.objects.order_by("-until_day")))
        .order_by("pk")
    )
    for word in words.split():
        former = FormerName.objects.filter(agency=OuterRef("pk"), name__icontains=word)
        found = found.filter(Q(name__icontains=word) | Q(name_en__icontains=word) | Exists(former))
    return found
