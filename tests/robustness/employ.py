"""Make the people as whom the crowd acts: a planner and an approver at every agency made up."""

from __future__ import annotations

from guankao.web.commands.preparing import start_django

PLANNER, APPROVER = "crowd", "judge"


def main() -> None:
    """Register the people and give the roles."""
    start_django(None)
    from django.utils import timezone

    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.organizations.actions import give_role, register_person
    from guankao.web.organizations.models import Agency
    from guankao.web.organizations.roles import Role

    agencies = list(Agency.objects.filter(fictional=True).order_by("pk"))
    for account, role in ((PLANNER, Role.PLANNER), (APPROVER, Role.APPROVER)):
        person = register_person(by=COMMAND_LINE, account=account, name="群眾", agency=agencies[0])
        for agency in agencies:
            give_role(
                by=COMMAND_LINE,
                code=person.code,
                role=role,
                agency=agency,
                from_day=timezone.localdate(),
            )


if __name__ == "__main__":
    main()
