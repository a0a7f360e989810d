"""Claim: over six million expected reports the page of a KPI, with its results, comes within
100 ms (p95).

Each page is another KPI, so that nothing is remembered from the one before. Peer, in the same run:
the same pages in a database of one year.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import boards
from benchmarks.clients import Timing, read_at_once
from benchmarks.databases import POSTGRESQL, Database, kinds, throw_away
from benchmarks.pages import guankao
from benchmarks.report import Report, Table, figure, times

KPIS = 300
TOGETHER = 4
ALLOWED = 100.0
"""Milliseconds, p95, for one reader on PostgreSQL."""
FORMS = ("page", "JSON")


@dataclass
class Found:
    """What one database gave: what is in it, and the times by form, alone and together."""

    filled: dict[str, Any]
    shown: dict[str, Any]
    alone: dict[str, Timing]
    together: dict[str, Timing]


def measure(_copies: int) -> Report:
    """PostgreSQL with all years and with one, where there is a server."""
    found: dict[str, Found] = {}
    if POSTGRESQL in kinds():
        for name, years in (("ten years", boards.YEARS[POSTGRESQL]), ("one year", 1)):
            with throw_away(POSTGRESQL, "gk_bench_figures") as database:
                filled = boards.fill(database, years)
                found[name] = measure_on(database, filled, fill(database, years))
    return told(found)


def fill(database: Database, years: int) -> dict[str, Any]:
    """Let the public see the years, in a process of its own."""
    finished = subprocess.run(
        [sys.executable, "-m", "benchmarks.figures_filling", str(years), str(KPIS)],
        cwd=Path(__file__).resolve().parent.parent,
        env=database.environment(),
        stdout=subprocess.PIPE,
        check=True,
        timeout=boards.FILLING_MAY_TAKE,
    )
    shown: dict[str, Any] = json.loads(finished.stdout.splitlines()[-1])
    return shown


def measure_on(database: Database, filled: dict[str, Any], shown: dict[str, Any]) -> Found:
    """Ask every chosen KPI once in each form, by one reader and by several."""
    found = Found(filled, shown, {}, {})
    with guankao(database, shown["paths"][0]) as server:
        for form in FORMS:
            paths = [_path(path, form) for path in shown["paths"]]
            found.alone[form] = read_at_once(server.port, [paths])
            parts = [paths[number::TOGETHER] for number in range(TOGETHER)]
            found.together[form] = read_at_once(server.port, parts)
            print(
                f"{form}: {figure(found.alone[form].p50)}/{figure(found.alone[form].p95)} alone, "
                f"{figure(found.together[form].p50)}/{figure(found.together[form].p95)} together",
                flush=True,
            )
    return found


def _path(path: str, form: str) -> str:
    return f"{path.rstrip('/')}.json" if form == "JSON" else path


def told(found: dict[str, Found]) -> Report:
    """The figures as the page has them."""
    report = Report(
        name="figures",
        claim="over six million expected reports the page of a KPI comes within "
        f"{ALLOWED:.0f} ms (p95) on PostgreSQL.",
        peer="the same pages in a database of one year.",
    )
    report.misses = [
        f"{form}, {name}: {figure(one.alone[form].p95)} ms (p95)"
        for name, one in found.items()
        for form in FORMS
        if one.alone[form].p95 > ALLOWED
    ]
    report.parts = [
        f"{KPIS} KPIs, each asked once; milliseconds.",
        Table(
            (
                "PostgreSQL", "form", "expected reports", "published figures", "p50", "p95",
                f"p50, {TOGETHER} at once", f"p95, {TOGETHER} at once",
            ),
            [
                (
                    name, form, f"{one.filled['expected']:,}", f"{one.shown['figures']:,}",
                    *(figure(value) for timing in (one.alone[form], one.together[form])
                      for value in (timing.p50, timing.p95)),
                )
                for name, one in found.items()
                for form in FORMS
            ],
        ),
    ]  # fmt: skip
    pages = [one.alone["page"].p50 for one in found.values()]
    if len(pages) > 1:
        report.ratio = f"The page of a KPI takes {times(pages[0] / pages[1])} of what it takes "
        report.ratio += "in a database of one year."
    return report
