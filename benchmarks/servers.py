"""Claim: the server that `guankao serve` runs is no slower and no heavier than its neighbours.

Peers: gunicorn with threads, and uvicorn with Django's ASGI application, each with as many
processes, serving the same agency pages of the same database. They take turns in every round.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from benchmarks.addresses import Addresses
from benchmarks.clients import Timing, read_at_once
from benchmarks.databases import SQLITE, fill, throw_away
from benchmarks.filling import THE_SAMPLE
from benchmarks.report import Report, Table, figure, times
from benchmarks.serving import HOST, Server, free_port, serving

ROUNDS = 5
WORKERS, THREADS = 2, 4
"""As `guankao serve` has them."""

CHOSEN = "granian"
WSGI, ASGI = "guankao.web.wsgi:application", "benchmarks.asgi:application"


def commands(port: int) -> Mapping[str, list[str]]:
    """How each server is started."""
    folder = Path(sys.executable).parent
    return {
        CHOSEN: [
            f"{folder}/granian", "--interface=wsgi", f"--host={HOST}", f"--port={port}",
            f"--workers={WORKERS}", f"--blocking-threads={THREADS}", "--log-level=warning", WSGI,
        ],
        "gunicorn": [
            f"{folder}/gunicorn", "--worker-class=gthread", f"--bind={HOST}:{port}",
            f"--workers={WORKERS}", f"--threads={THREADS}", "--log-level=warning", WSGI,
        ],
        "uvicorn": [
            f"{folder}/uvicorn", f"--host={HOST}", f"--port={port}", f"--workers={WORKERS}",
            "--log-level=warning", "--no-access-log", "--lifespan=off", ASGI,
        ],
    }  # fmt: skip


def measure(_copies: int) -> Report:
    """The agency page from each server, over the sample in SQLite."""
    report = Report(
        name="servers",
        claim="the server that `guankao serve` runs is no slower and no heavier than the others.",
        peer=f"gunicorn (gthread) and uvicorn (ASGI), each with {WORKERS} processes, "
        f"and {THREADS} threads in each where the server has them.",
    )
    addresses = Addresses(THE_SAMPLE)
    with throw_away(SQLITE, "gk_bench_servers") as database, ExitStack() as stack:
        fill(database, THE_SAMPLE)
        running: dict[str, Server] = {}
        for name in commands(0):
            port = free_port()
            running[name] = stack.enter_context(
                serving(
                    commands(port)[name],
                    environment={**database.environment(), "PYTHONPATH": _root()},
                    log=database.directory / f"{name}.log",
                    port=port,
                    path=addresses.first("agency"),
                )
            )
        found = {name: Timing() for name in running}
        for round_number in range(ROUNDS):
            for name, server in running.items():
                paths = addresses.of_page("agency", round_number)
                found[name].add(read_at_once(server.port, paths))
        memory = {name: server.memory() for name, server in running.items()}
    rows = [
        (
            name,
            *(figure(one) for one in (timing.p50, timing.p95, timing.a_second, memory[name])),
            times(timing.p50 / found[CHOSEN].p50),
        )
        for name, timing in found.items()
    ]
    columns = ("server", "p50 (ms)", "p95 (ms)", "pages/s", "memory (MB)", f"p50 ÷ {CHOSEN}")
    report.parts = [Table(columns, rows)]
    ratios = [
        f"{times(found[CHOSEN].p50 / timing.p50)} that of {name}"
        for name, timing in found.items()
        if name != CHOSEN
    ]
    report.ratio = f"The median of {CHOSEN} is {' and '.join(ratios)}."
    return report


def _root() -> str:
    return str(Path(__file__).resolve().parent.parent)
