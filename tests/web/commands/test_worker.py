"""The worker as a program of its own: what waits in the database is read by another process."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
import time

import pytest

from guankao.web.commands import working

HAND_IN = """
    import os, sys
    os.environ["DJANGO_SETTINGS_MODULE"] = "guankao.web.settings"
    from guankao.web.commands.preparing import bring_database_up_to_date, start_django
    start_django(None)
    bring_database_up_to_date()
    from django.utils import timezone
    from guankao.web.importing.actions import hand_in
    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.organizations.actions import give_role, register_agency, register_person
    from guankao.web.organizations.actors import as_actor
    from guankao.web.organizations.roles import Role
    agency = register_agency(by=COMMAND_LINE, name="測試部")
    person = register_person(by=COMMAND_LINE, account="planner", name="某人", agency=agency)
    give_role(by=COMMAND_LINE, code=person.code, role=Role.PLANNER, agency=agency,
              from_day=timezone.localdate())
    hand_in(by=as_actor(person), file_name="plan.json", data=sys.stdin.buffer.read())
"""
STATE = """
    import os
    os.environ["DJANGO_SETTINGS_MODULE"] = "guankao.web.settings"
    import django
    django.setup()
    from guankao.web.importing.models import Import
    for one in Import.objects.all():
        print(one.state, *one.documents.values_list("identifier", flat=True))
"""


@pytest.fixture
def environment(plain_environment, tmp_path) -> dict[str, str]:
    return {**plain_environment, "GUANKAO_DATA": str(tmp_path), "GUANKAO_HTTPS": "0"}


def program(source: str, environment: dict[str, str], given: bytes = b"") -> str:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(source)],
        input=given,
        env=environment,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def test_a_file_that_was_handed_in_is_read_by_the_worker(environment, tmp_path):
    from guankao import sample
    from guankao.documents import write_document

    plan = next(one for one in sample.documents() if one.kind == "plan")
    program(HAND_IN, environment, write_document(plan).encode())
    assert program(STATE, environment).startswith("waiting")
    assert len(list((tmp_path / "uploads").iterdir())) == 1
    worker = [sys.executable, "-m", "guankao", "worker", "--until-idle"]
    subprocess.run(worker, env=environment, check=True, timeout=120, capture_output=True)
    assert program(STATE, environment) == f"read {plan.identifier}"
    assert not list((tmp_path / "uploads").iterdir())


def test_a_worker_ends_with_the_server_that_it_stands_beside(environment):
    """Its parent is killed without a word, as by a machine that runs out of memory."""
    program(HAND_IN, environment, b"{}")
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import os, subprocess, sys, time\n"
            "child = subprocess.Popen([sys.executable, '-m', 'guankao', 'worker',"
            " '--beside', str(os.getpid())], stderr=subprocess.DEVNULL)\n"
            "print(child.pid, flush=True)\ntime.sleep(600)",
        ],
        env=environment,
        stdout=subprocess.PIPE,
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    deadline = time.monotonic() + 300
    while "failed" not in program(STATE, environment):
        assert time.monotonic() < deadline, "the worker never began"
    parent.stdout.close()
    parent.kill()
    parent.wait()
    while time.monotonic() < deadline:
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        with open(f"/proc/{child}/stat") as stat:
            if stat.read().split()[2] == "Z":
                return
        time.sleep(0.2)
    pytest.fail("the worker outlived its server")


def test_a_worker_that_was_killed_is_started_again(environment, monkeypatch):
    """Each start is counted by a program in the place of the worker, which ends at once."""
    started = threading.Semaphore(0)
    begin = subprocess.Popen

    def count(command, **options):
        started.release()
        return begin([sys.executable, "-c", ""], **options)

    monkeypatch.setattr(working, "SECONDS_BETWEEN_LOOKS", 0.01)
    monkeypatch.setattr(working, "SHORTEST_PAUSE", 0.01)
    monkeypatch.setattr(working.subprocess, "Popen", count)
    with working.worker_beside_server():
        assert all(started.acquire(timeout=60) for _time in range(3))


def test_the_worker_ends_when_the_server_is_stopped(environment, monkeypatch):
    begun = []
    started = threading.Event()
    begin = subprocess.Popen

    def sleeper(command, **options):
        begun.append(begin([sys.executable, "-c", "import time; time.sleep(600)"], **options))
        started.set()
        return begun[-1]

    monkeypatch.setattr(working.subprocess, "Popen", sleeper)
    with working.worker_beside_server():
        assert started.wait(timeout=60)
    assert [one.returncode is None for one in begun] == [False]
