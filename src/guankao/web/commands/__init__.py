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


def worker(
    data: Data = None,
    until_idle: Annotated[
        bool, typer.Option("--until-idle", help="Stop when nothing is waiting.")
    ] = False,
    beside: Annotated[int | None, typer.Option(hidden=True)] = None,
) -> None:
    """Do the work that waits in the background: read the files that people handed in."""
    _require_web()
    from guankao.web.commands.working import work

    work(data=data, until_idle=until_idle, beside=beside)


def load(
    path: Annotated[Path, typer.Argument(help="A document (JSON), or a folder of documents.")],
    data: Data = None,
) -> None:
    """Load plans, guidelines and action plans: all of them or, where one is wrong, none."""
    _require_web()
    from guankao.web.commands.loading import load_path

    load_path(path, data=data)


def administrator(
    account: Annotated[str, typer.Argument(help="What the person signs in with.")],
    name: Annotated[str, typer.Option(help="What the person is called.")],
    agency: Annotated[str, typer.Option(help="The agency at the top of the tree to look after.")],
    data: Data = None,
) -> None:
    """Make a system administrator, and print a link to a first password; or print a new link."""
    _require_web()
    from guankao.web.commands.administrating import make_administrator

    make_administrator(account, name=name, agency=agency, data=data)


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


@ledger.command("head")
def head(
    output: Annotated[
        Path | None, typer.Option(help="New file to write to instead of standard output.")
    ] = None,
    data: Data = None,
) -> None:
    """Write down the end of every stream, to be kept where nobody can change it.

    Exit code 1, and no head, where the record is broken.
    """
    _require_web()
    from guankao.web.commands.verifying import write_head_of_ledger

    write_head_of_ledger(output=output, data=data)


@ledger.command("check")
def check(
    file: Annotated[Path, typer.Argument(help="A head that was written down earlier.")],
    data: Data = None,
) -> None:
    """Say whether the record still holds everything that a head vouched for.

    Exit code 1 where it does not; the first stream where it does not is named.
    """
    _require_web()
    from guankao.web.commands.verifying import check_ledger

    check_ledger(file, data=data)


def check_everything(data: Data = None) -> None:
    """Compute every stored result again from the texts that it was made of, blanks included.

    Also the kept counts of the boards and the bytes of evidence. Exit code 1 and a line for each
    difference. It only reads, and can run beside the server.
    """
    _require_web()
    from guankao.web.commands.checking import check_results

    check_results(data=data)


def backup(
    file: Annotated[
        Path, typer.Argument(help="New file to write, such as 2026-11-20.guankao.zip.")
    ],
    data: Data = None,
) -> None:
    """Write everything that is kept into one file, while people go on working.

    The file holds all that the database holds, which is not all public. It holds no key.

    Exit code 1 where the ledger is broken; the backup is written all the same.
    """
    _require_web()
    from guankao.web.commands.backing_up import back_up

    back_up(file, data=data)


def restore(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    data: Data = None,
    even_if_broken: Annotated[
        bool,
        typer.Option(
            "--even-if-broken", help="Also where its ledger was broken when it was backed up."
        ),
    ] = False,
) -> None:
    """Put a backup back into an empty place, whole or not at all.

    A backup of SQLite can be put back into PostgreSQL, and the other way round.
    """
    _require_web()
    from guankao.web.commands.backing_up import put_back

    put_back(file, data=data, even_if_broken=even_if_broken)


def manage(
    arguments: Annotated[list[str] | None, typer.Argument(help="A Django command.")] = None,
) -> None:
    """Run one of Django's own commands, such as `check --deploy` (after `--`)."""
    _require_web()
    import os

    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guankao.web.settings")
    execute_from_command_line(["guankao manage", *(arguments or [])])
