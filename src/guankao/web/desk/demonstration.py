"""The people of the demonstration: one for each role, at the fictional ministry and its agency."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.organizations import queries
from guankao.web.organizations.actions import give_role, register_person
from guankao.web.organizations.actions.people import set_password
from guankao.web.organizations.models import Person
from guankao.web.organizations.roles import Role

PASSWORD = "demo-guankao-107"  # noqa: S105 - shown on the sign-in page, and only of use there
MAIL_DOMAIN = "demo.example"
"""A name that leads nowhere, for ever; what would be sent is written into a folder anyway."""
MINISTRY, AGENCY = "示範部", "示範署"


@dataclass(frozen=True)
class DemonstrationPerson:
    """Somebody made up, whom everybody may be."""

    account: str
    name: str
    role: Role
    agency: str


PEOPLE = (
    DemonstrationPerson("planner", "簡計畫", Role.PLANNER, AGENCY),
    DemonstrationPerson("planner2", "白計畫", Role.PLANNER, AGENCY),
    DemonstrationPerson("reporter", "田填報", Role.REPORTER, AGENCY),
    DemonstrationPerson("reporter2", "葉填報", Role.REPORTER, MINISTRY),
    DemonstrationPerson("approver", "何核定", Role.APPROVER, MINISTRY),
    DemonstrationPerson("reviewer", "沈審查", Role.REVIEWER, MINISTRY),
    DemonstrationPerson("controller", "管考核", Role.CONTROLLER, MINISTRY),
    DemonstrationPerson("controller2", "胡管考", Role.CONTROLLER, MINISTRY),
    DemonstrationPerson("auditor", "計稽核", Role.AUDITOR, MINISTRY),
    DemonstrationPerson("administrator", "溫管理", Role.SYSTEM_ADMINISTRATOR, MINISTRY),
)


def make_people() -> None:
    """Make those who are not there yet. Called by `guankao demo`, after the sample is loaded."""
    for one in PEOPLE:
        if Person.objects.filter(account=one.account).exists():
            continue
        agency = queries.agency_called(one.agency)
        person = register_person(
            by=COMMAND_LINE,
            account=one.account,
            name=one.name,
            agency=agency,
            email=f"{one.account}@{MAIL_DOMAIN}",
        )
        set_password(by=COMMAND_LINE, code=person.code, password=PASSWORD)
        give_role(
            by=COMMAND_LINE,
            code=person.code,
            role=one.role,
            agency=agency,
            from_day=timezone.localdate(),
        )


def told() -> str:
    """Who can be tried, for the terminal."""
    rows = [f"  {one.account:<14}{one.role.value:<22}{one.agency}  {one.name}" for one in PEOPLE]
    return "\n".join([f"Sign in as one of these, with the password {PASSWORD}:", *rows])


def present() -> bool:
    """Whether this database has people whose password is known to everybody."""
    return any(
        person.check_password(PASSWORD)
        for person in Person.objects.filter(
            account__in=[one.account for one in PEOPLE], is_active=True
        )
    )
