"""Several people at once on the same reports: no lost figure, no double event, no odd state.

In a program of its own, since it needs transactions that are really committed; on PostgreSQL in a
database beside the suite's. By hand it runs longer: see crowd.py.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

PROGRAM = Path(__file__).with_name("crowd.py")


@pytest.fixture
def environment(plain_environment, tmp_path):
    ours = plain_environment | {
        "DJANGO_SETTINGS_MODULE": "guankao.web.settings",
        "GUANKAO_DATA": str(tmp_path),
        "GUANKAO_DEMO": "1",
    }
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        yield ours
        return
    import psycopg

    name = f"guankao_reports_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield ours | {"DATABASE_URL": urlsplit(address)._replace(path=f"/{name}").geturl()}
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_crowd_on_the_same_reports(environment):
    done = subprocess.run(
        [sys.executable, str(PROGRAM), "3", "40"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert sum(told.values()) == 120
    assert told["submit"] + told.get("submit again", 0) > 0
    assert told["accept"] > 0
