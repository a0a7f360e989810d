"""The two calls that the command line and the programming interface share: read and evaluate.

A call is one JSON object, and so is its answer. Both shells give the same bytes for the same call.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final

from guankao.figures.formulas import (
    Formula,
    RefusedFormula,
    Result,
    evaluate,
    read_formula,
    to_text,
)

LONGEST_NUMBER: Final = 64
"""Characters of a value."""
DEFAULT_YEAR: Final = 107
"""The year of the sample; only standards that list targets by year depend on it."""

Json = str | int | bool | Decimal | None | Mapping[str, "Json"] | Sequence["Json"]


class MalformedCall(ValueError):
    """What came is not the JSON object that was asked for."""


@dataclass(frozen=True, slots=True)
class Call:
    """A standard to read, and the values to evaluate it with.

    Attributes:
        id: comes back with the answer.
        values: by name of input; percentages as 90.
    """

    id: str | int
    standard: str
    target: str = ""
    name: str = ""
    values: Mapping[str, Decimal] = field(default_factory=dict)


def from_json(text: str) -> object:
    """Read JSON with every digit of its numbers.

    Raises:
        MalformedCall: it is no JSON, or holds a number longer than any figure.

    >>> from_json('{"values": {"甲": 2.50}}')
    {'values': {'甲': Decimal('2.50')}}
    """
    try:
        return json.loads(text, parse_float=_exact, parse_int=_exact, parse_constant=_no_number)
    except MalformedCall:
        raise
    except (ValueError, RecursionError):
        raise MalformedCall("not JSON") from None


def call_from(found: object) -> Call:
    """Check one object that JSON held.

    Raises:
        MalformedCall: with a sentence that names the key at fault.

    >>> call_from({"id": Decimal(1), "standard": "甲÷乙", "values": {"甲": Decimal("2.50")}}).values
    {'甲': Decimal('2.50')}
    >>> call_from({"id": Decimal(1)})
    Traceback (most recent call last):
    ...
    guankao.figures.formula_calls.MalformedCall: "standard" must be a text
    """
    if not isinstance(found, dict):
        raise MalformedCall('not a JSON object with "id" and "standard"')
    identifier = found.get("id")
    if isinstance(identifier, Decimal) and _is_whole(identifier):
        identifier = int(identifier)
    if not isinstance(identifier, str | int) or isinstance(identifier, bool):
        raise MalformedCall('"id" must be a text or a whole number')
    values = found.get("values") or {}
    if not isinstance(values, dict):
        raise MalformedCall('"values" must map names to numbers')
    return Call(
        id=_text("id", identifier) if isinstance(identifier, str) else identifier,
        standard=_text("standard", found.get("standard")),
        target=_text("target", found.get("target") or ""),
        name=_text("name", found.get("name") or ""),
        values={_text("values", key): stated_value(value, key) for key, value in values.items()},
    )


def stated_value(written: object, name: str) -> Decimal:
    """The value stated for a name.

    Raises:
        MalformedCall: it is no number, or one longer than any figure.
    """
    if isinstance(written, bool) or not isinstance(written, str | int | Decimal):
        raise MalformedCall(f"the value of {name!r} must be a number")
    if len(str(written)) > LONGEST_NUMBER:
        raise MalformedCall(f"the value of {name!r} is longer than {LONGEST_NUMBER} characters")
    try:
        return Decimal(written)
    except InvalidOperation:
        raise MalformedCall(f"the value of {name!r} must be a number") from None


def _is_whole(value: Decimal) -> bool:
    # A thousand million noughts, which eleven characters write, are no identifier.
    return value.adjusted() < LONGEST_NUMBER and value == value.to_integral_value()


def _exact(written: str) -> Decimal:
    if len(written) > LONGEST_NUMBER:
        raise MalformedCall(f"a number of more than {LONGEST_NUMBER} characters")
    return Decimal(written)


def _no_number(written: str) -> Decimal:
    raise MalformedCall(f"{written} is no number")


def _text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise MalformedCall(f'"{key}" must be a text')
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can write and UTF-8 cannot
        raise MalformedCall(f'"{key}" holds half a character') from None
    return value


def answer_to_read(call: Call, fiscal_year: int) -> Mapping[str, Json]:
    """How a standard is read, or why not, as the object to send back."""
    try:
        formula = _formula(call, fiscal_year)
    except RefusedFormula as refused:
        return {
            "id": call.id,
            "ok": False,
            "inputs": [],
            "expression": None,
            "unit": None,
            "problems": [_refusal(refused)],
        }
    return {
        "id": call.id,
        "ok": True,
        "inputs": [{"name": item.name, "default": item.default} for item in formula.inputs],
        "expression": to_text(formula.expression),
        "unit": formula.unit,
        "problems": [],
    }


def answer_to_evaluate(call: Call, fiscal_year: int) -> Mapping[str, Json]:
    """What a standard gives for the values, or why it gives nothing, as the object to send back."""
    try:
        formula = _formula(call, fiscal_year)
    except RefusedFormula as refused:
        return {
            "id": call.id,
            "ok": False,
            "value": None,
            "unit": None,
            "steps": [],
            "problems": [_refusal(refused)],
        }
    return {"id": call.id, **_result(evaluate(formula, call.values))}


def _result(result: Result) -> Mapping[str, Json]:
    return {
        "ok": result.ok,
        "value": result.value,
        "unit": result.unit,
        "steps": [
            {"text": step.text, "figures": step.figures, "value": step.value}
            for step in result.steps
        ],
        "problems": [
            {"code": problem.code.value, "subject": problem.subject} for problem in result.problems
        ],
    }


def _formula(call: Call, fiscal_year: int) -> Formula:
    return read_formula(call.standard, target=call.target, name=call.name, fiscal_year=fiscal_year)


def _refusal(refused: RefusedFormula) -> Mapping[str, Json]:
    return {
        "code": refused.code.value,
        "position": refused.position,
        "message": refused.sentence,
    }


def to_json(value: Json) -> str:
    """One line of JSON, UTF-8 unescaped, with every digit of a decimal and no exponent.

    >>> to_json({"values": [Decimal("8.50"), None]})
    '{"values": [8.50, null]}'
    """
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Mapping):
        pairs = (
            f"{json.dumps(key, ensure_ascii=False)}: {to_json(item)}" for key, item in value.items()
        )
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(to_json(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)
