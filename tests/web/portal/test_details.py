"""What a plan states beyond its tables: on pages, in the data and in the programming interface."""

from __future__ import annotations

import html
import re

import pytest

pytestmark = pytest.mark.django_db
PROJECT = "/107/示範部/project/2-1"
KPI = "/107/示範部/kpi/2-2"


def text_of(answer) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_a_project_shows_budget_control_level_milestones_and_progress(client, sample_data):
    said = text_of(client.get(f"{PROJECT}/"))
    for words in ("18,600 千元", "部會", "完成系統設計審查", "2018-06-30", "45%"):
        assert words in said
    told = client.get(f"{PROJECT}.json").json()
    assert told["budget"] == "18600"
    assert told["milestones"][0]["due"] == "2018-03-31"
    assert [one["percent"] for one in told["planned_progress"]] == ["20", "45", "75", "100"]


def test_the_chart_of_a_project_has_the_figures_of_its_table(client, sample_data):
    drawn = client.get(f"{PROJECT}/chart.json").json()
    assert [row["text"] for row in next(iter(drawn["datasets"].values()))] == [
        "20%",
        "45%",
        "75%",
        "100%",
    ]
    assert client.get("/107/示範部/project/1-1/chart.json").status_code == 404
    assert "chart.json" not in client.get("/107/示範部/project/1-1/").content.decode()


def test_the_medium_term_stands_in_table_and_chart(client, sample_data):
    said = text_of(client.get(f"{KPI}/"))
    assert "9分鐘以下" in said
    assert "櫃檯叫號系統" in said
    assert "8分鐘以下" in str(client.get(f"{KPI}/chart.json").json()["datasets"])


def test_the_programming_interface_tells_them_too(client, sample_data):
    indicator = client.get("/api/v1/indicators/107/示範部/kpi/2-2").json()
    assert indicator["owner"] == "綜合服務科"
    assert indicator["baseline"] == "14.2分鐘"
    assert [one["value"] for one in indicator["year_targets"]] == ["9", "8"]
    project = client.get("/api/v1/projects/107/示範部/project/2-1").json()
    assert project["budget"] == "18600"
    assert len(project["milestones"]) == 3
