"""The peer of the agency page: Datasette over the same SQLite file, showing the same KPIs.

Its page is one query that is written down for it, with the agency as its parameter: the KPIs of
the plan with every field that ours shows. Ours shows the goals, the projects and the drawn history
besides. Datasette runs with its own defaults, as one process, which is how it is meant to run.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.databases import Database
from benchmarks.filling import FISCAL_YEAR
from benchmarks.serving import HOST, Server, free_port, serving

QUERY = f"""
    SELECT goal.number AS goal, goal.title, kpi.identifier, kpi.name, kpi.evaluation_arrangement,
        kpi.evaluation_method, kpi.standard, kpi.target_text, kpi.comparator, kpi.target_value,
        kpi.target_unit, kpi.direction, kpi.kind, kpi.linkage, kpi.note, kpi.project_count
    FROM organizations_agency AS agency
    JOIN planning_plan AS plan ON plan.agency_id = agency.id
    JOIN planning_indicator AS kpi ON kpi.plan_id = plan.id
    JOIN planning_goal AS goal ON goal.id = kpi.goal_id
    WHERE agency.name = :agency AND plan.fiscal_year = {FISCAL_YEAR}
    ORDER BY kpi.position
"""


@contextmanager
def datasette(database: Database, path: str) -> Iterator[Server]:
    """Datasette over the file of the database."""
    described = database.directory / "datasette.json"
    queries = {"agency": {"sql": QUERY}}
    described.write_text(
        json.dumps({"databases": {"guankao": {"queries": queries}}}), encoding="utf-8"
    )
    port = free_port()
    command = [
        str(Path(sys.executable).parent / "datasette"),
        "serve",
        str(database.file),
        f"--host={HOST}",
        f"--port={port}",
        f"--metadata={described}",
    ]
    log = database.directory / "datasette.log"
    with serving(command, environment=os.environ, log=log, port=port, path=path) as server:
        yield server
