"""Claim: the whole sample is published in under ten seconds, on either database.

Peer: the floor, which no loader can go below: the same files read with `json.loads`, and the very
rows that publishing left behind written with one `executemany` a table, in one transaction. It
validates nothing, reads no target, records nothing and has the rows ready.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Sequence
from importlib.resources import files
from statistics import median
from typing import Any

from benchmarks.databases import SQLITE, Database, fill, kinds, throw_away
from benchmarks.filling import NOTHING, THE_SAMPLE
from benchmarks.report import Report, Table, figure, times

RUNS = 3
ALLOWED = 10.0
ROOMS = ("ledger", "organizations", "planning", "tracking", "publishing", "search")
FULL_TEXT = ("search_names", "search_texts")
"""Tables of SQLite's full-text index: they are no rows of ours, and the floor leaves them out."""

Rows = dict[str, tuple[list[str], list[Sequence[Any]]]]
JSONB = 3802
"""The number by which PostgreSQL knows its type jsonb."""


def measure(_copies: int) -> Report:
    """Publish the sample and write its rows, each into databases that are new."""
    report = Report(
        name="load",
        claim="the whole sample is published in under ten seconds, on either database.",
        peer="the floor: `json.loads` of the files and one `executemany` a table of the very rows "
        "that publishing left, with no checks, no reading of targets and no full-text tables.",
    )
    rows, ratios = [], []
    for kind in kinds():
        published, floors = [], []
        for _run in range(RUNS):
            with throw_away(kind, "gk_bench_load") as database:
                published.append(fill(database, THE_SAMPLE).seconds)
                kept = _rows_of(database)
            with throw_away(kind, "gk_bench_floor") as database:
                fill(database, NOTHING)
                floors.append(_write_floor(database, kept))
        seconds, floor = median(published), median(floors)
        number = sum(len(table) for _columns, table in kept.values())
        rows.append((kind, figure(seconds), figure(floor), times(seconds / floor), f"{number:,}"))
        ratios.append(f"{times(seconds / floor)} on {kind}")
        if seconds > ALLOWED:
            report.misses.append(f"{kind} takes {figure(seconds)} s, allowed are {ALLOWED:.0f} s")
    columns = ("database", "publishing (s)", "floor (s)", "ratio", "rows")
    report.parts = [f"Medians of {RUNS} runs.", Table(columns, rows)]
    report.ratio = f"Publishing the sample takes {' and '.join(ratios)} the time of the floor."
    return report


def _rows_of(database: Database) -> Rows:
    connection = _connect(database)
    found: Rows = {}
    try:
        for table in _tables(connection, database.kind):
            cursor = connection.cursor()
            cursor.execute(f"SELECT * FROM {table}")
            columns = [column[0] for column in cursor.description]
            found[table] = (columns, _ready(cursor))
    finally:
        connection.close()
    return found


def _ready(cursor: Any) -> list[Sequence[Any]]:
    """Rows that can be written again: psycopg reads jsonb as lists, but writes lists as arrays."""
    kinds_of_column = [column[1] for column in cursor.description]
    if JSONB not in kinds_of_column:
        return list(cursor.fetchall())
    from psycopg.types.json import Jsonb

    return [
        tuple(
            Jsonb(value) if kind == JSONB else value
            for kind, value in zip(kinds_of_column, row, strict=True)
        )
        for row in cursor.fetchall()
    ]


def _tables(connection: Any, kind: str) -> list[str]:
    cursor = connection.cursor()
    cursor.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        if kind == SQLITE
        else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    )
    names = sorted(name for (name,) in cursor.fetchall())
    return [name for name in names if name.startswith(ROOMS) and not name.startswith(FULL_TEXT)]


def _write_floor(database: Database, kept: Rows) -> float:
    mark = "?" if database.kind == SQLITE else "%s"
    connection = _connect(database)
    try:
        began = time.perf_counter()
        for resource in files("guankao.sample").iterdir():
            if resource.name.endswith(".json"):
                json.loads(resource.read_bytes())
        cursor = connection.cursor()
        for table, (columns, rows) in kept.items():
            marks = ", ".join([mark] * len(columns))
            names = ", ".join(f'"{column}"' for column in columns)
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
        connection.commit()
        return time.perf_counter() - began
    finally:
        connection.close()


def _connect(database: Database) -> Any:
    if database.kind == SQLITE:
        return sqlite3.connect(database.file)
    import psycopg

    return psycopg.connect(database.address)
