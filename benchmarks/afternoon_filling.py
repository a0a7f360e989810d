"""Fill the database of the environment with reporters on their last afternoon.

`python -m benchmarks.afternoon_filling AGENCIES REPORTERS FILE` makes so many agencies, each with
so many KPIs and a reporter for each, whose report of the quarter that has just ended is open. FILE
gets a line of JSON for each: the cookie of a session that is open already, and the report.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from guankao.calendars import TAIPEI, calendar_for
from guankao.documents import Goal, Indicator, Plan
from guankao.web.commands.preparing import bring_database_up_to_date, start_django

if TYPE_CHECKING:
    from guankao.web.organizations.models import Person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FIGURE = 30
"""What everybody states: the tenth part of the target, so that nobody has to explain a red light
but for the quarter that it is; the reason stands beside it."""


@dataclass(frozen=True)
class Reporter:
    """Somebody with one report to hand in."""

    session: str
    expected: int


def fill(agencies: int, reporters: int) -> list[Reporter]:
    """Everything by the verbs but the sessions, which a person opens by signing in."""
    from guankao.web.commands.loading import load_sample
    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.organizations.actions import register_agency
    from guankao.web.planning.actions import load_plan
    from guankao.web.reporting.actions import adopt_calendar, expect_reports

    load_sample()
    year, period = quarter_before(dt.datetime.now(TAIPEI).date())
    adopt_calendar(by=COMMAND_LINE, content=open_calendar(year))
    found = []
    for number in range(1, agencies + 1):
        name = f"測試機關{number}"
        register_agency(by=COMMAND_LINE, name=name)
        load_plan(counted_plan(name, year, reporters), by=COMMAND_LINE)
        expect_reports(by=COMMAND_LINE, identifier=f"{year}/{name}")
        found += _reporters(name, year, period, reporters)
    return found


def quarter_before(day: dt.date) -> tuple[int, str]:
    """The fiscal year and code of the quarter that has ended last.

    >>> quarter_before(dt.date(2018, 4, 1)), quarter_before(dt.date(2018, 3, 31))
    ((107, 'quarter-1'), (106, 'quarter-4'))
    """
    number = (day.month - 1) // 3
    return (day.year - 1911, f"quarter-{number}") if number else (day.year - 1912, "quarter-4")


def open_calendar(year: int) -> str:
    """The usual calendar of a year, with windows that stay open until the next quarter ends."""
    calendar = calendar_for("plan", year).model_dump(mode="json")
    for turn in calendar["turns"]:
        turn["opens"] = {"month": 1, "day": 1, "time": "00:00"}
        turn["due"] = turn["closes"] = {"month": 4, "day": 1, "time": "00:00"}
    calendar["version"] += 100
    calendar["first_year"] = calendar["last_year"] = year
    return json.dumps(calendar, ensure_ascii=False)


def counted_plan(agency: str, year: int, kpis: int) -> Plan:
    return Plan(
        fiscal_year=year,
        agency=agency,
        goals=(Goal(key="1", no=1, title="如期完成"),),
        indicators=tuple(
            Indicator(
                key=f"1-{number}",
                no=number,
                name=f"辦理宣導場次{number}",
                goal="1",
                evaluation_arrangement=1,
                evaluation_method="統計數據",
                standard="辦理宣導場次",
                target="10場",
                accumulation="latest",
            )
            for number in range(1, kpis + 1)
        ),
    )


def _reporters(agency: str, year: int, period: str, number: int) -> list[Reporter]:
    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.organizations.actions import give_role, register_person
    from guankao.web.organizations.queries import agency_called
    from guankao.web.organizations.roles import Role
    from guankao.web.reporting.models import ExpectedReport

    place = agency_called(agency)
    rows = ExpectedReport.objects.filter(
        plan__identifier=f"{year}/{agency}", period=period, element__startswith="kpi/"
    ).order_by("pk")
    found = []
    for one, row in enumerate(rows[:number], start=1):
        person = register_person(
            by=COMMAND_LINE, account=f"r{place.pk}-{one}", name=f"填報人{one}", agency=place
        )
        give_role(
            by=COMMAND_LINE,
            code=person.code,
            role=Role.REPORTER,
            agency=place,
            from_day=dt.datetime.now(TAIPEI).date(),
        )
        found.append(Reporter(_session(person), row.pk))
    return found


def _session(person: Person) -> str:
    """A session as signing in opens one; hashing 3,000 passwords is another measurement."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from guankao.web.desk.middleware import BEGAN, SEEN

    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = BACKEND
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store[BEGAN] = store[SEEN] = timezone.now().timestamp()
    store.create()
    return str(store.session_key)


def main(arguments: list[str]) -> None:
    """Fill, and write down who reports what."""
    agencies, reporters, file = int(arguments[0]), int(arguments[1]), Path(arguments[2])
    start_django(None)
    bring_database_up_to_date()
    from benchmarks.filling import settle

    found = fill(agencies, reporters)
    settle()
    lines = [json.dumps(asdict(one)) for one in found]
    file.write_text("\n".join(lines), encoding="utf-8")
    print(json.dumps({"reporters": len(found)}))


if __name__ == "__main__":
    main(sys.argv[1:])
