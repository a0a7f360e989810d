"""Make the first administrator, or open the door again for one who lost everything."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from guankao.web.commands import stop
from guankao.web.commands.preparing import bring_database_up_to_date, start_django

if TYPE_CHECKING:
    from guankao.web.organizations.models import Agency, Person


def make_administrator(account: str, *, name: str, agency: str, data: Path | None) -> None:
    """Make the agency, the person and the role where they are not there; print a link."""
    start_django(data)
    bring_database_up_to_date()
    from django.conf import settings
    from django.db import transaction

    from guankao.web.desk.forms import AgencyForm, PersonForm
    from guankao.web.desk.links import path_to_password
    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.organizations.actions import invite_person
    from guankao.web.organizations.actions.people import PersonEnded

    form = AgencyForm({"name": agency})
    if not form.is_valid():
        raise stop(f"{agency} cannot be the name of an agency. Nothing was changed.")
    try:
        with transaction.atomic():
            place = _agency(agency)
            facts = PersonForm([place], {"account": account, "name": name, "agency": place.pk})
            if not facts.is_valid():
                faults = "; ".join(str(fault) for one in facts.errors.values() for fault in one)
                raise stop(f"{faults} Nothing was changed.")
            person = _person(facts.cleaned_data["account"], name, place)
            _role(person, place)
            person = invite_person(by=COMMAND_LINE, code=person.code)
    except PersonEnded:
        raise stop(
            f"{account} has ended, and an account is never given again. Choose another."
        ) from None
    days = settings.PASSWORD_RESET_TIMEOUT // 86_400
    typer.echo(f"{person.account} is a system administrator at {place.name}.")
    typer.echo(f"Put your address before this link; it works once, for {days} days:")
    typer.echo(path_to_password(person))


def _agency(name: str) -> Agency:
    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.organizations.actions import register_agency
    from guankao.web.organizations.queries import agency_known_as

    return agency_known_as(name) or register_agency(by=COMMAND_LINE, name=name)


def _person(account: str, name: str, agency: Agency) -> Person:
    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.organizations.actions import register_person
    from guankao.web.organizations.models import Person

    known = Person.objects.filter(account=account).first()
    return known or register_person(by=COMMAND_LINE, account=account, name=name, agency=agency)


def _role(person: Person, agency: Agency) -> None:
    from django.utils import timezone

    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.organizations.actions import give_role
    from guankao.web.organizations.queries import holdings_today
    from guankao.web.organizations.roles import Role

    role = Role.SYSTEM_ADMINISTRATOR
    held = holdings_today(person.code)
    if not any(one.role == role and one.agency_id == agency.pk for one in held):
        give_role(
            by=COMMAND_LINE,
            code=person.code,
            role=role,
            agency=agency,
            from_day=timezone.localdate(),
        )
