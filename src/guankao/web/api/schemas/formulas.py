"""Calls of formulas and their answers: the same as those of `guankao formula read|evaluate`.

Figures are JSON numbers here, with every digit, so that a line that one of the two shells answers
is the line that the other would.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field, PlainValidator, WithJsonSchema

from guankao.figures.formula_calls import LONGEST_NUMBER

LONGEST_ID = 200
MOST_DIGITS_OF_ID = 18
MOST_CALLS = 100


def _text(value: str) -> str:
    """A text without half of a surrogate pair, which JSON can write and UTF-8 cannot."""
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise ValueError("it holds half a character")
    return value


def _identifier(value: object) -> str | int:
    """A text or a whole number; of JSON, every number is read as an exact decimal."""
    if isinstance(value, str) and len(value) <= LONGEST_ID:
        return _text(value)
    if (
        isinstance(value, Decimal)
        and value.adjusted() < MOST_DIGITS_OF_ID
        and value == value.to_integral_value()
    ):
        return int(value)
    raise ValueError("it is a text or a whole number")


def _number(value: object) -> Decimal:
    if not isinstance(value, Decimal):
        raise ValueError("it is a JSON number")
    return value


Text = Annotated[str, AfterValidator(_text)]
Id = Annotated[
    str | int,
    PlainValidator(_identifier),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "maxLength": LONGEST_ID},
                {
                    "type": "integer",
                    "exclusiveMinimum": -(10**MOST_DIGITS_OF_ID),
                    "exclusiveMaximum": 10**MOST_DIGITS_OF_ID,
                },
            ]
        }
    ),
]
Number = Annotated[Decimal, PlainValidator(_number), WithJsonSchema({"type": "number"})]


class FormulaCall(Schema):
    """A standard to read; `values` are for its evaluation."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: Id = Field(description="Comes back with the answer: a text or a whole number.")
    standard: Text = Field(description="The standard as the plan writes it.")
    target: Text = Field("", description="The target's text; its unit is the result's.")
    name: Text = Field("", description="The KPI's name; helps to read the target.")
    values: dict[Text, Number] = Field(
        default_factory=dict,
        description="By name of input; percentages as 90. "
        f"A number has at most {LONGEST_NUMBER} characters.",
    )


class FormulaInput(Schema):
    name: str = Field(description="In the words of the standard.")
    default: Number | None = Field(description="Its value where the standard gives one.")


class FormulaProblem(Schema):
    """What is wrong. A refused standard has `position` and `message`, a value has `subject`."""

    code: str = Field(description="Kind of trouble; no_arithmetic: there is nothing to calculate.")
    position: int | None = Field(None, description="Where in the standard the trouble begins.")
    message: str | None = Field(None, description="What would be accepted there.")
    subject: str | None = Field(None, description="The input or the expression at fault.")


class FormulaRead(Schema):
    """How a standard is read, or why not."""

    id: str | int
    ok: bool
    inputs: list[FormulaInput]
    expression: str | None = Field(description="In one line that is read again as the same.")
    unit: str | None = Field(description="Unit of the result.")
    problems: list[FormulaProblem]


class FormulaStep(Schema):
    """One step of the working."""

    text: str = Field(description="In the words of the standard.")
    figures: str = Field(description="The same with values in place of names.")
    value: Number


class FormulaResult(Schema):
    """What a standard gives for the values, or why it gives nothing."""

    id: str | int
    ok: bool
    value: Number | None = Field(description="In the unit of the target: 90 for 90%.")
    unit: str | None
    steps: list[FormulaStep]
    problems: list[FormulaProblem]
