"""Claims: all standards of the sample are read in under three seconds by a process that has just
started; the compiled show-piece takes at most twice the time of a function written by hand, and a
fifth of that of an interpreter; over ten million rows it takes at most 1.3 times the same SQL.

Peers: a hand-written Python function over the same Decimals; `simpleeval` with the expression
parsed once; the same arithmetic written by hand as SQL, on the same DuckDB table.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from statistics import median

from benchmarks.report import Report, Table, figure, times
from guankao import documents, sample
from guankao.figures.formulas import Formula, compile_formula, read_formula

SHOW_PIECE = "107/法務部/kpi/8-1"
EVALUATIONS = 100_000
ROWS = 10_000_000
RUNS = 5
READING_ALLOWED, BY_HAND_ALLOWED, INTERPRETER_WANTED, SQL_ALLOWED = 3.0, 2.0, 5.0, 1.3

READ_ALL = """
import time
began = time.perf_counter()
from guankao import documents, sample
from guankao.figures.formulas import RefusedFormula, read_formula
plans = [one for one in sample.documents() if isinstance(one, documents.Plan)]
indicators = [one for plan in plans for one in plan.indicators]
reading = time.perf_counter()
read = 0
for one in indicators:
    try:
        read_formula(one.standard, target=one.target, name=one.name)
        read += 1
    except RefusedFormula:
        pass
ended = time.perf_counter()
print(len(indicators), read, ended - reading, ended - began)
"""
BY_HAND_SQL = """
    SELECT avg(((i1 * i1 * i2) + (i1 * i2 * i2)) / NULLIF((i1 * i1) + (i2 * i2), 0) * 100)
    FROM cases
"""


def measure(_copies: int) -> Report:
    """Read cold, evaluate one by one, and compute over columns."""
    report = Report(
        name="formulas",
        claim="reading, evaluating and computing over columns cost what they cost by hand.",
        peer="a Python function written by hand, `simpleeval`, and SQL written by hand.",
    )
    formula = _show_piece()
    number, read, seconds, whole = _read_cold()
    ours, by_hand, interpreted = _evaluate(formula)
    columns, sql = _over_rows(formula)
    report.parts = [
        f"{number:,} standards, {read:,} of them formulas. Medians of {RUNS} runs.",
        Table(
            ("what", "Guankao (s)", "peer", "peer (s)", "ratio"),
            [
                (
                    f"{number:,} standards, cold",
                    figure(seconds),
                    "with all imports",
                    figure(whole),
                    "",
                ),
                _row(f"{EVALUATIONS:,} evaluations", ours, "by hand", by_hand),
                _row(f"{EVALUATIONS:,} evaluations", ours, "simpleeval", interpreted),
                _row(f"{ROWS:,} rows", columns, "SQL by hand", sql),
            ],
        ),
    ]
    report.ratio = (
        f"The show-piece takes {times(ours / by_hand)} the time of a function by hand, "
        f"simpleeval {times(interpreted / ours)} ours, and columns {times(columns / sql)} the SQL."
    )
    report.misses += [
        told
        for missed, told in (
            (seconds > READING_ALLOWED, f"reading takes {figure(seconds)} s"),
            (ours > BY_HAND_ALLOWED * by_hand, f"evaluating {times(ours / by_hand)} by hand"),
            (interpreted < INTERPRETER_WANTED * ours, "simpleeval is not five times slower"),
            (columns > SQL_ALLOWED * sql, f"columns take {times(columns / sql)} the SQL"),
        )
        if missed
    ]
    return report


def _row(what: str, ours: float, peer: str, theirs: float) -> tuple[str, ...]:
    return what, figure(ours), peer, figure(theirs), times(ours / theirs)


def _show_piece() -> Formula:
    for plan in sample.documents():
        if not isinstance(plan, documents.Plan):
            continue
        for indicator in plan.indicators:
            if f"{plan.identifier}/kpi/{indicator.key}" == SHOW_PIECE:
                return read_formula(
                    indicator.standard, target=indicator.target, name=indicator.name
                )
    raise LookupError(SHOW_PIECE)


def _read_cold() -> tuple[int, int, float, float]:
    runs = []
    for _run in range(RUNS):
        finished = subprocess.run(
            [sys.executable, "-c", READ_ALL], capture_output=True, text=True, check=True
        )
        runs.append(finished.stdout.split())
    number, read = int(runs[0][0]), int(runs[0][1])
    return (
        number,
        read,
        median(float(run[2]) for run in runs),
        median(float(run[3]) for run in runs),
    )


def _evaluate(formula: Formula) -> tuple[float, float, float]:
    from simpleeval import SimpleEval

    values = [(Decimal(n % 97) / 97 + 1, Decimal(n % 89) / 89 + 1) for n in range(1000)]
    compiled = compile_formula(formula)

    def by_hand(first: Decimal, second: Decimal) -> Decimal:
        squares = first**2, second**2
        return (squares[0] * second + first * squares[1]) / (squares[0] + squares[1]) * 100

    interpreter = SimpleEval()
    expression = "((a**2 * b) + (a * b**2)) / (a**2 + b**2) * 100"
    parsed = interpreter.parse(expression)

    def interpreted(first: Decimal, second: Decimal) -> Decimal:
        interpreter.names = {"a": first, "b": second}
        result: Decimal = interpreter.eval(expression, previously_parsed=parsed)
        return result

    for first, second in values[:50]:
        expected = by_hand(first, second)
        for function in (compiled, interpreted):
            if abs(function(first, second) - expected) > Decimal("1e-20"):
                raise ArithmeticError("the peers do not compute the same")
    laps: dict[Callable[..., Decimal], list[float]] = {compiled: [], by_hand: [], interpreted: []}
    for _run in range(RUNS):
        for function, seconds in laps.items():
            seconds.append(_lap(function, values))
    ours, theirs, slow = (median(seconds) for seconds in laps.values())
    return ours, theirs, slow


def _lap(function: Callable[..., Decimal], values: list[tuple[Decimal, Decimal]]) -> float:
    began = time.perf_counter()
    for _round in range(EVALUATIONS // len(values)):
        for first, second in values:
            function(first, second)
    return time.perf_counter() - began


def _over_rows(formula: Formula) -> tuple[float, float]:
    import ibis

    from guankao.cases import formula_column

    connection = ibis.duckdb.connect()
    connection.raw_sql(
        "CREATE TABLE cases AS SELECT 1 + (range % 97) / 97.0::DOUBLE AS i1, "
        f"1 + (range % 89) / 89.0::DOUBLE AS i2 FROM range({ROWS})"
    )
    names = [item.name for item in formula.inputs]
    column = formula_column(
        formula, connection.table("cases"), dict(zip(names, ("i1", "i2"), strict=True))
    )
    question = column.mean()
    ours, theirs = [], []
    for _run in range(RUNS):
        began = time.perf_counter()
        value = question.to_pyarrow().as_py()
        ours.append(time.perf_counter() - began)
        began = time.perf_counter()
        expected = connection.raw_sql(BY_HAND_SQL).fetchall()[0][0]
        theirs.append(time.perf_counter() - began)
        if abs(value - expected) > 1e-9 * abs(expected):
            raise ArithmeticError("the two do not compute the same")
    return median(ours), median(theirs)
