"""`guankao target read`: JSON lines in, JSON lines out."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from guankao.cli.target import LONGEST_LINE, app, to_json


def run(text: str | bytes) -> Result:
    return CliRunner().invoke(app, ["read"], input=text)


def answers(result: Result) -> list[dict[str, Any]]:
    return [
        json.loads(line, parse_float=Decimal, parse_int=Decimal)
        for line in result.stdout_bytes.decode("utf-8").splitlines()
    ]


def test_one_line_in_one_line_out() -> None:
    result = run('{"id":"a","text":"8.50億元"}\n\n{"id":"b","text":"11.2人","name":"自殺死亡率"}\n')
    assert result.exit_code == 0
    assert answers(result) == [
        {
            "id": "a",
            "comparator": ">=",
            "value": Decimal("8.50"),
            "unit": "億元",
            "base_value": Decimal("850000000"),
            "base_unit": "元",
            "direction": "higher",
            "explicit": False,
            "reason": "default",
        },
        {
            "id": "b",
            "comparator": "<=",
            "value": Decimal("11.2"),
            "unit": "人",
            "base_value": Decimal("11.2"),
            "base_unit": "人",
            "direction": "lower",
            "explicit": False,
            "reason": "harm: 死亡率 (name)",
        },
    ]


def test_numbers_keep_their_digits_and_text_is_not_escaped() -> None:
    printed = run('{"id":1,"text":"8.50億元"}').stdout_bytes.decode("utf-8")
    assert '"value": 8.50,' in printed
    assert '"unit": "億元"' in printed
    assert '"base_value": 850000000,' in printed


def test_a_deed_has_no_value() -> None:
    (answer,) = answers(run('{"id":1,"text":"完成引渡法修正草案工作","name":null,"standard":null}'))
    assert (answer["comparator"], answer["value"], answer["unit"]) == ("milestone", None, None)


def test_an_unreadable_target_is_answered_and_the_rest_is_read() -> None:
    result = run('{"id":1,"text":"1,23件"}\n{"id":2,"text":"10%以下"}\n')
    assert result.exit_code == 1
    first, second = answers(result)
    assert first["id"] == 1
    assert (first["error"]["text"], first["error"]["position"]) == ("1,23件", 1)
    assert first["error"]["expected"] in first["error"]["message"]
    assert (second["comparator"], second["explicit"]) == ("<=", True)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"id": ' + b"9" * 5000 + b"}", "not JSON"),
        (b"[]", "not a JSON object"),
        (b"\xff", "not UTF-8"),
        (b'{"text": "90%"}', '"id" must be'),
        (b'{"id": true, "text": "90%"}', '"id" must be'),
        (b'{"id": 1, "text": 90}', '"text" must be'),
        (b'{"id": 1, "text": "90%", "name": 5}', '"name" must be'),
        (b'{"id": 1, "text": "90%", "standard": ["a"]}', '"standard" must be'),
        (b'{"id": "\\ud800", "text": "90%"}', '"id" holds half a character'),
        (b" " * (LONGEST_LINE + 1), "longer than"),
    ],
)
def test_a_malformed_line_is_named_by_its_number(line: bytes, message: str) -> None:
    result = run(b'{"id":1,"text":"90%"}\n' + line + b'\n{"id":3,"text":"90%"}\n')
    assert result.exit_code == 2
    assert result.stderr.startswith("line 2: ")
    assert message in result.stderr
    assert [answer["id"] for answer in answers(result)] == [1]


def test_no_input_is_no_error() -> None:
    result = run("")
    assert (result.exit_code, result.stdout) == (0, "")


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=4),
    st.text(st.characters(codec="utf-8")),
)
def test_json_is_exact(value: Decimal, text: str) -> None:
    printed = to_json({"value": value, "text": text, "none": None, "yes": True})
    assert json.loads(printed, parse_float=Decimal, parse_int=Decimal) == {
        "value": value,
        "text": text,
        "none": None,
        "yes": True,
    }
