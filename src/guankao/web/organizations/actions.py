"""Verbs on agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from guankao.web.ledger.actions import record
from guankao.web.ledger.events import Event
from guankao.web.organizations.models import Agency
from guankao.web.organizations.permissions import Permission, require

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor


class AgencyCycle(ValueError):
    """An agency that would stand under itself."""


@transaction.atomic
def register_agency(
    *,
    by: Actor,
    name: str,
    name_en: str = "",
    parent: str | None = None,
    fictional: bool = False,
) -> Agency:
    """Make an agency known, or bring what is known of it up to date.

    The same twice changes nothing. `parent` is the name of an agency registered before:
    Agency.DoesNotExist says it is not, and AgencyCycle that it stands under this one.
    """
    require(by, Permission.REGISTER_AGENCY)
    parent_agency = Agency.objects.get(name=parent) if parent else None
    _refuse_cycle(name, parent_agency)
    after = {
        "name_en": name_en,
        "parent": parent or "",
        "fictional": fictional,
    }
    agency = Agency.objects.select_for_update(of=("self",)).filter(name=name).first()
    before = _facts(agency) if agency else {}
    if before == after and agency:
        return agency
    if agency is None:
        agency = Agency(name=name)
    agency.name_en = name_en
    agency.parent = parent_agency
    agency.fictional = fictional
    agency.save()
    record(
        Event.AGENCY_CHANGED if before else Event.AGENCY_REGISTERED,
        by=by,
        stream=f"agency/{name}",
        subject=f"agency/{name}",
        words=name,
        before=before,
        after=after,
    )
    return agency


def _refuse_cycle(name: str, parent: Agency | None) -> None:
    above = parent
    while above is not None:
        if above.name == name:
            raise AgencyCycle(f"{name} would stand under itself.")
        above = above.parent


def _facts(agency: Agency) -> dict[str, object]:
    return {
        "name_en": agency.name_en,
        "parent": agency.parent.name if agency.parent else "",
        "fictional": agency.fictional,
    }
