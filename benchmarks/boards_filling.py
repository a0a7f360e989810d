"""Fill a database with years of reports: `python -m benchmarks.boards_filling AGENCIES YEARS`.

Each agency has a plan for each year with 45 KPIs and 5 projects, which report month by month: 600
values a plan. Six million reports are not handed in one by one: the rows are made by the database
itself, as the verbs leave them, and counted by the conditions by which the verbs count. What is
made here is true of nobody, says so on every page, and belongs in databases that are thrown away.

The last line of output is JSON: seconds, rows, and the session of a controller who is signed in.
"""

from __future__ import annotations

import calendar
import datetime as dt
import json
import sys
import time
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from benchmarks.filling import settle
from guankao.web.commands.preparing import bring_database_up_to_date, start_django

if TYPE_CHECKING:
    from django.db.models import Model

ELEMENTS, KPIS, PERIODS = 50, 45, 12
GROUPS = 33
"""Ministries, with the other agencies under them."""
LAST_YEAR = 115
LAST_MONTH = 9
"""Of the last year, up to which reports came."""
DIGEST = "0" * 64
LIGHTS = "CASE WHEN r.id % 20 < 12 THEN 'green' WHEN r.id % 20 < 15 THEN 'yellow' {} END"
STATES = (
    "CASE WHEN e.id % 100 < 84 THEN 'published' WHEN e.id % 100 < 88 THEN 'accepted' "
    "WHEN e.id % 100 < 92 THEN 'submitted' WHEN e.id % 100 < 95 THEN 'returned' ELSE 'draft' END"
)
Cursor = Any


def fill(agencies: int, years: int) -> dict[str, object]:
    """Make agencies, plans and a controller, and the reports year by year."""
    from django.db import connection, transaction

    began = time.perf_counter()
    cookie = _people(agencies)
    with connection.cursor() as cursor:
        for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
            with transaction.atomic():
                _year(cursor, year, current=year == LAST_YEAR)
            print(f"{year}: {time.perf_counter() - began:.0f} s", flush=True)
    seconds = time.perf_counter() - began
    settle()
    return {"seconds": seconds, "cookie": cookie, **_holdings()}


