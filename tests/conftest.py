"""The ground of every test: a database loaded with the sample.

Tests that change something do it inside the transaction that pytest-django takes back. A test
with `transaction=True` would have to empty the tables afterwards, which the ledger refuses; what
needs real transactions runs in a program of its own (tests/journeys, tests/web/commands).
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# The same examples each time and no clock: a suite says the same on a busy machine as on an idle
# one. `pytest --hypothesis-profile explore` looks further, with others each time.
settings.register_profile(
    "suite", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "explore", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """The test database of the session, loaded once with the sample."""
    from guankao.web.commands.loading import load_sample

    with django_db_blocker.unblock():
        load_sample()


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Each test begins like a process that has just started: what it asks is what it needs."""
    from guankao.web.archive import memory

    memory.documents.clear()


@pytest.fixture
def sample_data(db: None) -> None:
    """Fiscal year 107 and its neighbours are in the database."""


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of documents and gold readings beside the project, where there is one."""
    folder = Path(os.environ.get("GUANKAO_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"the documents beside the project are not here ({folder})")
    return folder


@pytest.fixture(scope="session")
def plain_environment() -> dict[str, str]:
    """The environment of a person who has set nothing for Guankao, for programs of their own."""
    ours = ("GUANKAO_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


@pytest.fixture
def make_person(sample_data):
    """Make a person with some roles at an agency, by the verbs; ("planner", "示範署") is one."""
    from django.utils import timezone

    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.organizations.actions import give_role, register_person
    from guankao.web.organizations.actions.people import set_password
    from guankao.web.organizations.queries import agency_called
    from guankao.web.organizations.roles import Role

    def make(*roles: str, at: str = "示範署", account: str = "somebody", password: str = ""):
        agency = agency_called(at)
        person = register_person(
            by=COMMAND_LINE, account=account, name=f"某{account}", agency=agency
        )
        if password:
            set_password(by=COMMAND_LINE, code=person.code, password=password)
        for role in roles:
            give_role(
                by=COMMAND_LINE,
                code=person.code,
                role=Role(role),
                agency=agency,
                from_day=timezone.localdate(),
            )
        person.refresh_from_db()
        return person

    return make


@pytest.fixture
def signed_in(client, make_person):
    """A browser in which a person of these roles is signed in; the person is `client.person`."""

    def sign_in(*roles: str, at: str = "示範署", account: str = "somebody"):
        client.person = make_person(*roles, at=at, account=account)
        client.force_login(
            client.person, backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    return sign_in
