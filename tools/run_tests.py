"""Run the whole suite on SQLite and, where a server can be had, on PostgreSQL.

PostgreSQL is taken from GUANKAO_TEST_DATABASE_URL; else from a server on 127.0.0.1:5432 that
lets the user postgres in; else a throw-away one is made with initdb. Where none of these works
the run says so and why. Closes with one line of counts over both.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCAL_SERVER = "postgresql://postgres@127.0.0.1:5432/test"
CLOSING = re.compile(r"^=+ .*\d+ (?:passed|failed|errors?|skipped).* in [\d.]+s")
DIED = re.compile(r"crashed while running '([^']+)'")
SIDE_BY_SIDE = ["-n", "2", "--dist", "load"]
ALONE = ["tests/journeys", "tests/cases", "src/guankao/cases"]
"""One program and one browser, and the libraries of column stores: each in one process."""
COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed)")


def run_suite(name: str, database: str, arguments: list[str]) -> tuple[int, Counter[str]]:
    """Run pytest with DATABASE_URL; give its exit code and the counts of its last line.

    Where the interpreter of a worker died under a test, which is no answer of the test, that test
    is asked once more, by itself and in the open.
    """
    print(f"\n== The suite {name} ==", flush=True)
    code, counts, died = _run_pytest(database, arguments)
    if not died:
        return code, counts
    print(f"\n== The interpreter died under {', '.join(died)}; asked once more ==", flush=True)
    again, more, died_again = _run_pytest(database, [*died, "-v"])
    only_these = counts["failed"] == len(died) and not counts["error"]
    counts["failed"] -= len(died)
    counts.update(more)
    return (again if only_these and not died_again else code or 1), counts


def _run_pytest(database: str, arguments: list[str]) -> tuple[int, Counter[str], list[str]]:
    environment = {**os.environ, "DATABASE_URL": database}
    command = [sys.executable, "-m", "pytest", *arguments]
    last, died = "", []
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            if CLOSING.search(line):
                last = line
            died += DIED.findall(line)
    counts = Counter({word.rstrip("s"): int(n) for n, word in COUNT.findall(last)})
    return process.returncode, counts, list(dict.fromkeys(died))


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


def main(arguments: list[str]) -> int:
    """All runs, then one line of counts."""
    apart = [f"--ignore={folder}" for folder in ALONE]
    runs = [
        ("on SQLite", "", [*SIDE_BY_SIDE, *apart, *arguments]),
        ("in the browser, and over columns", "", [*ALONE, *arguments]),
    ]
    with postgresql() as (address, reason):
        if address:
            # What does not touch a database was proved above.
            runs.append(
                (
                    "on PostgreSQL",
                    address,
                    [*SIDE_BY_SIDE, "tests/web", "tests/robustness", *arguments],
                )
            )
        code, counts = 0, Counter[str]()
        for name, database, wanted in runs:
            ended, counted = run_suite(name, database, wanted)
            code = code or ended
            counts.update(counted)
    if reason:
        print(f"\n== PostgreSQL: skipped, {reason} ==")
    failed = counts["failed"] + counts["error"]
    print(f"\n{counts['passed']} passed, {failed} failed, {counts['skipped']} skipped")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
