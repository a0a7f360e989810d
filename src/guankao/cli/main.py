"""The entry point `guankao`: commands of the core, and those that other rooms add by name."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points
from typing import Annotated

import typer

from guankao import __version__
from guankao.cli import formula, lint, read, rule, schema, target, write

app = typer.Typer(
    name="guankao",
    help="Government plans and their performance (管考).",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(formula.app, name="formula")
app.add_typer(target.app, name="target")
app.command("schema")(schema.schema)
app.command("read")(read.read)
app.command("lint")(lint.lint)
app.command("rule")(rule.rule)
app.command("write")(write.write_files)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - the signature is Typer's
    if wanted:
        typer.echo(f"guankao {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Government plans and their performance (管考)."""


def add_commands_of_other_rooms() -> None:
    """Mount what stands in the entry point group `guankao.commands`.

    The modules behind it import their frameworks only when a command runs: the list of commands
    is complete without any extra, and `guankao target read` never waits for Django.
    """
    for point in sorted(entry_points(group="guankao.commands"), key=lambda point: point.name):
        command = point.load()
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=point.name)
        else:
            app.command(point.name)(command)


def main() -> None:
    """Run the command line; text goes out as UTF-8 whatever the terminal's locale says."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")
    add_commands_of_other_rooms()
    app()
