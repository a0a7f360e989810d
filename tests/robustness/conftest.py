"""Places for programs of their own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from robustness.places import Place, new_place


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """An empty place on the database that the suite runs on."""
    with new_place(tmp_path / "place", os.environ.get("DATABASE_URL", "")) as made:
        yield made
