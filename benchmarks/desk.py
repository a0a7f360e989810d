"""Claim: at the desk the largest plan opens for editing, saves a field and shows its findings each
within 200 ms (p95) for twenty people who write at once; comparing two of its versions, within 300.

Twenty people are signed in to `guankao serve` as an installation starts it, on the machine that
also runs the twenty. Each writes a draft of the size of 教育部 (17 KPIs, 107 projects); then all
write the same one, and what several changed is merged. They write without any pause, each asking
the next thing as soon as the last is answered, which no person can; and with pauses of about a
second. Peer: Django's own admin with the same plan, in the same run and without pauses.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.databases import FILLING_MAY_TAKE, Database, kinds, throw_away
from benchmarks.desk_filling import PASSWORD, Desk, Writer
from benchmarks.pages import guankao
from benchmarks.planners import (
    ACTS,
    ADMIN_INDICATOR,
    ADMIN_PLAN,
    COMPARE,
    FINDINGS,
    OPEN,
    OPEN_FORM,
    SAVE,
    AdminWriter,
    Planner,
)
from benchmarks.report import Report, Table, figure, times
from benchmarks.servers import THREADS, WORKERS, with_benchmarks
from benchmarks.serving import HOST, Server, free_port, serving
from benchmarks.sessions import SIGN_IN, Session, sign_in
from benchmarks.writers import Done, Person, write_at_once

WRITERS = 20
WITHOUT, WITH = 0.0, 1.0
"""The mean of the pauses, in seconds."""
SECONDS = {WITHOUT: 15.0, WITH: 20.0}
SECONDS_OF_PEER = 10.0
ALLOWED = {OPEN: 200.0, OPEN_FORM: 200.0, FINDINGS: 200.0, SAVE: 200.0, COMPARE: 300.0}
"""Milliseconds, p95."""
OWN, SHARED = "each their own", "all the same"
ADMIN = "Django's admin"


@dataclass
class Found:
    """What one database gave."""

    runs: dict[tuple[str, float], Done] = field(default_factory=dict)
    """By whose draft it was, and the pauses."""
    processor: dict[tuple[str, float], float] = field(default_factory=dict)
    """Milliseconds of the server's processes an answer."""
    admin: Done = field(default_factory=Done)
    memory_before: float = 0.0
    memory_after: float = 0.0


def measure(_copies: int) -> Report:
    """Write on every database that is here."""
    found = {kind: _on(kind) for kind in kinds()}
    report = Report(
        name="desk",
        claim="the largest plan opens for editing, saves a field and shows its findings each "
        f"within 200 ms (p95) for {WRITERS} people who write at once; comparing two of its "
        "versions, within 300 ms.",
        peer=f"{ADMIN}: the same plan with its KPIs and projects as one form, and one field of a "
        "KPI saved; without people, permissions, findings, versions, merging or a record.",
    )
    report.misses = _misses(found)
    report.parts = [
        f"{WRITERS} people at once, {WORKERS} processes of {THREADS} threads; milliseconds.",
        Table(
            ("act", "database", "whose draft", *_headings(), "allowed (p95)"),
            [
                (act, kind, whose, *_figures(one, whose, act), f"{ALLOWED[act]:.0f}")
                for kind, one in found.items()
                for whose in (OWN, SHARED)
                for act in ACTS
            ],
        ),
        "How much was done, and what it took of the server:",
        Table(
            (
                "database", "whose draft", "pauses", "answers", "answers/s",
                "processor an answer (ms)", "saves",
            ),
            [
                (
                    kind, whose, _words(pause), f"{done.answers:,}", figure(done.a_second),
                    figure(one.processor[whose, pause]), _ends(done.ends),
                )
                for kind, one in found.items()
                for (whose, pause), done in one.runs.items()
            ],
        ),
        "Memory of the server, its workers together (MB):",
        Table(
            ("database", "when all had signed in", "after all runs"),
            [
                (kind, figure(one.memory_before), figure(one.memory_after))
                for kind, one in found.items()
            ],
        ),
        "Beside the peer, without pauses, each their own draft:",
        Table(
            ("act", "database", "p50 (ms)", f"{ADMIN}, p50 (ms)", "ratio"),
            [(act, kind, *_beside_admin(one, act)) for kind, one in found.items()
             for act in (OPEN, SAVE)],
        ),
    ]  # fmt: skip
    ratios = [
        f"{act} on {kind} {_beside_admin(one, act)[-1]}"
        for kind, one in found.items()
        for act in (OPEN, SAVE)
    ]
    report.ratio = f"The median of ours is, of {ADMIN}'s: {', '.join(ratios)}."
    return report


