"""Measure how well standards are read as formulas, on the hand-checked plans beside the project.

A formula counts as right where, with its inputs matched to the checked ones by their words and
random values put in, both give the same figure in the unit of the target. Prints a table by kind
and every miss; exit code 1 where a threshold is not reached. The plans are looked for in
``GUANKAO_SHARED``, else in ``../shared`` beside the project; where there are none, says so and
exits 0.

    python tools/accuracy_formulas.py
"""

from __future__ import annotations

import ast
import json
import os
import random
import re
import sys
import time
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from fractions import Fraction
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT / "src"))

from guankao.figures.formulas import (  # noqa: E402
    Formula,
    RefusalCode,
    RefusedFormula,
    read_formula,
)
from guankao.figures.formulas.evaluate import evaluate  # noqa: E402
from guankao.figures.text import fold_width  # noqa: E402

READ_AND_EQUAL = {"symbols": Decimal(95), "words": Decimal(60)}
TOLD_APART = Decimal(98)
WRONG_AT_MOST = Decimal(1)
ROUNDS = 4
SAME_WORDS = 0.34
"""Likeness of two names below which they are not taken for the same input."""


@dataclass
class Tally:
    """What became of the standards of one kind."""

    cases: int = 0
    equal: int = 0
    wrong: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def main() -> int:
    """Measure, print, and say whether the thresholds are reached."""
    directory = Path(os.environ.get("GUANKAO_SHARED") or PROJECT.parent / "shared")
    if not (directory / "gold").is_dir():
        print(f"formulas: no checked plans in {directory}, nothing measured")
        return 0
    tallies, flat = measure(directory)
    seconds, count = time_reading(directory)
    return report(tallies, flat, seconds, count)


