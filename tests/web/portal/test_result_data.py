"""What was reported in bulk: every published figure, its inputs, and what was expected when."""

from __future__ import annotations

import datetime as dt
import io
import json
from decimal import Decimal

import pyarrow.parquet as pq
import pytest

from guankao.calendars import TAIPEI
from guankao.web.reporting.actions import give_exception
from web.portal.test_data_page import body
from web.portal.test_year_results import become_real
from web.reports_of_tests import (
    IN_JULY,
    PLAN,
    actor,
    clock,
    expected,
    passes,
    people,
    progress,
    sessions,
    submit,
)
from web.results_of_tests import correct, make_public, public_plan

__all__ = ["actor", "clock", "people", "public_plan"]

pytestmark = pytest.mark.usefixtures("public_plan")


def rows(client, name: str) -> list[dict]:
    return json.loads(body(client.get(f"/data/{name}.json")))["rows"]


def test_nothing_of_a_fictional_agency_is_among_the_data(client, people):
    make_public(people, passes(93, 100))
    make_public(people, progress().model_copy(update={"reason": "決標延後。"}))
    for name in ("results", "reported_inputs", "project_results", "report_calendar"):
        assert rows(client, name) == []


def test_every_published_figure_is_a_row_and_the_newest_says_so(client, people, clock):
    make_public(people, passes(93, 100))
    correct(people, passes(94, 100), "漏計一場。")
    clock(IN_JULY)
    make_public(people, passes(93, 100, "quarter-2"))
    become_real()
    found = rows(client, "results")
    assert [
        (one["period"], one["version"], one["value"], one["standing"], one["cause"])
        for one in found
    ] == [
        ("quarter-1", 1, "93", False, "first"),
        ("quarter-1", 2, "94", True, "corrected"),
        ("quarter-2", 1, "93.5", True, "first"),
    ]
    first = found[0]
    assert first["indicator"] == f"{PLAN}/kpi/1-1"
    assert (first["target"], first["light"], first["met"]) == ("90%", "green", True)
    assert found[1]["reason_of_correction"] == "漏計一場。"
    table = pq.read_table(io.BytesIO(body(client.get("/data/results.parquet")))).to_pylist()
    assert [one["value"] for one in table] == [Decimal(93), Decimal(94), Decimal("93.5")]
    assert table[0]["published_at"] == dt.datetime(2023, 4, 5, 9, tzinfo=TAIPEI)
    sheet = body(client.get("/data/results.csv")).decode("utf-8-sig")
    assert "2023-04-05T01:00:00+00:00" in sheet


def test_the_inputs_of_each_version_stand_beside_it(client, people):
    make_public(people, passes(93, 100))
    correct(people, passes(94, 100), "漏計一場。")
    make_public(people, sessions(30))
    become_real()
    assert [
        (one["indicator"][-3:], one["version"], one["name"], one["value"], one["source"])
        for one in rows(client, "reported_inputs")
    ] == [
        ("1-1", 1, "及格人數", "93", "typed"),
        ("1-1", 1, "到考人數", "100", "typed"),
        ("1-1", 2, "及格人數", "94", "typed"),
        ("1-1", 2, "到考人數", "100", "typed"),
        ("1-2", 1, "", "30", "typed"),
    ]


def test_projects_have_progress_money_and_risk(client, people):
    said = {"reason": "發包延宕。", "countermeasure": "趕工。"}
    make_public(people, progress(actual=Decimal(5)).model_copy(update=said))
    become_real()
    [one] = rows(client, "project_results")
    assert (one["planned"], one["actual"], one["allotted"], one["spent"], one["risk"]) == (
        "20",
        "5",
        "100",
        "95",
        "high",
    )


def test_the_calendar_has_what_came_and_what_did_not(client, people, clock):
    make_public(people, passes(93, 100))
    submit(people["reporter"], sessions(30))
    row = expected("project/1-1")
    until = row.due_at + dt.timedelta(days=9)
    clock(row.due_at)
    give_exception(by=people["controller"], expected=row.pk, until=until, reason="颱風停班。")
    become_real()
    found = {
        one["identifier"].removeprefix(f"{PLAN}/"): one for one in rows(client, "report_calendar")
    }
    came = found["kpi/1-1/report/quarter-1"]
    assert came["handed_in_at"] == "2023-04-05T01:00:00+00:00"
    assert (came["handed_in_stage"], came["published"]) == ("open", True)
    assert found["kpi/1-2/report/quarter-1"]["published"] is False
    late = found["project/1-1/report/quarter-1"]
    assert (late["handed_in_at"], late["exception_reason"]) == (None, "颱風停班。")
    assert late["control_level"] == "行政院"
    assert dt.datetime.fromisoformat(late["exception_until"]) == until
