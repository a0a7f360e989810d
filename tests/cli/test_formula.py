"""`guankao formula …`: JSON lines in, JSON lines out, and the working for a person."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from guankao.cli.formula import LONGEST_LINE, app


def run(command: str, *lines: dict[str, Any] | str) -> Result:
    text = "\n".join(
        line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines
    )
    return CliRunner().invoke(app, [command], input=text)


def answers(result: Result) -> list[dict[str, Any]]:
    return [
        json.loads(line, parse_float=Decimal)
        for line in result.stdout_bytes.decode("utf-8").splitlines()
    ]


def test_read() -> None:
    result = run(
        "read",
        {"id": "a", "standard": "受益戶數÷預估戶數1,800戶×100%", "target": "50%", "name": "率"},
        {"id": 2, "standard": "辦理場次", "target": "5場"},
    )
    assert result.exit_code == 0
    assert answers(result) == [
        {
            "id": "a",
            "ok": True,
            "inputs": [
                {"name": "受益戶數", "default": None},
                {"name": "預估戶數", "default": 1800},
            ],
            "expression": "「受益戶數」÷「預估戶數」×100%",
            "unit": "%",
            "problems": [],
        },
        {
            "id": 2,
            "ok": False,
            "inputs": [],
            "expression": None,
            "unit": None,
            "problems": [
                {
                    "code": "no_arithmetic",
                    "position": 0,
                    "message": "no arithmetic at position 0: expected arithmetic, "
                    "such as （甲÷乙）×100%",
                }
            ],
        },
    ]


def test_evaluate() -> None:
    request = {
        "id": "a",
        "standard": "及格人數÷到考人數×100%",
        "target": "90%",
        "values": {"及格人數": 45, "到考人數": 60.0},
    }
    answer = answers(run("evaluate", request))[0]
    assert (answer["ok"], answer["value"], answer["unit"]) == (True, 75, "%")
    assert answer["steps"][0] == {
        "text": "「及格人數」÷「到考人數」",
        "figures": "45÷60",
        "value": Decimal("0.75"),
    }


def test_evaluate_says_what_is_wrong() -> None:
    request = {"id": "a", "standard": "甲數÷乙數", "target": "9%", "values": {"甲數": 1, "乙數": 0}}
    answer = answers(run("evaluate", request))[0]
    assert (answer["ok"], answer["value"]) == (False, None)
    assert answer["problems"] == [{"code": "division_by_zero", "subject": "「乙數」"}]
    refused = answers(run("evaluate", {"id": "b", "standard": "甲數÷"}))[0]
    assert refused["problems"][0]["code"] == "operand"


def test_the_year_decides_which_target_counts() -> None:
    standard = (
        "Σ（達成值÷目標值×權重）×100%：1.甲數：107至108年度目標值分別為4、5人，權重為50%。"
        "2.乙數：107至108年度目標值均為8人，權重為50%"
    )
    line = json.dumps({"id": 1, "standard": standard, "target": "90%"})
    result = CliRunner().invoke(app, ["read", "--fiscal-year", "108"], input=line)
    assert "÷5×50%" in answers(result)[0]["expression"]


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        '{"id": 1}',
        '{"id": true, "standard": "甲÷乙"}',
        '{"id": 1, "standard": 3}',
        '{"id": 1e99999999, "standard": "甲÷乙"}',
        '{"id": 1, "standard": "甲÷乙", "values": {"甲": NaN}}',
        '{"id": 1, "standard": "甲÷乙", "values": [1]}',
        '{"id": 1, "standard": "甲÷乙", "values": {"甲": "x"}}',
        '{"id": 1, "standard": "甲÷乙", "values": {"甲": true}}',
        '{"id": 1, "standard": "甲÷乙", "values": {"甲": ' + "9" * 99 + "}}",
        '{"id": 1, "standard": "\\ud800"}',
        "x" * (LONGEST_LINE + 1),
    ],
)
def test_a_malformed_line_stops_with_its_number(line: str) -> None:
    result = run("evaluate", line)
    assert result.exit_code == 2
    assert result.stderr.startswith("line 1: ")


def test_explain() -> None:
    result = CliRunner().invoke(
        app,
        [
            "explain",
            "甲件數÷乙件數×100%",
            "--target",
            "90%",
            "--set",
            "甲件數=9",
            "--set",
            "乙件數=12",
        ],
    )
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "= 75%"
    assert "9÷12 = 0.75" in result.stdout


def test_explain_points_at_the_trouble() -> None:
    result = CliRunner().invoke(app, ["explain", "甲＋乙）÷丙"])
    assert result.exit_code == 1
    assert "　　　▲ unbalanced bracket at position 3" in result.stdout


@pytest.mark.parametrize("word", ["甲件數", "=3", "甲件數=three", "甲件數=" + "9" * 99])
def test_explain_refuses_a_malformed_value(word: str) -> None:
    result = CliRunner().invoke(app, ["explain", "甲件數÷乙件數", "--set", word])
    assert result.exit_code == 2


def test_explain_without_a_result() -> None:
    result = CliRunner().invoke(app, ["explain", "甲件數÷乙件數", "--set", "甲件數=1"])
    assert result.exit_code == 1
    assert "missing_input: 乙件數" in result.stdout
