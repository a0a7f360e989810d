"""`guankao formula …`: read standards as formulas, evaluate them, and show the working."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, BinaryIO, Final

import typer

from guankao.figures.formula_calls import (
    DEFAULT_YEAR,
    Call,
    MalformedCall,
    answer_to_evaluate,
    answer_to_read,
    call_from,
    from_json,
    stated_value,
    to_json,
)
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
EXIT_REFUSED: Final = 1
EXIT_MALFORMED: Final = 2

app = typer.Typer(help="Read and evaluate formulas (衡量標準).", no_args_is_help=True)

Year = Annotated[
    int,
    typer.Option(
        "--fiscal-year",
        help="ROC year whose target counts, where a standard lists targets by year.",
    ),
]


class MalformedLine(ValueError):
    """A line of input that is not the JSON object that was asked for."""


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
    try:
        return name.strip(), stated_value(written.strip().replace(",", ""), name)
    except MalformedCall as problem:
        raise MalformedLine(str(problem)) from None


def _requests(stream: BinaryIO) -> Iterator[Call]:
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


def parse_request(line: bytes) -> Call:
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
        return call_from(from_json(line.decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise MalformedLine("not UTF-8") from None
    except MalformedCall as problem:
        raise MalformedLine(str(problem)) from None
