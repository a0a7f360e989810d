"""Put a backup back. The one writer that leaves no entry: what it writes is the record itself.

Nothing of a room is called here: rows go back as they were, with the moments and the numbers that
they had, or not at all.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction

from guankao.web.archive import files
from guankao.web.backup.manifest import Manifest, Table, UnusableBackup
from guankao.web.backup.package import Package
from guankao.web.backup.queries import applied_migrations
from guankao.web.backup.rows import (
    ROWS_AT_A_TIME,
    Column,
    Json,
    columns_of,
    fields_of,
    prepare,
    tables,
)
from guankao.web.importing import uploads
from guankao.web.ledger.queries import take_head, verify
from guankao.web.search.actions import rebuild_index

RESTORING = ".restoring"
LOCK = 0x6775_6272  # any number that no other use of this database takes
REMAKEABLE = frozenset({"secret-key", "static", "vendor", "papers", RESTORING})
"""What a start of the program leaves in a data directory, and may leave in an empty one."""


class PlaceInUse(ValueError):
    """There is something already; a backup is put back into an empty place only."""


def restore(package: Package, *, even_if_broken: bool = False) -> None:
    """Put a backup back into an empty place, whole or not at all.

    `even_if_broken` lets a ledger pass that was broken when it was backed up.

    Raises PlaceInUse where something is there, and UnusableBackup where a piece is damaged, was
    made by a program with other tables, or does not hold together once it is in the database.
    """
    _require_empty_directory()
    package.check()
    place = _new_file() if connection.vendor == "sqlite" else _one_transaction()
    with _files_go_with_the_database() as made, place:
        call_command("migrate", interactive=False, verbosity=0)
        _require_same_version(package.manifest)
        with transaction.atomic():
            _put_rows(package)
        _require_whole(package, even_if_broken=even_if_broken)
        for upload in package.manifest.uploads:
            made.append(uploads.put_back(upload.name, package.bytes_of(upload)))
        for file in package.manifest.files:
            # One that was altered goes back as it was found; `guankao check` names it.
            files.put(package.bytes_of(file), digest=file.name)
            made.append(files.path_of(file.name))


def _require_empty_directory() -> None:
    directory: Path = settings.DATA_DIRECTORY
    there = {path.name for path in directory.iterdir()} if directory.exists() else set()
    if there - REMAKEABLE:
        raise PlaceInUse(f"The data directory {directory} holds {min(there - REMAKEABLE)} already.")
    if connection.vendor == "sqlite" and Path(str(connection.settings_dict["NAME"])).exists():
        raise PlaceInUse(f"There is a database {connection.settings_dict['NAME']} already.")


@contextmanager
def _files_go_with_the_database() -> Iterator[list[Path]]:
    """Take the files away again where the database does not come to be."""
    made: list[Path] = []
    try:
        yield made
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        with suppress(OSError):  # not empty, or there already
            for folder in sorted({path.parent for path in made}, reverse=True):
                folder.rmdir()
            Path(settings.KEPT_FILES).rmdir()
        raise


@contextmanager
def _new_file() -> Iterator[None]:
    """A database beside the one that is to be; it gets its name when all is in it.

    Whoever kills this program leaves a folder that the next attempt removes, and no database.
    """
    final = Path(str(connection.settings_dict["NAME"]))
    folder = final.parent / RESTORING
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    connection.close()
    connection.settings_dict["NAME"] = str(folder / final.name)
    try:
        yield
        with connection.cursor() as cursor:
            # One file, without the log that stands beside it while it is in use.
            cursor.execute("PRAGMA journal_mode=DELETE")
        connection.close()
        _make_lasting(folder / final.name)
        os.link(folder / final.name, final)
        _make_lasting(final.parent)
    except FileExistsError as problem:
        raise PlaceInUse(f"There is a database {final} already.") from problem
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(final)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _one_transaction() -> Iterator[None]:
    """Tables and rows in one transaction of PostgreSQL, which makes both or neither."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if connection.introspection.table_names(cursor):
            raise PlaceInUse("The database holds tables already.")
        # No change of a table may stand behind a check that still waits.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield


def _require_same_version(manifest: Manifest) -> None:
    ours, theirs = set(applied_migrations()), set(manifest.migrations)
    if ours != theirs:
        odd = min(ours ^ theirs)
        newer = "does not have" if odd in theirs else "already has"
        raise UnusableBackup(
            f"It was made by Guankao {manifest.guankao} with other tables: this program {newer} "
            f"{odd}. Put it back with the program that made it, and bring that up to date."
        )
    kept = {model._meta.label_lower: columns_of(model) for model in tables()}
    written = {table.model: list(table.columns) for table in manifest.tables}
    if kept != written:
        odd = min(name for name in {*kept, *written} if kept.get(name) != written.get(name))
        raise UnusableBackup(
            f"It was made by Guankao {manifest.guankao} with other columns of {odd}. "
            "Put it back with the program that made it."
        )


def _put_rows(package: Package) -> None:
    models_of = {model._meta.label_lower: model for model in tables()}
    with connection.cursor() as cursor:
        cursor.execute(
            "PRAGMA defer_foreign_keys=ON"
            if connection.vendor == "sqlite"
            else "SET CONSTRAINTS ALL DEFERRED"
        )
    for model in models_of.values():
        # What making the tables wrote by itself gives way to what was written then.
        if model._base_manager.exists():
            model._base_manager.all()._raw_delete(connection.alias)
    for table in package.manifest.tables:
        _put_table(package, table, models_of[table.model])
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models_of.values())):
            cursor.execute(statement)
    rebuild_index()


def _put_table(package: Package, table: Table, model: type[models.Model]) -> None:
    quote = connection.ops.quote_name
    fields = fields_of(model)
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    rows = package.rows(table)
    put = 0
    while piece := list(islice(rows, ROWS_AT_A_TIME)):
        prepared = [_prepared(table, fields, row) for row in piece]
        try:
            with connection.cursor() as cursor:
                cursor.executemany(statement, prepared)
        except DatabaseError as problem:
            raise UnusableBackup(
                f"The database does not take a row of {table.model}: {str(problem).strip()}"
            ) from problem
        put += len(piece)
    if put != table.rows:
        raise UnusableBackup(f"{table.model} has {put} rows, and not {table.rows}.")


def _prepared(table: Table, fields: list[Column], row: list[Json]) -> tuple[Any, ...]:
    try:
        return prepare(fields, row)
    except (ValueError, TypeError) as problem:
        raise UnusableBackup(f"A row of {table.model} cannot be read: {problem}") from problem


def _require_whole(package: Package, *, even_if_broken: bool) -> None:
    """What is in the database now must be what the backup vouches for."""
    try:
        connection.check_constraints()
    except DatabaseError as problem:
        raise UnusableBackup(f"Its rows do not fit together: {problem}") from problem
    broken = verify().breaks
    if broken and not even_if_broken:
        raise UnusableBackup(
            f"Its ledger is broken: {broken[0].stream} #{broken[0].number}: {broken[0].reason}."
        )
    then, now = package.head(), take_head()
    if then.ends != now.ends:
        raise UnusableBackup("Its ledger does not end where its head says.")


def _make_lasting(path: Path) -> None:
    """Wait until the disk holds it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