def _people(agencies: int) -> str:
    """The tree of agencies, and the session of its controller."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from guankao.web.desk.middleware import BEGAN, SEEN
    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.organizations.actions import give_role, register_agency, register_person
    from guankao.web.organizations.models import Agency
    from guankao.web.organizations.roles import Role

    top = register_agency(by=COMMAND_LINE, name="示範院", fictional=True)
    ministries = Agency.objects.bulk_create(
        Agency(name=f"示範{number:02d}部", parent=top, fictional=True)
        for number in range(1, min(GROUPS, agencies) + 1)
    )
    Agency.objects.bulk_create(
        Agency(name=f"示範{number:04d}署", parent=ministries[number % GROUPS], fictional=True)
        for number in range(1, agencies - len(ministries) + 1)
    )
    person = register_person(by=COMMAND_LINE, account="controller", name="管考核", agency=top)
    today = timezone.localdate()
    give_role(by=COMMAND_LINE, code=person.code, role=Role.CONTROLLER, agency=top, from_day=today)
    TOTP.activate(person, generate_totp_secret())
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[BEGAN] = session[SEEN] = timezone.now().timestamp()
    session.create()
    return str(session.session_key)


def _year(cursor: Cursor, year: int, *, current: bool) -> None:
    """All rows of one fiscal year."""
    cursor.execute("CREATE TEMPORARY TABLE bench_element (n integer, level varchar(10))")
    cursor.execute(
        "CREATE TEMPORARY TABLE bench_month (n integer, code varchar(12), ends date, "
        "opens timestamp, due timestamp, closes timestamp)"
    )
    cursor.executemany("INSERT INTO bench_element VALUES (%s, %s)", list(_elements()))
    cursor.executemany(
        "INSERT INTO bench_month VALUES (%s, %s, %s, %s, %s, %s)", list(_months(year))
    )
    _plans(cursor, year)
    start = _expected(cursor, year, current=current)
    _results(cursor, _reports(cursor, start, current=current))
    for name in ("bench_element", "bench_month"):
        cursor.execute(f"DROP TABLE {name}")
    if cursor.db.vendor == "postgresql":
        cursor.execute("ANALYZE")
    _tally(year)


def _plans(cursor: Cursor, year: int) -> None:
    from guankao.web.planning.models import Goal, Indicator, Plan

    now = "CURRENT_TIMESTAMP"
    insert(
        cursor, Plan, "organizations_agency a WHERE a.parent_id IS NOT NULL",
        agency_id="a.id", fiscal_year=str(year), identifier=f"'{year}/' || a.name",
        fictional="TRUE", content_digest=f"'{DIGEST}'", reading_version="1", loaded_at=now,
    )  # fmt: skip
    insert(
        cursor, Goal, f"planning_plan p WHERE p.fiscal_year = {year}",
        plan_id="p.id", identifier="p.identifier || '/goal/1'", key="'1'", number="1",
        title="'示範目標'",
    )  # fmt: skip
    insert(
        cursor, Indicator,
        "planning_plan p JOIN planning_goal g ON g.plan_id = p.id CROSS JOIN bench_element b "
        f"WHERE p.fiscal_year = {year} AND b.level = ''",
        plan_id="p.id", goal_id="g.id", identifier="p.identifier || '/kpi/1-' || b.n",
        key="'1-' || b.n", position="b.n", number="b.n", name="'示範指標' || b.n",
        evaluation_arrangement="1", evaluation_method="'統計數據'", standard="'年度件數'",
        target_text="'100件'", kind="'count'",
        surpassed_in=f"CASE WHEN (p.id + b.n) % 25 = 0 THEN {year - 1} END",
    )  # fmt: skip


def _expected(cursor: Cursor, year: int, *, current: bool) -> int:
    """What is expected of the year; the key of the first."""
    from django.db.models import Max

    from guankao.web.reporting.models import ExpectedReport

    now = "CURRENT_TIMESTAMP"
    start = (ExpectedReport.objects.aggregate(most=Max("pk"))["most"] or 0) + 1
    newest = LAST_MONTH if current else PERIODS
    word = "CASE WHEN b.level = '' THEN 'kpi/1-' ELSE 'project/1-' END || b.n"
    insert(
        cursor, ExpectedReport,
        "planning_plan p CROSS JOIN bench_element b CROSS JOIN bench_month m "
        f"WHERE p.fiscal_year = {year}",
        id=f"{start} + (ROW_NUMBER() OVER (ORDER BY p.id, b.n, m.n)) - 1",
        plan_id="p.id", identifier=f"p.identifier || '/' || {word} || '/report/' || m.code",
        element=word, title="'示範項目' || b.n", period="m.code", period_end="m.ends",
        control_level="b.level", fields="'[\"figures\"]'", opens_at="m.opens",
        due_at="m.due", closes_at="m.closes", calendar_code="'bench'", calendar_version="1",
        made_at=now, newest=f"m.n = {newest}",
    )  # fmt: skip
    return start


def _reports(cursor: Cursor, start: int, *, current: bool) -> str:
    """What came of it, and the first submissions; the source of what was handed in."""
    from guankao.web.reporting.models import Report, ReportStep

    now = "CURRENT_TIMESTAMP"
    came = (
        f"reporting_expectedreport e JOIN bench_month m ON m.code = e.period WHERE e.id >= {start}"
    )
    last = LAST_MONTH if current else PERIODS
    came += f" AND e.id % 100 < 97 AND m.n <= {last}"
    insert(
        cursor, Report, came,
        id="e.id", expected_id="e.id", state=STATES, version="1", digest=f"'{DIGEST}'",
        published_version="CASE WHEN e.id % 100 < 84 THEN 1 END", created_at=now, changed_at=now,
    )  # fmt: skip
    handed_in = (
        f"reporting_report r JOIN reporting_expectedreport e ON e.id = r.id WHERE r.id >= {start}"
    )
    handed_in += " AND r.state <> 'draft'"
    insert(
        cursor, ReportStep, handed_in,
        report_id="r.id", number="1", step="'submit'", version="1",
        stage="CASE WHEN r.id % 11 = 0 THEN 'late' ELSE 'open' END", person="'bench'",
        person_name="'bench'", taken_at=now,
    )  # fmt: skip
    return handed_in


def _results(cursor: Cursor, handed_in: str) -> None:
    from guankao.web.reporting.models import Result

    now = "CURRENT_TIMESTAMP"
    project = "e.control_level <> ''"
    light = LIGHTS.format("WHEN r.id % 20 < 18 THEN 'red' ELSE 'white'")
    risk = "CASE WHEN r.id % 9 = 0 THEN 'high' WHEN r.id % 9 < 4 THEN 'middle' ELSE 'low' END"
    insert(
        cursor, Result, handed_in,
        report_id="r.id", number="1", version="1", current="TRUE", plan_digest=f"'{DIGEST}'",
        digest=f"'{DIGEST}'", content="'{}'", value="r.id % 1000", unit="'件'",
        achievement=f"CASE WHEN {project} THEN NULL ELSE (r.id % 160) / 100.0 END",
        light=f"CASE WHEN {project} THEN '' ELSE {light} END",
        risk=f"CASE WHEN {project} THEN {risk} ELSE '' END",
        allotted=f"CASE WHEN {project} THEN 1000 END", spent=f"CASE WHEN {project} THEN 900 END",
        from_plan="4", worked_out="3", typed="2", from_reports="1", computed_at=now,
    )  # fmt: skip


def _elements() -> Iterator[tuple[int, str]]:
    for number in range(1, ELEMENTS + 1):
        level = "" if number <= KPIS else ("cabinet", "ministry", "self")[number % 3]
        yield number, level


def _months(year: int) -> Iterator[tuple[object, ...]]:
    for month in range(1, PERIODS + 1):
        common = year + 1911
        end = dt.date(common, month, calendar.monthrange(common, month)[1])
        opens = dt.datetime.combine(end, dt.time()) + dt.timedelta(days=1)
        due, closes = opens + dt.timedelta(days=10), opens + dt.timedelta(days=20)
        yield (month, f"month-{month}", end, *(one.isoformat(" ") for one in (opens, due, closes)))


def insert(cursor: Cursor, model: type[Model], source: str, **values: str) -> None:
    """Insert what a source gives; what is not named has the default of its field."""
    columns = dict(_defaults(model)) | values
    quoted = ", ".join(cursor.db.ops.quote_name(name) for name in columns)
    cursor.execute(
        f"INSERT INTO {model._meta.db_table} ({quoted}) SELECT {', '.join(columns.values())} "
        f"FROM {source}"
    )


def _defaults(model: type[Model]) -> Iterator[tuple[str, str]]:
    for field in model._meta.concrete_fields:
        if field.primary_key:
            continue
        default = field.get_default()
        if default is None:
            yield field.column, "NULL"
        elif isinstance(default, list | dict):
            yield field.column, f"'{json.dumps(default)}'"
        else:
            quoted = f"'{default}'" if isinstance(default, str) else str(default).upper()
            yield field.column, quoted


def _tally(year: int) -> None:
    """Count the year at once, by the conditions by which each plan is counted by the verbs."""
    from guankao.web.reporting.models import ExpectedReport, Tally
    from guankao.web.reporting.tallies import counted_by, with_facts

    rows = with_facts(ExpectedReport.objects.filter(plan__fiscal_year=year))
    keys = ("plan_id", "period", "period_end", "control_level", "due_at")
    for found in (
        counted_by(rows, keys),
        counted_by(rows.filter(newest=True), ("plan_id", "control_level")),
    ):
        Tally.objects.bulk_create((Tally(**_plain(one)) for one in found), batch_size=1_000)


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name.removeprefix("n_"): one for name, one in row.items()}


def _holdings() -> dict[str, int]:
    from guankao.web.organizations.models import Agency
    from guankao.web.reporting.models import ExpectedReport, Result, Tally

    return {
        "agencies": Agency.objects.filter(parent__isnull=False).count(),
        "expected": ExpectedReport.objects.count(),
        "results": Result.objects.count(),
        "tallies": Tally.objects.count(),
    }


def main(arguments: list[str]) -> None:
    """Fill and tell."""
    start_django(None)
    bring_database_up_to_date()
    agencies, years = map(int, arguments)
    print(json.dumps(fill(agencies, years)))


if __name__ == "__main__":
    main(sys.argv[1:])
