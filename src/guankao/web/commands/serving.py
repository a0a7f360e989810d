"""Serve: the demonstration on this machine, or Guankao for real use."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from guankao.web.commands import stop
from guankao.web.commands.loading import load_sample, make_demonstration_people
from guankao.web.commands.preparing import (
    bring_database_up_to_date,
    gather_static_files,
    require_free_port,
    require_writable,
    start_django,
)
from guankao.web.commands.working import worker_beside_server

DEMO_HOST = "127.0.0.1"
THREADS = 4
"""Of each worker process: enough that a slow download holds nobody up."""


def serve_demo(*, port: int, data: Path | None) -> None:
    """Load the sample into a database of its own, print the address, serve until Ctrl+C."""
    require_free_port(DEMO_HOST, port)
    directory = (data or _default_demo_directory()).absolute()
    require_writable(directory)
    # A demonstration never touches the database of an installation in use.
    os.environ.pop("DATABASE_URL", None)
    demonstrate(port=port, directory=directory)


def demonstrate(*, port: int, directory: Path) -> None:
    """Serve the demonstration from the database of this process's environment."""
    os.environ["GUANKAO_DEMO"] = "1"
    os.environ["GUANKAO_HTTPS"] = "0"
    os.environ["GUANKAO_ADDRESS"] = f"http://{DEMO_HOST}:{port}"
    start_django(directory)
    bring_database_up_to_date()
    gather_static_files()
    typer.echo(load_sample())
    typer.echo(make_demonstration_people())
    typer.echo(f"Guankao 管考: http://{DEMO_HOST}:{port}/  (Ctrl+C to stop)")
    os.environ["GUANKAO_DATA"] = str(directory)
    with worker_beside_server():
        _run_server(host=DEMO_HOST, port=port, workers=1)


def serve_for_real(*, host: str, port: int, workers: int, data: Path | None) -> None:
    """Bring the database up to date and serve until stopped."""
    require_free_port(host, port)
    start_django(data)
    bring_database_up_to_date()
    gather_static_files()
    from django.conf import settings

    from guankao.web.desk.demonstration import present

    if present():
        raise stop(
            "This database is that of a demonstration: people in it have a password that "
            "everybody knows. Choose another data directory with --data."
        )
    if settings.HTTPS:
        typer.echo(
            "Plain HTTP is sent on to HTTPS. Put a proxy with a certificate in front and set "
            "GUANKAO_BEHIND_PROXY=1; for a trial on one machine set GUANKAO_HTTPS=0."
        )
    typer.echo(f"Guankao 管考: {host} port {port}, for {', '.join(settings.ALLOWED_HOSTS)}")
    with worker_beside_server():
        _run_server(host=host, port=port, workers=workers)


def _default_demo_directory() -> Path:
    """Never GUANKAO_DATA: that is an installation in use, and the sample is not its data."""
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "guankao-demo"


def _run_server(*, host: str, port: int, workers: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        target="guankao.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
    ).serve()
