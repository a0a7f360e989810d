"""Claim: over six million expected reports the boards of a controller, the lists behind their
figures and the page of the burden come within 500 ms (p95).

A controller who reaches a thousand agencies is signed in to `guankao serve` as an installation
starts it, on the machine that also asks. Four who never pause, on the two cores that they share
with the server and the database, are told beside it. Peer, in the same run: the
sums of the board alone, as a plain Django page that adds up the reports of the year by the same
conditions, without people, permissions, cells, links or languages.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.boards_filling import LAST_YEAR
from benchmarks.clients import Timing
from benchmarks.databases import POSTGRESQL, SQLITE, Database, kinds, throw_away
from benchmarks.pages import guankao
from benchmarks.report import Report, Table, figure, times
from benchmarks.servers import THREADS, WORKERS, with_benchmarks
from benchmarks.serving import HOST, free_port, serving
from benchmarks.sessions import SIGN_IN, Session
from benchmarks.writers import Act, Person, expect, write_at_once

AGENCIES = 1_000
YEARS = {POSTGRESQL: 10, SQLITE: 1}
"""SQLite is what one ministry starts with; its row is told, not claimed for six million."""
FILLING_MAY_TAKE = 3_600
ALLOWED = 500.0
"""Milliseconds, p95, for PostgreSQL."""
ROUNDS = 25
"""Each page is asked so often by one person."""
WARM_UP = 3
TOGETHER = 4
ROUNDS_OF_PEER = 5
BOARD = "board of the year"
PEER = "plain aggregate"
PAGES = {
    BOARD: "/desk/overview/",
    "board of one period": "/desk/overview/?until=6",
    "board of KPIs alone": "/desk/overview/?level=kpi",
    "agencies by name": "/desk/overview/?q=01",
    "list of red lights": "/desk/overview/reports/?what=red",
    "list of what is missing": "/desk/overview/reports/?what=missing",
    "list of a period, page 20": "/desk/overview/reports/?what=late&until=3&page=20",
    "burden": "/desk/overview/burden/",
}


@dataclass
class Found:
    """What one database gave."""

    filled: dict[str, Any]
    alone: dict[str, Timing] = field(default_factory=dict)
    together: dict[str, Timing] = field(default_factory=dict)
    peer: Timing = field(default_factory=Timing)


class Controller(Person):
    """Somebody who opens each page in turn, so often."""

    pages: ClassVar[dict[str, str]] = PAGES
    rounds: ClassVar[int] = ROUNDS

    def begin(self) -> None:
        """Each page a few times, which is not timed."""
        for path in self.pages.values():
            for _time in range(WARM_UP if self.rounds > WARM_UP else 1):
                expect(self.session.get(path), 200)

    def acts(self) -> Iterator[Act]:
        """Every page after the other; all of the rounds but the last act, which ends the time."""
        for number in range(self.rounds):
            for name, path in self.pages.items():
                last = number == self.rounds - 1 and name == list(self.pages)[-1]
                self.seconds = 0.0 if last else self.seconds
                yield name, lambda path=path: expect(self.session.get(path), 200)


class Adder(Controller):
    """Somebody who opens the page of the peer."""

    pages: ClassVar[dict[str, str]] = {PEER: f"/{LAST_YEAR}/"}
    rounds = ROUNDS_OF_PEER


def measure(_copies: int) -> Report:
    """Every database that is here, filled anew."""
    found = {}
    for kind in kinds():
        with throw_away(kind, "gk_bench_boards") as database:
            found[kind] = measure_on(database, fill(database, YEARS[kind]))
    return told(found)


def fill(database: Database, years: int) -> dict[str, Any]:
    """Fill a database in a process of its own."""
    finished = subprocess.run(
        [sys.executable, "-m", "benchmarks.boards_filling", str(AGENCIES), str(years)],
        cwd=Path(__file__).resolve().parent.parent,
        env=database.environment(),
        stdout=subprocess.PIPE,
        check=True,
        timeout=FILLING_MAY_TAKE,
    )
    filled: dict[str, Any] = json.loads(finished.stdout.splitlines()[-1])
    return filled


def measure_on(database: Database, filled: dict[str, Any]) -> Found:
    """Ask ours alone and together, then the peer, over one database."""
    found = Found(filled)
    with guankao(database, SIGN_IN) as server:
        cookies = {"guankao_session": str(filled["cookie"])}
        for number, into in ((1, found.alone), (TOGETHER, found.together)):
            people = [
                Controller(Session(server.port, cookies), number=one, seconds=FILLING_MAY_TAKE)
                for one in range(number)
            ]
            into.update(write_at_once(people).acts)
            _tell(database.kind, f"{number} at once", into)
    found.peer = _peer(database)
    _tell(database.kind, PEER, {PEER: found.peer})
    return found


def _peer(database: Database) -> Timing:
    port = free_port()
    command = [
        f"{Path(sys.executable).parent}/granian", "--interface=wsgi", f"--host={HOST}",
        f"--port={port}", f"--workers={WORKERS}", f"--blocking-threads={THREADS}",
        "--log-level=warning", "guankao.web.wsgi:application",
    ]  # fmt: skip
    environment = with_benchmarks(database.environment())
    environment["DJANGO_SETTINGS_MODULE"] = "benchmarks.boards_peer_settings"
    log = database.directory / "peer.log"
    with serving(command, environment=environment, log=log, port=port, path="/0/"):
        one = Adder(Session(port), number=0, seconds=FILLING_MAY_TAKE)
        return write_at_once([one]).acts[PEER]


def told(found: dict[str, Found]) -> Report:
    """The figures as the page has them."""
    report = Report(
        name="boards",
        claim="over six million expected reports of a thousand agencies each board, list and the "
        f"page of the burden come within {ALLOWED:.0f} ms (p95) on PostgreSQL.",
        peer="a plain Django page with the sums of the year by agency, added up from the reports "
        "by the same conditions; without people, permissions, cells, links or languages.",
    )
    report.misses = [
        f"{page} on {kind}: {figure(timing.p95)} ms (p95)"
        for kind, one in found.items()
        if kind == POSTGRESQL
        for page, timing in one.alone.items()
        if timing.p95 > ALLOWED
    ]
    report.parts = [
        "What was made:",
        Table(
            ("database", "agencies", "expected reports", "results", "tallies", "making (s)"),
            [
                (
                    kind, f"{one.filled['agencies']:,}", f"{one.filled['expected']:,}",
                    f"{one.filled['results']:,}", f"{one.filled['tallies']:,}",
                    figure(one.filled["seconds"]),
                )
                for kind, one in found.items()
            ],
        ),
        f"{ROUNDS} times each page by everybody, after {WARM_UP} that are not counted; "
        f"{WORKERS} processes of {THREADS} threads; milliseconds.",
        Table(
            (
                "page", "database", "p50, alone", "p95, alone", f"p50, {TOGETHER} at once",
                f"p95, {TOGETHER} at once", "allowed (p95, alone)",
            ),
            [
                (
                    page, kind,
                    *(figure(value) for timing in (one.alone[page], one.together[page])
                      for value in (timing.p50, timing.p95)),
                    f"{ALLOWED:.0f}" if kind == POSTGRESQL else "–",
                )
                for kind, one in found.items()
                for page in PAGES
            ],
        ),
        "Beside the peer, alone:",
        Table(
            ("page", "database", "p50", f"{PEER}, p50", "ratio"),
            [
                (BOARD, kind, figure(one.alone[BOARD].p50), figure(one.peer.p50), _ratio(one))
                for kind, one in found.items()
            ],
        ),
    ]  # fmt: skip
    ratios = [f"{_ratio(one)} on {kind}" for kind, one in found.items()]
    report.ratio = f"The median of the {BOARD} is, of the {PEER}'s: {', '.join(ratios)}."
    return report


def _ratio(one: Found) -> str:
    return times(one.alone[BOARD].p50 / one.peer.p50)


def _tell(kind: str, who: str, timings: dict[str, Timing]) -> None:
    """Say how far the run is."""
    said = ", ".join(f"{page} {figure(one.p50)}/{figure(one.p95)}" for page, one in timings.items())
    print(f"{kind}, {who} (p50/p95 ms): {said}", flush=True)
