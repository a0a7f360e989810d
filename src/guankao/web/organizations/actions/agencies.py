"""Verbs on agencies."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from guankao.web.ledger.actions import record
from guankao.web.ledger.events import Event
from guankao.web.organizations.actions.overtaking import Overtaken
from guankao.web.organizations.models import Agency, FormerName, Holding, Person
from guankao.web.organizations.permissions import Permission, require

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor


class AgencyCycle(ValueError):
    """An agency that would stand under itself."""


class NameTaken(ValueError):
    """Another agency is, or once was, called so: its documents bear the name for ever."""


class NotYet(ValueError):
    """A day that has not come, or one before the last change: history is not made up."""


class AgencyEnded(ValueError):
    """The agency was merged into another and is changed no more."""


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
    Agency.DoesNotExist says it is not, and AgencyCycle that it stands under this one. A person
    needs the permission at the parent, so the first agency of a tree is made on the server.
    """
    require(by, Permission.REGISTER_AGENCY, at=parent)
    parent_agency = Agency.objects.get(name=parent) if parent else None
    _refuse_cycle(name, parent_agency)
    agency = Agency.objects.select_for_update(of=("self",)).filter(name=name).first()
    if agency is None:
        _refuse_taken(name)
    else:
        require(by, Permission.CHANGE_AGENCY, at=agency)
    after = {"name_en": name_en, "parent": parent or "", "fictional": fictional}
    before = _facts(agency) if agency else {}
    if before == after and agency:
        return agency
    if agency is None:
        agency = Agency(name=name)
    else:
        agency.version += 1
    agency.name_en = name_en
    agency.parent = parent_agency
    agency.fictional = fictional
    agency.save()
    _record(
        Event.AGENCY_CHANGED if before else Event.AGENCY_REGISTERED,
        by=by,
        name=name,
        before=before,
        after=after,
    )
    return agency


@transaction.atomic
def rename_agency(
    *, by: Actor, agency: int, version: int, name: str, name_en: str, on: datetime.date
) -> Agency:
    """Give an agency the name that it bears from a day on; the old one is kept and found.

    Raises NameTaken, NotYet, AgencyEnded, and Overtaken where somebody changed the agency since
    `version`.
    """
    held = _held(by, agency, version)
    _refuse_day(on)
    if name != held.name:
        _refuse_taken(name, but=held)
        # Back to a name of old: the agency's own history allows that, once.
        held.former_names.filter(name=name).delete()
        FormerName.objects.create(agency=held, name=held.name, name_en=held.name_en, until_day=on)
    former = held.name
    before: dict[str, object] = {"name": former, "name_en": held.name_en}
    held.name, held.name_en = name, name_en
    held.version += 1
    held.save()
    _record(
        Event.AGENCY_RENAMED,
        by=by,
        name=former,
        before=before,
        after={"name": name, "name_en": name_en, "on": on.isoformat()},
    )
    return held


@transaction.atomic
def move_agency(*, by: Actor, agency: int, version: int, under: int) -> Agency:
    """Let an agency stand under another; whoever moves it needs the permission at both.

    Raises AgencyCycle, AgencyEnded and Overtaken.
    """
    held = _held(by, agency, version)
    parent = Agency.objects.select_for_update(of=("self",)).get(pk=under)
    require(by, Permission.CHANGE_AGENCY, at=parent)
    if parent.ended_on is not None:
        raise AgencyEnded(parent.name)
    _refuse_cycle(held.name, parent)
    before = _facts(held)
    held.parent = parent
    held.version += 1
    held.save()
    _record(Event.AGENCY_CHANGED, by=by, name=held.name, before=before, after=_facts(held))
    return held


@transaction.atomic
def merge_agency(*, by: Actor, agency: int, version: int, into: int, on: datetime.date) -> Agency:
    """End an agency on a day; its people and the agencies under it go to the one that follows.

    Roles do not go along: each was given for one agency, so they end on that day and are given
    anew where they are wanted. Raises AgencyCycle where the successor stands under it or is
    itself, NotYet, AgencyEnded and Overtaken.
    """
    held = _held(by, agency, version)
    successor = Agency.objects.select_for_update(of=("self",)).get(pk=into)
    require(by, Permission.CHANGE_AGENCY, at=successor)
    if successor.ended_on is not None:
        raise AgencyEnded(successor.name)
    _refuse_cycle(held.name, successor)
    _refuse_day(on)
    held.ended_on, held.successor = on, successor
    held.version += 1
    held.save()
    children = list(held.children.values_list("name", flat=True))
    Agency.objects.filter(parent=held).update(parent=successor)
    moved = Person.objects.filter(agency=held).update(agency=successor)
    ended = _end_holdings(held, on)
    _record(
        Event.AGENCY_MERGED,
        by=by,
        name=held.name,
        before={"ended_on": "", "children": children},
        after={
            "successor": successor.name,
            "on": on.isoformat(),
            "people": moved,
            "roles_ended": ended,
        },
    )
    return held


def _end_holdings(agency: Agency, on: datetime.date) -> int:
    """End what is held at an agency; what would have begun later is never held at all."""
    open_ones = Holding.objects.filter(agency=agency).exclude(until_day__lte=on)
    ended = 0
    for holding in open_ones.select_for_update():
        holding.until_day = max(on, holding.from_day)
        holding.save(update_fields=["until_day"])
        ended += 1
    return ended


def _held(by: Actor, key: int, version: int) -> Agency:
    agency = Agency.objects.select_for_update(of=("self",)).select_related("parent").get(pk=key)
    require(by, Permission.CHANGE_AGENCY, at=agency)
    if agency.ended_on is not None:
        raise AgencyEnded(agency.name)
    if agency.version != version:
        raise Overtaken(agency.version)
    return agency


def _refuse_taken(name: str, *, but: Agency | None = None) -> None:
    names = Agency.objects.filter(name=name)
    former = FormerName.objects.filter(name=name)
    if but is not None:
        names, former = names.exclude(pk=but.pk), former.exclude(agency=but)
    if names.exists() or former.exists():
        raise NameTaken(name)


def _refuse_day(on: datetime.date) -> None:
    if on > timezone.localdate():
        raise NotYet(on.isoformat())


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


def _record(
    event: Event,
    *,
    by: Actor,
    name: str,
    before: dict[str, object],
    after: dict[str, object],
) -> None:
    record(
        event,
        by=by,
        stream=f"agency/{name}",
        subject=f"agency/{name}",
        words=name,
        before=before,
        after=after,
    )
