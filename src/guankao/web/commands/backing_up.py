"""Back everything up into one file, and put it back."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import typer

from guankao.web.commands import stop
from guankao.web.commands.preparing import require_database_opens, require_writable, start_django
from guankao.web.commands.verifying import read_database_only


def back_up(file: Path, *, data: Path | None) -> None:
    """Write a backup to a new file while people go on working, and say what is in it."""
    if file.exists():
        raise stop(f"There is a file {file} already. A backup is never written over another.")
    read_database_only(data)
    from guankao.web.backup.queries import digest_of_file, write_backup

    try:
        written = write_backup(file.absolute())
    except OSError as error:
        raise stop(f"The backup {file} cannot be written ({error.strerror}).") from error
    manifest, head = written.manifest, written.head
    rows = sum(table.rows for table in manifest.tables)
    typer.echo(
        f"Backed up: {rows} rows of {len(manifest.tables)} tables, {len(manifest.uploads)} files "
        f"that wait to be read, {len(manifest.files)} of evidence, "
        f"a ledger of {head.entries} entries in {len(head.ends)} streams."
    )
    typer.echo(f"SHA-256 {digest_of_file(file)}")
    if manifest.uploads_missing:
        typer.echo(
            f"{len(manifest.uploads_missing)} file(s) that wait to be read are no longer there; "
            "their imports will say so.",
            err=True,
        )
    for lost, words in (
        (manifest.files_missing, "are no longer there"),
        (manifest.files_altered, "are not what was handed in; they were backed up as they are"),
    ):
        if lost:
            typer.echo(f"{len(lost)} file(s) of evidence {words}: {lost[0]} …", err=True)
    if written.breaks:
        first = written.breaks[0]
        typer.echo(
            f"The ledger is broken in {len(written.breaks)} stream(s): {first.stream} "
            f"#{first.number}: {first.reason}. The backup was written all the same; keep the "
            "earlier ones, and ask guankao ledger verify.",
            err=True,
        )
        raise typer.Exit(1)


def put_back(file: Path, *, data: Path | None, even_if_broken: bool) -> None:
    """Put a backup back into an empty place, whole or not at all."""
    # The place keeps no key of this command: its first start makes one.
    os.environ.setdefault("GUANKAO_SECRET_KEY", secrets.token_urlsafe(64))
    start_django(data, writes=False)
    from django.conf import settings

    from guankao.web.backup.actions import PlaceInUse, restore
    from guankao.web.backup.manifest import UnusableBackup
    from guankao.web.backup.package import open_package

    try:
        with open_package(file) as package:
            require_writable(settings.DATA_DIRECTORY)
            require_database_opens()
            restore(package, even_if_broken=even_if_broken)
            head = package.head()
    except UnusableBackup as problem:
        raise stop(f"{file} cannot be put back. {problem} Nothing was changed.") from problem
    except PlaceInUse as problem:
        raise stop(
            f"{problem} A backup is put back into an empty place only; choose another directory "
            "with --data, and another database with DATABASE_URL. Nothing was changed."
        ) from problem
    except OSError as error:
        raise stop(f"{error.filename or file}: {error.strerror}. Nothing was changed.") from error
    typer.echo(
        f"Restored{', whatever the ledger says' if even_if_broken else ', and the ledger holds'}: "
        f"{head.entries} entries in {len(head.ends)} streams, digest {head.digest}."
    )
