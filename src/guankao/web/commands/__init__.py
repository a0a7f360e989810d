"""What the web shell adds to the command line.

Nothing here imports Django until a command runs, so the list of commands is complete, and quick,
also where the extra is absent.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

DEFAULT_PORT = 8000

Port = Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")]
Data = Annotated[
    Path | None,
    typer.Option(
        help="Directory of the database and the key "
        "(default: GUANKAO_DATA, else guankao in the user's data directory)."
    ),
]


def stop(sentence: str) -> typer.Exit:
    """Say what is wrong and what to do; the caller raises what this returns (exit code 2)."""
    typer.echo(sentence, err=True)
    return typer.Exit(2)


def _require_web() -> None:
    if find_spec("django") is None:
        raise stop(
            "This command needs the extra 'web', which is not installed. "
            "Install it with: pip install 'guankao[web]'"
        )


def demo(
    port: Port = DEFAULT_PORT,
    data: Annotated[
        Path | None,
        typer.Option(
            help="Directory of its own database "
            "(default: guankao-demo in the user's data directory)."
        ),
    ] = None,
) -> None:
    """Serve the sample of fiscal year 107 on this machine."""
    _require_web()
    from guankao.web.commands.serving import serve_demo

    serve_demo(port=port, data=data)


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Port = DEFAULT_PORT,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Server processes.")] = 2,
    data: Data = None,
) -> None:
    """Serve Guankao for real use; settings come from the environment."""
    _require_web()
    from guankao.web.commands.serving import serve_for_real

    serve_for_real(host=host, port=port, workers=workers, data=data)


def load(
    path: Annotated[Path, typer.Argument(help="A document (JSON), or a folder of documents.")],
    data: Data = None,
) -> None:
    """Load plans, guidelines and action plans: all of them or, where one is wrong, none."""
    _require_web()
    from guankao.web.commands.loading import load_path

    load_path(path, data=data)


ledger = typer.Typer(help="The record of everything that was done.", no_args_is_help=True)


@ledger.callback()
def _ledger() -> None:
    """The record of everything that was done."""


@ledger.command("verify")
def verify(data: Data = None) -> None:
    """Recompute the chain of every stream and name the first broken link."""
    _require_web()
    from guankao.web.commands.verifying import verify_ledger

    verify_ledger(data=data)


def manage(
    arguments: Annotated[list[str] | None, typer.Argument(help="A Django command.")] = None,
) -> None:
    """Run one of Django's own commands, such as `check --deploy` (after `--`)."""
    _require_web()
    import os

    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guankao.web.settings")
    execute_from_command_line(["guankao manage", *(arguments or [])])
