"""Kinds of value that the schemas share."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Generic, TypeVar

from ninja import Schema
from pydantic import Field, PlainSerializer

Row = TypeVar("Row")


def plain_digits(value: Decimal) -> str:
    """A figure in plain digits, without the zeros that a database column adds.

    >>> plain_digits(Decimal("24.5000000000")), plain_digits(Decimal("7144.0000000000"))
    ('24.5', '7144')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


Figure = Annotated[
    Decimal,
    PlainSerializer(plain_digits, return_type=str),
    Field(
        description="An exact figure as a string of plain digits, so that no reader's floating "
        "point changes it.",
        examples=["24.5"],
    ),
]

Identifier = Annotated[
    str, Field(description="Unique and stable; also the path of its page on this site.")
]


class Page(Schema, Generic[Row]):
    """Some rows of a list."""

    count: int = Field(description="How many rows the whole list has.")
    next: str | None = Field(description="Address of the rows after these; null at the end.")
    previous: str | None = Field(description="Address of the rows before; null at the beginning.")
    results: list[Row]


class Year(Schema):
    fiscal_year: int = Field(description="Fiscal year of the Republic of China.", examples=[107])
    ce_year: int = Field(description="The same year of the common era.", examples=[2018])
