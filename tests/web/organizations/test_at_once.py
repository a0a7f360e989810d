"""Several administrators at the same moment, each a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from urllib.parse import urlsplit

import pytest

MAKE = """
    from guankao.web.commands.preparing import bring_database_up_to_date
    bring_database_up_to_date()
    from guankao.web.organizations.actions import register_agency, register_person
    agency = register_agency(by=COMMAND_LINE, name="測試部")
    print(register_person(by=COMMAND_LINE, account="one", name="某人", agency=agency).code)
"""
GIVE = """
    import sys, time
    from django.utils import timezone
    from guankao.web.organizations.actions import change_person, give_role
    from guankao.web.organizations.actions.overtaking import Overtaken
    from guankao.web.organizations.actions.roles import AlreadyHeld
    from guankao.web.organizations.queries import agency_called
    from guankao.web.organizations.roles import Role
    agency = agency_called("測試部")
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        give_role(by=COMMAND_LINE, code=sys.argv[1], role=Role.PLANNER, agency=agency,
                  from_day=timezone.localdate())
        print("given")
    except AlreadyHeld:
        print("held already")
    try:
        change_person(by=COMMAND_LINE, code=sys.argv[1], version=1, account="one",
                      name=sys.argv[2], agency=agency)
        print("changed")
    except Overtaken:
        print("overtaken")
"""
LOOK = """
    from guankao.web.ledger.queries import verify
    from guankao.web.organizations.models import Holding, Person
    print(Holding.objects.count(), Person.objects.get().version, len(verify().breaks))
"""
START = """
    import os, django
    os.environ["DJANGO_SETTINGS_MODULE"] = "guankao.web.settings"
    django.setup()
    from guankao.web.ledger.actors import COMMAND_LINE
"""
AT_ONCE = 6


@pytest.fixture
def environment(plain_environment, tmp_path):
    """A database of its own: a file, or one beside the suite's where that is PostgreSQL."""
    ours = plain_environment | {"GUANKAO_DATA": str(tmp_path), "GUANKAO_HTTPS": "0"}
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        yield ours
        return
    import psycopg

    name = f"guankao_at_once_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield ours | {"DATABASE_URL": urlsplit(address)._replace(path=f"/{name}").geturl()}
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def program(source: str) -> list[str]:
    return [sys.executable, "-c", textwrap.dedent(START) + textwrap.dedent(source)]


def said(source: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        program(source), env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_of_many_at_once_one_gives_and_one_changes(environment):
    code = said(MAKE, environment)
    running = [
        subprocess.Popen(
            [*program(GIVE), code, f"名{number}"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(AT_ONCE)
    ]
    for one in running:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in running:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    told = [one.communicate(timeout=120) for one in running]
    outcomes = sorted(line for out, _said in told for line in out.split("\n") if line)
    assert outcomes == sorted(
        ["given", *["held already"] * (AT_ONCE - 1), "changed", *["overtaken"] * (AT_ONCE - 1)]
    ), told
    assert said(LOOK, environment) == "1 2 0"
