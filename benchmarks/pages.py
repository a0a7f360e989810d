"""Claim: the pages of one agency and one KPI do not feel the size of the country, and the search
hardly does: at a hundred times the sample they take at most 1.5 and 4 times as long.

Peers, in the same run: Datasette over the same SQLite file for the agency page and its CSV, and
`LIKE '%word%'` over the tables for the search. Small and large take turns in every round, so that
a machine whose speed drifts slows both.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.addresses import Addresses
from benchmarks.clients import CLIENTS, Timing, read_at_once
from benchmarks.databases import SQLITE, Database, Filled, fill, kinds, throw_away
from benchmarks.datasette_peer import datasette
from benchmarks.filling import THE_SAMPLE
from benchmarks.like_peer import search_at_once
from benchmarks.report import Report, Table, figure, times
from benchmarks.serving import HOST, Server, free_port, serving

ROUNDS = 3
OURS = ("home", "agency", "KPI", "search", "agency CSV", "year CSV")
PEERS = {"agency": "Datasette", "agency CSV": "Datasette CSV"}
ALLOWED = {"agency": 1.5, "KPI": 1.5, "search": 4.0}
LIKE = "LIKE"

Pair = tuple[Timing, Timing]
"""Of the sample, and of the large country."""


@contextmanager
def guankao(database: Database, path: str, *, workers: int = 2) -> Iterator[Server]:
    """The server as an installation starts it."""
    port = free_port()
    command = [
        str(Path(sys.executable).parent / "guankao"),
        "serve",
        f"--host={HOST}",
        f"--port={port}",
        f"--workers={workers}",
    ]
    log = database.directory / "server.log"
    environment = database.environment()
    with serving(command, environment=environment, log=log, port=port, path=path) as server:
        yield server


def measure(copies: int) -> Report:
    """All pages on every database that is here."""
    report = Report(
        name="pages",
        claim="at a hundred times the sample the pages of an agency and of a KPI take at most "
        "1.5 times as long, the search at most 4 times.",
        peer="Datasette over the same SQLite file for the agency's KPIs; "
        "`SELECT … LIKE '%word%'` over the tables for the search.",
    )
    page_rows, peer_rows, ratios = [], [], []
    with ExitStack() as stack:
        made = {
            kind: (
                stack.enter_context(throw_away(kind, "gk_bench_1")),
                stack.enter_context(throw_away(kind, "gk_bench_100")),
            )
            for kind in kinds()
        }
        filled_rows = _fill(made, copies)
        found = {kind: _measure_pairs(kind, pair, copies) for kind, pair in made.items()}
    for kind, pairs in found.items():
        page_rows += [_page_row(kind, page, pairs[page], report) for page in OURS]
        peers = [*PEERS.items()] if kind == SQLITE else []
        for page, peer in [*peers, ("search", LIKE)]:
            peer_rows.append(_peer_row(kind, page, peer, pairs))
            ratios.append(
                f"{times(pairs[page][1].p50 / pairs[peer][1].p50)} of {peer} ({page}, {kind})"
            )
    report.parts = [
        "What was published; the large ones side by side on the same two cores:",
        Table(("database", "agencies", "KPIs", "projects", "publishing (s)"), filled_rows),
        f"{CLIENTS} readers at once; milliseconds; 1× is the sample, 100× the large country.",
        Table(
            (
                "page", "database", "1× p50", "1× p95", "100× p50", "100× p95",
                "pages/s at 100×", "100× ÷ 1× (p50)", "allowed",
            ),
            page_rows,
        ),
        "Beside the peers, the same readers and the same words:",
        Table(
            (
                "page", "database", "peer", "1× p50", "peer 1× p50", "ratio",
                "100× p50", "peer 100× p50", "ratio",
            ),
            peer_rows,
        ),
    ]  # fmt: skip
    grown = [
        f"{page} on {kind} {times(pairs[page][1].p50 / pairs[page][0].p50)}"
        for kind, pairs in found.items()
        for page in ALLOWED
    ]
    report.ratio = (
        f"From 1× to 100× medians grow: {', '.join(grown)}. At 100× the median of ours is "
        f"{', '.join(ratios)}."
    )
    return report


def _fill(made: dict[str, tuple[Database, Database]], copies: int) -> list[tuple[str, ...]]:
    """Fill the small ones one by one, then the large ones side by side: these take minutes, and
    how long is told, not claimed."""
    rows = [_filled_row(kind, fill(small, THE_SAMPLE)) for kind, (small, _large) in made.items()]
    with ThreadPoolExecutor(len(made)) as pool:
        filled = pool.map(lambda pair: fill(pair[1], copies), made.values())
    return rows + [_filled_row(kind, one) for kind, one in zip(made, filled, strict=True)]


def _measure_pairs(kind: str, databases: tuple[Database, Database], copies: int) -> dict[str, Pair]:
    """Every page and peer, small and large by turns."""
    addresses = (Addresses(THE_SAMPLE), Addresses(copies))
    found: dict[str, Pair] = {name: (Timing(), Timing()) for name in (*OURS, *PEERS.values(), LIKE)}
    with ExitStack() as stack:
        ours = [
            stack.enter_context(guankao(database, own.first("agency")))
            for database, own in zip(databases, addresses, strict=True)
        ]
        peers = (
            [
                stack.enter_context(datasette(database, own.first("Datasette")))
                for database, own in zip(databases, addresses, strict=True)
            ]
            if kind == SQLITE
            else []
        )
        for page in (*OURS, *(PEERS.values() if peers else ())):
            servers = peers if page in PEERS.values() else ours
            for round_number in range(ROUNDS):
                for size, server in enumerate(servers):
                    paths = addresses[size].of_page(page, round_number)
                    found[page][size].add(read_at_once(server.port, paths))
            _tell(kind, page, found[page])
    for _round in range(ROUNDS):
        for size, database in enumerate(databases):
            found[LIKE][size].add(search_at_once(database))
    _tell(kind, LIKE, found[LIKE])
    return found


def _tell(kind: str, name: str, pair: Pair) -> None:
    """Say how far the run is."""
    small, large = pair
    print(
        f"{kind}, {name}: {figure(small.p50)} ms, {figure(large.p50)} ms, "
        f"{times(large.p50 / small.p50)}",
        flush=True,
    )


def _filled_row(kind: str, filled: Filled) -> tuple[str, ...]:
    return (
        kind,
        f"{filled.agencies:,}",
        f"{filled.indicators:,}",
        f"{filled.projects:,}",
        figure(filled.seconds),
    )


def _page_row(kind: str, page: str, pair: Pair, report: Report) -> tuple[str, ...]:
    small, large = pair
    ratio = large.p50 / small.p50
    allowed = ALLOWED.get(page)
    if allowed is not None and ratio > allowed:
        report.misses.append(f"{page} on {kind} takes {times(ratio)}, allowed are {allowed} ×")
    return (
        page,
        kind,
        *(figure(one) for one in (small.p50, small.p95, large.p50, large.p95, large.a_second)),
        times(ratio),
        f"{allowed} ×" if allowed else "–",
    )


def _peer_row(kind: str, page: str, peer: str, found: dict[str, Pair]) -> tuple[str, ...]:
    row = [page, kind, peer]
    for ours, theirs in zip(found[page], found[peer], strict=True):
        row += [figure(ours.p50), figure(theirs.p50), times(ours.p50 / theirs.p50)]
    return tuple(row)
