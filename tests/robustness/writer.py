"""Publish without end, until killed: somebody who works while a backup is written.

Each version of the plan is one transaction that writes the plan, its rows, its findings, what it is
found by, its text and its entry: a backup that is not of one moment would tear them apart.
"""

from __future__ import annotations

import sys
from itertools import count

from guankao import sample
from guankao.web.commands.preparing import start_django


def main() -> None:
    start_django(None)
    from django.utils import timezone

    from guankao.web.importing.actions import hand_in
    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.organizations.actors import as_actor
    from guankao.web.organizations.models import Person
    from guankao.web.planning.actions import add_comment, copy_plan, waive_finding
    from guankao.web.publishing.actions import publish
    from guankao.web.review.actions import submit_plan
    from robustness.employ import PLANNER

    planner = as_actor(Person.objects.select_related("agency").get(account=PLANNER))
    plan = next(iter(sample.documents(fictional=True)))
    for number in count(1):
        words = f"第{number}版"
        publish(plan.model_copy(update={"introduction": (words,)}), by=COMMAND_LINE)
        if number <= 5:
            hand_in(by=planner, file_name="plan.txt", data=words.encode())
            draft = copy_plan(by=planner, agency=plan.agency, fiscal_year=200 + number)
            add_comment(by=planner, draft=draft.pk, element="plan", text=words)
            waive_finding(
                by=planner,
                draft=draft.pk,
                code="GK306",
                element=draft.identifier,
                reason=words,
                until=timezone.localdate(),
            )
            submit_plan(by=planner, draft=draft.pk, version=draft.version)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
