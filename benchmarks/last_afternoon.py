"""Claim: on the last afternoon 3,000 reporters open, save and hand in their reports within five
minutes against `guankao serve` on PostgreSQL, on a machine of two cores that also runs the
reporters: no error, each answer within a second (p95), and nothing is lost.

Driven by Locust over loopback. Sessions are open before the five minutes, as people sign in
through the day; what a sign-in costs is mostly its password hash, which is slow on purpose and
measured beside. What was handed in is counted in the ledger afterwards, and its chain is verified.
SQLite has its own figures. There is no peer: no other program takes these reports.

A trial: `python -m benchmarks.last_afternoon 300 60 PostgreSQL` has 300 reporters in 60 seconds.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.databases import FILLING_MAY_TAKE, Database, kinds, throw_away
from benchmarks.pages import guankao
from benchmarks.report import Report, Table, figure
from benchmarks.servers import THREADS, WORKERS
from benchmarks.serving import HOST

REPORTERS, SECONDS = 3_000, 300
OF_AN_AGENCY = 10
ACTS = ("open", "save", "submit")
"""As `afternoon_users` names them; that module is for Locust alone, which bends the sockets of
whoever imports it."""
AT_THE_END = 30
"""Seconds before the end by which the last reporter has come."""
ALLOWED = 1_000.0
"""Milliseconds, p95."""
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Act:
    """How often one thing was done, how many failed, and how long it took in milliseconds."""

    answers: int
    failures: int
    p50: float
    p95: float
    p99: float


@dataclass(frozen=True)
class Found:
    """What one database gave."""

    acts: dict[str, Act]
    seconds: float
    submitted: int
    recorded: int
    broken: int
    processor: float
    """Milliseconds of the server's processes an answer."""
    memory: float

    @property
    def failures(self) -> int:
        return sum(one.failures for one in self.acts.values())


def measure(_copies: int) -> Report:
    """The whole afternoon on every database that is here."""
    return _report({kind: on(kind, REPORTERS, SECONDS) for kind in kinds()}, REPORTERS, SECONDS)


def on(kind: str, reporters: int, seconds: int) -> Found:
    """One afternoon on one database, which is thrown away after it."""
    with throw_away(kind, "gk_bench_afternoon") as database:
        file = database.directory / "reporters.jsonl"
        _run(
            database,
            "benchmarks.afternoon_filling",
            str(reporters // OF_AN_AGENCY),
            str(OF_AN_AGENCY),
            str(file),
        )
        with guankao(database, "/107/") as server:
            before, began = server.processor_seconds(), time.monotonic()
            acts = _drive(database, server.port, file, reporters, seconds)
            took = time.monotonic() - began
            processor, memory = server.processor_seconds() - before, server.memory()
        counted = json.loads(_run(database, "benchmarks.afternoon_counting").splitlines()[-1])
    answers = sum(one.answers for one in acts.values())
    return Found(acts, took, processor=1000 * processor / answers, memory=memory, **counted)


def _run(database: Database, module: str, *arguments: str) -> str:
    finished = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=database.environment(),
        stdout=subprocess.PIPE,
        check=True,
        timeout=FILLING_MAY_TAKE,
        text=True,
    )
    return finished.stdout


def _drive(
    database: Database, port: int, file: Path, reporters: int, seconds: int
) -> dict[str, Act]:
    """Let Locust bring the reporters, evenly until shortly before the end."""
    stem = database.directory / "locust"
    rate = reporters / max(seconds - AT_THE_END, seconds / 2)
    subprocess.run(
        [
            sys.executable, "-m", "locust", "--headless", "--only-summary", "--skip-log-setup",
            "--locustfile", str(ROOT / "benchmarks" / "afternoon_users.py"),
            "--host", f"http://{HOST}:{port}", "--users", str(reporters),
            "--spawn-rate", f"{rate:.2f}", "--run-time", f"{seconds}s", "--stop-timeout", "60",
            "--csv", str(stem), "--exit-code-on-error", "0",
        ],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
            "REPORTERS_OF_THE_AFTERNOON": str(file),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
        timeout=seconds + 180,
    )  # fmt: skip
    with Path(f"{stem}_stats.csv").open(encoding="utf-8", newline="") as told:
        rows = {row["Name"]: row for row in csv.DictReader(told)}
    failures = Path(f"{stem}_failures.csv").read_text(encoding="utf-8").splitlines()[1:]
    print("\n".join(failures), file=sys.stderr)
    return {name: _act(rows[name]) for name in ACTS if name in rows}


def _act(row: dict[str, str]) -> Act:
    return Act(
        int(row["Request Count"]),
        int(row["Failure Count"]),
        *(float(row[name]) for name in ("50%", "95%", "99%")),
    )


def _report(found: dict[str, Found], reporters: int, seconds: int) -> Report:
    report = Report(
        name="afternoon",
        claim=f"{reporters:,} reporters open, save and hand in their reports within "
        f"{seconds / 60:.0f} minutes: no error, p95 under {ALLOWED / 1000:.0f} s, nothing lost.",
        peer="none: no other program takes these reports.",
    )
    report.misses = [miss for kind, one in found.items() for miss in _misses(kind, one, reporters)]
    report.parts = [
        f"{WORKERS} processes of {THREADS} threads; the reporters run on the same machine. "
        "Sessions are open before. Milliseconds.",
        Table(
            ("act", "database", "answers", "errors", "p50", "p95", "p99", "allowed (p95)"),
            [
                (
                    act, kind, f"{one.acts[act].answers:,}", f"{one.acts[act].failures:,}",
                    figure(one.acts[act].p50), figure(one.acts[act].p95),
                    figure(one.acts[act].p99), figure(ALLOWED),
                )
                for kind, one in found.items()
                for act in one.acts
            ],
        ),
        "What was kept of it, and what it took of the server:",
        Table(
            (
                "database", "handed in", "in the ledger", "broken links", "seconds",
                "processor an answer (ms)", "memory (MB)",
            ),
            [
                (
                    kind, f"{one.submitted:,}", f"{one.recorded:,}", f"{one.broken:,}",
                    figure(one.seconds), figure(one.processor), figure(one.memory),
                )
                for kind, one in found.items()
            ],
        ),
    ]  # fmt: skip
    report.ratio = " ".join(
        f"On {kind} {one.submitted:,} of {reporters:,} reports were handed in, each once in the "
        f"ledger; {one.failures:,} errors."
        for kind, one in found.items()
    )
    return report


def _misses(kind: str, one: Found, reporters: int) -> list[str]:
    found = [
        f"{act} on {kind}: p95 {figure(done.p95)} ms, allowed {figure(ALLOWED)}"
        for act, done in one.acts.items()
        if done.p95 > ALLOWED
    ]
    if one.failures:
        found.append(f"{kind}: {one.failures:,} errors")
    if (one.submitted, one.recorded, one.broken) != (reporters, reporters, 0):
        found.append(
            f"{kind}: {one.submitted:,} handed in, {one.recorded:,} recorded, "
            f"{one.broken:,} broken links"
        )
    return found


if __name__ == "__main__":
    wanted, within = int(sys.argv[1]), int(sys.argv[2])
    print(_report({sys.argv[3]: on(sys.argv[3], wanted, within)}, wanted, within).markdown())
