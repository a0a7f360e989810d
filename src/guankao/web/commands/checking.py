"""Compute every stored result again, from the command line."""

from __future__ import annotations

from pathlib import Path

import typer

from guankao.web.commands.verifying import read_database_only

EVERY = 10_000
"""Results between two lines that say how far it is."""
MOST_NAMED = 1_000
"""Differences that are named one by one; of more the number is told."""


def check_results(*, data: Path | None) -> None:
    """Say that every result follows from its texts; exit with 1 and each that does not."""
    read_database_only(data)
    from guankao.web.reporting.checking import differences

    told = 0
    computed = 0

    def progress(done: int) -> None:
        nonlocal told, computed
        computed = done
        if done - told >= EVERY:
            told = done
            typer.echo(f"{done} results computed …", err=True)

    found = 0
    for one in differences(progress):
        found += 1
        if found <= MOST_NAMED:
            number = f" #{one.number}" if one.number else ""
            typer.echo(f"{one.identifier}{number}: {one.reason}")
    if found:
        more = f", {found - MOST_NAMED} of them not named" if found > MOST_NAMED else ""
        typer.echo(f"{found} differences in {computed} results{more}.", err=True)
        raise typer.Exit(1)
    typer.echo(f"Every result follows from its texts: {computed} computed again.")
