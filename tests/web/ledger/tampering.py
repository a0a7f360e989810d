"""What somebody who owns the database can do to the record: triggers off, edit."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection


def without_protection(statement: str, parameters: Sequence[object] = ()) -> None:
    """Run a statement on the table of the ledger as if nothing guarded it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ALL")
            cursor.execute(statement, parameters)
            cursor.execute("ALTER TABLE ledger_entry ENABLE TRIGGER ALL")
        else:
            for verb in ("update", "delete", "replace"):
                cursor.execute(f"DROP TRIGGER IF EXISTS ledger_entry_no_{verb}")
            cursor.execute(statement, parameters)
