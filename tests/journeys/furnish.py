"""Make something of each kind that the desk has pages for, and print where it is, as JSON.

A program of its own, beside the running one and on its database; by the verbs, as its people.
"""

from __future__ import annotations

import datetime
import json
import sys
import time

from guankao import sample
from guankao.documents import Plan, write_document
from guankao.web.commands.preparing import start_django

YEAR = 190
"""No journey walks through it, nor through the two years before it and the one after."""
WAITS = 120
"""Seconds, on a busy machine, until the worker beside the program has read a file."""


def main() -> None:
    """Furnish, and print the addresses."""
    start_django(None)
    # Beside this program, and not of a package: what gathers tests reads this file too.
    from furnish_reports import furnish_reports

    from guankao.web.organizations.actors import as_actor
    from guankao.web.organizations.models import Agency, Person

    people = {one.account: as_actor(one) for one in Person.objects.select_related("agency")}
    furnish_plans(people)
    guidelines = furnish_guidelines(people)
    draft, key = furnish_draft(people), furnish_import(people)
    print(  # noqa: T201 - it is what this program is asked for
        json.dumps(
            {
                "draft": f"/desk/plans/{draft}/",
                "guidelines": f"/desk/guidelines/{guidelines}/",
                "key": key,
                "import": f"/desk/import/{key}/",
                "person": f"/desk/people/{people['planner2'].code}/",
                "agency": f"/desk/agencies/{Agency.objects.get(name='示範署').pk}/",
                **reports(),
                **furnish_reports(people),
            }
        )
    )


def furnish_plans(people) -> None:
    """Two years that are published; the second with another definition, and amended once more."""
    from guankao.web.planning.actions import copy_plan
    from guankao.web.review.actions import start_amendment

    planner = people["planner"]
    publish(copy_plan(by=planner, agency="示範署", fiscal_year=YEAR - 2), people)
    draft = copy_plan(by=planner, agency="示範署", fiscal_year=YEAR - 1)
    redefine(draft, "當年度收到之來函總件數", by=planner)
    publish(draft, people)
    draft = start_amendment(by=planner, identifier=f"{YEAR - 1}/示範署", reason="法規修正。")
    redefine(draft, "當年度收到之來函件數加總", by=planner)
    publish(draft, people)


def redefine(draft, standard: str, *, by) -> str:
    """Give the first KPI another standard, and say which it is."""
    from guankao.documents import editing
    from guankao.web.planning.actions import save_draft
    from guankao.web.planning.actions.drafts import plan_of

    plan = plan_of(draft.digest)
    first = plan.indicators[0].key
    save_draft(
        by=by,
        draft=draft.pk,
        version=draft.version,
        element=f"kpi/{first}",
        document=editing.with_indicator(plan, first, {"standard": standard}, key_follows=False),
    )
    draft.refresh_from_db()
    return f"kpi/{first}"


def publish(draft, people, *, writer: str = "planner", judge: str = "reviewer") -> None:
    """Take a draft the whole way to the portal."""
    from guankao.web.review.actions import approve_plan, publish_plan, submit_plan

    for step, by in ((submit_plan, writer), (approve_plan, judge), (publish_plan, judge)):
        step(by=people[by], draft=draft.pk, version=draft.version)


def furnish_guidelines(people) -> int:
    """The guidelines of the draft's year, published; and those of the year after, begun."""
    from guankao.web.planning.actions import copy_guidelines

    writer = people["controller"]
    draft = copy_guidelines(by=writer, agency="示範部", fiscal_year=YEAR)
    publish(draft, people, writer="controller", judge="controller2")
    return copy_guidelines(by=writer, agency="示範部", fiscal_year=YEAR + 1).pk


def furnish_draft(people) -> int:
    """A draft that was changed, spoken of, waived, submitted and returned."""
    from django.utils import timezone

    from guankao.web.planning.actions import add_comment, copy_plan, waive_finding
    from guankao.web.review.actions import return_plan, submit_plan
    from guankao.web.review.drafts import view_of

    planner, reviewer = people["planner"], people["reviewer"]
    draft = copy_plan(by=planner, agency="示範署", fiscal_year=YEAR)
    element = redefine(draft, "當年度收到之來函總件數", by=planner)
    add_comment(by=reviewer, draft=draft.pk, element=element, text="@planner 請再看一次。")
    finding = view_of(draft).waived.open[0]
    waive_finding(
        by=planner,
        draft=draft.pk,
        code=finding.code,
        element=finding.element,
        reason="法規修正，案件減少。",
        until=timezone.localdate() + datetime.timedelta(days=30),
    )
    submit_plan(by=planner, draft=draft.pk, version=draft.version)
    return_plan(by=reviewer, draft=draft.pk, version=draft.version, reason="目標值低於去年實績。")
    return draft.pk


def furnish_import(people) -> str:
    """A plan in a file that was read and waits for a decision."""
    from guankao.web.importing.actions import hand_in
    from guankao.web.importing.states import State

    plan = next(one for one in sample.documents(fictional=True) if isinstance(one, Plan))
    data = write_document(plan.model_copy(update={"fiscal_year": YEAR})).encode()
    one = hand_in(by=people["planner"], file_name="plan.json", data=data)
    deadline = time.monotonic() + WAITS
    while one.state in {State.WAITING, State.READING}:
        if time.monotonic() > deadline:
            sys.exit("the worker beside the program did not read the file")
        time.sleep(0.2)
        one.refresh_from_db()
    return str(one.pk)


def reports() -> dict[str, str]:
    """Reports of the demonstration: one to begin, one that came back, a project, one handed in."""
    from guankao.web.reporting.models import ExpectedReport

    rows = ExpectedReport.objects.filter(plan__fictional=True, plan__fiscal_year=107)
    found = {
        "report": rows.filter(element="kpi/3-1", period="quarter-4"),
        "returned_report": rows.filter(report__state="returned"),
        "project_report": rows.filter(element="project/1-1", period="half-2"),
        "submitted_report": rows.filter(report__state="submitted"),
    }
    return {name: f"/desk/reports/{some.order_by('pk')[0].pk}/" for name, some in found.items()}


if __name__ == "__main__":
    main()