def measure(directory: Path) -> tuple[dict[str, Tally], Tally]:
    """Read every checked standard; tallies of formulas by how they are stated, and of the rest."""
    tallies = {kind: Tally() for kind in READ_AND_EQUAL}
    flat = Tally()
    for path in sorted((directory / "gold").glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        for indicator in document.get("indicators", []):
            place = f"{path.stem} {indicator['goal']}-{indicator['no']}"
            if indicator.get("formula") is None:
                _flat(flat, place, indicator, document["fiscal_year"])
            else:
                _formula(tallies, place, indicator, document["fiscal_year"])
    return tallies, flat


def read(indicator: dict[str, Any], year: int) -> Formula:
    """Read one standard as the command does."""
    return read_formula(
        indicator["standard"], target=indicator["target"], name=indicator["name"], fiscal_year=year
    )


def _flat(tally: Tally, place: str, indicator: dict[str, Any], year: int) -> None:
    tally.cases += 1
    try:
        formula = read(indicator, year)
    except RefusedFormula as refused:
        tally.equal += 1
        if refused.code is not RefusalCode.NO_ARITHMETIC:
            tally.refused.append(f"{place}: {refused.sentence}")
        return
    tally.wrong.append(f"{place}: {indicator['standard']} -> {formula.expression}")


def _formula(tallies: dict[str, Tally], place: str, indicator: dict[str, Any], year: int) -> None:
    checked = indicator["formula"]
    tally = tallies[checked["stated"]]
    tally.cases += 1
    try:
        formula = read(indicator, year)
    except RefusedFormula as refused:
        tally.refused.append(f"{place}: {refused.sentence}: {indicator['standard'][:60]}")
        return
    fault = difference(formula, checked)
    if fault:
        tally.wrong.append(f"{place}: {fault}: {indicator['standard'][:60]}")
    else:
        tally.equal += 1


def difference(formula: Formula, checked: dict[str, Any]) -> str:
    """How a formula differs from the checked one; empty where it does not."""
    pairs = matched(formula, checked["inputs"])
    if pairs is None:
        ours = "、".join(item.name for item in formula.inputs)
        return f"inputs {ours} / {'、'.join(checked['inputs'].values())}"
    chance = random.Random(107)
    for _ in range(ROUNDS):
        letters = {letter: Decimal(chance.randint(2_000, 9_999)) / 10 for letter in pairs}
        wanted = calculated(checked["expression"], letters)
        result = evaluate(formula, {pairs[letter]: value for letter, value in letters.items()})
        if result.value is None:
            return "; ".join(str(problem) for problem in result.problems)
        if abs(Fraction(result.value) - wanted) > abs(wanted) / 10**9:
            return f"{result.value} and not {float(wanted)}"
    return ""


def matched(formula: Formula, words: dict[str, str]) -> dict[str, str] | None:
    """Which input each letter means, by the likeness of the words, best pairs first.

    ``None`` where an input of either side that needs a value finds no partner.
    """
    likeness = [
        (_likeness(item.name, text), letter, item.name)
        for letter, text in words.items()
        for item in formula.inputs
    ]
    pairs: dict[str, str] = {}
    for score, letter, name in sorted(likeness, key=lambda entry: -entry[0]):
        if score >= SAME_WORDS and letter not in pairs and name not in pairs.values():
            pairs[letter] = name
    needed = {item.name for item in formula.inputs if item.default is None}
    return pairs if len(pairs) == len(words) and needed <= set(pairs.values()) else None


def _likeness(first: str, second: str) -> float:
    bare = [re.sub(r"[\W_]", "", fold_width(text)) for text in (first, second)]
    return SequenceMatcher(None, *bare, autojunk=False).ratio()


def calculated(expression: str, letters: dict[str, Decimal]) -> Fraction:
    """The value of a checked expression: letters, numbers, + - * / **, min, and conditions."""
    return _value(ast.parse(expression, mode="eval").body, letters)


def _value(node: ast.expr, letters: dict[str, Decimal]) -> Fraction:  # noqa: PLR0911
    match node:
        case ast.Constant():
            return Fraction(str(node.value))
        case ast.Name():
            return Fraction(letters[node.id])
        case ast.Call(func=ast.Name(id="min")):
            return min(_value(item, letters) for item in node.args)
        case ast.IfExp():
            return _value(node.body if _holds(node.test, letters) else node.orelse, letters)
        case ast.BinOp():
            left, right = _value(node.left, letters), _value(node.right, letters)
            match node.op:
                case ast.Add():
                    return left + right
                case ast.Sub():
                    return left - right
                case ast.Mult():
                    return left * right
                case ast.Div():
                    return left / right
                case ast.Pow():
                    return left ** int(right)
    raise ValueError(ast.dump(node))


def _holds(node: ast.expr, letters: dict[str, Decimal]) -> bool:
    match node:
        case ast.BoolOp(op=ast.And()):
            return all(_holds(item, letters) for item in node.values)
        case ast.Compare(ops=[ast.GtE()]):
            return _value(node.left, letters) >= _value(node.comparators[0], letters)
    raise ValueError(ast.dump(node))


def time_reading(directory: Path) -> tuple[float, int]:
    """Seconds to read every standard of every plan, and how many there are."""
    texts: list[tuple[str, str, str]] = []
    for path in sorted((directory / "data" / "plans").glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        texts += [(it["standard"], it["target"], it["name"]) for it in document["indicators"]]
    begun = time.perf_counter()
    for standard, target, name in texts:
        try:
            read_formula(standard, target=target, name=name, fiscal_year=107)
        except RefusedFormula:
            continue
    return time.perf_counter() - begun, len(texts)


def report(tallies: dict[str, Tally], flat: Tally, seconds: float, count: int) -> int:
    """Print the table and the misses; 1 where a threshold is missed."""
    failed = False
    cases = flat.cases + sum(tally.cases for tally in tallies.values())
    for kind, tally in tallies.items():
        percent = Decimal(100 * tally.equal) / max(tally.cases, 1)
        failed = failed or percent < READ_AND_EQUAL[kind]
        print(
            f"formulas in {kind:8} {tally.equal}/{tally.cases} equal = {percent:.1f}% "
            f"(at least {READ_AND_EQUAL[kind]}%), {len(tally.refused)} refused, "
            f"{len(tally.wrong)} wrong"
        )
        for miss in [*tally.wrong, *tally.refused]:
            print(f"    {miss}")
    percent = Decimal(100 * flat.equal) / max(flat.cases, 1)
    print(f"no arithmetic       {flat.equal}/{flat.cases} told apart = {percent:.1f}%")
    for miss in [*flat.wrong, *flat.refused]:
        print(f"    {miss}")
    wrong = sum(len(tally.wrong) for tally in [*tallies.values(), flat])
    share = Decimal(100 * wrong) / max(cases, 1)
    print(f"wrong values        {wrong}/{cases} = {share:.2f}% (at most {WRONG_AT_MOST}%)")
    print(f"reading {count} standards took {seconds:.2f} s")
    return int(failed or percent < TOLD_APART or share > WRONG_AT_MOST)


if __name__ == "__main__":
    raise SystemExit(main())
