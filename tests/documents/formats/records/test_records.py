"""Records: plans as people transcribe them, in and out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from documents.interpretation.test_annual_plan_properties import printed_plans
from guankao.documents import Plan, UnreadableDocument, write_document
from guankao.documents.formats.records import are_records, read_records, write_records


def records(**changed: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "chapter": 3,
        "agency": "溪流署",
        "fiscal_year": 110,
        "goals": [
            {"no": 1, "title": "保育溪流", "strategies": ["巡查河岸。"]},
            {"no": 2, "title": "推廣步道", "strategies": []},
        ],
        "indicators": [
            {
                "goal": 1,
                "no": 1,
                "name": "巡查次數",
                "evaluation_system": 1,
                "evaluation_method": "統計數據",
                "standard": "全年巡查次數",
                "target": "120次",
                "linkage": ["公共建設"],
                "history": [{"year": 108, "value": "98次"}],
            },
            {
                "goal": 2,
                "goal_no_in_table": 1,
                "no": 1,
                "name": "步道滿意度",
                "evaluation_system": 3,
                "evaluation_method": "問卷調查",
                "standard": "滿意人數÷受訪人數×100%",
                "target": "85%",
                "linkage": [],
                "history": [],
            },
        ],
        "projects": [
            {
                "work_plan": work_plan,
                "title": title,
                "category": "其它",
                "content_items": 2,
                "indicators": links,
            }
            for work_plan, title, links in (
                ("河川業務", "河岸計畫", ["巡查次數"]),
                ("步道業務", "步道計畫", ["步道滿意度", "巡查次數"]),
                ("河川業務", "清淤計畫", []),
            )
        ],
    }
    return made | changed


def plan_of(content: dict[str, Any]) -> Plan:
    return read_records(json.dumps(content, ensure_ascii=False))


def test_keys_follow_from_the_numbers() -> None:
    plan = plan_of(records())
    assert [goal.key for goal in plan.goals] == ["1", "2"]
    assert [one.key for one in plan.indicators] == ["1-1", "2-1"]
    assert [(one.key, one.indicators) for one in plan.projects] == [
        ("1-1", ("1-1",)),
        ("2-1", ("2-1", "1-1")),
        ("1-2", ()),
    ]
    assert plan.indicators[1].goal_no_in_table == 1
    assert plan.indicators[0].history[0].value == "98次"


def test_records_are_written_as_they_were_read() -> None:
    assert json.loads(write_records(plan_of(records()))) == records()


@given(plan=printed_plans())
@settings(max_examples=40, deadline=None)
def test_what_is_written_is_read_back(plan: Plan) -> None:
    held = plan.model_copy(
        update={
            "introduction": (),
            "projects": tuple(one.model_copy(update={"contents": ()}) for one in plan.projects),
        }
    )
    text = write_records(plan)
    assert read_records(text) == held
    assert write_records(read_records(text)) == text


def test_a_name_that_two_kpis_share_links_both_and_one_alone_is_told_by_its_goal() -> None:
    content = records()
    content["indicators"][1]["name"] = "巡查次數"
    content["projects"][1]["indicators"] = ["巡查次數（施政目標二）"]
    del content["indicators"][1]["goal_no_in_table"]
    plan = plan_of(content)
    assert plan.projects[0].indicators == ("1-1", "2-1")
    assert plan.projects[1].indicators == ("2-1",)
    assert read_records(write_records(plan)) == plan


def test_a_note_that_runs_on_in_the_standard_is_a_note_too() -> None:
    content = records()
    content["indicators"][0]["standard"] = "全年巡查次數。註：含夜間。"
    [first, _] = plan_of(content).indicators
    assert (first.standard, first.note) == ("全年巡查次數。註：含夜間。", "含夜間。")


def test_readings_and_remarks_of_who_transcribed_are_left_out() -> None:
    content = records(irregularities=["一處漏字"])
    content["indicators"][0] |= {"formula": None, "target_semantics": {"value": 120}}
    assert plan_of(content) == plan_of(records())


def faults(content: object) -> list[str]:
    with pytest.raises(UnreadableDocument) as refused:
        read_records(json.dumps(content, ensure_ascii=False))
    return [f"{problem.path}: {problem.reason}" for problem in refused.value.problems]


def test_an_unknown_name_is_told_with_its_place() -> None:
    content = records()
    content["projects"][1]["indicators"].append("清淤噸數")
    assert faults(content) == ["projects[1].indicators[2]: is not the name of a KPI of this plan"]


def test_every_fault_is_told_at_once() -> None:
    content = records()
    content["indicators"][0]["evaluation_system"] = 9
    content["projects"][2]["category"] = "其他"
    del content["agency"]
    content["goals"][0]["nr"] = 1
    assert faults({**content, "agency": 3}) != []
    found = faults({**content, "agency": "溪流署"})
    assert [fault.partition(":")[0] for fault in found] == [
        "goals[0].nr",
        "indicators[0].evaluation_system",
        "projects[2].category",
    ]


def test_a_kpi_of_no_goal_is_told() -> None:
    content = records()
    content["indicators"][1]["goal"] = 7
    assert faults(content) == ["indicators[1].goal: is not the key of a goal of this plan"]


@pytest.mark.parametrize("content", [[], "文字", {"agency": "溪流署"}, {"format": "guankao"}, None])
def test_what_are_no_records(content: object) -> None:
    assert not are_records(content)
    assert "must be an object with" in faults(content)[0]


def test_the_interchange_format_is_not_taken_for_records() -> None:
    assert not are_records(json.loads(write_document(plan_of(records()))))
    assert are_records(records())


def test_every_transcribed_plan_is_read_and_written_again(shared: Path) -> None:
    paths = sorted((shared / "data" / "plans").glob("*.json"))
    assert len(paths) == 34
    for path in paths:
        plan = read_records(path.read_bytes())
        text = write_records(plan)
        assert read_records(text) == plan
        wanted = json.loads(path.read_text(encoding="utf-8"))
        assert json.loads(text).keys() == wanted.keys()
        assert [len(json.loads(text)[part]) for part in ("goals", "indicators", "projects")] == [
            len(wanted[part]) for part in ("goals", "indicators", "projects")
        ]
