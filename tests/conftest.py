"""The ground of every test: a database loaded with the sample.

Tests that change something do it inside the transaction that pytest-django takes back. A test
with `transaction=True` would have to empty the tables afterwards, which the ledger refuses; what
needs real transactions runs in a program of its own (tests/journeys, tests/web/commands).
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """The test database of the session, loaded once with the sample."""
    from guankao.web.commands.loading import load_sample

    with django_db_blocker.unblock():
        load_sample()


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
