"""Claim: the server that `guankao serve` runs answers as quickly as its neighbours, and goes on
answering beside readers on slow lines.

Peers: gunicorn with threads, and uvicorn with Django's ASGI application, each with as many
processes, serving the same agency pages of the same database. They take turns in every round.
Then each is asked once more beside readers on slow lines, who have sent half a request and hold
their connections open: a first start has no proxy in front that would wait for them.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from benchmarks.addresses import Addresses
from benchmarks.clients import Timing, WrongAnswer, read_at_once
from benchmarks.databases import SQLITE, fill, throw_away
from benchmarks.filling import THE_SAMPLE
from benchmarks.pages import guankao
from benchmarks.report import Report, Table, figure, times
from benchmarks.serving import HOST, Server, free_port, serving

ROUNDS = 6
"""Twice first, second and third for each: whoever follows another finds warmer caches."""
WORKERS, THREADS = 2, 4
"""As `guankao serve` has them."""

SLOW_READERS = 2 * WORKERS * THREADS
HALF_A_REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
PATIENCE = 5.0
"""Seconds that a reader waits beside the slow ones."""

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
        claim="the server that `guankao serve` runs answers as quickly as the others, and goes on "
        "answering beside readers on slow lines.",
        peer=f"gunicorn (gthread) and uvicorn (ASGI), each with {WORKERS} processes, "
        f"and {THREADS} threads in each where the server has them.",
    )
    addresses = Addresses(THE_SAMPLE)
    with throw_away(SQLITE, "gk_bench_servers") as database, ExitStack() as stack:
        fill(database, THE_SAMPLE)
        with guankao(database, addresses.first("agency")):
            """Its first start gathers the static files, which the bare servers then find."""
        running: dict[str, Server] = {}
        for name in commands(0):
            port = free_port()
            running[name] = stack.enter_context(
                serving(
                    commands(port)[name],
                    environment=with_benchmarks(database.environment()),
                    log=database.directory / f"{name}.log",
                    port=port,
                    path=addresses.first("agency"),
                )
            )
        found = {name: Timing() for name in running}
        for round_number in range(ROUNDS):
            for place in range(len(running)):
                name = list(running)[(round_number + place) % len(running)]
                paths = addresses.of_page("agency", round_number)
                found[name].add(read_at_once(running[name].port, paths))
        memory = {name: server.memory() for name, server in running.items()}
        paths = addresses.of_page("agency", ROUNDS)
        beside = {name: _beside_slow_readers(server, paths) for name, server in running.items()}
    rows = [
        (
            name,
            *(figure(one) for one in (timing.p50, timing.p95, timing.a_second, memory[name])),
            times(timing.p50 / found[CHOSEN].p50),
            beside[name],
        )
        for name, timing in found.items()
    ]
    columns = (
        "server", "p50 (ms)", "p95 (ms)", "pages/s", "memory (MB)", f"p50 ÷ {CHOSEN}",
        f"p50 beside {SLOW_READERS} slow readers (ms)",
    )  # fmt: skip
    report.parts = [Table(columns, rows)]
    ratios = [
        f"{times(found[CHOSEN].p50 / timing.p50)} that of {name}"
        for name, timing in found.items()
        if name != CHOSEN
    ]
    report.ratio = f"The median of {CHOSEN} is {' and '.join(ratios)}."
    return report


def _beside_slow_readers(server: Server, paths: list[list[str]]) -> str:
    with ExitStack() as stack:
        for _reader in range(SLOW_READERS):
            line = stack.enter_context(socket.create_connection((HOST, server.port), PATIENCE))
            line.sendall(HALF_A_REQUEST)
        time.sleep(1)  # until the server has taken them in
        try:
            return figure(read_at_once(server.port, paths, patience=PATIENCE).p50)
        except WrongAnswer:
            return f"no answer in {PATIENCE:.0f} s"


def with_benchmarks(environment: dict[str, str]) -> dict[str, str]:
    """So that a server which is no Python of ours finds `benchmarks.asgi` too."""
    folders = [str(Path(__file__).resolve().parent.parent), environment.get("PYTHONPATH", "")]
    return {**environment, "PYTHONPATH": os.pathsep.join(filter(None, folders))}
