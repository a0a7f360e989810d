"""The peer of the search: `LIKE '%word%'` over the tables, in this process, with no page around.

It gives what the page lists: names before other texts, kind by kind, the first 501 (one more than
the page will show). Eight threads ask at once; both drivers let go of Python while the database
works.
"""

from __future__ import annotations

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from threading import Barrier
from typing import Any

from benchmarks.addresses import REQUESTS
from benchmarks.clients import CLIENTS, LONGEST_ROUND, Timing
from benchmarks.databases import SQLITE, Database
from benchmarks.words import SEARCH_WORDS

SEARCHED = (
    ("organizations_agency", "name", "name", ()),
    (
        "planning_indicator",
        "identifier",
        "name",
        ("standard", "standard_remark", "note", "target_text"),
    ),
    ("tracking_measure", "identifier", "short_title", ("text",)),
    ("planning_project", "identifier", "title", ("work_plan",)),
    ("planning_goal", "identifier", "title", ()),
    ("planning_section", "identifier", "title", ()),
)
"""Table, identifier, name and other texts of each kind of thing, in the order of results."""

LIMIT = 501


def statement(mark: str) -> str:
    """The one statement; `mark` is how the driver writes the parameter `like`."""
    parts = []
    for place, (table, identifier, name, texts) in enumerate(SEARCHED):
        tests = " OR ".join(f"{field} LIKE {mark}" for field in (name, *texts))
        parts.append(
            f"SELECT CASE WHEN {name} LIKE {mark} THEN 0 ELSE 1 END AS place, {place} AS kind, "
            f"id, {identifier} AS identifier, {name} AS name FROM {table} WHERE {tests}"
        )
    return f"{' UNION ALL '.join(parts)} ORDER BY place, kind, id LIMIT {LIMIT}"


def search_at_once(database: Database) -> Timing:
    """Let eight threads search all words, each with a connection of its own."""
    start = Barrier(CLIENTS)
    timing = Timing()
    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        for times in pool.map(lambda reader: _search(database, reader, start), range(CLIENTS)):
            timing.milliseconds += times
    timing.seconds = time.perf_counter() - began
    return timing


def _search(database: Database, reader: int, start: Barrier) -> list[float]:
    times = []
    connection = _connect(database)
    try:
        asked = statement(":like" if database.kind == SQLITE else "%(like)s")
        connection.cursor().execute(asked, {"like": "%施政%"}).fetchall()
        start.wait(60)
        began = time.perf_counter()
        for word in islice(cycle(SEARCH_WORDS), reader, reader + REQUESTS):
            before = time.perf_counter()
            connection.cursor().execute(asked, {"like": f"%{word}%"}).fetchall()
            after = time.perf_counter()
            times.append((after - before) * 1000)
            if after - began > LONGEST_ROUND:
                break
    finally:
        connection.close()
    return times


def _connect(database: Database) -> Any:
    if database.kind == SQLITE:
        return sqlite3.connect(f"file:{database.file}?mode=ro", uri=True)
    import psycopg

    return psycopg.connect(database.address, autocommit=True)
