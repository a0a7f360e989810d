"""The interchange format: lossless in and out, and everything that is refused, with its path."""

from __future__ import annotations

import copy
import json
import unicodedata
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.document_strategies import documents
from documents.enforcement_plan import ENFORCEMENT, changed
from guankao.documents import (
    ActionPlan,
    AnyDocument,
    Plan,
    UnreadableDocument,
    read_document,
    write_document,
)


def problems_of(source: str | bytes) -> list[tuple[str, str, str]]:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(source)
    return [(problem.path, problem.reason, problem.found) for problem in caught.value.problems]


@given(documents)
@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_every_document_survives_writing_and_reading(document: AnyDocument) -> None:
    text = write_document(document)
    again = read_document(text)
    assert again == document
    assert type(again) is type(document)
    assert write_document(again) == text, "writing is not deterministic"
    assert read_document(text.encode()) == document
    assert unicodedata.is_normalized("NFC", text)


def test_numbers_keep_their_digits() -> None:
    plan = read_document(
        """{"format": "guankao", "format_version": "1.0", "kind": "action-plan",
        "fiscal_year": 107, "code": "x", "title": "方案",
        "strategies": [{"no": 1, "title": "策略"}],
        "measures": [{"key": "1", "no": 1, "strategy_no": 1, "measure_no": 1, "short_title": "措施",
        "targets": [{"no": 1, "text": "x", "subject": "x", "comparator": ">=",
        "value": 12345678901234567890.0000000001}], "actuals": [{"target": 1, "value": 73.10}]}]}"""
    )
    assert isinstance(plan, ActionPlan)
    assert plan.measures[0].targets[0].value == Decimal("12345678901234567890.0000000001")
    assert str(plan.measures[0].actuals[0].value) == "73.10"
    written = write_document(plan)
    assert '"value": 12345678901234567890.0000000001' in written
    assert '"value": 73.10\n' in written


def test_text_comes_in_normalised() -> None:
    document = read_document(changed(["goals", 0, "title"], " 防制毒品\uf9b5子 "))
    assert isinstance(document, Plan)
    assert document.goals[0].title == "防制毒品例子"


def test_a_byte_order_mark_is_no_fault() -> None:
    plain = json.dumps(ENFORCEMENT, ensure_ascii=False)
    assert read_document(b"\xef\xbb\xbf" + plain.encode()) == read_document("\ufeff" + plain)


@pytest.mark.parametrize(
    ("path", "value", "place", "reason", "found"),
    [
        (["ministry"], "法務部", "ministry", "is not a known key here", '"法務部"'),
        (
            ["indicators", 0, "targets"],
            [],
            "indicators[0].targets",
            "is not a known key here",
            "an array",
        ),
        (["indicators", 0, "target"], 24.5, "indicators[0].target", "must be a text", "24.5"),
        (["indicators", 0, "target"], ..., "indicators[0].target", "is required but missing", ""),
        (["indicators", 0, "target"], None, "indicators[0].target", "must be a text", "null"),
        (["indicators", 0, "no"], "1", "indicators[0].no", "must be a whole number", '"1"'),
        (["indicators", 0, "no"], True, "indicators[0].no", "must be a whole number", "true"),
        (["indicators", 0, "no"], 1.0, "indicators[0].no", "must be a whole number", "1.0"),
        (
            ["indicators", 0, "evaluation_arrangement"],
            True,
            "indicators[0].evaluation_arrangement",
            "must be a whole number",
            "true",
        ),
        (
            ["indicators", 0, "evaluation_arrangement"],
            6,
            "indicators[0].evaluation_arrangement",
            "must be less than or equal to 5",
            "6",
        ),
        (
            ["indicators", 0, "goal"],
            "2",
            "indicators[0].goal",
            "is not the key of a goal of this plan",
            '"2"',
        ),
        (
            ["projects", 0, "indicators"],
            ["1-1", "9-9"],
            "projects[0].indicators[1]",
            "is not the key of a KPI of this plan",
            '"9-9"',
        ),
        (
            ["projects", 0, "indicators"],
            ["1-1", "1-1"],
            "projects[0].indicators[1]",
            "is used more than once",
            '"1-1"',
        ),
        (
            ["projects", 0, "indicators"],
            "1-1",
            "projects[0].indicators",
            "must be an array",
            '"1-1"',
        ),
        (["goals"], {"1": "x"}, "goals", "must be an array", "an object"),
        (["goals", 0], "防制毒品", "goals[0]", "must be an object", '"防制毒品"'),
        (["fictional"], "false", "fictional", "must be true or false", '"false"'),
        (["fiscal_year"], 0, "fiscal_year", "must be greater than or equal to 1", "0"),
        (
            ["parent_agency"],
            "法務部行政執行署",
            "parent_agency",
            "is the agency itself",
            '"法務部行政執行署"',
        ),
        (
            ["kind"],
            "budget",
            "kind",
            "must be one of plan, guidelines, action-plan, programme, performance-report, report",
            '"budget"',
        ),
        (
            ["kind"],
            ...,
            "kind",
            "must be one of plan, guidelines, action-plan, programme, performance-report, report",
            "",
        ),
        (
            ["format"],
            "stratml",
            "format",
            'must be "guankao": this is no Guankao document',
            '"stratml"',
        ),
    ],
)
def test_each_fault_is_named_with_its_path(
    path: list[str | int], value: object, place: str, reason: str, found: str
) -> None:
    assert problems_of(changed(path, value)) == [(place, reason, found)]