def _misses(found: dict[str, Found]) -> list[str]:
    return [
        f"{act} on {kind}, {whose}, {_words(pause)}: {figure(timing.p95)} ms (p95), allowed are "
        f"{ALLOWED[act]:.0f} ms"
        for kind, one in found.items()
        for (whose, pause), done in one.runs.items()
        for act, timing in done.acts.items()
        if timing.p95 > ALLOWED[act]
    ]


def _on(kind: str) -> Found:
    found = Found()
    with throw_away(kind, "gk_bench_desk") as database:
        desk = fill(database)
        with guankao(database, SIGN_IN) as server:
            cookies = [sign_in(server.port, one.account, PASSWORD) for one in desk.writers]
            found.memory_before = server.memory()
            for whose in (OWN, SHARED):
                for pause in (WITHOUT, WITH):
                    planners = [
                        _planner(server, desk, number, cookies[number], whose, pause)
                        for number in range(WRITERS)
                    ]
                    spent = server.processor_seconds()
                    done = found.runs[whose, pause] = write_at_once(planners)
                    spent = server.processor_seconds() - spent
                    found.processor[whose, pause] = spent * 1000 / done.answers
                    _tell(kind, f"{whose}, {_words(pause)}", done)
            found.memory_after = server.memory()
        found.admin = _in_admin(database, desk)
        _tell(kind, ADMIN, found.admin)
    return found


def _planner(  # noqa: PLR0917 - what one of twenty is made of
    server: Server, desk: Desk, number: int, cookies: dict[str, str], whose: str, pause: float
) -> Person:
    writer = desk.writers[number]
    return Planner(
        writer.own if whose == OWN else writer.shared,
        desk.forms,
        session=Session(server.port, cookies),
        number=number,
        seconds=SECONDS[pause],
        pause=pause,
    )


def _in_admin(database: Database, desk: Desk) -> Done:
    """The peer over the same database, with as many processes and threads."""
    port = free_port()
    command = [
        f"{Path(sys.executable).parent}/granian", "--interface=wsgi", f"--host={HOST}",
        f"--port={port}", f"--workers={WORKERS}", f"--blocking-threads={THREADS}",
        "--log-level=warning", "guankao.web.wsgi:application",
    ]  # fmt: skip
    environment = with_benchmarks(database.environment())
    environment["DJANGO_SETTINGS_MODULE"] = "benchmarks.admin_settings"
    first = ADMIN_INDICATOR.format(desk.writers[0].indicators[0])
    log = database.directory / "admin.log"
    with serving(command, environment=environment, log=log, port=port, path=first):
        return write_at_once(
            [
                AdminWriter(
                    ADMIN_PLAN.format(one.plan),
                    ADMIN_INDICATOR.format(one.indicators[number % len(one.indicators)]),
                    session=Session(port),
                    number=number,
                    seconds=SECONDS_OF_PEER,
                )
                for number, one in enumerate(desk.writers)
            ]
        )


def fill(database: Database) -> Desk:
    """Fill a database in a process of its own."""
    finished = subprocess.run(
        [sys.executable, "-m", "benchmarks.desk_filling", str(WRITERS)],
        cwd=Path(__file__).resolve().parent.parent,
        env=database.environment(),
        stdout=subprocess.PIPE,
        check=True,
        timeout=FILLING_MAY_TAKE,
    )
    told = json.loads(finished.stdout.splitlines()[-1])
    return Desk(tuple(Writer(**one) for one in told["writers"]), told["forms"])


def _tell(kind: str, name: str, done: Done) -> None:
    """Say how far the run is."""
    acts = ", ".join(f"{act} {figure(one.p95)}" for act, one in sorted(done.acts.items()))
    print(f"{kind}, {name}: {figure(done.a_second)} answers/s; p95 (ms): {acts}", flush=True)


def _words(pause: float) -> str:
    return f"about {pause:.0f} s" if pause else "none"


def _headings() -> list[str]:
    return [
        f"{percentile}, {'pauses' if pause else 'no pauses'}"
        for pause in (WITHOUT, WITH)
        for percentile in ("p50", "p95")
    ]


def _figures(one: Found, whose: str, act: str) -> list[str]:
    found = [one.runs[whose, pause].acts.get(act) for pause in (WITHOUT, WITH)]
    return [
        figure(value) if timing else "–"
        for timing in found
        for value in ((timing.p50, timing.p95) if timing else (0.0, 0.0))
    ]


def _ends(ends: Counter[str]) -> str:
    return ", ".join(f"{number:,} {end}" for end, number in sorted(ends.items())) or "–"


def _beside_admin(one: Found, act: str) -> Sequence[str]:
    ours, theirs = one.runs[OWN, WITHOUT].acts[act].p50, one.admin.acts[act].p50
    return figure(ours), figure(theirs), times(ours / theirs)
