"""Verify the ledger from the command line."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import typer

from guankao.web.commands.preparing import require_database_as_it_is, start_django


def verify_ledger(*, data: Path | None) -> None:
    """Print what holds; exit with 1 and the first broken link of each stream where one does not."""
    # Any key will do to read, so none is made.
    os.environ.setdefault("GUANKAO_SECRET_KEY", secrets.token_urlsafe(64))
    start_django(data, writes=False)
    require_database_as_it_is()
    from guankao.web.ledger.queries import verify

    verification = verify()
    for fault in verification.breaks:
        typer.echo(f"{fault.stream} #{fault.number}: {fault.reason}")
    if verification.breaks:
        typer.echo(f"The record is broken in {len(verification.breaks)} stream(s).", err=True)
        raise typer.Exit(1)
    typer.echo(
        f"The record holds: {verification.entries} entries in {verification.streams} streams."
    )
