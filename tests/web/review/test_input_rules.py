"""Rules of single inputs, one on each line of the form."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from guankao.documents import InputAccumulation
from guankao.web.review.forms import AccumulationLines, accumulation_line

LINES = "年底人數：期末值\n滿意度: 加權（回收份數）\n辦理場次：加總"


def test_lines_are_read_and_written_back():
    field = AccumulationLines(required=False)
    rules = [InputAccumulation(**one) for one in field.clean(LINES)]
    assert [(one.name, one.rule, one.weight) for one in rules] == [
        ("年底人數", "stock_at_end", None),
        ("滿意度", "ratio_of_sums", "回收份數"),
        ("辦理場次", "sum", None),
    ]
    again = "\n".join(map(accumulation_line, rules))
    assert again == LINES.replace(": ", "：")
    assert field.clean("") == ()


@pytest.mark.parametrize(
    "line",
    [
        "年底人數",
        "年底人數：中位數",
        "滿意度：加權",
        "年底人數：期末值（回收份數）",
        "滿意度：加權（滿意度）",
        "甲：加總\n甲：平均",
    ],
)
def test_a_line_that_says_no_rule_is_named(line):
    with pytest.raises(ValidationError):
        AccumulationLines(required=False).clean(line)
