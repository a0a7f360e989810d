"""Run the whole suite on SQLite and, where a server can be had, on PostgreSQL.

PostgreSQL is taken from GUANKAO_TEST_DATABASE_URL; else from a server on 127.0.0.1:5432 that
lets the user postgres in; else a throw-away one is made with initdb. Where none of these works
the run says so and why. The journeys through the browser run side by side, one process on each
database, each with a program and a browser of its own. Closes with one line of counts over all.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCAL_SERVER = "postgresql://postgres@127.0.0.1:5432/test"
CLOSING = re.compile(r"^=+ .*\d+ (?:passed|failed|errors?|skipped).* in [\d.]+s")
DIED = re.compile(r"crashed while running '([^']+)'")
FAILED = re.compile(r"^FAILED (\S+::.+?)(?: - .*)?$")
MOST_ASKED_AGAIN = 2
"""Journeys; where more fail, it is no hiccup of a browser."""
SIDE_BY_SIDE = ["-n", "2", "--dist", "load"]
JOURNEYS = ["tests/journeys"]
"""One program and one browser, in one process."""
COLUMNS = ["tests/cases", "src/guankao/cases"]
"""The libraries of column stores: they want a process of their own."""
COMMANDS = "tests/web/commands"
"""Programs that make their own file of SQLite, whatever the suite runs on."""
COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed)")


@dataclass(frozen=True)
class Suite:
    """One run of pytest: what it is called, its database ('' is SQLite), and what it is given."""

    name: str
    database: str
    arguments: list[str]
    settings: dict[str, str] = field(default_factory=dict)
    in_browser: bool = False


@dataclass
class Outcome:
    """How a suite ended: its exit code, the counts of its last line, what failed or died in it."""

    code: int
    counts: Counter[str]
    died: list[str]
    failed: list[str] = field(default_factory=list)


def run_side_by_side(suites: list[Suite]) -> list[Outcome]:
    """Run suites at the same time. One alone is read as it runs, several each when it is over."""
    if len(suites) == 1:
        return [run_suite(suites[0], lambda line: print(line, end="", flush=True))]

    def run(suite: Suite) -> Outcome:
        told: list[str] = []
        outcome = run_suite(suite, told.append)
        print("".join(told), flush=True)
        return outcome

    with ThreadPoolExecutor(len(suites)) as together:
        return list(together.map(run, suites))


def run_suite(suite: Suite, tell: Callable[[str], None]) -> Outcome:
    """Run one suite, and tell what it says line by line.

    Where the interpreter of a worker died under a test, which is no answer of the test, that test
    is asked once more, by itself and in the open. So are one or two journeys that failed while two
    browsers shared the machine with everything else: what is broken fails again.
    """
    tell(f"\n== The suite {suite.name} ==\n")
    outcome = _run_pytest(suite, suite.arguments, tell)
    if outcome.died:
        reason, doubtful = "The interpreter died under", outcome.died
    elif suite.in_browser and 0 < len(outcome.failed) <= MOST_ASKED_AGAIN:
        reason, doubtful = "In a browser failed", outcome.failed
    else:
        return outcome
    tell(f"\n== {reason} {', '.join(doubtful)}; asked once more ==\n")
    again = _run_pytest(suite, [*doubtful, "-v"], tell)
    counts = outcome.counts
    only_these = counts["failed"] == len(doubtful) and not counts["error"]
    counts["failed"] -= len(doubtful)
    counts.update(again.counts)
    excused = only_these and not again.died
    return Outcome(again.code if excused else outcome.code or 1, counts, [])


def _run_pytest(suite: Suite, arguments: list[str], tell: Callable[[str], None]) -> Outcome:
    environment = {**os.environ, **suite.settings, "DATABASE_URL": suite.database}
    command = [sys.executable, "-m", "pytest", *arguments]
    last, died, failed = "", [], []
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as process:
        for line in process.stdout or ():
            tell(line)
            if CLOSING.search(line):
                last = line
            died += DIED.findall(line)
            failed += FAILED.findall(line)
    counts = Counter({word.rstrip("s"): int(n) for n, word in COUNT.findall(last)})
    return Outcome(process.returncode, counts, list(dict.fromkeys(died)), failed)


@contextmanager
def postgresql() -> Iterator[tuple[str, str]]:
    """A database address, or '' and the reason why there is none."""
    given = os.environ.get("GUANKAO_TEST_DATABASE_URL", "")
    if given:
        yield given, ""
    elif _answers(LOCAL_SERVER):
        yield LOCAL_SERVER, ""
    else:
        with _throw_away_server() as found:
            yield found


def _answers(address: str) -> bool:
    import psycopg

    try:
        with psycopg.connect(address, connect_timeout=3):
            return True
    except psycopg.Error:
        return False


@contextmanager
def _throw_away_server() -> Iterator[tuple[str, str]]:
    places = [*Path("/usr/lib/postgresql").glob("*/bin"), Path("/usr/local/bin")]
    folder = next((place for place in reversed(places) if (place / "initdb").exists()), None)
    if folder is None and (found := shutil.which("initdb")):
        folder = Path(found).parent
    if folder is None:
        yield "", "no server answers, and initdb is not installed"
        return
    # PostgreSQL refuses to run as root, who can lend it the rights of nobody.
    lent = ["runuser", "-u", "nobody", "--"] if os.geteuid() == 0 else []
    if lent and shutil.which("runuser") is None:
        yield "", "no server answers, and initdb refuses to run as root"
        return
    with tempfile.TemporaryDirectory(prefix="guankao-postgresql-") as place:
        if lent:
            shutil.chown(place, "nobody")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        data = f"{place}/data"
        control = [*lent, str(folder / "pg_ctl"), "-D", data, "-w", "-l", f"{place}/log"]
        subprocess.run(
            [
                *lent,
                str(folder / "initdb"),
                "-D",
                data,
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
            ],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        options = f"-p {port} -k {place} -c listen_addresses=127.0.0.1 -c fsync=off"
        subprocess.run([*control, "-o", options, "start"], check=True, stdout=subprocess.DEVNULL)
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres", ""
        finally:
            subprocess.run([*control, "-m", "fast", "stop"], check=True, stdout=subprocess.DEVNULL)


def rounds(address: str, arguments: list[str]) -> list[list[Suite]]:
    """The suites in their order; those of one round run side by side."""
    apart = [f"--ignore={folder}" for folder in (*JOURNEYS, *COLUMNS)]
    columns = Suite("over columns", "", [*COLUMNS, *arguments])
    sqlite = Suite("on SQLite", "", [*SIDE_BY_SIDE, *apart, *arguments])
    if not address:
        return [
            [sqlite],
            [Suite("of journeys, on SQLite", "", [*JOURNEYS, *arguments], in_browser=True)],
            [columns],
        ]
    journeys = [
        Suite(
            f"of journeys, on {database}",
            where,
            [*JOURNEYS, *arguments],
            # Each page is looked at once in each language; the journeys run in both on both.
            {"GUANKAO_TEST_LANGUAGES": language},
            in_browser=True,
        )
        for database, where, language in (("SQLite", "", "zh-hant"), ("PostgreSQL", address, "en"))
    ]
    # What does not touch a database was proved on SQLite.
    touching = [*SIDE_BY_SIDE, "tests/web", f"--ignore={COMMANDS}", "tests/robustness", *arguments]
    return [[sqlite], [*journeys, columns], [Suite("on PostgreSQL", address, touching)]]


def main(arguments: list[str]) -> int:
    """All rounds, then one line of counts."""
    with postgresql() as (address, reason):
        code, counts = 0, Counter[str]()
        for suites in rounds(address, arguments):
            began = time.monotonic()
            for outcome in run_side_by_side(suites):
                code = code or outcome.code
                counts.update(outcome.counts)
            print(f"\n== That took {time.monotonic() - began:.0f} s ==", flush=True)
    if reason:
        print(f"\n== PostgreSQL: skipped, {reason} ==")
    failed = counts["failed"] + counts["error"]
    print(f"\n{counts['passed']} passed, {failed} failed, {counts['skipped']} skipped")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