def test_all_faults_are_named_at_once() -> None:
    plan = copy.deepcopy(ENFORCEMENT)
    plan["indicators"][0]["target"] = 7
    plan["goals"][0]["title"] = "\x00"
    del plan["projects"][0]["category"]
    places = [place for place, _, _ in problems_of(json.dumps(plan))]
    assert places == ["goals[0].title", "indicators[0].target", "projects[0].category"]


def test_a_newer_version_is_refused_with_a_sentence() -> None:
    [(place, reason, found)] = problems_of(changed(["format_version"], "2.0"))
    assert place == "format_version"
    assert "reads 1.0" in reason
    assert "needs a newer Guankao" in reason
    assert found == '"2.0"'


def test_a_key_given_twice_is_refused_where_it_stands() -> None:
    text = json.dumps(ENFORCEMENT, ensure_ascii=False)
    twice = text.replace('"target": "24.5%"', '"target": "24.5%", "target": "90%"')
    assert problems_of(twice) == [("indicators[0].target", "is given more than once", "")]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("", "is not JSON"),
        ("{", "is not JSON"),
        ("[]", "must be a JSON object"),
        ("null", "must be a JSON object"),
        ("7", "must be a JSON object"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 30 + "1" + "}" * 30, "nested deeper than 16 levels"),
        ('{"a": NaN}', "holds NaN"),
        ('{"a": -Infinity}', "holds -Infinity"),
        ('{"a": ' + "9" * 5000 + "}", "holds a number of 5000 digits"),
        ('{"a": 1e99999999999999999999}', "a number that is too large"),
        (" " * (16 * 1024 * 1024 + 1), "is larger than 16 MiB"),
        ('{"kind": "計畫"}'.encode("utf-16"), "is not UTF-8"),
        ('{"kind": "計畫"}'.encode("big5"), "is not UTF-8"),
    ],
)
def test_what_is_no_document_at_all_is_refused(source: str | bytes, reason: str) -> None:
    [(place, said, _)] = problems_of(source)
    assert place in {"", ".".join("a" * 16)}
    assert reason in said


def test_a_number_beyond_any_budget_is_refused() -> None:
    action_plan = """{"format": "guankao", "format_version": "1.0", "kind": "action-plan",
        "fiscal_year": 107, "code": "x", "title": "x", "strategies": [{"no": 1, "title": "x"}],
        "measures": [{"key": "1", "no": 1, "strategy_no": 1, "measure_no": 1, "short_title": "x",
        "targets": [{"no": 1, "text": "x", "subject": "x", "comparator": ">=", "value": %s}]}]}"""
    for number in ("1e31", "1e-31", "1e999999"):
        [(place, reason, _)] = problems_of(action_plan % number)
        assert place == "measures[0].targets[0].value"
        assert reason == "must not have more than 20 digits before the point and 10 after it"
    [(_, reason, found)] = problems_of(action_plan % '"70"')
    assert (reason, found) == ("must be a number", '"70"')


def test_what_is_found_is_shown_short_and_visible() -> None:
    [(_, _, found)] = problems_of(changed(["indicators", 0, "name"], "率\u202e" * 4000))
    assert "\\u202e" in found
    assert len(found) < 450
    [(place, reason, _)] = problems_of(changed(["\u202e\ud800"], 1))
    assert place == '"\\u202e\\ud800"'
    assert reason == "is not a known key here"


def test_a_flood_of_faults_is_cut_short() -> None:
    plan = {**ENFORCEMENT, **{f"unknown{number}": number for number in range(500)}}
    problems = problems_of(json.dumps(plan))
    assert len(problems) == 101
    assert problems[-1][1] == "and 400 more problems"


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


def paths_of(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    steps: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        steps = list(value.items())
    elif isinstance(value, list):
        steps = list(enumerate(value))
    return [path] * bool(path) + [
        place for step, item in steps for place in paths_of(item, (*path, step))
    ]


@given(st.sampled_from(paths_of(ENFORCEMENT)), JSON_VALUES)
@settings(max_examples=300, deadline=None)
def test_any_value_anywhere_is_read_or_refused_and_nothing_else(
    path: tuple[str | int, ...], value: object
) -> None:
    try:
        document = read_document(changed(list(path), value))
    except UnreadableDocument as error:
        refusal = error
    else:
        assert read_document(write_document(document)) == document
        return
    assert refusal.problems
    assert str(refusal).encode()


@given(st.one_of(st.binary(max_size=60), st.text(max_size=60)))
def test_anything_at_all_is_refused_in_an_orderly_way(source: bytes | str) -> None:
    assert problems_of(source)
