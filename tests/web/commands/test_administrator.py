"""`guankao administrator`, in a process on a database of its own."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys

import pytest


@pytest.fixture
def run(tmp_path, plain_environment):
    def start(account: str, *more: str):
        finished = subprocess.run(
            [
                sys.executable,
                "-c",
                "from guankao.cli.main import main; main()",
                "administrator",
                account,
                "--data",
                str(tmp_path),
                *more,
            ],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            env=plain_environment | {"COLUMNS": "200"},
            check=False,
        )
        return finished.returncode, finished.stdout, finished.stderr

    return start


def asked(tmp_path, question: str):
    with sqlite3.connect(tmp_path / "guankao.sqlite3") as database:
        return database.execute(question).fetchall()


def test_the_first_administrator_is_made_and_gets_a_link(run, tmp_path):
    code, out, said = run("Lin.Mei", "--name", "林美", "--agency", "測試院")
    assert (code, said) == (0, "")
    assert re.search(r"^/account/password/key/\w+-[\w-]+/$", out, re.MULTILINE)
    assert asked(tmp_path, "SELECT account FROM organizations_person") == [("lin.mei",)]
    roles = asked(tmp_path, "SELECT role FROM organizations_holding")
    assert roles == [("system-administrator",)]
    events = asked(tmp_path, "SELECT event, actor FROM ledger_entry ORDER BY id")
    assert events == [
        ("agency.registered", "command-line"),
        ("person.registered", "command-line"),
        ("role.given", "command-line"),
        ("person.invited", "command-line"),
    ]
    again, more, _said = run("lin.mei", "--name", "林美", "--agency", "測試院")
    assert again == 0
    assert re.findall(r"/account\S+", more) != re.findall(r"/account\S+", out)
    assert len(asked(tmp_path, "SELECT * FROM organizations_holding")) == 1
    assert len(asked(tmp_path, "SELECT * FROM organizations_person")) == 1


@pytest.mark.parametrize(
    ("account", "name", "agency"), [("two words", "林美", "測試院"), ("lin", "林美", "甲/乙")]
)
def test_what_cannot_be_is_refused_and_nothing_is_made(run, tmp_path, account, name, agency):
    code, _out, said = run(account, "--name", name, "--agency", agency)
    assert code == 2
    assert "Nothing was changed" in said
    assert asked(tmp_path, "SELECT * FROM organizations_agency") == []


def test_a_real_server_does_not_serve_people_whose_password_is_known(
    run, tmp_path, plain_environment
):
    """`guankao serve` on the folder of a demonstration."""
    made = (
        "import os, django; django.setup();"
        "from django.core.management import call_command as call;"
        "call('migrate', verbosity=0);"
        "from guankao.web.commands.loading import load_sample, make_demonstration_people as make;"
        "load_sample(); make()"
    )
    environment = plain_environment | {
        "GUANKAO_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "guankao.web.settings",
        "GUANKAO_DEMO": "1",
    }
    subprocess.run([sys.executable, "-c", made], env=environment, check=True, timeout=180)
    served = subprocess.run(
        [
            sys.executable,
            "-c",
            "from guankao.cli.main import main; main()",
            "serve",
            "--port",
            "18997",
            "--data",
            str(tmp_path),
        ],
        env=plain_environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=180,
        check=False,
    )
    assert served.returncode == 2
    assert "demonstration" in served.stderr
    assert json.dumps(asked(tmp_path, "SELECT count(*) FROM organizations_person")) == "[[10]]"
