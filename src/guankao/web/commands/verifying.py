"""Verify the ledger from the command line, take its head, and check it against one."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import typer

from guankao.web.commands import stop
from guankao.web.commands.preparing import require_database_as_it_is, start_django


def read_database_only(data: Path | None) -> None:
    """Wake Django on a database that is there, without writing anything anywhere."""
    # Any key will do to read, so none is made.
    os.environ.setdefault("GUANKAO_SECRET_KEY", secrets.token_urlsafe(64))
    start_django(data, writes=False)
    require_database_as_it_is()


def verify_ledger(*, data: Path | None) -> None:
    """Print what holds; exit with 1 and the first broken link of each stream where one does not."""
    read_database_only(data)
    entries, streams = _require_whole()
    typer.echo(f"The record holds: {entries} entries in {streams} streams.")


def write_head_of_ledger(*, output: Path | None, data: Path | None) -> None:
    """Write the head, to a new file or to standard output; a broken record gets none."""
    if output is not None and output.exists():
        raise stop(f"There is a file {output} already. A head is never written over another.")
    read_database_only(data)
    from guankao.web.ledger.heads import write_head
    from guankao.web.ledger.queries import take_head

    _require_whole(aside=True)
    text = write_head(take_head())
    if output is None:
        typer.echo(text, nl=False)
        return
    try:
        with output.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise stop(f"The file {output} cannot be written ({error.strerror}).") from error


def check_ledger(file: Path, *, data: Path | None) -> None:
    """Compare the record with a head; exit with 1 and each stream that does not hold."""
    from guankao.web.ledger.heads import LARGEST_HEAD, UnreadableHead, read_head

    try:
        if file.stat().st_size > LARGEST_HEAD:
            raise stop(f"{file} is too large to be a head.")
        vouched = read_head(file.read_bytes().decode("utf-8"))
    except (UnreadableHead, UnicodeDecodeError) as problem:
        raise stop(f"{file} is no head that can be trusted. {problem}") from problem
    except OSError as error:
        raise stop(f"{file} cannot be opened ({error.strerror}).") from error
    read_database_only(data)
    from guankao.web.ledger.queries import check

    found = check(vouched)
    for fault in (*found.breaks, *found.breaks_since):
        typer.echo(f"{fault.stream} #{fault.number}: {fault.reason}")
    if found.breaks:
        typer.echo(
            f"The record no longer holds what the head of {vouched.day} vouched for: "
            f"{len(found.breaks)} stream(s), the first is {found.breaks[0].stream}.",
            err=True,
        )
        raise typer.Exit(1)
    if found.breaks_since:
        typer.echo(
            f"The record holds everything that the head of {vouched.day} vouched for, but is "
            f"broken in what came after, in {len(found.breaks_since)} stream(s).",
            err=True,
        )
        raise typer.Exit(1)
    typer.echo(
        f"The record holds everything that the head of {vouched.day} vouched for: "
        f"{vouched.entries} entries in {len(vouched.ends)} streams. "
        f"{found.entries_since} were recorded since."
    )


def _require_whole(*, aside: bool = False) -> tuple[int, int]:
    """How many entries there are, and in how many streams; exit with 1 where one is broken.

    `aside` says so on standard error alone, where standard output is for something else.
    """
    from guankao.web.ledger.queries import verify

    verification = verify()
    for fault in verification.breaks:
        typer.echo(f"{fault.stream} #{fault.number}: {fault.reason}", err=aside)
    if verification.breaks:
        typer.echo(f"The record is broken in {len(verification.breaks)} stream(s).", err=True)
        raise typer.Exit(1)
    return verification.entries, verification.streams
