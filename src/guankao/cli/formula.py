"""`guankao formula …`: read standards as formulas, evaluate them, and show the working."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Annotated, BinaryIO, Final

import typer

from guankao.figures.formulas import (
    Formula,
    RefusedFormula,
    Result,
    evaluate,
    read_formula,
    to_text,
)

LONGEST_LINE: Final = 1_000_000
"""Bytes of one line of input; a standard has a few hundred."""
LONGEST_NUMBER: Final = 64
"""Characters of a value."""
DEFAULT_YEAR: Final = 107
"""The year of the sample; only standards that list targets by year depend on it."""

EXIT_REFUSED: Final = 1
EXIT_MALFORMED: Final = 2

app = typer.Typer(help="Read and evaluate formulas (衡量標準).", no_args_is_help=True)

Json = str | int | bool | Decimal | None | Mapping[str, "Json"] | Sequence["Json"]
Year = Annotated[
    int,
    typer.Option(
        "--fiscal-year",
        help="ROC year whose target counts, where a standard lists targets by year.",
    ),
]


class MalformedLine(ValueError):
    """A line of input that is not the JSON object that was asked for."""


@dataclass(frozen=True, slots=True)
class Request:
    """One line of input."""

    id: str | int
    standard: str
    target: str
    name: str
    values: Mapping[str, Decimal] = field(default_factory=dict)


@app.callback()
def about() -> None:
    """Read standards (衡量標準) as formulas, and compute them."""


@app.command()
def read(fiscal_year: Year = DEFAULT_YEAR) -> None:
    """Read JSON lines {"id","standard","target","name"} on stdin; print the formula of each.

    Out: {"id","ok","inputs":[{"name","default"}],"expression","unit","problems"}. Where "ok" is
    false, "problems" says why: {"code","position","message"}; code no_arithmetic means that the
    standard calculates nothing.

    Exit code 0 whether or not all are formulas, 2 at a malformed line.
    """
    for request in _requests(sys.stdin.buffer):
        typer.echo(to_json(answer_to_read(request, fiscal_year)).encode("utf-8"))


@app.command("evaluate")
def evaluate_lines(fiscal_year: Year = DEFAULT_YEAR) -> None:
    """Read JSON lines {"id","standard","target","name","values"} on stdin; compute each.

    "values" maps names of inputs to numbers; percentages as 90. Out:
    {"id","ok","value","unit","steps","problems"}; the value is in the unit of the target.

    Exit code 0 whether or not all could be computed, 2 at a malformed line.
    """
    for request in _requests(sys.stdin.buffer):
        typer.echo(to_json(answer_to_evaluate(request, fiscal_year)).encode("utf-8"))


@app.command()
def explain(
    text: Annotated[str, typer.Argument(help="The standard, as the plan writes it.")],
    values: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="The value of an input."),
    ] = None,
    target: Annotated[str, typer.Option(help="The target; its unit is the result's.")] = "",
    name: Annotated[str, typer.Option(help="The indicator's name.")] = "",
    fiscal_year: Year = DEFAULT_YEAR,
) -> None:
    """Print how a standard is read, and its working with the values given.

    Exit code 1 where it is refused or has no result, 2 for a malformed --set.
    """
    try:
        stated = dict(_assignment(word) for word in values or ())
    except MalformedLine as error:
        typer.echo(f"guankao formula explain: {error}", err=True)
        raise typer.Exit(EXIT_MALFORMED) from None
    try:
        formula = read_formula(text, target=target, name=name, fiscal_year=fiscal_year)
    except RefusedFormula as refused:
        typer.echo(refused.text)
        typer.echo(f"{'　' * refused.position}▲ {refused.sentence}")
        raise typer.Exit(EXIT_REFUSED) from None
    result = evaluate(formula, stated) if stated else None
    for line in explained(formula, result):
        typer.echo(line)
    if result is not None and not result.ok:
        raise typer.Exit(EXIT_REFUSED)


def explained(formula: Formula, result: Result | None) -> Iterator[str]:
    """The formula, its inputs and its working, a line at a time."""
    yield to_text(formula.expression, brief=True)
    for definition in formula.definitions:
        yield f"  「{definition.name}」＝{to_text(definition.expression, brief=True)}"
    for item in formula.inputs:
        default = "" if item.default is None else f" = {item.default:,f}{item.unit}"
        yield f"  「{item.name}」{default}"
    if result is None:
        return
    for number, step in enumerate(result.steps, start=1):
        yield f"{number}. " + (f"「{step.name}」＝" if step.name else "") + step.text
        yield f"   = {step.figures} = {step.value:,f}"
    for problem in result.problems:
        yield f"! {problem}"
    if result.value is not None:
        yield f"= {result.value:,f}{result.unit}"


def _assignment(word: str) -> tuple[str, Decimal]:
    name, separator, written = word.rpartition("=")
    if not separator or not name.strip():
        raise MalformedLine(f"--set takes NAME=VALUE, not {word!r}")
    return name.strip(), _number(written.strip().replace(",", ""), name)


def _number(written: object, name: str) -> Decimal:
    if isinstance(written, bool) or not isinstance(written, str | int | Decimal):
        raise MalformedLine(f"the value of {name!r} must be a number")
    if len(str(written)) > LONGEST_NUMBER:
        raise MalformedLine(f"the value of {name!r} is longer than {LONGEST_NUMBER} characters")
    try:
        return Decimal(written)
    except InvalidOperation:
        raise MalformedLine(f"the value of {name!r} must be a number") from None


def _requests(stream: BinaryIO) -> Iterator[Request]:
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if not line.strip() and len(line) <= LONGEST_LINE:
            continue
        try:
            request = parse_request(line)
        except MalformedLine as error:
            typer.echo(f"line {number}: {error}", err=True)
            raise typer.Exit(EXIT_MALFORMED) from None
        yield request


def parse_request(line: bytes) -> Request:
    """Check one line of input.

    Raises:
        MalformedLine: with a sentence that names the key at fault.

    >>> parse_request('{"id": 1, "standard": "甲÷乙", "values": {"甲": 2.50}}'.encode()).values
    {'甲': Decimal('2.50')}
    >>> parse_request(b'{"id": 1}')
    Traceback (most recent call last):
    ...
    guankao.cli.formula.MalformedLine: "standard" must be a text
    """
    if len(line) > LONGEST_LINE:
        raise MalformedLine(f"longer than {LONGEST_LINE} bytes")
    try:
        found = json.loads(line.decode("utf-8-sig"), parse_float=_exact, parse_int=_exact)
    except UnicodeDecodeError:
        raise MalformedLine("not UTF-8") from None
    except (ValueError, RecursionError):
        raise MalformedLine("not JSON") from None
    if not isinstance(found, dict):
        raise MalformedLine('not a JSON object with "id" and "standard"')
    identifier = found.get("id")
    if isinstance(identifier, Decimal) and identifier == identifier.to_integral_value():
        identifier = int(identifier)
    if not isinstance(identifier, str | int) or isinstance(identifier, bool):
        raise MalformedLine('"id" must be a text or a whole number')
    values = found.get("values") or {}
    if not isinstance(values, dict):
        raise MalformedLine('"values" must map names to numbers')
    return Request(
        id=_text("id", identifier) if isinstance(identifier, str) else identifier,
        standard=_text("standard", found.get("standard")),
        target=_text("target", found.get("target") or ""),
        name=_text("name", found.get("name") or ""),
        values={_text("values", key): _number(value, key) for key, value in values.items()},
    )


def _exact(written: str) -> Decimal:
    if len(written) > LONGEST_NUMBER:
        raise MalformedLine(f"a number of more than {LONGEST_NUMBER} characters")
    return Decimal(written)


def _text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise MalformedLine(f'"{key}" must be a text')
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can write and UTF-8 cannot
        raise MalformedLine(f'"{key}" holds half a character') from None
    return value


def _formula(request: Request, fiscal_year: int) -> Formula:
    return read_formula(
        request.standard, target=request.target, name=request.name, fiscal_year=fiscal_year
    )


def _refusal(refused: RefusedFormula) -> Mapping[str, Json]:
    return {
        "code": refused.code.value,
        "position": refused.position,
        "message": refused.sentence,
    }


def answer_to_read(request: Request, fiscal_year: int) -> Mapping[str, Json]:
    """How a standard is read, or why not, as the object to print."""
    try:
        formula = _formula(request, fiscal_year)
    except RefusedFormula as refused:
        return {
            "id": request.id,
            "ok": False,
            "inputs": [],
            "expression": None,
            "unit": None,
            "problems": [_refusal(refused)],
        }
    return {
        "id": request.id,
        "ok": True,
        "inputs": [{"name": item.name, "default": item.default} for item in formula.inputs],
        "expression": to_text(formula.expression),
        "unit": formula.unit,
        "problems": [],
    }


def answer_to_evaluate(request: Request, fiscal_year: int) -> Mapping[str, Json]:
    """What a standard gives for the values, or why it gives nothing, as the object to print."""
    try:
        formula = _formula(request, fiscal_year)
    except RefusedFormula as refused:
        return {
            "id": request.id,
            "ok": False,
            "value": None,
            "unit": None,
            "steps": [],
            "problems": [_refusal(refused)],
        }
    result = evaluate(formula, request.values)
    return {
        "id": request.id,
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


def to_json(value: Json) -> str:
    """One line of JSON, UTF-8 unescaped, with every digit of a decimal and no exponent.

    >>> to_json({"values": [Decimal("8.50"), None]})
    '{"values": [8.50, null]}'
    """
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Mapping):
        pairs = (f"{json.dumps(key)}: {to_json(item)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(to_json(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)
