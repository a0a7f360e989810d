"""What is deducted for each occurrence, and more of it under a condition."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guankao.figures.formulas import (
    RefusalCode,
    RefusedFormula,
    evaluate,
    read_formula,
    to_text,
)


def shown(standard: str) -> str:
    text = to_text(read_formula(standard, target="95%").expression)
    return text.replace("「", "").replace("」", "")


@pytest.mark.parametrize(
    ("listed", "wanted"),
    [
        (
            "每發生乙次漏油扣1%，若屬人為疏失者，每次扣4%",
            "漏油次數（另行扣減者除外）×1%＋漏油次數（屬人為疏失者）×4%",
        ),
        (
            "每發生1件申訴扣1%；如經查證屬實，每件則扣2%",
            "申訴件數（另行扣減者除外）×1%＋申訴件數（經查證屬實）×2%",
        ),
        (
            "每發生乙次漏油扣1%，若為承商疏失，未依規定通報者，每次扣4%",
            "漏油次數（另行扣減者除外）×1%＋漏油次數（承商疏失，未依規定通報者）×4%",
        ),
        (
            "每發生乙次漏油扣1%，其中屬累犯者，每次另扣4%",
            "漏油次數×1%＋漏油次數（屬累犯者）×4%",
        ),
        (
            "每逾期1日扣0.5%，每發生乙次漏油扣1%，若屬人為疏失者，每次扣4%",
            "逾期日數×0.5%＋漏油次數（另行扣減者除外）×1%＋漏油次數（屬人為疏失者）×4%",
        ),
    ],
)
def test_a_condition_makes_a_count_of_its_own(listed: str, wanted: str) -> None:
    assert shown(f"100%－【{listed}】") == f"100%－（{wanted}）"


def test_no_occurrence_is_counted_twice() -> None:
    text = "100%－【每發生乙次漏油扣1%，若屬人為疏失者，每次扣4%】"
    formula = read_formula(text, target="95%")
    one_of_each = {item.name: Decimal(1) for item in formula.inputs}
    assert evaluate(formula, one_of_each).value == Decimal(95)


@pytest.mark.parametrize(
    "listed",
    [
        "每發生乙次漏油扣1%，若屬人為疏失者，每次扣4分",
        "每發生乙次漏油扣1%，若達3次者，每次扣4%",
        "每發生乙次漏油扣1%，若連續發生者，每次扣4%",
        "每發生乙次漏油扣1%，若屬人為疏失者，加重扣減",
        "每發生乙次漏油扣1%，若屬人為疏失者，每次扣4%，其中屬累犯者，每次另扣2%",
        "若屬人為疏失者，每次扣4%",
        "若逾期，每發生乙次漏油扣1%",
        "每發生乙次漏油扣1%至3%",
    ],
)
def test_other_conditions_are_refused(listed: str) -> None:
    with pytest.raises(RefusedFormula) as refused:
        read_formula(f"100%－【{listed}】", target="95%")
    assert refused.value.code is RefusalCode.CONDITION
