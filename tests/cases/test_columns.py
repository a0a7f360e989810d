"""Formulas over columns give what the exact evaluation gives, row by row."""

from decimal import Decimal

import pytest

ibis = pytest.importorskip("ibis", reason="the extra 'cases' is not installed")
pyarrow = pytest.importorskip("pyarrow")

from guankao.cases import MissingColumn, formula_column  # noqa: E402
from guankao.figures.formulas import evaluate, read_formula  # noqa: E402

CLOSURE = (
    "有效率I={[(I1^2×I2)+(I1×I2^2)]÷(I1^2+I2^2)}×100%。"
    "I1：甲類終結件數÷甲類收案件數。I2：乙類終結件數÷乙類收案件數。"
)
FORMULAS = {
    "share": ("及格人數÷到考人數×100%", "90%"),
    "growth": ("（本年度件數－上年度件數）÷上年度件數×100%", "5%"),
    "weighted": ("甲項滿意度×70%＋乙項滿意度×30%", "90%"),
    "sum": ("甲類件數＋乙類件數＋丙類件數", "90件"),
    "closure": (CLOSURE, "25%"),
}
ROWS = [
    [Decimal(one), Decimal(two), Decimal(three), Decimal(four)]
    for one, two, three, four in [
        (3, 4, 5, 6),
        (100, 250, 30, 40),
        (0, 7, 8, 9),
        (12, 13, 0, 2),
        ("12.5", "99.25", "0.75", "3.5"),
        (1_000_003, 17, 999_983, 19),
    ]
]


def _table(columns):
    return ibis.memtable(pyarrow.table(columns))


@pytest.mark.parametrize(("text", "target"), FORMULAS.values(), ids=FORMULAS.keys())
def test_every_row_equals_the_exact_evaluation(text, target):
    formula = read_formula(text, target=target)
    names = [item.name for item in formula.inputs]
    columns = {name: f"c{place}" for place, name in enumerate(names)}
    table = _table(
        {f"c{place}": [float(row[place]) for row in ROWS] for place in range(len(names))}
    )
    found = formula_column(formula, table, columns).name("value").to_pyarrow().to_pylist()
    for row, value in zip(ROWS, found, strict=True):
        exact = evaluate(formula, dict(zip(names, row, strict=False))).value
        if exact is None:
            assert value is None, "a zero divisor must leave the value missing"
        else:
            assert value == pytest.approx(float(exact), rel=1e-12, abs=1e-12)


def test_a_missing_value_stays_missing():
    formula = read_formula("甲類件數＋乙類件數", target="90件")
    table = _table({"甲類件數": [1.0, None], "乙類件數": [2.0, 3.0]})
    assert formula_column(formula, table).isnull().to_pyarrow().to_pylist() == [False, True]


def test_an_input_without_a_column_is_named():
    formula = read_formula("甲類件數÷乙類件數×100%", target="90%")
    with pytest.raises(MissingColumn, match="乙類件數"):
        formula_column(formula, _table({"甲類件數": [1.0]}))
