"""The entry point `guankao`: commands of the core, and those that installed extras add by name."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint, entry_points
from typing import Annotated

import click
import typer
from typer.core import TyperGroup

from guankao import __version__
from guankao.cli import schema, target

EXTRA_OF_COMMAND_GROUP = "web"
"""Every command of the entry point group `guankao.commands` belongs to this extra so far."""


def _added_commands() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group="guankao.commands")}


def _command_without_extra(name: str, missing: str) -> click.Command:
    def explain() -> None:
        typer.echo(
            f"guankao {name} needs the extra '{EXTRA_OF_COMMAND_GROUP}' ({missing} is not "
            f"installed). Install it with: pip install 'guankao[{EXTRA_OF_COMMAND_GROUP}]'",
            err=True,
        )
        raise typer.Exit(2)

    return click.Command(
        name,
        callback=explain,
        help=f"Needs guankao[{EXTRA_OF_COMMAND_GROUP}].",
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    )


class CommandsWithExtras(TyperGroup):
    """Lists the added commands by name and imports one only when it is called.

    Importing Django takes longer than most commands of the core take to run.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), *sorted(_added_commands())]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        own = super().get_command(ctx, cmd_name)
        if own is not None:
            return own
        point = _added_commands().get(cmd_name)
        if point is None:
            return None
        try:
            added: typer.Typer = point.load()
        except ModuleNotFoundError as error:
            if error.name is None or error.name.startswith("guankao"):
                raise
            return _command_without_extra(cmd_name, error.name)
        return typer.main.get_command(added)


app = typer.Typer(
    name="guankao",
    cls=CommandsWithExtras,
    help="Government plans and their performance (管考).",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(target.app, name="target")
app.command("schema")(schema.schema)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - the signature is Typer's
    if wanted:
        typer.echo(f"guankao {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Government plans and their performance (管考)."""


def main() -> None:
    """Run the command line; text goes out as UTF-8 whatever the terminal's locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")
    app()
