"""Refuse UPDATE and DELETE (and TRUNCATE) on the ledger in the database itself."""

from django.db import migrations

MESSAGE = "the ledger is append-only"

SQLITE = [
    f"""CREATE TRIGGER ledger_entry_no_{verb.lower()} BEFORE {verb} ON ledger_entry
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"""
    for verb in ("UPDATE", "DELETE")
]
# REPLACE removes rows without asking a DELETE trigger.
SQLITE.append(
    f"""CREATE TRIGGER ledger_entry_no_replace BEFORE INSERT ON ledger_entry
        WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.id OR digest = NEW.digest
                     OR (stream = NEW.stream AND number = NEW.number))
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"""
)
SQLITE_REVERSE = [f"DROP TRIGGER ledger_entry_no_{verb}" for verb in ("update", "delete", "replace")]

POSTGRESQL = [
    f"""CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$""",
    """CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
       FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change()""",
]
POSTGRESQL_REVERSE = [
    "DROP TRIGGER ledger_entry_append_only ON ledger_entry",
    "DROP FUNCTION ledger_refuse_change()",
]


def _run(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement)


def protect(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    _run(schema_editor, SQLITE if sqlite else POSTGRESQL)


def release(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    _run(schema_editor, SQLITE_REVERSE if sqlite else POSTGRESQL_REVERSE)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(protect, release)]
