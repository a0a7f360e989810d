"""Fill the database of the environment with a desk at work: `python -m benchmarks.desk_filling N`.

There is the sample, and beside it N agencies with the plan of 教育部, the largest of fiscal year
107, each with a planner and a draft of 108 that was copied from it; and one agency more, at which
all planners write the same draft. The last line of output is JSON: who signs in, and which draft
is whose.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.filling import FISCAL_YEAR, settle
from benchmarks.generate import numbered
from guankao import documents, sample
from guankao.web.commands.preparing import bring_database_up_to_date, start_django

if TYPE_CHECKING:
    from guankao.web.organizations.models import Agency, Person

LARGEST = "教育部"
PASSWORD = "writers of benchmarks 107"
TICKED = ("linkage", "indicators")
SHARED = 0
"""The number of the agency whose draft all write."""


@dataclass(frozen=True)
class Writer:
    """Somebody who writes: the account, the keys of two drafts, and of what was published."""

    account: str
    own: int
    shared: int
    plan: int
    indicators: tuple[int, ...]


@dataclass(frozen=True)
class Desk:
    """Who writes, and what the forms of the elements hold before anybody typed, by their names."""

    writers: tuple[Writer, ...]
    forms: dict[str, dict[str, Any]]


def largest_plan() -> documents.Plan:
    """The plan of 教育部 for fiscal year 107."""
    return next(
        plan
        for plan in sample.documents()
        if isinstance(plan, documents.Plan)
        and (plan.agency, plan.fiscal_year) == (LARGEST, FISCAL_YEAR)
    )


def fill(number: int) -> Desk:
    """Publish the plans, take the people on, begin the drafts: all through the verbs."""
    from guankao.web.commands.loading import load_sample

    load_sample()
    agencies = [_agency(place) for place in range(number + 1)]
    people = [_planner(agencies[place], place) for place in range(1, number + 1)]
    shared = _draft(people[0], agencies[SHARED])
    writers = tuple(
        Writer(
            person.account,
            _draft(person, agencies[place]),
            shared,
            *_published(agencies[place]),
        )
        for place, person in enumerate(people, start=1)
    )
    return Desk(writers, _forms(shared))


def _published(agency: Agency) -> tuple[int, tuple[int, ...]]:
    from guankao.web.planning.models import Plan

    plan = Plan.objects.get(agency=agency, fiscal_year=FISCAL_YEAR)
    return plan.pk, tuple(plan.indicators.order_by("position").values_list("pk", flat=True))


def _forms(draft: int) -> dict[str, dict[str, Any]]:
    """As a browser would send the form of each KPI and project that nobody has typed into."""
    from guankao.web.planning.actions.drafts import plan_of
    from guankao.web.planning.models import Draft
    from guankao.web.review.forms import initial_of

    plan = plan_of(Draft.objects.get(pk=draft).digest)
    elements = {f"kpi/{one.key}": one for one in plan.indicators} | {
        f"project/{one.key}": one for one in plan.projects
    }
    return {
        name: {field: _sent(field, value) for field, value in initial_of(one).items()}
        for name, one in elements.items()
    }


def _sent(field: str, value: object) -> object:
    if isinstance(value, tuple):
        # Boxes that are ticked are sent one by one, lines as one text.
        return list(value) if field in TICKED else "\n".join(map(str, value))
    return "" if value is None else str(value)


def _agency(place: int) -> Agency:
    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.organizations.actions import register_agency
    from guankao.web.organizations.queries import agency_called
    from guankao.web.publishing.actions import publish

    name = numbered(LARGEST, place)
    register_agency(by=COMMAND_LINE, name=name, name_en=name, parent=None)
    publish(largest_plan().model_copy(update={"agency": name}), by=COMMAND_LINE)
    return agency_called(name)


def _planner(agency: Agency, place: int) -> Person:
    from django.utils import timezone

    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.organizations.actions import give_role, register_person
    from guankao.web.organizations.actions.people import set_password
    from guankao.web.organizations.queries import agency_called
    from guankao.web.organizations.roles import Role

    person = register_person(
        by=COMMAND_LINE, account=f"writer{place}", name=f"撰寫人{place}", agency=agency
    )
    set_password(by=COMMAND_LINE, code=person.code, password=PASSWORD)
    for where in (agency, agency_called(numbered(LARGEST, SHARED))):
        give_role(
            by=COMMAND_LINE,
            code=person.code,
            role=Role.PLANNER,
            agency=where,
            from_day=timezone.localdate(),
        )
    return person


def _draft(person: Person, agency: Agency) -> int:
    from guankao.web.organizations.actors import as_actor
    from guankao.web.planning.actions import copy_plan

    draft = copy_plan(by=as_actor(person), agency=agency.name, fiscal_year=FISCAL_YEAR + 1)
    return int(draft.pk)


def main(arguments: list[str]) -> None:
    """Fill and tell."""
    start_django(None)
    bring_database_up_to_date()
    desk = fill(int(arguments[0]))
    settle()
    print(json.dumps(asdict(desk)))


if __name__ == "__main__":
    main(sys.argv[1:])
