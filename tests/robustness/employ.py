"""Make the one person as whom the crowd acts: a planner at every agency that is made up."""

from __future__ import annotations

from guankao.web.commands.preparing import start_django

ACCOUNT = "crowd"


def main() -> None:
    """Register the person and give the roles."""
    start_django(None)
    from django.utils import timezone

    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.organizations.actions import give_role, register_person
    from guankao.web.organizations.models import Agency
    from guankao.web.organizations.roles import Role

    agencies = list(Agency.objects.filter(fictional=True).order_by("pk"))
    person = register_person(by=COMMAND_LINE, account=ACCOUNT, name="群眾", agency=agencies[0])
    for agency in agencies:
        give_role(
            by=COMMAND_LINE,
            code=person.code,
            role=Role.PLANNER,
            agency=agency,
            from_day=timezone.localdate(),
        )


if __name__ == "__main__":
    main()
