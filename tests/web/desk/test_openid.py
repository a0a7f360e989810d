"""Sign-in by a service of OpenID Connect, whose settings need a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("openid_service.py")


@pytest.fixture(scope="module")
def results(tmp_path_factory, plain_environment) -> dict:
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(tmp_path_factory.mktemp("openid"))],
        env=plain_environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_sign_in_page_offers_the_service(results):
    assert results["page"]


@pytest.mark.parametrize("one", ["known", "again"])
def test_whom_an_administrator_made_gets_in(results, one):
    assert results[one] == {"leads": "/desk/", "in": True}


@pytest.mark.parametrize(
    "one", ["unknown", "unverified", "ended", "nothing told", "another state", "connect"]
)
def test_nobody_else_does(results, one):
    assert not results[one]["in"]


def test_the_service_makes_nobody(results):
    assert results["people"] == 0


def test_it_is_recorded_like_any_sign_in(results):
    assert results["events"].count("person.signed-in") == 2


def test_without_its_address_there_is_no_such_door(client, db):
    assert client.get("/account/oidc/service/login/").status_code == 404
