"""What can be asked about agencies."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from guankao.web.organizations.models import Agency


def agency_called(name: str) -> Agency:
    """The agency of this official name, with its parent; Agency.DoesNotExist says there is none."""
    return Agency.objects.select_related("parent").get(name=name)


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
