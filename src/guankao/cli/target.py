"""`guankao target …`: read targets as government writes them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import BinaryIO, Final

import typer

from guankao.figures import UnreadableFigure, read_target

LONGEST_LINE: Final = 1_000_000
"""Bytes of one line of input; a standard has a few hundred."""

EXIT_UNREADABLE: Final = 1
EXIT_MALFORMED: Final = 2

app = typer.Typer(help="Read targets (年度目標值).", no_args_is_help=True)

Json = str | int | bool | Decimal | None | Mapping[str, "Json"]


class MalformedLine(ValueError):
    """A line of input that is not the JSON object that was asked for."""


@dataclass(frozen=True, slots=True)
class Request:
    """One line of input."""

    id: str | int
    text: str
    name: str
    standard: str


@app.callback()
def about() -> None:
    """Read targets (年度目標值) as government writes them."""


@app.command()
def read() -> None:
    """Read JSON lines {"id","text","name","standard"} on stdin; print what each target means.

    `name` and `standard` may be missing; they help to infer the direction. Values are in the unit
    as written, with base_value and base_unit beside them, and are printed digit by digit.

    Exit code 1 when a target cannot be read (its line holds "error"), 2 at a malformed line.
    """
    unreadable = False
    for number, line in enumerate(_lines(sys.stdin.buffer), start=1):
        if not line.strip() and len(line) <= LONGEST_LINE:
            continue
        try:
            request = parse_request(line)
        except MalformedLine as error:
            typer.echo(f"line {number}: {error}", err=True)
            raise typer.Exit(EXIT_MALFORMED) from None
        answer = answer_to(request)
        unreadable = unreadable or "error" in answer
        typer.echo(to_json(answer).encode("utf-8"))
    if unreadable:
        raise typer.Exit(EXIT_UNREADABLE)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    while line := stream.readline(LONGEST_LINE + 1):
        yield line


def parse_request(line: bytes) -> Request:
    """Check one line of input.

    Raises:
        MalformedLine: with a sentence that names the key at fault.

    >>> parse_request(b'{"id": 1, "text": "90%"}').text
    '90%'
    >>> parse_request(b'{"id": 1}')
    Traceback (most recent call last):
    ...
    guankao.cli.target.MalformedLine: "text" must be a text
    """
    if len(line) > LONGEST_LINE:
        raise MalformedLine(f"longer than {LONGEST_LINE} bytes")
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise MalformedLine("not UTF-8") from None
    except (ValueError, RecursionError):
        raise MalformedLine("not JSON") from None
    if not isinstance(found, dict):
        raise MalformedLine('not a JSON object with "id" and "text"')
    identifier = found.get("id")
    if isinstance(identifier, bool) or not isinstance(identifier, str | int):
        raise MalformedLine('"id" must be a text or a whole number')
    return Request(
        id=_encodable("id", identifier) if isinstance(identifier, str) else identifier,
        text=_encodable("text", found.get("text")),
        name=_encodable("name", found.get("name") or ""),
        standard=_encodable("standard", found.get("standard") or ""),
    )


def _encodable(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise MalformedLine(f'"{key}" must be a text')
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can write and UTF-8 cannot
        raise MalformedLine(f'"{key}" holds half a character') from None
    return value


def answer_to(request: Request) -> dict[str, Json]:
    """What a target means, or why it cannot be read, as the object to print."""
    try:
        target = read_target(request.text, name=request.name, standard=request.standard)
    except UnreadableFigure as error:
        return {
            "id": request.id,
            "error": {
                "text": error.text,
                "position": error.position,
                "expected": error.expected,
                "message": str(error),
            },
        }
    quantity = target.quantity
    return {
        "id": request.id,
        "comparator": target.comparator.value,
        "value": quantity.value if quantity else None,
        "unit": quantity.unit if quantity else None,
        "base_value": quantity.base.value if quantity else None,
        "base_unit": quantity.base.unit if quantity else None,
        "direction": target.direction.value,
        "explicit": target.explicit,
        "reason": str(target.reason),
    }


def to_json(value: Json) -> str:
    """One line of JSON, UTF-8 unescaped, with every digit of a decimal and no exponent.

    The standard library's encoder would print a decimal as a float, or not at all.

    >>> to_json({"unit": "億元", "value": Decimal("8.50"), "strict": False})
    '{"unit": "億元", "value": 8.50, "strict": false}'
    """
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Mapping):
        pairs = (f"{json.dumps(key)}: {to_json(item)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    return json.dumps(value, ensure_ascii=False)
