"""Standards of the project's own wording, with the value by hand: paraphrases.json.

Each row is a standard and a target; with ``values`` for the inputs the ``result`` is what a person
gets by hand, and with ``refused`` nothing may be read, for that reason.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from guankao.figures.formulas import RefusedFormula, evaluate, read_formula
from guankao.figures.formulas.evaluate import ProblemCode

ROWS: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("paraphrases.json").read_text(encoding="utf-8"), parse_float=Decimal
)
READ = [row for row in ROWS if "refused" not in row]
REFUSED = [row for row in ROWS if "refused" in row]


def named(row: dict[str, Any]) -> str:
    return f"{row['kind']}-{row['standard'][:20]}"


def test_every_row_is_there_once() -> None:
    standards = [row["standard"] for row in ROWS]
    assert len(set(standards)) == len(standards)
    assert len(READ) > 200
    assert len(REFUSED) > 70


@pytest.mark.parametrize("row", READ, ids=named)
def test_value_by_hand(row: dict[str, Any]) -> None:
    formula = read_formula(row["standard"], target=row["target"], fiscal_year=107)
    values = {name: Decimal(value) for name, value in row["values"].items()}
    result = evaluate(formula, values)
    doubts = {problem.code for problem in result.problems}
    assert doubts <= {ProblemCode.FRACTION_FOR_PERCENTAGE}, result.problems
    assert result.value == Decimal(row["result"])


@pytest.mark.parametrize("row", REFUSED, ids=named)
def test_refused_for_its_reason(row: dict[str, Any]) -> None:
    with pytest.raises(RefusedFormula) as refused:
        read_formula(row["standard"], target=row["target"], fiscal_year=107)
    assert refused.value.code.value == row["refused"]
