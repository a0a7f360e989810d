"""A year of reports for a journey: whose windows lie around today; and what its reporter states.

A program of its own, beside the running one and on its database; by the verbs, as its people:

    python furnish_year.py begin <year>
    python furnish_year.py state <year> <element> <period> <figure> [<answer>]

`begin` prints the keys of what is expected; `state` hands one report in.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import Any

from guankao.web.commands.preparing import start_django

AGENCY = "示範署"


def main() -> None:
    """Do what the first argument says."""
    start_django(None)
    from guankao.web.organizations.actors import as_actor
    from guankao.web.organizations.models import Person

    people = {one.account: as_actor(one) for one in Person.objects.select_related("agency")}
    what, year, *rest = sys.argv[1:]
    if what == "begin":
        print(json.dumps(begin(int(year), people)))  # noqa: T201 - it is asked for
    else:
        state(int(year), people, *rest)


def begin(year: int, people: Any) -> dict[str, int]:
    """Publish the plan of a year under a calendar of its own; quarter 4 is closed already."""
    from furnish import publish

    from guankao.calendars import TAIPEI, MovedWindow, calendar_for
    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.planning.actions import copy_plan
    from guankao.web.reporting.actions import adopt_calendar
    from guankao.web.reporting.models import ExpectedReport

    now = dt.datetime.now(TAIPEI)
    days = {"quarter-4": (-20, -10, -5)}
    moved = tuple(
        MovedWindow(
            fiscal_year=year,
            period=period,
            opens=now + dt.timedelta(days=opens),
            due=now + dt.timedelta(days=due),
            closes=now + dt.timedelta(days=closes),
        )
        for number in range(1, 5)
        for period in [f"quarter-{number}"]
        for opens, due, closes in [days.get(period, (-5, 10, 20))]
    )
    changed = {
        "code": f"journey-{year}",
        "version": 1,
        "first_year": year,
        "last_year": year,
        "moved": moved,
    }
    calendar = calendar_for("plan", 107).model_copy(update=changed)
    adopt_calendar(by=COMMAND_LINE, content=calendar.model_dump_json())
    publish(copy_plan(by=people["planner"], agency=AGENCY, fiscal_year=year), people)
    found = ExpectedReport.objects.filter(plan__identifier=f"{year}/{AGENCY}")
    return {f"{row.element} {row.period}": row.pk for row in found}


def state(year: int, people: Any, element: str, period: str, figure: str, answer: str = "") -> None:
    """Hand one report in, over whatever version stands."""
    from furnish_reports import hand_in

    from guankao.web.reporting.models import ExpectedReport, Report

    row = ExpectedReport.objects.select_related("plan__agency").get(
        plan__identifier=f"{year}/{AGENCY}", element=element, period=period
    )
    standing = Report.objects.filter(expected=row).first()
    version = standing.version if standing else 0
    hand_in(row, people["reporter"], version=version, figure=int(figure), answer=answer)


if __name__ == "__main__":
    main()
